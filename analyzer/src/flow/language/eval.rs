//! Evaluates expressions and statements: order, branches, loops and what is bound where.

use super::branch::Alternative;
use super::try_operator;
use crate::facts::{Arm, ExprId, ExprKind, Lit, Name, Path, Span, intern};
use crate::flow::effects::handlers::Registration;
use crate::flow::heap::code::Closure;
use crate::flow::heap::object::{Entry, Obj};
use crate::flow::heap::value::Value;
use crate::flow::observe::ends::Asked;
use crate::flow::{Evaluator, Frame};
use crate::limits::Limit;
use crate::sources::Location;
use crate::trace::node::{Leave, Step, Tests};
use crate::trace::outcome::ResultUse;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    /// Evaluates an expression.
    pub(crate) fn eval(&mut self, frame: &mut Frame<'f>, id: ExprId) -> Value<'f> {
        if frame.ended || self.limits.is_spent() {
            return Value::Unknown;
        }
        if self.limits.is_too_deep() {
            let at = frame.location(Self::expr_span_of(frame, id));
            self.recorder.give_up(
                Limit::Expressions,
                at,
                "what is nested here is too deep to follow",
            );
            return Value::Unknown;
        }
        // The first time is bounded by the program's size; what is evaluated again and again is what takes long.
        if frame.place.evaluated[id].replace(true) {
            self.limits.burn();
        }
        self.limits.descend();
        let value = self.eval_kind(frame, id);
        self.limits.ascend();
        if matches!(value, Value::Unknown) { self.typed(frame, id) } else { value }
    }

    fn eval_kind(&mut self, frame: &mut Frame<'f>, id: ExprId) -> Value<'f> {
        let body = frame.place.body;
        let expr = &body.exprs[id];
        let span = expr.span;
        match &expr.kind {
            ExprKind::Lit(lit) => literal(lit),
            ExprKind::Path(path) => self.path(frame, path, span),
            ExprKind::QualifiedPath { base, of_trait, name } => {
                self.qualified(frame, base, of_trait.as_deref(), *name)
            }
            ExprKind::Block(block) => self.block(frame, block),
            ExprKind::Async { body, stream, .. } => self.async_block(frame, *body, *stream),
            // What it captures is a copy: a change of a variable in it stays in it.
            ExprKind::Closure { params, body: code, .. } => {
                let captured = frame.captured(&self.bodies.mentioned(body, *code));
                let at = frame.location(span);
                let place = frame.place.clone();
                Value::Closure(Rc::new(Closure { place, params, body: *code, captured, at }))
            }
            ExprKind::Call { callee, args } => self.call_expr(frame, id, (*callee, args), span),
            ExprKind::MethodCall { receiver, name, name_span, args, .. } => {
                self.method_expr(frame, id, (*receiver, args), (*name, *name_span), span)
            }
            ExprKind::Macro { name, args } => {
                self.macro_expr(frame, *name, args, frame.location(span))
            }
            ExprKind::Field { base, name } => {
                let base = self.eval(frame, *base);
                self.field(&base, *name, frame.location(span))
            }
            ExprKind::Index { base, index } => {
                let base = self.eval(frame, *base);
                let index = self.eval(frame, *index);
                self.index(&base, &index)
            }
            ExprKind::Struct { path, fields, rest } => self.struct_expr(frame, path, fields, *rest),
            ExprKind::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|&item| self.eval(frame, item)).collect();
                Value::Tuple(items.into())
            }
            ExprKind::Array(items) => {
                let values: Vec<_> = items.iter().map(|&item| self.eval(frame, item)).collect();
                self.heap.collection(values)
            }
            ExprKind::Repeat { elem, len } => {
                let value = self.eval(frame, *elem);
                self.eval(frame, *len);
                self.heap.value_of(Obj::Collection(vec![Entry {
                    value,
                    key: None,
                    iteration: None,
                    copies: true,
                }]))
            }
            ExprKind::Cast { expr, .. } => match self.eval(frame, *expr) {
                Value::Unknown => self.named_queue(frame, id, *expr).unwrap_or(Value::Unknown),
                value => value,
            },
            ExprKind::Ref { expr, .. } | ExprKind::Deref(expr) => self.eval(frame, *expr),
            ExprKind::Unary { op, expr } => match (op.as_str(), self.eval(frame, *expr)) {
                // Nothing else is counted with: constants decide options and conditions, numbers nothing.
                ("!", Value::Bool(truth)) => Value::Bool(!truth),
                _ => Value::Unknown,
            },
            _ => self.eval_control(frame, &expr.kind, span),
        }
    }

    /// Expressions that matter for what they do and not for their value.
    fn eval_control(&mut self, frame: &mut Frame<'f>, kind: &'f ExprKind, span: Span) -> Value<'f> {
        match kind {
            ExprKind::Binary { left, right, .. } => {
                self.eval(frame, *left);
                self.eval(frame, *right);
                Value::Unknown
            }
            ExprKind::Assign { place, value, compound } => {
                // The value first, as the language has it: what it releases is gone where the place is evaluated.
                let (first, given) = (self.recorder.trace().accesses().next_id(), *value);
                let value = self.eval(frame, given);
                self.note_assigned(frame, (*place, &value), given, first);
                if *compound {
                    self.eval(frame, *place);
                } else {
                    self.assign(frame, *place, value);
                }
                Value::Unknown
            }
            ExprKind::If { cond, then, otherwise } => {
                match try_operator::asked(frame.place.body, *cond, *then, *otherwise) {
                    Some(asked) => {
                        let value = self.try_expr(frame, asked, span);
                        self.note_discarded(&value);
                        Value::Unknown
                    }
                    None => self.if_expr(frame, *cond, *then, *otherwise),
                }
            }
            ExprKind::Let { pat, expr } => {
                let first = self.recorder.trace().accesses().next_id();
                let value = self.eval(frame, *expr);
                self.note_result_use(frame, *expr, first, ResultUse::Checked);
                self.note_verdict_asked(&value, std::iter::once(pat.as_ref()));
                let asked = self.present_where(Some(pat), &value);
                frame.presence_tested.extend(asked);
                let over = self.over_without(frame, pat, *expr, &value);
                frame.end_tested.extend(over);
                self.bind(frame, pat, &value);
                Value::Unknown
            }
            ExprKind::Match { scrutinee, arms } => {
                match try_operator::matched(frame.place.body, *scrutinee, arms) {
                    Some(asked) => self.try_expr(frame, asked, span),
                    None => self.match_expr(frame, *scrutinee, arms),
                }
            }
            ExprKind::Loop { kind, body } => self.loop_expr(frame, kind, *body, span),
            ExprKind::Select { arms, otherwise } => self.select(frame, arms, *otherwise, span),
            ExprKind::Join(branches) => self.join_macro(frame, branches, span),
            ExprKind::Await(inner) => {
                let value = self.eval(frame, *inner);
                self.note_work(&value, frame.location(span));
                self.note_awaited(frame, *inner);
                self.poll(&value, frame.location(span))
            }
            ExprKind::Try(inner) => self.try_expr(frame, *inner, span),
            ExprKind::Range(from, to) => {
                // One element stands for all numbers; which one a round sees is its `Value::Index`.
                for &end in from.iter().chain(to) {
                    self.eval(frame, end);
                }
                self.heap.value_of(Obj::Collection(vec![Entry {
                    value: Value::Unknown,
                    key: None,
                    iteration: None,
                    copies: false,
                }]))
            }
            ExprKind::Return(value) => self.return_expr(frame, *value, span),
            ExprKind::Break { label, value } => self.break_expr(frame, *label, *value, span),
            ExprKind::Continue { label } => self.continue_expr(frame, *label, span),
            ExprKind::Yield(value) => {
                let value = value.map_or(Value::Unknown, |value| self.eval(frame, value));
                // Who reads a stream is not this code: a delivery in it is somebody else's from here on.
                self.hand_over(&value, frame.location(span));
                self.note_yield(frame.location(span));
                frame.yielded = std::mem::replace(&mut frame.yielded, Value::Unknown).join(value);
                Value::Unknown
            }
            ExprKind::Defer(code) => {
                self.defer(frame, *code);
                Value::Unknown
            }
            ExprKind::Unknown(parts) => {
                for &part in parts {
                    self.eval(frame, part);
                }
                Value::Unknown
            }
            _ => Value::Unknown,
        }
    }

    fn match_expr(
        &mut self,
        frame: &mut Frame<'f>,
        scrutinee: ExprId,
        arms: &'f [Arm],
    ) -> Value<'f> {
        let first = self.recorder.trace().accesses().next_id();
        let value = self.eval(frame, scrutinee);
        let scope = frame.vars.len();
        let reached = self.arms_reached(frame, scrutinee, arms, &value);
        let (asked, choices) = (Asked::by(arms), self.choices(frame, scrutinee, arms));
        let ways = self.ways_of_wait(frame, (scrutinee, arms));
        let own = |arm: &Arm| {
            let at = arms.iter().position(|known| std::ptr::eq(known, arm));
            at.and_then(|at| ways.get(at))
        };
        let alternatives: Vec<Alternative<'_>> = reached
            .into_iter()
            .map(|arm| Alternative {
                pat: Some((&arm.pat, value.clone())),
                guard: arm.guard,
                body: Some(arm.body),
                begins: {
                    let mut begins = self.begins(frame, (&asked, arm), &value);
                    begins.extend(own(arm).iter().flat_map(|way| &way.instead));
                    begins
                },
                // That a message was waited for beside something else decides nothing about it.
                tests: match own(arm) {
                    Some(way) if way.takes_message => Tests::Work,
                    _ => choices.of(arm),
                },
            })
            .collect();
        self.note_matched(frame, (scrutinee, arms), &value, first);
        let asks = frame.location(Self::expr_span_of(frame, scrutinee));
        let result = self.branch(frame, &alternatives, Some(asks));
        frame.vars.truncate(scope);
        result
    }

    pub(crate) fn expr_span_of(frame: &Frame<'f>, id: ExprId) -> Span {
        frame.place.body.exprs[id].span
    }

    fn macro_expr(
        &mut self,
        frame: &mut Frame<'f>,
        name: Name,
        args: &'f [ExprId],
        at: Location,
    ) -> Value<'f> {
        let values = self.macro_args(frame, name, args);
        self.note_macro(name, at);
        match name.as_str() {
            "pin" | "dbg" | "ready" | "black_box" => {
                values.into_iter().next().unwrap_or(Value::Unknown)
            }
            "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => {
                if name == "bail" {
                    self.recorder.step(Step::GivesError, at);
                    self.leave_body(frame);
                }
                let how = if name == "bail" { Leave::Return } else { Leave::End };
                self.leave(frame, how, None, at);
                frame.ended = true;
                Value::Unknown
            }
            "routes" | "catchers" => {
                for value in values {
                    self.register_handler(&value, Registration::of_requests());
                }
                Value::Unknown
            }
            "format" | "concat" => self.text_of(&values),
            _ => self.hold(intern(""), values),
        }
    }

    /// The value of a path: a variable, a function, a static, a unit struct.
    pub(crate) fn path(&mut self, frame: &mut Frame<'f>, path: &'f Path, span: Span) -> Value<'f> {
        if path.segments.len() == 1
            && let Some(value) = frame.lookup(path.segments[0].name)
        {
            let value = value.clone();
            self.note_carried(&value);
            return value;
        }
        self.item_value(frame, path, span)
    }
}

pub(crate) fn literal<'f>(lit: &Lit) -> Value<'f> {
    match lit {
        Lit::Str(text) | Lit::Bytes(text) => Value::Str(Rc::from(text.as_str())),
        Lit::Int(number) => Value::Int(u128::from(*number)),
        Lit::Bool(truth) => Value::Bool(*truth),
        Lit::Nil => Value::Nothing,
        Lit::Other => Value::Unknown,
    }
}
