//! Templates of macros by example, and how repetitions are written in them and in matchers.

use proc_macro2::{Delimiter, Group, Ident, Punct, TokenStream, TokenTree};

/// One piece of a template.
pub(super) enum Template {
    /// A token that stands as it is.
    Token(TokenTree),
    /// Delimiters with more pieces between them.
    Group(Group, Vec<Template>),
    /// `$name`
    Variable(Punct, Ident),
    /// `$( .. ) sep *`
    Repeat { body: Vec<Template>, separator: Vec<TokenTree> },
}

/// How often a repetition may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Times {
    /// `?`
    AtMostOnce,
    /// `*`
    Any,
    /// `+`
    AtLeastOnce,
}

/// Parses the template of a rule.
pub(super) fn parse(tokens: TokenStream) -> Vec<Template> {
    let mut tokens = tokens.into_iter().peekable();
    let mut out = Vec::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(dollar) if dollar.as_char() == '$' => match tokens.next() {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    let (separator, _) = repetition(&mut tokens);
                    out.push(Template::Repeat { body: parse(group.stream()), separator });
                }
                Some(TokenTree::Ident(name)) if name == "crate" => {
                    out.push(Template::Token(name.into()));
                }
                Some(TokenTree::Ident(name)) => out.push(Template::Variable(dollar, name)),
                Some(other) => out.extend([Template::Token(dollar.into()), Template::Token(other)]),
                None => out.push(Template::Token(dollar.into())),
            },
            TokenTree::Group(group) => {
                let inner = parse(group.stream());
                out.push(Template::Group(group, inner));
            }
            token => out.push(Template::Token(token)),
        }
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
