//! What a value is and what stands in it: fields, contents, types.

use super::Heap;
use super::object::{Obj, ObjId, Options};
use super::value::Value;
use crate::facts::Name;
use crate::knowledge::HandleKind;
use crate::program::TypeId;
use crate::resolve::types::Ty;
use crate::trace::handle::Handle;

/// How many wrappers are looked through for what a value holds.
pub(super) const MAX_DEREF: u8 = 6;

/// What looking for a field finds.
pub(crate) enum Read<'f> {
    /// Its value, as far as one is known.
    Value(Value<'f>),
    /// The field of each of these.
    Inside(Vec<Value<'f>>),
    /// A value of a type of the program of which this field was not seen.
    Missing(ObjId),
}

impl<'f> Heap<'_, 'f> {
    /// Looks for a value's field.
    pub(crate) fn read(&mut self, base: &Value<'f>, name: Name) -> Read<'f> {
        match base {
            Value::Any(all) => Read::Inside(all.to_vec()),
            Value::Tuple(items) => {
                let item = name.parse::<usize>().ok().and_then(|index| items.get(index).cloned());
                Read::Value(item.unwrap_or(Value::Unknown))
            }
            Value::Obj(id) => self.read_object(*id, name),
            _ => Read::Value(Value::Unknown),
        }
    }

    fn read_object(&mut self, id: ObjId, name: Name) -> Read<'f> {
        match self.obj(id) {
            Obj::Struct(data) => {
                data.fields.get(&name).cloned().map_or(Read::Missing(id), Read::Value)
            }
            // Guards and wrappers have no fields of their own that matter: the field is of what is inside.
            Obj::Guard { inner, .. } => Read::Inside(vec![inner.clone()]),
            // A part of a message is still the message: whoever works on it works on the delivery.
            Obj::Content(_) => Read::Value(Value::Obj(id)),
            Obj::Options(options) => match self.automatic_acks(options, name) {
                Some(value) => Read::Value(value),
                None => Read::Inside(options.held.clone()),
            },
            Obj::External { held, .. } => Read::Inside(held.clone()),
            Obj::Handle(handle) if handle.kind == HandleKind::Delivery => {
                let delivery = handle.clone();
                Read::Value(self.part_of(&delivery, name))
            }
            _ => Read::Value(Value::Unknown),
        }
    }

    /// Whether options ask for automatic acks, when that is the field: a consumer is told by it what it has to do.
    fn automatic_acks(&self, options: &Options<'f>, name: Name) -> Option<Value<'f>> {
        let names = self.knowledge.names_of_auto_ack(name)?;
        let is_set = |set: &&(Name, Value<'f>)| names.iter().any(|known| set.0 == known.as_str());
        match options.set.iter().rev().find(is_set) {
            Some((_, value)) => Some(value.clone()),
            None => options.complete.then_some(Value::Bool(false)),
        }
    }

    /// `delivery.acker` and the like are the delivery, `delivery.data` is what was sent.
    fn part_of(&mut self, delivery: &Handle, name: Name) -> Value<'f> {
        if self.knowledge.is_content(delivery.client, name) {
            self.content_of(delivery)
        } else {
            self.value_of(Obj::Handle(Handle { part: true, ..delivery.clone() }))
        }
    }

    /// What was sent in a delivery.
    pub(crate) fn content_of(&mut self, delivery: &Handle) -> Value<'f> {
        self.value_of(Obj::Content(delivery.origin))
    }

    /// The type of the program that a value is of which nobody saw the making.
    pub(crate) fn type_from_outside(&self, value: &Value<'f>) -> Option<TypeId> {
        let Value::Obj(id) = value else { return None };
        match self.obj(*id) {
            Obj::Struct(data) => data.outside.as_ref().map(|_| data.ty),
            _ => None,
        }
    }

    /// What a guard protects, or the value itself.
    pub(crate) fn content(&self, value: &Value<'f>) -> Value<'f> {
        match value {
            Value::Obj(id) => match self.obj(*id) {
                Obj::Guard { inner, .. } => inner.clone(),
                _ => value.clone(),
            },
            _ => value.clone(),
        }
    }

    pub(crate) fn cell_content(&self, cell: &Value<'f>) -> Value<'f> {
        match cell {
            Value::Obj(id) => match self.obj(*id) {
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => held
                    .iter()
                    .fold(Value::Unknown, |sum: Value<'f>, value| sum.join(value.clone())),
                Obj::Guard { inner, .. } => inner.clone(),
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    /// The type of a value, where its making was seen.
    pub(crate) fn type_of(&self, value: &Value<'f>) -> Option<Ty> {
        let Value::Obj(id) = value else { return None };
        match self.obj(*id) {
            Obj::Struct(data) => Some(Ty::Adt(data.ty, data.args.clone())),
            Obj::Opaque { bounds, .. } => Some(Ty::Traits(bounds.clone())),
            Obj::Guard { inner, .. } => self.type_of(inner),
            _ => None,
        }
    }

    /// Whether an object is of a type outside: of its options those are known that were set in view.
    pub(crate) fn is_from_outside(&self, id: ObjId) -> bool {
        matches!(
            self.obj(id),
            Obj::External { .. } | Obj::Options(_) | Obj::Content(_) | Obj::Verdict(_)
        )
    }

    pub(crate) fn closure_field(&self, id: ObjId, name: Name) -> Option<Value<'f>> {
        let Obj::Struct(data) = self.obj(id) else { return None };
        data.fields
            .get(&name)
            .filter(|value| matches!(value, Value::Closure(_) | Value::Fn(_) | Value::Future(_)))
            .cloned()
    }

    /// The handle that a value is, or that it wraps.
    pub(crate) fn handle_in(&self, value: &Value<'f>) -> Option<(ObjId, Handle)> {
        self.handle_at(value, MAX_DEREF)
    }

    fn handle_at(&self, value: &Value<'f>, depth: u8) -> Option<(ObjId, Handle)> {
        let Value::Obj(id) = value else { return None };
        match self.obj(*id) {
            Obj::Handle(handle) => Some((*id, handle.clone())),
            Obj::Guard { inner, .. } if depth > 0 => self.handle_at(inner, depth - 1),
            Obj::External { held, path } | Obj::Options(Options { held, path, .. })
                // What a lock holds is reached through its guard alone.
                if depth > 0 && !self.knowledge.is_lock(*path) =>
            {
                held.iter().find_map(|inner| self.handle_at(inner, depth - 1))
            }
            _ => None,
        }
    }
}
