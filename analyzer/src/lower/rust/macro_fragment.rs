//! Fragments of macros by example: what a call may put in the place of `$name:kind`.

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenTree};
use syn::buffer::Cursor;
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Token, token};

/// The kind of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    PatParam,
    Path,
    Stmt,
    Tt,
    Ty,
    Vis,
}

impl Kind {
    /// The kind behind the colon.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "block" => Self::Block,
            "expr" | "expr_2021" => Self::Expr,
            "ident" => Self::Ident,
            "item" => Self::Item,
            "lifetime" => Self::Lifetime,
            "literal" => Self::Literal,
            "meta" => Self::Meta,
            "pat" => Self::Pat,
            "pat_param" => Self::PatParam,
            "path" => Self::Path,
            "stmt" => Self::Stmt,
            "tt" => Self::Tt,
            "ty" => Self::Ty,
            "vis" => Self::Vis,
            _ => return None,
        })
    }

    /// Whether it takes the parser to find its end, and not a token or two.
    pub(super) fn is_parsed(self) -> bool {
        !matches!(self, Self::Ident | Self::Lifetime | Self::Literal | Self::Tt | Self::Vis)
    }

    /// Steps over a fragment. Returns its tokens, or `None` when none stands there.
    pub(super) fn read(self, input: ParseStream<'_>) -> Option<Vec<TokenTree>> {
        let begin = input.cursor();
        self.skip(input).ok()?;
        Some(self.kept_together(between(begin, input.cursor())))
    }

    fn skip(self, input: ParseStream<'_>) -> syn::Result<()> {
        match self {
            Self::Block => input.parse::<syn::Block>().map(drop),
            Self::Expr => input.parse::<syn::Expr>().map(drop),
            Self::Ident => input.call(syn::Ident::parse_any).map(drop),
            Self::Item => input.parse::<syn::Item>().map(drop),
            Self::Lifetime => input.parse::<syn::Lifetime>().map(drop),
            Self::Literal => literal(input),
            Self::Meta => input.parse::<syn::Meta>().map(drop),
            Self::Pat => input.call(syn::Pat::parse_multi_with_leading_vert).map(drop),
            Self::PatParam => input.call(syn::Pat::parse_single).map(drop),
            Self::Path => input.parse::<syn::Path>().map(drop),
            Self::Stmt => statement(input),
            Self::Tt => token_tree(input),
            Self::Ty => input.parse::<syn::Type>().map(drop),
            Self::Vis => input.parse::<syn::Visibility>().map(drop),
        }
    }

    /// The tokens as a template takes them: whole, whatever stands around them there.
    fn kept_together(self, mut tokens: Vec<TokenTree>) -> Vec<TokenTree> {
        let is_split = match self {
            Self::Stmt => {
                tokens.push(Punct::new(';', Spacing::Alone).into());
                false
            }
            Self::Ty => true,
            Self::Expr => tokens.len() > 1,
            _ => false,
        };
        if !is_split {
            return tokens;
        }
        vec![Group::new(Delimiter::None, tokens.into_iter().collect()).into()]
    }
}

fn between(begin: Cursor<'_>, end: Cursor<'_>) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    let mut at = begin;
    while at != end {
        let Some((token, next)) = at.token_tree() else { break };
        tokens.push(token);
        at = next;
    }
    tokens
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
