//! Records the work on what was made of a delivery's content, where no word at a call says that it waits, and what is decoded from
//! the content.

use crate::facts::{ExprId, ExprKind};
use crate::flow::heap::value::Value;
use crate::flow::relevance::{Site, Works};
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{CallRule, Effect};
use crate::trace::node::Step;
use crate::types::infer::Callee;

impl<'f> Evaluator<'_, 'f> {
    /// A call is made with these values, on a receiver if it is a method's. What is followed says for itself what it does.
    pub(crate) fn note_work_of_call(
        &mut self,
        frame: &Frame<'f>,
        call: ExprId,
        (receiver, args): (Option<&Value<'f>>, &[Value<'f>]),
    ) {
        if !self.knowledge.language.waits_without_a_word() && !self.may_stop(frame, call) {
            return;
        }
        let mut values = receiver.into_iter().chain(args);
        let Some(origin) = values.find_map(|value| self.heap.content_in(value)) else { return };
        let (module, body) = (frame.place.module, frame.place.body);
        let Some(types) = self.types.of(module, body) else { return };
        let callee = types.calls.get(&call).map(|target| target.callee);
        let is_followed = |id| {
            receiver.is_some_and(|receiver| self.is_interesting(receiver))
                || self.is_worth_entering(id, args)
        };
        if matches!(callee, Some(Callee::Own(id)) if is_followed(id)) {
            return;
        }
        let site = Site { module, body, types };
        let step = match self.relevance.works(site, call, self.knowledge, self.resolver) {
            Works::No => return,
            Works::Maybe => Step::Use(origin),
            Works::Surely => Step::Work(origin),
        };
        self.recorder.step(step, frame.location(body.exprs[call].span));
    }

    /// Whether a call may take time though no word says so. This is asked of every call.
    fn may_stop(&self, frame: &Frame<'f>, call: ExprId) -> bool {
        if let Some(Callee::Own(id)) = frame.place.types.target(call).map(|target| target.callee) {
            return self.relevance.is_working(id);
        }
        let exprs = &frame.place.body.exprs;
        match &exprs[call].kind {
            ExprKind::MethodCall { name, .. } => self.knowledge.may_take_time(*name),
            ExprKind::Call { callee, .. } => match &exprs[*callee].kind {
                ExprKind::Path(path) => {
                    path.segments.last().is_some_and(|last| self.knowledge.may_take_time(last.name))
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// What is decoded from a delivery's content goes into a variable: `json.Unmarshal(d.Body, &order)`.
    pub(crate) fn note_decoded(
        &self,
        frame: &mut Frame<'f>,
        rule: Option<&CallRule>,
        from: Option<&Value<'f>>,
        args: &[ExprId],
    ) {
        let Some(rule) = rule.filter(|rule| rule.effect == Effect::Decode) else { return };
        let (Some(&place), Some(from)) = (args.get(rule.arg), from) else { return };
        if !self.is_mere_content(from) {
            return;
        }
        let variable = match frame.place.body.exprs[place].kind {
            ExprKind::Ref { expr, .. } => expr,
            _ => place,
        };
        Self::assign_variable(frame, variable, from.clone());
    }
}
