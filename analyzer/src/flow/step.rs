//! Writes down what happens between operations: how control leaves, what is logged, where time passes, what becomes of a
//! delivery and of its content. Only code that has a handle in use is looked at.

use ustr::ustr;

use super::tree::{Leave, Mark, OriginId, Step, UseId};
use super::value::{Future, HandleValue, Obj, Value};
use super::{Evaluator, Frame};
use crate::facts::{ExprId, ExprKind, Name, Pat};
use crate::knowledge::HandleKind;
use crate::sources::Location;

/// What becomes of an operation's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fate {
    /// Nobody knows.
    #[default]
    Unseen,
    /// An error goes on to the caller, or ends the program.
    Propagated,
    /// The code asks whether it went well.
    Tested,
    /// It is dropped where it stands.
    Dropped,
}

/// What is known of a loop.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoopInfo {
    /// Whether it runs over a range or a list that is written there.
    pub bounded: bool,
    /// Whether the first error of a stream ends it: `while let Some(Ok(x))`.
    pub ends_on_error: bool,
    /// Whether it is a `loop` without a condition.
    pub endless: bool,
}

/// A future that is dropped without being polled.
#[derive(Clone, Copy, Debug)]
pub struct Unpolled {
    /// Where it is dropped.
    pub at: Location,
    /// The function around.
    pub within: Option<crate::program::FnId>,
    /// The function that was called.
    pub function: Option<crate::program::FnId>,
    /// The operation that was called, and its handle.
    pub operation: Option<crate::knowledge::OperationId>,
    /// A channel that it holds.
    pub origin: Option<OriginId>,
    /// Who got the future and does not poll it.
    pub by: Unpolling,
}

/// Who does not poll a future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpolling {
    /// The statement drops it.
    Statement,
    /// A thread was given a closure that gives it.
    Thread,
    /// A task ends by giving it.
    Task,
}

/// Whether steps are written down in the body that is evaluated.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Watch {
    since: Mark,
    delivery: bool,
}

/// The path of a value that was made of a delivery's content.
const CONTENT: &str = "a delivery's content";
/// How deep content and deliveries are looked for.
const DEPTH: u8 = 4;

impl<'f> Evaluator<'_, 'f> {
    /// A body begins at the cursor; gives the watch of the body around it. What sees the variables of the body around it, as a
    /// closure does, is watched when that is.
    pub(super) fn begin_watch(&mut self, frame: &mut Frame<'f>, args: &[Value<'f>]) -> Watch {
        frame.node = self.trace.tree.cursor();
        let sees = !frame.vars.is_empty() && self.is_watched();
        let delivery = sees || args.iter().any(|arg| self.delivery_in(arg, 2).is_some());
        std::mem::replace(&mut self.watch, Watch { since: self.trace.tree.mark(), delivery })
    }

    fn is_watched(&self) -> bool {
        self.watch.delivery || !self.trace.tree.is_bare_since(self.watch.since)
    }

    /// Writes a step down, when a handle is in use.
    pub(super) fn step(&mut self, step: Step, at: Location) {
        if self.is_watched() {
            self.trace.tree.step(step, at);
        }
    }

    /// Control leaves the body, or the loop of this label.
    pub(super) fn leave(
        &mut self,
        frame: &Frame<'f>,
        how: Leave,
        label: Option<Name>,
        at: Location,
    ) {
        let mut loops = frame.loops.iter().rev();
        let found = match label {
            Some(label) => loops.find(|(known, _)| *known == Some(label)),
            None => loops.next(),
        };
        let of_loop = matches!(how, Leave::Break | Leave::Continue);
        let node = found.filter(|_| of_loop).map_or(frame.node, |&(_, node)| node);
        self.step(Step::Leave(how, node), at);
    }

    /// `?` on a value.
    pub(super) fn question(&mut self, frame: &Frame<'f>, value: &Value<'f>, at: Location) {
        let how = if self.delivery_in(value, 0).is_some() { Leave::TryReceive } else { Leave::Try };
        self.leave(frame, how, None, at);
    }

    /// What becomes of the operations that an expression ends in, of those since `first`.
    pub(super) fn note_fate(&mut self, frame: &Frame<'f>, expr: ExprId, first: usize, fate: Fate) {
        if self.trace.uses.len() == first {
            return;
        }
        let exprs = &frame.place.body.exprs;
        let mut at = expr;
        loop {
            let location = frame.location(exprs[at.0 as usize].span);
            let mut fitting = self.trace.uses[first..].iter_mut().filter(|one| one.at == location);
            if let Some(one) = fitting.next() {
                if one.fate == Fate::Unseen {
                    one.fate = fate;
                }
                return;
            }
            at = match &exprs[at.0 as usize].kind {
                ExprKind::Await(inner) | ExprKind::Try(inner) => *inner,
                ExprKind::MethodCall { receiver, .. } => *receiver,
                _ => return,
            };
        }
    }

    /// The fate that a method gives to the operation in its receiver.
    pub(super) fn fate_of_method(name: Name) -> Option<Fate> {
        match name.as_str() {
            "unwrap" | "expect" => Some(Fate::Propagated),
            "is_ok" | "is_err" | "ok" | "err" | "is_ok_and" | "is_err_and" | "unwrap_or"
            | "map_or" | "unwrap_or_default" | "unwrap_or_else" | "map_or_else" | "or_else" => {
                Some(Fate::Tested)
            }
            _ => None,
        }
    }

    /// The first delivery that a value is or holds.
    pub(super) fn delivery_in(&self, value: &Value<'f>, depth: u8) -> Option<OriginId> {
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
    pub(super) fn hand_over(&mut self, value: &Value<'f>, at: Location) {
        self.note_watched(value);
        for origin in self.deliveries(value, DEPTH) {
            self.step(Step::HandOver(origin), at);
        }
    }

    /// An answer to a delivery is made, awaited or not.
    pub(super) fn note_answer(&mut self, pending: &super::value::PendingOperation<'f>) {
        let operation = &self.knowledge.operation(pending.operation).operation;
        if !operation.kinds.iter().any(|kind| kind == "ack" || kind == "delivery_ack") {
            return;
        }
        let mut origins = self.origins_in(&Value::Obj(pending.handle), 0);
        for arg in &pending.args {
            origins.extend(self.deliveries(arg, 2));
        }
        self.trace.answered.extend(origins);
    }

    /// The delivery that is there when a value is: the delivery itself, or what was sent in it.
    pub(super) fn asked_of(&self, value: &Value<'f>) -> Vec<OriginId> {
        let mut all = self.deliveries(value, 0);
        for one in value.alternatives() {
            all.extend(self.content_in(one, 0).filter(|origin| !all.contains(origin)));
        }
        all
    }

    /// What was sent in a delivery.
    pub(super) fn content_of(&mut self, delivery: &HandleValue) -> Value<'f> {
        let origin = Value::Int(u128::from(delivery.origin.0));
        self.value_of(Obj::External { path: ustr(CONTENT), held: vec![origin] })
    }

    /// The delivery whose content a value was made of; code that runs later is left out.
    pub(super) fn content_in(&self, value: &Value<'f>, depth: u8) -> Option<OriginId> {
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
                Obj::External { path, held } if *path == CONTENT => match held.first() {
                    Some(Value::Int(origin)) => u32::try_from(*origin).ok().map(OriginId),
                    _ => None,
                },
                Obj::External { held, .. } if depth > 0 => {
                    held.iter().find_map(|item| self.content_in(item, depth - 1))
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

    /// Whether a value was made of a delivery's content and holds nothing else that matters: where it is kept is of no account.
    pub(super) fn is_mere_content(&self, value: &Value<'f>) -> bool {
        self.content_in(value, DEPTH).is_some() && !self.is_interesting(value)
    }

    /// `value.await`: work, when it was made of a delivery's content.
    pub(super) fn note_work(&mut self, value: &Value<'f>, at: Location) {
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

    /// A macro that prints.
    pub(super) fn note_macro(&mut self, name: Name, at: Location) {
        if SAYING.contains(&name.as_str()) {
            self.step(Step::Say, at);
        }
    }

    /// A future that a statement drops.
    pub(super) fn note_unpolled(&mut self, value: &Value<'f>, at: Location, by: Unpolling) {
        let Value::Future(future) = value else { return };
        let (function, operation) = match &**future {
            Future::Call { function, .. } => (Some(*function), None),
            Future::Operation(pending) => (None, Some(pending.operation)),
            Future::Block { .. } if by != Unpolling::Statement => (None, None),
            _ => return,
        };
        let mut origin = None;
        self.visit(value, DEPTH, &mut |obj| {
            if let Obj::Handle(handle) = obj {
                origin = origin.or(Some(handle.origin));
            }
        });
        let body = match &**future {
            Future::Block { place, .. } => Some(place.body),
            Future::Call { function, .. } => {
                self.program.function(*function).function.body.as_ref()
            }
            _ => None,
        };
        if let (None, Some(body)) = (origin, body) {
            origin = self.client_in(body, at);
        }
        let within = self.stack.last().copied();
        self.trace.unpolled.push(Unpolled { at, within, function, operation, origin, by });
    }

    /// A channel that a body would open: of the client whose methods it calls.
    fn client_in(&mut self, body: &crate::facts::Body, at: Location) -> Option<OriginId> {
        let called = body.exprs.iter().find_map(|expr| match &expr.kind {
            ExprKind::MethodCall { name, .. } => {
                let mut known = self.knowledge.operations_by_method(*name);
                known.find(|(_, info)| {
                    !info.operation.common_name && self.present.contains(&info.client)
                })
            }
            _ => None,
        });
        let client = called?.1.client;
        let kind = HandleKind::Channel;
        Some(self.new_origin(super::Origin {
            client,
            kind,
            at,
            source: None,
            node: None,
            connection: None,
        }))
    }

    /// Channels and connections in a value that is stored.
    pub(super) fn note_kept(&mut self, value: &Value<'f>) {
        let origins = self.origins_in(value, DEPTH);
        self.trace.kept.extend(origins);
        self.note_watched(value);
        for origin in self.deliveries(value, DEPTH) {
            let at = self.trace.origins[origin.0 as usize].at;
            self.step(Step::HandOver(origin), at);
        }
    }

    /// Contexts whose handles go where someone may wait for them.
    fn note_watched(&mut self, value: &Value<'f>) {
        let mut spawned = Vec::new();
        self.visit(value, 2, &mut |obj| {
            if let Obj::Task { spawn, .. } = obj {
                spawned.push(*spawn);
            }
        });
        self.trace.watched.extend(spawned);
    }

    /// What was opened since some point comes out of a pool.
    pub(super) fn note_pooled(&mut self, first: usize) {
        let ids = first..self.trace.origins.len();
        self.trace.pooled.extend(ids.map(|id| OriginId(u32::try_from(id).unwrap_or(u32::MAX))));
    }

    /// The result of an operation or of its confirm that a statement drops.
    pub(super) fn note_dropped(&mut self, value: &Value<'f>) {
        let Value::Obj(id) = value else { return };
        let dropped: Option<UseId> = match self.obj(*id) {
            Obj::Handle(handle) if handle.kind == HandleKind::Confirm => handle.by,
            Obj::External { path, held } if *path == VERDICT => match held.first() {
                Some(Value::Int(id)) => u32::try_from(*id).ok().map(UseId),
                _ => None,
            },
            _ => None,
        };
        if let Some(id) = dropped {
            self.trace.uses[id.0 as usize].fate = Fate::Dropped;
        }
    }

    /// What the broker says about a message.
    pub(super) fn verdict(&mut self, wait: Option<UseId>) -> Value<'f> {
        let Some(wait) = wait else { return Value::Unknown };
        let id = Value::Int(u128::from(wait.0));
        self.value_of(Obj::External { path: ustr(VERDICT), held: vec![id] })
    }
}

/// The path of the broker's verdict on a message.
const VERDICT: &str = "a confirm's verdict";

/// Macros that log or print, by their last segment.
const SAYING: &[&str] = &[
    "error",
    "warn",
    "info",
    "debug",
    "trace",
    "println",
    "eprintln",
    "print",
    "eprint",
    "log",
    "event",
    "error_span",
    "capture_error",
    "slog_error",
    "crit",
];

/// Whether a pattern is met when there is no value: an error or the end of a stream.
pub(super) fn is_negative(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::TupleStruct(path, parts) => match path.segments.last().map(|last| last.name) {
            Some(name) if name == "Err" => true,
            Some(name) if name == "Some" || name == "Ok" => {
                matches!(&parts[..], [part] if !matches!(part, Pat::Wild) && is_negative(part))
            }
            _ => false,
        },
        Pat::Bind { name, sub: None, .. } => *name == "None",
        Pat::Path(path) => path.segments.last().is_some_and(|last| last.name == "None"),
        Pat::Or(all) => all.iter().all(is_negative),
        Pat::Ref(inner) => is_negative(inner),
        _ => false,
    }
}

/// Whether a pattern takes no error: `Some(Ok(x))`.
pub(super) fn refuses_error(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(path, parts) => {
            path.segments.last().is_some_and(|last| last.name == "Ok")
                || parts.iter().any(refuses_error)
        }
        Pat::Ref(inner) => refuses_error(inner),
        _ => false,
    }
}
