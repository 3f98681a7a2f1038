//! What happens when a value is awaited: deferred code runs, tasks are over, operations happen.

use crate::facts::{ExprId, ExprKind, Stmt, intern};
use crate::flow::heap::code::{Future, LaneValue, Place, Until};
use crate::flow::heap::object::{Entry, Obj};
use crate::flow::heap::value::Value;
use crate::flow::heap::walk::{Found, wrapped};
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::limits::Limit;
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::node::{GoesOn, LoopInfo, NodeId, NodeKind, Step};

impl<'f> Evaluator<'_, 'f> {
    /// Awaits a value and gives what it gives.
    pub(crate) fn poll(&mut self, value: &Value<'f>, at: Location) -> Value<'f> {
        if self.limits.is_spent() {
            return Value::Unknown;
        }
        // What is awaited together shares its parts, so that a few of them can be awaited on very many ways.
        self.limits.burn();
        // Only what stands for code or for an operation is known to be over soon.
        if !matches!(value, Value::Future(_)) {
            // A timer, a signal, a message: it may take as long as the program runs.
            self.recorder.note_foreign_await();
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
            Value::Obj(id) => match self.heap.obj(*id).clone() {
                Obj::Task { spawn, result } => {
                    self.recorder.wait_for(vec![spawn], at);
                    result
                }
                Obj::Handle(handle) if handle.kind == HandleKind::Confirm => {
                    let wait = self.confirm_wait(*id, &handle, at);
                    self.verdict(wait)
                }
                Obj::External { .. } | Obj::Options(_) if self.is_queue(value) => {
                    self.note_arrival(value, at);
                    self.received(value)
                }
                Obj::External { .. } | Obj::Options(_) => self.poll_held(value, at),
                Obj::Collection(entries) => self.poll_entries(value, entries, at),
                _ => value.clone(),
            },
            other => {
                self.recorder.step(Step::Wait, at);
                other.clone()
            }
        }
    }

    /// A combinator that no table knows runs what it was given, once.
    fn poll_held(&mut self, whole: &Value<'f>, at: Location) -> Value<'f> {
        // Its closures were run when it was called; its futures wait for this.
        let waiting = self.waiting_in(whole);
        if waiting.is_empty() {
            self.recorder.step(Step::Wait, at);
            return whole.clone();
        }
        waiting.iter().fold(Value::Unknown, |result, one| result.join(self.poll(one, at)))
    }

    /// What a combinator was given that does something when it is awaited, also what others in it were given.
    fn waiting_in(&self, whole: &Value<'f>) -> Vec<Value<'f>> {
        let is_looked_through = |value: &Value<'f>, obj: &Obj<'f>| {
            let is_outside = matches!(obj, Obj::External { .. } | Obj::Options(_));
            is_outside && (value.same(whole) || !self.is_queue(value))
        };
        let inside = self.heap.walk(whole, |found, on| match found {
            Found::Object(id, obj) if is_looked_through(&Value::Obj(id), obj) => {
                on.add_all(wrapped(obj));
            }
            _ => {}
        });
        let waits = |value: &Value<'f>| {
            let is_wrapper = match value {
                Value::Obj(id) => is_looked_through(value, self.heap.obj(*id)),
                _ => false,
            };
            !is_wrapper && self.heap.is_deferred(value)
        };
        inside.values().filter(waits).collect()
    }

    /// The elements of a stream of futures, one after the other.
    fn poll_entries(
        &mut self,
        whole: &Value<'f>,
        entries: Vec<Entry<'f>>,
        at: Location,
    ) -> Value<'f> {
        // A stream of finished values: whoever awaits it waits for the next of them.
        if !entries.iter().any(|entry| self.heap.is_deferred(&entry.value)) {
            return whole.clone();
        }
        let mut result = Value::Unknown;
        for entry in entries {
            // Elements of one loop are futures of its rounds: here they are polled round by round again.
            let Some(iteration) = entry.iteration else {
                result = result.join(self.poll(&entry.value, at));
                continue;
            };
            let (node, before) = self.recorder.enter(NodeKind::Loop, Some(at));
            self.recorder.zip_with(node, [iteration]);
            // It goes on as long as something takes the next of them, whichever is over first.
            let info = LoopInfo { goes_on: GoesOn::Condition, ..LoopInfo::default() };
            self.recorder.set_loop(node, info);
            result = result.join(self.poll(&entry.value, at));
            self.recorder.move_to(before);
        }
        self.heap.value_of(Obj::Collection(vec![Entry {
            value: result,
            key: None,
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
                if self.calls.is_too_deep() {
                    self.recorder.give_up(
                        Limit::Calls,
                        at,
                        "this async block is too deep to follow",
                    );
                    return Value::Unknown;
                }
                let mut frame = Frame::of_inner(place.clone(), captured.clone());
                let mark = self.recorder.mark();
                // `fn f() -> impl Future { async move { .. } }` is an `async fn` in other words, and is told as a call of it.
                let whole = whole_of(place, *body);
                let kind = whole.map_or(NodeKind::Closure, NodeKind::Call);
                let (_, before) = self.recorder.enter(kind, Some(at));
                let given: Vec<_> = captured.iter().map(|(_, value)| value.clone()).collect();
                let outer = self.begin_body(&mut frame, &given);
                let since = self.locks.now();
                let scope = self.enter_scope();
                self.calls.enter_part(place.function);
                let value = self.eval(&mut frame, *body);
                self.end_of_body(&mut frame);
                let yielded = std::mem::replace(&mut frame.yielded, Value::Unknown);
                let value = frame.given(value).join(yielded);
                // What a function's only block drops, the function drops.
                if whole.is_some() {
                    self.leave_scope(&scope, &value);
                    self.calls.leave_part(place.function);
                } else {
                    self.calls.leave_part(place.function);
                    self.leave_scope(&scope, &value);
                }
                self.recorder.end_body(outer);
                self.recorder.move_to(before);
                self.recorder.forget_if_effect_free(mark);
                self.locks.release_since(since, &self.heap, [&value]);
                value
            }
            Future::Operation(pending) => self.perform(&pending.clone()),
            Future::Open { client, gives, at, from } => {
                // The end of a connection is the end of its channels: which one it is matters.
                let connection = self.heap.handle_in(from).map(|(_, handle)| handle.origin);
                self.open_on_connection(*client, *gives, connection, *at)
            }
            Future::Together { lanes, until, at } => {
                let results = self.poll_together(lanes.clone(), *until, *at);
                match results.len() {
                    1 => {
                        let value = results.into_iter().next().unwrap_or(Value::Unknown);
                        self.heap.value_of(Obj::Collection(vec![Entry {
                            value,
                            key: None,
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
            Future::First(pair) => {
                let pair = self.poll(pair, at);
                self.field(&pair, intern("0"), at)
            }
            Future::Generator { code, made } => self.generate(code, *made, at),
            Future::Round { element, of } => {
                if let Some(node) = self.position.iteration() {
                    self.recorder.zip_with(node, [*of]);
                }
                self.poll(element, at)
            }
            Future::Cancellable { inner, at } => {
                let mark = self.recorder.mark();
                let (node, before) = self.recorder.enter(NodeKind::Cancellable, Some(*at));
                let outer = self.recorder.enter_cancellable(node);
                let value = self.poll(inner, *at);
                self.recorder.leave_cancellable(outer);
                self.recorder.move_to(before);
                self.recorder.forget_if_effect_free(mark);
                value
            }
        }
    }

    /// Polls several values at the same time, in one task.
    pub(crate) fn poll_together(
        &mut self,
        lanes: Vec<LaneValue<'f>>,
        until: Until,
        at: Location,
    ) -> Vec<Value<'f>> {
        let (together, before) = self.recorder.enter(NodeKind::Together, Some(at));
        if until == Until::First {
            self.recorder.note_first_ends(together);
        }
        let mut results = Vec::with_capacity(lanes.len());
        for lane in lanes {
            let mut value = Value::Unknown;
            // A lane may be dropped before it comes to what it stores.
            let stored = self.may(|evaluator| value = evaluator.poll_lane(together, &lane, at));
            if stored && lane.many.is_some() && self.position.may_repeat() {
                // What one of many left in an object, the next one finds there.
                self.position.begin_repeat();
                self.may(|evaluator| drop(evaluator.poll_lane(together, &lane, at)));
                self.position.end_repeat();
            }
            results.push(value);
        }
        self.recorder.move_to(before);
        results
    }

    /// Polls several values at the same time, each of which is made where it is polled: what its making waits for holds up
    /// none of the others.
    pub(crate) fn poll_made<T>(
        &mut self,
        all: &[T],
        at: Location,
        mut make: impl FnMut(&mut Self, &T) -> Value<'f>,
    ) -> Vec<Value<'f>> {
        let (together, before) = self.recorder.enter(NodeKind::Together, Some(at));
        let mut results = Vec::with_capacity(all.len());
        for one in all {
            self.may(|evaluator| {
                evaluator.recorder.move_to(together);
                let (node, _) = evaluator.recorder.enter(NodeKind::Lane { many: false }, Some(at));
                let value = make(evaluator, one);
                results.push(evaluator.poll_in_lane(node, &value, at));
            });
        }
        self.recorder.move_to(before);
        results
    }

    fn poll_lane(&mut self, together: NodeId, lane: &LaneValue<'f>, at: Location) -> Value<'f> {
        // Lanes stand beside each other below one node.
        self.recorder.move_to(together);
        let many = lane.many.is_some();
        let (node, _) = self.recorder.enter(NodeKind::Lane { many }, Some(at));
        self.recorder.zip_with(node, lane.many.iter().flatten().copied());
        if many {
            self.position.enter_iteration(node);
        }
        let value = self.poll_in_lane(node, &lane.value, at);
        if many {
            self.position.leave_iteration();
        }
        value
    }

    fn poll_in_lane(&mut self, node: NodeId, of: &Value<'f>, at: Location) -> Value<'f> {
        self.position.start(node, of.clone(), at);
        let value = match of {
            Value::Closure(_) | Value::Fn(_) => {
                let value = self.call_value(of, Vec::new(), at);
                self.poll(&value, at)
            }
            value => self.poll(value, at),
        };
        self.position.finish();
        value
    }
}

/// The function whose body is nothing but this async block, boxed or not: `fn f() -> impl Future { async move { .. } }`.
pub(crate) fn whole_of(place: &Place<'_>, block: ExprId) -> Option<FnId> {
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
