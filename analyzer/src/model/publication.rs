//! Since when a channel is there, and from when on others can find it.

use super::Model;
use crate::trace::handle::{OriginId, ProvenanceKind};
use crate::trace::node::{NodeId, NodeKind, Step};
use crate::trace::tree::Tree;

impl Model<'_, '_> {
    /// Whether a leaf comes between the opening of a channel and the moment when it is put where others, and with them
    /// the other leaf, can find it.
    pub(super) fn is_before_publication(
        &self,
        origin: OriginId,
        leaf: NodeId,
        other: NodeId,
    ) -> bool {
        let Some(open) = self.comes_into_view(origin, leaf) else { return false };
        // What the other does in between shows that it had the channel by then.
        if leaf < open || (open < other && other < leaf) {
            return false;
        }
        let Some((common, ..)) = self.common(open, leaf) else { return false };
        // The first publication counts: from then on others have it.
        let later = self.publications.partition_point(|&known| known < (origin, open));
        let first = self.publications.get(later).filter(|(known, _)| *known == origin);
        let Some(&(_, published)) = first else { return false };
        let apart = |at: NodeId| match self.tree().node(at).kind {
            NodeKind::Spawn { .. } | NodeKind::Lane { .. } => true,
            // The last turn is over before what comes behind the loop.
            NodeKind::Loop => self.is_inside(published, at),
            _ => false,
        };
        let in_order = !matches!(
            self.tree().node(common).kind,
            NodeKind::Branch | NodeKind::Together | NodeKind::Program
        );
        in_order && leaf < published && !self.between(leaf, common).any(apart)
    }

    /// Where a channel is opened, or the function that gets it for its own.
    fn comes_into_view(&self, origin: OriginId, leaf: NodeId) -> Option<NodeId> {
        let of = self.origin(origin);
        let is_own = of.provenance.as_ref().is_some_and(|provenance| {
            provenance.kind == ProvenanceKind::Parameter && provenance.path.is_empty()
        });
        let is_entry = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Entry(_));
        of.node.or_else(|| self.tree().ancestors(leaf).find(is_entry).filter(|_| is_own))
    }

    /// Whether a channel is another one in each execution of a node.
    pub fn is_opened_in(&self, origin: OriginId, around: NodeId) -> bool {
        let node = self.tree().node(around);
        if node.distinct_per_iteration().contains(&origin) {
            return true;
        }
        let is_inside = self.origin(origin).node.is_some_and(|open| self.is_inside(open, around));
        // What an earlier loop put there, it may have had from a loop before that.
        let mut earlier = node.zips_with().iter().filter(|&&other| other < around);
        is_inside || earlier.any(|&other| self.is_opened_in(origin, other))
    }
}

/// Where each channel is put for others to find, in program order.
pub(super) fn publications(tree: &Tree) -> Vec<(OriginId, NodeId)> {
    let mut publications: Vec<(OriginId, NodeId)> = tree
        .iter()
        .filter_map(|(id, node)| match node.kind {
            NodeKind::Step(Step::Publish(origin)) => Some((origin, id)),
            _ => None,
        })
        .collect();
    publications.sort_unstable();
    publications
}
