//! Which operations on a channel may happen in parallel: can be under way at the same time.
//!
//! The answer follows from the nodes between two leaves of the effect tree: a sequence orders them unless the first is in a
//! context that nobody waited for, a branch excludes them, and a repetition makes them meet themselves when the channel
//! was opened outside it.

use super::{Channel, Model};
use crate::knowledge::{Kind, Times};
use crate::program::{FnId, Owner};
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};

/// Where two overlapping operations are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Within {
    /// In two tasks, threads or calls of handlers.
    Tasks,
    /// In one task that polls several futures.
    Task,
}

/// Two operations that can be under way at the same time; one that can meet itself stands for both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The earlier one in program order.
    pub first: AccessId,
    /// The later one.
    pub second: AccessId,
    /// Where they are.
    pub within: Within,
    /// The context that runs beside the rest: a spawn, a lane, a handler.
    pub context: NodeId,
    /// The node around both.
    pub common: NodeId,
    /// The other operation's context, when it has one of its own.
    pub other_context: Option<NodeId>,
    /// Whether the context stands for many.
    pub many: bool,
}

impl Model<'_, '_> {
    /// Settling a delivery is the protocol's normal way, as it can be done on the delivery's channel alone; in a transaction
    /// it is part of that. A confirm is waited for only in confirm mode.
    pub(super) fn counts(&self, channel: &Channel, id: AccessId) -> bool {
        let of_no_concern = [Kind::DeliveryAck, Kind::Receive, Kind::Register];
        if of_no_concern.into_iter().any(|kind| self.is_kind(id, kind)) {
            return false;
        }
        if self.is_kind(id, Kind::Ack) && !channel.transactions {
            return false;
        }
        channel.confirms || !self.awaits_confirm(id)
    }

    /// Whether both hold a lock, and one of them holds it alone: in one round of a node, or each in another.
    fn is_guarded(&self, first: AccessId, second: AccessId, rounds_of: Option<NodeId>) -> bool {
        let is_shared = |lock| {
            let made_in = self.trace.locks()[lock].made_in;
            !rounds_of.zip(made_in).is_some_and(|(around, made)| self.is_inside(made, around))
        };
        self.access(first).lockset.excludes_by(&self.access(second).lockset, is_shared)
    }

    /// Whether both hold a lock that is the same one whoever has it, and one of them holds it alone.
    pub(super) fn is_always_guarded(&self, first: AccessId, second: AccessId) -> bool {
        self.is_guarded(first, second, Some(NodeId::PROGRAM))
    }

    /// How two accesses may happen in parallel where no lock keeps them apart.
    pub(super) fn meets_unguarded(
        &self,
        origin: OriginId,
        first: AccessId,
        second: AccessId,
    ) -> Option<Overlap> {
        self.overlap(origin, (first, second), |rounds_of| self.is_guarded(first, second, rounds_of))
    }

    /// How two accesses to one channel may happen in parallel, if they may, whatever locks are held.
    pub fn may_happen_in_parallel(
        &self,
        origin: OriginId,
        first: AccessId,
        second: AccessId,
    ) -> Option<Overlap> {
        self.overlap(origin, (first, second), |_| false)
    }

    /// The same, but for what is kept apart: in one round of all nodes around, or each in another round of one.
    fn overlap(
        &self,
        origin: OriginId,
        (first, second): (AccessId, AccessId),
        is_kept_apart: impl Fn(Option<NodeId>) -> bool,
    ) -> Option<Overlap> {
        if self.trace.in_turns.contains(origin) {
            return None;
        }
        let (a, b) = (self.access(first).node, self.access(second).node);
        let mut around = self.tree().node(a).parent;
        let mut common = around?;
        if a != b {
            let (nearest, below_a, below_b) = self.common(a, b)?;
            (common, around) = (nearest, Some(nearest));
            // An initialiser is over before anybody gets what is in the cell.
            if self.is_once_below(a, common) || self.is_once_below(b, common) {
                return None;
            }
            // Until a channel is published, nobody else has it.
            if self.is_before_publication(origin, a, b) || self.is_before_publication(origin, b, a)
            {
                return None;
            }
            if let Some((within, context, other_context)) =
                self.meet(origin, common, (a, below_a), (b, below_b))
                && !is_kept_apart(None)
                && !self.is_ordered_by_message(origin, a, b)
            {
                return Some(Overlap {
                    first,
                    second,
                    within,
                    context,
                    common,
                    other_context,
                    many: false,
                });
            }
        }
        let (within, context) = self.again(origin, (a, b), around, |at| is_kept_apart(Some(at)))?;
        Some(Overlap { first, second, within, context, common, other_context: None, many: true })
    }

    /// What makes two leaves meet, each in another execution of a node around both: the nodes from one on and outwards are
    /// looked at.
    fn again(
        &self,
        origin: OriginId,
        (a, b): (NodeId, NodeId),
        mut around: Option<NodeId>,
        is_kept_apart: impl Fn(NodeId) -> bool,
    ) -> Option<(Within, NodeId)> {
        while let Some(at) = around {
            // What a call opened and left, the next one finds there.
            if self.meets_its_next_call(origin, at, a) && !is_kept_apart(at) {
                return Some((Within::Tasks, at));
            }
            // What a cell's initialiser does happens once and before all else.
            if self.is_opened_in(origin, at) || self.tree().node(at).kind == NodeKind::Once {
                return None;
            }
            let found = self.in_another_round(origin, (a, b), at);
            if found.is_some() && !is_kept_apart(at) {
                return found;
            }
            around = self.tree().node(at).parent;
        }
        None
    }

    /// What makes two leaves meet, each in another execution of this node.
    fn in_another_round(
        &self,
        origin: OriginId,
        (a, b): (NodeId, NodeId),
        at: NodeId,
    ) -> Option<(Within, NodeId)> {
        let outliving =
            || self.outliving_spawn(a, at, None).or_else(|| self.outliving_spawn(b, at, None));
        match &self.tree().node(at).kind {
            NodeKind::Lane { many: true } => Some(match outliving() {
                Some(context) => (Within::Tasks, context),
                None => (Within::Task, at),
            }),
            // Its calls run beside each other: what is in it meets itself.
            NodeKind::Spawn { times: Times::Many, .. } => Some((Within::Tasks, at)),
            // The task of one round may still run when the next round comes here.
            NodeKind::Loop => {
                let outlives = |leaf: NodeId| {
                    self.outliving_spawn(leaf, at, None)
                        .filter(|_| !self.is_over_before_next(at, leaf))
                };
                let context = outlives(a).or_else(|| outlives(b))?;
                Some((Within::Tasks, context))
            }
            // A method that is called again meets what its last call left running.
            NodeKind::Entry(id) if self.is_served_on(origin, *id) => {
                Some((Within::Tasks, outliving()?))
            }
            _ => None,
        }
    }

    /// Whether operations on a channel can meet others of the same context: only another execution of it can bring them.
    pub(super) fn meets_its_own(&self, origin: OriginId, context: Option<NodeId>) -> bool {
        context.is_some_and(|at| self.again(origin, (at, at), Some(at), |_| false).is_some())
    }

    /// Whether a channel is part of what a method is called on.
    fn is_of_receiver(&self, origin: OriginId, method: FnId) -> bool {
        let receiver = self.program.function(method).function.receiver.as_ref();
        match &self.origin(origin).provenance {
            Some(provenance) => {
                let root = provenance.path.split_once('.').map(|(root, _)| root);
                root.is_some() && root == receiver.map(|receiver| receiver.name.as_str())
            }
            None => self.constructor_of(origin).is_some(),
        }
    }

    /// The entry point that opened a channel and is no program: what it gave, others call methods on.
    fn constructor_of(&self, origin: OriginId) -> Option<NodeId> {
        let open = self.origin(origin).node?;
        let is_constructor = |at: &NodeId| match self.tree().node(*at).kind {
            NodeKind::Entry(id) => !self.is_main(id),
            _ => false,
        };
        self.tree().ancestors(open).find(is_constructor)
    }

    /// Whether a function is a method that others call again and again on what holds a channel.
    pub fn is_served_on(&self, origin: OriginId, id: FnId) -> bool {
        self.is_of_receiver(origin, id) && self.serves(id)
    }

    /// Whether a function is a method that others call again and again, each time with something else to do.
    fn serves(&self, id: FnId) -> bool {
        let data = self.program.function(id);
        let is_offered = data.public || matches!(data.owner, Owner::Impl(_));
        data.function.receiver.is_some() && is_offered && self.takes_payload(id)
    }

    fn is_once_below(&self, leaf: NodeId, around: NodeId) -> bool {
        let mut path = self.tree().ancestors(leaf).take_while(|&at| at != around);
        path.any(|at| self.tree().node(at).kind == NodeKind::Once)
    }

    /// The nearest node around two, and the nodes below it on the way to each.
    pub fn common(&self, a: NodeId, b: NodeId) -> Option<(NodeId, NodeId, NodeId)> {
        let (mut below_a, mut below_b) = (a, b);
        let depth = |id: NodeId| self.nesting.depth(id);
        let parent = |id: NodeId| self.tree().node(id).parent;
        while depth(below_a) > depth(below_b) {
            below_a = parent(below_a)?;
        }
        while depth(below_b) > depth(below_a) {
            below_b = parent(below_b)?;
        }
        while parent(below_a) != parent(below_b) {
            (below_a, below_b) = (parent(below_a)?, parent(below_b)?);
        }
        Some((parent(below_a)?, below_a, below_b))
    }

    /// Whether two leaves meet at the node around both; gives the context that makes them.
    fn meet(
        &self,
        origin: OriginId,
        common: NodeId,
        (a, below_a): (NodeId, NodeId),
        (b, below_b): (NodeId, NodeId),
    ) -> Option<(Within, NodeId, Option<NodeId>)> {
        let spawned = |leaf: NodeId| self.outliving_spawn(leaf, common, None);
        match &self.tree().node(common).kind {
            NodeKind::Branch => None,
            // Futures of one task take turns wherever one of them waits.
            NodeKind::Together => {
                let context = spawned(a).or_else(|| spawned(b));
                let within = if context.is_some() { Within::Tasks } else { Within::Task };
                Some((within, context.unwrap_or(below_b), Some(below_a)))
            }
            NodeKind::Program => self
                .meet_in_program((a, below_a), (b, below_b))
                .or_else(|| self.meet_after_construction(origin, a, b))
                .or_else(|| self.meet_as_calls(origin, below_a, below_b))
                .or_else(|| self.meet_after_a_call(origin, (a, below_a), (b, below_b))),
            _ => {
                // In a sequence, what comes first meets what comes later only where it outlives its place.
                let (first, second) = if below_a < below_b { (a, b) } else { (b, a) };
                let context = self.outliving_spawn(first, common, Some(second))?;
                Some((Within::Tasks, context, spawned(second)))
            }
        }
    }

    /// A context that a constructor started and left runs beside the methods of what it gave.
    fn meet_after_construction(
        &self,
        origin: OriginId,
        a: NodeId,
        b: NodeId,
    ) -> Option<(Within, NodeId, Option<NodeId>)> {
        let constructor = self.constructor_of(origin)?;
        let inside = match (self.is_inside(a, constructor), self.is_inside(b, constructor)) {
            (true, false) => a,
            (false, true) => b,
            _ => return None,
        };
        Some((Within::Tasks, self.outliving_spawn(inside, NodeId::PROGRAM, None)?, None))
    }
}
