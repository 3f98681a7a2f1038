//! Loops over deliveries, and what happens inside of them.

use rustc_hash::FxHashSet;

use super::Model;
use crate::knowledge::Kind;
use crate::sources::Location;
use crate::trace::Drain;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{GoesOn, Leave, LoopInfo, NodeId, NodeKind, Step};

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

impl DeliveryLoop {
    /// What a reader calls the code that is given one delivery.
    pub fn turn(&self) -> &'static str {
        if self.receive.is_some() { "this loop's turn" } else { "this callback" }
    }
}

impl Model<'_, '_> {
    /// Every loop over deliveries, in program order.
    pub fn delivery_loops(&self) -> &[DeliveryLoop] {
        self.delivery_loops.get_or_init(|| self.find_delivery_loops())
    }

    fn find_delivery_loops(&self) -> Vec<DeliveryLoop> {
        let mut loops: Vec<DeliveryLoop> = Vec::new();
        let mut known = FxHashSet::default();
        for (id, one) in self.trace.accesses().entries() {
            if !self.is_kind(id, Kind::Receive) {
                continue;
            }
            let Some(node) = self.loop_around(one.node) else { continue };
            if known.insert((node, one.origin)) {
                loops.push(DeliveryLoop {
                    node,
                    origin: one.origin,
                    receive: Some(id),
                    consume: one.by,
                });
            }
        }
        // What a client calls on its dispatcher is told of returns and closes: it is given no deliveries.
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

    /// Every run of closures to which a combinator gives deliveries one by one: where their futures are polled.
    pub fn drained_loops(&self) -> Vec<(DeliveryLoop, &Drain)> {
        if self.trace.drains.is_empty() {
            return Vec::new();
        }
        let of = |node: NodeId| {
            let drain = self.drain_of(node)?;
            let (origin, consume) = (drain.origin, drain.by);
            Some((DeliveryLoop { node, origin, receive: None, consume }, drain))
        };
        self.tree().iter().filter_map(|(node, _)| of(node)).collect()
    }

    /// What a closure runs for, when a node is its runs for each delivery.
    pub fn drain_of(&self, node: NodeId) -> Option<&Drain> {
        let data = self.tree().node(node);
        let repeats = matches!(data.kind, NodeKind::Loop | NodeKind::Lane { many: true });
        let mut drains = self.trace.drains.iter().filter(|_| repeats);
        drains.find(|drain| data.zips_with().contains(&drain.node))
    }

    /// Whether a loop's rounds are those of another one, also by way of a third.
    pub fn goes_with(&self, repeat: NodeId, other: NodeId) -> bool {
        let mut known = vec![repeat];
        let mut next = 0;
        while let Some(&at) = known.get(next) {
            let with = self.tree().node(at).zips_with();
            if with.contains(&other) {
                return true;
            }
            let new: Vec<_> = with.iter().copied().filter(|it| !known.contains(it)).collect();
            known.extend(new);
            next += 1;
        }
        false
    }

    /// The loop that a node runs in, in the same task.
    pub fn loop_around(&self, node: NodeId) -> Option<NodeId> {
        let mut around = self.tree().ancestors(node);
        let at = around.find(|&at| {
            // A task that a loop starts runs beside the loop, not in it.
            matches!(self.tree().node(at).kind, NodeKind::Loop | NodeKind::Spawn { .. })
        })?;
        (self.tree().node(at).kind == NodeKind::Loop).then_some(at)
    }

    /// Whether what a node is in was not followed to its end: what is not seen in it may be there.
    pub fn is_cut_short(&self, node: NodeId) -> bool {
        self.tree().ancestors(node).any(|at| self.trace.cut_short.contains(at))
    }

    fn consume_before(&self, node: NodeId, origin: OriginId) -> Option<AccessId> {
        let at = self.channels.binary_search_by_key(&origin, |channel| channel.origin).ok()?;
        let accesses = self.channels[at].accesses.iter();
        let mut before = accesses.rev().copied().filter(|&id| self.access(id).node < node);
        before.find(|&id| self.is_kind(id, Kind::Consume))
    }

    /// Where a stream's error or end leaves its loop.
    pub fn error_leaves(&self, of: &DeliveryLoop) -> Option<Location> {
        let steps = self.steps_in(of.node);
        let (at, _) = steps.into_iter().find(|&(at, step)| match step {
            Step::Leave(Leave::TryReceive, _) => true,
            Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
                self.ends(how, target, of.node) && self.lacks_delivery(at, of)
            }
            _ => false,
        })?;
        self.tree().node(at).at
    }

    /// Whether a node is on a way on which the stream gave no delivery.
    pub fn lacks_delivery(&self, node: NodeId, of: &DeliveryLoop) -> bool {
        self.between(node, of.node).any(|way| {
            let first = self.children(way).first().map(|&child| &self.tree().node(child).kind);
            first == Some(&NodeKind::Step(Step::Without(of.origin)))
        })
    }

    /// Whether a loop ends with its stream: that is what it runs over, or what its condition asks for.
    pub fn is_over_with_stream(&self, of: &DeliveryLoop) -> bool {
        // A callback is called for deliveries alone: its client ends with the stream.
        let Some(receive) = of.receive else { return true };
        let info = self.loop_info(of.node);
        let node = self.access(receive).node;
        // What stands directly in the loop around the receive: the loop's own question, or something in its body.
        let direct = self.between(node, of.node).last().unwrap_or(node);
        let asked = self.tree().node(direct).at;
        match (info.asks_for_value, asked) {
            (Some(condition), Some(asked)) => {
                let (outer, inner) = (condition.span, asked.span);
                condition.file == asked.file && outer.start <= inner.start && inner.end <= outer.end
            }
            _ => info.goes_on == GoesOn::Elements || self.is_left_when_over(of),
        }
    }

    /// Whether the way that is taken when the stream is over leaves the loop: `let Some(x) = .. else { break }`.
    fn is_left_when_over(&self, of: &DeliveryLoop) -> bool {
        let steps = self.steps_in(of.node);
        let way = |at: NodeId| self.tree().node(at).parent;
        let breaks = |over: NodeId| {
            steps.iter().any(|&(at, step)| {
                step == Step::Leave(Leave::Break, of.node) && way(at) == way(over)
            })
        };
        steps.iter().any(|&(at, step)| step == Step::Over(of.origin) && breaks(at))
    }

    /// What is known of a loop.
    pub fn loop_info(&self, node: NodeId) -> LoopInfo {
        self.tree().node(node).repeats()
    }

    /// Every operation inside a node.
    pub fn accesses_in(&self, node: NodeId) -> Vec<AccessId> {
        let access = |at: &NodeId| match self.tree().node(*at).kind {
            NodeKind::Access(id) => Some(id),
            _ => None,
        };
        self.inside(node).iter().filter_map(access).collect()
    }

    /// Every step inside a node.
    pub fn steps_in(&self, node: NodeId) -> Vec<(NodeId, Step)> {
        let step = |at: &NodeId| match self.tree().node(*at).kind {
            NodeKind::Step(step) => Some((*at, step)),
            _ => None,
        };
        self.inside(node).iter().filter_map(step).collect()
    }

    /// Calls a function with a node and every node inside it, in program order.
    pub fn visit_inside(&self, node: NodeId, f: &mut impl FnMut(NodeId)) {
        self.inside(node).iter().for_each(|&at| f(at));
    }

    /// A node and every node inside it, in program order.
    pub fn inside(&self, node: NodeId) -> &[NodeId] {
        self.nesting.inside(node)
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
