//! The abstract heap: fields, elements, contents, and values made up from their types when their making was not seen.

use super::value::{Obj, ObjId, Options, Value};
use crate::facts::{Name, TypeRef};
use crate::flow::Evaluator;
use crate::knowledge::HandleKind;
use crate::program::{FnId, TypeId};
use crate::sources::Location;
use crate::trace::handle::{Handle, OriginId};
use ustr::{Ustr, ustr};

/// How deep an object is looked for inside a value before the one is put into the other.
pub(crate) const MAX_REACH: u8 = 8;
/// How many wrappers are looked through for what a value holds.
pub(crate) const MAX_DEREF: u8 = 6;

impl<'f> Evaluator<'_, 'f> {
    /// A field's value; made up from its type when the struct came from outside.
    pub(crate) fn field(&mut self, base: &Value<'f>, name: Name, at: Location) -> Value<'f> {
        match base {
            Value::Any(all) => {
                let all = all.clone();
                all.iter().fold(Value::Unknown, |sum, value| sum.or(self.field(value, name, at)))
            }
            Value::Tuple(items) => name
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get(index).cloned())
                .unwrap_or(Value::Unknown),
            Value::Obj(id) => self.object_field(*id, name, at),
            _ => Value::Unknown,
        }
    }

    pub(crate) fn object_field(&mut self, id: ObjId, name: Name, at: Location) -> Value<'f> {
        match self.obj(id) {
            Obj::Struct(data) => {
                if let Some(value) = data.fields.get(&name) {
                    return value.clone();
                }
                if self.declares_field(id, name) {
                    return self.missing_field(id, name);
                }
                self.deref_struct(id, at)
                    .map_or(Value::Unknown, |inner| self.field(&inner, name, at))
            }
            Obj::Guard { inner, .. } => {
                let inner = inner.clone();
                self.field(&inner, name, at)
            }
            Obj::Content(_) => Value::Obj(id),
            Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                let held = held.clone();
                held.iter().fold(Value::Unknown, |sum, value| sum.or(self.field(value, name, at)))
            }
            // `delivery.acker` and the like are the delivery, `delivery.data` is what was sent.
            Obj::Handle(handle) if handle.kind == HandleKind::Delivery => {
                let handle = handle.clone();
                if self.knowledge.is_content(handle.client, name) {
                    self.content_of(&handle)
                } else {
                    self.value_of(Obj::Handle(Handle { part: true, ..handle }))
                }
            }
            _ => Value::Unknown,
        }
    }

    pub(crate) fn declares_field(&self, id: ObjId, name: Name) -> bool {
        let Obj::Struct(data) = self.obj(id) else { return false };
        self.field_type(data.ty, name).is_some()
    }

    pub(crate) fn field_type(&self, ty: TypeId, name: Name) -> Option<&'f TypeRef> {
        let def = self.program.ty(ty).def;
        let (variant, field) = match name.as_str().split_once("::") {
            Some((variant, field)) => (ustr(variant), ustr(field)),
            None => (def.variants.first()?.name, name),
        };
        let variant = def.variants.iter().find(|known| known.name == variant)?;
        variant.fields.iter().find(|known| known.name == field).map(|known| &known.ty)
    }

    /// The origins of channels and connections in a value.
    pub(crate) fn origins_in(&self, value: &Value<'f>, depth: u8) -> Vec<OriginId> {
        let mut out = Vec::new();
        self.visit(value, depth, &mut |obj| {
            if let Obj::Handle(handle) = obj
                && !out.contains(&handle.origin)
            {
                out.push(handle.origin);
            }
        });
        out
    }

    /// Calls a function with every object in a value, a few steps deep.
    pub(crate) fn visit(&self, value: &Value<'f>, depth: u8, f: &mut impl FnMut(&Obj<'f>)) {
        match value {
            Value::Tuple(items) | Value::Any(items) => {
                items.iter().for_each(|item| self.visit(item, depth, f));
            }
            Value::Obj(id) => {
                f(self.obj(*id));
                if depth == 0 {
                    return;
                }
                match self.obj(*id) {
                    Obj::Struct(data) => {
                        let mut names: Vec<&Name> = data.fields.keys().collect();
                        names.sort_unstable();
                        names
                            .into_iter()
                            .for_each(|name| self.visit(&data.fields[name], depth - 1, f));
                    }
                    outside @ (Obj::External { .. } | Obj::Options(_)) => {
                        outside.given().for_each(|item| self.visit(item, depth - 1, f));
                    }
                    Obj::Collection(entries) => {
                        entries.iter().for_each(|entry| self.visit(&entry.value, depth - 1, f));
                    }
                    Obj::Guard { inner, .. } | Obj::Task { result: inner, .. } => {
                        self.visit(inner, depth - 1, f);
                    }
                    _ => {}
                }
            }
            Value::Closure(closure) if depth > 0 => {
                closure.captured.iter().for_each(|(_, item)| self.visit(item, depth - 1, f));
            }
            Value::Future(future) if depth > 0 => self.visit_future(future, depth - 1, f),
            _ => {}
        }
    }

    pub(crate) fn visit_future(
        &self,
        future: &super::value::Future<'f>,
        depth: u8,
        f: &mut impl FnMut(&Obj<'f>),
    ) {
        use super::value::Future;
        match future {
            Future::Call { args, .. } => args.iter().for_each(|item| self.visit(item, depth, f)),
            Future::Block { captured, .. } => {
                captured.iter().for_each(|(_, item)| self.visit(item, depth, f));
            }
            Future::Operation(pending) => self.visit(&Value::Obj(pending.handle), depth, f),
            Future::Open { from, .. } => self.visit(from, depth, f),
            Future::Together { lanes, .. } => {
                lanes.iter().for_each(|lane| self.visit(&lane.value, depth, f));
            }
            Future::Then { first, then, .. } => {
                self.visit(first, depth, f);
                self.visit(then, depth, f);
            }
            Future::Cancellable { inner, .. } => self.visit(inner, depth, f),
        }
    }

    /// A value of a type outside that holds what it was given; nothing, when that is nothing.
    pub(crate) fn hold(&mut self, path: Name, values: Vec<Value<'f>>) -> Value<'f> {
        let held: Vec<_> = values.into_iter().filter(|value| self.matters(value)).collect();
        if held.is_empty() { Value::Unknown } else { self.value_of(Obj::External { path, held }) }
    }

    /// Whether a value can lead to a handle or to code that runs later.
    pub(crate) fn matters(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Obj(_) | Value::Closure(_) | Value::Future(_) => true,
            Value::Fn(id) => self.relevance.matters(*id),
            Value::Tuple(items) | Value::Any(items) => items.iter().any(|item| self.matters(item)),
            _ => false,
        }
    }

    /// The handle that a value is, or that it wraps.
    pub(crate) fn handle_in(&self, value: &Value<'f>) -> Option<(ObjId, Handle)> {
        self.handle_at(value, MAX_DEREF)
    }

    pub(crate) fn handle_at(&self, value: &Value<'f>, depth: u8) -> Option<(ObjId, Handle)> {
        let Value::Obj(id) = value else { return None };
        match self.obj(*id) {
            Obj::Handle(handle) => Some((*id, handle.clone())),
            Obj::Guard { inner, .. } if depth > 0 => self.handle_at(inner, depth - 1),
            Obj::External { held, path } | Obj::Options(Options { held, path, .. })
                if depth > 0 && !self.knowledge.is_lock(*path) =>
            {
                held.iter().find_map(|inner| self.handle_at(inner, depth - 1))
            }
            _ => None,
        }
    }

    /// A struct that derefs to something, as its own `deref` says.
    pub(crate) fn deref_struct(&mut self, id: ObjId, at: Location) -> Option<Value<'f>> {
        let Obj::Struct(data) = self.obj(id) else { return None };
        let head = crate::program::Head::Type(data.ty);
        let deref: FnId = *self.program.methods.get(&(head, ustr("deref")))?.first()?;
        if self.stack.contains(&deref) {
            return None;
        }
        let value = self.run_function(deref, vec![Value::Obj(id)], at);
        (!value.is_unknown()).then_some(value)
    }

    /// Values of a type that were made in view.
    pub(crate) fn instances_of(&self, ty: TypeId) -> Value<'f> {
        let known = self.instances.get(&ty).map_or(&[][..], Vec::as_slice);
        known.iter().fold(Value::Unknown, |sum, &id| sum.or(Value::Obj(id)))
    }

    /// The method name's last segment, for paths of functions outside.
    pub(crate) fn short(path: Name) -> Ustr {
        crate::knowledge::last_segment(path)
    }
}
