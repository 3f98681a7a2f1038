//! Loops: what they iterate over, and what one iteration leaves for the next.

use super::branch::join_vars;
use crate::facts::{ExprId, ExprKind, Lit, LoopKind, Name, Pat, Span};
use crate::flow::bodies::names::is_name;
use crate::flow::bodies::spans::holds;
use crate::flow::heap::object::ObjId;
use crate::flow::heap::value::Value;
use crate::flow::machine::frame::Around;
use crate::flow::observe::{ends, step};
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::limits::Limit;
use crate::trace::handle::OriginId;
use crate::trace::node::{GoesOn, LoopInfo, NodeId, NodeKind};

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn loop_expr(
        &mut self,
        frame: &mut Frame<'f>,
        kind: &'f LoopKind,
        body: ExprId,
        span: Span,
    ) -> Value<'f> {
        let iterated = match kind {
            LoopKind::For { iter, .. } => {
                let value = self.eval(frame, *iter);
                Some((value, is_range(frame, *iter)))
            }
            LoopKind::Range { over, .. } => Some((self.eval(frame, *over), false)),
            _ => None,
        };
        let at = frame.location(span);
        let (node, before) = self.recorder.enter(NodeKind::Loop, Some(at));
        self.position.enter_iteration(node);
        let label = Self::label_of(frame, body);
        frame.loops.push((label, node));
        let depth = self.heap.depth();
        self.recorder.set_loop(node, Self::loop_info(frame, kind));
        let scope = frame.vars.len();
        frame.around.push(Around::new(label, true, scope, depth));
        let vars = frame.vars.clone();
        // What the rounds release is undone below.
        let guards = self.locks.guards();
        let first = self.heap.objects().next_id();
        let continued = std::mem::replace(&mut frame.continued, false);
        // The body may not run at all: what it writes may or may not be there afterwards.
        let stored = self.may_store(|evaluator| {
            evaluator.iteration(frame, kind, body, node, iterated.as_ref());
        });
        let stays =
            // What a round left in its own element, no other round finds.
            stored.iter().any(|&object| !self.is_of_element(object, iterated.as_ref(), node));
        frame.vars.truncate(scope);
        let goes_on = !frame.ended || frame.continued;
        let stays = stays || goes_on && self.fills(&vars, &frame.vars);
        // A second round shows what the first one left; a third could show nothing new but handles of handles.
        if stays && self.position.may_repeat() {
            self.second_round(frame, kind, body, node, iterated.as_ref());
        } else if stays {
            let message = "what a round of this loop leaves for the next one was not followed";
            self.recorder.give_up(Limit::Repeats, at, message);
        }
        self.heap.note_allocated_in(node, first);
        if frame.ended && !frame.continued {
            // Every path through the body leaves the loop: it runs once.
            self.recorder.set_runs_once(node);
        }
        frame.continued = continued;
        // A `break` ends the rounds and not the code behind them.
        frame.ended = false;
        frame.loops.pop();
        frame.vars.truncate(scope);
        let after = std::mem::take(&mut frame.vars);
        // No round may have run, so each variable is also what it was.
        frame.vars = join_vars(vars, &after);
        if let Some(around) = frame.around.pop() {
            self.arrive(frame, around.behind);
        }
        // Whether a round released a guard of the code around is a matter of luck: none counts as gone.
        self.locks.resume(guards);
        self.position.leave_iteration();
        self.recorder.move_to(before);
        std::mem::replace(&mut frame.broken, Value::Unknown)
    }

    /// What one round left in an object or a variable, the next one finds there.
    fn second_round(
        &mut self,
        frame: &mut Frame<'f>,
        kind: &'f LoopKind,
        body: ExprId,
        node: NodeId,
        iterated: Option<&(Value<'f>, bool)>,
    ) {
        self.position.begin_repeat();
        self.recorder.begin_second_round(node);
        frame.ended = false;
        let first = frame.vars.clone();
        self.may(|evaluator| evaluator.iteration(frame, kind, body, node, iterated));
        frame.vars.truncate(first.len());
        frame.vars = join_vars(first, &frame.vars);
        self.position.end_repeat();
    }

    /// Whether a round put a handle, of a channel or a task, into a variable that was not there before.
    fn fills(&self, before: &[(Name, Value<'f>)], after: &[(Name, Value<'f>)]) -> bool {
        before.iter().zip(after).any(|((_, before), (_, after))| {
            if before.same(after) {
                return false;
            }
            let known = self.heap.origins_in(before);
            let held = self.heap.origins_in(after);
            let tasks = self.heap.tasks_in(before);
            held.iter().any(|origin| !known.contains(origin))
                || self.heap.tasks_in(after).iter().any(|task| !tasks.contains(task))
        })
    }

    pub(crate) fn iteration(
        &mut self,
        frame: &mut Frame<'f>,
        kind: &'f LoopKind,
        body: ExprId,
        node: NodeId,
        iterated: Option<&(Value<'f>, bool)>,
    ) {
        match kind {
            LoopKind::Loop => {}
            LoopKind::While(cond) => {
                let counter = self.running_number(frame, *cond, node);
                self.condition(frame, *cond);
                if let Some(name) = counter {
                    frame.assign(name, Value::Index(node));
                }
            }
            LoopKind::For { pat, .. } => {
                let element = match iterated {
                    Some((_, true)) => Value::Index(node),
                    Some((value, false)) => self.element_in(value, node),
                    None => Value::Unknown,
                };
                self.bind(frame, pat, &element);
            }
            LoopKind::Range { key, value, .. } => {
                let over = iterated.map_or(Value::Unknown, |(over, _)| over.clone());
                let (of_key, element) = self.pair_in(&over, node);
                self.bind(frame, key, &of_key);
                value.iter().for_each(|value| self.bind(frame, value, &element));
            }
        }
        let turn = self.enter_scope();
        let value = self.eval(frame, body);
        self.leave_turn(&turn, frame);
        self.discard(&value, body, frame);
        // `continue` goes on where the body ends.
        if let Some(around) = frame.around.last_mut() {
            let again = std::mem::take(&mut around.again);
            frame.vars.truncate(around.scope);
            self.arrive(frame, again);
        }
    }

    /// The variable that counts a loop's rounds: its condition looks at it, and each round changes it at one place.
    fn running_number(&mut self, frame: &Frame<'f>, cond: ExprId, node: NodeId) -> Option<Name> {
        let body = frame.place.body;
        let ExprKind::Binary { left, right, .. } = &body.exprs[cond].kind else { return None };
        let around = self.recorder.tree().node(node).at?.span;
        let bindings = self.bodies.bindings(body);
        let counts = |id: ExprId| {
            let (name, span) = is_name(body, id)?;
            let bound_at = |span| bindings.variable(name, span).map(|known| known.statement);
            let own = bound_at(span);
            let mut changes = body.exprs.iter().filter_map(|expr| match &expr.kind {
                ExprKind::Assign { place, compound, .. } => {
                    let (known, span) = is_name(body, *place)?;
                    // A loop inside may count by another variable of the name.
                    let is_its = known == name && bound_at(span) == own;
                    (is_its && holds(around, expr.span)).then_some(*compound)
                }
                _ => None,
            });
            (changes.next() == Some(true) && changes.next().is_none()).then_some(name)
        };
        counts(*left).or_else(|| counts(*right))
    }

    /// The key and the element that a round sees: of what has no keys, the element is in the key's place.
    fn pair_in(&mut self, over: &Value<'f>, node: NodeId) -> (Value<'f>, Value<'f>) {
        let is_stream = |one: &Value<'f>| {
            let handle = self.heap.handle_in(one);
            self.is_queue(one) || handle.is_some_and(|(_, it)| it.kind == HandleKind::Consumer)
        };
        if over.alternatives().iter().any(is_stream) {
            return (self.element_in(over, node), Value::Unknown);
        }
        let element = match over {
            Value::Unknown | Value::Of(_) | Value::Int(_) => Value::Unknown,
            _ => self.element_in(over, node),
        };
        (Value::Index(node), element)
    }

    /// Whether an object is part of what each iteration has another one of: an element that an earlier loop made.
    fn is_of_element(
        &self,
        object: ObjId,
        iterated: Option<&(Value<'f>, bool)>,
        node: NodeId,
    ) -> bool {
        let Some(entries) = iterated.and_then(|(value, _)| self.heap.entries(value)) else {
            return false;
        };
        entries.iter().any(|entry| {
            let made = entry
                .iteration
                .filter(|made| !self.recorder.tree().ancestors(node).any(|at| at == *made));
            made.is_some_and(|made| self.is_made_by(made, object))
                && self.heap.reaches(&entry.value, object)
        })
    }

    /// Whether each round of a loop has an object of its own: it made it, or had it from a loop before that did.
    fn is_made_by(&self, made: NodeId, object: ObjId) -> bool {
        let mut earlier = self.recorder.tree().node(made).zips_with().iter();
        self.heap.is_allocated_in(made, object)
            || earlier.any(|&other| other < made && self.is_made_by(other, object))
    }

    fn label_of(frame: &Frame<'f>, body: ExprId) -> Option<Name> {
        match &frame.place.body.exprs[body].kind {
            ExprKind::Block(block) => block.label,
            _ => None,
        }
    }

    fn loop_info(frame: &Frame<'f>, kind: &LoopKind) -> LoopInfo {
        let expr = |id: ExprId| &frame.place.body.exprs[id].kind;
        match kind {
            LoopKind::Loop => LoopInfo { goes_on: GoesOn::Ever, ..LoopInfo::default() },
            LoopKind::While(cond) => {
                let ends_on_error =
                    // `while let Some(Ok(x)) = stream.next().await` is over at the first error.
                    matches!(expr(*cond), ExprKind::Let { pat, .. } if step::refuses_error(pat));
                let goes_on = match expr(*cond) {
                    ExprKind::Lit(Lit::Bool(true)) => GoesOn::Ever,
                    _ => GoesOn::Condition,
                };
                let asks_for_value =
                    asks(frame, *cond).then(|| frame.location(Self::expr_span_of(frame, *cond)));
                LoopInfo { ends_on_error, goes_on, asks_for_value, ..LoopInfo::default() }
            }
            LoopKind::Range { over, .. } => {
                let is_number = matches!(expr(*over), ExprKind::Lit(Lit::Int(_)));
                let written = matches!(expr(*over), ExprKind::Array(_));
                LoopInfo { bounded: written || is_number, ..LoopInfo::default() }
            }
            LoopKind::For { iter, .. } => {
                let written = matches!(expr(*iter), ExprKind::Array(_)) || is_range(frame, *iter);
                LoopInfo { bounded: written, ..LoopInfo::default() }
            }
        }
    }

    /// The deliveries that are there when a value fits a pattern. Whether something could be made of what was sent in one, as
    /// `Ok` and `Err` say, tells nothing about the delivery.
    pub(crate) fn present_where(&self, pat: Option<&Pat>, value: &Value<'f>) -> Vec<OriginId> {
        if pat.is_some_and(step::is_of_result) {
            self.heap.deliveries_of(value)
        } else {
            self.heap.present_with(value)
        }
    }
}

/// Whether a condition holds only where there is a value: `let Some(x) = ..`, alone or among others.
fn asks(frame: &Frame<'_>, cond: ExprId) -> bool {
    match &frame.place.body.exprs[cond].kind {
        ExprKind::Let { pat, .. } => ends::asks_for_value(pat),
        ExprKind::Binary { left, right, .. } => asks(frame, *left) || asks(frame, *right),
        _ => false,
    }
}

/// Whether an expression is a range of numbers with an end.
fn is_range(frame: &Frame<'_>, iter: ExprId) -> bool {
    matches!(frame.place.body.exprs[iter].kind, ExprKind::Range(_, Some(_)))
}
