//! Consumers that are sent one delivery at a time: what a delivery's own task does before it answers is over when the next
//! delivery comes.

use super::Model;
use super::turn::DeliveryLoop;
use crate::knowledge::{Kind, Meaning};
use crate::model::options::Setting;
use crate::trace::access::{AccessId, Constant};
use crate::trace::node::{NodeId, NodeKind, Step};

impl Model<'_, '_> {
    /// Whether what runs at a node, in a task that a consumer's loop starts, is over before the loop gets its next delivery.
    pub(super) fn is_over_before_next(&self, repeat: NodeId, node: NodeId) -> bool {
        let loops = self.one_at_a_time.get_or_init(|| self.find_one_at_a_time());
        let mut here = loops.iter().filter(|of| of.node == repeat);
        here.any(|of| self.is_answered_behind(of, node))
    }

    /// The loops of consumers that acknowledge by hand and may have one delivery out.
    fn find_one_at_a_time(&self) -> Vec<DeliveryLoop> {
        let limits = |of: &DeliveryLoop| {
            let own = self.accesses_on(of.origin).iter().copied();
            let mut limits = own.filter(|&id| self.is_kind(id, Kind::Qos)).peekable();
            let is_one = |id: AccessId| {
                self.setting(id, Meaning::Prefetch) == Setting::Set(Constant::Int(1))
            };
            limits.peek().is_some() && limits.all(is_one)
        };
        let by_hand = |of: &DeliveryLoop| {
            of.consume.is_some_and(|id| self.is_on(id, Meaning::AutoAck) == Some(false))
        };
        self.delivery_loops().iter().copied().filter(|of| by_hand(of) && limits(of)).collect()
    }

    /// Whether the loop's deliveries are answered in the same task, behind a node and nowhere before it.
    fn is_answered_behind(&self, of: &DeliveryLoop, node: NodeId) -> bool {
        let Some(task) = self.spawned_inside(node, of.node) else { return false };
        let answers = |at: NodeId| match self.tree().node(at).kind {
            NodeKind::Access(id) => self.answers(id, of.origin),
            NodeKind::Step(Step::HandOver(origin)) => origin == of.origin,
            _ => false,
        };
        let mut all = self.inside(of.node).iter().copied().filter(|&at| answers(at)).peekable();
        all.peek().is_some()
            && all.all(|answer| {
                let is_behind = answer > node || !self.can_follow(answer, node);
                self.is_inside(answer, task) && is_behind
            })
    }
}
