//! Blocks and their statements: what is bound in them, and what goes out of scope behind them.

use super::branch::Alternative;
use crate::facts::{Block, ExprId, Stmt};
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
                let (first, mark) =
                    (self.recorder.trace().accesses().next_id(), self.recorder.mark());
                let mut value = init.map_or(Value::Unknown, |init| self.eval(frame, init));
                if let Some(ty) = ty
                    && value.is_unknown()
                    && init.is_some()
                {
                    // What is written beside the variable is the last word where its value was not understood.
                    value = value.join(self.declared(frame, ty));
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
                let (first, mark) =
                    (self.recorder.trace().accesses().next_id(), self.recorder.mark());
                let value = self.eval(frame, *expr);
                self.note_result_dropped(frame, *expr, first);
                self.note_statement(frame, *expr, &value, mark);
                self.discard(&value, *expr, frame);
            }
        }
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
