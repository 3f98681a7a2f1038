//! Which names closures and async blocks mention: what they capture is among them.

use rustc_hash::FxHashSet;

use super::names::is_name;
use crate::facts::{Block, Body, ExprId, ExprKind, LoopKind, Name, Stmt};

/// The names that stand in code, variables or not.
pub(super) fn mentioned(body: &Body, code: ExprId) -> FxHashSet<Name> {
    let (mut open, mut seen, mut names) = (vec![code], FxHashSet::default(), FxHashSet::default());
    while let Some(id) = open.pop() {
        // A macro may name one expression twice.
        if !seen.insert(id) {
            continue;
        }
        names.extend(is_name(body, id).map(|(name, _)| name));
        for_each_part(&body.exprs[id].kind, &mut |part| open.push(part));
    }
    names
}

/// Calls a function with each expression that one is directly made of.
fn for_each_part(kind: &ExprKind, f: &mut impl FnMut(ExprId)) {
    match kind {
        ExprKind::Lit(_)
        | ExprKind::Path(_)
        | ExprKind::QualifiedPath { .. }
        | ExprKind::Continue { .. } => {}
        ExprKind::Block(block) => for_each_in_block(block, f),
        ExprKind::Async { body, .. } | ExprKind::Closure { body, .. } => f(*body),
        ExprKind::Call { callee, args } => {
            f(*callee);
            args.iter().copied().for_each(f);
        }
        ExprKind::MethodCall { receiver, args, .. } => {
            f(*receiver);
            args.iter().copied().for_each(f);
        }
        ExprKind::Macro { args, .. } => args.iter().copied().for_each(f),
        ExprKind::Struct { fields, rest, .. } => {
            fields.iter().map(|(_, value)| *value).chain(*rest).for_each(f);
        }
        ExprKind::Tuple(parts)
        | ExprKind::Array(parts)
        | ExprKind::Join(parts)
        | ExprKind::Unknown(parts) => parts.iter().copied().for_each(f),
        ExprKind::Field { base: one, .. }
        | ExprKind::Ref { expr: one, .. }
        | ExprKind::Deref(one)
        | ExprKind::Unary { expr: one, .. }
        | ExprKind::Let { expr: one, .. }
        | ExprKind::Await(one)
        | ExprKind::Try(one)
        | ExprKind::Cast { expr: one, .. }
        | ExprKind::Defer(one) => f(*one),
        ExprKind::Index { base: one, index: other }
        | ExprKind::Repeat { elem: one, len: other }
        | ExprKind::Binary { left: one, right: other, .. }
        | ExprKind::Assign { place: one, value: other, .. } => {
            [*one, *other].into_iter().for_each(f);
        }
        ExprKind::If { cond, then, otherwise } => {
            [*cond, *then].into_iter().chain(*otherwise).for_each(f);
        }
        ExprKind::Match { scrutinee, arms } => {
            f(*scrutinee);
            arms.iter().flat_map(|arm| arm.guard.into_iter().chain([arm.body])).for_each(f);
        }
        ExprKind::Loop { kind, body } => {
            match kind {
                LoopKind::Loop => {}
                LoopKind::While(part)
                | LoopKind::For { iter: part, .. }
                | LoopKind::Range { over: part, .. } => f(*part),
            }
            f(*body);
        }
        ExprKind::Select { arms, otherwise } => {
            let of_arms =
                arms.iter().flat_map(|arm| [Some(arm.future), arm.guard, Some(arm.handler)]);
            of_arms.flatten().chain(*otherwise).for_each(f);
        }
        ExprKind::Range(from, to) => from.iter().chain(to).copied().for_each(f),
        ExprKind::Return(value) | ExprKind::Break { value, .. } | ExprKind::Yield(value) => {
            value.iter().copied().for_each(f);
        }
    }
}

fn for_each_in_block(block: &Block, f: &mut impl FnMut(ExprId)) {
    let of_statements = block.stmts.iter().flat_map(|stmt| match stmt {
        Stmt::Let { init, otherwise, .. } => [*init, *otherwise],
        Stmt::Expr(id) => [Some(*id), None],
    });
    of_statements.flatten().chain(block.tail).for_each(f);
}
