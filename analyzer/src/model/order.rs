//! What comes before, after or along with what, in one run of the code around it.

use super::Model;
use crate::facts::Name;
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::node::{Leave, NodeId, NodeKind, Step, Tests};

impl Model<'_, '_> {
    /// Whether two nodes can both be met in one run: no branch excludes one when the other is met.
    pub fn can_follow(&self, first: NodeId, next: NodeId) -> bool {
        // Nodes are numbered in program order.
        if first >= next {
            return false;
        }
        let Some(around) = self.nearest_around(first, next) else { return false };
        // Ways of a branch exclude each other, entry points know nothing of each other, and what runs together has no order.
        let excludes = matches!(
            self.tree().node(around).kind,
            NodeKind::Branch | NodeKind::Program | NodeKind::Together
        );
        !excludes && !self.is_next_turn(around, first, next)
    }

    /// Whether code goes on from one node to another in one run: no branch excludes it, and nothing leaves between them
    /// whatever happens.
    pub fn can_reach(&self, first: NodeId, next: NodeId) -> bool {
        let mut at = first;
        while let Some(around) = self.tree().node(at).parent.filter(|_| self.can_follow(at, next)) {
            match self.leaves(at, around, next) {
                Some(left) if self.is_inside(next, left) => return false,
                // Control goes on behind what was left.
                Some(left) => at = left,
                None if self.is_inside(next, around) => return true,
                None => at = around,
            }
        }
        false
    }

    /// Whether code has done one thing before another: it goes on from there, and not in a context of its own.
    pub fn is_done_before(&self, first: NodeId, next: NodeId) -> bool {
        let around = self.nearest_around(first, next);
        self.can_reach(first, next)
            && around.is_some_and(|around| self.spawned_inside(first, around).is_none())
    }

    /// What is left behind a node, before another one, on the way that the node is on.
    fn leaves(&self, at: NodeId, around: NodeId, next: NodeId) -> Option<NodeId> {
        if self.tree().node(around).kind == NodeKind::Branch {
            return None;
        }
        // `?` is left out: it leaves when something fails, and goes on when nothing does.
        let behind = self.children(around).iter().copied().filter(|&child| child > at);
        let mut between = behind.take_while(|&child| !self.is_inside(next, child));
        between.find_map(|child| match self.tree().node(child).kind {
            NodeKind::Step(Step::Leave(
                Leave::Return | Leave::Break | Leave::Continue | Leave::End,
                left,
            )) => Some(left),
            _ => None,
        })
    }

    /// Whether a node is met on every way through another one around it, errors aside.
    pub fn is_certain(&self, node: NodeId, around: NodeId) -> bool {
        !self.between(node, around).any(|at| self.is_one_way(at))
    }

    /// Whether a node runs on some ways only; one of several values that may be meant is no such way, nor is one beside which
    /// nothing but failures end.
    fn is_one_way(&self, at: NodeId) -> bool {
        let node = self.tree().node(at);
        let Some(branch) = node.parent else { return false };
        let others_fail = || {
            let mut others = self.children(branch).iter().filter(|&&way| way != at).peekable();
            others.peek().is_some() && others.all(|&way| self.ends_failed(way))
        };
        node.kind == NodeKind::Alternative
            && self.tree().node(branch).at.is_none()
            && !others_fail()
    }

    /// Whether a way is that of something that had failed, and goes no further.
    fn ends_failed(&self, way: NodeId) -> bool {
        let last = self.children(way).last().map(|&at| &self.tree().node(at).kind);
        let gives_error = matches!(last, Some(NodeKind::Step(Step::GivesError)));
        let leaves = matches!(last, Some(NodeKind::Step(Step::Leave(..))));
        gives_error || self.is_failed_way(way) && leaves
    }

    /// Whether code that leaves at a step gives an error to whoever called.
    pub fn gives_error_before(&self, leave: NodeId) -> bool {
        let around = self.tree().node(leave).parent.unwrap_or(NodeId::PROGRAM);
        let mut before = self.children(around).iter().take_while(|&&at| at < leave);
        before.any(|&at| self.tree().node(at).kind == NodeKind::Step(Step::GivesError))
    }

    /// Whether a loop's body was evaluated twice, and the nodes are in different turns.
    pub fn is_next_turn(&self, repeat: NodeId, first: NodeId, next: NodeId) -> bool {
        self.loop_info(repeat).second.is_some_and(|second| first < second && second <= next)
    }

    /// The nearest node around two.
    pub fn nearest_around(&self, first: NodeId, second: NodeId) -> Option<NodeId> {
        self.tree().ancestors(second).find(|&at| self.is_inside(first, at))
    }

    /// Whether a node is inside another.
    pub fn is_inside(&self, node: NodeId, around: NodeId) -> bool {
        self.nesting.is_inside(node, around)
    }

    /// The nodes around a node, up to and without another.
    pub fn between(&self, node: NodeId, around: NodeId) -> impl Iterator<Item = NodeId> {
        self.tree().ancestors(node).skip(1).take_while(move |&at| at != around)
    }

    /// The context of its own that a node runs in, inside another node.
    pub fn spawned_inside(&self, node: NodeId, around: NodeId) -> Option<NodeId> {
        self.between(node, around)
            .find(|&at| matches!(self.tree().node(at).kind, NodeKind::Spawn { .. }))
    }

    /// Whether leaving a target ends a loop.
    pub fn ends(&self, how: Leave, target: NodeId, repeat: NodeId) -> bool {
        match how {
            Leave::End => true,
            // `continue` of an outer loop ends the inner one.
            Leave::Continue => target != repeat && self.is_inside(repeat, target),
            Leave::Break | Leave::Return | Leave::Try | Leave::TryReceive => {
                self.is_inside(repeat, target)
            }
        }
    }

    /// Whether something waits for the end of a context.
    pub fn is_joined(&self, spawn: NodeId) -> bool {
        // Who keeps a join handle may wait for it where nobody looked.
        self.joins_of(spawn).next().is_some()
            || self.trace.join_handle_stored.contains(spawn)
            || self.trace.join_handle_collected.contains(spawn)
    }

    /// Whether somebody stops a context, and nobody waits for its end.
    pub fn is_only_stopped(&self, spawn: NodeId) -> bool {
        let is_stop = |end: NodeId| matches!(self.tree().node(end).kind, NodeKind::Stop(_));
        let mut ends = self.joins.iter().filter(|&&(known, _)| known == spawn).peekable();
        ends.peek().is_some() && ends.all(|&(_, end)| is_stop(end))
    }

    /// The nodes that wait for a context's end. Who stops it first learns nothing by waiting.
    pub fn joins_of(&self, spawn: NodeId) -> impl Iterator<Item = NodeId> {
        let is_stop = |end: NodeId| matches!(self.tree().node(end).kind, NodeKind::Stop(_));
        let ends =
            self.joins.iter().filter(move |&&(known, _)| known == spawn).map(|&(_, end)| end);
        let (stops, joins): (Vec<NodeId>, Vec<NodeId>) = ends.partition(|&end| is_stop(end));
        let is_stopped = move |join| stops.iter().any(|&stop| self.can_follow(stop, join));
        joins.into_iter().filter(move |&join| !is_stopped(join))
    }

    /// Whether time passes in the same run as a node.
    pub fn pauses_with(&self, node: NodeId, around: NodeId) -> bool {
        let pauses = self.steps_in(around).into_iter().filter(|(_, step)| *step == Step::Pause);
        pauses.into_iter().any(|(pause, _)| {
            let (first, second) = if pause < node { (pause, node) } else { (node, pause) };
            self.can_follow(first, second)
        })
    }

    /// The functions around a node, innermost first, with their nodes.
    pub fn functions_around(&self, node: NodeId) -> Vec<(NodeId, FnId)> {
        let around = self.tree().ancestors(node);
        around
            .filter_map(|at| match self.tree().node(at).kind {
                NodeKind::Call(id) | NodeKind::Entry(id) => Some((at, id)),
                _ => None,
            })
            .collect()
    }

    /// Whether something besides the work on a message decides for a node, in the message's turn.
    pub fn is_decided_otherwise(&self, node: NodeId) -> bool {
        let is_turn = |at: &NodeId| {
            matches!(
                self.tree().node(*at).kind,
                NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Entry(_)
            )
        };
        let mut around = self.tree().ancestors(node).take_while(|at| !is_turn(at));
        around.any(|at| self.tree().node(at).tests == Tests::Else)
    }

    /// Whether a function is a program's start.
    pub fn is_main(&self, id: FnId) -> bool {
        self.program.is_main(id)
    }

    /// The plain name of a function.
    pub fn bare_name(&self, id: FnId) -> Name {
        self.program.function(id).function.name
    }

    /// Where a function's name stands.
    pub fn name_place(&self, id: FnId) -> Location {
        let data = self.program.function(id);
        Location { file: data.at.file, span: data.function.name_span }
    }

    /// Whether a function takes something besides `self`, handles, what holds them, and settings.
    pub fn takes_payload(&self, id: FnId) -> bool {
        self.trace.takes_payload.contains(id)
    }
}
