//! What a value leads to: objects, origins, deliveries, tasks, code that waits to be polled.

use super::Heap;
use super::code::Future;
use super::object::{Obj, ObjId, Options};
use super::value::Value;
use crate::facts::Name;
use crate::knowledge::HandleKind;
use crate::trace::handle::OriginId;
use crate::trace::node::NodeId;

/// How deep an object is looked for inside a value before the one is put into the other.
pub(crate) const MAX_REACH: u8 = 8;
/// How deep a guard is looked for in a value that may keep it alive.
const GUARD_DEPTH: u8 = 4;

impl<'f> Heap<'_, 'f> {
    /// Calls a function with every object in a value, a few steps deep.
    pub(crate) fn visit(&self, value: &Value<'f>, depth: u8, f: &mut impl FnMut(&Obj<'f>)) {
        self.visit_objects(value, depth, &mut |_, obj| f(obj));
    }

    /// As `visit`, with what the objects are known by.
    pub(crate) fn visit_objects(
        &self,
        value: &Value<'f>,
        depth: u8,
        f: &mut impl FnMut(ObjId, &Obj<'f>),
    ) {
        match value {
            Value::Tuple(_) | Value::Any(_) => {
                value.inside().iter().for_each(|item| self.visit_objects(item, depth, f));
            }
            Value::Obj(id) => {
                f(*id, self.obj(*id));
                // Objects share their parts, so that a few of them can be reached on very many paths: the depth is what ends
                // this.
                if depth == 0 {
                    return;
                }
                match self.obj(*id) {
                    Obj::Struct(data) => {
                        let mut names: Vec<&Name> = data.fields.keys().collect();
                        // The order of fields must not depend on a hash.
                        names.sort_unstable();
                        names
                            .into_iter()
                            .for_each(|name| self.visit_objects(&data.fields[name], depth - 1, f));
                    }
                    outside @ (Obj::External { .. } | Obj::Options(_)) => {
                        outside.given().for_each(|item| self.visit_objects(item, depth - 1, f));
                    }
                    Obj::Collection(entries) => {
                        entries
                            .iter()
                            .for_each(|entry| self.visit_objects(&entry.value, depth - 1, f));
                    }
                    Obj::Guard { inner, .. } | Obj::Task { result: inner, .. } => {
                        self.visit_objects(inner, depth - 1, f);
                    }
                    _ => {}
                }
            }
            // A closure captured every variable in sight, whether it names it or not: this errs on the side of too much.
            Value::Closure(closure) if depth > 0 => {
                closure
                    .captured
                    .iter()
                    .for_each(|(_, item)| self.visit_objects(item, depth - 1, f));
            }
            Value::Future(future) if depth > 0 => self.visit_future(future, depth - 1, f),
            _ => {}
        }
    }

    fn visit_future(&self, future: &Future<'f>, depth: u8, f: &mut impl FnMut(ObjId, &Obj<'f>)) {
        match future {
            Future::Call { args, .. } => {
                args.iter().for_each(|item| self.visit_objects(item, depth, f));
            }
            Future::Block { captured, .. } => {
                captured.iter().for_each(|(_, item)| self.visit_objects(item, depth, f));
            }
            Future::Operation(pending) => self.visit_objects(&Value::Obj(pending.handle), depth, f),
            Future::Open { from, .. } => self.visit_objects(from, depth, f),
            Future::Together { lanes, .. } => {
                lanes.iter().for_each(|lane| self.visit_objects(&lane.value, depth, f));
            }
            Future::Then { first, then, .. } => {
                self.visit_objects(first, depth, f);
                self.visit_objects(then, depth, f);
            }
            Future::First(inner) | Future::Cancellable { inner, .. } => {
                self.visit_objects(inner, depth, f);
            }
        }
    }

    /// Whether an object is in a value, a few steps deep.
    pub(crate) fn reaches(&self, value: &Value<'f>, target: ObjId, depth: u8) -> bool {
        match value {
            Value::Obj(id) if *id == target => true,
            Value::Obj(id) if depth > 0 => match self.obj(*id) {
                Obj::Struct(data) => {
                    let mut fields: Vec<_> = data.fields.iter().collect();
                    fields.sort_by_key(|(name, _)| **name);
                    fields.into_iter().any(|(_, value)| self.reaches(value, target, depth - 1))
                }
                outside @ (Obj::External { .. } | Obj::Options(_)) => {
                    outside.given().any(|value| self.reaches(value, target, depth - 1))
                }
                _ => false,
            },
            Value::Tuple(_) | Value::Any(_) => {
                value.inside().iter().any(|item| self.reaches(item, target, depth))
            }
            _ => false,
        }
    }

    /// Whether a value keeps a guard alive.
    pub(crate) fn keeps_guard(&self, value: &Value<'f>, guard: ObjId) -> bool {
        self.reaches(value, guard, GUARD_DEPTH)
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

    /// Every delivery that a value may be or holds, by channel.
    pub(crate) fn deliveries(&self, value: &Value<'f>, depth: u8) -> Vec<OriginId> {
        let mut found = Vec::new();
        self.visit(value, depth, &mut |obj| {
            if let Obj::Handle(handle) = obj
                && handle.kind == HandleKind::Delivery
                && !found.contains(&handle.origin)
            {
                found.push(handle.origin);
            }
        });
        found
    }

    /// The first delivery that a value is or holds.
    pub(crate) fn delivery_in(&self, value: &Value<'f>, depth: u8) -> Option<OriginId> {
        self.deliveries(value, depth).into_iter().next()
    }

    /// The delivery whose content a value was made of; code that runs later is left out.
    pub(crate) fn content_in(&self, value: &Value<'f>, depth: u8) -> Option<OriginId> {
        match value {
            Value::Tuple(_) | Value::Any(_) => {
                value.inside().iter().find_map(|item| self.content_in(item, depth))
            }
            Value::Future(future) if depth > 0 => match &**future {
                Future::Call { args, .. } => {
                    args.iter().find_map(|arg| self.content_in(arg, depth - 1))
                }
                Future::Operation(pending) => {
                    pending.args.iter().find_map(|arg| self.content_in(arg, depth - 1))
                }
                Future::Cancellable { inner, .. } => self.content_in(inner, depth - 1),
                _ => None,
            },
            Value::Obj(id) => match self.obj(*id) {
                Obj::Content(origin) => Some(*origin),
                outside @ (Obj::External { .. } | Obj::Options(_)) if depth > 0 => {
                    outside.given().find_map(|item| self.content_in(item, depth - 1))
                }
                Obj::Collection(entries) if depth > 0 => {
                    entries.iter().find_map(|entry| self.content_in(&entry.value, depth - 1))
                }
                Obj::Struct(data) if depth > 0 => {
                    let mut fields: Vec<_> = data.fields.iter().collect();
                    fields.sort_by_key(|(name, _)| **name);
                    fields.into_iter().find_map(|(_, value)| self.content_in(value, depth - 1))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The delivery that is there when a value is: the delivery itself, or what was sent in it.
    pub(crate) fn present_with(&self, value: &Value<'f>) -> Vec<OriginId> {
        let mut all = self.deliveries(value, 0);
        for one in value.alternatives() {
            all.extend(self.content_in(one, 0).filter(|origin| !all.contains(origin)));
        }
        all
    }

    pub(crate) fn tasks_in(&self, value: &Value<'f>) -> Vec<NodeId> {
        let mut spawned = Vec::new();
        self.visit(value, 2, &mut |obj| {
            if let Obj::Task { spawn, .. } = obj {
                spawned.push(*spawn);
            }
        });
        spawned
    }

    /// Whether awaiting a value does something.
    pub(crate) fn is_deferred(&self, value: &Value<'f>, depth: u8) -> bool {
        match value {
            Value::Future(_) => true,
            Value::Tuple(_) | Value::Any(_) => {
                value.inside().iter().any(|item| self.is_deferred(item, depth))
            }
            Value::Obj(id) if depth > 0 => match self.obj(*id) {
                Obj::Task { .. } => true,
                // A confirm is a future: the broker's answer is waited for where it is awaited.
                Obj::Handle(handle) => handle.kind == HandleKind::Confirm,
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    held.iter().any(|inner| self.is_deferred(inner, depth - 1))
                }
                Obj::Collection(entries) => {
                    entries.iter().any(|entry| self.is_deferred(&entry.value, depth - 1))
                }
                _ => false,
            },
            _ => false,
        }
    }

    pub(crate) fn runs(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Closure(_) | Value::Future(_) | Value::Fn(_) => true,
            Value::Any(all) => all.iter().any(|one| self.runs(one)),
            Value::Obj(id) => match self.obj(*id) {
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    held.iter().any(|inner| self.runs(inner))
                }
                Obj::Collection(entries) => entries.iter().any(|entry| self.runs(&entry.value)),
                _ => false,
            },
            _ => false,
        }
    }
}
