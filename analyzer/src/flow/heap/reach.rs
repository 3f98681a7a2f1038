//! What a value leads to: objects, origins, deliveries, tasks, code that waits to be polled. However deep something lies, it is
//! found.

use rustc_hash::FxHashSet;

use super::Heap;
use super::code::Future;
use super::object::{Obj, ObjId, Options};
use super::value::Value;
use super::walk::{Found, Onwards, fields};
use crate::knowledge::HandleKind;
use crate::trace::handle::{Handle, OriginId};
use crate::trace::node::NodeId;

impl<'f> Heap<'_, 'f> {
    /// The handles that a value leads to.
    pub(crate) fn handles_in<'h>(
        &'h self,
        value: &Value<'f>,
    ) -> impl Iterator<Item = &'h Handle> + use<'h, 'f> {
        self.marked(value).filter_map(|obj| handle(obj))
    }

    /// The handles, tasks, guards and structs that a value leads to.
    pub(crate) fn marked<'h>(
        &'h self,
        value: &Value<'f>,
    ) -> impl Iterator<Item = &'h Obj<'f>> + use<'h, 'f> {
        let marked = self.marked_in(value);
        (0..marked.len()).map(move |at| self.obj(marked[at]))
    }

    /// The handles that a value is or may be.
    pub(crate) fn handles_of<'h>(
        &'h self,
        value: &'h Value<'f>,
    ) -> impl Iterator<Item = &'h Handle> {
        self.objects_of(value).filter_map(|(_, obj)| handle(obj))
    }

    /// Whether a value leads to an object, by what it is made of.
    pub(crate) fn reaches(&self, value: &Value<'f>, target: ObjId) -> bool {
        self.walk(value, made_of).objects().any(|(id, _)| id == target)
    }

    /// Whether a value keeps a guard alive.
    pub(crate) fn keeps_guard(&self, value: &Value<'f>, guard: ObjId) -> bool {
        self.reaches(value, guard)
    }

    /// Those of some guards that values keep alive.
    pub(crate) fn kept_guards<'h>(
        &'h self,
        values: impl IntoIterator<Item = &'h Value<'f>>,
        mut guards: FxHashSet<ObjId>,
    ) -> FxHashSet<ObjId>
    where
        'f: 'h,
    {
        let mut kept = FxHashSet::default();
        let mut reached = self.walk_all(values, made_of).objects();
        while !guards.is_empty()
            && let Some((id, _)) = reached.next()
        {
            if guards.remove(&id) {
                kept.insert(id);
            }
        }
        kept
    }

    /// The origins of channels and connections in a value.
    pub(crate) fn origins_in(&self, value: &Value<'f>) -> Vec<OriginId> {
        distinct(self.handles_in(value))
    }

    /// Every delivery that a value may be or holds, by channel.
    pub(crate) fn deliveries_in(&self, value: &Value<'f>) -> Vec<OriginId> {
        distinct(self.handles_in(value).filter(|handle| is_delivery(handle)))
    }

    /// Every delivery that a value may be.
    pub(crate) fn deliveries_of(&self, value: &Value<'f>) -> Vec<OriginId> {
        distinct(self.handles_of(value).filter(|handle| is_delivery(handle)))
    }

    /// The first delivery that a value is or holds.
    pub(crate) fn delivery_in(&self, value: &Value<'f>) -> Option<OriginId> {
        self.handles_in(value).find(|handle| is_delivery(handle)).map(|handle| handle.origin)
    }

    /// Whether a value is a delivery.
    pub(crate) fn is_delivery(&self, value: &Value<'f>) -> bool {
        self.handles_of(value).any(is_delivery)
    }

    /// The delivery whose content a value was made of; code that runs later is left out.
    pub(crate) fn content_in(&self, value: &Value<'f>) -> Option<OriginId> {
        self.walk(value, said).objects().find_map(|(_, obj)| content(obj))
    }

    /// The delivery that is there when a value is: the delivery itself, or what was sent in it.
    pub(crate) fn present_with(&self, value: &Value<'f>) -> Vec<OriginId> {
        let mut all = self.deliveries_of(value);
        for one in value.alternatives() {
            let sent = self.objects_of(one).find_map(|(_, obj)| content(obj));
            all.extend(sent.filter(|origin| !all.contains(origin)));
        }
        all
    }

    /// The contexts whose handles a value leads to.
    pub(crate) fn tasks_in(&self, value: &Value<'f>) -> Vec<NodeId> {
        let tasks = self.marked(value).filter_map(|obj| match obj {
            Obj::Task { spawn, .. } => Some(*spawn),
            _ => None,
        });
        tasks.collect()
    }

    /// Whether awaiting a value does something.
    pub(crate) fn is_deferred(&self, value: &Value<'f>) -> bool {
        self.walk(value, held).any(|found| match found {
            Found::Future(_) | Found::Object(_, Obj::Task { .. }) => true,
            // A confirm is a future: the broker's answer is waited for where it is awaited.
            Found::Object(_, Obj::Handle(handle)) => handle.kind == HandleKind::Confirm,
            _ => false,
        })
    }

    /// Whether a value is code, or holds some.
    pub(crate) fn runs(&self, value: &Value<'f>) -> bool {
        // A tuple is no code, whatever stands in it.
        let is_one = !matches!(value, Value::Tuple(_));
        is_one
            && self.walk(value, held).any(|found| match found {
                Found::Closure(_) | Found::Future(_) => true,
                Found::Plain(value) => matches!(value, Value::Fn(_)),
                _ => false,
            })
    }
}

fn handle<'h>(obj: &'h Obj<'_>) -> Option<&'h Handle> {
    match obj {
        Obj::Handle(handle) => Some(handle),
        _ => None,
    }
}

fn is_delivery(handle: &Handle) -> bool {
    handle.kind == HandleKind::Delivery
}

fn content(obj: &Obj<'_>) -> Option<OriginId> {
    match obj {
        Obj::Content(origin) => Some(*origin),
        _ => None,
    }
}

fn distinct<'h>(handles: impl Iterator<Item = &'h Handle>) -> Vec<OriginId> {
    let mut out = Vec::new();
    for handle in handles {
        if !out.contains(&handle.origin) {
            out.push(handle.origin);
        }
    }
    out
}

/// What a value is made of: fields, and what a wrapper or a guard was given.
fn made_of<'h, 'f>(found: Found<'h, 'f>, on: &mut Onwards<'_, 'h, 'f>) {
    match found {
        Found::Several(all) => on.add_all(all.inside()),
        Found::Object(_, Obj::Guard { inner, .. }) => on.add(inner),
        Found::Object(_, obj) => {
            on.add_all(fields(obj));
            on.add_all(obj.given());
        }
        _ => {}
    }
}

/// What a value says: its parts, and what calls that wait to be polled were given.
fn said<'h, 'f>(found: Found<'h, 'f>, on: &mut Onwards<'_, 'h, 'f>) {
    match found {
        Found::Several(all) => on.add_all(all.inside()),
        Found::Object(_, Obj::Collection(entries)) => {
            on.add_all(entries.iter().map(|entry| &entry.value));
        }
        Found::Object(_, obj) => {
            on.add_all(fields(obj));
            on.add_all(obj.given());
        }
        Found::Future(future) => match &**future {
            Future::Call { args, .. } => on.add_all(args),
            Future::Operation(pending) => on.add_all(&pending.args),
            Future::Cancellable { inner, .. } => on.add(inner),
            _ => {}
        },
        _ => {}
    }
}

/// What a wrapper or a collection holds.
fn held<'h, 'f>(found: Found<'h, 'f>, on: &mut Onwards<'_, 'h, 'f>) {
    match found {
        Found::Several(all) => on.add_all(all.inside()),
        Found::Object(_, Obj::External { held, .. } | Obj::Options(Options { held, .. })) => {
            on.add_all(held);
        }
        Found::Object(_, Obj::Collection(entries)) => {
            on.add_all(entries.iter().map(|entry| &entry.value));
        }
        _ => {}
    }
}
