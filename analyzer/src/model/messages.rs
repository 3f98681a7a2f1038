//! Which accesses a message keeps apart: what comes before it was sent happens before what comes behind its arrival.

use std::collections::BTreeMap;

use super::Model;
use crate::knowledge::Times;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind, QueueId, Step};
use crate::trace::tree::Tree;

/// Where something is sent through a queue and where it arrives, in program order.
#[derive(Debug, Default)]
pub(super) struct Messages {
    sent: Vec<NodeId>,
    arrived: Vec<NodeId>,
}

/// The queues through which something is sent that arrives somewhere.
pub(super) fn messages(tree: &Tree) -> Vec<Messages> {
    let mut by_queue: BTreeMap<QueueId, Messages> = BTreeMap::new();
    for (id, node) in tree.iter() {
        match node.kind {
            NodeKind::Step(Step::Send(queue)) => by_queue.entry(queue).or_default().sent.push(id),
            NodeKind::Step(Step::Arrive(queue)) => {
                by_queue.entry(queue).or_default().arrived.push(id);
            }
            _ => {}
        }
    }
    // A queue of which one end alone is in view orders nothing.
    let both = |of: &Messages| !of.sent.is_empty() && !of.arrived.is_empty();
    by_queue.into_values().filter(both).collect()
}

impl Model<'_, '_> {
    /// Whether one of two nodes is over when the other begins, because that waits for a message.
    pub(super) fn is_ordered_by_message(
        &self,
        origin: OriginId,
        one: NodeId,
        other: NodeId,
    ) -> bool {
        self.messages.iter().any(|of| {
            self.is_sent_after(of, origin, (one, other)) && self.is_awaited_before(of, other)
                || self.is_sent_after(of, origin, (other, one)) && self.is_awaited_before(of, one)
        })
    }

    /// Whether every message of a queue, and so the one that arrives first, is sent when `first` is over. In a loop, an
    /// earlier round may have sent it, unless each round opens a channel of its own.
    fn is_sent_after(
        &self,
        of: &Messages,
        origin: OriginId,
        (first, next): (NodeId, NodeId),
    ) -> bool {
        let Some((common, ..)) = self.common(first, next) else { return false };
        let mut sent = of.sent.iter().filter(|&&sent| !self.is_of_another(origin, first, sent));
        let is_after = |sent: NodeId| {
            self.follows_in_one_run(first, sent).is_some_and(|around| {
                let mut outer = self.tree().ancestors(around).take_while(|&at| at != common);
                outer.all(|at| !self.repeats(at) || self.is_opened_in(origin, at))
            })
        };
        sent.next().is_some_and(|&first| is_after(first)) && sent.all(|&sent| is_after(sent))
    }

    /// Whether two nodes are in different turns of a loop that opens a channel in each: what is sent in one says nothing of the
    /// other's channel.
    fn is_of_another(&self, origin: OriginId, one: NodeId, other: NodeId) -> bool {
        let (first, next) = (one.min(other), one.max(other));
        let around = self.nearest_around(first, next);
        around.is_some_and(|at| {
            self.tree().node(at).kind == NodeKind::Loop
                && self.is_opened_in(origin, at)
                && self.is_next_turn(at, first, next)
        })
    }

    /// Whether a message of a queue is waited for on every way to a node.
    fn is_awaited_before(&self, of: &Messages, next: NodeId) -> bool {
        // What may be dropped before it is finished may not have waited for anything.
        let conditional =
            |at| matches!(self.tree().node(at).kind, NodeKind::Alternative | NodeKind::Cancellable);
        of.arrived.iter().any(|&arrived| {
            self.follows_in_one_run(arrived, next)
                .is_some_and(|around| !self.between(arrived, around).any(conditional))
        })
    }

    /// The node around two, when the first is over where the second begins.
    fn follows_in_one_run(&self, first: NodeId, second: NodeId) -> Option<NodeId> {
        let around =
            self.nearest_around(first, second).filter(|_| self.can_follow(first, second))?;
        let mut below = self.between(first, around);
        below.all(|at| !self.is_apart(at)).then_some(around)
    }

    fn is_apart(&self, at: NodeId) -> bool {
        matches!(self.tree().node(at).kind, NodeKind::Spawn { .. } | NodeKind::Lane { .. })
    }

    fn repeats(&self, at: NodeId) -> bool {
        matches!(
            self.tree().node(at).kind,
            NodeKind::Loop
                | NodeKind::Spawn { times: Times::Many, .. }
                | NodeKind::Lane { many: true }
        )
    }

    /// Whether code ran with an empty queue there that runs again, in the same context, with what came.
    pub fn waited_in_vain(&self, node: NodeId) -> bool {
        let is_first_run = |at: NodeId| {
            let Some(branch) = self.tree().node(at).parent else { return false };
            let Some(context) = self.tree().node(branch).parent else { return false };
            self.is_apart(context)
                && self.tree().node(branch).kind == NodeKind::Branch
                && self.children(context) == [branch]
                && self.children(branch).last() != Some(&at)
        };
        self.tree().ancestors(node).any(is_first_run)
    }
}
