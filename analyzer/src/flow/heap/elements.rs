//! Collections: what is in them, and where what is put into something goes.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::Heap;
use super::object::{Entry, Obj, ObjId};
use super::value::Value;
use super::walk::wrapped;
use crate::trace::node::NodeId;

/// Where something that is put into a value goes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Container {
    /// Among the elements of a collection.
    Collection(ObjId),
    /// Into a cell.
    Cell(ObjId),
}

impl<'f> Heap<'_, 'f> {
    /// A collection of values that are there once each.
    pub(crate) fn collection(&mut self, values: Vec<Value<'f>>) -> Value<'f> {
        let iteration = None;
        let entries = values
            .into_iter()
            .map(|value| Entry { value, key: None, iteration, copies: false })
            .collect();
        self.value_of(Obj::Collection(entries))
    }

    /// Where a value goes that is put into another, guards and wrappers looked through. What leads back to the target has no
    /// place there, so that objects form no circle; of several targets, the first is taken.
    pub(crate) fn container(&self, target: &Value<'f>, value: &Value<'f>) -> Option<Container> {
        let (mut at, mut seen) = (target, FxHashSet::default());
        loop {
            let id = match at {
                Value::Obj(id) => *id,
                Value::Any(all) => {
                    at = all.first()?;
                    continue;
                }
                _ => return None,
            };
            if !seen.insert(id) || self.reaches(value, id) {
                return None;
            }
            // What is put into an `Arc<Mutex<Vec<_>>>` belongs into the innermost of them. A wrapper is given its content first.
            match (self.obj(id), wrapped(self.obj(id)).first()) {
                (Obj::Collection(_), _) => return Some(Container::Collection(id)),
                (Obj::Guard { .. }, Some(inner))
                | (Obj::External { .. } | Obj::Options(_), Some(inner @ Value::Obj(_))) => {
                    at = inner;
                }
                (Obj::External { .. } | Obj::Options(_), _) => return Some(Container::Cell(id)),
                _ => return None,
            }
        }
    }

    /// Adds an element, which an iteration puts there, under a key where that is known.
    pub(crate) fn add_element(
        &mut self,
        collection: ObjId,
        (key, value): (Option<Rc<str>>, Value<'f>),
        iteration: Option<NodeId>,
    ) {
        // What was seen of the collection before may not be all any more.
        self.touch();
        if let Obj::Collection(entries) = self.obj_mut(collection) {
            entries.push(Entry { value, key, iteration, copies: false });
        }
    }

    /// Empties a collection, also behind guards.
    pub(crate) fn clear(&mut self, target: &Value<'f>) {
        let Value::Obj(id) = target else { return };
        self.touch();
        let inner = self.unguarded(*id);
        if let Obj::Collection(entries) = self.obj_mut(inner) {
            entries.clear();
        }
    }

    /// The elements of a collection, also behind guards and wrappers.
    pub(crate) fn entries(&self, value: &Value<'f>) -> Option<Vec<Entry<'f>>> {
        self.entries_at(value, &mut FxHashSet::default())
    }

    fn entries_at(&self, value: &Value<'f>, seen: &mut FxHashSet<ObjId>) -> Option<Vec<Entry<'f>>> {
        match value {
            // It was looked through before.
            Value::Obj(id) if !seen.insert(*id) => None,
            Value::Obj(id) => match self.obj(*id) {
                Obj::Collection(entries) => Some(entries.clone()),
                obj => wrapped(obj).iter().find_map(|inner| self.entries_at(inner, seen)),
            },
            Value::Any(all) => {
                // One of several collections is meant: each element may be there.
                let mut sum = None;
                for one in all.iter() {
                    if let Some(entries) = self.entries_at(one, seen) {
                        sum.get_or_insert_with(Vec::new).extend(entries);
                    }
                }
                sum
            }
            _ => None,
        }
    }

    pub(crate) fn is_number_range(&self, value: &Value<'f>) -> bool {
        matches!(self.entries(value).as_deref(), Some([entry]) if entry.value.is_unknown() && entry.iteration.is_none())
    }
}
