//! Which pairs of a channel's operations have to be compared: those that differ in what decides whether they meet.
//!
//! Operations of one method, under the same locks, are asked for in one place after the other, so each is compared until
//! it has met one of another method and locks; runs of them between which nothing begins, ends or is put somewhere meet
//! the same others and are compared once. Those of one context meet each other only where that is run again, which is asked
//! once for all of them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

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

/// The operations of a kind, in program order.
#[derive(Default)]
struct Members {
    /// Each with its run.
    all: Vec<(AccessId, usize)>,
    runs: Vec<Run>,
}

/// Operations that meet the same others.
struct Run {
    /// The first of them.
    first: AccessId,
    context: Option<NodeId>,
    /// The next run that is in another context.
    next_elsewhere: usize,
}

/// A channel's operations, and where they can meet others of their own context.
struct Compared<'m, 't> {
    channel: &'m Channel,
    kinds: BTreeMap<Kind<'t>, Members>,
    repeated: FxHashMap<Option<NodeId>, bool>,
}

impl Model<'_, '_> {
    /// The pairs of a channel's operations that can be under way at the same time, that no lock keeps apart and that
    /// somebody is left to be hurt by: for each operation the first that it meets of each kind. Every rule about sharing asks.
    pub(super) fn overlaps<'c>(&self, channel: &'c Channel) -> &'c [Overlap] {
        channel.overlaps.get_or_init(|| self.find_overlaps(channel))
    }

    fn find_overlaps(&self, channel: &Channel) -> Vec<Overlap> {
        let kinds = self.by_kind(channel);
        // A program with thousands of operations has few contexts: each is asked once whether it meets itself.
        let runs = kinds.values().flat_map(|members| &members.runs);
        let contexts: BTreeSet<Option<NodeId>> = runs.map(|run| run.context).collect();
        let repeated = contexts.into_iter();
        let repeated =
            repeated.map(|context| (context, self.meets_its_own(channel.origin, context)));
        let repeated = repeated.collect();
        let compared = Compared { channel, kinds, repeated };
        let mut overlaps: BTreeMap<(AccessId, AccessId), Overlap> = BTreeMap::new();
        for (kind, members) in &compared.kinds {
            let mut alone = None;
            for &(one, run) in &members.all {
                if alone == Some(run) {
                    continue;
                }
                let met = self.met_by(&compared, kind, one);
                // What follows in the same run meets nobody either.
                alone = met.is_empty().then_some(run);
                for overlap in met {
                    overlaps.entry((overlap.first, overlap.second)).or_insert(overlap);
                }
            }
        }
        overlaps.into_values().collect()
    }

    /// The first operation of each kind that one meets.
    fn met_by(&self, compared: &Compared<'_, '_>, kind: &Kind<'_>, one: AccessId) -> Vec<Overlap> {
        let kinds = compared.kinds.iter();
        kinds
            .flat_map(|(other, members)| {
                let both_ways = kind.in_lane || other.in_lane;
                self.first_met(compared, one, &members.runs, both_ways)
            })
            .collect()
    }

    /// The first operation that one meets in another task; where futures of one task can meet, the first of those, too.
    fn first_met(
        &self,
        compared: &Compared<'_, '_>,
        one: AccessId,
        candidates: &[Run],
        both_ways: bool,
    ) -> Vec<Overlap> {
        let mut met: Vec<Overlap> = Vec::new();
        // What meets in another task may be one hazard, what meets in the same task another.
        let wanted = if both_ways { 2 } else { 1 };
        let context = self.run_of(self.access(one).node);
        let meets_its_own = compared.repeated[&context];
        let mut at = 0;
        while let Some(run) = candidates.get(at).filter(|_| met.len() < wanted) {
            if run.context == context && !meets_its_own {
                at = run.next_elsewhere;
                continue;
            }
            at += 1;
            met.extend(
                self.meets(compared.channel, one, run.first)
                    .filter(|overlap| !met.iter().any(|known| known.within == overlap.within)),
            );
        }
        met
    }

    /// How two operations meet, where no lock keeps them apart and somebody is left to be hurt by it.
    fn meets(&self, channel: &Channel, one: AccessId, other: AccessId) -> Option<Overlap> {
        let (first, second) = (one.min(other), one.max(other));
        // Locks are compared faster than places in the tree.
        if self.is_always_guarded(first, second) {
            return None;
        }
        let overlap = self.meets_unguarded(channel.origin, first, second)?;
        let hurts = !self.is_at_the_end(&overlap) && !self.is_owners_end(channel, &overlap);
        hurts.then_some(overlap)
    }

    /// The operations that count, by what they have in common; of those that follow each other in one place the first.
    fn by_kind(&self, channel: &Channel) -> BTreeMap<Kind<'_>, Members> {
        let mut kinds: BTreeMap<Kind<'_>, Members> = BTreeMap::new();
        for &id in channel.accesses.iter().filter(|&&id| self.counts(channel, id)) {
            let Members { all, runs } = kinds.entry(self.kind_of(id)).or_default();
            let last = all.last().map(|&(last, _)| last);
            if last.is_some_and(|last| self.is_beside(last, id)) {
                continue;
            }
            if last.is_none_or(|last| !self.meets_the_same(last, id)) {
                let context = self.run_of(self.access(id).node);
                runs.push(Run { first: id, context, next_elsewhere: 0 });
            }
            all.push((id, runs.len() - 1));
        }
        kinds.values_mut().for_each(|members| link(&mut members.runs));
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

    /// Whether two operations stand in one node, and meet the same others.
    fn is_beside(&self, earlier: AccessId, later: AccessId) -> bool {
        let parent = |id: AccessId| self.tree().node(self.access(id).node).parent;
        parent(earlier) == parent(later) && self.meets_the_same(earlier, later)
    }

    /// Whether two operations stand in one sequence with nothing between them that changes whom they meet.
    fn meets_the_same(&self, earlier: AccessId, later: AccessId) -> bool {
        let (first, second) = (self.access(earlier).node, self.access(later).node);
        let between = self.turns.partition_point(|&turn| turn <= first);
        self.nesting.are_in_sequence(first, second)
            && self.turns.get(between).is_none_or(|&turn| second < turn)
    }
}

/// Says of each run which is the next one in another context.
fn link(runs: &mut [Run]) {
    let mut next = (runs.len(), None);
    for at in (0..runs.len()).rev() {
        let context = runs[at].context;
        if next.1 != Some(context) {
            next = (at + 1, Some(context));
        }
        runs[at].next_elsewhere = next.0;
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
