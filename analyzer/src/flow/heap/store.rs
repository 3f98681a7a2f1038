//! Writes to the abstract heap. The last value counts, and where several ways meet again, the last of each.

use super::object::MAX_REACH;
use super::value::{Obj, ObjId, Options, Value};
use crate::facts::Name;
use crate::flow::Evaluator;

/// A place on the heap that is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Field(ObjId, Name),
    Cell(ObjId),
}

/// The slots that were written since some point, with what was there before.
#[derive(Debug, Default)]
pub(crate) struct Writes<'f> {
    slots: Vec<(Slot, Vec<Value<'f>>)>,
}

/// What one way left in the slots that it wrote.
pub(crate) struct Outcome<'f> {
    slots: Vec<(Slot, Vec<Value<'f>>)>,
}

impl<'f> Evaluator<'_, 'f> {
    /// Stores into a field.
    pub(crate) fn set_field(&mut self, base: &Value<'f>, name: Name, value: Value<'f>) {
        match base {
            Value::Any(all) => {
                for one in all.clone().iter() {
                    self.set_field(one, name, value.clone());
                }
            }
            Value::Obj(id) => match self.obj(*id) {
                Obj::Struct(_) => self.write(Slot::Field(*id, name), vec![value]),
                Obj::Guard { inner, .. } => {
                    let inner = inner.clone();
                    self.set_field(&inner, name, value);
                }
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    for one in held.clone() {
                        self.set_field(&one, name, value.clone());
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// Stores into a cell, a lock or what a guard protects; says whether the value has such a place.
    pub(crate) fn store(&mut self, target: &Value<'f>, value: Value<'f>) -> bool {
        let Value::Obj(id) = target else { return false };
        match *self.obj(*id) {
            Obj::Guard { lock, .. } => {
                if !self.reaches(&value, lock, MAX_REACH) {
                    self.write(Slot::Cell(lock), vec![value.clone()]);
                }
                let certain = self.writes.is_empty();
                if let Obj::Guard { inner, .. } = self.obj_mut(*id) {
                    *inner = if certain { value } else { inner.clone().or(value) };
                }
                true
            }
            Obj::External { .. } | Obj::Options(_) => {
                self.put(*id, &value);
                true
            }
            _ => false,
        }
    }

    /// Puts a value into a cell; what holds the cell itself is left out, so that objects form no circle.
    pub(crate) fn put(&mut self, cell: ObjId, value: &Value<'f>) {
        if value.is_unknown() || self.is_mere_content(value) || self.reaches(value, cell, MAX_REACH)
        {
            return;
        }
        let mut held = self.slot_content(Slot::Cell(cell));
        let before = held.len();
        value.add_to(&mut held);
        if held.len() > before {
            self.write(Slot::Cell(cell), held);
        }
    }

    /// Empties a collection or cell.
    pub(crate) fn clear(&mut self, target: &Value<'f>) {
        let Value::Obj(id) = target else { return };
        self.stores += 1;
        match self.obj_mut(*id) {
            Obj::Collection(entries) => entries.clear(),
            Obj::Guard { inner, .. } => {
                let inner = inner.clone();
                self.clear(&inner);
            }
            _ => {}
        }
    }

    fn slot_content(&self, slot: Slot) -> Vec<Value<'f>> {
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

    fn write(&mut self, slot: Slot, content: Vec<Value<'f>>) {
        self.stores += 1;
        for value in &content {
            self.note_published(value);
        }
        if !self.writes.is_empty() {
            let before = self.slot_content(slot);
            if let Some(writes) = self.writes.last_mut()
                && !writes.slots.iter().any(|(known, _)| *known == slot)
            {
                writes.slots.push((slot, before));
            }
        }
        self.overwrite(slot, content);
    }

    fn overwrite(&mut self, slot: Slot, content: Vec<Value<'f>>) {
        match slot {
            Slot::Field(id, name) => {
                if let Obj::Struct(data) = self.obj_mut(id) {
                    match content.into_iter().reduce(Value::or) {
                        Some(value) => data.fields.insert(name, value),
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

    /// From here on, writes belong to one of several ways.
    pub(crate) fn begin_way(&mut self) {
        self.writes.push(Writes::default());
    }

    /// The end of a way: the heap is as before it.
    pub(crate) fn end_way(&mut self) -> Outcome<'f> {
        let writes = self.writes.pop().unwrap_or_default();
        let mut slots = Vec::with_capacity(writes.slots.len());
        for (slot, before) in writes.slots {
            slots.push((slot, self.slot_content(slot)));
            self.overwrite(slot, before);
        }
        Outcome { slots }
    }

    /// The ways meet again: a slot holds what any of them left there.
    pub(crate) fn meet_ways(&mut self, ways: &[Outcome<'f>]) {
        let mut slots: Vec<Slot> = Vec::new();
        for (slot, _) in ways.iter().flat_map(|way| &way.slots) {
            if !slots.contains(slot) {
                slots.push(*slot);
            }
        }
        for slot in slots {
            let before = self.slot_content(slot);
            let mut content: Vec<Value<'f>> = Vec::new();
            for way in ways {
                let left = way.slots.iter().find(|(known, _)| *known == slot);
                let left = left.map_or(&before, |(_, values)| values);
                left.iter().for_each(|value| value.add_to(&mut content));
            }
            self.write(slot, content);
        }
    }

    /// Code that may not run before what follows: what it writes may or may not be there. Says whether it left a handle
    /// somewhere.
    pub(crate) fn maybe(&mut self, run: impl FnOnce(&mut Self)) -> bool {
        !self.maybe_storing(run).is_empty()
    }

    /// As `maybe`; gives the objects in which it left a handle.
    pub(crate) fn maybe_storing(&mut self, run: impl FnOnce(&mut Self)) -> Vec<ObjId> {
        self.begin_way();
        run(self);
        let way = self.end_way();
        let with_handle = way
            .slots
            .iter()
            .filter(|(_, values)| values.iter().any(|value| !self.origins_in(value, 3).is_empty()));
        let stored = with_handle.map(|(slot, _)| match *slot {
            Slot::Field(id, _) | Slot::Cell(id) => id,
        });
        let stored = stored.collect();
        self.meet_ways(&[Outcome { slots: Vec::new() }, way]);
        stored
    }
}
