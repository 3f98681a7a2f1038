//! Records where code goes on when a stream of deliveries is over: the arm for `None`, the other side of `if let Some(x)`.
//!
//! Only what was received as a whole counts: that a part of a message is missing says nothing about the stream.

use super::listeners::select::{hears_of_end, is_wait, waits_at};
use super::step;
use crate::facts::{Arm, Body, ExprId, ExprKind, Lit, Name, Pat, Path};
use crate::flow::bodies::names::is_name;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{HandleKind, Kind};
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::Step;
use std::collections::BTreeSet;

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

/// What is known of one way on from a wait for the first of several things.
pub(crate) struct Way {
    /// What the other ways are for is not there.
    pub(crate) instead: Vec<(Step, Location)>,
    /// Whether what it waits for is a message.
    pub(crate) takes_message: bool,
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

    /// What is known of each way on from a wait for the first of several things; nothing, where nothing is waited for.
    pub(crate) fn ways_of_wait(
        &mut self,
        frame: &mut Frame<'f>,
        (scrutinee, arms): (ExprId, &[Arm]),
    ) -> Vec<Way> {
        let body = frame.place.body;
        if !is_wait(body, scrutinee, arms) {
            return Vec::new();
        }
        let mut received: Vec<Vec<OriginId>> = Vec::new();
        let mut takes_message: Vec<bool> = Vec::new();
        for arm in arms {
            let queue = waits_at(self, body, arm);
            let is_by_type = queue.is_some_and(|queue| self.carries_deliveries(frame, queue));
            // Looking at a variable or a field does nothing.
            // What a call does would happen twice.
            let looks = |id: &ExprId| {
                matches!(body.exprs[*id].kind, ExprKind::Path(_) | ExprKind::Field { .. })
            };
            let value = queue.filter(looks).map(|queue| self.eval(frame, queue));
            let is_held =
                value.as_ref().is_some_and(|value| self.heap.delivery_in(value).is_some());
            let consumers = value.map(|value| self.consumers_in(&value)).unwrap_or_default();
            takes_message.push(is_by_type || is_held || !consumers.is_empty());
            received.push(consumers);
        }
        let at = |origin: OriginId| self.recorder.trace().origin(origin).at;
        let ways = received.iter().zip(takes_message).map(|(own, takes_message)| {
            // Two arms may wait for one stream: what came by one is there on both.
            let others = received.iter().flatten().filter(|other| !own.contains(other));
            let instead = others.map(|&other| (Step::Instead(other), at(other))).collect();
            Way { instead, takes_message }
        });
        ways.collect()
    }

    /// Whether what a queue carries is deliveries, by its type.
    fn carries_deliveries(&mut self, frame: &Frame<'f>, queue: ExprId) -> bool {
        let Ty::External(_, args) = self.inferred(frame, queue) else { return false };
        match args.first() {
            Some(Ty::External(of, _)) => self.is_delivery_type(*of),
            // A value around one: `struct { order amqp.Delivery; err error }`.
            Some(Ty::Adt(id, _)) => {
                let shape = self.program.ty(*id).def.variants.first();
                let fields = shape.map_or(&[][..], |shape| &shape.fields);
                fields.iter().any(|field| match self.type_in(*id, &[], &field.ty) {
                    Ty::External(of, _) => self.is_delivery_type(of),
                    _ => false,
                })
            }
            _ => false,
        }
    }

    fn is_delivery_type(&self, path: Name) -> bool {
        self.knowledge.handle(path).is_some_and(|(_, kind)| kind == HandleKind::Delivery)
    }

    fn consumers_in(&self, value: &Value<'f>) -> Vec<OriginId> {
        let consumers = self.heap.handles_of(value).filter(|it| it.kind == HandleKind::Consumer);
        consumers.map(|handle| handle.origin).collect()
    }

    /// A delivery is taken of which nothing says whether there is one: the end of the stream is a turn like another.
    pub(crate) fn note_unasked_end(&mut self, frame: &Frame<'f>, call: ExprId, first: AccessId) {
        let body = frame.place.body;
        let at = frame.location(body.exprs[call].span);
        // `for range` and `v, ok :=` hear of the end by themselves.
        // Most calls receive nothing, and the rest of the body is looked at for those that do.
        let received = self.received_since(first, at);
        if received.is_empty() || is_taken_as_pair(body, call) || hears_of_end(self, frame, call) {
            return;
        }
        for origin in received {
            self.recorder.step(Step::Over(origin), at);
        }
    }

    /// `delivery, ok := <-deliveries`: `ok` says from here on whether there is a delivery.
    pub(crate) fn note_presence(
        &mut self,
        frame: &mut Frame<'f>,
        name: Name,
        value: ExprId,
        first: AccessId,
    ) {
        // `ok` is used again and again: the last receive counts.
        frame.presence.retain(|(known, _)| *known != name);
        let body = frame.place.body;
        let ExprKind::Tuple(items) = &body.exprs[value].kind else { return };
        let Some(&call) = items.first() else { return };
        let at = frame.location(body.exprs[call].span);
        if is_pair(body, items) {
            let received = self.received_since(first, at).into_iter();
            frame.presence.extend(received.map(|origin| (name, origin)));
        }
    }

    /// The consumers that something is received of: where a lost one was replaced, either may be meant.
    fn received_since(&self, first: AccessId, at: Location) -> BTreeSet<OriginId> {
        let since = self.recorder.trace().accesses().since(first);
        let received = since.filter(|(_, one)| {
            let info = self.knowledge.operation(one.operation);
            let is_receive = info.operation.kinds.contains(&Kind::Receive);
            // A stream that is polled gives `None` at its end, which a pattern asks for.
            is_receive && one.at == at && self.knowledge.client(info.client).blocking
        });
        received.map(|(_, one)| one.origin).collect()
    }

    /// What is known where a condition says that there is no delivery, and whether that is where it holds.
    pub(crate) fn without_delivery(
        frame: &Frame<'f>,
        cond: ExprId,
    ) -> Option<(Vec<(Step, Location)>, bool)> {
        let body = frame.place.body;
        let (asked, is_then) = match &body.exprs[cond].kind {
            ExprKind::Unary { op, expr } if op.as_str() == "!" => (*expr, true),
            _ => (cond, false),
        };
        let (name, _) = is_name(body, asked)?;
        let of_name = frame.presence.iter().filter(|(known, _)| *known == name);
        let at = frame.location(body.exprs[cond].span);
        let steps = of_name
            .flat_map(|&(_, origin)| [(Step::Without(origin), at), (Step::Over(origin), at)]);
        let steps: Vec<_> = steps.collect();
        (!steps.is_empty()).then_some((steps, is_then))
    }

    /// That deliveries are not there.
    pub(crate) fn without(&self, absent: &[OriginId]) -> Vec<(Step, Location)> {
        let at = |origin: OriginId| self.recorder.trace().origin(origin).at;
        absent.iter().map(|&origin| (Step::Without(origin), at(origin))).collect()
    }

    fn over(&self, value: &Value<'f>, at: Location) -> Vec<(Step, Location)> {
        let mut found: Vec<OriginId> = Vec::new();
        for handle in self.heap.handles_of(value) {
            let is_whole = handle.kind == HandleKind::Delivery && !handle.part;
            if is_whole && !found.contains(&handle.origin) {
                found.push(handle.origin);
            }
        }
        found.into_iter().map(|origin| (Step::Over(origin), at)).collect()
    }
}

/// Whether a receive is written so that it says whether there was something to receive.
fn is_taken_as_pair(body: &Body, call: ExprId) -> bool {
    body.exprs.iter().any(|expr| match &expr.kind {
        ExprKind::Tuple(items) => items.first() == Some(&call) && is_pair(body, items),
        _ => false,
    })
}

fn is_pair(body: &Body, items: &[ExprId]) -> bool {
    matches!(items, [_, second] if matches!(body.exprs[*second].kind, ExprKind::Lit(Lit::Other)))
}

/// Whether a pattern tells a value from none.
pub(crate) fn asks_for_value(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(path, parts) => match last(path) {
            "Some" => true,
            // `Ok(Some(x))` of `try_next()`.
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
        // `_` behind `Ok(..)` is met by errors alone, or by them, too.
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
