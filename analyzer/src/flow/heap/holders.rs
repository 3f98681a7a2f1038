//! Which objects directly hold which: looked up, and brought up to date with what changed since it was last asked.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Heap;
use super::object::{Obj, ObjId};
use super::value::Value;
use crate::ids::IdVec;
use crate::knowledge::HandleKind;
use crate::trace::handle::OriginId;

/// What was found out about the objects so far.
#[derive(Debug, Default)]
pub(super) struct Holders {
    /// What each object was seen to hold.
    held: IdVec<ObjId, Vec<ObjId>>,
    /// The objects that hold each.
    of: FxHashMap<ObjId, FxHashSet<ObjId>>,
    /// The handles of each channel and connection.
    handles: FxHashMap<OriginId, Vec<ObjId>>,
    /// Objects that may hold something else by now.
    changed: Vec<ObjId>,
}

impl Holders {
    /// An object changes.
    pub(super) fn note_change(&mut self, id: ObjId) {
        // Those that were not looked at yet will be.
        if id < self.held.next_id() {
            self.changed.push(id);
        }
    }

    fn update(&mut self, objects: &IdVec<ObjId, Obj<'_>>) {
        for id in std::mem::take(&mut self.changed) {
            // What it held before it may hold still: that is added again below.
            for held in std::mem::take(&mut self.held[id]) {
                self.of.entry(held).or_default().remove(&id);
            }
            self.held[id] = self.hold(id, &objects[id]);
        }
        for (id, obj) in objects.since(self.held.next_id()) {
            if let Obj::Handle(handle) = obj
                && matches!(handle.kind, HandleKind::Channel | HandleKind::Connection)
            {
                self.handles.entry(handle.origin).or_default().push(id);
            }
            let held = self.hold(id, obj);
            self.held.push(held);
        }
    }

    fn hold(&mut self, id: ObjId, obj: &Obj<'_>) -> Vec<ObjId> {
        let held = parts(obj);
        for &part in &held {
            self.of.entry(part).or_default().insert(id);
        }
        held
    }

    fn of(&self, id: ObjId) -> impl Iterator<Item = ObjId> {
        self.of.get(&id).into_iter().flatten().copied()
    }
}

impl Heap<'_, '_> {
    /// The objects that directly hold a handle of a channel or connection, in order.
    pub(crate) fn holders_of_handle(&mut self, origin: OriginId) -> Vec<ObjId> {
        self.holders.update(&self.objects);
        let handles = self.holders.handles.get(&origin).into_iter().flatten();
        let mut holders: Vec<ObjId> = handles.flat_map(|&id| self.holders.of(id)).collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// An object, and every object that leads to it.
    pub(super) fn leading_to(&mut self, object: ObjId) -> FxHashSet<ObjId> {
        self.holders.update(&self.objects);
        let mut found = FxHashSet::default();
        let mut next = vec![object];
        while let Some(object) = next.pop() {
            if found.insert(object) {
                next.extend(self.holders.of(object));
            }
        }
        found
    }

    /// Whether some object directly holds another.
    pub(crate) fn is_held(&mut self, id: ObjId) -> bool {
        self.holders.update(&self.objects);
        self.holders.of(id).next().is_some()
    }
}

/// The objects that an object directly holds.
fn parts(obj: &Obj<'_>) -> Vec<ObjId> {
    let mut out = Vec::new();
    let mut add = |value: &Value<'_>| add_objects(value, &mut out);
    match obj {
        Obj::Struct(data) => data.fields.values().for_each(add),
        outside @ (Obj::External { .. } | Obj::Options(_)) => outside.given().for_each(add),
        Obj::Collection(entries) => entries.iter().for_each(|entry| add(&entry.value)),
        Obj::Guard { inner, .. } => add(inner),
        _ => {}
    }
    out
}

/// The objects that a value is, or directly has.
pub(super) fn objects(value: &Value<'_>) -> Vec<ObjId> {
    let mut out = Vec::new();
    add_objects(value, &mut out);
    out
}

fn add_objects(value: &Value<'_>, out: &mut Vec<ObjId>) {
    match value {
        Value::Obj(id) => out.push(*id),
        _ => value.inside().iter().for_each(|part| add_objects(part, out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::intern;
    use crate::flow::heap::write::Slot;
    use crate::knowledge::Knowledge;
    use crate::language::Language;

    #[test]
    fn what_holds_an_object_is_known_after_each_change() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut heap = Heap::new(&knowledge);
        let cell = |heap: &mut Heap<'_, '_>| {
            heap.alloc(Obj::External { path: intern("cell"), held: Vec::new() })
        };
        let (outer, inner) = (cell(&mut heap), cell(&mut heap));
        assert!(!heap.is_held(inner), "both were looked at");
        heap.begin_branch();
        heap.write(Slot::Cell(outer), vec![Value::Tuple(vec![Value::Obj(inner)].into())]);
        assert!(heap.is_held(inner), "also what is in a tuple");
        heap.end_branch();
        assert!(!heap.is_held(inner), "as before the branch");
        let late =
            heap.alloc(Obj::External { path: intern("cell"), held: vec![Value::Obj(inner)] });
        assert!(heap.is_held(inner) && !heap.is_held(late));
    }
}
