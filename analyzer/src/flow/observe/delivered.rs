//! Records where a delivery, its content or a handle leaves the code that is followed: stored, passed to unknown code, awaited
//! as work.

use super::step;
use crate::facts::{Name, Pat};
use crate::flow::Evaluator;
use crate::flow::heap::value::{Future, Obj, PendingOperation, Value};
use crate::knowledge::HandleKind;
use crate::sources::Location;
use crate::trace::handle::{Handle, OriginId};
use crate::trace::node::{NodeId, Step};

/// Methods that hand something over to whoever reads the other end.
const SENDING: &[&str] =
    &["send", "try_send", "blocking_send", "send_async", "send_blocking", "unbounded_send"];

/// How deep content and deliveries are looked for.
pub(crate) const DEPTH: u8 = 4;

impl<'f> Evaluator<'_, 'f> {
    /// The first delivery that a value is or holds.
    pub(crate) fn delivery_in(&self, value: &Value<'f>, depth: u8) -> Option<OriginId> {
        self.deliveries(value, depth).into_iter().next()
    }

    /// Every delivery that a value may be or holds, by channel.
    fn deliveries(&self, value: &Value<'f>, depth: u8) -> Vec<OriginId> {
        let mut found = Vec::new();
        self.visit(value, depth, &mut |obj| {
            if let Obj::Handle(handle) = obj
                && handle.kind == HandleKind::Delivery
                && !found.contains(&handle.origin)
            {
                found.push(handle.origin);
            }
        });
        found
    }

    /// A value goes to code that is not followed: with it the deliveries in it.
    pub(crate) fn hand_over(&mut self, value: &Value<'f>, at: Location) {
        self.note_join_handles_stored(value);
        for origin in self.deliveries(value, DEPTH) {
            self.step(Step::HandOver(origin), at);
        }
    }

    /// An answer to a delivery is made, awaited or not.
    pub(crate) fn note_answer(&mut self, pending: &PendingOperation<'f>) {
        let operation = &self.knowledge.operation(pending.operation).operation;
        let answers = ["ack", "delivery_ack", "recover"];
        if !operation.kinds.iter().any(|kind| answers.contains(&kind.as_str())) {
            return;
        }
        let mut origins = self.origins_in(&Value::Obj(pending.handle), 0);
        for arg in &pending.args {
            origins.extend(self.deliveries(arg, 2));
        }
        self.trace.answered.extend(origins);
    }

    /// The delivery that is there when a value fits a pattern: the delivery itself, or what was sent in it. Whether something
    /// could be made of that, as `Ok` and `Err` say, tells nothing about the delivery.
    pub(crate) fn asked_of(&self, pat: Option<&Pat>, value: &Value<'f>) -> Vec<OriginId> {
        let mut all = self.deliveries(value, 0);
        if pat.is_some_and(step::is_of_result) {
            return all;
        }
        for one in value.alternatives() {
            all.extend(self.content_in(one, 0).filter(|origin| !all.contains(origin)));
        }
        all
    }

    /// What was sent in a delivery.
    pub(crate) fn content_of(&mut self, delivery: &Handle) -> Value<'f> {
        self.value_of(Obj::Content(delivery.origin))
    }

    /// The delivery whose content a value was made of; code that runs later is left out.
    pub(crate) fn content_in(&self, value: &Value<'f>, depth: u8) -> Option<OriginId> {
        match value {
            Value::Tuple(items) | Value::Any(items) => {
                items.iter().find_map(|item| self.content_in(item, depth))
            }
            Value::Future(future) if depth > 0 => match &**future {
                Future::Call { args, .. } => {
                    args.iter().find_map(|arg| self.content_in(arg, depth - 1))
                }
                Future::Operation(pending) => {
                    pending.args.iter().find_map(|arg| self.content_in(arg, depth - 1))
                }
                Future::Cancellable { inner, .. } => self.content_in(inner, depth - 1),
                _ => None,
            },
            Value::Obj(id) => match self.obj(*id) {
                Obj::Content(origin) => Some(*origin),
                outside @ (Obj::External { .. } | Obj::Options(_)) if depth > 0 => {
                    outside.given().find_map(|item| self.content_in(item, depth - 1))
                }
                Obj::Struct(data) if depth > 0 => {
                    let mut fields: Vec<_> = data.fields.iter().collect();
                    fields.sort_by_key(|(name, _)| **name);
                    fields.into_iter().find_map(|(_, value)| self.content_in(value, depth - 1))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The text of values: what was made of a delivery's content still is.
    pub(crate) fn text_of(&self, values: &[Value<'f>]) -> Value<'f> {
        let mut contents = values.iter().filter(|value| self.is_mere_content(value));
        contents.next().cloned().unwrap_or(Value::Unknown)
    }

    /// Whether a value was made of a delivery's content and holds nothing else that matters: where it is kept is of no account.
    pub(crate) fn is_mere_content(&self, value: &Value<'f>) -> bool {
        self.content_in(value, DEPTH).is_some() && !self.is_interesting(value)
    }

    /// `value.await`: work, when it was made of a delivery's content.
    pub(crate) fn note_work(&mut self, value: &Value<'f>, at: Location) {
        let whole = match value {
            Value::Future(future) => match &**future {
                Future::Call { args, .. } => args.iter().find_map(|arg| self.delivery_in(arg, 2)),
                _ => None,
            },
            _ => None,
        };
        if let Some(origin) = self.content_in(value, DEPTH).or(whole) {
            self.step(Step::Work(origin), at);
        }
    }

    /// What a method does with a delivery's content, or with the broker's word on a message: `value.unwrap()`, `value.is_ok()`,
    /// `queue.send(value)`.
    pub(crate) fn note_method(
        &mut self,
        name: Name,
        value: &Value<'f>,
        args: &[Value<'f>],
        at: Location,
    ) {
        match name.as_str() {
            _ if SENDING.contains(&name.as_str()) && self.handle_in(value).is_none() => {
                let content = args.iter().find_map(|arg| self.content_in(arg, DEPTH));
                if let Some(origin) = content {
                    self.step(Step::Work(origin), at);
                }
            }
            "is_ok" | "is_err" => self.note_discarded(value),
            "unwrap" | "expect" => {
                if let Some(origin) = self.content_in(value, DEPTH) {
                    self.step(Step::Unwrap(origin), at);
                }
            }
            _ => {}
        }
    }

    /// A value goes to whoever reads a queue: a channel in it was this code's own until now.
    pub(crate) fn note_sent(&mut self, value: &Value<'f>) {
        let mut channels = Vec::new();
        self.visit(value, DEPTH, &mut |obj| match obj {
            Obj::Handle(handle) if handle.kind == HandleKind::Channel => {
                channels.push(handle.origin);
            }
            _ => {}
        });
        channels.into_iter().for_each(|origin| self.trace.publish(origin));
    }

    /// What is in a value that is stored.
    pub(crate) fn note_published(&mut self, value: &Value<'f>) {
        self.note_handles_published(value);
        self.note_join_handles_stored(value);
    }

    /// What is in a value that goes into a collection. Who waits for the tasks in it is seen later.
    pub(crate) fn note_collected(&mut self, value: &Value<'f>) {
        self.note_handles_published(value);
        let spawned = self.tasks_in(value);
        self.trace.join_handle_collected.extend(spawned);
        let mut consumers = Vec::new();
        self.visit(value, 2, &mut |obj| match obj {
            Obj::Handle(handle) if handle.kind == HandleKind::Consumer => {
                consumers.extend(handle.by);
            }
            _ => {}
        });
        self.trace.consumers_collected.extend(consumers);
    }

    fn note_handles_published(&mut self, value: &Value<'f>) {
        for origin in self.origins_in(value, DEPTH) {
            self.trace.publish(origin);
        }
        for origin in self.deliveries(value, DEPTH) {
            let at = self.trace.origin(origin).at;
            self.step(Step::HandOver(origin), at);
        }
    }

    /// Contexts whose handles go where someone may wait for them.
    fn note_join_handles_stored(&mut self, value: &Value<'f>) {
        let spawned = self.tasks_in(value);
        self.trace.join_handle_stored.extend(spawned);
    }

    fn tasks_in(&self, value: &Value<'f>) -> Vec<NodeId> {
        let mut spawned = Vec::new();
        self.visit(value, 2, &mut |obj| {
            if let Obj::Task { spawn, .. } = obj {
                spawned.push(*spawn);
            }
        });
        spawned
    }

    /// What was opened since some point comes out of a pool.
    pub(crate) fn note_pooled(&mut self, first: OriginId) {
        let opened = self.trace.origins().ids_since(first);
        self.trace.pooled.extend(opened);
    }
}
