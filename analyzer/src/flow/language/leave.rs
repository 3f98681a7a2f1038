//! Code that is left in its middle, by `break`, `continue` or `return`: what it stored by then stands where it goes on.

use super::branch::join_vars;
use crate::facts::{Body, ExprId, ExprKind, Lit, Name, Span};
use crate::flow::heap::value::Value;
use crate::flow::heap::write::Outcome;
use crate::flow::language::try_operator::ends_in_failure;
use crate::flow::machine::frame::{Around, Left};
use crate::flow::{Evaluator, Frame};
use crate::trace::node::{Leave, Step};

impl<'f> Evaluator<'_, 'f> {
    /// `return value`
    pub(crate) fn return_expr(
        &mut self,
        frame: &mut Frame<'f>,
        value: Option<ExprId>,
        span: Span,
    ) -> Value<'f> {
        // An operation in the value of `return` has not failed yet.
        let first = self.recorder.trace().accesses().next_id();
        let fails = value.is_some_and(|value| ends_in_failure(frame.place.body, value));
        let last = value.map(|value| last_result(frame.place.body, value));
        let value = value.map_or(Value::Unknown, |value| self.eval(frame, value));
        frame.note_returned(value);
        // What an operation gives is an error only where it fails.
        let is_own = self.recorder.trace().accesses().next_id() == first;
        let fails = fails
            || frame.failures > 0
                && is_own
                && last.is_some_and(|last| self.may_be_error(frame, last));
        if fails {
            self.recorder.step(Step::GivesError, frame.location(span));
        }
        self.leave_body(frame);
        self.leave(frame, Leave::Return, None, frame.location(span));
        frame.ended = true;
        Value::Unknown
    }

    /// Whether what code gives last is an error, on a way on which something had failed.
    fn may_be_error(&self, frame: &Frame<'f>, last: ExprId) -> bool {
        self.knowledge.language.gives_errors_last()
            && match &frame.place.body.exprs[last].kind {
                ExprKind::Lit(lit) => !matches!(lit, Lit::Nil),
                ExprKind::Path(_)
                | ExprKind::Call { .. }
                | ExprKind::Struct { .. }
                | ExprKind::Ref { .. } => true,
                _ => false,
            }
    }

    /// `break value`
    pub(crate) fn break_expr(
        &mut self,
        frame: &mut Frame<'f>,
        label: Option<Name>,
        value: Option<ExprId>,
        span: Span,
    ) -> Value<'f> {
        let value = value.map_or(Value::Unknown, |value| self.eval(frame, value));
        // A loop may be left at several places, each with a value of its own.
        frame.broken = std::mem::replace(&mut frame.broken, Value::Unknown).join(value);
        self.go_on_at(frame, label, |around| &mut around.behind);
        self.leave(frame, Leave::Break, label, frame.location(span));
        frame.ended = true;
        Value::Unknown
    }

    /// `continue`
    pub(crate) fn continue_expr(
        &mut self,
        frame: &mut Frame<'f>,
        label: Option<Name>,
        span: Span,
    ) -> Value<'f> {
        self.go_on_at(frame, label, |around| &mut around.again);
        self.leave(frame, Leave::Continue, label, frame.location(span));
        frame.continued = true;
        frame.ended = true;
        Value::Unknown
    }

    /// The body is left here.
    pub(crate) fn leave_body(&mut self, frame: &mut Frame<'f>) {
        let written = self.heap.written_since(frame.depth);
        frame.left.push(written);
    }

    /// Code goes on behind what is around, or with its next round.
    fn go_on_at(
        &mut self,
        frame: &mut Frame<'f>,
        label: Option<Name>,
        place: impl for<'a> Fn(&'a mut Around<'f>) -> &'a mut Left<'f>,
    ) {
        let is_meant = |around: &Around<'f>| match label {
            Some(label) => around.label == Some(label),
            None => around.is_loop,
        };
        let Some(around) = frame.around.iter_mut().rev().find(|around| is_meant(around)) else {
            return;
        };
        let written = self.heap.written_since(around.depth);
        // What was declared inside is out of scope where code goes on.
        let vars = &frame.vars[..around.scope.min(frame.vars.len())];
        let left = place(around);
        left.written.push(written);
        // Code comes there from several places: a variable is what any of them left.
        left.vars = Some(match left.vars.take() {
            None => vars.to_vec(),
            Some(others) => join_vars(others, vars),
        });
    }

    /// A block begins that may be left by its label.
    pub(crate) fn begin_block(&mut self, frame: &mut Frame<'f>, label: Name) {
        let around = Around::new(Some(label), false, frame.vars.len(), self.heap.depth());
        frame.around.push(around);
    }

    /// It ends, or was left.
    pub(crate) fn end_block(&mut self, frame: &mut Frame<'f>, value: Value<'f>) -> Value<'f> {
        if let Some(around) = frame.around.pop() {
            self.arrive(frame, around.behind);
        }
        frame.ended = false;
        value.join(std::mem::replace(&mut frame.broken, Value::Unknown))
    }

    /// Code comes here that was left elsewhere, beside the code before.
    pub(crate) fn arrive(&mut self, frame: &mut Frame<'f>, left: Left<'f>) {
        let Some(vars) = left.vars else { return };
        frame.vars = join_vars(std::mem::take(&mut frame.vars), &vars);
        self.join_left(left.written, frame.ended);
    }

    /// Evaluates a body to its end, and what was put off until then.
    pub(crate) fn eval_body(&mut self, frame: &mut Frame<'f>, root: ExprId) -> Value<'f> {
        frame.root = root;
        let value = self.eval(frame, root);
        self.end_of_body(frame);
        self.run_deferred(frame);
        value
    }

    /// The end of a body: the paths that left it are joined.
    pub(crate) fn end_of_body(&mut self, frame: &mut Frame<'f>) {
        self.join_left(std::mem::take(&mut frame.left), frame.ended);
    }

    /// What the paths that are joined here had stored, the code before among them unless it does not come here.
    fn join_left(&mut self, mut paths: Vec<Outcome<'f>>, ended: bool) {
        if paths.iter().all(Outcome::is_empty) {
            return;
        }
        // The way that left nothing early had stored what stands in the heap by now.
        if !ended {
            paths.push(Outcome::default());
        }
        self.join(&paths);
    }
}

/// The last of what a function gives.
fn last_result(body: &Body, value: ExprId) -> ExprId {
    match &body.exprs[value].kind {
        ExprKind::Tuple(items) => items.last().copied().unwrap_or(value),
        _ => value,
    }
}
