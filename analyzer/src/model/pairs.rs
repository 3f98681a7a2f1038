//! Which pairs of a channel's operations have to be compared: those that differ in what decides whether they meet.
//!
//! Operations of one method, under the same locks, are asked for in one place after the other, so each is compared until
//! it has met one of another method and locks; runs of them between which nothing begins, ends or is put somewhere meet
//! the same others and are compared once.

use std::collections::BTreeMap;

use super::{Channel, Model, Overlap};
use crate::knowledge::{Meaning, OperationId};
use crate::trace::access::AccessId;
use crate::trace::access::Lockset;
use crate::trace::node::{NodeId, NodeKind, Step};
use crate::trace::tree::Tree;

/// What two operations must have in common to conflict with the same others, wherever they stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind<'t> {
    operation: OperationId,
    lockset: &'t Lockset,
    /// An operation without a reply is another one than the same with.
    no_reply: bool,
    /// Whether it is one of several futures that a task polls.
    in_lane: bool,
}

impl Model<'_, '_> {
    /// The pairs of a channel's operations that can be under way at the same time, that no lock keeps apart and that
    /// somebody is left to be hurt by: for each operation the first that it meets of each kind.
    pub(super) fn overlaps(&self, channel: &Channel) -> Vec<Overlap> {
        let kinds = self.by_kind(channel);
        let mut overlaps: BTreeMap<(AccessId, AccessId), Overlap> = BTreeMap::new();
        for (kind, members) in &kinds {
            for &one in members {
                for (other, candidates) in &kinds {
                    let both_ways = kind.in_lane || other.in_lane;
                    for overlap in self.first_met(channel, one, candidates, both_ways) {
                        overlaps.entry((overlap.first, overlap.second)).or_insert(overlap);
                    }
                }
            }
        }
        overlaps.into_values().collect()
    }

    /// The first operation that one meets in another task; where futures of one task can meet, the first of those, too.
    fn first_met(
        &self,
        channel: &Channel,
        one: AccessId,
        candidates: &[AccessId],
        both_ways: bool,
    ) -> Vec<Overlap> {
        let mut met: Vec<Overlap> = Vec::new();
        let wanted = if both_ways { 2 } else { 1 };
        for &other in candidates {
            let (first, second) = (one.min(other), one.max(other));
            if self.is_guarded(first, second) {
                continue;
            }
            let Some(overlap) = self.overlap_of(channel.origin, first, second) else { continue };
            if !met.iter().any(|known| known.within == overlap.within)
                && !self.is_at_the_end(&overlap)
                && !self.is_owners_end(channel, &overlap)
            {
                met.push(overlap);
            }
            if met.len() == wanted {
                break;
            }
        }
        met
    }

    /// The operations that count, by what they have in common; of a run that meets the same others the first.
    fn by_kind(&self, channel: &Channel) -> BTreeMap<Kind<'_>, Vec<AccessId>> {
        let mut kinds: BTreeMap<Kind<'_>, Vec<AccessId>> = BTreeMap::new();
        for &id in channel.accesses.iter().filter(|&&id| self.counts(channel, id)) {
            let members = kinds.entry(self.kind_of(id)).or_default();
            if members.last().is_none_or(|&last| !self.meets_the_same(last, id)) {
                members.push(id);
            }
        }
        kinds
    }

    fn kind_of(&self, id: AccessId) -> Kind<'_> {
        let one = self.access(id);
        let is_lane = |at: NodeId| matches!(self.tree().node(at).kind, NodeKind::Lane { .. });
        Kind {
            operation: one.operation,
            lockset: &one.lockset,
            no_reply: self.is_set(id, Meaning::NoReply),
            in_lane: self.tree().ancestors(one.node).any(is_lane),
        }
    }

    /// Whether two operations stand in one sequence with nothing between them that changes whom they meet.
    fn meets_the_same(&self, earlier: AccessId, later: AccessId) -> bool {
        let (first, second) = (self.access(earlier).node, self.access(later).node);
        let between = self.turns.partition_point(|&turn| turn <= first);
        self.tree().node(first).parent == self.tree().node(second).parent
            && self.turns.get(between).is_none_or(|&turn| second < turn)
    }
}

/// The nodes that change who can meet: contexts and channels begin, contexts end, a channel is put where others find it, one
/// context tells another.
pub(super) fn turns(tree: &Tree) -> Vec<NodeId> {
    let is_turn = |kind: &NodeKind| {
        matches!(
            kind,
            NodeKind::Spawn { .. }
                | NodeKind::Join(_)
                | NodeKind::Stop(_)
                | NodeKind::Open(_)
                | NodeKind::Step(Step::Publish(_) | Step::Send(_) | Step::Arrive(_))
        )
    };
    tree.iter().filter(|(_, node)| is_turn(&node.kind)).map(|(id, _)| id).collect()
}
