//! Blocks, branches, loops, jumps and closures.

use super::body::{BodyBuilder, Part};
use crate::facts::{Arm, ExprId, ExprKind, LoopKind, Name, Param, Pat, TypeRef};

impl BodyBuilder<'_, '_> {
    /// `break 'l value`.
    pub(super) fn break_expr(&mut self, expr: &syn::ExprBreak) -> Part {
        let label = expr.label.as_ref().map(|label| self.label(label));
        let last = expr.label.as_ref().map_or(expr.break_token.span, |label| label.ident.span());
        let value = expr.expr.as_deref().map(|value| self.part(value));
        let end = value.map_or_else(|| self.cx.spans.end(last), |part| part.span.end);
        let start = self.cx.spans.start(expr.break_token.span);
        self.made(start, end, ExprKind::Break { label, value: value.map(|part| part.id) })
    }

    /// `continue 'l`.
    pub(super) fn continue_expr(&mut self, expr: &syn::ExprContinue) -> Part {
        let label = expr.label.as_ref().map(|label| self.label(label));
        let last = expr.label.as_ref().map_or(expr.continue_token.span, |label| label.ident.span());
        let end = self.cx.spans.end(last);
        let start = self.cx.spans.start(expr.continue_token.span);
        self.made(start, end, ExprKind::Continue { label })
    }

    /// `match`, whose guards the parser keeps in the patterns.
    pub(super) fn match_expr(&mut self, expr: &syn::ExprMatch) -> Part {
        let scrutinee = self.expr(&expr.expr);
        let mut arms = Vec::with_capacity(expr.arms.len());
        for arm in &expr.arms {
            arms.push(self.arm(arm));
        }
        let start = self.cx.spans.start(expr.match_token.span);
        let end = self.cx.spans.end(expr.brace_token.span.close());
        self.made(start, end, ExprKind::Match { scrutinee, arms })
    }

    fn arm(&mut self, arm: &syn::Arm) -> Arm {
        let (pat, guard) = self.guarded(&arm.pat);
        let body = self.part(&arm.body);
        if self.cx.has_marks {
            let start = self.cx.pat_start(&arm.pat);
            let span = self.cx.spans.join(start, body.span.end);
            self.cx.mark(&arm.attrs, span);
        }
        Arm { pat, guard, body: body.id }
    }

    /// A pattern that may carry a guard.
    pub(super) fn guarded(&mut self, pat: &syn::Pat) -> (Pat, Option<ExprId>) {
        match pat {
            syn::Pat::Guard(pat) => (self.cx.pat(&pat.pat), Some(self.expr(&pat.guard))),
            pat => (self.cx.pat(pat), None),
        }
    }

    /// `{ .. }`, perhaps with a label.
    pub(super) fn block_expr(&mut self, expr: &syn::ExprBlock) -> Part {
        let braces = self.brace_span(&expr.block);
        let label = expr.label.as_ref().map(|label| self.label(&label.name));
        let start = self.labelled_start(expr.label.as_ref(), || braces.start);
        let span = self.cx.spans.join(start, braces.end);
        Part { id: self.block(&expr.block, span, label), span }
    }

    /// `unsafe`, `const` and `try` blocks.
    pub(super) fn keyword_block(&mut self, keyword: proc_macro2::Span, block: &syn::Block) -> Part {
        let start = self.cx.spans.start(keyword);
        let span = self.cx.spans.join(start, self.brace_span(block).end);
        Part { id: self.block(block, span, None), span }
    }

    /// `async { .. }`.
    pub(super) fn async_block(&mut self, expr: &syn::ExprAsync) -> Part {
        let braces = self.brace_span(&expr.block);
        let body = self.block(&expr.block, braces, None);
        let kind = ExprKind::Async { body, moves: expr.capture.is_some(), stream: false };
        self.prefixed(expr.async_token.span, braces, kind)
    }

    /// `loop`.
    pub(super) fn endless_loop(&mut self, expr: &syn::ExprLoop) -> Part {
        self.loop_expr(expr.label.as_ref(), expr.loop_token.span, LoopKind::Loop, &expr.body)
    }

    /// `while`.
    pub(super) fn while_loop(&mut self, expr: &syn::ExprWhile) -> Part {
        let kind = LoopKind::While(self.expr(&expr.cond));
        self.loop_expr(expr.label.as_ref(), expr.while_token.span, kind, &expr.body)
    }

    /// `for`.
    pub(super) fn for_loop(&mut self, expr: &syn::ExprForLoop) -> Part {
        let kind =
            LoopKind::For { iter: self.expr(&expr.expr), pat: Box::new(self.cx.pat(&expr.pat)) };
        self.loop_expr(expr.label.as_ref(), expr.for_token.span, kind, &expr.body)
    }

    /// The label of a loop is kept on its body.
    fn loop_expr(
        &mut self,
        label: Option<&syn::Label>,
        keyword: proc_macro2::Span,
        kind: LoopKind,
        body: &syn::Block,
    ) -> Part {
        let name = label.map(|label| self.label(&label.name));
        let braces = self.brace_span(body);
        let body = self.block(body, braces, name);
        let start = self.labelled_start(label, || self.cx.spans.start(keyword));
        self.made(start, braces.end, ExprKind::Loop { kind, body })
    }

    /// A closure; an async one has an `Async` body.
    pub(super) fn closure(&mut self, expr: &syn::ExprClosure) -> Part {
        let params = expr.inputs.iter().map(|input| self.closure_param(input)).collect();
        let body = self.part(&expr.body);
        let moves = expr.capture.is_some();
        let inner = match &expr.asyncness {
            Some(_) => self.made(
                body.span.start,
                body.span.end,
                ExprKind::Async { body: body.id, moves, stream: false },
            ),
            None => body,
        };
        let start = self.cx.spans.start(closure_start(expr));
        let ret = self.cx.return_type(&expr.output).map(Box::new);
        self.made(start, body.span.end, ExprKind::Closure { params, ret, body: inner.id, moves })
    }

    fn closure_param(&mut self, pat: &syn::Pat) -> Param {
        if let syn::Pat::Type(pat) = pat {
            return self.cx.typed_param(pat);
        }
        let span = self.cx.spans.join(self.cx.pat_start(pat), self.cx.pat_end(pat));
        Param { pat: self.cx.pat(pat), ty: TypeRef::Infer, span }
    }

    fn labelled_start(&self, label: Option<&syn::Label>, otherwise: impl FnOnce() -> u32) -> u32 {
        label.map_or_else(otherwise, |label| self.cx.spans.start(label.name.apostrophe))
    }

    /// A label with its quote.
    fn label(&self, label: &syn::Lifetime) -> Name {
        Name::from(&format!("'{}", self.cx.spans.name(&label.ident)))
    }
}

fn closure_start(closure: &syn::ExprClosure) -> proc_macro2::Span {
    if let Some(lifetimes) = &closure.lifetimes {
        return lifetimes.for_token.span;
    }
    if let Some(token) = &closure.constness {
        return token.span;
    }
    match (&closure.asyncness, &closure.capture) {
        (Some(token), _) => token.span,
        (None, Some(token)) => token.span,
        (None, None) => closure.inputs_begin.span,
    }
}
