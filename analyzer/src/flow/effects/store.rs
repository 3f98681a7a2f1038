//! What is stored: written to the heap, and written down where others can find it from then on.

use std::rc::Rc;

use crate::facts::Name;
use crate::flow::Evaluator;
use crate::flow::heap::elements::Container;
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::value::Value;
use crate::flow::heap::write::Slot;

impl<'f> Evaluator<'_, 'f> {
    /// Puts a value into a collection.
    pub(crate) fn insert(&mut self, target: &Value<'f>, value: Value<'f>) {
        self.insert_under(None, target, value);
    }

    /// Puts a value into a collection, under a key.
    pub(crate) fn insert_under(
        &mut self,
        key: Option<&Value<'f>>,
        target: &Value<'f>,
        value: Value<'f>,
    ) {
        let key = key.and_then(text);
        if value.is_unknown() {
            return;
        }
        if self.is_mere_content(&value) {
            return self.gather(target, value);
        }
        // Also where nothing is known of the target: a call that puts something away is not one that does nothing.
        self.heap.touch();
        self.note_collected(&value);
        let iteration = self.position.iteration();
        match self.heap.container(target, &value) {
            Some(Container::Collection(id)) => self.heap.add_element(id, (key, value), iteration),
            Some(Container::Cell(id)) => self.put(id, &value),
            None => {}
        }
    }

    /// Puts a delivery's content into a collection of this code, where work on the collection is work on it.
    fn gather(&mut self, target: &Value<'f>, value: Value<'f>) {
        let Some(Container::Collection(id)) = self.heap.container(target, &value) else { return };
        let known = self.heap.content_in(&Value::Obj(id));
        if known.is_none() && !self.is_queue(target) {
            self.heap.add_element(id, (None, value), self.position.iteration());
        }
    }

    /// Stores into a field.
    pub(crate) fn set_field(&mut self, base: &Value<'f>, name: Name, value: &Value<'f>) {
        for slot in self.heap.field_slots(base, name) {
            self.write(slot, vec![value.clone()]);
        }
    }

    /// Stores into a cell, a lock or what a guard protects; says whether the value has such a place.
    pub(crate) fn store(&mut self, target: &Value<'f>, value: Value<'f>) -> bool {
        let Value::Obj(id) = target else { return false };
        match *self.heap.obj(*id) {
            Obj::Guard { lock, .. } => {
                // `*guard = value` where the value holds the lock itself: following it would not end.
                if !self.heap.reaches(&value, lock) {
                    self.write(Slot::Cell(lock), vec![value.clone()]);
                }
                if !self.heap.reaches(&value, *id) {
                    self.heap.set_protected(*id, value);
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
    fn put(&mut self, cell: ObjId, value: &Value<'f>) {
        let is_left_out = value.is_unknown() || self.is_mere_content(value);
        if is_left_out || self.heap.reaches(value, cell) {
            return;
        }
        // A cell is shared: who else filled it by then is not known, so that nothing in it is lost.
        let mut held = self.heap.slot_content(Slot::Cell(cell));
        let before = held.len();
        value.add_to(&mut held);
        if held.len() > before {
            self.write(Slot::Cell(cell), held);
        }
    }

    /// Writes to a slot what others may find there.
    pub(crate) fn write(&mut self, slot: Slot, content: Vec<Value<'f>>) {
        for value in &content {
            self.note_published(value);
        }
        self.heap.write(slot, content);
    }
}

fn text(value: &Value<'_>) -> Option<Rc<str>> {
    match value {
        Value::Str(text) => Some(text.clone()),
        _ => None,
    }
}
