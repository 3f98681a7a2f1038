//! Channels and connections that live for one message.

use super::Model;
use crate::findings::Place;
use crate::knowledge::{HandleKind, Kind, Times};
use crate::program::FnId;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, LoopInfo, NodeId, NodeKind, Step};

/// A handle that is opened, used for one message and dropped, again and again.
#[derive(Clone, Debug)]
pub struct ShortLived {
    /// The handle.
    pub origin: OriginId,
    /// Where it is opened.
    pub open: NodeId,
    /// The message's operation.
    pub message: AccessId,
    /// What repeats it.
    pub again: Again,
}

/// What opens a handle again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// A loop.
    Loop(NodeId),
    /// A handler that runs for each request or delivery.
    Handler(NodeId),
    /// Each call of a function.
    Call(FnId),
}

impl Model<'_, '_> {
    /// Every handle of a kind that lives for one message.
    pub fn short_lived(&self, kind: HandleKind) -> Vec<ShortLived> {
        let all = self.trace.origins().entries();
        let origins = all.filter(|(_, origin)| origin.kind == kind).map(|(id, _)| id);
        origins.filter_map(|origin| self.life_of(origin)).collect()
    }

    fn life_of(&self, origin: OriginId) -> Option<ShortLived> {
        let data = self.origin(origin);
        if data.provenance.is_some() || self.lives_elsewhere(origin) {
            return None;
        }
        let open = data.node?;
        let accesses = self.accesses_of(origin);
        if accesses.iter().any(|&id| self.outlives(id, open)) {
            return None;
        }
        let message = accesses.into_iter().find(|&id| self.is_message(id))?;
        let again = self.repeated(open, message)?;
        Some(ShortLived { origin, open, message, again })
    }

    /// Whether a handle, or a channel that keeps its connection open, is stored, given away or a pool's.
    fn lives_elsewhere(&self, origin: OriginId) -> bool {
        let is_out = |id: OriginId| {
            self.trace.is_published(id)
                || self.trace.given_away.contains(id)
                || self.trace.pooled.contains(id)
        };
        let mut all = self.trace.origins().entries();
        is_out(origin) || all.any(|(id, other)| other.connection == Some(origin) && is_out(id))
    }

    /// Where the code that sends the message gets the handle: the opening, or the call that leads to it.
    pub fn opening(&self, life: &ShortLived) -> Place {
        let opened = self.opened_at(life.origin);
        let around = self.nearest_around(life.open, self.access(life.message).node);
        let inside = around.into_iter().flat_map(|around| self.between(life.open, around));
        let calls = inside.filter(|&at| matches!(self.tree().node(at).kind, NodeKind::Call(_)));
        let outermost = calls.filter_map(|at| self.tree().node(at).at).last();
        match outermost.filter(|&at| self.is_reported(at)) {
            Some(at) => Place { at: self.first_line(at), ..opened },
            None => opened,
        }
    }

    /// Other channels that the same call opens and that live no longer, for something that could go over one of them.
    pub fn opened_beside(&self, life: &ShortLived) -> Vec<Place> {
        let Again::Call(function) = life.again else { return Vec::new() };
        if self.origin(life.origin).kind != HandleKind::Channel {
            return Vec::new();
        }
        let mut around = self.tree().ancestors(life.open);
        let call = around.find(|&at| self.tree().node(at).kind == NodeKind::Call(function));
        let Some(call) = call else { return Vec::new() };
        let mut places = Vec::new();
        self.visit_inside(call, &mut |at| {
            let NodeKind::Open(origin) = self.tree().node(at).kind else { return };
            let other = self.origin(origin).kind == HandleKind::Channel && origin != life.origin;
            if other && !self.trace.is_published(origin) {
                let label = "and another one here".to_owned();
                places.push(Place { label, ..self.opened_at(origin) });
            }
        });
        places
    }

    /// The operations on a channel, or on the channels of a connection.
    fn accesses_of(&self, origin: OriginId) -> Vec<AccessId> {
        let all = self.trace.accesses().entries();
        let of = all.filter(|(_, one)| {
            one.origin == origin || self.origin(one.origin).connection == Some(origin)
        });
        of.map(|(id, _)| id).collect()
    }

    /// Whether an operation is one of many, or one of a context that lives on.
    fn outlives(&self, id: AccessId, open: NodeId) -> bool {
        let node = self.access(id).node;
        let Some(around) = self.nearest_around(open, node) else { return true };
        self.between(node, around).any(|at| match self.tree().node(at).kind {
            NodeKind::Spawn { .. } | NodeKind::Lane { many: true } => true,
            // Messages one after the other; a wait for one answer ends with it.
            NodeKind::Loop => self.is_message(id) || !self.is_left_after(at, node),
            _ => false,
        })
    }

    /// Whether an operation is about one message.
    fn is_message(&self, id: AccessId) -> bool {
        self.is_kind(id, Kind::Publish) || self.is_kind(id, Kind::Get)
    }

    /// Whether a loop is left once an operation in it has gone well.
    fn is_left_after(&self, repeat: NodeId, node: NodeId) -> bool {
        self.steps_in(repeat).into_iter().any(|(at, step)| match step {
            Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
                self.ends(how, target, repeat) && self.can_follow(node, at)
            }
            _ => false,
        })
    }

    /// What opens a handle again and again for a message.
    fn repeated(&self, open: NodeId, message: AccessId) -> Option<Again> {
        let message = self.access(message).node;
        let mut call = None;
        for at in self.tree().ancestors(open).skip(1) {
            match &self.tree().node(at).kind {
                NodeKind::Loop if self.is_for_messages(at, open, message) => {
                    return Some(Again::Loop(at));
                }
                NodeKind::Lane { many: true } => {
                    return self.is_per_delivery(at).then_some(Again::Loop(at));
                }
                NodeKind::Spawn { times: Times::Many, .. } => return Some(Again::Handler(at)),
                // A task of its own for each message, or one for good.
                NodeKind::Spawn { .. } => {
                    return call.filter(|_| self.is_repeated(at)).map(Again::Call);
                }
                NodeKind::Call(id) if call.is_none() && self.is_inside(message, at) => {
                    call = self.per_call(*id);
                }
                NodeKind::Entry(id) => {
                    return if self.bare_name(*id) == "main" {
                        None
                    } else {
                        call.map(Again::Call)
                    };
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a lane stands for deliveries: it answers one that comes from outside.
    fn is_per_delivery(&self, lane: NodeId) -> bool {
        self.accesses_in(lane).into_iter().any(|id| {
            let access = self.access(id);
            self.settles(id, access.origin) && !self.is_opened_in(access.origin, lane)
        })
    }

    /// Whether a loop or handler starts a task again and again.
    fn is_repeated(&self, spawn: NodeId) -> bool {
        self.tree().ancestors(spawn).skip(1).any(|at| match &self.tree().node(at).kind {
            NodeKind::Loop => !self.loop_info(at).bounded,
            NodeKind::Spawn { times, .. } => *times == Times::Many,
            _ => false,
        })
    }

    fn per_call(&self, id: FnId) -> Option<FnId> {
        (self.bare_name(id) != "main" && self.takes_payload(id)).then_some(id)
    }

    /// Whether a loop goes through messages: no reconnecting, no retrying, no set-up of a written list.
    fn is_for_messages(&self, repeat: NodeId, open: NodeId, message: NodeId) -> bool {
        let LoopInfo { bounded, .. } = self.loop_info(repeat);
        !bounded
            && self.is_inside(message, repeat)
            && !self.is_left_after(repeat, message)
            && !self.pauses_with(open, repeat)
    }
}
