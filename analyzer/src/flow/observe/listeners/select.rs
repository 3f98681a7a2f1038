//! Code that waits for the first of several things and goes on, whichever it was.

use crate::facts::{Arm, Body, ExprId, ExprKind, Pat, Span, Stmt};

use crate::flow::bodies::bindings::Bindings;
use crate::flow::bodies::spans::holds;
use crate::flow::calls::callee::Callee;
use crate::flow::heap::code::Place;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::Effect;
use crate::resolve::types::Ty;
use crate::sources::Location;

/// What is taken in one of the ways on from such a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Select {
    /// The whole.
    pub(super) at: Location,
    arm: usize,
}

impl Select {
    /// The wait that takes something, when that is how one of its ways begins and no loop of the same code is around.
    pub(super) fn around(place: &Place<'_>, bindings: &Bindings, take: ExprId) -> Option<Self> {
        let body = place.body;
        let (span, arms) = wait_around(body, take)?;
        let arm = begins_with(body, arms, take)?;
        let code = bindings.code_outside(span);
        let is_repeated = body.exprs.iter().any(|expr| {
            let is_loop = matches!(expr.kind, ExprKind::Loop { .. });
            is_loop && holds(expr.span, span) && bindings.code_outside(expr.span) == code
        });
        (!is_repeated).then_some(Self { at: Location { file: place.file, span }, arm })
    }

    /// Whether it is the same wait, and goes on in another way.
    pub(super) fn is_other_arm_of(&self, other: &Self) -> bool {
        self.at == other.at && self.arm != other.arm
    }
}

/// The wait for the first of several things that one of its ways begins with.
fn wait_around(body: &Body, take: ExprId) -> Option<(Span, &[Arm])> {
    body.exprs.iter().find_map(|expr| {
        let ExprKind::Match { arms, scrutinee } = &expr.kind else { return None };
        let waits = is_wait(body, *scrutinee, arms);
        (waits && begins_with(body, arms, take).is_some()).then_some((expr.span, &arms[..]))
    })
}

/// Whether a branch asks nothing: it goes on with whichever of its ways can.
pub(crate) fn is_wait(body: &Body, scrutinee: ExprId, arms: &[Arm]) -> bool {
    matches!(&body.exprs[scrutinee].kind, ExprKind::Unknown(of) if of.is_empty())
        && arms.iter().all(|arm| arm.pat == Pat::Lit(None))
}

/// The way that begins with something.
fn begins_with(body: &Body, arms: &[Arm], take: ExprId) -> Option<usize> {
    let taken = body.exprs[take].span;
    arms.iter().position(|arm| first_of(body, arm.body).is_some_and(|first| holds(first, taken)))
}

/// What a way of such a wait is waiting for: what is received from.
pub(crate) fn waits_at(evaluator: &Evaluator<'_, '_>, body: &Body, arm: &Arm) -> Option<ExprId> {
    let first = first_of(body, arm.body)?;
    body.exprs.iter().find_map(|expr| match &expr.kind {
        ExprKind::MethodCall { receiver, name, .. }
            if holds(first, expr.span) && evaluator.knowledge.may_receive(*name) =>
        {
            Some(*receiver)
        }
        _ => None,
    })
}

/// Whether another way of the wait around is taken when the client says that something of it is over.
pub(crate) fn hears_of_end<'f>(
    evaluator: &Evaluator<'_, 'f>,
    frame: &Frame<'f>,
    take: ExprId,
) -> bool {
    let body = frame.place.body;
    let Some((_, arms)) = wait_around(body, take) else { return false };
    arms.iter().filter_map(|arm| waits_at(evaluator, body, arm)).any(|queue| {
        let Ty::External(_, args) = evaluator.inferred(frame, queue) else { return false };
        let Some(Ty::External(of, _)) = args.first() else { return false };
        evaluator.knowledge.is_client_path(*of) && evaluator.knowledge.handle(*of).is_none()
    })
}

/// What code does with what came, until it is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// Nothing.
    Nothing,
    /// It tells a person.
    Said,
    /// Something else, too.
    More,
}

/// What is done from such a wait on, by whatever way, until the code is over.
pub(super) fn behind<'f>(
    evaluator: &mut Evaluator<'_, 'f>,
    place: &Place<'f>,
    select: &Select,
) -> Behind {
    let at = select.at.span;
    done_with(evaluator, place, at, |expr| expr.start >= at.start)
}

/// What the code around a place does, where that takes something and does nothing else.
pub(super) fn done_around<'f>(
    evaluator: &mut Evaluator<'_, 'f>,
    place: &Place<'f>,
    at: Span,
) -> Behind {
    // What is taken from is asked for here, too.
    done_with(evaluator, place, at, |expr| !holds(at, expr))
}

/// What the calls do that count, of the code around a place.
fn done_with<'f>(
    evaluator: &mut Evaluator<'_, 'f>,
    place: &Place<'f>,
    at: Span,
    counts: impl Fn(Span) -> bool,
) -> Behind {
    let body = place.body;
    let bindings = evaluator.bodies.bindings(body);
    let code = bindings.code_outside(at);
    let frame = Frame::new(place.clone(), Vec::new());
    let mut told: Vec<Span> = Vec::new();
    let mut calls: Vec<ExprId> = Vec::new();
    for id in body.exprs.ids() {
        let expr = &body.exprs[id];
        if bindings.code_outside(expr.span) != code {
            continue;
        }
        match &expr.kind {
            // What is deferred runs behind it, wherever it stands.
            ExprKind::Defer(_) => return Behind::More,
            ExprKind::Call { .. } | ExprKind::MethodCall { .. } if counts(expr.span) => {
                match effect(evaluator, &frame, id) {
                    Some(Effect::Say) => told.push(expr.span),
                    Some(Effect::Receive) => {}
                    _ => calls.push(id),
                }
            }
            _ => {}
        }
    }
    let is_said = |call: &ExprId| told.iter().any(|said| holds(*said, body.exprs[*call].span));
    match calls.iter().all(is_said) {
        true if told.is_empty() => Behind::Nothing,
        true => Behind::Said,
        false => Behind::More,
    }
}

/// What a call does, as far as a table knows.
pub(crate) fn effect<'f>(
    evaluator: &mut Evaluator<'_, 'f>,
    frame: &Frame<'f>,
    call: ExprId,
) -> Option<Effect> {
    let body = frame.place.body;
    let rule = match &body.exprs[call].kind {
        ExprKind::Call { callee, .. } => {
            let ExprKind::Path(path) = &body.exprs[*callee].kind else { return None };
            let Callee::External(path) = evaluator.callee(frame, path) else { return None };
            evaluator.knowledge.call_by_path(path)
        }
        ExprKind::MethodCall { receiver, name, .. } => {
            let Ty::External(path, _) = evaluator.inferred(frame, *receiver) else { return None };
            evaluator.knowledge.call_on_type(path, *name)
        }
        _ => None,
    };
    rule.map(|rule| rule.effect)
}

/// The first statement of a block.
fn first_of(body: &Body, block: ExprId) -> Option<Span> {
    let ExprKind::Block(block) = &body.exprs[block].kind else { return None };
    Some(match block.stmts.first()? {
        Stmt::Let { span, .. } => *span,
        Stmt::Expr(id) => body.exprs[*id].span,
    })
}
