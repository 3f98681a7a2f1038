//! What one turn of a loop over deliveries does with its delivery: on which ways it is settled, and on which it is not.

use super::Model;
use crate::knowledge::Kind;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, LoopInfo, NodeId, NodeKind, Step};

/// A loop, callback or closure that is given a channel's deliveries one by one.
#[derive(Clone, Copy, Debug)]
pub struct DeliveryLoop {
    /// The loop.
    pub node: NodeId,
    /// The channel.
    pub origin: OriginId,
    /// What takes the next delivery; a callback is given it.
    pub receive: Option<AccessId>,
    /// What started the consumer, where it was seen.
    pub consume: Option<AccessId>,
}

/// A way on which a delivery gets lost: neither acked nor rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsettled {
    /// Where the way leaves those on which it is settled.
    pub at: Option<Location>,
    /// How.
    pub how: Option<Leave>,
}

/// What can be true of the delivery at a point.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    absent: bool,
    settled: bool,
    flying: Vec<Flying>,
    /// Deliveries that a function took and dropped when an error left it.
    lost: Vec<Unsettled>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Flying {
    way: Unsettled,
    /// It came out of a function that settles on its other ways: the caller may settle it.
    errored: bool,
}

impl State {
    fn or(mut self, other: Self) -> Self {
        self.absent |= other.absent;
        self.settled |= other.settled;
        for flying in other.flying {
            if !self.flying.contains(&flying) {
                self.flying.push(flying);
            }
        }
        for lost in other.lost {
            if !self.lost.contains(&lost) {
                self.lost.push(lost);
            }
        }
        self
    }

    /// An error leaves the function that took the delivery.
    fn lose(&mut self) {
        let (gone, stay) =
            self.flying.iter().partition(|flying| flying.way.how == Some(Leave::Try));
        self.flying = stay;
        let gone: Vec<Flying> = gone;
        self.lost.extend(gone.into_iter().map(|flying| flying.way));
    }

    fn is_reached(&self) -> bool {
        self.absent || self.settled || !self.flying.is_empty() || !self.lost.is_empty()
    }
}

/// States that left a node early, by the node that they left.
type Exits = Vec<(NodeId, State)>;

impl Model<'_, '_> {
    /// Every loop over deliveries, in program order.
    pub fn delivery_loops(&self) -> Vec<DeliveryLoop> {
        let mut loops: Vec<DeliveryLoop> = Vec::new();
        for (id, one) in self.trace.accesses().entries() {
            if !self.is_kind(id, Kind::Receive) {
                continue;
            }
            let Some(node) = self.loop_around(one.node) else { continue };
            if !loops.iter().any(|known| known.node == node && known.origin == one.origin) {
                loops.push(DeliveryLoop {
                    node,
                    origin: one.origin,
                    receive: Some(id),
                    consume: one.by,
                });
            }
        }
        for run in self.trace.callbacks.iter().filter(|run| !run.on_dispatcher) {
            let mut inside = self.children(run.node).iter().copied();
            let Some(node) = inside.find(|&at| self.tree().node(at).kind == NodeKind::Loop) else {
                continue;
            };
            let consume = self.consume_before(run.node, run.origin);
            loops.push(DeliveryLoop { node, origin: run.origin, receive: None, consume });
        }
        loops
    }

    /// The loop that a node runs in, in the same task.
    pub fn loop_around(&self, node: NodeId) -> Option<NodeId> {
        let mut around = self.tree().ancestors(node);
        let at = around.find(|&at| {
            matches!(self.tree().node(at).kind, NodeKind::Loop | NodeKind::Spawn { .. })
        })?;
        (self.tree().node(at).kind == NodeKind::Loop).then_some(at)
    }

    fn consume_before(&self, node: NodeId, origin: OriginId) -> Option<AccessId> {
        let channel = self.channels.iter().find(|channel| channel.origin == origin)?;
        let mut before =
            channel.accesses.iter().rev().copied().filter(|&id| self.access(id).node < node);
        before.find(|&id| self.is_kind(id, Kind::Consume))
    }

    /// What is known of a loop.
    pub fn loop_info(&self, node: NodeId) -> LoopInfo {
        self.tree().node(node).repeats
    }

    /// Every operation inside a node.
    pub fn accesses_in(&self, node: NodeId) -> Vec<AccessId> {
        let mut out = Vec::new();
        self.visit_inside(node, &mut |at| {
            if let NodeKind::Access(id) = self.tree().node(at).kind {
                out.push(id);
            }
        });
        out
    }

    /// Every step inside a node.
    pub fn steps_in(&self, node: NodeId) -> Vec<(NodeId, Step)> {
        let mut out = Vec::new();
        self.visit_inside(node, &mut |at| {
            if let NodeKind::Step(step) = self.tree().node(at).kind {
                out.push((at, step));
            }
        });
        out
    }

    /// Calls a function with a node and every node inside it, in program order.
    pub fn visit_inside(&self, node: NodeId, f: &mut impl FnMut(NodeId)) {
        f(node);
        for &child in self.children(node) {
            self.visit_inside(child, f);
        }
    }

    /// The ways through a turn on which the delivery is not settled and the loop goes on.
    pub fn unsettled_ways(&self, repeat: &DeliveryLoop) -> Vec<Unsettled> {
        let mut exits = Exits::new();
        let start = if repeat.receive.is_none() {
            State { flying: vec![fresh()], ..State::default() }
        } else {
            State { absent: true, ..State::default() }
        };
        let end = self.sequence(repeat.node, repeat, start, &mut exits);
        let going_on =
            exits.into_iter().filter(|(node, _)| *node == repeat.node).map(|(_, state)| state);
        let all = going_on.fold(end, State::or);
        let flying = all.flying.into_iter().map(|flying| flying.way);
        all.lost.into_iter().chain(flying).collect()
    }

    fn sequence(
        &self,
        node: NodeId,
        of: &DeliveryLoop,
        mut state: State,
        exits: &mut Exits,
    ) -> State {
        let start = state.clone();
        let mut first_turn = None;
        for &child in self.children(node) {
            let second = self.loop_info(node).second;
            if first_turn.is_none() && second.is_some_and(|second| second <= child) {
                first_turn = Some(std::mem::replace(&mut state, start.clone()));
            }
            if state.is_reached() {
                state = self.after(child, of, state, exits);
            }
        }
        match first_turn {
            Some(first) => first.or(state),
            None => state,
        }
    }

    fn after(&self, node: NodeId, of: &DeliveryLoop, mut state: State, exits: &mut Exits) -> State {
        match &self.tree().node(node).kind {
            NodeKind::Access(id)
                if of
                    .receive
                    .is_some_and(|receive| self.access(*id).at == self.access(receive).at) =>
            {
                State { flying: vec![fresh()], lost: state.lost, ..State::default() }
            }
            NodeKind::Access(id) if self.settles(*id, of.origin) => settled(state),
            NodeKind::Step(step) => self.after_step(node, *step, of, state, exits),
            NodeKind::Branch if self.settles_whichever(node, of.origin) => settled(state),
            NodeKind::Branch | NodeKind::Program => self.after_branch(node, of, &state, exits),
            NodeKind::Call(_) | NodeKind::Closure => self.after_call(node, of, state, exits),
            NodeKind::Loop if self.settles_inside(node, of.origin) => {
                let end = self.sequence(node, of, state, exits);
                exits.retain(|(left, _)| *left != node);
                settled(end)
            }
            NodeKind::Spawn { .. } if self.settles_inside(node, of.origin) => {
                let end = self.sequence(node, of, state, exits);
                let ended =
                    exits.iter().filter(|(left, _)| *left == node).map(|(_, state)| state.clone());
                let mut end = ended.fold(end, State::or);
                exits.retain(|(left, _)| *left != node);
                end.flying.iter_mut().for_each(|flying| flying.errored = false);
                end
            }
            _ => {
                state = self.sequence(node, of, state, exits);
                let left: Vec<State> = exits
                    .iter()
                    .filter(|(left, _)| *left == node)
                    .map(|(_, state)| state.clone())
                    .collect();
                exits.retain(|(left, _)| *left != node);
                left.into_iter().fold(state, State::or)
            }
        }
    }

    fn after_step(
        &self,
        node: NodeId,
        step: Step,
        of: &DeliveryLoop,
        mut state: State,
        exits: &mut Exits,
    ) -> State {
        match step {
            Step::HandOver(origin) if origin == of.origin => settled(state),
            Step::Without(origin) | Step::Instead(origin) if origin == of.origin => {
                State { absent: true, lost: state.lost, ..State::default() }
            }
            Step::Leave(Leave::TryReceive, target) => {
                let lost = std::mem::take(&mut state.lost);
                exits.push((target, State { absent: true, lost, ..State::default() }));
                state
            }
            Step::Leave(how, target) => {
                let at = self.tree().node(node).at;
                let mut gone = state.clone();
                for flying in &mut gone.flying {
                    flying.way = Unsettled { at, how: Some(how) };
                }
                if how == Leave::End {
                    return State::default();
                }
                exits.push((target, gone));
                if how != Leave::Try {
                    return State::default();
                }
                // An error that a function gave back leaves here, and with it what the function left behind.
                state.lost.clear();
                state.flying.retain(|flying| !flying.errored);
                state
            }
            _ => state,
        }
    }

    fn after_branch(
        &self,
        node: NodeId,
        of: &DeliveryLoop,
        state: &State,
        exits: &mut Exits,
    ) -> State {
        let settles = self.settles_inside(node, of.origin);
        let mut out = State::default();
        for &way in self.children(node) {
            let mut end = self.after(way, of, state.clone(), exits);
            if settles {
                // Whoever asks how it went settles on one way what others left behind.
                end.flying.retain(|flying| !(flying.errored && state.flying.contains(flying)));
                let at = self.tree().node(way).asks.or_else(|| self.condition(node));
                for flying in end.flying.iter_mut().filter(|flying| flying.way.at.is_none()) {
                    flying.way.at = at;
                }
            }
            out = out.or(end);
        }
        if self.children(node).is_empty() { state.clone() } else { out }
    }

    /// A function that settles on some ways gives the others back to its caller.
    fn after_call(
        &self,
        node: NodeId,
        of: &DeliveryLoop,
        state: State,
        exits: &mut Exits,
    ) -> State {
        let before = state.clone();
        let end = self.sequence(node, of, state, exits);
        let mut left: Vec<State> = exits
            .iter()
            .filter(|(left, _)| *left == node)
            .map(|(_, state)| state.clone())
            .collect();
        exits.retain(|(left, _)| *left != node);
        let receives =
            of.receive.is_some_and(|receive| self.is_inside(self.access(receive).node, node));
        if receives {
            left.iter_mut().for_each(State::lose);
        }
        let mut out = left.into_iter().fold(end, State::or);
        if !self.settles_inside(node, of.origin) {
            // It only looks at the delivery: which way it took says nothing.
            out.flying = if out.flying.is_empty() { Vec::new() } else { before.flying.clone() };
            if receives && out.flying.is_empty() {
                out.flying.push(fresh());
            }
        }
        if out.settled && !before.settled {
            out.flying.iter_mut().for_each(|flying| flying.errored = true);
        }
        out
    }

    /// What a branch asks.
    pub fn condition(&self, branch: NodeId) -> Option<Location> {
        let of = |node: NodeId| self.tree().node(node).asks;
        of(branch).or_else(|| {
            let way = self.tree().node(branch).parent?;
            of(self.tree().node(way).parent?)
        })
    }
}

fn fresh() -> Flying {
    Flying { way: Unsettled { at: None, how: None }, errored: false }
}

fn settled(before: State) -> State {
    State { settled: true, lost: before.lost, ..State::default() }
}
