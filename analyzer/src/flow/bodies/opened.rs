//! Where code opens something under a name, `it, err := opened()`, with what it does about an error, and what else names it.
//!
//! Looks at facts only, as everything here does.

use super::bindings::Bindings;
use super::names::{for_each_name, is_name, lets, rebinding, root_name};
use super::spans::holds;
use crate::facts::{Body, ExprId, ExprKind, LoopKind, Name, Pat, Span, Stmt};

/// A statement that opens something, and the next one, which looks at the error.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opened {
    /// The name of what is opened.
    pub(crate) name: Name,
    /// Where it is bound.
    pub(crate) bound: Span,
    /// The name of the error.
    pub(crate) error: Name,
    /// The statement.
    pub(crate) statement: Span,
    /// What looks at the error.
    pub(crate) check: Span,
    /// The end of the block that it lives in.
    pub(crate) end: u32,
}

/// The statements of a block around one of them.
#[derive(Clone, Copy)]
pub(crate) struct Neighbours<'b> {
    stmts: &'b [Stmt],
    at: usize,
}

impl Opened {
    /// The opening behind a name at a place, where `call` is the expression that opens.
    pub(crate) fn behind(
        body: &Body,
        bindings: &Bindings,
        (name, place): (Name, Span),
        call: Span,
    ) -> Option<Self> {
        let (statement, end) = bindings.bound_at(name, place)?;
        let around = Neighbours::of(body, statement)?;
        let Stmt::Let { pat: Pat::Results(parts), init: Some(init), .. } = &around.stmts[around.at]
        else {
            return None;
        };
        let [Pat::Bind { name: first, span: bound, .. }, Pat::Bind { name: error, .. }] =
            &parts[..]
        else {
            return None;
        };
        let expr = &body.exprs[*init];
        let Stmt::Expr(check) = around.stmts.get(around.at + 1)? else { return None };
        let check = body.exprs[*check].span;
        let is_opening = expr.span == call
            && *first == name
            && matches!(&expr.kind, ExprKind::MethodCall { args, .. } if args.is_empty());
        let is_asked = mentions(body, *error, check).next().is_some();
        (is_opening && is_asked && mentions(body, name, check).next().is_none()).then_some(Self {
            name,
            bound: *bound,
            error: *error,
            statement,
            check,
            end,
        })
    }

    /// Whether the statement and what looks at its error mean the same before a later place of the same code.
    pub(crate) fn means_the_same_at(&self, body: &Body, bindings: &Bindings, place: Span) -> bool {
        let start = Span { start: place.start, end: place.start };
        let whole = Span { start: self.statement.start, end: self.check.end };
        let stays = |name: Name| {
            name == self.error
                || bindings.bound_at(name, start) == bindings.bound_at(name, self.statement)
                    && !bindings.is_shadowed(name, self.statement, start)
                    && !is_assigned(body, name, None)
        };
        let jumps =
            |kind: &ExprKind| matches!(kind, ExprKind::Break { .. } | ExprKind::Continue { .. });
        let inside = body.exprs.iter().filter(|expr| holds(whole, expr.span));
        bindings.code_around(self.statement) == bindings.code_around(start)
            && !bindings.is_shadowed(self.name, self.statement, start)
            && !is_assigned(body, self.name, None)
            && !inside.clone().any(|expr| jumps(&expr.kind))
            && names_in(body, whole).all(stays)
    }

    /// How often the variable's name is bound again while it lives.
    pub(crate) fn bound_again(&self, body: &Body) -> usize {
        let scope = Span { start: self.check.end, end: self.end };
        let mut times = 0;
        let mut count =
            |pat: &Pat| for_each_name(pat, &mut |name| times += usize::from(name == self.name));
        lets(body).filter(|(.., at, _)| holds(scope, *at)).for_each(|(pat, ..)| count(pat));
        let inside = body.exprs.iter().filter(|expr| holds(scope, expr.span));
        inside.for_each(|expr| rebinding(&expr.kind).into_iter().for_each(&mut count));
        times
    }
}

impl<'b> Neighbours<'b> {
    /// Those of a statement that stands in a block itself.
    pub(crate) fn of(body: &'b Body, statement: Span) -> Option<Self> {
        body.exprs.iter().find_map(|expr| {
            let ExprKind::Block(block) = &expr.kind else { return None };
            let at = block.stmts.iter().position(|stmt| span_of(body, stmt) == statement)?;
            // A statement that is lowered to several has a block of its own, which is that statement.
            (expr.span != statement).then_some(Self { stmts: &block.stmts, at })
        })
    }

    /// Whether another statement stands among them.
    pub(crate) fn have(&self, body: &Body, statement: Span) -> bool {
        self.stmts.iter().any(|stmt| span_of(body, stmt) == statement)
    }

    /// Whether a name is mentioned in what follows, or bound there in this block.
    pub(crate) fn name_later(&self, body: &Body, name: Name) -> bool {
        self.stmts[self.at + 1..].iter().any(|stmt| {
            let mut is_bound = false;
            if let Stmt::Let { pat, .. } = stmt {
                for_each_name(pat, &mut |bound| is_bound |= bound == name);
            }
            is_bound || mentions(body, name, span_of(body, stmt)).next().is_some()
        })
    }
}

/// Where a name stands as an expression in a range.
pub(crate) fn mentions(body: &Body, name: Name, range: Span) -> impl Iterator<Item = Span> {
    let named = body.exprs.ids().filter_map(move |id| is_name(body, id));
    named.filter(move |&(known, at)| known == name && holds(range, at)).map(|(_, at)| at)
}

/// The names in a range that stand for themselves.
pub(crate) fn names_in(body: &Body, range: Span) -> impl Iterator<Item = Name> {
    let named = body.exprs.ids().filter_map(|id| is_name(body, id));
    named.filter(move |(_, at)| holds(range, *at)).map(|(name, _)| name)
}

/// Whether something is assigned to a variable or a part of it, what stands in a range left aside.
pub(crate) fn is_assigned(body: &Body, name: Name, but: Option<Span>) -> bool {
    body.exprs.iter().any(|expr| match &expr.kind {
        ExprKind::Assign { place, .. } => {
            but.is_none_or(|but| !holds(but, expr.span)) && is_place_of(body, *place, name)
        }
        _ => false,
    })
}

fn is_place_of(body: &Body, place: ExprId, name: Name) -> bool {
    match &body.exprs[place].kind {
        ExprKind::Tuple(parts) => parts.iter().any(|&part| is_place_of(body, part, name)),
        ExprKind::Deref(inner) | ExprKind::Index { base: inner, .. } => {
            is_place_of(body, *inner, name)
        }
        _ => root_name(body, place) == Some(name),
    }
}

/// The head of the loop of which a name at a place is a variable, and whether the loop gives each round another value for it.
pub(crate) fn loop_variable(
    body: &Body,
    bindings: &Bindings,
    name: Name,
    place: Span,
) -> Option<Span> {
    let bound = bindings.bound_at(name, place);
    let head = |id: ExprId| {
        let expr = &body.exprs[id];
        let ExprKind::Loop { kind, body: inner } = &expr.kind else { return None };
        let inner = body.exprs[*inner].span;
        let head = Span { start: expr.span.start, end: inner.start };
        let is_its = match kind {
            LoopKind::Range { .. } | LoopKind::For { .. } => {
                let mut is_bound = false;
                for pat in rebinding(&expr.kind) {
                    for_each_name(pat, &mut |bound| is_bound |= bound == name);
                }
                is_bound && bound.is_none_or(|(statement, _)| statement.end <= expr.span.start)
            }
            LoopKind::Loop | LoopKind::While(_) => {
                bound.is_some_and(|(statement, _)| holds(head, statement))
            }
        };
        (is_its && holds(inner, place)).then_some(head)
    };
    body.exprs.ids().filter_map(head).next_back()
}

/// Where a statement stands.
pub(crate) fn span_of(body: &Body, stmt: &Stmt) -> Span {
    match stmt {
        Stmt::Let { span, .. } => *span,
        Stmt::Expr(id) => body.exprs[*id].span,
    }
}
