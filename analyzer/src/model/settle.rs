//! When and why deliveries are settled.

use super::Model;
use super::turn::DeliveryLoop;
use crate::knowledge::{Kind, Meaning};
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind, Step};

impl Model<'_, '_> {
    /// Whether an operation settles a delivery of a channel.
    pub fn settles(&self, id: AccessId, origin: OriginId) -> bool {
        let one = self.access(id);
        let acks = self.is_kind(id, Kind::Ack) || self.is_kind(id, Kind::DeliveryAck);
        acks && (one.origin == origin
            || one.deliveries.iter().any(|delivery| delivery.origin == origin))
    }

    /// Whether an operation leaves a delivery of a channel not open any more: it settles it, or has the broker send it again
    /// with all others.
    pub fn answers(&self, id: AccessId, origin: OriginId) -> bool {
        let recovers = self.is_kind(id, Kind::Recover) && self.access(id).origin == origin;
        recovers || self.settles(id, origin)
    }

    /// Whether something settles, or may settle, a delivery of a channel inside a node.
    pub fn settles_inside(&self, node: NodeId, origin: OriginId) -> bool {
        let mut found = false;
        self.visit_inside(node, &mut |at| {
            found |= match self.tree().node(at).kind {
                NodeKind::Access(id) => self.answers(id, origin),
                NodeKind::Step(Step::HandOver(of)) => of == origin,
                _ => false,
            };
        });
        found
    }

    /// Whether a branch is one call on a delivery that is of one of several channels, and settles it: whichever it is of.
    pub fn settles_whichever(&self, branch: NodeId, origin: OriginId) -> bool {
        let mut calls = self.children(branch).iter().flat_map(|&way| self.children(way));
        self.tree().node(branch).at.is_some()
            && calls.clone().all(|&at| matches!(self.tree().node(at).kind, NodeKind::Access(_)))
            && calls.any(|&at| self.settles_inside(at, origin))
    }

    /// Whether a loop's deliveries are answered elsewhere, or go to code that is not followed.
    pub fn may_be_answered(&self, repeat: &DeliveryLoop) -> bool {
        self.trace.answered.contains(repeat.origin)
            || self
                .steps_in(repeat.node)
                .into_iter()
                .any(|(_, step)| step == Step::HandOver(repeat.origin))
    }

    /// Whether no delivery of a loop is ever answered, and the consumer has to.
    pub fn is_never_answered(&self, repeat: &DeliveryLoop) -> bool {
        let acks = repeat.consume.and_then(|consume| self.is_on(consume, Meaning::AutoAck));
        let answers = |id: &AccessId| self.answers(*id, repeat.origin);
        acks == Some(false)
            && !self.accesses_in(repeat.node).iter().any(answers)
            && !self.may_be_answered(repeat)
            && self.is_seen(repeat)
    }

    /// Whether the code that is given a loop's deliveries was read: a consumer from outside may do anything.
    pub fn is_seen(&self, repeat: &DeliveryLoop) -> bool {
        let mut code = self.children(repeat.node).iter();
        repeat.receive.is_some()
            || code.any(|&at| matches!(self.tree().node(at).kind, NodeKind::Call(_)))
    }
}
