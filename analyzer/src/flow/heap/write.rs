//! Writes to the heap. The last value counts, and where several branches meet again, the last of each.

use super::Heap;
use super::object::{Obj, ObjId, Options};
use super::value::Value;
use super::walk::{Found, wrapped};
use crate::facts::Name;
use crate::trace::handle::{Handle, OriginId};

/// A place on the heap that is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    // Elements of collections are no slots: they only become more, and what one branch added may be there behind all of
    // them.
    /// A field of a struct.
    Field(ObjId, Name),
    /// What a value of a type outside holds.
    Cell(ObjId),
}

impl Slot {
    fn object(self) -> ObjId {
        match self {
            Self::Field(id, _) | Self::Cell(id) => id,
        }
    }
}

/// What was written.
#[derive(Debug, Default)]
pub(super) struct Journal<'f> {
    /// Rises with every change.
    version: u32,
    /// For each branch around, innermost last: the slots that it wrote, with what stood there before.
    branches: Vec<Vec<(Slot, Vec<Value<'f>>)>>,
}

/// What a branch left in the slots that it wrote.
#[derive(Debug, Default)]
pub(crate) struct Outcome<'f> {
    slots: Vec<(Slot, Vec<Value<'f>>)>,
}

impl Outcome<'_> {
    /// Whether it wrote nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

impl<'f> Heap<'_, 'f> {
    /// A number that rises with every change of what was there.
    pub(crate) fn version(&self) -> u32 {
        self.journal.version
    }

    /// Something changes.
    pub(crate) fn touch(&mut self) {
        self.journal.version += 1;
    }

    /// The fields that a value's field is: of a value that may be several things, of each of them.
    pub(crate) fn field_slots(&self, base: &Value<'f>, name: Name) -> Vec<Slot> {
        let inside = self.walk(base, |found, on| match found {
            Found::Several(Value::Any(all)) => on.add_all(&all[..]),
            Found::Object(_, obj) => on.add_all(wrapped(obj)),
            _ => {}
        });
        let structs = inside.objects().filter(|(_, obj)| matches!(obj, Obj::Struct(_)));
        structs.map(|(id, _)| Slot::Field(id, name)).collect()
    }

    /// What stands in a slot.
    pub(crate) fn slot_content(&self, slot: Slot) -> Vec<Value<'f>> {
        match slot {
            Slot::Field(id, name) => match self.obj(id) {
                Obj::Struct(data) => data.fields.get(&name).cloned().into_iter().collect(),
                _ => Vec::new(),
            },
            Slot::Cell(id) => match self.obj(id) {
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => held.clone(),
                _ => Vec::new(),
            },
        }
    }

    /// Writes to a slot.
    pub(crate) fn write(&mut self, slot: Slot, content: Vec<Value<'f>>) {
        self.touch();
        if !self.journal.branches.is_empty() {
            let before = self.slot_content(slot);
            if let Some(written) = self.journal.branches.last_mut()
                // What stood there before the branch is what its first write found.
                && !written.iter().any(|(known, _)| *known == slot)
            {
                written.push((slot, before));
            }
        }
        self.overwrite(slot, content);
    }

    fn overwrite(&mut self, slot: Slot, content: Vec<Value<'f>>) {
        match slot {
            Slot::Field(id, name) => {
                if let Obj::Struct(data) = self.obj_mut(id) {
                    match content.into_iter().reduce(Value::join) {
                        Some(value) => data.fields.insert(name, value),
                        // Nothing stood there: the field is materialized anew when it is asked for.
                        None => data.fields.remove(&name),
                    };
                }
            }
            Slot::Cell(id) => {
                if let Obj::External { held, .. } | Obj::Options(Options { held, .. }) =
                    self.obj_mut(id)
                {
                    *held = content;
                }
            }
        }
    }

    /// Writes through a guard: what it protects is this, or may be.
    pub(crate) fn set_protected(&mut self, guard: ObjId, value: Value<'f>) {
        let is_certain = self.journal.branches.is_empty();
        if let Obj::Guard { inner, .. } = self.obj_mut(guard) {
            // A guard has no journal, so that in a branch what was there before may be there still.
            *inner = if is_certain { value } else { inner.clone().join(value) };
        }
    }

    /// From here on, writes belong to one of several branches.
    pub(crate) fn begin_branch(&mut self) {
        self.journal.branches.push(Vec::new());
    }

    /// The end of a branch: the heap is as before it.
    pub(crate) fn end_branch(&mut self) -> Outcome<'f> {
        let written = self.journal.branches.pop().unwrap_or_default();
        let mut slots = Vec::with_capacity(written.len());
        for (slot, before) in written {
            slots.push((slot, self.slot_content(slot)));
            self.overwrite(slot, before);
        }
        Outcome { slots }
    }

    /// How many branches are around.
    pub(crate) fn depth(&self) -> usize {
        self.journal.branches.len()
    }

    /// What stands now in each slot that was written in the branches inside of a depth.
    pub(crate) fn written_since(&self, depth: usize) -> Outcome<'f> {
        let mut slots: Vec<(Slot, Vec<Value<'f>>)> = Vec::new();
        for (slot, _) in self.journal.branches.iter().skip(depth).flatten() {
            if !slots.iter().any(|(known, _)| known == slot) {
                slots.push((*slot, self.slot_content(*slot)));
            }
        }
        Outcome { slots }
    }

    /// What stands in each slot that branches wrote, where they meet again: what any of them left there.
    pub(crate) fn joined(&self, branches: &[Outcome<'f>]) -> Vec<(Slot, Vec<Value<'f>>)> {
        let mut joined: Vec<(Slot, Vec<Value<'f>>)> = Vec::new();
        for (slot, _) in branches.iter().flat_map(|branch| &branch.slots) {
            if joined.iter().any(|(known, _)| known == slot) {
                continue;
            }
            // A branch that did not write here leaves what was there before it.
            let before = self.slot_content(*slot);
            let mut content: Vec<Value<'f>> = Vec::new();
            for branch in branches {
                let left = branch.slots.iter().find(|(known, _)| known == slot);
                let left = left.map_or(&before, |(_, values)| values);
                left.iter().for_each(|value| value.add_to(&mut content));
            }
            joined.push((*slot, content));
        }
        joined
    }

    /// What stands in each slot that a branch wrote, where it may have run any number of times before: what is like something
    /// that stood there, that stands for, too. An opened handle stands for one of which only the type was known.
    pub(crate) fn widened(
        &self,
        branch: &Outcome<'f>,
        is_opened: impl Fn(&Handle) -> bool,
    ) -> Vec<(Slot, Vec<Value<'f>>)> {
        let is_opened = |value: &Value<'f>| match value {
            Value::Obj(id) => matches!(self.obj(*id), Obj::Handle(handle) if is_opened(handle)),
            _ => false,
        };
        let widened = branch.slots.iter().map(|(slot, values)| {
            let mut content: Vec<Value<'f>> = Vec::new();
            self.slot_content(*slot).iter().for_each(|value| value.add_to(&mut content));
            for new in values.iter().flat_map(Value::alternatives).filter(|new| is_opened(new)) {
                content.retain(|known| is_opened(known) || !self.is_like(known, new));
            }
            for value in values.iter().flat_map(Value::alternatives) {
                if !content.iter().flat_map(Value::alternatives).any(|it| self.is_like(it, value)) {
                    value.add_to(&mut content);
                }
            }
            (*slot, content)
        });
        widened.collect()
    }

    /// Whether two values come from one piece of code, or are of one type.
    fn is_like(&self, one: &Value<'f>, other: &Value<'f>) -> bool {
        let (Value::Obj(one), Value::Obj(other)) = (one, other) else { return one.same(other) };
        match (self.obj(*one), self.obj(*other)) {
            (Obj::Struct(one), Obj::Struct(other)) => one.ty == other.ty,
            (Obj::Handle(one), Obj::Handle(other)) => {
                (one.client, one.kind, one.by.is_some())
                    == (other.client, other.kind, other.by.is_some())
            }
            (Obj::External { path: one, .. }, Obj::External { path: other, .. }) => one == other,
            (Obj::Collection(_), Obj::Collection(_)) => true,
            _ => one == other,
        }
    }

    /// The handles that a branch put another one in the place of, with those that it put there.
    pub(crate) fn replaced_by(&self, branch: &Outcome<'f>) -> Vec<OriginId> {
        let origins = |values: &[Value<'f>]| -> Vec<OriginId> {
            values.iter().flat_map(|value| self.origins_in(value)).collect()
        };
        let mut replaced = Vec::new();
        for (slot, values) in &branch.slots {
            let (before, after) = (origins(&self.slot_content(*slot)), origins(values));
            if !before.is_empty() && after.iter().any(|new| !before.contains(new)) {
                replaced.extend(before);
                replaced.extend(after);
            }
        }
        replaced
    }

    /// The objects in which a branch left a handle.
    pub(crate) fn holders_after(&self, branch: &Outcome<'f>) -> Vec<ObjId> {
        let holds = |value: &Value<'f>| !self.origins_in(value).is_empty();
        let slots = branch.slots.iter().filter(|(_, values)| values.iter().any(holds));
        slots.map(|(slot, _)| slot.object()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::intern;
    use crate::knowledge::Knowledge;
    use crate::language::Language;

    fn cell(heap: &mut Heap<'_, '_>) -> Slot {
        Slot::Cell(heap.alloc(Obj::External { path: intern("cell"), held: Vec::new() }))
    }

    fn numbers(heap: &Heap<'_, '_>, slot: Slot) -> Vec<u128> {
        let number = |value: &Value<'_>| match value {
            Value::Int(number) => Some(*number),
            _ => None,
        };
        heap.slot_content(slot).iter().filter_map(number).collect()
    }

    #[test]
    fn a_branch_leaves_the_heap_as_it_was_and_joins_what_it_wrote() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut heap = Heap::new(&knowledge);
        let (both, one) = (cell(&mut heap), cell(&mut heap));
        heap.write(both, vec![Value::Int(1)]);
        heap.write(one, vec![Value::Int(1)]);
        heap.begin_branch();
        heap.write(both, vec![Value::Int(2)]);
        heap.write(one, vec![Value::Int(2)]);
        let first = heap.end_branch();
        assert_eq!((numbers(&heap, both), numbers(&heap, one)), (vec![1], vec![1]));
        heap.begin_branch();
        heap.write(both, vec![Value::Int(3)]);
        let second = heap.end_branch();
        for (slot, content) in heap.joined(&[first, second]) {
            heap.write(slot, content);
        }
        assert_eq!((numbers(&heap, both), numbers(&heap, one)), (vec![2, 3], vec![2, 1]));
    }

    #[test]
    fn every_change_is_another_version() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut heap = Heap::new(&knowledge);
        let before = heap.version();
        let slot = cell(&mut heap);
        assert_eq!(heap.version(), before, "what is new changes nothing that was there");
        heap.write(slot, Vec::new());
        assert!(heap.version() > before);
    }
}
