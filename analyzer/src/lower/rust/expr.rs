//! Expressions that do not start with another expression.

use syn::Expr;

use super::body::{BodyBuilder, Part};
use crate::facts::{ExprId, ExprKind, Name, Span, TypeRef};

impl BodyBuilder<'_, '_> {
    /// An expression that is no link of a chain.
    pub(super) fn leaf(&mut self, expr: &Expr) -> Part {
        match expr {
            Expr::Array(expr) => self.array(expr),
            Expr::Async(expr) => self.async_block(expr),
            Expr::Block(expr) => self.block_expr(expr),
            Expr::Break(expr) => self.break_expr(expr),
            Expr::Closure(expr) => self.closure(expr),
            Expr::Const(expr) => self.keyword_block(expr.const_token.span, &expr.block),
            Expr::Continue(expr) => self.continue_expr(expr),
            Expr::ForLoop(expr) => self.for_loop(expr),
            Expr::If(expr) => self.if_chain(expr),
            Expr::Infer(expr) => self.unknown(expr.underscore_token.span),
            Expr::Let(expr) => self.let_expr(expr),
            Expr::Lit(expr) => self.lit(expr),
            Expr::Loop(expr) => self.endless_loop(expr),
            Expr::Macro(expr) => self.macro_expr(&expr.mac),
            Expr::Match(expr) => self.match_expr(expr),
            Expr::Path(expr) => self.path_expr(expr),
            Expr::Range(expr) => self.range(expr, None),
            Expr::RawAddr(expr) => self.raw_addr(expr),
            Expr::Reference(expr) => self.reference(expr),
            Expr::Repeat(expr) => self.repeat(expr),
            Expr::Return(expr) => {
                let value = expr.expr.as_deref();
                self.keyword_value(expr.return_token.span, value, ExprKind::Return)
            }
            Expr::Struct(expr) => self.struct_expr(expr),
            Expr::TryBlock(expr) => self.keyword_block(expr.try_token.span, &expr.block),
            Expr::Tuple(expr) => self.tuple(expr),
            Expr::Unary(expr) => self.unary(expr),
            Expr::Unsafe(expr) => self.keyword_block(expr.unsafe_token.span, &expr.block),
            Expr::While(expr) => self.while_loop(expr),
            Expr::Yield(expr) => {
                let value = expr.expr.as_deref();
                self.keyword_value(expr.yield_token.span, value, ExprKind::Yield)
            }
            Expr::Verbatim(tokens) => {
                let span = self.cx.tokens_span(tokens);
                self.made(span.start, span.end, ExprKind::Unknown(Vec::new()))
            }
            _ => self.made(0, 0, ExprKind::Unknown(Vec::new())),
        }
    }

    /// `a..b`, whose left operand is lowered.
    pub(super) fn range(&mut self, range: &syn::ExprRange, from: Option<Part>) -> Part {
        let dots = match &range.limits {
            syn::RangeLimits::HalfOpen(dots) => (dots.spans[0], dots.spans[1]),
            syn::RangeLimits::Closed(dots) => (dots.spans[0], dots.spans[2]),
        };
        let to = range.end.as_deref().map(|end| self.part(end));
        let start = from.map_or_else(|| self.cx.spans.start(dots.0), |part| part.span.start);
        let end = to.map_or_else(|| self.cx.spans.end(dots.1), |part| part.span.end);
        self.made(start, end, ExprKind::Range(from.map(|part| part.id), to.map(|part| part.id)))
    }

    /// An expression between delimiters.
    pub(super) fn delimited(
        &mut self,
        delimiters: &proc_macro2::extra::DelimSpan,
        kind: ExprKind,
    ) -> Part {
        let start = self.cx.spans.start(delimiters.open());
        let end = self.cx.spans.end(delimiters.close());
        self.made(start, end, kind)
    }

    fn array(&mut self, array: &syn::ExprArray) -> Part {
        let kind = ExprKind::Array(self.exprs(&array.elems));
        self.delimited(&array.bracket_token.span, kind)
    }

    fn repeat(&mut self, repeat: &syn::ExprRepeat) -> Part {
        let kind = ExprKind::Repeat { elem: self.expr(&repeat.expr), len: self.expr(&repeat.len) };
        self.delimited(&repeat.bracket_token.span, kind)
    }

    fn tuple(&mut self, tuple: &syn::ExprTuple) -> Part {
        let kind = ExprKind::Tuple(self.exprs(&tuple.elems));
        self.delimited(&tuple.paren_token.span, kind)
    }

    fn lit(&mut self, lit: &syn::ExprLit) -> Part {
        let span = lit.lit.span();
        let (start, end) = (self.cx.spans.start(span), self.cx.spans.end(span));
        self.made(start, end, ExprKind::Lit(super::pattern::literal(&lit.lit)))
    }

    fn path_expr(&mut self, expr: &syn::ExprPath) -> Part {
        let Some(qself) = &expr.qself else {
            let path = self.cx.path(&expr.path);
            let span = path.span;
            return Part { id: self.add(span, ExprKind::Path(path)), span };
        };
        let start = self.cx.spans.start(qself.lt_token.span);
        let end = self.cx.path_end(&expr.path);
        let (base, of_trait, mut rest) = self.cx.qualified(qself, &expr.path);
        let Some(name) = rest.pop() else {
            return self.made(start, end, ExprKind::Unknown(Vec::new()));
        };
        let (base, of_trait) = (Box::new(base), of_trait.map(Box::new));
        let kind = if rest.is_empty() {
            ExprKind::QualifiedPath { base, of_trait, name }
        } else {
            let base = Box::new(TypeRef::Projection { base, of_trait, rest: rest.into() });
            ExprKind::QualifiedPath { base, of_trait: None, name }
        };
        self.made(start, end, kind)
    }

    fn struct_expr(&mut self, expr: &syn::ExprStruct) -> Part {
        let mut fields = Vec::with_capacity(expr.fields.len());
        for field in &expr.fields {
            let value = self.part(&field.expr);
            self.cx.mark(&field.attrs, value.span);
            let start = match &field.member {
                syn::Member::Named(ident) => self.cx.spans.start(ident.span()),
                syn::Member::Unnamed(index) => self.cx.spans.start(index.span),
            };
            self.cx.node(start, value.span.end);
            fields.push((self.cx.member(&field.member), value.id));
        }
        let rest = expr.rest.as_deref().map(|rest| self.expr(rest));
        let path = self.cx.path(&expr.path);
        let start = expr
            .qself
            .as_ref()
            .map_or(path.span.start, |qself| self.cx.spans.start(qself.lt_token.span));
        let end = self.cx.spans.end(expr.brace_token.span.close());
        self.made(start, end, ExprKind::Struct { path: Box::new(path), fields, rest })
    }

    fn reference(&mut self, expr: &syn::ExprReference) -> Part {
        let inner = self.part(&expr.expr);
        let kind = ExprKind::Ref { mutable: expr.mutability.is_some(), expr: inner.id };
        self.prefixed(expr.and_token.span, inner.span, kind)
    }

    fn raw_addr(&mut self, expr: &syn::ExprRawAddr) -> Part {
        let inner = self.part(&expr.expr);
        let mutable = matches!(expr.mutability, syn::PointerMutability::Mut(_));
        self.prefixed(expr.and_token.span, inner.span, ExprKind::Ref { mutable, expr: inner.id })
    }

    fn unary(&mut self, expr: &syn::ExprUnary) -> Part {
        let inner = self.part(&expr.expr);
        let unary = |op: &str| ExprKind::Unary { op: Name::from(op), expr: inner.id };
        match &expr.op {
            syn::UnOp::Deref(op) => self.prefixed(op.span, inner.span, ExprKind::Deref(inner.id)),
            syn::UnOp::Not(op) => self.prefixed(op.span, inner.span, unary("!")),
            syn::UnOp::Neg(op) => self.prefixed(op.span, inner.span, unary("-")),
            _ => self.made(inner.span.start, inner.span.end, ExprKind::Unknown(vec![inner.id])),
        }
    }

    /// An expression with a token in front of it.
    pub(super) fn prefixed(
        &mut self,
        first: proc_macro2::Span,
        rest: Span,
        kind: ExprKind,
    ) -> Part {
        let start = self.cx.spans.start(first);
        self.made(start, rest.end, kind)
    }

    fn unknown(&mut self, token: proc_macro2::Span) -> Part {
        let span = self.cx.spans.of(token);
        self.made(span.start, span.end, ExprKind::Unknown(Vec::new()))
    }

    fn keyword_value(
        &mut self,
        keyword: proc_macro2::Span,
        value: Option<&Expr>,
        kind: impl FnOnce(Option<ExprId>) -> ExprKind,
    ) -> Part {
        let value = value.map(|value| self.part(value));
        let span = value.map_or_else(|| self.cx.spans.of(keyword), |part| part.span);
        self.prefixed(keyword, span, kind(value.map(|part| part.id)))
    }

    fn let_expr(&mut self, expr: &syn::ExprLet) -> Part {
        let scrutinee = self.part(&expr.expr);
        let kind = ExprKind::Let { pat: Box::new(self.cx.pat(&expr.pat)), expr: scrutinee.id };
        self.prefixed(expr.let_token.span, scrutinee.span, kind)
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::rust::testing::{printed, slices, statements};

    fn same(text: &str) {
        assert_eq!(statements(text), format!("{{ {text} }}"));
    }

    #[test]
    fn expressions_keep_their_shape() {
        for text in [
            "a::b(c, d).e(f)?.await.g.0[h];",
            "let a: B = c else { return; };",
            "if let Some(a) = b { c } else if d { e } else { f }",
            "match a { Some(b) if b.c() => d, A | B => { e } }",
            "while let Some(a) = b.next().await { continue; }",
            "for (a, b) in c { d; }",
            "'a: { break 'a; }",
            "async move { a.await }",
            "move |a, (b, _)| a.c(b)",
            "a.b = c;",
            "(a, b) = c;",
            "A { b: c, d: e }",
            "&mut a;",
            "<A as B>::c(d);",
            "<A>::B;",
            "[a; 2];",
            "yield a;",
        ] {
            same(text);
        }
    }

    #[test]
    fn what_means_the_same_looks_the_same() {
        for (written, lowered) in [
            ("((a)).b();", "{ a.b(); }"),
            ("unsafe { a } const { b } try { c }", "{ { a }; { b }; { c } }"),
            ("a += b; a <<= c", "{ a op= b; a op= c }"),
            ("&raw const a; &raw mut b", "{ &a; &mut b }"),
            ("if a && let Some(b) = c && d {}", "{ if ((a && let Some(b) = c) && d) {  } }"),
            ("A { a, ..b() }", "{ A { a: a ..b() } }"),
            ("..; a..=b; ..c", "{ (..); (a..b); (..c) }"),
            ("a as B as C", "{ ((a as B) as C) }"),
            ("async |a| b.await", "{ |a| async b.await }"),
            ("<A as B>::C::d()", "{ <<A as B>::C>::d() }"),
            ("|a: B| -> C { d }", "{ |a| -> C { d } }"),
            (
                "r#type.r#match(\"é\", b\"x\", 'c', 1_0u8, 1.5, true)",
                "{ type.match(\"é\", b\"x\", lit, 10, lit, true) }",
            ),
            ("_ = a();", "{ unknown() = a(); }"),
            ("'a: loop { break 'a b; }", "{ loop 'a: { break 'a b; } }"),
            ("!-*a", "{ !-*a }"),
            (";;", "{  }"),
            ("become a();", "{ unknown(); }"),
        ] {
            assert_eq!(statements(written), lowered, "{written}");
        }
    }

    #[test]
    fn spans_reach_from_the_first_to_the_last_token() {
        let text = "fn f() { 'a: loop { (a.b(c) + (d)).e::<F>(&mut g)?; } }";
        let expected = [
            "a",
            "c",
            "a.b(c)",
            "d",
            "a.b(c) + (d)",
            "g",
            "&mut g",
            "(a.b(c) + (d)).e::<F>(&mut g)",
            "(a.b(c) + (d)).e::<F>(&mut g)?",
            "{ (a.b(c) + (d)).e::<F>(&mut g)?; }",
            "'a: loop { (a.b(c) + (d)).e::<F>(&mut g)?; }",
            "{ 'a: loop { (a.b(c) + (d)).e::<F>(&mut g)?; } }",
        ];
        assert_eq!(slices(text), expected);
    }

    #[test]
    fn spans_of_keywords_labels_and_types() {
        let text = "fn f() { if a { b } else if c { d }; x as Vec<u8>; break 'l (y); async move { z }; ..=w; -1; }";
        let slices = slices(text);
        for expected in [
            "if a { b } else if c { d }",
            "if c { d }",
            "x as Vec<u8>",
            "break 'l (y)",
            "async move { z }",
            "..=w",
            "-1",
        ] {
            assert!(slices.iter().any(|slice| slice == expected), "{expected}: {slices:?}");
        }
    }

    #[test]
    fn items_inside_blocks_stand_in_scopes() {
        let text = "fn f() { use a::b; { fn g() { h() } struct A; } c }";
        assert_eq!(printed(text), "{ #1 { #2  }; c }");
    }
}
