//! Contexts and where they are waited for: fork and join.

use super::Model;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::tree::Tree;

impl Model<'_, '_> {
    /// The outermost context between a leaf and a node around it that is not over when `next` begins, or, without
    /// `next`, when the node around ends.
    pub(super) fn outliving_spawn(
        &self,
        leaf: NodeId,
        around: NodeId,
        next: Option<NodeId>,
    ) -> Option<NodeId> {
        let path = self.tree().ancestors(leaf).take_while(|&at| at != around);
        let spawns = path.filter(|&at| matches!(self.tree().node(at).kind, NodeKind::Spawn { .. }));
        spawns.filter(|&spawn| !self.is_over(spawn, around, next)).last()
    }

    /// Whether something waits for a context on every way to what comes next.
    pub(super) fn is_over(&self, spawn: NodeId, around: NodeId, next: Option<NodeId>) -> bool {
        // A program may wait for thousands of tasks, each at a few places.
        let from = self.joins.partition_point(|&(known, _)| known < spawn);
        let joins = self.joins[from..]
            .iter()
            .take_while(|(known, _)| *known == spawn)
            .map(|&(_, join)| join);
        joins.into_iter().any(|join| {
            let in_time = next.is_none_or(|next| join < next);
            join > spawn
                && in_time
                && self.is_on_the_way(join, [next.unwrap_or(spawn), spawn], around)
        })
    }

    /// Whether a node is reached on every way through `around`, unless it is on the same one as one of the others.
    fn is_on_the_way(&self, join: NodeId, others: [NodeId; 2], around: NodeId) -> bool {
        if !self.is_inside(join, around) {
            return false;
        }
        let mut path = self
            .tree()
            .ancestors(join)
            .take_while(|&at| !others.iter().any(|&other| self.is_inside(other, at)));
        let is_conditional =
            |kind: &NodeKind| matches!(kind, NodeKind::Alternative | NodeKind::Spawn { .. });
        !path.any(|at| is_conditional(&self.tree().node(at).kind))
    }
}

/// Every spawned context with a node behind which it is over.
pub(super) fn joins(tree: &Tree) -> Vec<(NodeId, NodeId)> {
    let mut joins: Vec<(NodeId, NodeId)> = tree
        .iter()
        .filter_map(|(id, node)| match &node.kind {
            NodeKind::Join(spawned) | NodeKind::Stop(spawned) => {
                Some(spawned.iter().map(move |&spawn| (spawn, id)))
            }
            _ => None,
        })
        .flatten()
        .collect();
    joins.sort_unstable();
    joins
}
