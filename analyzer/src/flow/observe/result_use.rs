//! What becomes of an operation's result: asked, passed on or dropped.

use super::step;
use crate::facts::{Arm, Body, ExprId, ExprKind, Lit, Name, Pat, Stmt};
use crate::flow::calls::callee::Callee;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Effect, HandleKind};
use crate::trace::access::AccessId;
use crate::trace::outcome::{ResultUse, Unpolling};
use crate::trace::tree::Mark;

impl<'f> Evaluator<'_, 'f> {
    /// What becomes of the operation that an expression ends in, of those since `first` or of what a variable holds.
    pub(crate) fn note_result_use(
        &mut self,
        frame: &Frame<'f>,
        expr: ExprId,
        first: AccessId,
        result_use: ResultUse,
    ) {
        if let Some(id) = self.result_of(frame, expr, first)
            // The first to ask is who the result was meant for; in the other branches of the same code nothing is lost.
            && self.recorder.trace().access(id).result_use == ResultUse::Unknown
        {
            self.recorder.set_result_use(id, result_use);
        }
    }

    fn result_of(&self, frame: &Frame<'f>, expr: ExprId, first: AccessId) -> Option<AccessId> {
        // Nothing happened, and no variable holds a result: most expressions are done with here.
        if self.recorder.trace().accesses().next_id() == first && frame.results.is_empty() {
            return None;
        }
        let exprs = &frame.place.body.exprs;
        let mut at = expr;
        loop {
            let location = frame.location(exprs[at].span);
            let found =
                self.recorder.trace().accesses().since(first).find(|(_, one)| one.at == location);
            if let Some((id, _)) = found {
                return Some(id);
            }
            at = match &exprs[at].kind {
                ExprKind::Await(inner)
                | ExprKind::Try(inner)
                | ExprKind::Ref { expr: inner, .. } => *inner,
                // `.map_err(..)` and its like hand the result on.
                ExprKind::MethodCall { receiver, .. } => *receiver,
                ExprKind::Path(path) => {
                    let [only] = &path.segments[..] else { return None };
                    let mut named = frame.results.iter().rev();
                    let named = named.find(|(name, _)| *name == only.name).map(|&(_, id)| id);
                    return named.or_else(|| self.only_access_since(first));
                }
                _ => return None,
            };
        }
    }

    /// What awaiting a variable did: the future in it was made before.
    fn only_access_since(&self, first: AccessId) -> Option<AccessId> {
        let mut since = self.recorder.trace().accesses().since(first);
        let (only, _) = since.next()?;
        since.next().is_none().then_some(only)
    }

    /// `match scrutinee { arms }`
    pub(crate) fn note_matched(
        &mut self,
        frame: &Frame<'f>,
        (scrutinee, arms): (ExprId, &[Arm]),
        value: &Value<'f>,
        first: AccessId,
    ) {
        // A confirm has two things to say: whether it came, and whether the broker took the message.
        self.note_verdict_asked(value, arms.iter().map(|arm| &arm.pat));
        let leaves = all_leave(frame.place.body, failing(arms));
        let result_use = if leaves { ResultUse::Left } else { ResultUse::Checked };
        self.note_result_use(frame, scrutinee, first, result_use);
    }

    /// `let pat = init`, or `let pat = init else { .. }`.
    pub(crate) fn note_binding(
        &mut self,
        frame: &mut Frame<'f>,
        (pat, init, or_else): (&Pat, ExprId, bool),
        value: &Value<'f>,
        (first, mark): (AccessId, Mark),
    ) {
        self.note_named_result(frame, pat, init, first);
        // `let Ok(x) = .. else { return }` asks and leaves in one.
        if or_else {
            self.note_verdict_asked(value, std::iter::once(pat));
            self.note_result_use(frame, init, first, ResultUse::Left);
        }
        // Of several results the error comes last, and what an operation gives first.
        let given = match pat {
            Pat::Results(parts) => parts.first().unwrap_or(pat),
            _ => pat,
        };
        if step::is_unused(given) {
            self.note_discarded(value);
        }
        if matches!(pat, Pat::Wild) {
            self.note_statement(frame, init, value, mark);
            let at = frame.location(frame.place.body.exprs[init].span);
            self.note_unpolled(value, at, Unpolling::Statement);
        }
    }

    /// `let found = channel.queue_declare(..).await;`: whoever asks `found` asks for the operation's result.
    fn note_named_result(
        &mut self,
        frame: &mut Frame<'f>,
        pat: &Pat,
        init: ExprId,
        first: AccessId,
    ) {
        // Of several results the error comes last.
        let last = match pat {
            Pat::Results(parts) => parts.last().unwrap_or(pat),
            _ => pat,
        };
        if let (Pat::Results(_), Pat::Wild) = (pat, last) {
            self.note_result_use(frame, init, first, ResultUse::Discarded);
        }
        let Pat::Bind { name, sub: None, .. } = last else { return };
        self.note_presence(frame, *name, init, first);
        self.note_result_named(frame, *name, init, first);
    }

    /// From here on, a variable holds what tells whether an operation failed.
    pub(crate) fn note_result_named(
        &mut self,
        frame: &mut Frame<'f>,
        name: Name,
        init: ExprId,
        first: AccessId,
    ) {
        // A new variable of the name hides the old one.
        frame.results.retain(|(known, _)| *known != name);
        if self.recorder.trace().accesses().next_id() != first
            && let Some(id) = self.result_of(frame, init, first)
            && self.recorder.trace().access(id).result_use == ResultUse::Unknown
        {
            frame.results.push((name, id));
        }
    }

    /// `if let Err(_) = x { return }`, `if x.is_err() { return }` and their opposites: a failure leaves.
    pub(crate) fn note_left(
        &mut self,
        frame: &Frame<'f>,
        (cond, then, otherwise): (ExprId, ExprId, Option<ExprId>),
        first: AccessId,
    ) {
        if self.recorder.trace().accesses().next_id() == first && frame.results.is_empty() {
            return;
        }
        let body = frame.place.body;
        let Some((asked, fails)) = asked_by(body, cond) else { return };
        if matches!(body.exprs[cond].kind, ExprKind::Binary { .. }) {
            self.note_result_use(frame, asked, first, ResultUse::Checked);
        }
        // The way on which it failed, wherever that stands.
        let taken = if fails { Some(then) } else { otherwise };
        if taken.is_some_and(|taken| always_leaves(body, taken) || self.ends_process(frame, taken))
            && let Some(id) = self.result_of(frame, asked, first)
            && self.recorder.trace().access(id).result_use == ResultUse::Checked
        {
            self.recorder.set_result_use(id, ResultUse::Left);
        }
    }

    /// Whether the last that code does is a call that does not come back.
    fn ends_process(&mut self, frame: &Frame<'f>, way: ExprId) -> bool {
        let body = frame.place.body;
        let ExprKind::Block(block) = &body.exprs[way].kind else { return false };
        let Some(Stmt::Expr(last)) = block.stmts.last() else { return false };
        let ExprKind::Call { callee, .. } = &body.exprs[*last].kind else { return false };
        let ExprKind::Path(path) = &body.exprs[*callee].kind else { return false };
        let Callee::External(path) = self.callee(frame, path) else { return false };
        let rule = self.knowledge.call_by_path(path);
        rule.is_some_and(|rule| rule.effect == Effect::Diverge)
    }

    /// A variable is given the result of an operation, or what stands behind it.
    pub(crate) fn note_assigned(
        &mut self,
        frame: &mut Frame<'f>,
        (place, value): (ExprId, &Value<'f>),
        given: ExprId,
        first: AccessId,
    ) {
        let exprs = &frame.place.body.exprs;
        let (result, last) = match &exprs[place].kind {
            ExprKind::Tuple(items) => (items.first().copied(), items.last().copied()),
            _ => (None, None),
        };
        // `_, err = publish(..)`: a place that is none takes the result.
        if result.is_some_and(
            |result| matches!(&exprs[result].kind, ExprKind::Unknown(parts) if parts.is_empty()),
        ) {
            self.note_discarded(value);
        }
        if let ExprKind::Path(path) = &exprs[last.unwrap_or(place)].kind
            && let [only] = &path.segments[..]
        {
            let name = only.name;
            self.note_presence(frame, name, given, first);
            self.note_result_named(frame, name, given, first);
        }
    }

    /// A statement that is nothing but an operation: what it gives, an error among that, is not looked at.
    pub(crate) fn note_result_dropped(&mut self, frame: &Frame<'f>, expr: ExprId, first: AccessId) {
        let Some(id) = self.result_of(frame, expr, first) else { return };
        let operation = self.recorder.trace().access(id).operation;
        let client = self.knowledge.operation(operation).client;
        // A future that is dropped has done nothing: it is told as unpolled.
        if self.knowledge.client(client).blocking {
            self.note_result_use(frame, expr, first, ResultUse::Discarded);
        }
    }

    /// What a method does with the result of the operation in its receiver.
    pub(crate) fn result_use_of_method(name: Name) -> Option<ResultUse> {
        match name.as_str() {
            "unwrap" | "expect" => Some(ResultUse::Propagated),
            "is_ok" | "is_err" | "ok" | "err" | "is_ok_and" | "is_err_and" | "unwrap_or"
            | "map_or" | "unwrap_or_default" | "unwrap_or_else" | "map_or_else" | "or_else" => {
                Some(ResultUse::Checked)
            }
            _ => None,
        }
    }

    /// The result of an operation or of its confirm that a statement drops.
    pub(crate) fn note_discarded(&mut self, value: &Value<'f>) {
        let Value::Obj(id) = value else { return };
        // Only a confirm or its word can be lost by being dropped: an error was asked for before.
        let dropped: Option<AccessId> = match self.heap.obj(*id) {
            Obj::Handle(handle) if handle.kind == HandleKind::Confirm => handle.by,
            Obj::Verdict(wait) => Some(*wait),
            _ => None,
        };
        if let Some(id) = dropped {
            self.recorder.set_result_use(id, ResultUse::Discarded);
        }
    }

    /// Patterns that tell success from failure and take no word of the broker: a refused message counts as a success.
    pub(crate) fn note_verdict_asked<'p>(
        &mut self,
        value: &Value<'f>,
        pats: impl Iterator<Item = &'p Pat> + Clone,
    ) {
        self.note_word_matched(value, pats.clone());
        let mut pats = pats;
        // One arm that takes the broker's word is enough.
        if pats.all(takes_no_word) {
            self.note_discarded(value);
        }
    }

    /// What the broker says about a message.
    pub(crate) fn verdict(&mut self, wait: Option<AccessId>) -> Value<'f> {
        wait.map_or(Value::Unknown, |wait| self.heap.value_of(Obj::Verdict(wait)))
    }
}

/// Whether a pattern looks at nothing but whether there was an error.
fn takes_no_word(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::TupleStruct(path, parts) => match path.segments.last().map(|last| last.name) {
            Some(name) if name == "Err" => true,
            // `Ok(Ok(_))` is the word that came in time.
            Some(name) if name == "Ok" => {
                parts.iter().all(|part| step::is_unused(part) || takes_no_word(part))
            }
            _ => false,
        },
        _ => false,
    }
}

/// The arms that are met when something failed.
fn failing(arms: &[Arm]) -> impl Iterator<Item = ExprId> {
    arms.iter().filter(|arm| step::is_negative(&arm.pat)).map(|arm| arm.body)
}

/// Whether there are branches, and each of them leaves.
fn all_leave(body: &Body, branches: impl Iterator<Item = ExprId>) -> bool {
    let mut branches = branches.peekable();
    branches.peek().is_some() && branches.all(|branch| always_leaves(body, branch))
}

/// What a condition asks the result of, and whether it holds when that failed.
pub(crate) fn asked_by(body: &Body, cond: ExprId) -> Option<(ExprId, bool)> {
    match &body.exprs[cond].kind {
        ExprKind::Let { pat, expr } if step::is_of_result(pat) => {
            Some((*expr, step::is_negative(pat)))
        }
        ExprKind::MethodCall { receiver, name, .. } if *name == "is_err" => Some((*receiver, true)),
        ExprKind::MethodCall { receiver, name, .. } if *name == "is_ok" => Some((*receiver, false)),
        ExprKind::Binary { op, left, right } => {
            // `err != nil`, and `nil` stands on the right.
            let is_nil = matches!(body.exprs[*right].kind, ExprKind::Lit(Lit::Nil));
            let fails = match op.as_str() {
                "!=" => true,
                "==" => false,
                _ => return None,
            };
            is_nil.then_some((*left, fails))
        }
        ExprKind::Unary { op, expr } if op.as_str() == "!" => {
            asked_by(body, *expr).map(|(asked, fails)| (asked, !fails))
        }
        _ => None,
    }
}

/// Whether code never comes to its end.
fn always_leaves(body: &Body, expr: ExprId) -> bool {
    match &body.exprs[expr].kind {
        ExprKind::Return(_) | ExprKind::Break { .. } | ExprKind::Continue { .. } => true,
        ExprKind::Block(block) => {
            let last = block.tail.or_else(|| match block.stmts.last() {
                Some(Stmt::Expr(last)) => Some(*last),
                _ => None,
            });
            last.is_some_and(|last| always_leaves(body, last))
        }
        _ => false,
    }
}
