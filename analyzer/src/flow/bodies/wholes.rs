//! The statement around a call as it is written, with the next one where that looks at the error which the first gives, and what
//! the two need to mean the same elsewhere.

use super::bindings::Bindings;
use super::names::{for_each_name, is_name};
use super::opened::{mentions, span_of};
use super::spans::holds;
use crate::facts::{Body, ExprKind, Name, Span, Stmt};

/// One or two statements.
#[derive(Debug)]
pub(crate) struct Whole {
    pub(crate) span: Span,
    /// The second one, and the name of the error.
    pub(crate) check: Option<(Span, Name)>,
    /// The statements that bound the names in them before.
    pub(crate) needs: Vec<Span>,
    /// For each name that they give a value to, the statements that bound it before, of which one is enough.
    pub(crate) needs_one: Vec<Vec<Span>>,
}

impl Whole {
    /// The statements around a call.
    pub(crate) fn around(body: &Body, bindings: &Bindings, call: Span) -> Option<Self> {
        let (stmts, at) = statement_of(body, call)?;
        let own = span_of(body, &stmts[at]);
        let given = given_by(body, &stmts[at]);
        let next = stmts.get(at + 1).filter(|next| matches!(next, Stmt::Expr(_)));
        let next = next.map(|next| span_of(body, next));
        let check = next.and_then(|next| {
            let asks = |name: &&Name| mentions(body, **name, next).next().is_some();
            given.last().filter(asks).map(|error| (next, *error))
        });
        let span = Span { start: own.start, end: check.map_or(own.end, |(check, _)| check.end) };
        let start = Span { start: span.start, end: span.start };
        let mut names: Vec<Name> = Vec::new();
        for (name, at) in body.exprs.ids().filter_map(|id| is_name(body, id)) {
            // What they bind themselves comes with them.
            let is_own = bindings.bound_at(name, at).is_some_and(|(by, _)| holds(span, by));
            if holds(span, at) && !is_own && !names.contains(&name) {
                names.push(name);
            }
        }
        let bound = |name: Name| bindings.all_bound_at(name, start);
        let (given, read): (Vec<Name>, Vec<Name>) =
            names.into_iter().partition(|name| given.contains(name));
        let needs = read.into_iter().flat_map(bound).collect();
        let needs_one = given.into_iter().map(bound).filter(|all| !all.is_empty()).collect();
        Some(Self { span, check, needs, needs_one })
    }
}

/// The list of statements in which a call's own statement stands as it is written, and where.
fn statement_of(body: &Body, call: Span) -> Option<(&[Stmt], usize)> {
    let lists = body.exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::Block(block) => Some((expr.span, &block.stmts)),
        _ => None,
    });
    let around = lists.filter_map(|(whole, stmts)| {
        let at = stmts.iter().position(|stmt| holds(span_of(body, stmt), call))?;
        // A statement that is lowered to several has a block of its own, which stands where that statement does.
        let is_made = |own: Span| body.exprs.iter().any(|expr| is_statement(body, &expr.kind, own));
        (!is_made(whole)).then_some((whole, &stmts[..], at))
    });
    let innermost = around.min_by_key(|(whole, ..)| whole.end - whole.start);
    innermost.map(|(_, stmts, at)| (stmts, at))
}

fn is_statement(body: &Body, kind: &ExprKind, span: Span) -> bool {
    let ExprKind::Block(block) = kind else { return false };
    block.stmts.iter().any(|stmt| span_of(body, stmt) == span)
}

/// The names that a statement gives a value to, in their order.
fn given_by(body: &Body, stmt: &Stmt) -> Vec<Name> {
    let mut names = Vec::new();
    match stmt {
        Stmt::Let { pat, .. } => for_each_name(pat, &mut |name| names.push(name)),
        Stmt::Expr(id) => {
            if let ExprKind::Assign { place, .. } = &body.exprs[*id].kind {
                let parts = match &body.exprs[*place].kind {
                    ExprKind::Tuple(parts) => parts.clone(),
                    _ => vec![*place],
                };
                names.extend(parts.iter().filter_map(|&part| Some(is_name(body, part)?.0)));
            }
        }
    }
    names
}
