//! Matchers of macros by example: which rule fits a call, and what its fragments are bound to.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Token, token};

use super::macro_rules::Rule;

/// What the fragments of a matcher are bound to.
pub(super) type Bindings = BTreeMap<String, Binding>;

/// What a fragment is bound to.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// The tokens of one match.
    Tokens(Vec<TokenTree>),
    /// One binding for each round of a repetition.
    Rounds(Vec<Binding>),
}

/// One piece of a matcher.
pub(super) enum Matcher {
    /// A token that must stand there.
    Token(TokenTree),
    /// Delimiters with more pieces between them.
    Group(Delimiter, Vec<Matcher>),
    /// `$name:kind`
    Fragment(String, String),
    /// `$( .. ) sep *`
    Repeat { body: Vec<Matcher>, separator: Vec<TokenTree>, times: Times },
}

/// How often a repetition may match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// `?`
    AtMostOnce,
    /// `*`
    Any,
    /// `+`
    AtLeastOnce,
}

/// Parses the matcher of a rule.
pub(super) fn parse(tokens: TokenStream) -> Vec<Matcher> {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = Vec::new();
    while let Some(token) = tokens.next() {
        let piece = match token {
            TokenTree::Punct(punct) if punct.as_char() == '$' => match tokens.next() {
                Some(TokenTree::Group(group)) => {
                    let (separator, times) = repetition(&mut tokens);
                    Matcher::Repeat { body: parse(group.stream()), separator, times }
                }
                Some(TokenTree::Ident(name)) => {
                    // The colon.
                    tokens.next();
                    let kind = tokens.next().map(|kind| kind.to_string()).unwrap_or_default();
                    Matcher::Fragment(name.to_string(), kind)
                }
                Some(other) => Matcher::Token(other),
                None => Matcher::Token(TokenTree::Punct(punct)),
            },
            TokenTree::Group(group) => Matcher::Group(group.delimiter(), parse(group.stream())),
            token => Matcher::Token(token),
        };
        out.push(piece);
    }
    out
}

/// What stands behind `$( .. )`: the separator and how often.
pub(super) fn repetition(tokens: &mut impl Iterator<Item = TokenTree>) -> (Vec<TokenTree>, Times) {
    let mut separator = Vec::new();
    for token in tokens {
        let times = match &token {
            TokenTree::Punct(punct) => match punct.as_char() {
                '?' => Some(Times::AtMostOnce),
                '*' => Some(Times::Any),
                '+' => Some(Times::AtLeastOnce),
                _ => None,
            },
            _ => None,
        };
        match times {
            Some(times) => return (separator, times),
            None => separator.push(token),
        }
    }
    (separator, Times::Any)
}

/// The first rule that fits, with its bindings.
pub(super) fn first_match(rules: &[Rule], tokens: TokenStream) -> Option<(&Rule, Bindings)> {
    let parser = |input: ParseStream<'_>| {
        for rule in rules {
            let fork = input.fork();
            let mut bindings = Bindings::new();
            if sequence(&rule.matcher, &fork, &mut bindings).is_ok() && fork.is_empty() {
                input.advance_to(&fork);
                return Ok((rule, bindings));
            }
        }
        Err(input.error("no rule fits"))
    };
    parser.parse2(tokens).ok()
}

fn sequence(matchers: &[Matcher], input: ParseStream<'_>, out: &mut Bindings) -> syn::Result<()> {
    for matcher in matchers {
        match matcher {
            Matcher::Token(token) => exact(token, input)?,
            Matcher::Group(delimiter, inner) => group(*delimiter, inner, input, out)?,
            Matcher::Fragment(name, kind) => {
                let tokens = fragment(kind, input)?;
                out.insert(name.clone(), Binding::Tokens(tokens));
            }
            Matcher::Repeat { body, separator, times } => {
                repeat(body, separator, *times, input, out)?;
            }
        }
    }
    Ok(())
}

fn exact(expected: &TokenTree, input: ParseStream<'_>) -> syn::Result<()> {
    let found: TokenTree = input.parse()?;
    let same = match (expected, &found) {
        (TokenTree::Punct(expected), TokenTree::Punct(found)) => {
            expected.as_char() == found.as_char()
        }
        (TokenTree::Ident(expected), TokenTree::Ident(found)) => expected == found,
        (TokenTree::Literal(expected), TokenTree::Literal(found)) => {
            expected.to_string() == found.to_string()
        }
        _ => false,
    };
    if same { Ok(()) } else { Err(input.error("another token was expected")) }
}

fn group(
    delimiter: Delimiter,
    matchers: &[Matcher],
    input: ParseStream<'_>,
    out: &mut Bindings,
) -> syn::Result<()> {
    let inner;
    match delimiter {
        Delimiter::Parenthesis => _ = syn::parenthesized!(inner in input),
        Delimiter::Brace => _ = syn::braced!(inner in input),
        Delimiter::Bracket => _ = syn::bracketed!(inner in input),
        Delimiter::None => return sequence(matchers, input, out),
    }
    sequence(matchers, &inner, out)?;
    if inner.is_empty() { Ok(()) } else { Err(inner.error("nothing more was expected")) }
}

/// As many rounds as fit. A round that does not fit ends the repetition, and a separator in front of it stays.
fn repeat(
    body: &[Matcher],
    separator: &[TokenTree],
    times: Times,
    input: ParseStream<'_>,
    out: &mut Bindings,
) -> syn::Result<()> {
    let mut rounds: Vec<Bindings> = Vec::new();
    while !input.is_empty() && (times != Times::AtMostOnce || rounds.is_empty()) {
        let fork = input.fork();
        let separated =
            rounds.is_empty() || separator.iter().all(|token| exact(token, &fork).is_ok());
        let mut round = Bindings::new();
        if !separated
            || sequence(body, &fork, &mut round).is_err()
            || fork.cursor() == input.cursor()
        {
            break;
        }
        input.advance_to(&fork);
        rounds.push(round);
    }
    if times == Times::AtLeastOnce && rounds.is_empty() {
        return Err(input.error("at least one round was expected"));
    }
    for name in names(body) {
        let bound = rounds.iter_mut().filter_map(|round| round.remove(name)).collect();
        out.insert(name.to_owned(), Binding::Rounds(bound));
    }
    Ok(())
}

/// The fragments of matchers, those of inner repetitions included.
fn names(matchers: &[Matcher]) -> Vec<&str> {
    let mut out = Vec::new();
    for matcher in matchers {
        match matcher {
            Matcher::Token(_) => {}
            Matcher::Fragment(name, _) => out.push(name.as_str()),
            Matcher::Group(_, inner) | Matcher::Repeat { body: inner, .. } => {
                out.extend(names(inner));
            }
        }
    }
    out
}

/// The tokens of one fragment.
fn fragment(kind: &str, input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
    let begin = input.cursor();
    match kind {
        "ident" => drop(input.call(syn::Ident::parse_any)?),
        "lifetime" => drop(input.parse::<syn::Lifetime>()?),
        "tt" => token_tree(input)?,
        "literal" => literal(input)?,
        "expr" | "expr_2021" => drop(input.parse::<syn::Expr>()?),
        "ty" => drop(input.parse::<syn::Type>()?),
        "path" => drop(input.parse::<syn::Path>()?),
        "pat" => drop(input.call(syn::Pat::parse_multi_with_leading_vert)?),
        "pat_param" => drop(input.call(syn::Pat::parse_single)?),
        "block" => drop(input.parse::<syn::Block>()?),
        "item" => drop(input.parse::<syn::Item>()?),
        "meta" => drop(input.parse::<syn::Meta>()?),
        "vis" => drop(input.parse::<syn::Visibility>()?),
        "stmt" => statement(input)?,
        _ => return Err(input.error("an unknown kind of fragment")),
    }
    let mut tokens = Vec::new();
    let mut at = begin;
    while at != input.cursor() {
        let Some((token, next)) = at.token_tree() else { break };
        tokens.push(token);
        at = next;
    }
    if kind == "stmt" {
        tokens.push(TokenTree::Punct(Punct::new(';', Spacing::Alone)));
    }
    if kind == "ty" || kind.starts_with("expr") && tokens.len() > 1 {
        // Keeps it together whatever stands around it.
        return Ok(vec![TokenTree::Group(Group::new(
            Delimiter::None,
            tokens.into_iter().collect(),
        ))]);
    }
    Ok(tokens)
}

fn token_tree(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(syn::Lifetime) {
        return input.parse::<syn::Lifetime>().map(drop);
    }
    input.parse::<TokenTree>().map(drop)
}

fn literal(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![-]) {
        input.parse::<Token![-]>()?;
    }
    input.parse::<syn::Lit>().map(drop)
}

/// A statement without its semicolon, or a lone one.
fn statement(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(token::Brace) {
        return input.parse::<syn::Block>().map(drop);
    }
    if input.peek(Token![;]) {
        return input.parse::<Token![;]>().map(drop);
    }
    while !input.is_empty() && !input.peek(Token![;]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
