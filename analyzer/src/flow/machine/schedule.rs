//! Code that runs later: handlers that a framework calls, and receivers that wait for messages.

use crate::facts::Name;
use crate::flow::heap::object::ObjId;
use crate::flow::heap::value::Value;
use crate::flow::machine::position::Running;
use crate::knowledge::Times;
use crate::sources::Location;
use crate::trace::node::NodeId;

/// Code that a framework calls, again and again.
#[derive(Debug, Clone)]
pub(crate) struct Handler<'f> {
    /// What is called.
    pub(crate) callee: Value<'f>,
    /// Where it stands.
    pub(crate) at: Location,
    /// How many calls there are at a time.
    pub(crate) times: Times,
    /// What such code is called.
    pub(crate) context: Name,
    /// What requests it answers.
    pub(crate) route: Route,
}

/// What requests a handler answers, as far as code says it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Route {
    /// The call that registers it.
    pub(crate) said_at: Option<Location>,
    /// `POST`.
    pub(crate) verb: Option<Name>,
    /// `/orders`.
    pub(crate) path: Option<Name>,
}

impl Route {
    /// `POST /orders`; nothing without a path.
    pub(crate) fn told(&self) -> Option<String> {
        let path = self.path?;
        Some(self.verb.map_or_else(|| path.to_string(), |verb| format!("{verb} {path}")))
    }
}

/// Code that found a queue empty.
#[derive(Debug)]
pub(crate) struct Waiting<'f> {
    /// The queue.
    pub(crate) queue: ObjId,
    /// What runs again when something came.
    pub(crate) running: Running<'f>,
    /// The loops around it.
    pub(crate) iterations: Vec<NodeId>,
}

/// What is still to be evaluated.
#[derive(Debug, Default)]
pub(crate) struct Schedule<'f> {
    /// Handlers that were registered; they run once the entry points are done.
    handlers: Vec<Handler<'f>>,
    waiting: Vec<Waiting<'f>>,
}

impl<'f> Schedule<'f> {
    /// A handler is registered.
    pub(crate) fn register(&mut self, handler: Handler<'f>) {
        self.handlers.push(handler);
    }

    /// How many handlers were registered.
    pub(crate) fn handlers(&self) -> usize {
        self.handlers.len()
    }

    /// What is known of the requests of the handlers from one on.
    pub(crate) fn routes_from(&mut self, first: usize) -> impl Iterator<Item = &mut Route> {
        self.handlers.iter_mut().skip(first).map(|handler| &mut handler.route)
    }

    /// The handlers that were registered, in their order.
    pub(crate) fn take_handlers(&mut self) -> Vec<Handler<'f>> {
        std::mem::take(&mut self.handlers)
    }

    /// Code waits at a queue, which counts once for each context or lane.
    pub(crate) fn wait(&mut self, one: Waiting<'f>) {
        // A loop is evaluated twice, and waits once.
        let is_same = |known: &Waiting<'_>| {
            known.queue == one.queue && known.running.node == one.running.node
        };
        if !self.waiting.iter().any(is_same) {
            self.waiting.push(one);
        }
    }

    /// Those whose queues are no longer empty.
    pub(crate) fn take_ready(&mut self, is_filled: impl Fn(ObjId) -> bool) -> Vec<Waiting<'f>> {
        // Who waits on runs again with what has come since: those whose queue is still empty stay.
        self.waiting.extract_if(.., |one| is_filled(one.queue)).collect()
    }

    /// Nobody waits any more.
    pub(crate) fn stop_waiting(&mut self) {
        self.waiting.clear();
    }
}
