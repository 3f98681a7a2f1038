//! What follows from operations that may happen in parallel, as the client's table of hazards says.

use semver::Version;

use super::{Channel, Model, Overlap, Within};
use crate::findings::Level;
use crate::knowledge::{Hazard, Kind, Meaning, Mode, Pattern, Scope};
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};

impl Model<'_, '_> {
    /// What follows from the overlaps of a channel's accesses, strongest first; nothing where the client is safe.
    pub fn conflicts(&self, channel: &Channel) -> Vec<Conflict<'_>> {
        let version = self.client_version(channel, self.origin(channel.origin).at).cloned();
        let hazards = &self.client(channel).hazards;
        let mut conflicts: Vec<Conflict<'_>> = self
            .overlaps(channel)
            .iter()
            .filter_map(|overlap| {
                let applies =
                    |hazard: &Hazard| self.applies(hazard, channel, overlap, version.as_ref());
                // The order of the table is its ranking: the first hazard that applies is the strongest.
                let rank = hazards.iter().position(applies)?;
                Some(Conflict { overlap: overlap.clone(), hazard: &hazards[rank], rank })
            })
            .filter(|conflict| conflict.hazard.level > Level::Allow)
            .filter(|conflict| {
                // A probe may close the channel, which its own rule says better than one about sharing.
                conflict.hazard.level == Level::Deny || !self.is_about_a_probe(conflict)
            })
            .filter(|conflict| !self.is_others(channel, conflict))
            .collect();
        conflicts.sort_by_key(|conflict| {
            (conflict.rank, conflict.overlap.first, conflict.overlap.second)
        });
        conflicts
    }

    /// Whether a library's authors have to hear of it: what meets begins in the library, or uses a channel of the library's own,
    /// of which nothing is said but that it can end for all.
    fn is_others(&self, channel: &Channel, conflict: &Conflict<'_>) -> bool {
        let is_own = self.is_foreign(self.origin(channel.origin).at);
        is_own && conflict.hazard.level < Level::Deny || self.begins_elsewhere(&conflict.overlap)
    }

    /// Whether one of two operations asks for something that may not be there: that has a rule of its own.
    fn is_about_a_probe(&self, conflict: &Conflict<'_>) -> bool {
        [conflict.overlap.first, conflict.overlap.second].into_iter().any(|id| self.is_probe(id))
    }

    fn applies(
        &self,
        hazard: &Hazard,
        channel: &Channel,
        overlap: &Overlap,
        version: Option<&Version>,
    ) -> bool {
        // A hazard of a mode is one of channels on which the mode is on, wherever that happens.
        let mode = match hazard.when {
            None => true,
            Some(Mode::Confirm) => channel.confirms,
            Some(Mode::Tx) => channel.transactions,
        };
        let within = match hazard.within {
            Scope::Any => true,
            Scope::Tasks => overlap.within == Within::Tasks,
            Scope::Task => overlap.within == Within::Task,
        };
        mode && within
            && hazard.holds_for(version)
            && self.is_between(hazard.between, overlap)
            && (!hazard.at_listener || self.take_from_listener(overlap))
            && (!hazard.unprompted || self.is_closed_unprompted(overlap))
    }

    /// Whether both operations are followed by taking a confirm out of a queue that the client puts all of them into.
    fn take_from_listener(&self, overlap: &Overlap) -> bool {
        [overlap.first, overlap.second].into_iter().all(|id| self.takes_from_listener(id))
    }

    fn takes_from_listener(&self, id: AccessId) -> bool {
        let one = self.access(id);
        self.trace.confirms_taken.iter().any(|taken| {
            self.access(taken.register).origin == one.origin
                && one.node < taken.next
                && self.is_of_one_run(one.node, taken.around)
                && !self.is_taken_at_times(one.origin, one.node, taken.around)
        })
    }

    /// Whether a confirm is taken on some ways behind a publish only: a lock may be held on just these.
    fn is_taken_at_times(&self, origin: OriginId, publish: NodeId, around: NodeId) -> bool {
        let mut ways = self.tree().ancestors(around).take_while(|&at| !self.is_inside(publish, at));
        ways.any(|at| {
            self.tree().node(at).kind == NodeKind::Alternative
                && !self.is_only_way_on(at, origin, around)
        })
    }

    /// Whether a node runs in the context that another node is around, or in.
    fn is_of_one_run(&self, node: NodeId, around: NodeId) -> bool {
        if self.is_inside(node, around) {
            return around != NodeId::PROGRAM && self.spawned_inside(node, around).is_none();
        }
        let common = self.nearest_around(node, around);
        common.filter(|&common| common != NodeId::PROGRAM).is_some_and(|common| {
            [node, around].into_iter().all(|at| self.spawned_inside(at, common).is_none())
        })
    }

    fn is_between(&self, between: [Pattern; 2], overlap: &Overlap) -> bool {
        let [one, other] = between;
        let (a, b) = (overlap.first, overlap.second);
        (self.fits(a, one, b) && self.fits(b, other, a))
            || (self.fits(b, one, a) && self.fits(a, other, b))
    }

    /// Whether an access fits a pattern, beside another one.
    fn fits(&self, id: AccessId, pattern: Pattern, other: AccessId) -> bool {
        let name = |id| self.operation(id).name;
        match pattern {
            Pattern::Any => true,
            Pattern::Kind(kind) => self.conflicts_as(id, kind),
            Pattern::Same(kind) => self.conflicts_as(id, kind) && name(id) == name(other),
            Pattern::Method(kind, method) => self.conflicts_as(id, kind) && name(id) == method,
        }
    }

    /// Whether an access is of a kind, and waits for a reply where that is what the kind is about.
    fn conflicts_as(&self, id: AccessId, kind: Kind) -> bool {
        self.is_kind(id, kind) && !(kind == Kind::Rpc && self.is_set(id, Meaning::NoReply))
    }
}

/// What follows from an overlap.
#[derive(Debug, Clone)]
pub struct Conflict<'m> {
    /// The two operations.
    pub overlap: Overlap,
    /// What the client does then.
    pub hazard: &'m Hazard,
    /// The hazard's place in the client's table: the first is the strongest.
    pub rank: usize,
}
