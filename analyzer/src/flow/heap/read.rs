//! What a value is and what stands in it: fields, contents, types.

use super::Heap;
use super::object::{Obj, ObjId, Options};
use super::value::Value;
use super::walk::{Found, wrapped};
use crate::facts::Name;
use crate::knowledge::HandleKind;
use crate::program::TypeId;
use crate::resolve::types::Ty;
use crate::trace::handle::Handle;

/// What looking for a field finds.
pub(crate) enum Read<'f> {
    /// Its value, as far as one is known.
    Value(Value<'f>),
    /// A value of a type of the program of which this field was not seen.
    Missing(ObjId),
}

impl<'f> Heap<'_, 'f> {
    /// The values whose field is meant by a value's: guards and wrappers have no fields of their own that matter, and of what may be
    /// several things it is the field of each.
    pub(crate) fn bases(&self, base: &Value<'f>, name: Name) -> Vec<Value<'f>> {
        let has_own = |obj: &Obj<'f>| match obj {
            Obj::Guard { .. } | Obj::External { .. } => false,
            Obj::Options(options) => self.automatic_acks(options, name).is_some(),
            _ => true,
        };
        let inside = self.walk(base, |found, on| match found {
            Found::Several(Value::Any(all)) => on.add_all(&all[..]),
            Found::Object(_, obj) if !has_own(obj) => on.add_all(wrapped(obj)),
            _ => {}
        });
        let own = inside.filter_map(|found| match found {
            Found::Object(id, obj) => has_own(obj).then_some(Value::Obj(id)),
            Found::Several(tuple @ Value::Tuple(_)) => Some(tuple.clone()),
            _ => None,
        });
        own.collect()
    }

    /// Looks for the field of a value that is one of its own.
    pub(crate) fn read(&mut self, base: &Value<'f>, name: Name) -> Read<'f> {
        match base {
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
            // A part of a message is still the message: whoever works on it works on the delivery.
            Obj::Content(_) => Read::Value(Value::Obj(id)),
            Obj::Options(options) => {
                Read::Value(self.automatic_acks(options, name).unwrap_or(Value::Unknown))
            }
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
        match self.obj(self.unguarded(*id)) {
            Obj::Struct(data) => Some(Ty::Adt(data.ty, data.args.clone())),
            Obj::Opaque { bounds, .. } => Some(Ty::Traits(bounds.clone())),
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
        let Value::Obj(id) = value else { return None };
        if let Obj::Handle(handle) = self.obj(*id) {
            // Most values are asked for this, and most of those that have one are one.
            return Some((*id, handle.clone()));
        }
        let id = self.wrapped_handle(*id)?;
        match self.obj(id) {
            Obj::Handle(handle) => Some((id, handle.clone())),
            _ => None,
        }
    }

    pub(super) fn is_lock(&self, obj: &Obj<'f>) -> bool {
        match obj {
            Obj::External { path, .. } | Obj::Options(Options { path, .. }) => {
                self.knowledge.is_lock(*path)
            }
            _ => false,
        }
    }

    /// What is behind guards.
    pub(super) fn unguarded(&self, id: ObjId) -> ObjId {
        let value = Value::Obj(id);
        let guards = self.walk(&value, |found, on| {
            if let Found::Object(_, obj @ Obj::Guard { .. }) = found {
                on.add_all(wrapped(obj));
            }
        });
        guards.objects().last().map_or(id, |(last, _)| last)
    }
}
