//! Values that code finds without being given them: statics, and the state that handlers share.

use rustc_hash::FxHashMap;

use super::Heap;
use super::holders::objects;
use super::object::ObjId;
use super::value::Value;
use crate::program::StaticId;
use crate::resolve::types::Ty;
use crate::trace::handle::OriginId;

/// Where values are found from everywhere.
#[derive(Default)]
pub(super) struct Roots<'f> {
    statics: FxHashMap<StaticId, Value<'f>>,
    /// What was assigned to statics so far.
    assigned: FxHashMap<StaticId, Value<'f>>,
    /// Values that were made shared state.
    shared: Vec<Value<'f>>,
    /// Shared values whose making was not seen, by type: one for all handlers.
    unseen: Vec<(Ty, Value<'f>)>,
}

impl<'f> Heap<'_, 'f> {
    /// The value of a static that was evaluated, or is being evaluated.
    pub(crate) fn known_static(&self, id: StaticId) -> Option<&Value<'f>> {
        self.roots.statics.get(&id)
    }

    /// The value of a static.
    pub(crate) fn set_static(&mut self, id: StaticId, value: Value<'f>) {
        self.roots.statics.insert(id, value);
    }

    /// What was assigned to a static so far.
    pub(crate) fn assigned_static(&self, id: StaticId) -> Option<&Value<'f>> {
        self.roots.assigned.get(&id)
    }

    /// A static holds a value from here on.
    pub(crate) fn assign_static(&mut self, id: StaticId, value: Value<'f>) {
        self.touch();
        self.roots.assigned.insert(id, value);
    }

    /// A value becomes state that all handlers share.
    pub(crate) fn share(&mut self, value: Value<'f>) {
        self.roots.shared.push(value);
    }

    /// The values that were made shared state.
    pub(crate) fn shared(&self) -> &[Value<'f>] {
        &self.roots.shared
    }

    /// The one value of a type that all handlers share, whose making was not seen.
    pub(crate) fn unseen_shared(&self, ty: &Ty) -> Option<&Value<'f>> {
        self.roots.unseen.iter().find(|(known, _)| known == ty).map(|(_, value)| value)
    }

    /// The value of a type that all handlers share.
    pub(crate) fn add_unseen_shared(&mut self, ty: Ty, value: Value<'f>) {
        self.roots.unseen.push((ty, value));
    }

    /// The origins of the handles in statics, in order.
    pub(crate) fn origins_in_statics(&self) -> Vec<OriginId> {
        let statics = self.roots.statics.values().chain(self.roots.assigned.values());
        let mut origins: Vec<OriginId> = statics.flat_map(|value| self.origins_in(value)).collect();
        origins.sort_unstable();
        origins.dedup();
        origins
    }

    /// Whether a value that is found from everywhere is an object, or directly has it.
    pub(super) fn is_root(&self, object: ObjId) -> bool {
        let Roots { statics, assigned, shared, unseen } = &self.roots;
        let found = statics.values().chain(assigned.values()).chain(shared);
        let mut found = found.chain(unseen.iter().map(|(_, value)| value));
        found.any(|value| objects(value).contains(&object))
    }

    /// Whether one of the values that are found from everywhere is such.
    pub(crate) fn is_any_root(&self, mut is_such: impl FnMut(&Value<'f>) -> bool) -> bool {
        // The answer is yes or no, so that the order in which a hash map gives its values does not matter.
        self.roots.shared.iter().chain(self.roots.statics.values()).any(&mut is_such)
    }
}
