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
        if !self.knowledge.language.waits_without_a_word() {
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
