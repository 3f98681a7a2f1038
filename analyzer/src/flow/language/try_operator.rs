//! `?`, also where it is written out.

use crate::facts::{Arm, Body, ExprId, ExprKind, Pat, Path, Span, Stmt};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::trace::outcome::ResultUse;

impl<'f> Evaluator<'_, 'f> {
    /// `inner?`
    pub(crate) fn try_expr(
        &mut self,
        frame: &mut Frame<'f>,
        inner: ExprId,
        span: Span,
    ) -> Value<'f> {
        // Whatever operation the value came from, its failure is somebody else's to hear from here on.
        let first = self.recorder.trace().accesses().next_id();
        let value = self.eval(frame, inner);
        self.note_result_use(frame, inner, first, ResultUse::Propagated);
        self.try_operator(frame, &value, frame.location(span));
        value
    }
}

/// What `match x { Ok(v) => v, Err(e) => return Err(e.into()) }` asks: then it is `x?`.
pub(crate) fn matched(body: &Body, scrutinee: ExprId, arms: &[Arm]) -> Option<ExprId> {
    let [first, second] = arms else { return None };
    // Either arm may stand first.
    let (fine, failed) = if is_of(&first.pat, &FINE) { (first, second) } else { (second, first) };
    // A guard decides by more than how it went.
    let is_try = fine.guard.is_none()
        && failed.guard.is_none()
        && gives_its_content(body, fine)
        && is_of(&failed.pat, &FAILED)
        && returns_failure(body, failed.body);
    is_try.then_some(scrutinee)
}

/// What `if let Err(e) = x { return Err(e.into()) }` asks: then it is `x?`.
pub(crate) fn asked(
    body: &Body,
    cond: ExprId,
    then: ExprId,
    otherwise: Option<ExprId>,
) -> Option<ExprId> {
    let ExprKind::Let { pat, expr } = &body.exprs[cond].kind else { return None };
    // With an `else` the other way does something of its own.
    let is_try = otherwise.is_none() && is_of(pat, &FAILED) && returns_failure(body, then);
    is_try.then_some(*expr)
}

const FINE: [&str; 2] = ["Ok", "Some"];
const FAILED: [&str; 2] = ["Err", "None"];

fn last_is(path: &Path, names: &[&str]) -> bool {
    path.segments.last().is_some_and(|last| names.iter().any(|name| last.name == *name))
}

fn is_of(pat: &Pat, names: &[&str]) -> bool {
    match pat {
        Pat::TupleStruct(path, _) | Pat::Path(path) => last_is(path, names),
        Pat::Bind { name, sub: None, .. } => *name == "None" && names.contains(&"None"),
        _ => false,
    }
}

/// `Ok(v) => v`
fn gives_its_content(body: &Body, arm: &Arm) -> bool {
    let Pat::TupleStruct(_, parts) = &arm.pat else { return false };
    let [Pat::Bind { name, sub: None, .. }] = &parts[..] else { return false };
    let ExprKind::Path(path) = &body.exprs[arm.body].kind else { return false };
    matches!(&path.segments[..], [only] if only.name == *name)
}

/// `return Err(..)` or `return None`, with nothing before it.
fn returns_failure(body: &Body, expr: ExprId) -> bool {
    match &body.exprs[expr].kind {
        ExprKind::Return(Some(value)) => match &body.exprs[*value].kind {
            ExprKind::Call { callee, .. } => is_failure(body, *callee),
            _ => is_failure(body, *value),
        },
        ExprKind::Block(block) => match (&block.stmts[..], block.tail) {
            // A log line before it would be a step of its own, which `?` has not.
            ([], Some(only)) => returns_failure(body, only),
            ([Stmt::Expr(only)], None) => returns_failure(body, *only),
            _ => false,
        },
        _ => false,
    }
}

/// Whether the last thing that code does is to give a failure: `Err(..)`, `return None`, `bail!(..)`.
pub(crate) fn ends_in_failure(body: &Body, expr: ExprId) -> bool {
    match &body.exprs[expr].kind {
        ExprKind::Return(Some(value)) => ends_in_failure(body, *value),
        ExprKind::Call { callee, .. } => is_failure(body, *callee),
        ExprKind::Path(_) => is_failure(body, expr),
        ExprKind::Macro { name, .. } => *name == "bail",
        ExprKind::Block(block) => match (block.stmts.last(), block.tail) {
            (_, Some(last)) => ends_in_failure(body, last),
            (Some(Stmt::Expr(last)), None) => ends_in_failure(body, *last),
            _ => false,
        },
        _ => false,
    }
}

fn is_failure(body: &Body, expr: ExprId) -> bool {
    matches!(&body.exprs[expr].kind, ExprKind::Path(path) if last_is(path, &FAILED))
}
