//! Expressions among the arguments of a macro whose grammar is not known in detail.
//!
//! `info!(target: "a", id = %order.id(), "text {}", x)`, `json!({"a": f(x)})`, `hashmap! { k => v }`.

use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr, Token, token};

/// Expressions between commas, and nothing else.
pub(super) fn strict(mac: &syn::Macro) -> Option<Vec<Expr>> {
    let parser = syn::punctuated::Punctuated::<Expr, Token![,]>::parse_terminated;
    let args = parser.parse2(mac.tokens.clone()).ok()?;
    Some(args.into_iter().map(value).collect())
}

/// Expressions that were found between other tokens.
#[derive(Default)]
pub(super) struct Found {
    pub(super) exprs: Vec<Expr>,
    /// Whether all else was separators and labels.
    pub(super) understood: bool,
}

/// Every expression that can be found.
pub(super) fn loose(mac: &syn::Macro) -> Found {
    if let Some(exprs) = strict(mac) {
        return Found { exprs, understood: true };
    }
    let parser = |input: ParseStream<'_>| {
        let mut found = Found { exprs: Vec::new(), understood: true };
        collect(input, &mut found)?;
        Ok(found)
    };
    parser.parse2(mac.tokens.clone()).unwrap_or_default()
}

fn collect(input: ParseStream<'_>, out: &mut Found) -> syn::Result<()> {
    while !input.is_empty() {
        if is_separator(input) || is_label(input) {
            skip(input)?;
            continue;
        }
        let fork = input.fork();
        match fork.parse::<Expr>() {
            Ok(expr) => {
                input.advance_to(&fork);
                out.exprs.push(value(expr));
            }
            Err(_) => enter_or_skip(input, out)?,
        }
    }
    Ok(())
}

/// `,`, `;`, `:`, `=` and the second half of `=>`
fn is_separator(input: ParseStream<'_>) -> bool {
    input.peek(Token![,])
        || input.peek(Token![;])
        || input.peek(Token![:])
        || input.peek(Token![=])
        || input.peek(Token![>])
}

/// `name: value`, and the `%` and `?` that say how a value is recorded
fn is_label(input: ParseStream<'_>) -> bool {
    let named = input.peek2(Token![:]) && !input.peek2(Token![::]);
    (input.peek(syn::Ident) && named) || input.peek(Token![%]) || input.peek(Token![?])
}

/// What is no expression may hold some between its delimiters.
fn enter_or_skip(input: ParseStream<'_>, out: &mut Found) -> syn::Result<()> {
    let inner;
    if input.peek(token::Brace) {
        syn::braced!(inner in input);
    } else if input.peek(token::Bracket) {
        syn::bracketed!(inner in input);
    } else if input.peek(token::Paren) {
        syn::parenthesized!(inner in input);
    } else {
        let recorded = input.peek(syn::Ident) && (input.peek2(Token![=]) || input.peek2(Token![.]));
        out.understood &= recorded || input.peek(Token![.]);
        return skip(input);
    }
    collect(&inner, out)
}

fn skip(input: ParseStream<'_>) -> syn::Result<()> {
    input.parse::<proc_macro2::TokenTree>().map(drop)
}

/// `name = value` names an argument and assigns nothing.
fn value(expr: Expr) -> Expr {
    match expr {
        Expr::Assign(assign) => *assign.right,
        expr => expr,
    }
}

/// `biased; a, b`
pub(super) fn after_biased(mac: &syn::Macro) -> Option<Vec<Expr>> {
    let parser = |input: ParseStream<'_>| {
        let word: syn::Ident = input.parse()?;
        if word != "biased" {
            return Err(input.error("expected branches"));
        }
        input.parse::<Token![;]>()?;
        input.parse_terminated(<Expr as syn::parse::Parse>::parse, Token![,])
    };
    parser.parse2(mac.tokens.clone()).ok().map(|args| args.into_iter().collect())
}

/// `elem; len`
pub(super) fn repeated(mac: &syn::Macro) -> Option<(Expr, Expr)> {
    let parser = |input: ParseStream<'_>| {
        let elem = input.parse()?;
        input.parse::<Token![;]>()?;
        Ok((elem, input.parse()?))
    };
    parser.parse2(mac.tokens.clone()).ok()
}

/// `scrutinee, pat if guard`
pub(super) fn matched(mac: &syn::Macro) -> Option<(Expr, syn::Pat, Option<Expr>)> {
    let parser = |input: ParseStream<'_>| {
        let scrutinee = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = input.call(syn::Pat::parse_multi_with_leading_vert)?;
        let guard = if input.peek(Token![if]) {
            input.parse::<Token![if]>()?;
            Some(input.parse()?)
        } else {
            None
        };
        input.parse::<Option<Token![,]>>()?;
        Ok((scrutinee, pat, guard))
    };
    parser.parse2(mac.tokens.clone()).ok()
}

/// The statements of a block without its braces.
pub(super) fn statements(tokens: proc_macro2::TokenStream) -> Option<Vec<syn::Stmt>> {
    syn::Block::parse_within.parse2(tokens).ok()
}

/// `for await x in y` as `for x in y`, which the parser knows.
pub(super) fn without_for_await(tokens: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    use proc_macro2::{Group, TokenTree};
    let mut after_for = false;
    let rewritten = tokens.into_iter().filter_map(|token| {
        let drops = after_for && matches!(&token, TokenTree::Ident(word) if word == "await");
        after_for = matches!(&token, TokenTree::Ident(word) if word == "for");
        match token {
            _ if drops => None,
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), without_for_await(group.stream()));
                inner.set_span(group.span());
                Some(TokenTree::Group(inner))
            }
            token => Some(token),
        }
    });
    rewritten.collect()
}
