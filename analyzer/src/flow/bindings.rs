//! The names of a body: where a variable is bound by `let`, where it is named, and what stands around an expression.
//!
//! Looks at facts only; what a name's value is, the evaluator knows.

use crate::facts::{Body, ExprId, ExprKind, LoopKind, Name, Pat, Span, Stmt};

/// A variable that a `let` binds to its initial value as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Binding {
    /// Its name.
    pub(super) name: Name,
    /// Its initial value.
    pub(super) init: ExprId,
    /// The statement.
    pub(super) statement: Span,
    /// The end of the block that it lives in.
    pub(super) end: u32,
}

impl Binding {
    /// Whether a place is where the variable lives, other variables of its name aside.
    pub(super) fn reaches(&self, place: Span) -> bool {
        self.statement.end <= place.start && place.end <= self.end
    }
}

/// The name that an expression is, and where it stands.
pub(super) fn is_name(body: &Body, id: ExprId) -> Option<(Name, Span)> {
    match &body.exprs[id.0 as usize].kind {
        ExprKind::Path(path) => match &path.segments[..] {
            [only] if !path.global && only.args.is_empty() => Some((only.name, path.span)),
            _ => None,
        },
        _ => None,
    }
}

/// The variable that a place begins with: `connection`, `self` of `self.connection`.
pub(super) fn root_name(body: &Body, id: ExprId) -> Option<Name> {
    match &body.exprs[id.0 as usize].kind {
        ExprKind::Field { base, .. } => root_name(body, *base),
        _ => is_name(body, id).map(|(name, _)| name),
    }
}

/// What a variable was given that is bound once and named nowhere in the body but at one place.
pub(super) fn bound_once(body: &Body, name: Name, place: Span) -> Option<ExprId> {
    let mut bindings = bindings(body).filter(|binding| binding.name == name);
    let only = bindings.next().filter(|binding| binding.reaches(place))?;
    let alone = bindings.next().is_none() && mentions(body, name).count() == 1;
    (alone && !is_rebound(body, name, Span { start: 0, end: u32::MAX })).then_some(only.init)
}

/// Every variable that is bound by a `let` with nothing but its name.
pub(super) fn bindings(body: &Body) -> impl Iterator<Item = Binding> {
    lets(body).filter_map(|(pat, init, statement, end)| match pat {
        Pat::Bind { name, sub: None, .. } => {
            Some(Binding { name: *name, init: init?, statement, end })
        }
        _ => None,
    })
}

/// Every `let` with the end of its block.
fn lets(body: &Body) -> impl Iterator<Item = (&Pat, Option<ExprId>, Span, u32)> {
    let blocks = body.exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::Block(block) => Some((block, expr.span.end)),
        _ => None,
    });
    blocks.flat_map(|(block, end)| {
        block.stmts.iter().filter_map(move |stmt| match stmt {
            Stmt::Let { pat, init, span, .. } => Some((pat, *init, *span, end)),
            Stmt::Expr(_) => None,
        })
    })
}

/// Where a name stands as an expression.
pub(super) fn mentions(body: &Body, name: Name) -> impl Iterator<Item = (ExprId, Span)> {
    ids(body).filter_map(move |id| match is_name(body, id) {
        Some((known, span)) if known == name => Some((id, span)),
        _ => None,
    })
}

/// Whether a name means something else at a place than it did at an earlier one.
pub(super) fn is_shadowed(body: &Body, name: Name, from: Span, place: Span) -> bool {
    let between = Span { start: from.end, end: place.start };
    let by_let = lets(body).any(|(pat, _, statement, end)| {
        let is_later = from.end <= statement.start && statement.end <= place.start;
        is_later && place.end <= end && binds(pat, name)
    });
    by_let || is_rebound(body, name, between)
}

/// Whether a pattern that is not a `let`'s binds a name inside a range.
fn is_rebound(body: &Body, name: Name, range: Span) -> bool {
    body.exprs.iter().filter(|expr| overlaps(expr.span, range)).any(|expr| match &expr.kind {
        ExprKind::Closure { params, .. } => params.iter().any(|param| binds(&param.pat, name)),
        ExprKind::Let { pat, .. } | ExprKind::Loop { kind: LoopKind::For { pat, .. }, .. } => {
            binds(pat, name)
        }
        ExprKind::Match { arms, .. } => arms.iter().any(|arm| binds(&arm.pat, name)),
        ExprKind::Select { arms, .. } => arms.iter().any(|arm| binds(&arm.pat, name)),
        _ => false,
    })
}

fn binds(pat: &Pat, name: Name) -> bool {
    match pat {
        Pat::Bind { name: known, sub, .. } => {
            *known == name || sub.as_ref().is_some_and(|sub| binds(sub, name))
        }
        Pat::Tuple(parts) | Pat::TupleStruct(_, parts) | Pat::Or(parts) | Pat::Slice(parts) => {
            parts.iter().any(|part| binds(part, name))
        }
        Pat::Struct(_, fields) => fields.iter().any(|(_, part)| binds(part, name)),
        Pat::Ref(inner) => binds(inner, name),
        _ => false,
    }
}

/// The innermost statement around a place, of the same code.
pub(super) fn statement_around(body: &Body, place: Span) -> Option<Span> {
    let spans = body.exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::Block(block) => Some(block),
        _ => None,
    });
    let spans = spans.flat_map(|block| {
        let stmts = block.stmts.iter().map(|stmt| match stmt {
            Stmt::Let { span, .. } => *span,
            Stmt::Expr(id) => body.exprs[id.0 as usize].span,
        });
        stmts.chain(block.tail.map(|tail| body.exprs[tail.0 as usize].span))
    });
    let innermost =
        spans.filter(|&span| holds(span, place)).min_by_key(|span| span.end - span.start)?;
    (code_around(body, innermost) == code_around(body, place)).then_some(innermost)
}

/// The expression that an expression is directly a part of.
pub(super) fn parent(body: &Body, id: ExprId) -> Option<ExprId> {
    let is_parent = |kind: &ExprKind| match kind {
        ExprKind::Await(inner) | ExprKind::Try(inner) | ExprKind::Deref(inner) => *inner == id,
        ExprKind::Ref { expr, .. } => *expr == id,
        ExprKind::Field { base, .. } => *base == id,
        ExprKind::MethodCall { receiver, args, .. } => *receiver == id || args.contains(&id),
        ExprKind::Call { callee, args } => *callee == id || args.contains(&id),
        _ => false,
    };
    ids(body).find(|other| is_parent(&body.exprs[other.0 as usize].kind))
}

/// The innermost closure or async block around a place.
pub(super) fn code_around(body: &Body, place: Span) -> Option<Span> {
    let is_code =
        |kind: &ExprKind| matches!(kind, ExprKind::Closure { .. } | ExprKind::Async { .. });
    let around = body.exprs.iter().filter(|expr| is_code(&expr.kind) && holds(expr.span, place));
    around.map(|expr| expr.span).min_by_key(|span| span.end - span.start)
}

/// Whether a variable that is there after a statement is there at a later place: the same one, and not moved.
pub(super) fn is_still_there(body: &Body, name: Name, from: Span, place: Span) -> bool {
    let code = code_around(body, from);
    let stays = |(id, span): (ExprId, Span)| {
        let is_later = place.end <= span.start && !in_one_loop(body, place, span);
        let is_near = code_around(body, span) == code;
        holds(from, span) || is_later || is_near && is_lent(body, id)
    };
    code_around(body, place) == code
        && !is_shadowed(body, name, from, place)
        && mentions(body, name).all(stays)
}

/// Whether a variable is there afterwards, as far as one mention of it goes.
fn is_lent(body: &Body, id: ExprId) -> bool {
    let Some(around) = parent(body, id) else { return false };
    match &body.exprs[around.0 as usize].kind {
        ExprKind::Ref { .. } => true,
        ExprKind::Field { .. } => is_lent(body, around),
        ExprKind::MethodCall { receiver, name, .. } => {
            *receiver == id && *name != "close" && !name.starts_with("into")
        }
        _ => false,
    }
}

/// Whether some loop is around two places.
fn in_one_loop(body: &Body, one: Span, other: Span) -> bool {
    let is_loop = |kind: &ExprKind| matches!(kind, ExprKind::Loop { .. });
    let mut loops = body.exprs.iter().filter(|expr| is_loop(&expr.kind));
    loops.any(|expr| holds(expr.span, one) && holds(expr.span, other))
}

/// Whether code reaches a place more often than another before it: by a loop that the two do not share.
pub(super) fn is_repeated(body: &Body, one: Span, place: Span) -> bool {
    let is_loop = |kind: &ExprKind| matches!(kind, ExprKind::Loop { .. });
    let mut loops = body.exprs.iter().filter(|expr| is_loop(&expr.kind)).map(|expr| expr.span);
    loops.any(|span| {
        let between = holds(span, place) && !holds(span, one);
        between && code_around(body, span) == code_around(body, one)
    })
}

/// Whether one range is inside another.
pub(super) fn holds(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn overlaps(one: Span, other: Span) -> bool {
    one.start < other.end && other.start < one.end
}

/// Every expression, children before their parents.
pub(super) fn ids(body: &Body) -> impl Iterator<Item = ExprId> {
    (0..body.exprs.len()).map(|at| ExprId(u32::try_from(at).unwrap_or(u32::MAX)))
}
