//! Publishes whose confirms are outstanding at the same time, in one task.

use super::{Channel, Model};
use crate::knowledge::{Kind, Meaning};
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind};

/// Two publishes with the mandatory flag that are in flight at once.
#[derive(Clone, Copy, Debug)]
pub struct Pipelined {
    /// The earlier publish.
    pub first: AccessId,
    /// The later one; the same where it meets itself in a loop.
    pub second: AccessId,
}

impl Model<'_, '_> {
    /// Mandatory publishes of a channel in confirm mode whose confirms are waited for after the next publish.
    pub fn pipelined_mandatory(&self, channel: &Channel) -> Option<Pipelined> {
        if !channel.confirms {
            return None;
        }
        let mandatory =
            |&id: &AccessId| self.is_kind(id, Kind::Publish) && self.is_set(id, Meaning::Mandatory);
        let publishes: Vec<AccessId> = channel.accesses.iter().copied().filter(mandatory).collect();
        publishes.iter().find_map(|&first| self.in_flight_with(channel, first, &publishes))
    }

    fn in_flight_with(
        &self,
        channel: &Channel,
        first: AccessId,
        all: &[AccessId],
    ) -> Option<Pipelined> {
        let wait = channel
            .accesses
            .iter()
            .copied()
            .find(|&id| self.awaits_confirm(id) && self.access(id).by == Some(first))?;
        let (sent, confirmed) = (self.access(first).node, self.access(wait).node);
        let between = |&id: &AccessId| {
            let node = self.access(id).node;
            id != first && node > sent && node < confirmed && self.are_in_sequence(sent, node)
        };
        if let Some(second) = all.iter().copied().find(between) {
            return Some(Pipelined { first, second });
        }
        let repeat = self.loop_since_opening(channel.origin, sent)?;
        let waits_inside = self.is_inside(confirmed, repeat);
        let zipped = self.is_zipped(confirmed, repeat);
        (!waits_inside && (zipped || confirmed > sent))
            .then_some(Pipelined { first, second: first })
    }

    /// Whether one leaf follows another in the same task, on the same way.
    fn are_in_sequence(&self, first: NodeId, second: NodeId) -> bool {
        let Some((common, ..)) = self.common(first, second) else { return false };
        let is_apart = |at: NodeId| {
            matches!(self.tree().node(at).kind, NodeKind::Spawn { .. } | NodeKind::Lane { .. })
        };
        let apart = self.tree().ancestors(first).take_while(|&at| at != common).any(is_apart)
            || self.tree().ancestors(second).take_while(|&at| at != common).any(is_apart);
        !apart && !matches!(self.tree().node(common).kind, NodeKind::Branch | NodeKind::Program)
    }

    fn is_zipped(&self, node: NodeId, repeat: NodeId) -> bool {
        self.tree().ancestors(node).any(|at| self.tree().node(at).zips_with.contains(&repeat))
    }
}
