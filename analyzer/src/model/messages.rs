//! Which accesses a message keeps apart: what comes before it was sent happens before what comes behind its arrival.

use std::collections::BTreeMap;

use super::Model;
use crate::knowledge::{Kind, Times};
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, NodeId, NodeKind, QueueId, Step};
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
            let orders = |first, next| {
                self.is_sent_after(of, origin, (first, next))
                    && self.is_awaited_between(of, origin, (first, next))
            };
            orders(one, other) || orders(other, one)
        })
    }

    /// Whether a task that reads a queue may stop before the queue is closed, and nobody hears of it.
    pub fn is_left_by_its_reader(&self, queue: QueueId) -> bool {
        let arrives = NodeKind::Step(Step::Arrive(queue));
        let mut all = self.tree().iter().filter(|(_, node)| node.kind == arrives);
        all.any(|(at, _)| self.loop_around(at).is_some_and(|repeat| self.ends_unheard(repeat)))
    }

    fn ends_unheard(&self, repeat: NodeId) -> bool {
        let is_task = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Spawn { .. });
        let Some(task) = self.tree().ancestors(repeat).find(is_task) else { return false };
        let is_kept = self.trace.join_handle_stored.contains(task)
            || self.trace.join_handle_collected.contains(task)
            || self.trace.ends_heard.contains(task);
        let failed = |at: NodeId| self.between(at, repeat).any(|way| self.is_failed_way(way));
        // Before anything was sent, the task was followed without knowing what comes: places tell what is an operation.
        let is_operation = |at: Option<Location>| {
            self.trace.accesses().entries().any(|(_, one)| Some(one.at) == at)
        };
        // That a queue is empty and closed is no failure, and what fails with the channel has the sender fail, too.
        let is_of_channel = |leave: NodeId| {
            let inside = self.inside(repeat).iter().rev().filter(|&&at| at < leave);
            let mut done = inside.filter_map(|&at| match self.tree().node(at).kind {
                NodeKind::Access(_) => Some(true),
                NodeKind::Step(Step::Call | Step::Work(_) | Step::Use(_)) => {
                    Some(is_operation(self.tree().node(at).at))
                }
                _ => None,
            });
            done.next().unwrap_or(true)
        };
        let leaves = |(at, step): (NodeId, Step)| match step {
            Step::Leave(how @ Leave::Try, target) => self.ends(how, target, repeat),
            Step::Leave(how @ (Leave::Return | Leave::Break), target) => {
                failed(at) && self.ends(how, target, repeat)
            }
            _ => false,
        };
        !is_kept
            && self.joins_of(task).next().is_none()
            && self
                .steps_in(repeat)
                .into_iter()
                .any(|(at, step)| leaves((at, step)) && !is_of_channel(at))
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
        // A message of another channel's round says nothing of this channel.
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

    /// Whether a message of a queue is waited for on every way from one node to another.
    fn is_awaited_between(
        &self,
        of: &Messages,
        origin: OriginId,
        (first, next): (NodeId, NodeId),
    ) -> bool {
        let is_met = |at| match self.tree().node(at).kind {
            // What may be dropped before it is finished may not have waited for anything.
            NodeKind::Cancellable => false,
            NodeKind::Alternative => {
                self.is_inside(first, at) || self.is_only_way_on(at, origin, next)
            }
            _ => true,
        };
        of.arrived.iter().any(|&arrived| {
            self.follows_in_one_run(arrived, next)
                .is_some_and(|around| self.between(arrived, around).all(is_met))
        })
    }

    /// Whether none of the ways beside one goes on to a node with the channel.
    pub(super) fn is_only_way_on(&self, way: NodeId, origin: OriginId, next: NodeId) -> bool {
        let Some(branch) = self.tree().node(way).parent else { return false };
        let mut others = self.children(branch).iter().filter(|&&other| other != way);
        others.all(|&other| self.is_over_before(other, origin, next))
    }

    /// Whether a way never comes to a node, or comes there without the channel: it closes it, or gives an error instead.
    fn is_over_before(&self, way: NodeId, origin: OriginId, next: NodeId) -> bool {
        let steps = || self.children(way).iter().map(|&at| &self.tree().node(at).kind);
        let left = steps().find_map(|kind| match kind {
            NodeKind::Step(Step::Leave(
                how @ (Leave::Return | Leave::Break | Leave::Continue | Leave::End),
                of,
            )) => Some((*how, *of)),
            _ => None,
        });
        let Some((how, of)) = left else { return false };
        let is_without = || {
            let gives_error = steps().any(|kind| *kind == NodeKind::Step(Step::GivesError));
            let mut inside = self.accesses_in(way).into_iter();
            let closes = |id| self.access(id).origin == origin && self.is_kind(id, Kind::Lifecycle);
            gives_error || inside.any(closes)
        };
        how == Leave::End || self.is_inside(next, of) || is_without()
    }

    /// The node around two, when the first is over where the second begins.
    fn follows_in_one_run(&self, first: NodeId, second: NodeId) -> Option<NodeId> {
        let around =
            self.nearest_around(first, second).filter(|_| self.can_follow(first, second))?;
        // What runs in a context of its own is not over because the code behind its start is reached.
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
