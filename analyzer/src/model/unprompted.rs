//! Whether a channel is closed because its closer is done, while others go on with it, and not because they are to stop, too.

use super::{Model, Overlap};
use crate::knowledge::Kind;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind, Step};

impl Model<'_, '_> {
    /// Whether one of two operations closes the channel although nothing told its code to: it waited for nothing before,
    /// nothing had failed, and it does not put another channel in the place of this one.
    pub(super) fn is_closed_unprompted(&self, overlap: &Overlap) -> bool {
        let (first, second) = (overlap.first, overlap.second);
        let closes = |id: AccessId| self.is_kind(id, Kind::Lifecycle);
        let mut ways = [(first, second), (second, first)].into_iter();
        ways.any(|(end, other)| closes(end) && self.ends_by_itself(end, other))
    }

    fn ends_by_itself(&self, end: AccessId, other: AccessId) -> bool {
        let is_replaced = self.trace.replaced.contains(self.access(end).origin);
        let (end, other) = (self.access(end).node, self.access(other).node);
        let Some(common) = self.nearest_around(end, other) else { return false };
        if common == NodeId::PROGRAM {
            return false;
        }
        // A context that closes has its own beginning; else it is the code that started the others, from there on.
        let own = self.outermost_context(end, common);
        let Some(begun) = own.or_else(|| self.outermost_context(other, common)) else {
            return false;
        };
        let around = own.unwrap_or(common);
        let is_on_way = |at: NodeId| {
            begun < at
                && at < end
                && self.is_inside(at, begun) == own.is_some()
                && self.spawned_inside(at, around).is_none()
                && self.can_follow(at, end)
        };
        let has_worked = own.is_some_and(|own| self.works_in(own, end));
        let prompts = |at: NodeId| match self.tree().node(at).kind {
            NodeKind::Join(_)
            | NodeKind::Stop(_)
            | NodeKind::Step(Step::Wait | Step::Arrive(_) | Step::Pause | Step::Delay(_)) => true,
            // Code that is not followed may wait; whoever has worked on the channel is no code that only ends it.
            NodeKind::Step(Step::Call | Step::Ask(_)) => !has_worked,
            _ => false,
        };
        !self.inside(around).iter().any(|&at| is_on_way(at) && prompts(at))
            // Whoever has worked on the channel is no code that keeps one there.
            && (has_worked || !is_replaced)
            && !self.is_after_failure(end, around)
    }

    fn outermost_context(&self, node: NodeId, around: NodeId) -> Option<NodeId> {
        let is_spawn = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Spawn { .. });
        self.between(node, around).filter(is_spawn).last()
    }

    /// Whether a context does something on the channel before it closes it.
    fn works_in(&self, context: NodeId, end: NodeId) -> bool {
        let NodeKind::Access(closing) = self.tree().node(end).kind else { return false };
        let origin = self.access(closing).origin;
        self.accesses_on(origin).iter().any(|&id| {
            let node = self.access(id).node;
            let is_work = !self.is_kind(id, Kind::Lifecycle) && !self.is_kind(id, Kind::Register);
            is_work && self.is_inside(node, context) && self.can_follow(node, end)
        })
    }

    /// Whether a node is on a way on which something had failed.
    fn is_after_failure(&self, node: NodeId, around: NodeId) -> bool {
        let is_failure = |at: NodeId| self.tree().node(at).kind == NodeKind::Step(Step::Failed);
        let mut ways = self.between(node, around);
        ways.any(|way| self.children(way).iter().any(|&at| at < node && is_failure(at)))
    }
}
