//! What belongs to the end of a program: it hurts nobody, as nothing goes on.

use super::{Model, Overlap};
use crate::knowledge::Kind;
use crate::trace::access::Access;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

impl Model<'_, '_> {
    /// Whether one of two operations belongs to the end of a program: nothing but closing follows in `main`, or before the
    /// process is ended.
    pub(super) fn is_at_the_end(&self, overlap: &Overlap) -> bool {
        [overlap.first, overlap.second].into_iter().any(|id| {
            let node = self.access(id).node;
            self.is_kind(id, Kind::Lifecycle)
                && (self.is_last_in_program(node) || self.is_last_before_exit(node))
        })
    }

    fn is_last_before_exit(&self, node: NodeId) -> bool {
        let is_context = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Spawn { .. });
        let Some(context) = self.tree().ancestors(node).find(is_context) else { return false };
        let ends = self.steps_in(context).into_iter().find(|&(at, step)| {
            at > node && matches!(step, Step::Leave(Leave::End, _)) && self.can_follow(node, at)
        });
        let works = |one: &Access, end: NodeId| {
            let kinds = &self.knowledge.operation(one.operation).operation.kinds;
            node < one.node && one.node < end && !kinds.contains(&Kind::Lifecycle)
        };
        ends.is_some_and(|(end, _)| !self.trace.accesses().iter().any(|one| works(one, end)))
    }

    fn is_last_in_program(&self, node: NodeId) -> bool {
        let is_spawn = |at: NodeId| matches!(self.tree().node(at).kind, NodeKind::Spawn { .. });
        let entry = self.tree().ancestors(node).take_while(|&at| !is_spawn(at)).find(|&at| {
            matches!(self.tree().node(at).kind, NodeKind::Entry(id) if self.program.function(id).function.name == "main")
        });
        let Some(entry) = entry else { return false };
        let follows = |one: &Access| {
            let kinds = &self.knowledge.operation(one.operation).operation.kinds;
            one.node > node && !kinds.contains(&Kind::Lifecycle) && self.is_inside(one.node, entry)
        };
        !self.trace.accesses().iter().any(follows)
    }
}
