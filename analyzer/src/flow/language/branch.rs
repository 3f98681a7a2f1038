//! Branches that exclude each other: the state is forked, each is evaluated, and the states are joined.

use crate::facts::{Body, ExprId, ExprKind, Name, Pat};
use crate::flow::heap::value::Value;
use crate::flow::language::try_operator::ends_in_failure;
use crate::flow::observe::result_use;
use crate::flow::{Evaluator, Frame};
use crate::limits::Limit;
use crate::sources::Location;
use crate::trace::node::{NodeKind, Step, Tests};

impl<'f> Evaluator<'_, 'f> {
    /// Forks: runs one of several alternatives. What follows belongs to those that go on, and their states are joined there.
    pub(crate) fn branch(
        &mut self,
        frame: &mut Frame<'f>,
        alternatives: &[Alternative<'f>],
        asks: Option<Location>,
    ) -> Value<'f> {
        let mark = self.recorder.mark();
        // Which is taken is not known, so each is evaluated from the same state.
        let (branch, before) = self.recorder.enter(NodeKind::Branch, None);
        self.recorder.set_condition(branch, asks);
        let place = |frame: &Frame<'f>, one: &Alternative<'f>| {
            one.body.map(|body| frame.location(frame.place.body.exprs[body].span))
        };
        let vars = frame.vars.clone();
        let mut fork = self.locks.fork();
        let mut joined: Option<Vec<(Name, Value<'f>)>> = None;
        let mut going_on = Vec::new();
        let mut ended = 0;
        let mut result: Option<Value<'f>> = None;
        let mut outcomes = Vec::new();
        for one in alternatives {
            self.recorder.move_to(branch);
            let (alternative, _) = self.recorder.enter(NodeKind::Alternative, None);
            self.recorder.set_condition(alternative, place(frame, one));
            self.recorder.set_tests(alternative, one.tests);
            frame.vars.clone_from(&vars);
            self.locks.begin_branch(&fork);
            self.heap.begin_branch();
            let value = self.alternative(frame, one);
            let outcome = self.heap.end_branch();
            // What it bound itself is out of scope at the join.
            frame.vars.truncate(vars.len());
            if frame.ended {
                frame.ended = false;
                ended += 1;
                continue;
            }
            going_on.push(alternative);
            outcomes.push(outcome);
            self.locks.end_branch(&mut fork, &self.heap, &value);
            result = Some(match result {
                None => value,
                Some(known) => known.either(value),
            });
            joined = Some(match joined {
                None => frame.vars.clone(),
                Some(others) => join_vars(others, &frame.vars),
            });
        }
        self.locks.join(fork);
        self.join(&outcomes);
        frame.vars = joined.unwrap_or(vars);
        frame.ended = !alternatives.is_empty() && ended == alternatives.len();
        self.recorder.move_to(before);
        let result = result.unwrap_or(Value::Unknown);
        if self.recorder.forget_if_effect_free(mark) {
            return result;
        }
        if ended > 0 && !going_on.is_empty() {
            self.recorder.continue_in(branch, &going_on);
        }
        result
    }

    fn alternative(&mut self, frame: &mut Frame<'f>, one: &Alternative<'f>) -> Value<'f> {
        let is_failure = one.begins.iter().any(|(step, _)| *step == Step::Failed);
        frame.failures += usize::from(is_failure);
        let value = self.way(frame, one);
        frame.failures -= usize::from(is_failure);
        value
    }

    fn way(&mut self, frame: &mut Frame<'f>, one: &Alternative<'f>) -> Value<'f> {
        for &(step, at) in &one.begins {
            self.recorder.step(step, at);
        }
        if let Some((pat, value)) = &one.pat {
            self.bind(frame, pat, value);
        }
        if let Some(guard) = one.guard {
            self.condition(frame, guard);
        }
        let Some(body) = one.body else { return Value::Unknown };
        let value = self.eval(frame, body);
        if ends_in_failure(frame.place.body, body) {
            self.recorder.step(Step::GivesError, frame.location(Self::expr_span_of(frame, body)));
        }
        value
    }

    /// Evaluates a condition. A guard that a plain one takes is gone before what depends on it; one of an `if let` is not.
    pub(crate) fn condition(&mut self, frame: &mut Frame<'f>, cond: ExprId) -> Value<'f> {
        let since = self.locks.now();
        let truth = self.eval(frame, cond);
        if !has_pattern(frame.place.body, cond) {
            self.locks.release_since(since, &self.heap, frame.vars.iter().map(|(_, value)| value));
        }
        truth
    }

    pub(crate) fn if_expr(
        &mut self,
        frame: &mut Frame<'f>,
        cond: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    ) -> Value<'f> {
        let scope = frame.vars.len();
        let first = self.recorder.trace().accesses().next_id();
        let outer = std::mem::take(&mut frame.presence_tested);
        let outer_ends = std::mem::take(&mut frame.end_tested);
        let truth = self.condition(frame, cond);
        let absent = std::mem::replace(&mut frame.presence_tested, outer);
        let over = std::mem::replace(&mut frame.end_tested, outer_ends);
        let asks = Some(frame.location(Self::expr_span_of(frame, cond)));
        let mut begins = self.without(&absent);
        begins.extend(over);
        let tests = self.tested_by(frame, cond);
        let mut alternatives = [
            Alternative { body: Some(then), tests, ..Alternative::skip() },
            Alternative { body: otherwise, begins, tests, ..Alternative::skip() },
        ];
        if let Some((asked, fails)) = result_use::asked_by(frame.place.body, cond) {
            let failed = (Step::Failed, frame.location(Self::expr_span_of(frame, asked)));
            alternatives[usize::from(!fails)].begins.push(failed);
        }
        if let Some((without, is_then)) = Self::without_delivery(frame, cond) {
            alternatives[usize::from(!is_then)].begins.extend(without);
        }
        // In the ways on, the same names may be those of other results.
        self.note_left(frame, (cond, then, otherwise), first);
        let value = match truth {
            // A constant decides: `if DEBUG`.
            Value::Bool(true) => self.eval(frame, then),
            Value::Bool(false) => {
                otherwise.map_or(Value::Unknown, |otherwise| self.eval(frame, otherwise))
            }
            _ => self.branch(frame, &alternatives, asks),
        };
        frame.vars.truncate(scope);
        value
    }

    /// Does something with each of several things of which only one is meant; gives what any of them gives.
    pub(crate) fn one_of<T>(
        &mut self,
        all: &[T],
        at: Location,
        mut each: impl FnMut(&mut Self, &T) -> Value<'f>,
    ) -> Value<'f> {
        let is_bounded = all.len() > 1 && self.knowledge.language.satisfies_by_structure();
        if is_bounded && !self.calls.may_fan_out() {
            let message = "what is meant here depends on too much that is not known";
            self.recorder.give_up(Limit::Choices, at, message);
            return Value::Unknown;
        }
        let (branch, before) = self.recorder.enter(NodeKind::Branch, Some(at));
        self.calls.begin_fan(all.len().max(1));
        let mut result = Value::Unknown;
        for one in all {
            self.recorder.move_to(branch);
            self.recorder.enter(NodeKind::Alternative, None);
            result = result.join(each(self, one));
        }
        self.calls.end_fan();
        self.recorder.move_to(before);
        result
    }

    /// As [`Self::one_of`] with the values that one may be.
    pub(crate) fn one_of_values(
        &mut self,
        all: &[Value<'f>],
        at: Location,
        each: impl FnMut(&mut Self, &Value<'f>) -> Value<'f>,
    ) -> Value<'f> {
        self.tell_more(all, at);
        let known = all.iter().filter(|one| !matches!(one, Value::More(_))).cloned();
        self.one_of(&known.collect::<Vec<_>>(), at, each)
    }

    /// Tells where something is used that may be more than is kept.
    pub(crate) fn tell_more(&mut self, all: &[Value<'f>], at: Location) {
        let limit = all.iter().find_map(|one| match one {
            Value::More(limit) => Some(*limit),
            _ => None,
        });
        if let Some(limit) = limit {
            let what = "what is used here may be more than was followed";
            self.recorder.give_up(limit, at, what);
        }
    }
}

/// One alternative of a branch.
pub(crate) struct Alternative<'f> {
    /// What is bound first.
    pub(crate) pat: Option<(&'f Pat, Value<'f>)>,
    /// What is asked then.
    pub(crate) guard: Option<ExprId>,
    /// What runs.
    pub(crate) body: Option<ExprId>,
    /// What is known where it begins: deliveries that are not there, streams that are over, that something failed.
    pub(crate) begins: Vec<(Step, Location)>,
    /// What decides for it.
    pub(crate) tests: Tests,
}

impl Alternative<'_> {
    /// One in which nothing happens.
    pub(crate) fn skip() -> Self {
        let (begins, tests) = (Vec::new(), Tests::default());
        Self { pat: None, guard: None, body: None, begins, tests }
    }
}

/// The variables behind two alternatives.
pub(crate) fn join_vars<'f>(
    one: Vec<(Name, Value<'f>)>,
    other: &[(Name, Value<'f>)],
) -> Vec<(Name, Value<'f>)> {
    let known = other.len();
    one.into_iter()
        .enumerate()
        .map(|(at, (name, value))| {
            if at < known && other[at].0 == name {
                (name, value.either(other[at].1.clone()))
            } else {
                (name, value)
            }
        })
        .collect()
}

/// Whether a condition binds something: `let` alone, or among others in a chain.
fn has_pattern(body: &Body, cond: ExprId) -> bool {
    match &body.exprs[cond].kind {
        ExprKind::Let { .. } => true,
        ExprKind::Binary { left, right, .. } => {
            has_pattern(body, *left) || has_pattern(body, *right)
        }
        _ => false,
    }
}
