//! Contexts as they are entered and left: what each has to itself, and what it waits for.

use super::Recorder;
use crate::trace::node::NodeId;

/// What each context has to itself: whether it may be dropped, and what it waited for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OuterContext {
    cancellable: Option<NodeId>,
    last_foreign_await: NodeId,
    on_dispatcher: bool,
}

impl Recorder {
    /// A future that may be dropped is polled inside a node; gives the one around.
    pub(crate) fn enter_cancellable(&mut self, node: NodeId) -> Option<NodeId> {
        self.cancellable.replace(node)
    }

    /// That is over.
    pub(crate) fn leave_cancellable(&mut self, outer: Option<NodeId>) {
        self.cancellable = outer;
    }

    /// The future around that may be dropped.
    pub(crate) fn cancellable(&self) -> Option<NodeId> {
        self.cancellable
    }

    /// Something is awaited that is no operation: it may take as long as the program runs.
    pub(crate) fn note_foreign_await(&mut self) {
        self.last_foreign_await = self.trace.tree.next();
    }

    /// Whether nothing but operations was awaited since a node.
    pub(crate) fn is_not_waited_for(&self, node: NodeId) -> bool {
        self.last_foreign_await <= node
    }

    /// Code begins or ends that a client's own task calls; gives what was so before.
    pub(crate) fn set_on_dispatcher(&mut self, on_dispatcher: bool) -> bool {
        std::mem::replace(&mut self.on_dispatcher, on_dispatcher)
    }

    /// Whether a client's own task calls this code.
    pub(crate) fn is_on_dispatcher(&self) -> bool {
        self.on_dispatcher
    }

    /// Code of another context begins: nothing drops it, and what it waits for is its own affair.
    pub(crate) fn enter_context(&mut self) -> OuterContext {
        // Dropping the future that started a task does not stop the task.
        let cancellable = self.cancellable.take();
        let on_dispatcher = std::mem::replace(&mut self.on_dispatcher, false);
        OuterContext { cancellable, last_foreign_await: self.last_foreign_await, on_dispatcher }
    }

    /// Code of another context ends.
    pub(crate) fn leave_context(&mut self, outer: OuterContext) {
        self.cancellable = outer.cancellable;
        self.last_foreign_await = outer.last_foreign_await;
        self.on_dispatcher = outer.on_dispatcher;
    }
}
