//! Statements that start contexts beside the opening of a channel that they name, and whether the opening could be repeated
//! before them. Everything that is not plain is left out.

use crate::facts::{Body, ExprId, ExprKind, Name, Span, Stmt};
use crate::flow::Evaluator;
use crate::flow::bodies::bindings::Bindings;
use crate::flow::bodies::names::{for_each_name, is_name, root_name};
use crate::flow::bodies::opened::{
    Neighbours, Opened, is_assigned, loop_variable, mentions, span_of,
};
use crate::flow::bodies::spans::holds;
use crate::flow::heap::code::Closure;
use crate::flow::heap::value::Value;
use crate::knowledge::HandleKind;
use crate::sources::{FileId, Location};
use crate::trace::handle::OriginId;
use crate::trace::sites::{OpenedBeside, Runs, StartSite};

/// A statement that starts a context, in its body.
struct Start<'b> {
    body: &'b Body,
    bindings: &'b Bindings,
    file: FileId,
    at: Span,
}

impl<'f> Evaluator<'_, 'f> {
    /// Keeps a statement that starts a context for each channel that it names.
    pub(crate) fn note_start(&mut self, code: &Value<'f>, at: Location) {
        let Value::Closure(closure) = code else { return };
        if !self.knowledge.language.gives_errors_last() || closure.place.file != at.file {
            return;
        }
        let bindings = self.bodies.bindings(closure.place.body);
        let body = closure.place.body;
        let start = Start { body, bindings: &bindings, file: at.file, at: at.span };
        for (name, origin) in self.channels_of(closure, &bindings) {
            let opened = self.recorder.trace().origin(origin);
            if opened.provenance.is_some() || opened.at.file != at.file {
                continue;
            }
            let call = opened.at.span;
            if let Some(site) = start.site(closure, (name, origin), call)
                && self.recorder.note_started(origin, at)
            {
                self.recorder.add_start_site(site);
            }
        }
    }

    /// The variables that code captured which hold a channel. What the statement gives it under a name that nobody wrote is known by the
    /// variable that was given.
    fn channels_of(&self, closure: &Closure<'f>, bindings: &Bindings) -> Vec<(Name, OriginId)> {
        // Such a name is bound where the value stands, inside of the call.
        let end = closure.at.span.end;
        let written = |name: Name| {
            let given = bindings.variable(name, Span { start: end, end })?;
            is_name(closure.place.body, given.init).map(|(name, _)| name)
        };
        let mut found: Vec<(Name, OriginId)> = Vec::new();
        for (name, value) in &closure.captured {
            let Some((_, handle)) = self.heap.handle_in(value) else { continue };
            for name in std::iter::once(*name).chain(written(*name)) {
                let channel = (name, handle.origin);
                if handle.kind == HandleKind::Channel && !found.contains(&channel) {
                    found.push(channel);
                }
            }
        }
        found
    }
}

impl Start<'_> {
    fn site(
        &self,
        closure: &Closure<'_>,
        (name, origin): (Name, OriginId),
        call: Span,
    ) -> Option<StartSite> {
        mentions(self.body, name, self.at).next()?;
        let begins = Span { start: self.at.start, end: self.at.start };
        let opened = Opened::behind(self.body, self.bindings, (name, begins), call)?;
        let around = Neighbours::of(self.body, self.at)?;
        if !opened.means_the_same_at(self.body, self.bindings, self.at)
            || self.takes_from_outside(opened.error)
        {
            return None;
        }
        let (runs, loop_variables) = self.runs(closure, name)?;
        let beside = around.have(self.body, opened.statement);
        let error_lives = around.name_later(self.body, opened.error);
        if error_lives && !beside {
            return None;
        }
        Some(StartSite {
            origin,
            at: self.place(self.at),
            runs,
            named: self.named(name),
            hides: !beside && !around.name_later(self.body, name),
            beside,
            loop_variables,
            opened: self.opened_beside(opened),
        })
    }

    fn place(&self, span: Span) -> Location {
        Location { file: self.file, span }
    }

    /// Whether the code that starts names a variable of the code around.
    fn takes_from_outside(&self, name: Name) -> bool {
        mentions(self.body, name, self.at).any(|at| {
            let bound = self.bindings.bound_at(name, at);
            bound.is_none_or(|(statement, _)| !holds(self.at, statement))
        })
    }

    /// Where the variable is named in the statement.
    fn named(&self, name: Name) -> Option<Vec<Location>> {
        let all: Vec<Span> = mentions(self.body, name, self.at).collect();
        let is_own = |at: &Span| {
            let bound = self.bindings.bound_at(name, *at);
            bound.is_some_and(|(statement, _)| !holds(self.at, statement))
                && !self.closure_with_param(name).is_some_and(|code| holds(code, *at))
        };
        let has_other = all.iter().any(|at| {
            let bound = self.bindings.bound_at(name, *at);
            bound.is_some_and(|(statement, _)| holds(self.at, statement))
        });
        let own = all.iter().filter(|at| is_own(at)).map(|at| self.place(*at));
        (!has_other).then(|| own.collect())
    }

    /// Code in the statement that has a parameter of a name.
    fn closure_with_param(&self, name: Name) -> Option<Span> {
        self.body.exprs.iter().find_map(|expr| {
            let ExprKind::Closure { params, .. } = &expr.kind else { return None };
            let mut is_bound = false;
            for param in params {
                for_each_name(&param.pat, &mut |bound| is_bound |= bound == name);
            }
            (is_bound && holds(self.at, expr.span)).then_some(expr.span)
        })
    }

    /// What runs, and the variables of loops that a call names.
    fn runs(&self, closure: &Closure<'_>, name: Name) -> Option<(Runs, Vec<Name>)> {
        let inner = &self.body.exprs[closure.body];
        let (code, args) = match &inner.kind {
            ExprKind::Block(_) => (closure.body, None),
            ExprKind::Call { callee, args } => match &self.body.exprs[*callee].kind {
                ExprKind::Closure { body, .. } => (*body, Some(args)),
                _ => return self.call(closure, name),
            },
            _ => return self.call(closure, name),
        };
        // A parameter of that name is the channel, or the code does not close what it is given.
        let is_given =
            args.is_none_or(|args| args.iter().any(|&arg| self.written(arg) == Some(name)));
        if self.closure_with_param(name).is_some() && !is_given {
            return None;
        }
        let ExprKind::Block(block) = &self.body.exprs[code].kind else { return None };
        let first = block.stmts.iter().find(|stmt| !self.is_deferred(stmt, name))?;
        Some((Runs::Code(self.place(span_of(self.body, first))), Vec::new()))
    }

    fn is_deferred(&self, stmt: &Stmt, but: Name) -> bool {
        let Stmt::Expr(id) = stmt else { return false };
        let expr = &self.body.exprs[*id];
        let is_one = |kind: &ExprKind| matches!(kind, ExprKind::Defer(_));
        let defers = match &expr.kind {
            ExprKind::Block(block) => {
                block.tail.is_some_and(|tail| is_one(&self.body.exprs[tail].kind))
            }
            kind => is_one(kind),
        };
        defers && mentions(self.body, but, expr.span).next().is_none()
    }

    /// A call whose receiver and arguments can be evaluated when it is made.
    fn call(&self, closure: &Closure<'_>, name: Name) -> Option<(Runs, Vec<Name>)> {
        let expr = &self.body.exprs[closure.body];
        let parts: Vec<ExprId> = match &expr.kind {
            ExprKind::Call { callee, args } => {
                std::iter::once(callee).chain(args).copied().collect()
            }
            ExprKind::MethodCall { receiver, args, .. } => {
                std::iter::once(receiver).chain(args.iter()).copied().collect()
            }
            _ => return None,
        };
        let mut loop_variables = Vec::new();
        for part in parts {
            let part = self.kept(part).unwrap_or(part);
            self.add_part(part, name, &mut loop_variables)?;
        }
        Some((Runs::Call(self.place(expr.span)), loop_variables))
    }

    /// What was evaluated before the call, under a name that nobody wrote.
    fn kept(&self, id: ExprId) -> Option<ExprId> {
        let (name, at) = is_name(self.body, id)?;
        let behind = Span { start: self.at.end, end: self.at.end };
        let known = self.bindings.variable(name, behind)?.init;
        (self.body.exprs[known].span == at).then_some(known)
    }

    /// The name that an argument is, as it is written.
    fn written(&self, id: ExprId) -> Option<Name> {
        is_name(self.body, self.kept(id).unwrap_or(id)).map(|(name, _)| name)
    }

    /// Nothing where a part of a call may have another value later, variables of loops aside, which are added.
    fn add_part(&self, id: ExprId, channel: Name, loops: &mut Vec<Name>) -> Option<()> {
        match &self.body.exprs[id].kind {
            ExprKind::Lit(_) | ExprKind::Closure { .. } => return Some(()),
            ExprKind::Ref { expr, .. } => return self.add_part(*expr, channel, loops),
            ExprKind::Path(path) if path.segments.len() > 1 => return Some(()),
            _ => {}
        }
        let name = root_name(self.body, id)?;
        if name == channel {
            return is_name(self.body, id).map(|_| ());
        }
        let head = loop_variable(self.body, self.bindings, name, self.at);
        if is_assigned(self.body, name, head) {
            return None;
        }
        if head.is_some() && !loops.contains(&name) {
            loops.push(name);
        }
        Some(())
    }

    fn opened_beside(&self, opened: Opened) -> OpenedBeside {
        let whole = Span { start: opened.statement.start, end: opened.check.end };
        let scope = Span { start: opened.check.end, end: opened.end };
        let all: Vec<Span> = mentions(self.body, opened.name, scope).collect();
        let mentions = all.len() + opened.bound_again(self.body);
        let own = |name: Name, at: &Span| {
            self.bindings.bound_at(name, *at).map(|(statement, _)| statement)
                == Some(opened.statement)
        };
        let named = all.iter().filter(|at| own(opened.name, at));
        let named = named.map(|at| self.place(*at)).collect();
        let error_lives =
            self::mentions(self.body, opened.error, scope).any(|at| own(opened.error, &at));
        OpenedBeside {
            at: self.place(whole),
            bound: self.place(opened.bound),
            scope: self.place(scope),
            named,
            mentions,
            error_lives,
        }
    }
}
