//! Futures of one task that run together: `select!`, `join!`.

use super::branch::Alternative;
use crate::facts::{ExprId, ExprKind, SelectArm, Span};
use crate::flow::heap::code::{Future, LaneValue, Until};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::node::{Step, Tests};
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn select(
        &mut self,
        frame: &mut Frame<'f>,
        arms: &'f [SelectArm],
        otherwise: Option<ExprId>,
        span: Span,
    ) -> Value<'f> {
        let at = frame.location(span);
        for guard in arms.iter().filter_map(|arm| arm.guard) {
            self.eval(frame, guard);
        }
        let results = self.poll_made(arms, at, |evaluator, arm| {
            let future = evaluator.eval(frame, arm.future);
            evaluator.note_awaited(frame, arm.future);
            Self::dropped_by_select(frame, arm.future, future, at)
        });
        let received: Vec<Vec<OriginId>> =
            results.iter().map(|value| self.heap.present_with(value)).collect();
        // Of a stream that lost, nothing is there on the other ways.
        let step_at = |evaluator: &Self, step: Step, origin: OriginId| {
            (step, evaluator.recorder.trace().origin(origin).at)
        };
        let mut alternatives: Vec<Alternative<'f>> = Vec::with_capacity(arms.len());
        for ((arm, value), own) in arms.iter().zip(results).zip(&received) {
            let others = received.iter().flatten().filter(|other| !own.contains(other));
            let begins = others.map(|&other| step_at(self, Step::Instead(other), other)).collect();
            let pat = Some((&arm.pat, value));
            // What comes first is no matter of the message, unless it is the message or the work on it.
            let tests =
                if own.is_empty() { self.tested_by_event(frame, arm.future) } else { Tests::Work };
            let body = Some(arm.handler);
            alternatives.push(Alternative { pat, guard: None, body, begins, tests });
        }
        let all: Vec<OriginId> = received.into_iter().flatten().collect();
        let begins = self.without(&all);
        let rest =
            otherwise.map(|body| Alternative { body: Some(body), begins, ..Alternative::skip() });
        alternatives.extend(rest);
        self.branch(frame, &alternatives, None)
    }

    /// A branch of `select!` that loses is dropped, unless it is only borrowed there.
    fn dropped_by_select(
        frame: &Frame<'f>,
        branch: ExprId,
        future: Value<'f>,
        at: Location,
    ) -> Value<'f> {
        let borrowed =
            // `&mut future` and a pinned variable are polled again in the next round.
            matches!(frame.place.body.exprs[branch].kind, ExprKind::Ref { .. } | ExprKind::Path(_));
        if borrowed || !matches!(future, Value::Future(_)) {
            return future;
        }
        Value::Future(Rc::new(Future::Cancellable { inner: future, at }))
    }

    pub(crate) fn join_macro(
        &mut self,
        frame: &mut Frame<'f>,
        branches: &[ExprId],
        span: Span,
    ) -> Value<'f> {
        let at = frame.location(span);
        let lanes: Vec<_> = branches
            .iter()
            .map(|&branch| LaneValue { value: self.eval(frame, branch), many: None })
            .collect();
        let results = self.poll_together(lanes, Until::All, at);
        Value::Tuple(results.into())
    }
}
