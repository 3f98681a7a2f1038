//! Macro calls in bodies, understood by their last path segment.

use syn::Expr;
use syn::parse::Parser as _;

use super::body::{BodyBuilder, Part, Statements};
use super::known_macros::{EVALUATING, INERT, READING};
use super::lowerer::Lowerer;
use super::{arguments, select};
use crate::facts::{Arm, ExprKind, Lit, Name, Pat, Span, Stmt};

impl BodyBuilder<'_, '_> {
    /// A macro call in expression position.
    pub(super) fn macro_expr(&mut self, mac: &syn::Macro) -> Part {
        let span = self.cx.macro_span(mac);
        if let Some(part) = self.expanded(mac, span) {
            return part;
        }
        let name = self.cx.macro_name(mac);
        let part = match name.as_str() {
            _ if select::is_select(name) => {
                self.select(mac, span).or_else(|| Some(self.skipped_macro(mac, span)))
            }
            "join" | "try_join" => self.join(mac, span),
            "vec" => self.vec(mac, span),
            "matches" => self.matches(mac, span),
            "stream" | "try_stream" | "gen_stream" | "try_gen_stream" | "async_stream"
            | "try_async_stream" => self.stream(mac, span),
            "try" => self.wrapped(mac, span, ExprKind::Try),
            name if INERT.contains(&name) => Some(self.arguments(mac, span, &[])),
            name if READING.contains(&name) => Some(self.read(mac, span)),
            name if EVALUATING.contains(&name) => {
                Some(self.arguments(mac, span, &arguments::loose(mac).exprs))
            }
            _ => None,
        };
        part.unwrap_or_else(|| self.unknown_macro(mac, span))
    }

    /// A macro call that is a statement.
    pub(super) fn macro_statement(&mut self, stmt: &syn::StmtMacro, out: &mut Statements) {
        let span = self.cx.macro_span(&stmt.mac);
        self.cx.mark(&stmt.attrs, span);
        if !self.expanded_statements(&stmt.mac, span, out)
            && !self.declaring_macro(&stmt.mac, span, out)
        {
            let part = self.macro_expr(&stmt.mac);
            out.push_tail(part.id);
        }
        if stmt.semi_token.is_some() {
            out.settle();
        }
    }

    /// Macros that bring names into scope: `lazy_static!`, `cfg_if!`, `pin!(let x = …)`.
    fn declaring_macro(&mut self, mac: &syn::Macro, span: Span, out: &mut Statements) -> bool {
        match self.cx.macro_name(mac).as_str() {
            "lazy_static" | "thread_local" | "task_local" => self.cx.statics(mac, &mut out.items),
            "cfg_if" => self.cfg_if(mac, span, out),
            "pin" => self.pinned_lets(mac, out),
            _ => false,
        }
    }

    /// `pin! { let a = x; let b = y; }`
    fn pinned_lets(&mut self, mac: &syn::Macro, out: &mut Statements) -> bool {
        let Ok(stmts) = syn::Block::parse_within.parse2(mac.tokens.clone()) else { return false };
        if !stmts.iter().all(|stmt| matches!(stmt, syn::Stmt::Local(_))) {
            return false;
        }
        self.statements(&stmts, out);
        true
    }

    /// The branches exclude each other, and nothing says which one it is.
    fn cfg_if(&mut self, mac: &syn::Macro, span: Span, out: &mut Statements) -> bool {
        let Some(branches) = super::item_macros::cfg_branches(mac) else { return false };
        let mut blocks = Vec::new();
        for stmts in branches.into_iter().filter_map(arguments::statements) {
            if stmts.iter().all(|stmt| matches!(stmt, syn::Stmt::Item(_))) {
                self.statements(&stmts, out);
                continue;
            }
            let mut parts = Statements::of(&stmts);
            self.statements(&stmts, &mut parts);
            let cond = self.add(span, ExprKind::Unknown(Vec::new()));
            blocks.push((cond, self.finish_block(parts, span, None)));
        }
        let chain = blocks.into_iter().rev().fold(None, |otherwise, (cond, then)| {
            Some(self.add(span, ExprKind::If { cond, then, otherwise }))
        });
        if let Some(chain) = chain {
            out.push_tail(chain);
        }
        true
    }

    fn join(&mut self, mac: &syn::Macro, span: Span) -> Option<Part> {
        let branches = arguments::strict(mac).or_else(|| arguments::after_biased(mac))?;
        let branches = self.exprs(&branches);
        Some(self.made(span.start, span.end, ExprKind::Join(branches)))
    }

    fn vec(&mut self, mac: &syn::Macro, span: Span) -> Option<Part> {
        let kind = if let Some(elems) = arguments::strict(mac) {
            ExprKind::Array(self.exprs(&elems))
        } else {
            let (elem, len) = arguments::repeated(mac)?;
            ExprKind::Repeat { elem: self.expr(&elem), len: self.expr(&len) }
        };
        Some(self.made(span.start, span.end, kind))
    }

    /// `matches!(x, pat if guard)` is a `match` with two arms.
    fn matches(&mut self, mac: &syn::Macro, span: Span) -> Option<Part> {
        let (scrutinee, pat, guard) = arguments::matched(mac)?;
        let scrutinee = self.expr(&scrutinee);
        let guard = guard.map(|guard| self.expr(&guard));
        let mut literal = |value| self.add(span, ExprKind::Lit(Lit::Bool(value)));
        let (yes, no) = (literal(true), literal(false));
        let arms = vec![
            Arm { pat: self.cx.pat(&pat), guard, body: yes },
            Arm { pat: Pat::Wild, guard: None, body: no },
        ];
        Some(self.made(span.start, span.end, ExprKind::Match { scrutinee, arms }))
    }

    fn stream(&mut self, mac: &syn::Macro, span: Span) -> Option<Part> {
        let stmts = arguments::statements(mac.tokens.clone())
            .or_else(|| arguments::statements(arguments::without_for_await(mac.tokens.clone())))?;
        let mut parts = Statements::of(&stmts);
        self.statements(&stmts, &mut parts);
        let delimiters = mac.delimiter.span();
        let start = self.cx.spans.start(delimiters.open());
        let braces = self.cx.spans.join(start, self.cx.spans.end(delimiters.close()));
        let body = self.finish_block(parts, braces, None);
        Some(self.made(span.start, span.end, ExprKind::Async { body, moves: true, stream: true }))
    }

    /// `try!(x)`
    fn wrapped(
        &mut self,
        mac: &syn::Macro,
        span: Span,
        kind: fn(crate::facts::ExprId) -> ExprKind,
    ) -> Option<Part> {
        let inner: Expr = syn::parse2(mac.tokens.clone()).ok()?;
        let inner = self.expr(&inner);
        Some(self.made(span.start, span.end, kind(inner)))
    }

    fn arguments(&mut self, mac: &syn::Macro, span: Span, args: &[Expr]) -> Part {
        let args = self.exprs(args);
        let name = self.cx.macro_name(mac);
        self.made(span.start, span.end, ExprKind::Macro { name, args })
    }

    /// Arguments that are only read matter when they call or await something.
    fn read(&mut self, mac: &syn::Macro, span: Span) -> Part {
        let (_, text) = self.cx.spans.text(span).split_once('!').unwrap_or_default();
        let calls = text
            .trim_start()
            .get(1..)
            .is_none_or(|args| args.contains('(') || args.contains("await"));
        let args = if calls || self.cx.spans.in_expansion() {
            arguments::loose(mac).exprs
        } else {
            Vec::new()
        };
        self.arguments(mac, span, &args)
    }

    /// A macro that nothing is known of: its arguments, or else its statements.
    fn unknown_macro(&mut self, mac: &syn::Macro, span: Span) -> Part {
        if let Some(args) = arguments::strict(mac) {
            return self.arguments(mac, span, &args);
        }
        if let Some(stmts) = arguments::statements(mac.tokens.clone()) {
            let mut parts = Statements::of(&stmts);
            self.statements(&stmts, &mut parts);
            let block = self.finish_block(parts, span, None);
            return self.made(span.start, span.end, ExprKind::Unknown(vec![block]));
        }
        let found = arguments::loose(mac);
        if found.understood {
            return self.arguments(mac, span, &found.exprs);
        }
        self.skipped_macro(mac, span)
    }

    /// What is not understood may still hold expressions.
    fn skipped_macro(&mut self, mac: &syn::Macro, span: Span) -> Part {
        let why = format!("macro `{}!` is not expanded", self.cx.macro_name(mac));
        self.cx.skip(span, why);
        let children = self.exprs(&arguments::loose(mac).exprs);
        self.made(span.start, span.end, ExprKind::Unknown(children))
    }

    /// The expansion of a macro that this file defines, as an expression.
    fn expanded(&mut self, mac: &syn::Macro, span: Span) -> Option<Part> {
        let stmts = self.cx.expanded(mac, arguments::statements)?;
        let outer = self.cx.enter_expansion(span);
        let part = if let [syn::Stmt::Expr(expr, _)] = stmts.as_slice() {
            self.part(expr)
        } else {
            let mut parts = Statements::of(&stmts);
            self.statements(&stmts, &mut parts);
            let id = self.finish_block(parts, span, None);
            Part { id, span }
        };
        self.cx.leave_expansion(outer);
        Some(self.respan(part.id, span))
    }

    /// The expansion of a macro that this file defines, as statements of the block that it stands in.
    fn expanded_statements(&mut self, mac: &syn::Macro, span: Span, out: &mut Statements) -> bool {
        let Some(stmts) = self.cx.expanded(mac, arguments::statements) else { return false };
        let outer = self.cx.enter_expansion(span);
        if let [syn::Stmt::Expr(expr, semi)] = stmts.as_slice() {
            let part = self.part(expr);
            let part = self.respan(part.id, span);
            match semi {
                Some(_) => out.push(Stmt::Expr(part.id)),
                None => out.push_tail(part.id),
            }
        } else {
            self.statements(&stmts, out);
        }
        self.cx.leave_expansion(outer);
        true
    }
}

impl Lowerer<'_> {
    /// The last segment of a macro's path.
    pub(super) fn macro_name(&self, mac: &syn::Macro) -> Name {
        mac.path
            .segments
            .last()
            .map_or_else(Name::default, |segment| self.spans.name(&segment.ident))
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::rust::testing::{facts, printed, slices, statements};

    fn same(text: &str, lowered: &str) {
        assert_eq!(statements(text), format!("{{ {lowered} }}"), "{text}");
    }

    #[test]
    fn joins_are_groups_whatever_their_path() {
        same("tokio::join!(a.b(), c,)", "join(a.b(), c)");
        same("futures_util::try_join!(a)?", "join(a)?");
        same("join!(biased; a, b)", "join(a, b)");
    }

    #[test]
    fn vectors_are_arrays() {
        same("vec![]", "[]");
        same("vec![a, b()]", "[a, b()]");
        same("std::vec!(a.clone(); n)", "[a.clone(); n]");
    }

    #[test]
    fn streams_yield() {
        same(
            "stream! { for await x in y { yield x; } }",
            "stream move { for x in y { yield x; } }",
        );
        same(
            "async_stream::try_stream! { let a = b?; yield a }",
            "stream move { let a = b?; yield a }",
        );
    }

    #[test]
    fn pins_keep_what_they_pin() {
        same("tokio::pin!(let a = b(); ); a", "let a = b(); a");
        same("pin_mut!(a);", "pin_mut!(a);");
        same("let a = std::pin::pin!(b.c());", "let a = pin!(b.c());");
    }

    #[test]
    fn readers_matter_where_they_call() {
        same(
            "info!(target: \"t\", id = %a.b(), ?c, \"x {}\", d.e)",
            "info!(\"t\", a.b(), c, \"x {}\", d.e)",
        );
        same("println!(\"{x} {}\", y)", "println!()");
        same("println!(\"{}\", y.await)", "println!(\"{}\", y.await)");
        same("assert_eq!(a.b(), 1, \"x\");", "assert_eq!(a.b(), 1, \"x\");");
        same("info!(log, \"a\"; \"k\" => b.c());", "info!(log, \"a\", \"k\", b.c());");
        same("span!(Level::INFO, \"n\", a.b = c())", "span!(Level::INFO, \"n\", c())");
    }

    #[test]
    fn maps_and_documents_are_their_expressions() {
        same(
            "json!({\"a\": b.c(), \"d\": [e, {\"f\": g}]})",
            "json!(\"a\", b.c(), \"d\", e, \"f\", g)",
        );
        same("hashmap! { a => b(), c => d }", "hashmap!(a, b(), c, d)");
    }

    #[test]
    fn matches_is_a_match() {
        same(
            "matches!(a.b(), Some(c) if c.d())",
            "match a.b() { Some(c) if c.d() => true, _ => false }",
        );
    }

    #[test]
    fn what_is_not_evaluated_has_no_arguments() {
        same("stringify!(a.b()); quote! { a.b(); };", "stringify!(); quote!();");
    }

    #[test]
    fn unknown_macros_are_arguments_or_statements() {
        same("mine!(a, b.c())", "mine!(a, b.c())");
        same("mine! { let a = b(); a.c() }", "unknown({ let a = b(); a.c() })");
        let facts = facts("fn f() { mine!(a.b() ~ c) }");
        assert_eq!(facts.skipped[0].why, "macro `mine!` is not expanded");
        same("mine!(a.b() ~ c)", "unknown(a.b(), c)");
    }

    #[test]
    fn statements_that_declare_reach_the_block() {
        same("lazy_static! { static ref A: B = c(); } d", "#1 d");
        same("cfg_if! { if #[cfg(a)] { use b::c; } else { use b::d; } } e", "#2 e");
        let branches = "cfg_if! { if #[cfg(a)] { b() } else { c() } }";
        same(branches, "if unknown() { b() } else if unknown() { c() }");
    }

    #[test]
    fn a_macro_stands_from_its_path_to_its_delimiter() {
        let slices = slices("fn f() { a::join! [b, c]; }");
        assert_eq!(slices, ["b", "c", "a::join! [b, c]", "{ a::join! [b, c]; }"]);
    }

    #[test]
    fn old_macros_for_operators() {
        assert_eq!(printed("fn f() { r#try!(a.b()) }"), "{ a.b()? }");
    }
}
