//! What happens when a value is awaited: deferred code runs, tasks are over, operations happen.

use super::messages::Running;
use crate::facts::{ExprId, ExprKind, Stmt};
use crate::flow::heap::value::{
    Entry, Future, LaneValue, Obj, Options, PendingOperation, Place, Value,
};
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::limits::Limit;
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::Handle;
use crate::trace::node::{NodeId, NodeKind, Step};
use ustr::ustr;

impl<'f> Evaluator<'_, 'f> {
    /// Awaits a value and gives what it gives.
    pub(crate) fn poll(&mut self, value: &Value<'f>, at: Location) -> Value<'f> {
        if self.fuel.is_empty() {
            return Value::Unknown;
        }
        if !matches!(value, Value::Future(_)) {
            // A timer, a signal, a message: it may take as long as the program runs.
            self.waited = self.trace.tree.next();
        }
        match value {
            Value::Future(future) => self.poll_future(&future.clone(), at),
            Value::Tuple(items) => {
                let results: Vec<_> =
                    items.clone().iter().map(|item| self.poll(item, at)).collect();
                Value::Tuple(results.into())
            }
            Value::Any(all) => {
                self.one_of_values(&all.clone(), at, |evaluator, one| evaluator.poll(one, at))
            }
            Value::Obj(id) => match self.obj(*id).clone() {
                Obj::Task { spawn, result } => {
                    self.trace.tree.leaf(NodeKind::Join(vec![spawn]), Some(at));
                    result
                }
                Obj::Handle(handle) if handle.kind == HandleKind::Confirm => {
                    let wait = self.confirm_wait(*id, &handle, at);
                    self.verdict(wait)
                }
                Obj::External { .. } | Obj::Options(_) if self.is_queue(value) => {
                    self.received(value)
                }
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    self.poll_held(value, &held, at)
                }
                Obj::Collection(entries) => self.poll_entries(value, entries, at),
                _ => value.clone(),
            },
            other => {
                self.step(Step::Wait, at);
                other.clone()
            }
        }
    }

    /// A combinator that no table knows runs what it was given, once.
    fn poll_held(&mut self, whole: &Value<'f>, held: &[Value<'f>], at: Location) -> Value<'f> {
        let mut result = Value::Unknown;
        let mut ran = false;
        for inner in held {
            if self.is_deferred(inner, 3) {
                ran = true;
                result = result.or(self.poll(inner, at));
            }
        }
        if !ran {
            self.step(Step::Wait, at);
            return whole.clone();
        }
        result
    }

    /// Whether awaiting a value does something.
    pub(crate) fn is_deferred(&self, value: &Value<'f>, depth: u8) -> bool {
        match value {
            Value::Future(_) => true,
            Value::Tuple(items) | Value::Any(items) => {
                items.iter().any(|item| self.is_deferred(item, depth))
            }
            Value::Obj(id) if depth > 0 => match self.obj(*id) {
                Obj::Task { .. } => true,
                Obj::Handle(handle) => handle.kind == HandleKind::Confirm,
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    held.iter().any(|inner| self.is_deferred(inner, depth - 1))
                }
                Obj::Collection(entries) => {
                    entries.iter().any(|entry| self.is_deferred(&entry.value, depth - 1))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// The elements of a stream of futures, one after the other.
    fn poll_entries(
        &mut self,
        whole: &Value<'f>,
        entries: Vec<Entry<'f>>,
        at: Location,
    ) -> Value<'f> {
        if !entries.iter().any(|entry| self.is_deferred(&entry.value, 3)) {
            return whole.clone();
        }
        let mut result = Value::Unknown;
        for entry in entries {
            let Some(iteration) = entry.iteration else {
                result = result.or(self.poll(&entry.value, at));
                continue;
            };
            let (node, before) = self.trace.tree.enter(NodeKind::Loop, Some(at));
            self.trace.tree.node_mut(node).zips_with.push(iteration);
            result = result.or(self.poll(&entry.value, at));
            self.trace.tree.move_to(before);
        }
        self.value_of(Obj::Collection(vec![Entry {
            value: result,
            iteration: None,
            copies: false,
        }]))
    }

    fn poll_future(&mut self, future: &std::rc::Rc<Future<'f>>, at: Location) -> Value<'f> {
        match &**future {
            Future::Call { function, args, at } => {
                let value = self.run_function(*function, args.clone(), *at);
                // `async fn` bodies that give a future give it as it is.
                value
            }
            Future::Block { place, body, captured, .. } => {
                if self.is_too_deep() {
                    self.give_up(Limit::Calls, at, "this async block is too deep to follow");
                    return Value::Unknown;
                }
                let mut frame = Frame::new(place.clone(), captured.clone());
                let mark = self.trace.tree.mark();
                let whole = whole_of(place, *body);
                let kind = whole.map_or(NodeKind::Closure, NodeKind::Call);
                let (_, before) = self.trace.tree.enter(kind, Some(at));
                let given: Vec<_> = captured.iter().map(|(_, value)| value.clone()).collect();
                let watch = self.begin_watch(&mut frame, &given);
                let guards = self.held.len();
                let scope = self.enter_scope();
                self.stack.extend(place.function);
                let value = self.eval(&mut frame, *body);
                let value = std::mem::replace(&mut frame.returned, Value::Unknown)
                    .or(value)
                    .or(frame.yielded);
                let outer = self.stack.len() - usize::from(place.function.is_some());
                if whole.is_none() {
                    self.stack.truncate(outer);
                }
                self.leave_scope(&scope, &value);
                self.stack.truncate(outer);
                self.watch = watch;
                self.trace.tree.move_to(before);
                self.trace.tree.forget_if_effect_free(mark);
                self.held.truncate(guards.max(
                    self.held.iter().filter(|held| self.reaches(&value, held.guard, 3)).count(),
                ));
                value
            }
            Future::Operation(pending) => self.perform(&pending.clone()),
            Future::Open { client, gives, at, from } => {
                let connection = self.handle_in(from).map(|(_, handle)| handle.origin);
                self.open_on_connection(*client, *gives, connection, *at)
            }
            Future::Together { lanes, at } => {
                let results = self.poll_together(lanes.clone(), *at);
                match results.len() {
                    1 => {
                        let value = results.into_iter().next().unwrap_or(Value::Unknown);
                        self.value_of(Obj::Collection(vec![Entry {
                            value,
                            iteration: None,
                            copies: false,
                        }]))
                    }
                    _ => Value::Tuple(results.into()),
                }
            }
            Future::Then { first, then, at: call } => {
                let value = self.poll(first, at);
                let next = self.call_value(then, vec![value], *call);
                self.poll(&next, *call)
            }
            Future::Cancellable { inner, at } => {
                let mark = self.trace.tree.mark();
                let (node, before) = self.trace.tree.enter(NodeKind::Cancellable, Some(*at));
                let outer = self.cancellable.replace(node);
                let value = self.poll(inner, *at);
                self.cancellable = outer;
                self.trace.tree.move_to(before);
                self.trace.tree.forget_if_effect_free(mark);
                value
            }
        }
    }

    /// Polls several values at the same time, in one task.
    pub(crate) fn poll_together(
        &mut self,
        lanes: Vec<LaneValue<'f>>,
        at: Location,
    ) -> Vec<Value<'f>> {
        let (together, before) = self.trace.tree.enter(NodeKind::Together, Some(at));
        let mut results = Vec::with_capacity(lanes.len());
        for lane in lanes {
            let mut value = Value::Unknown;
            let stored = self.maybe(|evaluator| value = evaluator.poll_lane(together, &lane, at));
            if stored && lane.many.is_some() && self.unrolled < crate::flow::MAX_UNROLLED {
                // What one of many left in an object, the next one finds there.
                self.unrolled += 1;
                self.maybe(|evaluator| drop(evaluator.poll_lane(together, &lane, at)));
                self.unrolled -= 1;
            }
            results.push(value);
        }
        self.trace.tree.move_to(before);
        results
    }

    fn poll_lane(&mut self, together: NodeId, lane: &LaneValue<'f>, at: Location) -> Value<'f> {
        self.trace.tree.move_to(together);
        let many = lane.many.is_some();
        let (node, _) = self.trace.tree.enter(NodeKind::Lane { many }, Some(at));
        self.trace.tree.node_mut(node).zips_with.extend(lane.many.iter().flatten());
        if many {
            self.iterations.push(node);
        }
        let (code, iterations) = (lane.value.clone(), self.iterations.len());
        self.running.push(Running { node, code, at, iterations });
        let value = match &lane.value {
            Value::Closure(_) | Value::Fn(_) => {
                let value = self.call_value(&lane.value, Vec::new(), at);
                self.poll(&value, at)
            }
            value => self.poll(value, at),
        };
        self.running.pop();
        if many {
            self.iterations.pop();
        }
        value
    }

    /// Carries out an operation and gives what it gives.
    pub(crate) fn perform(&mut self, pending: &PendingOperation<'f>) -> Value<'f> {
        let Obj::Handle(handle) = self.obj(pending.handle).clone() else { return Value::Unknown };
        let by = self.emit(pending);
        let info = self.knowledge.operation(pending.operation);
        let (name, gives) = (info.name, info.operation.gives);
        let by = if self.is_kept_by_what_it_gives(pending) { handle.by } else { by };
        self.register_callbacks(
            &Handle { by, ..handle.clone() },
            name,
            &pending.args,
            &Value::Obj(pending.handle),
            pending.at,
        );
        match gives {
            Some(kind) => {
                let given = self.value_of(Obj::Handle(Handle { kind, by, ..handle }));
                // `(tag, receiver)` and the like: whichever part is taken.
                given
            }
            None => Value::Unknown,
        }
    }

    /// Whether what an operation gives is known by the operation that gave its handle: deliveries are the consume's.
    fn is_kept_by_what_it_gives(&self, pending: &PendingOperation<'f>) -> bool {
        self.knowledge.operation(pending.operation).operation.on == HandleKind::Consumer
    }

    /// A loop or closure takes a consumer's deliveries one by one.
    pub(crate) fn receive_in_loop(&mut self, id: crate::flow::heap::value::ObjId, handle: &Handle) {
        let mut receives = self.knowledge.operations_by_method(ustr("next"));
        let found = receives
            .find(|(_, info)| info.client == handle.client && info.operation.on == handle.kind)
            .map(|(operation, _)| operation);
        let at = self.trace.tree.node(self.trace.tree.cursor()).at;
        if let (Some(operation), Some(at)) = (found, at) {
            let args = Vec::new();
            self.emit(&PendingOperation { operation, handle: id, args, at, name_at: at });
        }
    }

    /// The second await of a publish: the broker's confirm.
    fn confirm_wait(
        &mut self,
        id: crate::flow::heap::value::ObjId,
        handle: &Handle,
        at: Location,
    ) -> Option<AccessId> {
        let mut waits = self.knowledge.operations_by_method(ustr("await_confirm"));
        let found =
            waits.find(|(_, info)| info.client == handle.client).map(|(operation, _)| operation);
        let operation = found?;
        let pending = PendingOperation { operation, handle: id, args: Vec::new(), at, name_at: at };
        self.emit(&pending)
    }
}

/// The function whose body is nothing but this async block, boxed or not: `fn f() -> impl Future { async move { .. } }`.
fn whole_of(place: &Place<'_>, block: ExprId) -> Option<FnId> {
    let exprs = &place.body.exprs;
    let ExprKind::Block(root) = &exprs[place.body.root].kind else { return None };
    let only_binds = root.stmts.iter().all(|stmt| matches!(stmt, Stmt::Let { .. }));
    let tail = root.tail.filter(|_| only_binds)?;
    let is_pin = |callee: ExprId| match &exprs[callee].kind {
        ExprKind::Path(path) => path.segments.last().is_some_and(|last| last.name == "pin"),
        _ => false,
    };
    let at = match &exprs[tail].kind {
        ExprKind::Call { callee, args } if args.len() == 1 && is_pin(*callee) => args[0],
        ExprKind::MethodCall { receiver, name, .. } if *name == "boxed" => *receiver,
        _ => tail,
    };
    match &exprs[at].kind {
        ExprKind::Async { body, .. } if *body == block => place.function,
        _ => None,
    }
}
