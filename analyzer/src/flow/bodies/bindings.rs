//! The names of a body: where a variable is bound by `let`, where it is named, and what stands around an expression.
//!
//! A body is read once, and asked as often as there is something to ask. Looks at facts only; what a name's value is, the
//! evaluator knows.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::names::{for_each_name, is_name, lets, parents, rebinding, statements};
use super::spans::{Nested, Scattered, holds};
use crate::facts::{Body, ExprId, ExprKind, Name, Pat, Span};

/// A variable that a `let` binds to its initial value as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Binding {
    /// Its name.
    pub(crate) name: Name,
    /// Its initial value.
    pub(crate) init: ExprId,
    /// The statement.
    pub(crate) statement: Span,
    /// The end of the block that it lives in.
    pub(crate) end: u32,
}

impl Binding {
    /// Whether a place is where the variable lives, other variables of its name aside.
    pub(crate) fn reaches(&self, place: Span) -> bool {
        self.statement.end <= place.start && place.end <= self.end
    }
}

/// What is known of a body's names.
#[derive(Debug, Default)]
pub(crate) struct Bindings {
    /// The expression that an expression is directly a part of, where it is one that takes or looks at it.
    parents: FxHashMap<ExprId, ExprId>,
    names: FxHashMap<Name, Mentioned>,
    /// The variables that are given each expression's value, by where the expression stands.
    given: FxHashMap<Span, Binding>,
    code: Nested,
    statements: Nested,
    loops: Nested,
}

/// What is known of a name.
#[derive(Debug, Default)]
struct Mentioned {
    /// Where it stands as an expression, in their order.
    at: Vec<(Span, ExprId)>,
    /// The same by the code around.
    in_code: FxHashMap<Option<Span>, InCode>,
    /// Every `let` that binds it: the statement and the end of its block, in the order of the statements' ends.
    lets: Vec<Bound>,
    /// What binds it that is no `let`.
    rebound: Scattered,
}

/// Where a name stands in one function, closure or async block, in order.
#[derive(Debug, Default)]
struct InCode {
    all: Vec<Span>,
    /// Where its variable may be moved.
    moved: Vec<Span>,
}

/// A `let` that binds a name.
#[derive(Debug)]
struct Bound {
    statement: Span,
    end: u32,
    /// The value, where nothing but the name is bound to it.
    init: Option<ExprId>,
    /// The `let` before it whose variable is still there.
    shadows: Option<usize>,
}

impl Bindings {
    /// Reads a body.
    pub(crate) fn new(body: &Body) -> Self {
        let kinds = || body.exprs.iter().map(|expr| (&expr.kind, expr.span));
        let is_code =
            |kind: &ExprKind| matches!(kind, ExprKind::Closure { .. } | ExprKind::Async { .. });
        let is_loop = |kind: &ExprKind| matches!(kind, ExprKind::Loop { .. });
        let spans_of = |wanted: &dyn Fn(&ExprKind) -> bool| -> Vec<Span> {
            kinds().filter(|(kind, _)| wanted(kind)).map(|(_, span)| span).collect()
        };
        let mut bindings = Self {
            parents: parents(body),
            code: Nested::new(spans_of(&is_code)),
            statements: Nested::new(statements(body)),
            loops: Nested::new(spans_of(&is_loop)),
            ..Self::default()
        };
        bindings.add_mentions(body);
        bindings.add_lets(body);
        bindings.add_rebound(body);
        bindings
    }

    fn add_mentions(&mut self, body: &Body) {
        for id in body.exprs.ids() {
            let Some((name, span)) = is_name(body, id) else { continue };
            let code = self.code.innermost(span);
            let is_lent = self.is_lent(body, id);
            let known = self.names.entry(name).or_default();
            known.at.push((span, id));
            let in_code = known.in_code.entry(code).or_default();
            in_code.all.push(span);
            in_code.moved.extend((!is_lent).then_some(span));
        }
        self.each_name(|known| {
            known.at.sort_unstable();
            known.in_code.values_mut().for_each(InCode::sort);
        });
    }

    fn add_lets(&mut self, body: &Body) {
        for (pat, init, statement, end) in lets(body) {
            let whole = init.filter(|_| matches!(pat, Pat::Bind { sub: None, .. }));
            for_each_name(pat, &mut |name| {
                let bound = Bound { statement, end, init: whole, shadows: None };
                self.names.entry(name).or_default().lets.push(bound);
                if let Some(init) = whole {
                    let binding = Binding { name, init, statement, end };
                    self.given.entry(body.exprs[init].span).or_insert(binding);
                }
            });
        }
        self.each_name(|known| {
            known.lets.sort_by_key(|bound| bound.statement.end);
            for at in 0..known.lets.len() {
                // Sorted by their ends, those before it are complete.
                known.lets[at].shadows = known.innermost(known.lets[at].statement);
            }
        });
    }

    fn add_rebound(&mut self, body: &Body) {
        let mut spans: FxHashMap<Name, Vec<Span>> = FxHashMap::default();
        for expr in &body.exprs {
            for pat in rebinding(&expr.kind) {
                for_each_name(pat, &mut |name| spans.entry(name).or_default().push(expr.span));
            }
        }
        self.names.iter_mut().for_each(|(name, known)| {
            known.rebound = Scattered::new(spans.remove(name).unwrap_or_default());
        });
    }

    fn each_name(&mut self, change: impl Fn(&mut Mentioned)) {
        self.names.values_mut().for_each(change);
    }

    /// The expression that an expression is directly a part of, where it is one that takes or looks at it.
    pub(crate) fn parent(&self, id: ExprId) -> Option<ExprId> {
        self.parents.get(&id).copied()
    }

    /// The innermost closure or async block around a place.
    pub(crate) fn code_around(&self, place: Span) -> Option<Span> {
        self.code.innermost(place)
    }

    /// The same of a place that may be such code itself: what it stands in.
    pub(crate) fn code_outside(&self, place: Span) -> Option<Span> {
        self.code.all_around(place).find(|&code| code != place)
    }

    /// The innermost statement around a place, of the same code.
    pub(crate) fn statement_around(&self, place: Span) -> Option<Span> {
        let innermost = self.statements.innermost(place)?;
        (self.code_around(innermost) == self.code_around(place)).then_some(innermost)
    }

    /// The variable that is given the value of the expression at a place.
    pub(crate) fn given(&self, place: Span) -> Option<Binding> {
        self.given.get(&place).copied()
    }

    /// What a name means at a place, where a `let` with nothing but the name bound it.
    pub(crate) fn variable(&self, name: Name, place: Span) -> Option<Binding> {
        let known = self.names.get(&name)?;
        known.binding(name, known.innermost(place)?)
    }

    /// The statement that bound a name at a place, however it did, and the end of the block that the variable lives in.
    pub(crate) fn bound_at(&self, name: Name, place: Span) -> Option<(Span, u32)> {
        let known = self.names.get(&name)?;
        let bound = &known.lets[known.innermost(place)?];
        Some((bound.statement, bound.end))
    }

    /// Every statement that bound a name and whose variable is there at a place, the last one first.
    pub(crate) fn all_bound_at(&self, name: Name, place: Span) -> Vec<Span> {
        let Some(known) = self.names.get(&name) else { return Vec::new() };
        let all = std::iter::successors(known.innermost(place), |&at| known.lets[at].shadows);
        all.map(|at| known.lets[at].statement).collect()
    }

    /// The variables of the same name that are bound while one lives.
    pub(crate) fn bound_while(&self, variable: Binding) -> usize {
        let Some(known) = self.names.get(&variable.name) else { return 0 };
        let whole = known.lets.iter().filter(|bound| bound.init.is_some());
        whole.filter(|bound| variable.reaches(bound.statement)).count()
    }

    /// Where a name stands as an expression while a variable lives, those of its name that come later included.
    pub(crate) fn mentions_while(&self, variable: Binding) -> &[(Span, ExprId)] {
        let Some(known) = self.names.get(&variable.name) else { return &[] };
        // A name that is made up for a value stands where the value does.
        let is_before =
            |span: &Span| span.start < variable.statement.end && *span != variable.statement;
        let first = known.at.partition_point(|(span, _)| is_before(span));
        let last = known.at.partition_point(|(span, _)| span.end <= variable.end);
        known.at.get(first..last).unwrap_or(&[])
    }

    /// Where a variable is named, up to where its block gives its name to another one; those that inner blocks give it to
    /// included.
    pub(crate) fn mentions_until_rebound(&self, variable: Binding) -> &[(Span, ExprId)] {
        let all = self.mentions_while(variable);
        let Some(known) = self.names.get(&variable.name) else { return all };
        let ends_before = |bound: &Bound| bound.statement.end <= variable.statement.end;
        let later = &known.lets[known.lets.partition_point(ends_before)..];
        let Some(next) = later.iter().find(|bound| bound.end == variable.end) else { return all };
        &all[..all.partition_point(|(span, _)| span.end <= next.statement.end)]
    }

    /// What a variable was given that is bound once and named nowhere in the body but at one place.
    pub(crate) fn bound_once(&self, name: Name, place: Span) -> Option<ExprId> {
        let known = self.names.get(&name)?;
        let everywhere = Span { start: 0, end: u32::MAX };
        let alone = known.lets.len() == 1 && known.at.len() == 1;
        let only = self.variable(name, place)?;
        (alone && !known.rebound.overlaps(everywhere)).then_some(only.init)
    }

    /// Whether a name means something else at a place than it did at an earlier one.
    pub(crate) fn is_shadowed(&self, name: Name, from: Span, place: Span) -> bool {
        let Some(known) = self.names.get(&name) else { return false };
        let between = Span { start: from.end, end: place.start };
        let innermost = known.innermost(place).map(|at| known.lets[at].statement);
        innermost.is_some_and(|statement| from.end <= statement.start)
            || known.rebound.overlaps(between)
    }

    /// Whether a variable that is there after a statement is there at a later place: the same one, and not moved.
    pub(crate) fn is_still_there(&self, name: Name, from: Span, place: Span) -> bool {
        let code = self.code_around(from);
        let Some(known) = self.names.get(&name) else { return true };
        // What comes later comes before it, too, where a loop is around both.
        let repeated = self.loops.all_around(place).last().map_or(place.end, |outer| outer.end);
        self.code_around(place) == code
            && !self.is_shadowed(name, from, place)
            && known.moved_in(code, 0..from.start) == 0
            && known.moved_in(code, from.end..repeated.max(place.end)) == 0
    }

    /// Whether a variable is there afterwards, as far as one mention of it goes.
    fn is_lent(&self, body: &Body, id: ExprId) -> bool {
        let is_field = |id: &ExprId| matches!(body.exprs[*id].kind, ExprKind::Field { .. });
        let field = |id: &ExprId| self.parent(*id).filter(is_field);
        let whole = std::iter::successors(Some(id), field).last().unwrap_or(id);
        let Some(around) = self.parent(whole) else { return false };
        match &body.exprs[around].kind {
            ExprKind::Ref { .. } => true,
            ExprKind::MethodCall { receiver, name, .. } => {
                // Whether a method takes its receiver, its name tells by custom.
                *receiver == whole && *name != "close" && !name.starts_with("into")
            }
            _ => false,
        }
    }

    /// Whether code reaches a place more often than another before it: by a loop that the two do not share.
    pub(crate) fn is_repeated(&self, one: Span, place: Span) -> bool {
        let mut loops = self.loops.all_around(place).take_while(|&span| !holds(span, one));
        loops.any(|span| self.code_around(span) == self.code_around(one))
    }
}

impl InCode {
    fn sort(&mut self) {
        self.all.sort_unstable();
        self.moved.sort_unstable();
    }
}

/// How many of some places in order begin in a range.
fn begun_in<T>(places: &[T], place: impl Fn(&T) -> Span, range: &Range<u32>) -> usize {
    let before = |at: u32| places.partition_point(|one| place(one).start < at);
    before(range.end).saturating_sub(before(range.start))
}

impl Mentioned {
    /// How often the name stands in a range where its variable is not sure to be there afterwards: other code than that
    /// around may run at any time.
    fn moved_in(&self, code: Option<Span>, range: Range<u32>) -> usize {
        let everywhere = begun_in(&self.at, |(place, _)| *place, &range);
        let lent = self.in_code.get(&code).map_or(0, |here| {
            let begun = |places: &[Span]| begun_in(places, |place| *place, &range);
            begun(&here.all) - begun(&here.moved)
        });
        everywhere - lent
    }

    fn binding(&self, name: Name, at: usize) -> Option<Binding> {
        let Bound { statement, end, init, .. } = self.lets[at];
        Some(Binding { name, init: init?, statement, end })
    }

    /// The last `let` before a place whose variable is there.
    fn innermost(&self, place: Span) -> Option<usize> {
        let before = self.lets.partition_point(|bound| bound.statement.end <= place.start);
        let mut earlier = std::iter::successors(before.checked_sub(1), |&at| self.lets[at].shadows);
        earlier.find(|&at| place.end <= self.lets[at].end)
    }
}
