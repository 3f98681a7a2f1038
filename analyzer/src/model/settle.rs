//! When and why deliveries are settled.

use super::Model;
use super::turn::DeliveryLoop;
use crate::knowledge::{Kind, Meaning};
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

/// Words by which a condition shows that a requeue was weighed.
const WEIGHING: &[&str] = &[
    "redeliver",
    "attempt",
    "retry",
    "retries",
    "retriable",
    "death",
    "count",
    "transient",
    "recoverable",
    "permanent",
    "fatal",
    "shutdown",
    "shutting",
    "cancel",
    "stop",
    "requeue",
    "is_closing",
    "temporary",
];

impl Model<'_, '_> {
    /// Whether an operation settles a delivery of a channel.
    pub fn settles(&self, id: AccessId, origin: OriginId) -> bool {
        let one = self.access(id);
        let acks = self.is_kind(id, Kind::Ack) || self.is_kind(id, Kind::DeliveryAck);
        acks && (one.origin == origin
            || one.deliveries.iter().any(|delivery| delivery.origin == origin))
    }

    /// Whether something settles, or may settle, a delivery of a channel inside a node.
    pub(super) fn settles_inside(&self, node: NodeId, origin: OriginId) -> bool {
        let mut found = false;
        self.visit_inside(node, &mut |at| {
            found |= match self.tree().node(at).kind {
                NodeKind::Access(id) => self.settles(id, origin),
                NodeKind::Step(Step::HandOver(of)) => of == origin,
                _ => false,
            };
        });
        found
    }

    /// Whether a branch is one call on a delivery that is of one of several channels, and settles it: whichever it is of.
    pub(super) fn settles_whichever(&self, branch: NodeId, origin: OriginId) -> bool {
        let mut calls = self.children(branch).iter().flat_map(|&way| self.children(way));
        self.tree().node(branch).at.is_some()
            && calls.clone().all(|&at| matches!(self.tree().node(at).kind, NodeKind::Access(_)))
            && calls.any(|&at| self.settles_inside(at, origin))
    }

    /// Whether a requeue depends on something that ends, or is slowed down.
    pub fn is_weighed(&self, id: AccessId) -> bool {
        let node = self.access(id).node;
        self.is_asked_for(node)
            || self.has_other_answer(id)
            || self.is_slowed(node)
            || self.is_last(node)
    }

    /// Whether a condition around a node speaks of attempts, of kinds of errors or of the end.
    fn is_asked_for(&self, node: NodeId) -> bool {
        let mut branches =
            self.tree().ancestors(node).filter(|&at| self.tree().node(at).kind == NodeKind::Branch);
        branches.any(|branch| {
            let text = self.condition_text(branch).unwrap_or_default().to_lowercase();
            WEIGHING.iter().any(|word| text.contains(word))
        })
    }

    /// Whether the innermost decision between answers also knows one that does not requeue.
    fn has_other_answer(&self, id: AccessId) -> bool {
        let node = self.access(id).node;
        let origin = self.access(id).origin;
        let branches =
            self.tree().ancestors(node).filter(|&at| self.tree().node(at).kind == NodeKind::Branch);
        for branch in branches {
            let others: Vec<AccessId> = self
                .accesses_in(branch)
                .into_iter()
                .filter(|&other| self.access(other).at != self.access(id).at)
                .filter(|&other| {
                    self.settles(other, origin) && self.excludes(self.access(other).node, node)
                })
                .collect();
            if !others.is_empty() {
                return others.into_iter().any(|other| {
                    self.takes(other, Meaning::Requeue)
                        && self.is_on(other, Meaning::Requeue) != Some(true)
                });
            }
        }
        false
    }

    fn excludes(&self, one: NodeId, other: NodeId) -> bool {
        self.nearest_around(one, other)
            .is_some_and(|around| self.tree().node(around).kind == NodeKind::Branch)
    }

    fn is_slowed(&self, node: NodeId) -> bool {
        let outermost = self.tree().ancestors(node).find(|&at| {
            matches!(
                self.tree().node(at).kind,
                NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Entry(_)
            )
        });
        outermost.is_some_and(|around| self.pauses_with(node, around))
    }

    /// Whether the consumer ends with this answer.
    fn is_last(&self, node: NodeId) -> bool {
        let Some(repeat) = self.loop_around(node) else { return false };
        self.steps_in(repeat).into_iter().any(|(at, step)| match step {
            Step::Leave(how @ (Leave::Break | Leave::Return | Leave::End), target) => {
                self.ends(how, target, repeat) && self.can_follow(node, at)
            }
            _ => false,
        })
    }

    /// Whether a loop's deliveries are answered elsewhere, or go to code that is not followed.
    pub fn may_be_answered(&self, repeat: &DeliveryLoop) -> bool {
        self.trace.answered.contains(repeat.origin)
            || self
                .steps_in(repeat.node)
                .into_iter()
                .any(|(_, step)| step == Step::HandOver(repeat.origin))
    }

    /// Whether the code that is given a loop's deliveries was read: a consumer from outside may do anything.
    pub fn is_seen(&self, repeat: &DeliveryLoop) -> bool {
        let mut code = self.children(repeat.node).iter();
        repeat.receive.is_some()
            || code.any(|&at| matches!(self.tree().node(at).kind, NodeKind::Call(_)))
    }

    /// An ack in a loop's turn before any work on the message is done, and the work after it.
    pub fn work_after_ack(&self, repeat: &DeliveryLoop) -> Option<(AccessId, NodeId)> {
        let work: Vec<NodeId> = self
            .steps_in(repeat.node)
            .into_iter()
            .filter(|(_, step)| *step == Step::Work(repeat.origin))
            .map(|(at, _)| at)
            .filter(|&at| !self.leads_to_answer(at, repeat))
            .collect();
        let acks = self
            .accesses_in(repeat.node)
            .into_iter()
            .filter(|&id| self.settles(id, repeat.origin) && !self.takes(id, Meaning::Requeue));
        acks.into_iter().find_map(|ack| {
            let node = self.access(ack).node;
            let late =
                |at: NodeId| self.can_follow(node, at) || self.runs_beside(at, node, repeat.node);
            let done = |at: NodeId| self.can_follow(at, node) && !late(at);
            if work.iter().any(|&at| done(at)) {
                return None;
            }
            work.iter().copied().find(|&at| late(at)).map(|at| (ack, at))
        })
    }

    /// Whether the call that is awaited here settles the delivery itself.
    fn leads_to_answer(&self, work: NodeId, repeat: &DeliveryLoop) -> bool {
        let Some(parent) = self.tree().node(work).parent else { return false };
        let next = self.children(parent).iter().copied().find(|&at| at > work);
        let call = next.filter(|&at| matches!(self.tree().node(at).kind, NodeKind::Call(_)));
        call.is_some_and(|call| {
            self.accesses_in(call).into_iter().any(|id| self.settles(id, repeat.origin))
        })
    }

    /// Whether work runs in a task that was started before an ack which does not wait for it.
    fn runs_beside(&self, work: NodeId, ack: NodeId, around: NodeId) -> bool {
        let Some(spawn) = self.spawned_inside(work, around) else { return false };
        !self.is_inside(ack, spawn) && self.can_follow(work, ack) && !self.is_joined(spawn)
    }

    /// The loop in which a queue is polled: it goes on when there is nothing.
    pub fn polling_loop(&self, id: AccessId) -> Option<NodeId> {
        let node = self.access(id).node;
        let loops = self.tree().ancestors(node).take_while(|&at| {
            !matches!(self.tree().node(at).kind, NodeKind::Spawn { .. } | NodeKind::Entry(_))
        });
        let loops = loops.filter(|&at| self.tree().node(at).kind == NodeKind::Loop);
        for repeat in loops {
            if self.is_opened_in(self.access(id).origin, repeat) {
                return None;
            }
            let info = self.loop_info(repeat);
            if self.pauses_with(node, repeat) || (info.endless && !self.is_left(repeat)) {
                return Some(repeat);
            }
        }
        None
    }

    /// Whether something leaves a loop but errors.
    fn is_left(&self, repeat: NodeId) -> bool {
        self.steps_in(repeat).into_iter().any(|(_, step)| match step {
            Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
                self.ends(how, target, repeat)
            }
            _ => false,
        })
    }
}
