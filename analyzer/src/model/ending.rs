//! What belongs to the end of a program or of a consumer: it hurts nobody, as nothing goes on.

use super::{Channel, Model, Overlap};
use crate::knowledge::Kind;
use crate::trace::access::{Access, AccessId};
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

impl Model<'_, '_> {
    /// Whether one of two operations ends the consumer that the other belongs to, and is made by whoever started it.
    pub(super) fn is_owners_end(&self, channel: &Channel, overlap: &Overlap) -> bool {
        let (first, second) = (overlap.first, overlap.second);
        [(first, second), (second, first)].into_iter().any(|(end, other)| {
            let starts = channel.accesses.iter().copied().filter(|&id| {
                let node = self.access(id).node;
                self.is_kind(id, Kind::Consume)
                    && self.context_of(node) == self.context_of(self.access(end).node)
                    && self.can_follow(node, self.access(end).node)
            });
            self.closes(end)
                && starts.into_iter().any(|start| self.belongs_to(channel, other, start))
        })
    }

    /// Whether an operation is made by the code that a consumer's deliveries go to: its callback, or the task that reads it.
    fn belongs_to(&self, channel: &Channel, id: AccessId, consume: AccessId) -> bool {
        let (node, start) = (self.access(id).node, self.access(consume).node);
        let callbacks = self.trace.callbacks.iter();
        let mut runs = callbacks.filter(|run| run.origin == channel.origin && run.node > start);
        let reads = |context: NodeId| {
            // Which task reads a consumer is what its receives say, not who started it.
            let mut receives = self.accesses_by(consume).iter();
            receives.any(|&one| self.is_inside(self.access(one).node, context))
        };
        runs.any(|run| self.is_inside(node, run.node))
            || self.context_of(node).is_some_and(|context| context > start && reads(context))
    }

    /// Whether one of two operations belongs to the end of a program: nothing but closing follows in `main`, or before the
    /// process is ended.
    pub(super) fn is_at_the_end(&self, overlap: &Overlap) -> bool {
        [overlap.first, overlap.second].into_iter().any(|id| {
            let node = self.access(id).node;
            self.closes(id) && (self.is_last_in_program(node) || self.is_last_before_exit(node))
        })
    }

    /// Whether an operation ends a consumer, a channel or a connection.
    fn closes(&self, id: AccessId) -> bool {
        self.is_closing(self.access(id))
    }

    fn is_closing(&self, one: &Access) -> bool {
        let kinds = &self.knowledge.operation(one.operation).operation.kinds;
        kinds.contains(&Kind::Lifecycle) || kinds.contains(&Kind::Cancel)
    }

    fn is_last_before_exit(&self, node: NodeId) -> bool {
        let is_context = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Spawn { .. });
        let Some(context) = self.tree().ancestors(node).find(is_context) else { return false };
        let ends = self.steps_in(context).into_iter().find(|&(at, step)| {
            at > node && matches!(step, Step::Leave(Leave::End, _)) && self.can_follow(node, at)
        });
        let works =
            |one: &Access, end: NodeId| node < one.node && one.node < end && !self.is_closing(one);
        ends.is_some_and(|(end, _)| !self.trace.accesses().iter().any(|one| works(one, end)))
    }

    /// Whether the program ends behind a node: the process is ended, or `main` has nothing left to do.
    pub fn is_last_before_end(&self, node: NodeId) -> bool {
        let is_apart = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Spawn { .. });
        let own = self.tree().ancestors(node).take_while(|at| !is_apart(at));
        let entry = own.filter(|&at| self.tree().node(at).kind.is_entry()).last();
        let ends = |entry: NodeId| {
            self.steps_in(entry).into_iter().any(|(at, step)| {
                matches!(step, Step::Leave(Leave::End, _))
                    && self.can_follow(node, at)
                    && !self.is_conditional_behind(node, at)
            })
        };
        self.is_last_in_program(node)
            || entry.is_some_and(|entry| ends(entry) && !self.goes_on_after(node, entry))
    }

    /// Whether a node is met behind another on some ways only.
    fn is_conditional_behind(&self, node: NodeId, at: NodeId) -> bool {
        let around = self.nearest_around(node, at).unwrap_or(NodeId::PROGRAM);
        self.between(at, around).any(|way| self.tree().node(way).kind == NodeKind::Alternative)
    }

    fn is_last_in_program(&self, node: NodeId) -> bool {
        // A task is no end of the program, even when it is the last that `main` starts.
        let is_spawn = |at: NodeId| matches!(self.tree().node(at).kind, NodeKind::Spawn { .. });
        let entry = self.tree().ancestors(node).take_while(|&at| !is_spawn(at)).find(|&at| {
            matches!(self.tree().node(at).kind, NodeKind::Entry(id) if self.program.is_main(id))
        });
        let Some(entry) = entry else { return false };
        let follows = |one: &Access| {
            one.node > node && !self.is_closing(one) && self.is_inside(one.node, entry)
        };
        !self.trace.accesses().iter().any(follows) && !self.goes_on_after(node, entry)
    }

    /// Whether a function waits for something once a node is done: a signal, a request, a task; a pause is no such thing.
    fn goes_on_after(&self, node: NodeId, entry: NodeId) -> bool {
        let is_pause = |at: NodeId| self.tree().node(at).kind == NodeKind::Step(Step::Pause);
        let mut before = None;
        let mut goes_on = false;
        self.visit_inside(entry, &mut |at| {
            let waits = match self.tree().node(at).kind {
                // A pause is a step with a wait behind it, which is no wait for anything else.
                NodeKind::Step(Step::Wait) => !before.is_some_and(is_pause),
                NodeKind::Join(_) => true,
                _ => false,
            };
            let in_task = || self.spawned_inside(at, entry).is_some();
            goes_on |= waits && at > node && !in_task() && self.can_follow(node, at);
            before = Some(at);
        });
        goes_on
    }
}
