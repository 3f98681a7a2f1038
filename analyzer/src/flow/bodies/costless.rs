//! Expressions that cost nothing to evaluate: values that are written out, and statements that put such a value somewhere.
//!
//! A table of ten thousand rows before the tasks start is no reason to give an entry point up. What a method does with a
//! value is counted where its body is evaluated.

use crate::facts::{Body, ExprId, ExprKind};
use crate::ids::IdVec;

/// Whether each expression of a body costs nothing.
pub(crate) fn costless(body: &Body) -> IdVec<ExprId, bool> {
    // Children come before their parents.
    let mut plain: IdVec<ExprId, bool> = IdVec::default();
    for expr in &body.exprs {
        let is_written_out = is_written_out(&expr.kind, body, &|id| plain[*id]);
        plain.push(is_written_out);
    }
    let is_costless = |kind: &ExprKind| match kind {
        ExprKind::Path(_) => true,
        ExprKind::MethodCall { receiver, args, .. } => {
            let is_name = matches!(body.exprs[*receiver].kind, ExprKind::Path(_));
            is_name && !args.is_empty() && args.iter().all(|arg| plain[*arg])
        }
        _ => false,
    };
    let kinds = body.exprs.iter().map(|expr| &expr.kind);
    kinds.zip(plain.iter()).map(|(kind, plain)| *plain || is_costless(kind)).collect()
}

fn is_written_out(kind: &ExprKind, body: &Body, is_plain: &dyn Fn(&ExprId) -> bool) -> bool {
    match kind {
        ExprKind::Lit(_) => true,
        ExprKind::Tuple(items) | ExprKind::Array(items) | ExprKind::Macro { args: items, .. } => {
            items.iter().all(is_plain)
        }
        ExprKind::Struct { fields, rest, .. } => {
            fields.iter().all(|(_, value)| is_plain(value)) && rest.iter().all(is_plain)
        }
        ExprKind::Repeat { elem, len } => is_plain(elem) && is_plain(len),
        ExprKind::Ref { expr, .. } | ExprKind::Unary { expr, .. } | ExprKind::Cast { expr, .. } => {
            is_plain(expr)
        }
        ExprKind::Range(from, to) => from.iter().chain(to).all(is_plain),
        // `"x".to_string()`
        ExprKind::MethodCall { receiver, args, .. } => {
            let is_literal = matches!(body.exprs[*receiver].kind, ExprKind::Lit(_));
            is_literal && args.iter().all(is_plain)
        }
        _ => false,
    }
}
