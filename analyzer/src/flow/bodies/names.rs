//! What a body says of names: expressions that are one, what binds some, what stands around what.

use rustc_hash::FxHashMap;

use crate::facts::{Body, ExprId, ExprKind, LoopKind, Name, Pat, Span, Stmt};

/// The name that an expression is, and where it stands.
pub(crate) fn is_name(body: &Body, id: ExprId) -> Option<(Name, Span)> {
    match &body.exprs[id].kind {
        ExprKind::Path(path) => match &path.segments[..] {
            // `::name` and `name::<T>` are no variables.
            [only] if !path.global && only.args.is_empty() => Some((only.name, path.span)),
            _ => None,
        },
        _ => None,
    }
}

/// The variable that a place begins with: `connection`, `self` of `self.connection`.
pub(crate) fn root_name(body: &Body, id: ExprId) -> Option<Name> {
    match &body.exprs[id].kind {
        ExprKind::Field { base, .. } => root_name(body, *base),
        _ => is_name(body, id).map(|(name, _)| name),
    }
}

/// Every `let` with the end of its block.
pub(super) fn lets(body: &Body) -> impl Iterator<Item = (&Pat, Option<ExprId>, Span, u32)> {
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

pub(super) fn statements(body: &Body) -> Vec<Span> {
    let blocks = body.exprs.iter().filter_map(|expr| match &expr.kind {
        ExprKind::Block(block) => Some(block),
        _ => None,
    });
    let in_block = blocks.flat_map(|block| {
        let stmts = block.stmts.iter().map(|stmt| match stmt {
            Stmt::Let { span, .. } => *span,
            Stmt::Expr(id) => body.exprs[*id].span,
        });
        stmts.chain(block.tail.map(|tail| body.exprs[tail].span))
    });
    in_block.collect()
}

/// The patterns of an expression that bind names and are no `let` statement's.
pub(super) fn rebinding(kind: &ExprKind) -> Vec<&Pat> {
    match kind {
        ExprKind::Closure { params, .. } => params.iter().map(|param| &param.pat).collect(),
        ExprKind::Let { pat, .. } | ExprKind::Loop { kind: LoopKind::For { pat, .. }, .. } => {
            vec![pat]
        }
        ExprKind::Loop { kind: LoopKind::Range { key, value, .. }, .. } => {
            std::iter::once(key).chain(value).map(Box::as_ref).collect()
        }
        ExprKind::Match { arms, .. } => arms.iter().map(|arm| &arm.pat).collect(),
        ExprKind::Select { arms, .. } => arms.iter().map(|arm| &arm.pat).collect(),
        _ => Vec::new(),
    }
}

/// Calls a function with each name that a pattern binds.
pub(crate) fn for_each_name(pat: &Pat, f: &mut impl FnMut(Name)) {
    match pat {
        Pat::Bind { name, sub, .. } => {
            f(*name);
            sub.iter().for_each(|sub| for_each_name(sub, f));
        }
        Pat::Tuple(parts)
        | Pat::Results(parts)
        | Pat::TupleStruct(_, parts)
        | Pat::Or(parts)
        | Pat::Slice(parts) => {
            parts.iter().for_each(|part| for_each_name(part, f));
        }
        Pat::Struct(_, fields) => fields.iter().for_each(|(_, part)| for_each_name(part, f)),
        Pat::Ref(inner) => for_each_name(inner, f),
        _ => {}
    }
}

pub(super) fn parents(body: &Body) -> FxHashMap<ExprId, ExprId> {
    let mut parents = FxHashMap::default();
    for id in body.exprs.ids() {
        let mut of = |part: ExprId| {
            // A macro may name one expression twice: the first counts.
            parents.entry(part).or_insert(id);
        };
        match &body.exprs[id].kind {
            ExprKind::Await(inner) | ExprKind::Try(inner) | ExprKind::Deref(inner) => of(*inner),
            ExprKind::Ref { expr, .. } => of(*expr),
            ExprKind::Field { base, .. } => of(*base),
            ExprKind::MethodCall { receiver, args, .. } => {
                of(*receiver);
                args.iter().copied().for_each(of);
            }
            ExprKind::Call { callee, args } => {
                of(*callee);
                args.iter().copied().for_each(of);
            }
            _ => {}
        }
    }
    parents
}
