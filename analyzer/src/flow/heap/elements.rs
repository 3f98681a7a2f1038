//! Collections: what is in them, and where what is put into something goes.

use super::Heap;
use super::object::{Entry, Obj, ObjId, Options};
use super::reach::MAX_REACH;
use super::read::MAX_DEREF;
use super::value::Value;
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
        let entries =
            values.into_iter().map(|value| Entry { value, iteration, copies: false }).collect();
        self.value_of(Obj::Collection(entries))
    }

    /// Where a value goes that is put into another, guards and wrappers looked through. What leads back to the target has no
    /// place there, so that objects form no circle; of several targets, the first is taken.
    pub(crate) fn container(&self, target: &Value<'f>, value: &Value<'f>) -> Option<Container> {
        match target {
            Value::Obj(id) if self.reaches(value, *id, MAX_REACH) => None,
            Value::Obj(id) => match self.obj(*id) {
                Obj::Collection(_) => Some(Container::Collection(*id)),
                Obj::Guard { inner, .. } => self.container(inner, value),
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    // What is put into an `Arc<Mutex<Vec<_>>>` belongs into the innermost of them.
                    // A wrapper is given its content first.
                    match held.first() {
                        Some(inner @ Value::Obj(_)) => self.container(inner, value),
                        _ => Some(Container::Cell(*id)),
                    }
                }
                _ => None,
            },
            Value::Any(all) => self.container(all.first()?, value),
            _ => None,
        }
    }

    /// Adds an element, which an iteration puts there.
    pub(crate) fn add_element(
        &mut self,
        collection: ObjId,
        value: Value<'f>,
        iteration: Option<NodeId>,
    ) {
        // What was seen of the collection before may not be all any more.
        self.touch();
        if let Obj::Collection(entries) = self.obj_mut(collection) {
            entries.push(Entry { value, iteration, copies: false });
        }
    }

    /// Empties a collection, also behind guards.
    pub(crate) fn clear(&mut self, target: &Value<'f>) {
        let Value::Obj(id) = target else { return };
        self.touch();
        match self.obj_mut(*id) {
            Obj::Collection(entries) => entries.clear(),
            Obj::Guard { inner, .. } => {
                let inner = inner.clone();
                self.clear(&inner);
            }
            _ => {}
        }
    }

    /// The elements of a collection, also behind guards and wrappers.
    pub(crate) fn entries(&self, value: &Value<'f>) -> Option<Vec<Entry<'f>>> {
        self.entries_at(value, MAX_DEREF)
    }

    fn entries_at(&self, value: &Value<'f>, depth: u8) -> Option<Vec<Entry<'f>>> {
        match value {
            _ if depth == 0 => None,
            Value::Obj(id) => match self.obj(*id) {
                Obj::Collection(entries) => Some(entries.clone()),
                Obj::Guard { inner, .. } => self.entries_at(inner, depth - 1),
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    held.iter().find_map(|inner| self.entries_at(inner, depth - 1))
                }
                _ => None,
            },
            Value::Any(all) => {
                // One of several collections is meant: each element may be there.
                let mut sum = None;
                for entries in all.iter().filter_map(|one| self.entries_at(one, depth - 1)) {
                    sum.get_or_insert_with(Vec::new).extend(entries);
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
