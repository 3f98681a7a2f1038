//! Bodies: the arena of expressions, blocks and statements.

use super::attributes::{attr_target, attrs};
use super::lowerer::Lowerer;
use crate::facts::{Block, Body, Expr, ExprId, ExprKind, Item, Name, Span, Stmt, to_u32};
use crate::ids::IdVec;

/// Collects the expressions of one body.
pub(super) struct BodyBuilder<'l, 't> {
    pub(super) cx: &'l mut Lowerer<'t>,
    exprs: IdVec<ExprId, Expr>,
    scopes: Vec<Vec<Item>>,
}

/// A lowered expression and the range that it takes, parentheses included.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) id: ExprId,
    pub(super) span: Span,
}

/// A block that is being lowered.
#[derive(Default)]
pub(super) struct Statements {
    stmts: Vec<Stmt>,
    tail: Option<ExprId>,
    pub(super) items: Vec<Item>,
}

impl Statements {
    /// Room for some statements.
    pub(super) fn of(stmts: &[syn::Stmt]) -> Self {
        Self { stmts: Vec::with_capacity(stmts.len()), ..Self::default() }
    }

    /// Adds a statement.
    pub(super) fn push(&mut self, stmt: Stmt) {
        self.settle();
        self.stmts.push(stmt);
    }

    /// Adds an expression that is the block's value unless more follows.
    pub(super) fn push_tail(&mut self, expr: ExprId) {
        self.settle();
        self.tail = Some(expr);
    }

    /// What looked like the block's value is a statement, because something follows it.
    pub(super) fn settle(&mut self) {
        self.stmts.extend(self.tail.take().map(Stmt::Expr));
    }
}

impl<'t> Lowerer<'t> {
    /// The body of a function.
    pub(super) fn block_body(&mut self, block: &syn::Block) -> Body {
        self.body(|body| body.braces(block, None))
    }

    /// An initial value.
    pub(super) fn expr_body(&mut self, expr: &syn::Expr) -> Body {
        self.body(|body| body.expr(expr))
    }

    fn body(&mut self, fill: impl FnOnce(&mut BodyBuilder<'_, 't>) -> ExprId) -> Body {
        let mut builder = BodyBuilder { cx: self, exprs: IdVec::default(), scopes: Vec::new() };
        let root = fill(&mut builder);
        // Facts of every file live together: what they do not use is worth giving back.
        builder.exprs.shrink_to_fit();
        Body { exprs: builder.exprs, root, scopes: builder.scopes }
    }
}

impl BodyBuilder<'_, '_> {
    /// Adds an expression.
    pub(super) fn add(&mut self, span: Span, kind: ExprKind) -> ExprId {
        self.exprs.push(Expr { span, kind })
    }

    /// Adds an expression from one offset to another.
    pub(super) fn made(&mut self, start: u32, end: u32, kind: ExprKind) -> Part {
        let span = self.cx.spans.join(start, end);
        Part { id: self.add(span, kind), span }
    }

    /// Gives an expression another span.
    pub(super) fn respan(&mut self, id: ExprId, span: Span) -> Part {
        self.exprs[id].span = span;
        Part { id, span }
    }

    /// A block from brace to brace.
    pub(super) fn braces(&mut self, block: &syn::Block, label: Option<Name>) -> ExprId {
        let span = self.brace_span(block);
        self.block(block, span, label)
    }

    /// A block whose label or keyword belongs to its span.
    pub(super) fn block(&mut self, block: &syn::Block, span: Span, label: Option<Name>) -> ExprId {
        let mut parts = Statements::of(&block.stmts);
        self.statements(&block.stmts, &mut parts);
        self.finish_block(parts, span, label)
    }

    /// Adds a block of lowered statements.
    pub(super) fn finish_block(
        &mut self,
        parts: Statements,
        span: Span,
        label: Option<Name>,
    ) -> ExprId {
        let Statements { mut stmts, tail, items } = parts;
        stmts.shrink_to_fit();
        let scope = (!items.is_empty()).then(|| to_u32(self.scopes.len()));
        if scope.is_some() {
            self.scopes.push(items);
        }
        self.add(span, ExprKind::Block(Block { stmts, tail, scope, label }))
    }

    /// Where the braces of a block stand.
    pub(super) fn brace_span(&self, block: &syn::Block) -> Span {
        let braces = &block.brace_token.span;
        self.cx.spans.join(self.cx.spans.start(braces.open()), self.cx.spans.end(braces.close()))
    }

    /// Statements in order.
    pub(super) fn statements(&mut self, stmts: &[syn::Stmt], out: &mut Statements) {
        for stmt in stmts {
            match stmt {
                syn::Stmt::Local(local) => self.local(local, out),
                syn::Stmt::Item(item) => self.cx.item(item, &mut out.items),
                syn::Stmt::Expr(expr, semi) => self.expr_statement(expr, semi.as_ref(), out),
                syn::Stmt::Macro(stmt) => self.macro_statement(stmt, out),
            }
        }
    }

    fn local(&mut self, local: &syn::Local, out: &mut Statements) {
        let start = self.cx.spans.start(local.let_token.span);
        let span = self.cx.spans.join(start, self.cx.spans.end(local.semi_token.span));
        self.cx.mark(&local.attrs, span);
        let mut init = None;
        let mut otherwise = None;
        if let Some(local_init) = &local.init {
            init = Some(self.expr(&local_init.expr));
            otherwise = local_init.diverge.as_ref().map(|(_, block)| self.expr(block));
        }
        let (pat, ty) = match &local.pat {
            syn::Pat::Type(pat) => (self.cx.pat(&pat.pat), Some(Box::new(self.cx.ty(&pat.ty)))),
            pat => (self.cx.pat(pat), None),
        };
        out.push(Stmt::Let { pat, ty, init, otherwise, span });
    }

    fn expr_statement(
        &mut self,
        expr: &syn::Expr,
        semi: Option<&syn::Token![;]>,
        out: &mut Statements,
    ) {
        if matches!(expr, syn::Expr::Verbatim(tokens) if tokens.is_empty()) {
            // A lone semicolon.
            return;
        }
        let part = self.part(expr);
        if self.cx.has_marks {
            self.cx.mark(attrs(attr_target(expr)), part.span);
        }
        match semi {
            Some(_) => out.push(Stmt::Expr(part.id)),
            None => out.push_tail(part.id),
        }
    }
}
