//! Records where a delivery, its content or a handle leaves the code that is followed: stored, passed to unknown code, awaited
//! as work.

use crate::facts::{ExprId, ExprKind, Name, intern};
use crate::flow::heap::code::{Future, PendingOperation};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{HandleKind, Kind};
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind, Step};
use crate::types::infer::Callee;

/// Methods that hand something over to whoever reads the other end.
const SENDING: &[&str] =
    &["send", "try_send", "blocking_send", "send_async", "send_blocking", "unbounded_send"];

impl<'f> Evaluator<'_, 'f> {
    /// A value goes to code that is not followed: with it the deliveries in it.
    pub(crate) fn hand_over(&mut self, value: &Value<'f>, at: Location) {
        // A task's handle goes along, and with it the wait for the task.
        self.note_join_handles_stored(value);
        for origin in self.heap.deliveries_in(value) {
            self.recorder.step(Step::HandOver(origin), at);
        }
    }

    /// An answer to a delivery is made, awaited or not.
    pub(crate) fn note_answer(&mut self, pending: &PendingOperation<'f>) {
        let operation = &self.knowledge.operation(pending.operation).operation;
        if !operation
            .kinds
            .iter()
            .any(|kind| matches!(kind, Kind::Ack | Kind::DeliveryAck | Kind::Recover))
        {
            return;
        }
        let mut origins = self.heap.origins_in(&Value::Obj(pending.handle));
        for arg in &pending.args {
            origins.extend(self.heap.deliveries_in(arg));
        }
        self.recorder.note_answered(origins);
    }

    /// The text of values: what was made of a delivery's content still is.
    pub(crate) fn text_of(&self, values: &[Value<'f>]) -> Value<'f> {
        let mut contents = values.iter().filter(|value| self.is_mere_content(value));
        contents.next().cloned().unwrap_or(Value::Unknown)
    }

    /// `value.await`: work, when it was made of a delivery's content.
    pub(crate) fn note_work(&mut self, value: &Value<'f>, at: Location) {
        // A delivery as a whole is work only where it is given away: `process(delivery).await`.
        let whole = match value {
            Value::Future(future) => match &**future {
                Future::Call { args, .. } => args.iter().find_map(|arg| self.heap.delivery_in(arg)),
                _ => None,
            },
            _ => None,
        };
        if let Some(origin) = self.heap.content_in(value).or(whole) {
            self.recorder.step(Step::Work(origin), at);
        }
    }

    /// What a method does with a delivery's content, or with the broker's word on a message: `value.is_ok()`, `queue.send(value)`.
    pub(crate) fn note_method(
        &mut self,
        name: Name,
        value: &Value<'f>,
        args: &[Value<'f>],
        at: Location,
    ) {
        self.note_life(name, (value, args), at);
        self.note_word_method(name, value);
        match name.as_str() {
            _ if SENDING.contains(&name.as_str()) && self.heap.handle_in(value).is_none() => {
                let content = args.iter().find_map(|arg| self.heap.content_in(arg));
                if let Some(origin) = content {
                    self.recorder.step(Step::Work(origin), at);
                }
            }
            "is_ok" | "is_err" => self.note_discarded(value),
            _ => {}
        }
    }

    /// The result of an expression is dropped: with it a delivery that was sent through a queue, when nobody reads there any more.
    pub(crate) fn note_forgotten(&mut self, frame: &Frame<'f>, expr: ExprId, since: NodeId) {
        let exprs = &frame.place.body.exprs;
        let mut at = expr;
        let name = loop {
            match &exprs[at].kind {
                ExprKind::Await(inner) => at = *inner,
                ExprKind::MethodCall { receiver, name, .. } if name == "ok" => at = *receiver,
                ExprKind::MethodCall { name, .. } => break name,
                _ => return,
            }
        };
        if !SENDING.contains(&name.as_str()) || name.starts_with("try_") {
            return;
        }
        let (mut through, mut sent) = (None, Vec::new());
        for (_, node) in self.recorder.tree().since(since) {
            match node.kind {
                NodeKind::Step(Step::Send(queue)) => through = Some(queue),
                NodeKind::Step(Step::HandOver(origin)) if !sent.contains(&origin) => {
                    sent.push(origin);
                }
                _ => {}
            }
        }
        let Some(queue) = through else { return };
        for origin in sent {
            self.recorder.step(Step::Forget(origin, queue), frame.location(exprs[at].span));
        }
    }

    /// Deliveries that a call offers to a queue, which gives back what it has no room for.
    pub(crate) fn offered_to_queue(&self, name: Name, args: &[Value<'f>]) -> Vec<OriginId> {
        if !name.starts_with("try_") || !SENDING.contains(&name.as_str()) {
            return Vec::new();
        }
        args.iter().flat_map(|arg| self.heap.deliveries_in(arg)).collect()
    }

    /// `value.unwrap()`: what cannot be read ends the task. What the program writes itself can be written.
    pub(crate) fn note_unwrapped(
        &mut self,
        frame: &Frame<'f>,
        (receiver, name): (ExprId, Name),
        value: &Value<'f>,
        at: Location,
    ) {
        if !matches!(name.as_str(), "unwrap" | "expect") || self.is_written(frame, receiver) {
            return;
        }
        if let Some(origin) = self.heap.content_in(value) {
            self.recorder.step(Step::Unwrap(origin), at);
        }
    }

    fn is_written(&self, frame: &Frame<'f>, id: ExprId) -> bool {
        let body = frame.place.body;
        let ExprKind::Call { callee, .. } = body.exprs[id].kind else { return false };
        let meant = frame.place.types.target(id).map(|target| &target.callee);
        match (meant, &body.exprs[callee].kind) {
            (Some(Callee::Outside(path)), _) => self.knowledge.writes(*path),
            // A library that no manifest names is known by how it is written.
            (_, ExprKind::Path(path)) => {
                let names: Vec<&str> =
                    path.segments.iter().map(|part| part.name.as_str()).collect();
                self.knowledge.writes(intern(&names.join("::")))
            }
            _ => false,
        }
    }

    /// A value goes to whoever reads a queue: a channel in it was this code's own until now.
    pub(crate) fn note_sent(&mut self, value: &Value<'f>) {
        let channels = self.heap.handles_in(value).filter(|it| it.kind == HandleKind::Channel);
        channels.for_each(|channel| self.recorder.send(channel.origin));
    }

    /// What is in a value that is stored.
    pub(crate) fn note_published(&mut self, value: &Value<'f>) {
        self.note_handles_published(value);
        self.note_join_handles_stored(value);
    }

    /// What is in a value that goes into a collection. Who waits for the tasks in it is seen later.
    pub(crate) fn note_collected(&mut self, value: &Value<'f>) {
        self.note_handles_published(value);
        let spawned = self.heap.tasks_in(value);
        self.recorder.note_join_handles_collected(spawned);
        let (mut consumers, mut deliveries) = (Vec::new(), Vec::new());
        for handle in self.heap.handles_in(value) {
            match handle.kind {
                HandleKind::Consumer => consumers.extend(handle.by),
                _ => deliveries.extend(handle.delivery),
            }
        }
        self.recorder.note_consumers_collected(consumers);
        self.recorder.note_deliveries_collected(deliveries);
    }

    fn note_handles_published(&mut self, value: &Value<'f>) {
        for origin in self.heap.origins_in(value) {
            self.recorder.publish(origin);
        }
        for origin in self.heap.deliveries_in(value) {
            let at = self.recorder.trace().origin(origin).at;
            self.recorder.step(Step::HandOver(origin), at);
        }
    }

    /// Contexts whose handles go where someone may wait for them.
    fn note_join_handles_stored(&mut self, value: &Value<'f>) {
        let spawned = self.heap.tasks_in(value);
        self.recorder.note_join_handles_stored(spawned);
    }
}
