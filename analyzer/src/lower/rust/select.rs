//! `select!` of tokio, futures and crossbeam.

use syn::parse::{Parse, ParseStream};
use syn::{Expr, Pat, Token, token};

use super::body::{BodyBuilder, Part};
use crate::facts::{self, ExprId, ExprKind, Name, Span};

mod keyword {
    syn::custom_keyword!(biased);
    syn::custom_keyword!(complete);
    syn::custom_keyword!(default);
    syn::custom_keyword!(recv);
    syn::custom_keyword!(send);
}

/// A parsed `select!`.
struct Select {
    arms: Vec<Arm>,
    /// Handlers that run when no arm does.
    otherwise: Vec<Expr>,
}

enum Arm {
    /// `pat = future, if guard => handler`
    Polled(Box<Polled>),
    /// `recv(rx) -> msg => handler`
    Operation(Box<Operation>),
}

struct Polled {
    pat: Pat,
    expr: Expr,
    guard: Option<Expr>,
    handler: Expr,
}

struct Operation {
    name: syn::Ident,
    parens: token::Paren,
    args: Vec<Expr>,
    pat: Option<Pat>,
    handler: Expr,
}

impl BodyBuilder<'_, '_> {
    /// Lowers a `select!`; `None` when it has another form.
    pub(super) fn select(&mut self, mac: &syn::Macro, span: Span) -> Option<Part> {
        let select: Select = syn::parse2(mac.tokens.clone()).ok()?;
        let arms = select.arms.iter().map(|arm| self.select_arm(arm)).collect();
        let otherwise = match select.otherwise.as_slice() {
            [] => None,
            [only] => Some(self.expr(only)),
            several => Some(self.alternatives(several, span)),
        };
        Some(self.made(span.start, span.end, ExprKind::Select { arms, otherwise }))
    }

    fn select_arm(&mut self, arm: &Arm) -> facts::SelectArm {
        match arm {
            Arm::Polled(arm) => facts::SelectArm {
                guard: arm.guard.as_ref().map(|guard| self.expr(guard)),
                future: self.expr(&arm.expr),
                pat: self.cx.pat(&arm.pat),
                handler: self.handler(self.cx.pat_start(&arm.pat), &arm.handler),
            },
            Arm::Operation(arm) => facts::SelectArm {
                guard: None,
                future: self.operation(arm),
                pat: arm.pat.as_ref().map_or(facts::Pat::Wild, |pat| self.cx.pat(pat)),
                handler: self.handler(self.cx.spans.start(arm.name.span()), &arm.handler),
            },
        }
    }

    /// The handler of an arm that starts at an offset.
    fn handler(&mut self, start: u32, handler: &Expr) -> ExprId {
        let handler = self.part(handler);
        self.cx.node(start, handler.span.end);
        handler.id
    }

    /// `recv(rx)` names no function, so it is kept as the macro that it is.
    fn operation(&mut self, arm: &Operation) -> ExprId {
        let (name, span) = self.cx.spans.ident(&arm.name);
        let args = self.exprs(&arm.args);
        let end = self.cx.spans.end(arm.parens.span.close());
        self.made(span.start, end, ExprKind::Macro { name, args }).id
    }

    fn alternatives(&mut self, handlers: &[Expr], span: Span) -> ExprId {
        let children = self.exprs(handlers);
        self.add(span, ExprKind::Unknown(children))
    }
}

impl Parse for Select {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut select = Self { arms: Vec::new(), otherwise: Vec::new() };
        if input.peek(keyword::biased) && input.peek2(Token![;]) {
            input.parse::<keyword::biased>()?;
            input.parse::<Token![;]>()?;
        }
        while !input.is_empty() {
            if let Some(handler) = otherwise(input)? {
                select.otherwise.push(handler);
            } else if is_operation(input) {
                select.arms.push(operation(input)?);
            } else {
                select.arms.push(polled(input)?);
            }
        }
        Ok(select)
    }
}

/// `else => …`, `complete => …`, `default => …`, `default(timeout) => …`
fn otherwise(input: ParseStream<'_>) -> syn::Result<Option<Expr>> {
    if input.peek(Token![else]) {
        input.parse::<Token![else]>()?;
    } else if input.peek(keyword::complete) && input.peek2(Token![=>]) {
        input.parse::<keyword::complete>()?;
    } else if input.peek(keyword::default) && input.peek2(Token![=>]) {
        input.parse::<keyword::default>()?;
    } else if input.peek(keyword::default) && input.peek2(token::Paren) && input.peek3(Token![=>]) {
        input.parse::<keyword::default>()?;
        input.parse::<proc_macro2::TokenTree>()?;
    } else {
        return Ok(None);
    }
    handler(input).map(Some)
}

fn is_operation(input: ParseStream<'_>) -> bool {
    (input.peek(keyword::recv) || input.peek(keyword::send))
        && input.peek2(token::Paren)
        && (input.peek3(Token![->]) || input.peek3(Token![=>]))
}

fn operation(input: ParseStream<'_>) -> syn::Result<Arm> {
    let name = input.parse()?;
    let inner;
    let parens = syn::parenthesized!(inner in input);
    let args = inner.parse_terminated(Expr::parse, Token![,])?.into_iter().collect();
    let mut pat = None;
    if input.peek(Token![->]) {
        input.parse::<Token![->]>()?;
        pat = Some(input.call(Pat::parse_multi_with_leading_vert)?);
    }
    Ok(Arm::Operation(Box::new(Operation { name, parens, args, pat, handler: handler(input)? })))
}

fn polled(input: ParseStream<'_>) -> syn::Result<Arm> {
    input.call(syn::Attribute::parse_outer)?;
    let pat = input.call(Pat::parse_multi_with_leading_vert)?;
    input.parse::<Token![=]>()?;
    let expr = input.parse()?;
    let mut guard = None;
    if input.peek(Token![,]) && input.peek2(Token![if]) {
        input.parse::<Token![,]>()?;
        input.parse::<Token![if]>()?;
        guard = Some(input.parse()?);
    }
    Ok(Arm::Polled(Box::new(Polled { pat, expr, guard, handler: handler(input)? })))
}

/// `=> body` with the comma that only blocks may leave out.
fn handler(input: ParseStream<'_>) -> syn::Result<Expr> {
    input.parse::<Token![=>]>()?;
    let body = Expr::parse_with_earlier_boundary_rule(input)?;
    input.parse::<Option<Token![,]>>()?;
    Ok(body)
}

/// Whether a macro of this name is a `select!`.
pub(super) fn is_select(name: Name) -> bool {
    matches!(name.as_str(), "select" | "select_biased")
}

#[cfg(test)]
mod tests {
    use crate::lower::rust::testing::{facts, statements};

    #[test]
    fn tokio_arms_have_patterns_guards_and_handlers() {
        let text = "tokio::select! {
            biased;
            Some(a) = b.next(), if c.d() => { e.f(a).await }
            _ = &mut g => h,
            r = async { i.await } => match r { Ok(_) => (), Err(_) => return }
            _ = k() => { l() },
            else => break,
        }";
        assert_eq!(
            statements(text),
            "{ select { Some(a) = b.next(), if c.d() => { e.f(a).await }, _ = &mut g => h, \
             r = async { i.await } => match r { Ok(_) => (), Err(_) => return }, _ = k() => { l() }, else => break } }"
        );
    }

    #[test]
    fn futures_arms_may_complete_or_default() {
        assert_eq!(
            statements(
                "select_biased! { a = b.fuse() => c, complete => break, default => unreachable!(), }"
            ),
            "{ select { a = b.fuse() => c, else => unknown(break, unreachable!()) } }"
        );
    }

    #[test]
    fn crossbeam_arms_receive_and_send() {
        assert_eq!(
            statements("select! { recv(a) -> b => c(b), send(d, e) -> _ => {} default(t) => f }"),
            "{ select { b = recv!(a) => c(b), _ = send!(d, e) => {  }, else => f } }"
        );
    }

    #[test]
    fn names_such_as_default_may_be_patterns() {
        assert_eq!(
            statements("select! { default = a => b, recv = c => d }"),
            "{ select { default = a => b, recv = c => d } }"
        );
    }

    #[test]
    fn another_select_is_skipped_with_its_reason() {
        let facts = facts("fn f() { select! { a <- b => c } }");
        assert_eq!(facts.skipped[0].why, "macro `select!` is not expanded");
    }
}
