//! What each round of a loop, or each call of a handler, makes for itself.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Heap;
use super::object::ObjId;
use crate::trace::node::NodeId;

/// What was made in rounds so far.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    /// The objects that were made while a loop or a handler was evaluated.
    allocated: FxHashMap<NodeId, Range<ObjId>>,
    /// Where the program makes an object, as far as it does so again and again.
    made: FxHashMap<ObjId, NodeId>,
    /// What was part of another object from its beginning, and was looked at later.
    part_of: FxHashMap<ObjId, ObjId>,
}

impl Heap<'_, '_> {
    /// A loop or a handler was evaluated since an object came next.
    pub(crate) fn note_allocated_in(&mut self, node: NodeId, first: ObjId) {
        self.rounds.allocated.insert(node, first..self.objects.next_id());
    }

    /// Whether an object was made while a loop or a handler was evaluated.
    pub(crate) fn is_allocated_in(&self, node: NodeId, object: ObjId) -> bool {
        self.rounds.allocated.get(&node).is_some_and(|range| range.contains(&object))
    }

    /// The program makes an object in the rounds of a node.
    pub(crate) fn note_made_in(&mut self, object: ObjId, round: NodeId) {
        self.rounds.made.insert(object, round);
    }

    /// An object was part of another one since that was made.
    pub(crate) fn note_part_of(&mut self, part: ObjId, whole: ObjId) {
        self.rounds.part_of.insert(part, whole);
    }

    /// The node of which each round has an object of its own that no other round finds.
    pub(crate) fn round_of(&mut self, object: ObjId) -> Option<NodeId> {
        let around = |part: &ObjId| self.rounds.part_of.get(part).copied();
        let whole = std::iter::successors(Some(object), around).last()?;
        let round = self.rounds.made.get(&whole).copied()?;
        // What something from before the round leads to, other rounds may find there.
        let leading = self.leading_to(whole);
        let stays = |object| self.is_allocated_in(round, object) && !self.is_root(object);
        leading.into_iter().all(stays).then_some(round)
    }
}
