//! Who writes the trace: the tree of effects at its cursor, and what is known of handles beside it.

mod contexts;
mod notes;

use rustc_hash::FxHashSet;

use crate::knowledge::Times;
use crate::limits::{Incomplete, Limit};
use crate::sources::Location;
use crate::trace::Trace;
use crate::trace::access::LockId;
use crate::trace::handle::OriginId;
use crate::trace::node::{LoopInfo, NodeId, NodeKind, QueueId, Step, Tests};
use crate::trace::tree::{Mark, Tree};

/// Whether steps are written down in the body that is evaluated: only code that has a handle in use is looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Enabled {
    since: Mark,
    delivery: bool,
}

/// The body around, as far as its steps go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outer(Enabled);

/// Writes down what an evaluation finds.
#[derive(Debug)]
pub(crate) struct Recorder {
    trace: Trace,
    enabled: Enabled,
    /// Set while a future that may be dropped is polled: the node around it.
    cancellable: Option<NodeId>,
    /// Length of the tree at the last await of something other than an operation (timer, signal, message). A consumer that
    /// was started after it was not yet waited for, which `drops` asks.
    last_foreign_await: NodeId,
    /// Variables' channels that a context started elsewhere uses.
    captured_by_task: FxHashSet<OriginId>,
    /// Clones that are in the trace.
    cloned: FxHashSet<(OriginId, Location)>,
    /// Statements that start contexts and are in the trace.
    started: FxHashSet<(OriginId, Location)>,
    /// Whether what is called is called for the text of a log line.
    for_text: bool,
    /// Where something was not followed to its end.
    given_up: FxHashSet<(Limit, Location)>,
    /// Whether the code is called by a client's own task: all that it does there matters.
    on_dispatcher: bool,
}

impl Recorder {
    /// Nothing is written down so far.
    pub(crate) fn new() -> Self {
        Self {
            trace: Trace::default(),
            enabled: Enabled::default(),
            cancellable: None,
            last_foreign_await: NodeId::PROGRAM,
            captured_by_task: FxHashSet::default(),
            cloned: FxHashSet::default(),
            started: FxHashSet::default(),
            for_text: false,
            given_up: FxHashSet::default(),
            on_dispatcher: false,
        }
    }

    /// What was written down so far.
    #[inline]
    pub(crate) fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Each round of a node has a lock of its own.
    pub(crate) fn set_made_in(&mut self, lock: LockId, round: NodeId) {
        self.trace.set_made_in(lock, round);
    }

    /// The innermost node around the cursor that comes again and again.
    pub(crate) fn round(&self) -> Option<NodeId> {
        let kind = |at: NodeId| &self.tree().node(at).kind;
        let comes_again =
            |at| matches!(kind(at), NodeKind::Loop | NodeKind::Spawn { times: Times::Many, .. });
        let around = self.tree().ancestors(self.cursor());
        // What an initialiser makes, it makes once for all.
        let mut around = around.take_while(|&at| *kind(at) != NodeKind::Once);
        around.find(|&at| comes_again(at))
    }

    /// Some locks turned out to keep nobody out.
    pub(crate) fn forget_locks(&mut self, are_none: &FxHashSet<LockId>) {
        self.trace.forget_locks(are_none);
    }

    /// What was written down.
    pub(crate) fn finish(self) -> Trace {
        self.trace
    }

    /// Something is not followed to its end; of a place one thing is told for each limit.
    pub(crate) fn give_up(&mut self, limit: Limit, at: Location, message: impl Into<String>) {
        // One place is evaluated in many settings.
        if self.given_up.insert((limit, at)) {
            self.trace.incomplete.push(Incomplete { at, limit, message: message.into() });
        }
    }
}

/// The tree.
impl Recorder {
    /// The effects so far.
    #[inline]
    pub(crate) fn tree(&self) -> &Tree {
        &self.trace.tree
    }

    /// Where new nodes go.
    #[inline]
    pub(crate) fn cursor(&self) -> NodeId {
        self.trace.tree.cursor()
    }

    /// Moves the cursor.
    pub(crate) fn move_to(&mut self, cursor: NodeId) {
        self.trace.tree.move_to(cursor);
    }

    /// Adds a node and moves the cursor into it; gives the node and where the cursor was.
    pub(crate) fn enter(&mut self, kind: NodeKind, at: Option<Location>) -> (NodeId, NodeId) {
        self.trace.tree.enter(kind, at)
    }

    /// Another context may be told at the cursor that it can go on. That is an effect: each place where it happens counts.
    pub(crate) fn send_through(&mut self, queue: QueueId, at: Location) {
        self.trace.tree.leaf(NodeKind::Step(Step::Send(queue)), Some(at));
    }

    /// What another context sends is waited for at the cursor.
    pub(crate) fn wait_at(&mut self, queue: QueueId, at: Location) {
        self.trace.tree.step(Step::Arrive(queue), at);
    }

    /// Contexts are stopped at the cursor.
    pub(crate) fn stop(&mut self, contexts: Vec<NodeId>, at: Location) {
        self.trace.tree.leaf(NodeKind::Stop(contexts), Some(at));
    }

    /// Contexts are waited for at the cursor.
    pub(crate) fn wait_for(&mut self, contexts: Vec<NodeId>, at: Location) {
        self.trace.tree.leaf(NodeKind::Join(contexts), Some(at));
    }

    /// The state that the tree is in.
    pub(crate) fn mark(&self) -> Mark {
        self.trace.tree.mark()
    }

    /// Forgets the nodes since a state when nothing that matters was among them; says whether it did.
    pub(crate) fn forget_if_effect_free(&mut self, mark: Mark) -> bool {
        self.trace.tree.forget_if_effect_free(mark)
    }

    /// After a branch some of whose alternatives end here: what follows belongs to those that go on.
    pub(crate) fn continue_in(&mut self, branch: NodeId, going_on: &[NodeId]) {
        self.trace.tree.continue_in(branch, going_on);
    }

    /// Makes what a node contains one of two alternatives, and moves the cursor into the other.
    pub(crate) fn another_alternative(&mut self, node: NodeId) {
        self.trace.tree.another_alternative(node);
    }

    /// What decides about a branch, or what one of its alternatives is.
    pub(crate) fn set_condition(&mut self, node: NodeId, asks: Option<Location>) {
        self.trace.tree.node_mut(node).asks = asks;
    }

    /// What decides for an alternative.
    pub(crate) fn set_tests(&mut self, node: NodeId, tests: Tests) {
        self.trace.tree.node_mut(node).tests = tests;
    }

    /// How a loop goes on.
    pub(crate) fn set_loop(&mut self, node: NodeId, info: LoopInfo) {
        self.trace.tree.node_mut(node).rounds_mut().repeats = info;
    }

    /// A loop is evaluated for the second time, from here on.
    pub(crate) fn begin_second_round(&mut self, node: NodeId) {
        let second = Some(self.trace.tree.next());
        self.trace.tree.node_mut(node).rounds_mut().repeats.second = second;
    }

    /// A loop runs once.
    pub(crate) fn set_runs_once(&mut self, node: NodeId) {
        // It is a body like another then: what is in it meets nothing of another round.
        self.trace.tree.node_mut(node).kind = NodeKind::Closure;
    }

    /// Each round of a loop sees what the same round of earlier loops made.
    pub(crate) fn zip_with(&mut self, node: NodeId, loops: impl IntoIterator<Item = NodeId>) {
        for other in loops {
            let known = self.trace.tree.node(node).zips_with();
            if !known.contains(&other) {
                self.trace.tree.node_mut(node).rounds_mut().zips_with.push(other);
            }
        }
    }

    /// At most one round of a loop can get each of these.
    pub(crate) fn set_distinct(
        &mut self,
        node: NodeId,
        origins: impl IntoIterator<Item = OriginId>,
    ) {
        let mut origins = origins.into_iter().peekable();
        if origins.peek().is_some() {
            self.trace.tree.node_mut(node).rounds_mut().distinct_per_iteration.extend(origins);
        }
    }
}

/// Steps between operations.
impl Recorder {
    /// A body begins at the cursor; gives the body around. What sees the variables of the body around it, as a closure does,
    /// has a handle in use when that has; else it depends on what it is given.
    pub(crate) fn begin_body(
        &mut self,
        sees_outer: bool,
        is_given_delivery: impl FnOnce() -> bool,
    ) -> Outer {
        // Most code of a program has no handle, and its steps would be most of the tree.
        let delivery = sees_outer && self.has_handle() || is_given_delivery();
        let enabled = Enabled { since: self.mark(), delivery };
        Outer(std::mem::replace(&mut self.enabled, enabled))
    }

    /// A body ends.
    pub(crate) fn end_body(&mut self, outer: Outer) {
        self.enabled = outer.0;
    }

    fn has_handle(&self) -> bool {
        self.on_dispatcher
            || self.enabled.delivery
            || !self.trace.tree.is_effect_free_since(self.enabled.since)
    }

    /// The arguments of a log line begin; gives whether they did already.
    pub(crate) fn begin_text(&mut self) -> bool {
        std::mem::replace(&mut self.for_text, true)
    }

    /// The arguments of a log line end.
    pub(crate) fn end_text(&mut self, outer: bool) {
        self.for_text = outer;
    }

    /// Writes a step down, when a handle is in use.
    pub(crate) fn step(&mut self, step: Step, at: Location) {
        if self.has_handle() && !(self.for_text && step == Step::Call) {
            self.trace.tree.step(step, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Span;
    use crate::sources::FileId;

    #[test]
    fn of_a_place_one_thing_is_told_for_each_limit() {
        let mut recorder = Recorder::new();
        let at = |start| Location { file: FileId(0), span: Span { start, end: 9 } };
        for called in ["one", "another of those that it may be"] {
            recorder.give_up(Limit::Calls, at(1), called);
        }
        recorder.give_up(Limit::Rounds, at(1), "rounds");
        recorder.give_up(Limit::Calls, at(2), "elsewhere");
        let told = recorder.finish().incomplete.into_iter().map(|one| one.message);
        assert_eq!(told.collect::<Vec<_>>(), ["one", "rounds", "elsewhere"]);
    }
}
