//! What a decision tests: how the work went or what a message says, which is the same whenever the message comes again, or
//! something else, such as how often it came, what kind of error it was, or whether the program ends.

use crate::facts::{Arm, ExprId, ExprKind, Lit, Name, Pat};
use crate::flow::bodies::names::is_name;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::trace::node::Tests;

/// What a `match` chooses by, besides success and failure.
pub(crate) struct Choices {
    /// What the patterns begin with behind which it is chosen.
    chosen: Vec<Vec<Name>>,
    /// Guards that compare numbers which stay.
    counting: Vec<ExprId>,
}

impl Choices {
    /// What decides for an arm: also what others with the same beginning take away from it.
    pub(crate) fn of(&self, arm: &Arm) -> Tests {
        let own = heads(&arm.pat);
        let is_chosen = self.chosen.iter().any(|heads| heads.starts_with(&own));
        match arm.guard {
            _ if is_chosen => Tests::Else,
            Some(guard) if self.counting.contains(&guard) => Tests::Count,
            _ => Tests::Work,
        }
    }
}

/// What a part of a condition speaks of.
#[derive(Clone, Copy, Default)]
struct Spoken {
    /// What was made of a delivery's content.
    content: bool,
    /// A delivery as such: its flags, its headers, its tag.
    delivery: bool,
    /// Something is awaited.
    awaited: bool,
}

impl Evaluator<'_, '_> {
    /// What a condition tests.
    pub(crate) fn tested_by(&mut self, frame: &Frame<'_>, cond: ExprId) -> Tests {
        self.condition_tests(frame, cond)
    }

    /// What decides between a value's pattern and all else.
    pub(crate) fn tested_by_pattern(&mut self, frame: &Frame<'_>, pat: &Pat, of: ExprId) -> Tests {
        if is_plain(pat) { self.outcome_tests(frame, of) } else { self.choice(frame, pat, of) }
    }

    /// Which arms of a `match` something else than the work decides for. Asked once for all of them.
    pub(crate) fn choices(&mut self, frame: &Frame<'_>, of: ExprId, arms: &[Arm]) -> Choices {
        let mut chosen: Vec<Vec<Name>> = Vec::new();
        let mut counting = Vec::new();
        for arm in arms {
            let tests = arm.guard.map(|guard| self.condition_tests(frame, guard));
            counting.extend(arm.guard.filter(|_| tests == Some(Tests::Count)));
            let guarded = tests == Some(Tests::Else);
            let heads = heads(&arm.pat);
            let is_new = !chosen.contains(&heads);
            if is_new && (guarded || self.tested_by_pattern(frame, &arm.pat, of) == Tests::Else) {
                chosen.push(heads);
            }
        }
        Choices { chosen, counting }
    }

    /// What the first of several events says: the work on a message, or something else.
    pub(crate) fn tested_by_event(&self, frame: &Frame<'_>, event: ExprId) -> Tests {
        let spoken = self.spoken(frame, event);
        if spoken.content || spoken.delivery { Tests::Work } else { Tests::Else }
    }

    fn condition_tests(&mut self, frame: &Frame<'_>, id: ExprId) -> Tests {
        let exprs = &frame.place.body.exprs;
        match &exprs[id].kind {
            ExprKind::Let { pat, expr } if is_plain(pat) => self.outcome_tests(frame, *expr),
            ExprKind::Let { pat, expr } => self.choice(frame, pat, *expr),
            ExprKind::Unary { expr, .. } | ExprKind::Ref { expr, .. } | ExprKind::Deref(expr) => {
                self.condition_tests(frame, *expr)
            }
            ExprKind::Binary { op, left: one, right: other } => match op.as_str() {
                "&&" | "||" => {
                    let both = [*one, *other].map(|side| self.condition_tests(frame, side));
                    if both.contains(&Tests::Else) { Tests::Else } else { Tests::Work }
                }
                _ if matches!(exprs[*other].kind, ExprKind::Lit(Lit::Nil)) => Tests::Work,
                _ => self.value_tests(frame, id),
            },
            ExprKind::MethodCall { receiver, name, args, .. }
                if args.is_empty() && matches!(name.as_str(), "is_ok" | "is_err") =>
            {
                self.outcome_tests(frame, *receiver)
            }
            ExprKind::Path(_) => match self.initial(frame, id) {
                Some(init) => self.condition_tests(frame, init),
                // Of what a caller gives, the caller knows what it stands for.
                None if is_parameter(self, frame, id) => Tests::Work,
                None => self.value_tests(frame, id),
            },
            _ => self.value_tests(frame, id),
        }
    }

    /// Whether something went well or is there: what the work gave, unless it was asked of the delivery itself.
    fn outcome_tests(&mut self, frame: &Frame<'_>, id: ExprId) -> Tests {
        if let Some(init) = self.initial(frame, id) {
            return self.outcome_tests(frame, init);
        }
        let spoken = self.spoken(frame, id);
        let of_delivery = spoken.delivery && !spoken.content && !spoken.awaited;
        // Whether there is a delivery at all is no question about it.
        if of_delivery && is_part(frame, id) { Tests::Else } else { Tests::Work }
    }

    /// A value that is true or not, or a number: the same whenever the message comes again, or not.
    fn value_tests(&mut self, frame: &Frame<'_>, id: ExprId) -> Tests {
        let spoken = self.spoken(frame, id);
        let is_of_message = spoken.content && !spoken.delivery;
        if is_of_message && self.compares_what_stays(frame, id) {
            return Tests::Count;
        }
        if spoken.awaited || is_of_message { Tests::Work } else { Tests::Else }
    }

    /// Whether numbers are compared that are the same whenever the message comes again: `job.attempts + 1 < self.limit`.
    fn compares_what_stays(&self, frame: &Frame<'_>, id: ExprId) -> bool {
        match &frame.place.body.exprs[id].kind {
            ExprKind::Binary { op, left, right } => {
                matches!(op.as_str(), "<" | "<=" | ">" | ">=")
                    && [*left, *right].iter().all(|&side| self.stays(frame, side))
            }
            _ => false,
        }
    }

    /// Whether a number is the message's own, written down, or a setting of what the method belongs to.
    fn stays(&self, frame: &Frame<'_>, id: ExprId) -> bool {
        let body = frame.place.body;
        match &body.exprs[id].kind {
            ExprKind::Lit(_) => true,
            ExprKind::Binary { left, right, .. } => {
                [*left, *right].iter().all(|&side| self.stays(frame, side))
            }
            ExprKind::Field { base, .. } => self.stays(frame, *base),
            ExprKind::Path(path) => {
                let name = path.segments.last().map(|last| last.name);
                let owner = frame.place.function.and_then(|function| {
                    self.program.function(function).function.receiver.as_ref()
                });
                let is_owner = owner.is_some_and(|owner| Some(owner.name) == name);
                let is_constant = name.is_some_and(|name| !name.contains(char::is_lowercase));
                let value = is_name(body, id).and_then(|(name, _)| frame.lookup(name));
                is_owner
                    || is_constant
                    || value.is_some_and(|value| self.heap.content_in(value).is_some())
            }
            _ => false,
        }
    }

    /// One of several things that a value can be: kinds of errors or verdicts, or what the message says.
    fn choice(&mut self, frame: &Frame<'_>, pat: &Pat, of: ExprId) -> Tests {
        let spoken = self.spoken(frame, of);
        let is_of_error = heads(pat).iter().any(|head| *head == "Err");
        let is_of_message = spoken.content && !spoken.delivery && !spoken.awaited;
        if is_of_message && !is_of_error { Tests::Work } else { Tests::Else }
    }

    /// What a variable was declared with: that stands before it, so that following variables ends.
    fn initial(&mut self, frame: &Frame<'_>, id: ExprId) -> Option<ExprId> {
        let body = frame.place.body;
        let (name, span) = is_name(body, id)?;
        self.bodies.bindings(body).variable(name, span).map(|variable| variable.init)
    }

    /// What an expression speaks of.
    fn spoken(&self, frame: &Frame<'_>, id: ExprId) -> Spoken {
        let mut spoken = Spoken::default();
        self.add_spoken(frame, id, &mut spoken);
        spoken
    }

    fn add_spoken(&self, frame: &Frame<'_>, id: ExprId, spoken: &mut Spoken) {
        let body = frame.place.body;
        let mut all =
            |ids: &[ExprId]| ids.iter().for_each(|&id| self.add_spoken(frame, id, spoken));
        match &body.exprs[id].kind {
            ExprKind::Path(_) => {
                let value = is_name(body, id).and_then(|(name, _)| frame.lookup(name));
                let Some(value) = value else { return };
                // What was gathered of several messages says something of how many there are.
                let gathers = |one: &Value<'_>| matches!(one, Value::Obj(id) if matches!(self.heap.obj(*id), Obj::Collection(_)));
                if value.alternatives().iter().any(gathers) {
                    return;
                }
                if self.heap.content_in(value).is_some() {
                    spoken.content = true;
                } else if self.heap.delivery_in(value).is_some() {
                    spoken.delivery = true;
                }
            }
            ExprKind::Field { base, name } => {
                let value = is_name(body, *base).and_then(|(name, _)| frame.lookup(name));
                let handle = value.and_then(|value| self.heap.handle_in(value));
                match handle {
                    Some((_, handle)) if self.knowledge.is_content(handle.client, *name) => {
                        spoken.content = true;
                    }
                    _ => all(&[*base]),
                }
            }
            ExprKind::MethodCall { receiver, args, .. } => {
                all(&[*receiver]);
                all(args);
            }
            ExprKind::Call { args, .. } | ExprKind::Macro { args, .. } | ExprKind::Tuple(args) => {
                all(args);
            }
            ExprKind::Await(inner) => {
                all(&[*inner]);
                spoken.awaited = true;
            }
            ExprKind::Try(inner)
            | ExprKind::Deref(inner)
            | ExprKind::Ref { expr: inner, .. }
            | ExprKind::Unary { expr: inner, .. } => all(&[*inner]),
            ExprKind::Binary { left, right, .. } => all(&[*left, *right]),
            ExprKind::Index { base, index } => all(&[*base, *index]),
            ExprKind::Match { scrutinee, .. } => all(&[*scrutinee]),
            _ => {}
        }
    }
}

/// Whether a pattern tells success from failure, or whether there is something, and nothing else.
fn is_plain(pat: &Pat) -> bool {
    match pat {
        Pat::Wild | Pat::Rest | Pat::Bind { sub: None, .. } => true,
        Pat::Ref(inner) => is_plain(inner),
        Pat::Path(path) => path.segments.last().is_some_and(|last| last.name == "None"),
        Pat::TupleStruct(path, parts) => {
            path.segments.last().is_some_and(|last| is_head(last.name))
                && parts.iter().all(is_plain)
        }
        Pat::Tuple(parts) | Pat::Or(parts) => parts.iter().all(is_plain),
        _ => false,
    }
}

/// What a pattern begins with, from the outside in: `Ok`, `Err`.
fn heads(pat: &Pat) -> Vec<Name> {
    match pat {
        Pat::Ref(inner) => heads(inner),
        Pat::TupleStruct(path, parts) => match (path.segments.last(), &parts[..]) {
            (Some(last), [part]) if is_head(last.name) => {
                std::iter::once(last.name).chain(heads(part)).collect()
            }
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn is_head(name: Name) -> bool {
    matches!(name.as_str(), "Ok" | "Err" | "Some")
}

/// Whether an expression is a part of something, or what a method gives.
fn is_part(frame: &Frame<'_>, id: ExprId) -> bool {
    match &frame.place.body.exprs[id].kind {
        ExprKind::Field { .. } | ExprKind::MethodCall { .. } | ExprKind::Index { .. } => true,
        ExprKind::Try(inner) | ExprKind::Deref(inner) | ExprKind::Ref { expr: inner, .. } => {
            is_part(frame, *inner)
        }
        _ => false,
    }
}

/// Whether a name is a parameter of the function around.
fn is_parameter(evaluator: &Evaluator<'_, '_>, frame: &Frame<'_>, id: ExprId) -> bool {
    let Some((name, _)) = is_name(frame.place.body, id) else { return false };
    let Some(function) = frame.place.function else { return false };
    let params = &evaluator.program.function(function).function.params;
    params.iter().any(|param| matches!(&param.pat, Pat::Bind { name: known, .. } if *known == name))
}
