//! Walks from a value to what it leads to: each object and each piece of code once, however many ways lead there. Objects share their
//! parts and may lead back to themselves.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::Heap;
use super::code::{Closure, Future};
use super::object::{Obj, ObjId, Options};
use super::value::Value;
use crate::facts::Name;
use crate::ids::IdVec;

/// What a walk comes to.
#[derive(Clone, Copy)]
pub(crate) enum Found<'h, 'f> {
    /// An object.
    Object(ObjId, &'h Obj<'f>),
    /// A closure.
    Closure(&'h Rc<Closure<'f>>),
    /// Code that waits to be polled.
    Future(&'h Rc<Future<'f>>),
    /// A tuple, or what something may be: a value with others inside.
    Several(&'h Value<'f>),
    /// A value that leads nowhere.
    Plain(&'h Value<'f>),
}

/// Where a walk goes next.
enum Next<'h, 'f> {
    Value(&'h Value<'f>),
    Object(ObjId),
}

/// The parts of something that a walk goes on to, in their order.
pub(crate) struct Onwards<'w, 'h, 'f>(&'w mut Vec<Next<'h, 'f>>);

impl<'h, 'f> Onwards<'_, 'h, 'f> {
    /// To a value.
    pub(crate) fn add(&mut self, value: &'h Value<'f>) {
        self.0.push(Next::Value(value));
    }

    /// To each of some values.
    pub(crate) fn add_all(&mut self, values: impl IntoIterator<Item = &'h Value<'f>>) {
        values.into_iter().for_each(|value| self.add(value));
    }

    fn add_object(&mut self, id: ObjId) {
        self.0.push(Next::Object(id));
    }
}

/// What is met on a walk, the outermost first.
pub(crate) struct Walk<'h, 'f, P> {
    objects: &'h IdVec<ObjId, Obj<'f>>,
    /// Gives the parts that the walk goes on to.
    parts: P,
    open: Vec<Next<'h, 'f>>,
    seen: FxHashSet<ObjId>,
    /// Code, by its address.
    entered: FxHashSet<usize>,
}

impl<'h, 'f, P> Iterator for Walk<'h, 'f, P>
where
    P: FnMut(Found<'h, 'f>, &mut Onwards<'_, 'h, 'f>),
{
    type Item = Found<'h, 'f>;

    fn next(&mut self) -> Option<Found<'h, 'f>> {
        while let Some(next) = self.open.pop() {
            let found = match next {
                Next::Object(id) | Next::Value(&Value::Obj(id)) => {
                    if !self.seen.insert(id) {
                        continue;
                    }
                    Found::Object(id, &self.objects[id])
                }
                Next::Value(Value::Closure(closure)) => {
                    if !self.entered.insert(Rc::as_ptr(closure).addr()) {
                        continue;
                    }
                    Found::Closure(closure)
                }
                Next::Value(Value::Future(future)) => {
                    if !self.entered.insert(Rc::as_ptr(future).addr()) {
                        continue;
                    }
                    Found::Future(future)
                }
                Next::Value(value @ (Value::Tuple(_) | Value::Any(_))) => Found::Several(value),
                Next::Value(value) => Found::Plain(value),
            };
            let before = self.open.len();
            (self.parts)(found, &mut Onwards(&mut self.open));
            // What is put there last comes next.
            self.open[before..].reverse();
            return Some(found);
        }
        None
    }
}

impl<'h, 'f, P> Walk<'h, 'f, P>
where
    P: FnMut(Found<'h, 'f>, &mut Onwards<'_, 'h, 'f>),
{
    /// The values among it, each by itself.
    pub(crate) fn values(self) -> impl Iterator<Item = Value<'f>> {
        self.map(|found| match found {
            Found::Object(id, _) => Value::Obj(id),
            Found::Closure(closure) => Value::Closure(closure.clone()),
            Found::Future(future) => Value::Future(future.clone()),
            Found::Several(value) | Found::Plain(value) => value.clone(),
        })
    }

    /// The objects among it.
    pub(crate) fn objects(self) -> impl Iterator<Item = (ObjId, &'h Obj<'f>)> {
        self.filter_map(|found| match found {
            Found::Object(id, obj) => Some((id, obj)),
            _ => None,
        })
    }
}

impl<'f> Heap<'_, 'f> {
    /// A walk from a value to the parts that are given for each of what it comes to.
    pub(crate) fn walk<'h, P>(&'h self, value: &'h Value<'f>, parts: P) -> Walk<'h, 'f, P>
    where
        P: FnMut(Found<'h, 'f>, &mut Onwards<'_, 'h, 'f>),
    {
        self.walk_all(std::iter::once(value), parts)
    }

    /// As [`Self::walk`], from several values: what lies behind more than one of them is met once.
    pub(crate) fn walk_all<'h, P>(
        &'h self,
        values: impl IntoIterator<Item = &'h Value<'f>>,
        parts: P,
    ) -> Walk<'h, 'f, P>
    where
        P: FnMut(Found<'h, 'f>, &mut Onwards<'_, 'h, 'f>),
    {
        let mut open: Vec<Next<'h, 'f>> = values.into_iter().map(Next::Value).collect();
        // What is put there last comes next.
        open.reverse();
        Walk {
            objects: &self.objects,
            parts,
            open,
            seen: FxHashSet::default(),
            entered: FxHashSet::default(),
        }
    }

    /// The objects that a value is or may be, or that stand in it as a tuple.
    pub(crate) fn objects_of<'h>(
        &'h self,
        value: &'h Value<'f>,
    ) -> impl Iterator<Item = (ObjId, &'h Obj<'f>)> {
        self.walk(value, |found, on| {
            if let Found::Several(all) = found {
                on.add_all(all.inside());
            }
        })
        .objects()
    }

    /// Every object that a value leads to, itself included.
    pub(crate) fn objects_in<'h>(
        &'h self,
        value: &'h Value<'f>,
    ) -> impl Iterator<Item = (ObjId, &'h Obj<'f>)> {
        self.walk(value, everything).objects()
    }
}

/// All that something leads to.
pub(super) fn everything<'h, 'f>(found: Found<'h, 'f>, on: &mut Onwards<'_, 'h, 'f>) {
    match found {
        Found::Object(_, obj) => match obj {
            Obj::Struct(_) => on.add_all(fields(obj)),
            Obj::External { .. } | Obj::Options(_) => on.add_all(obj.given()),
            Obj::Collection(entries) => on.add_all(entries.iter().map(|entry| &entry.value)),
            Obj::Guard { inner, .. } | Obj::Task { result: inner, .. } => on.add(inner),
            _ => {}
        },
        Found::Closure(closure) => on.add_all(closure.captured.iter().map(|(_, value)| value)),
        Found::Future(future) => future_parts(future, on),
        Found::Several(all) => on.add_all(all.inside()),
        Found::Plain(_) => {}
    }
}

fn future_parts<'h, 'f>(future: &'h Future<'f>, on: &mut Onwards<'_, 'h, 'f>) {
    match future {
        Future::Call { args, .. } => on.add_all(args),
        Future::Block { captured, .. } => on.add_all(captured.iter().map(|(_, value)| value)),
        Future::Operation(pending) => on.add_object(pending.handle),
        Future::Open { from, .. } => on.add(from),
        Future::Together { lanes, .. } => on.add_all(lanes.iter().map(|lane| &lane.value)),
        Future::Then { first, then, .. } => on.add_all([first, then]),
        Future::First(inner)
        | Future::Cancellable { inner, .. }
        | Future::Generator { code: inner, .. }
        | Future::Round { element: inner, .. } => on.add(inner),
    }
}

/// What a guard or a wrapper is around.
pub(crate) fn wrapped<'h, 'f>(obj: &'h Obj<'f>) -> &'h [Value<'f>] {
    match obj {
        Obj::Guard { inner, .. } => std::slice::from_ref(inner),
        Obj::External { held, .. } | Obj::Options(Options { held, .. }) => held,
        _ => &[],
    }
}

/// The fields of a struct, in an order that no hash has a part in.
pub(super) fn fields<'h, 'f>(obj: &'h Obj<'f>) -> impl Iterator<Item = &'h Value<'f>> {
    let mut fields: Vec<(&Name, &Value<'f>)> = match obj {
        Obj::Struct(data) => data.fields.iter().collect(),
        _ => Vec::new(),
    };
    fields.sort_unstable_by_key(|(name, _)| **name);
    fields.into_iter().map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::intern;
    use crate::flow::heap::write::Slot;
    use crate::knowledge::Knowledge;
    use crate::language::Language;

    fn wrapper<'f>(heap: &mut Heap<'_, 'f>, held: Vec<Value<'f>>) -> Value<'f> {
        heap.value_of(Obj::External { path: intern("wrapper"), held })
    }

    fn ids(heap: &Heap<'_, '_>, value: &Value<'_>) -> Vec<ObjId> {
        heap.objects_in(value).map(|(id, _)| id).collect()
    }

    #[test]
    fn what_many_ways_lead_to_is_met_once_however_deep_it_lies() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut heap = Heap::new(&knowledge);
        let innermost = wrapper(&mut heap, Vec::new());
        let outermost =
            (0..100).fold(innermost, |value, _| wrapper(&mut heap, vec![value.clone(), value]));
        assert_eq!(ids(&heap, &outermost).len(), 101);
        assert_eq!(heap.objects_of(&outermost).count(), 1);
    }

    #[test]
    fn what_leads_back_to_itself_ends() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut heap = Heap::new(&knowledge);
        let inner = wrapper(&mut heap, Vec::new());
        let outer = wrapper(&mut heap, vec![inner.clone()]);
        let Value::Obj(id) = inner else { unreachable!() };
        heap.write(Slot::Cell(id), vec![outer.clone()]);
        let Value::Obj(around) = outer else { unreachable!() };
        assert_eq!(ids(&heap, &outer), [around, id]);
    }
}
