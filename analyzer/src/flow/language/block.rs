//! Blocks and their statements: what is bound in them, and what goes out of scope behind them.

use super::branch::Alternative;
use crate::facts::{Block, ExprId, ExprKind, Pat, Stmt, intern};
use crate::flow::heap::code::Future;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn block(&mut self, frame: &mut Frame<'f>, block: &'f Block) -> Value<'f> {
        let scope = frame.vars.len();
        let left_for = block.label.filter(|label| !frame.is_in_loop_of(*label));
        if let Some(label) = left_for {
            self.begin_block(frame, label);
        }
        let module =
            block.scope.and_then(|scope| self.program.block_module(frame.place.body, scope));
        frame.place.blocks.extend(module);
        for stmt in &block.stmts {
            if frame.ended {
                break;
            }
            // A guard that no variable holds lives to the end of its statement.
            let since = self.locks.now();
            self.statement(frame, stmt);
            self.release_temporaries(frame, since, scope);
        }
        let value = block.tail.map_or(Value::Unknown, |tail| self.eval(frame, tail));
        if module.is_some() {
            frame.place.blocks.pop();
        }
        self.end_scope(frame, scope, &value);
        if left_for.is_some() {
            return self.end_block(frame, value);
        }
        value
    }

    pub(crate) fn statement(&mut self, frame: &mut Frame<'f>, stmt: &'f Stmt) {
        match stmt {
            Stmt::Let { pat, ty, init, otherwise, .. } => {
                let since = self.recorder.tree().next();
                let (first, mark) =
                    (self.recorder.trace().accesses().next_id(), self.recorder.mark());
                let mut value = init.map_or(Value::Unknown, |init| self.let_value(frame, init));
                if let Some(ty) = ty
                    && value.is_unknown()
                    && init.is_some()
                {
                    // What is written beside the variable is the last word where its value was not understood.
                    value = value.join(self.declared(frame, ty));
                }
                if let (Pat::Wild, Some(init)) = (pat, init) {
                    self.note_forgotten(frame, *init, since);
                }
                if let Some(init) = init {
                    let binding = (pat, *init, otherwise.is_some());
                    self.note_binding(frame, binding, &value, (first, mark));
                }
                if let Some(otherwise) = otherwise {
                    let mut begins = self.without(&self.present_where(Some(pat), &value));
                    if let Some(init) = *init {
                        begins.extend(self.over_without(frame, pat, init, &value));
                    }
                    let tests = init.map(|init| self.tested_by_pattern(frame, pat, init));
                    let left = Alternative {
                        body: Some(*otherwise),
                        begins,
                        tests: tests.unwrap_or_default(),
                        ..Alternative::skip()
                    };
                    // `let .. else` leaves on one way and binds on the other.
                    let alternatives = [left, Alternative::skip()];
                    let asks = init.map(|init| frame.location(Self::expr_span_of(frame, init)));
                    self.branch(frame, &alternatives, asks);
                }
                self.bind(frame, pat, &value);
            }
            Stmt::Expr(expr) => {
                let since = self.recorder.tree().next();
                let (first, mark) =
                    (self.recorder.trace().accesses().next_id(), self.recorder.mark());
                let value = self.eval(frame, *expr);
                self.note_result_dropped(frame, *expr, first);
                self.note_forgotten(frame, *expr, since);
                self.note_statement(frame, *expr, &value, mark);
                self.discard(&value, *expr, frame);
            }
        }
    }

    /// What a variable begins with. What `let` borrows out of a temporary has the temporary live as long as the variable.
    fn let_value(&mut self, frame: &mut Frame<'f>, init: ExprId) -> Value<'f> {
        match &frame.place.body.exprs[init].kind {
            ExprKind::Ref { expr, .. } => self.lent(frame, *expr),
            _ => self.eval(frame, init),
        }
    }

    /// A place that is borrowed for as long as its block runs.
    fn lent(&mut self, frame: &mut Frame<'f>, id: ExprId) -> Value<'f> {
        let expr = &frame.place.body.exprs[id];
        let value = match &expr.kind {
            ExprKind::Ref { expr, .. } | ExprKind::Deref(expr) => self.lent(frame, *expr),
            ExprKind::Field { base, name } => {
                let base = self.lent(frame, *base);
                self.field(&base, *name, frame.location(expr.span))
            }
            ExprKind::Await(_) | ExprKind::Call { .. } | ExprKind::MethodCall { .. } => {
                let value = self.eval(frame, id);
                // Only guards are asked for.
                if self.locks.count() > 0 {
                    frame.declare(intern("&"), value.clone());
                }
                value
            }
            _ => self.eval(frame, id),
        };
        if value.is_unknown() { self.typed(frame, id) } else { value }
    }

    pub(crate) fn async_block(
        &mut self,
        frame: &mut Frame<'f>,
        body: ExprId,
        stream: bool,
    ) -> Value<'f> {
        let captured = frame.captured(&self.bodies.mentioned(frame.place.body, body));
        let place = frame.place.clone();
        let future = Value::Future(Rc::new(Future::Block { place, body, captured }));
        if !stream {
            return future;
        }
        let generator = Future::Generator { code: future, made: self.recorder.cursor() };
        self.heap.collection(vec![Value::Future(Rc::new(generator))])
    }
}
