//! Queues inside the program that carry channels and deliveries from one task to another.
//!
//! A receiver is often started before anything is sent: what waits at an empty queue runs again when something came. What
//! carries no handle is left alone here, as is all that other code does with messages.

use ustr::ustr;

use super::known::Known;
use crate::flow::Evaluator;
use crate::flow::heap::value::{Obj, ObjId, Options, Value};
use crate::knowledge::{CallRule, Effect, HandleKind};
use crate::limits::Limit;
use crate::sources::Location;
use crate::trace::node::NodeId;

/// How deep a channel may lie in a message.
const DEPTH: u8 = 4;

/// Code that runs in a context or beside other code of its task.
#[derive(Clone, Debug)]
pub(crate) struct Running<'f> {
    pub(crate) node: NodeId,
    pub(crate) code: Value<'f>,
    pub(crate) at: Location,
    pub(crate) iterations: usize,
}

/// Code that found a queue empty.
#[derive(Debug)]
pub(crate) struct Waiting<'f> {
    queue: ObjId,
    running: Running<'f>,
    iterations: Vec<NodeId>,
}

impl<'f> Evaluator<'_, 'f> {
    /// A queue's two ends, which are the same object.
    pub(crate) fn messages(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let content = self.collection(Vec::new());
        let path = ustr(known.rule.gives.as_deref().unwrap_or_default());
        let queue = self.value_of(Obj::External { path, held: vec![content.clone()] });
        for arg in &known.args {
            if self.carries_handle(arg) {
                self.insert(&content, arg.clone());
            }
        }
        Value::Tuple([queue.clone(), queue].into())
    }

    /// Something is put into a queue; where it goes from there is followed only for handles.
    pub(crate) fn send(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        if let Some(queue) = &known.receiver
            && self.carries_handle(&value)
        {
            self.insert(queue, value.clone());
        }
        self.note_sent(&value);
        self.note_used(&known.subject());
        self.call_unknown(ustr(""), known.args.clone(), known.at);
        Value::Unknown
    }

    /// The next message of a queue, another one in each iteration.
    pub(crate) fn receive(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let queue = known.subject();
        let value = self.received(&queue);
        if value.is_unknown() {
            return self.call_unknown(ustr(""), known.args.clone(), known.at);
        }
        value
    }

    /// What comes out of a queue.
    pub(crate) fn received(&mut self, queue: &Value<'f>) -> Value<'f> {
        self.note_waited_at(queue);
        match self.iterations.last().copied() {
            Some(node) => self.element_in(queue, node),
            None => self.any_element(queue),
        }
    }

    fn carries_handle(&self, value: &Value<'f>) -> bool {
        let is_carried = |kind| matches!(kind, HandleKind::Channel | HandleKind::Delivery);
        let mut found = false;
        self.visit(value, DEPTH, &mut |obj| {
            found |= matches!(obj, Obj::Handle(handle) if is_carried(handle.kind));
        });
        found
    }

    /// Whether a value is a queue.
    pub(crate) fn is_queue(&self, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        let (Obj::External { path, .. } | Obj::Options(Options { path, .. })) = self.obj(*id)
        else {
            return false;
        };
        let receives = |rule: &CallRule| rule.effect == Effect::Receive;
        self.knowledge.call_on_type(*path, ustr("recv")).is_some_and(receives)
    }

    /// The code around looks at a queue that is empty so far.
    pub(crate) fn note_empty(&mut self, queue: &Value<'f>) {
        let Value::Obj(id) = queue else { return };
        let Some(running) = self.running.last() else { return };
        if self.waiting.iter().any(|one| one.queue == *id && one.running.node == running.node) {
            return;
        }
        let iterations = self.iterations[..running.iterations.min(self.iterations.len())].to_vec();
        self.waiting.push(Waiting { queue: *id, running: running.clone(), iterations });
    }

    /// Runs code that waited at queues which something was put into since.
    pub(crate) fn run_waiting(&mut self) {
        for _ in 0..Limit::Rounds.most() {
            let (ready, waiting) = std::mem::take(&mut self.waiting)
                .into_iter()
                .partition(|one| self.is_filled(one.queue));
            self.waiting = waiting;
            if ready.is_empty() {
                self.waiting.clear();
                return;
            }
            for one in ready {
                self.run_again(one);
            }
        }
        let waiting = std::mem::take(&mut self.waiting).into_iter();
        for one in waiting.filter(|one| self.is_filled(one.queue)).collect::<Vec<_>>() {
            let message = "this waits for messages that others send on without end";
            self.give_up(Limit::Rounds, one.running.at, message);
        }
    }

    fn is_filled(&self, queue: ObjId) -> bool {
        self.entries(&Value::Obj(queue)).is_some_and(|entries| !entries.is_empty())
    }

    /// The same code with what it waited for: another way through its node.
    fn run_again(&mut self, one: Waiting<'f>) {
        let Running { node, code, at, .. } = one.running.clone();
        let iterations = std::mem::replace(&mut self.iterations, one.iterations);
        let held = std::mem::take(&mut self.held);
        let before = self.trace.tree.cursor();
        self.trace.tree.another_way(node);
        self.running.push(one.running);
        self.maybe(|evaluator| {
            let given = match &code {
                Value::Closure(_) | Value::Fn(_) => evaluator.call_value(&code, Vec::new(), at),
                other => other.clone(),
            };
            evaluator.poll(&given, at);
        });
        self.running.pop();
        self.trace.tree.move_to(before);
        self.held = held;
        self.iterations = iterations;
    }
}
