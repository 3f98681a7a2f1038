//! When and why deliveries are settled.

use super::Model;
use super::turn::DeliveryLoop;
use crate::knowledge::{Kind, Meaning};
use crate::model::options::Setting;
use crate::trace::access::{AccessId, Constant};
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

impl Model<'_, '_> {
    /// Whether an operation settles a delivery of a channel.
    pub fn settles(&self, id: AccessId, origin: OriginId) -> bool {
        let one = self.access(id);
        let acks = self.is_kind(id, Kind::Ack) || self.is_kind(id, Kind::DeliveryAck);
        acks && (one.origin == origin
            || one.deliveries.iter().any(|delivery| delivery.origin == origin))
    }

    /// Whether an operation answers whatever is out on its channel: tag 0 with `multiple`, or the recovery of all.
    pub fn answers_all(&self, id: AccessId) -> bool {
        let is_zero = || self.setting(id, Meaning::Tag) == Setting::Set(Constant::Int(0));
        let several = || self.is_on(id, Meaning::Multiple) == Some(true);
        if self.is_kind(id, Kind::Recover) {
            self.is_on(id, Meaning::Recover) != Some(false)
        } else {
            self.is_settling(id) && is_zero() && several()
        }
    }

    /// Whether an operation leaves a delivery of a channel not open any more: it settles it, or whatever is out on a channel
    /// that may be the same.
    pub fn answers(&self, id: AccessId, origin: OriginId) -> bool {
        // Tag 0 names no delivery, so the channel decides whose they are.
        let all = self.answers_all(id) && self.may_be_same(self.access(id).origin, origin);
        all || self.settles(id, origin)
    }

    /// Whether two handles may be of one channel: one of a channel, and a consumer or delivery that came in beside it.
    pub fn may_be_same(&self, one: OriginId, other: OriginId) -> bool {
        let is_unseen = |origin: OriginId| self.origin(origin).provenance.is_some();
        one == other || is_unseen(one) && is_unseen(other)
    }

    /// Whether the consumer ends with an answer: its loop is left behind it, and not because the answer could not be given.
    pub fn ends_with(&self, answer: NodeId) -> bool {
        // Without a loop there is no next delivery that could go the same way.
        let Some(repeat) = self.loop_around(answer) else { return false };
        let steps = self.steps_in(repeat);
        let gives_error = |leave: NodeId| {
            steps.iter().any(|&(at, step)| {
                step == Step::GivesError
                    && at < leave
                    && self.can_follow(answer, at)
                    // An answer that could not be given leaves the loop with the channel's end, which is another matter.
                    && !self.had_failed(answer, at)
            })
        };
        steps.iter().any(|&(at, step)| match step {
            Step::Leave(how @ (Leave::Break | Leave::Return | Leave::End), target) => {
                self.ends(how, target, repeat)
                    && self.can_follow(answer, at)
                    && (!self.had_failed(answer, at) || gives_error(at))
            }
            _ => false,
        })
    }

    /// Whether something that happens after a node had failed on the way to another one.
    fn had_failed(&self, node: NodeId, later: NodeId) -> bool {
        let Some(common) = self.nearest_around(node, later) else { return false };
        self.between(later, common).any(|way| self.is_failed_way(way))
    }

    /// Whether a way is that of something that had failed.
    pub fn is_failed_way(&self, way: NodeId) -> bool {
        let mut inside = self.children(way).iter();
        inside.any(|&at| self.tree().node(at).kind == NodeKind::Step(Step::Failed))
    }

    /// Whether something settles, or may settle, a delivery of a channel inside a node.
    pub fn settles_inside(&self, node: NodeId, origin: OriginId) -> bool {
        let settles = |at: NodeId| match self.tree().node(at).kind {
            NodeKind::Access(id) => self.answers(id, origin),
            NodeKind::Step(Step::HandOver(of)) => of == origin,
            _ => false,
        };
        let (inside, all) = (self.nesting.place_of(node), self.settling());
        let begin = all.partition_point(|&(place, _)| place < inside.start);
        let end = all.partition_point(|&(place, _)| place < inside.end);
        all[begin..end].iter().any(|&(_, at)| settles(at))
    }

    /// The nodes at which some delivery is settled, with their places: most of a program does nothing of the kind.
    fn settling(&self) -> &[(usize, NodeId)] {
        self.settling.get_or_init(|| {
            let settles = |at: NodeId| match self.tree().node(at).kind {
                NodeKind::Access(id) => self.is_settling(id) || self.is_kind(id, Kind::Recover),
                NodeKind::Step(Step::HandOver(_)) => true,
                _ => false,
            };
            let all = self.inside(NodeId::PROGRAM).iter().copied().enumerate();
            all.filter(|&(_, at)| settles(at)).collect()
        })
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
        // What cannot be seen may answer: only a consumer that acks by hand, and whose code was read, never does.
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
