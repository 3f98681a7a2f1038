//! Where evaluation stands among what runs again and again, and beside what.

use crate::flow::heap::value::Value;
use crate::limits::Limit;
use crate::sources::Location;
use crate::trace::node::NodeId;

/// Code that runs in a context or beside other code of its task.
#[derive(Clone, Debug)]
pub(crate) struct Running<'f> {
    /// The node of the context or lane.
    pub(crate) node: NodeId,
    /// What runs.
    pub(crate) code: Value<'f>,
    /// Where it was started.
    pub(crate) at: Location,
    /// How many loops and repeated lanes are around it.
    iterations: usize,
}

/// Loops and contexts around the point of evaluation.
#[derive(Debug, Default)]
pub(crate) struct Position<'f> {
    /// Loops and repeated lanes, innermost last; an inserted element remembers the innermost.
    iterations: Vec<NodeId>,
    /// Contexts and lanes, innermost last.
    running: Vec<Running<'f>>,
    /// How many of the loops around are evaluated for the second time.
    repeated: u32,
    /// The loop that waits for the elements of the stream whose code is evaluated.
    reader: Option<NodeId>,
}

impl<'f> Position<'f> {
    /// A round of a loop, or one of many lanes, begins.
    pub(crate) fn enter_iteration(&mut self, node: NodeId) {
        self.iterations.push(node);
    }

    /// It ends.
    pub(crate) fn leave_iteration(&mut self) {
        self.iterations.pop();
    }

    /// The innermost loop or repeated lane.
    pub(crate) fn iteration(&self) -> Option<NodeId> {
        self.iterations.last().copied()
    }

    /// The loops and repeated lanes around, from the innermost outwards.
    pub(crate) fn iterations(&self) -> impl Iterator<Item = NodeId> {
        self.iterations.iter().rev().copied()
    }

    /// No loop is around any more.
    pub(crate) fn leave_iterations(&mut self) {
        self.iterations.clear();
    }

    /// Another place's loops are around now; gives those that were.
    pub(crate) fn replace_iterations(&mut self, iterations: Vec<NodeId>) -> Vec<NodeId> {
        std::mem::replace(&mut self.iterations, iterations)
    }

    /// Code of a context or lane begins.
    pub(crate) fn start(&mut self, node: NodeId, code: Value<'f>, at: Location) {
        let iterations = self.iterations.len();
        self.running.push(Running { node, code, at, iterations });
    }

    /// The code of a context or lane begins anew.
    pub(crate) fn start_again(&mut self, running: Running<'f>) {
        self.running.push(running);
    }

    /// The innermost of them ends.
    pub(crate) fn finish(&mut self) {
        self.running.pop();
    }

    /// The innermost context or lane, with the loops around it.
    pub(crate) fn running(&self) -> Option<(&Running<'f>, &[NodeId])> {
        let running = self.running.last()?;
        Some((running, &self.iterations[..running.iterations.min(self.iterations.len())]))
    }

    /// The code of a stream begins, for whose elements a loop waits; gives what [`Self::end_reading`] takes.
    pub(crate) fn begin_reading(&mut self, reader: NodeId) -> Option<NodeId> {
        self.reader.replace(reader)
    }

    /// It ends.
    pub(crate) fn end_reading(&mut self, outer: Option<NodeId>) {
        self.reader = outer;
    }

    /// The loop that waits for the elements of the stream whose code is evaluated.
    pub(crate) fn reader(&self) -> Option<NodeId> {
        self.reader
    }

    /// Whether what one round left can be shown to another one.
    pub(crate) fn may_repeat(&self) -> bool {
        self.repeated < Limit::Repeats.most()
    }

    /// A loop is evaluated for the second time.
    pub(crate) fn begin_repeat(&mut self) {
        self.repeated += 1;
    }

    /// That is over.
    pub(crate) fn end_repeat(&mut self) {
        self.repeated -= 1;
    }
}
