//! Records where code goes on when a stream of deliveries is over: the arm for `None`, the other side of `if let Some(x)`.
//!
//! Only what was received as a whole counts: that a part of a message is missing says nothing about the stream.

use super::step;
use crate::facts::{Arm, ExprId, Pat, Path};
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::node::Step;

/// What the arms of a `match` ask together: looked at once, however many they are.
pub(crate) struct Asked<'f> {
    /// Whether one of them tells a value from none.
    for_value: bool,
    /// The first that asks how something went.
    of_result: Option<&'f Pat>,
    /// The body of the first that takes the end of a stream in every case.
    at_end: Option<ExprId>,
}

impl<'f> Asked<'f> {
    pub(crate) fn by(arms: &'f [Arm]) -> Self {
        let takes_all = |known: &&Arm| known.guard.is_none() && takes_end(&known.pat);
        Self {
            for_value: arms.iter().any(|arm| asks_for_value(&arm.pat)),
            of_result: arms.iter().map(|arm| &arm.pat).find(|pat| step::is_of_result(pat)),
            at_end: arms.iter().find(takes_all).map(|arm| arm.body),
        }
    }
}

impl<'f> Evaluator<'_, 'f> {
    /// The streams that are over where a value does not fit a pattern: `if let Some(x) = value`.
    pub(crate) fn over_without(
        &self,
        frame: &Frame<'f>,
        pat: &Pat,
        asked: ExprId,
        value: &Value<'f>,
    ) -> Vec<(Step, Location)> {
        if !asks_for_value(pat) || takes_end(pat) {
            return Vec::new();
        }
        self.over(value, frame.location(frame.place.body.exprs[asked].span))
    }

    /// The streams that are over where an arm is taken, maybe among other cases.
    fn over_in(
        &self,
        frame: &Frame<'f>,
        (asked, arm): (&Asked<'f>, &Arm),
        value: &Value<'f>,
    ) -> Vec<(Step, Location)> {
        let is_met = takes_end(&arm.pat)
            && asked.at_end.is_none_or(|first| first == arm.body || arm.guard.is_some());
        if !asked.for_value || !is_met {
            return Vec::new();
        }
        self.over(value, frame.location(frame.place.body.exprs[arm.body].span))
    }

    /// What is known where an arm of a `match` begins.
    pub(crate) fn begins(
        &self,
        frame: &Frame<'f>,
        (asked, arm): (&Asked<'f>, &Arm),
        value: &Value<'f>,
    ) -> Vec<(Step, Location)> {
        let mut begins = Vec::new();
        if step::is_negative(&arm.pat) {
            begins = self.without(&self.present_where(asked.of_result, value));
        }
        begins.extend(self.over_in(frame, (asked, arm), value));
        if asked.of_result.is_some() && is_failure(&arm.pat) {
            begins.push((Step::Failed, frame.location(frame.place.body.exprs[arm.body].span)));
        }
        begins
    }

    /// That deliveries are not there.
    pub(crate) fn without(&self, absent: &[OriginId]) -> Vec<(Step, Location)> {
        let at = |origin: OriginId| self.recorder.trace().origin(origin).at;
        absent.iter().map(|&origin| (Step::Without(origin), at(origin))).collect()
    }

    fn over(&self, value: &Value<'f>, at: Location) -> Vec<(Step, Location)> {
        let mut found: Vec<OriginId> = Vec::new();
        self.heap.visit(value, 0, &mut |obj| {
            if let Obj::Handle(handle) = obj
                && handle.kind == HandleKind::Delivery
                && !handle.part
                && !found.contains(&handle.origin)
            {
                found.push(handle.origin);
            }
        });
        found.into_iter().map(|origin| (Step::Over(origin), at)).collect()
    }
}

/// Whether a pattern tells a value from none.
pub(crate) fn asks_for_value(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(path, parts) => match last(path) {
            "Some" => true,
            "Ok" => parts.iter().any(asks_for_value),
            _ => false,
        },
        Pat::Bind { sub: Some(inner), .. } | Pat::Ref(inner) => asks_for_value(inner),
        Pat::Bind { name, sub: None, .. } => *name == "None",
        Pat::Path(path) => last(path) == "None",
        Pat::Or(all) => all.iter().any(asks_for_value),
        _ => false,
    }
}

/// Whether a pattern is met by an error, where others are met by a success.
fn is_failure(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::TupleStruct(path, _) => last(path) == "Err",
        Pat::Ref(inner) => is_failure(inner),
        Pat::Or(all) => all.iter().all(is_failure),
        _ => false,
    }
}

/// Whether a pattern is met by the end of a stream: `None`, `Ok(None)`, and what takes all.
fn takes_end(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::Bind { sub: Some(inner), .. } | Pat::Ref(inner) => takes_end(inner),
        Pat::Bind { name, sub: None, .. } => {
            *name == "None" || !name.starts_with(char::is_uppercase)
        }
        Pat::Path(path) => last(path) == "None",
        Pat::TupleStruct(path, parts) => last(path) == "Ok" && parts.iter().all(takes_end),
        Pat::Or(all) => all.iter().any(takes_end),
        _ => false,
    }
}

fn last(path: &Path) -> &str {
    path.segments.last().map_or("", |last| last.name.as_str())
}
