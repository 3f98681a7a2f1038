//! What objects lead to, remembered until something changes: who wraps a wrapper looks no deeper than the one before it did.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Heap;
use super::object::{Obj, ObjId};
use super::value::Value;
use super::walk::{Found, everything, wrapped};

/// Lists that are longer are not kept: each wrapper would have all of them again.
const LONGEST: usize = 64;

/// Answers that hold as long as no object changes; new ones change none.
#[derive(Debug, Default)]
pub(super) struct Led {
    /// How often an object has changed.
    changes: u64,
    answers: RefCell<Answers>,
}

#[derive(Debug, Default)]
struct Answers {
    /// The changes that they know of.
    as_of: u64,
    /// The handles, tasks, guards and structs that an object leads to, the outermost first.
    marked: FxHashMap<ObjId, Rc<[ObjId]>>,
    /// The handle that an object is or wraps.
    wrapped: FxHashMap<ObjId, Option<ObjId>>,
}

impl Led {
    /// An object changes.
    pub(super) fn note_change(&mut self) {
        self.changes += 1;
    }

    /// Asks with the answers that still hold.
    fn with<T>(&self, ask: impl FnOnce(&mut Answers) -> T) -> T {
        let mut answers = self.answers.borrow_mut();
        if answers.as_of != self.changes {
            answers.marked.clear();
            answers.wrapped.clear();
            answers.as_of = self.changes;
        }
        ask(&mut answers)
    }
}

impl<'f> Heap<'_, 'f> {
    /// The handles, tasks, guards and structs that a value leads to, each once, the outermost first.
    pub(super) fn marked_in(&self, value: &Value<'f>) -> Rc<[ObjId]> {
        let root = match value {
            Value::Obj(id) => Some(*id),
            _ => None,
        };
        self.led.with(|answers| {
            if let Some(known) = root.and_then(|root| answers.marked.get(&root)) {
                return Rc::clone(known);
            }
            let marked: Rc<[ObjId]> = self.find_marked(value, &answers.marked).into();
            if let Some(root) = root.filter(|_| marked.len() <= LONGEST) {
                answers.marked.insert(root, Rc::clone(&marked));
            }
            marked
        })
    }

    fn find_marked(&self, value: &Value<'f>, known: &FxHashMap<ObjId, Rc<[ObjId]>>) -> Vec<ObjId> {
        let (mut marked, mut seen): (Vec<ObjId>, Option<FxHashSet<ObjId>>) = (Vec::new(), None);
        let inside = self.walk(value, |found, on| match found {
            Found::Object(id, _) if known.contains_key(&id) => {}
            found => everything(found, on),
        });
        for (id, obj) in inside.objects() {
            let is_marked = matches!(
                obj,
                Obj::Handle(_) | Obj::Task { .. } | Obj::Guard { .. } | Obj::Struct(_)
            );
            if let Some(all) = known.get(&id) {
                let seen = seen.get_or_insert_with(|| marked.iter().copied().collect());
                marked.extend(all.iter().filter(|id| seen.insert(**id)));
            } else if is_marked && seen.as_mut().is_none_or(|seen| seen.insert(id)) {
                // The walk comes to each object once: only what is remembered can bring one again.
                marked.push(id);
            }
        }
        marked
    }

    /// The handle that an object is, or that it wraps. What a lock holds is reached through its guard alone.
    pub(super) fn wrapped_handle(&self, root: ObjId) -> Option<ObjId> {
        self.led.with(|answers| {
            if let Some(known) = answers.wrapped.get(&root) {
                return *known;
            }
            let found = self.find_wrapped(root, &answers.wrapped);
            answers.wrapped.insert(root, found);
            found
        })
    }

    fn find_wrapped(&self, root: ObjId, known: &FxHashMap<ObjId, Option<ObjId>>) -> Option<ObjId> {
        let root = Value::Obj(root);
        let inside = self.walk(&root, |found, on| match found {
            Found::Object(id, obj) if !known.contains_key(&id) && !self.is_lock(obj) => {
                on.add_all(wrapped(obj));
            }
            _ => {}
        });
        inside.objects().find_map(|(id, obj)| match obj {
            Obj::Handle(_) => Some(id),
            _ => known.get(&id).copied().flatten(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::intern;
    use crate::flow::heap::write::Slot;
    use crate::ids::Id as _;
    use crate::knowledge::{ClientId, HandleKind, Knowledge};
    use crate::language::Language;
    use crate::trace::handle::{Handle, OriginId};

    #[test]
    fn what_is_remembered_is_forgotten_when_something_changes() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut heap = Heap::new(&knowledge);
        let wrap = |heap: &mut Heap<'_, '_>, held| {
            heap.alloc(Obj::External { path: intern("wrapper"), held })
        };
        let inner = wrap(&mut heap, Vec::new());
        let middle = wrap(&mut heap, vec![Value::Obj(inner)]);
        assert!(heap.marked_in(&Value::Obj(middle)).is_empty());
        assert_eq!(heap.wrapped_handle(middle), None);
        let outer = wrap(&mut heap, vec![Value::Obj(middle), Value::Obj(inner)]);
        assert!(heap.marked_in(&Value::Obj(outer)).is_empty(), "a new wrapper changes nothing");
        let channel = heap.alloc(Obj::Handle(Handle {
            client: ClientId::from_index(0),
            kind: HandleKind::Channel,
            origin: OriginId::from_index(0),
            by: None,
            part: false,
            delivery: None,
        }));
        heap.begin_branch();
        heap.write(Slot::Cell(inner), vec![Value::Obj(channel), Value::Obj(outer)]);
        assert_eq!(heap.marked_in(&Value::Obj(middle))[..], [channel], "also in a ring");
        assert_eq!(heap.marked_in(&Value::Obj(outer))[..], [channel]);
        assert_eq!(heap.wrapped_handle(outer), Some(channel));
        heap.end_branch();
        assert!(heap.marked_in(&Value::Obj(outer)).is_empty(), "as before the branch");
        assert_eq!(heap.wrapped_handle(outer), None);
    }
}
