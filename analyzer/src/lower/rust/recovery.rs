//! Items of a file that does not parse as a whole: each one that parses by itself, and what is wrong with the others.
//!
//! Only such files come here. Modules, traits and `impl` blocks are entered, so that a mistake costs one item or member.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{Parse, ParseBuffer, ParseStream, Parser as _};
use syn::{Token, token};

use super::old_syntax;

/// After so many items that nothing helped, none is looked at twice any more: where one ends may be far away.
const MANY: usize = 8;

/// A file whose items were read one by one.
pub(super) struct Recovered {
    pub(super) file: syn::File,
    /// What is wrong with the items that are missing, in their order.
    pub(super) errors: Vec<syn::Error>,
}

/// Reads the items of a file one by one.
pub(super) fn recover(tokens: TokenStream) -> syn::Result<Recovered> {
    let parser = |input: ParseStream<'_>| {
        let attrs = input.call(syn::Attribute::parse_inner)?;
        let mut errors = Vec::new();
        let mut file: syn::File = syn::parse2(TokenStream::new())?;
        file.attrs = attrs;
        file.items = parts(input, &mut errors)?;
        Ok(Recovered { file, errors })
    };
    parser.parse2(tokens)
}

/// What files, traits and `impl` blocks consist of.
trait Part: Parse {
    /// A part that consists of parts, when one stands there.
    fn whole(_: ParseStream<'_>, _: &mut Vec<syn::Error>) -> syn::Result<Option<Self>> {
        Ok(None)
    }

    /// The tokens as the parser reads them, where they are of an older edition.
    fn mended(tokens: TokenStream) -> TokenStream {
        old_syntax::mended(tokens)
    }
}

impl Part for syn::ImplItem {}

impl Part for syn::TraitItem {
    fn mended(tokens: TokenStream) -> TokenStream {
        old_syntax::with_named_parameters(old_syntax::mended(tokens))
    }
}

impl Part for syn::Item {
    fn whole(input: ParseStream<'_>, errors: &mut Vec<syn::Error>) -> syn::Result<Option<Self>> {
        if !is_container(&input.fork())? {
            return Ok(None);
        }
        let behind = input.fork();
        let Some(head) = head(&behind)? else { return Ok(None) };
        let content;
        let braces = syn::braced!(content in behind);
        let mut empty = Group::new(Delimiter::Brace, TokenStream::new());
        empty.set_span(braces.span.join());
        let mut item = parsed(head.into_iter().chain([empty.into()]).collect())?;
        fill(&mut item, &content, errors)?;
        input.advance_to(&behind);
        Ok(Some(item))
    }
}

/// Puts what stands between its braces into an item.
fn fill(
    item: &mut syn::Item,
    content: ParseStream<'_>,
    errors: &mut Vec<syn::Error>,
) -> syn::Result<()> {
    let attrs = content.call(syn::Attribute::parse_inner)?;
    match item {
        syn::Item::Mod(item) => {
            item.attrs.extend(attrs);
            if let Some((_, items)) = &mut item.content {
                *items = parts(content, errors)?;
            }
        }
        syn::Item::Impl(item) => {
            item.attrs.extend(attrs);
            item.items = parts(content, errors)?;
        }
        syn::Item::Trait(item) => {
            item.attrs.extend(attrs);
            item.items = parts(content, errors)?;
        }
        _ => {}
    }
    // Whatever it was instead, nothing of it may be left.
    content.parse::<TokenStream>().map(drop)
}

/// Every part up to the end.
fn parts<T: Part>(input: ParseStream<'_>, errors: &mut Vec<syn::Error>) -> syn::Result<Vec<T>> {
    let mut found = Vec::new();
    while !input.is_empty() {
        if input.parse::<Option<Token![;]>>()?.is_some() {
            continue;
        }
        match part(input, errors) {
            Ok(part) => found.push(part),
            Err(error) => {
                errors.push(error);
                skip(input)?;
            }
        }
    }
    Ok(found)
}

fn part<T: Part>(input: ParseStream<'_>, errors: &mut Vec<syn::Error>) -> syn::Result<T> {
    if let Some(part) = T::whole(input, errors)? {
        return Ok(part);
    }
    let fork = input.fork();
    let error = match fork.parse::<T>() {
        Ok(part) => {
            input.advance_to(&fork);
            return Ok(part);
        }
        Err(error) if errors.len() >= MANY => return Err(error),
        Err(error) => error,
    };
    let behind = input.fork();
    let mended = T::mended(extent(&behind)?);
    let part = syn::parse2(mended).map_err(|_| error)?;
    input.advance_to(&behind);
    Ok(part)
}

/// Parses an item from tokens of its own.
fn parsed(tokens: TokenStream) -> syn::Result<syn::Item> {
    syn::parse2(tokens.clone())
        .or_else(|error| syn::parse2(old_syntax::mended(tokens)).map_err(|_| error))
}

/// Whether an item follows that holds others.
fn is_container(input: &ParseBuffer<'_>) -> syn::Result<bool> {
    input.call(syn::Attribute::parse_outer)?;
    input.parse::<syn::Visibility>()?;
    while input.peek(Token![unsafe]) || input.peek(Token![auto]) || input.peek(Token![default]) {
        input.parse::<TokenTree>()?;
    }
    Ok(input.peek(Token![mod]) || input.peek(Token![impl]) || input.peek(Token![trait]))
}

/// Steps over what stands before the braces of an item, when it has braces.
fn head(input: ParseStream<'_>) -> syn::Result<Option<Vec<TokenTree>>> {
    let mut head = Vec::new();
    // Those of a constant argument are none of the item's.
    while !input.peek(token::Brace) || head.last().is_some_and(opens_argument) {
        if input.is_empty() || input.peek(Token![;]) {
            return Ok(None);
        }
        head.push(input.parse()?);
    }
    Ok(Some(head))
}

/// Steps over what belongs to the next part, as far as it can be told from its tokens.
fn extent(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut ends_with_semicolon = None;
    let mut tokens: Vec<TokenTree> = Vec::new();
    while !input.is_empty() {
        let token: TokenTree = input.parse()?;
        if let TokenTree::Ident(word) = &token {
            ends_with_semicolon = ends_with_semicolon.or_else(|| semicolon_ends(word, input));
        }
        let ends = match &token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let is_last = ends_with_semicolon != Some(true) || may_begin(input);
                is_last && !tokens.last().is_some_and(opens_argument)
            }
            token => is_semicolon(token),
        };
        tokens.push(token);
        if ends {
            break;
        }
    }
    Ok(tokens.into_iter().collect())
}

/// What the keyword of an item says of its end.
fn semicolon_ends(word: &proc_macro2::Ident, input: ParseStream<'_>) -> Option<bool> {
    match word.to_string().as_str() {
        "const"
            if input.peek(Token![fn])
                || input.peek(Token![unsafe])
                || input.peek(Token![extern]) =>
        {
            None
        }
        "use" | "const" | "static" | "type" => Some(true),
        "fn" | "struct" | "enum" | "union" | "trait" | "impl" | "mod" | "macro_rules" => {
            Some(false)
        }
        _ => None,
    }
}

/// Steps over the first thing that can end an item, and over what can begin none.
fn skip(input: ParseStream<'_>) -> syn::Result<()> {
    let mut is_over = false;
    while !(input.is_empty() || is_over && may_begin(input)) {
        is_over |= input.peek(token::Brace) || input.peek(Token![;]);
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

/// Whether an item or a member of one may begin here.
fn may_begin(input: ParseStream<'_>) -> bool {
    if input.peek(Token![#]) || (input.peek(syn::Ident) && input.peek2(Token![!])) {
        return true;
    }
    let Ok(word) = input.fork().call(syn::Ident::parse_any) else { return false };
    BEGINNINGS.iter().any(|known| word == known)
}

/// Words that items begin with.
const BEGINNINGS: [&str; 20] = [
    "async", "auto", "const", "crate", "default", "enum", "extern", "fn", "impl", "macro", "mod",
    "pub", "static", "struct", "trait", "type", "union", "unsafe", "use", "safe",
];

fn opens_argument(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), '<' | ',' | '='))
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

#[cfg(test)]
mod tests {
    use crate::facts::{AssocFn, Item, ItemKind};
    use crate::lower::rust::testing::{facts, slice};

    /// The names of functions, those of modules and blocks included, and the messages of what is broken.
    fn read(text: &str) -> (Vec<String>, Vec<(String, String)>) {
        let facts = facts(text);
        let mut names = Vec::new();
        functions(&facts.items, &mut names);
        let broken = facts.broken.iter().map(|broken| {
            let rest = &text[broken.at as usize..];
            (rest[..rest.len().min(6)].to_owned(), broken.why.clone())
        });
        (names, broken.collect())
    }

    fn functions(items: &[Item], out: &mut Vec<String>) {
        for item in items {
            match &item.kind {
                ItemKind::Fn(function) => out.push(function.name.to_string()),
                ItemKind::Mod { items: Some(items), .. } => functions(items, out),
                ItemKind::Impl(def) => members(&def.functions, out),
                ItemKind::Trait(def) => members(&def.functions, out),
                _ => {}
            }
        }
    }

    fn members(functions: &[AssocFn], out: &mut Vec<String>) {
        out.extend(functions.iter().map(|member| member.function.name.to_string()));
    }

    #[track_caller]
    fn check(text: &str, names: &[&str], broken: &[(&str, &str)]) {
        let (found, errors) = read(text);
        assert_eq!(found, names, "{text}");
        let errors: Vec<(&str, &str)> =
            errors.iter().map(|(at, why)| (at.as_str(), why.as_str())).collect();
        assert_eq!(errors, broken, "{text}");
    }

    #[test]
    fn a_mistake_costs_one_item_or_member() {
        for (text, names) in [
            ("fn a() { x y } fn b() {}", &["b"][..]),
            ("mod m { fn a() {} fn b() { x y } fn c() {} } fn d() {}", &["a", "c", "d"]),
            ("impl A { fn a() {} fn b() { x y } fn c() {} } fn d() {}", &["a", "c", "d"]),
            ("trait T { fn a(); fn b(x: ); fn c(); }", &["a", "c"]),
            ("#[a] unsafe impl A for B { fn a() {} fn b() { = } fn c() {} }", &["a", "c"]),
            ("impl<const N: usize> A<{ N }> for B { fn a() {} fn b() { = } }", &["a"]),
            ("mod m { #![a] fn a() {} mod n { fn b() { = } fn c() {} } }", &["a", "c"]),
            ("use a::b fn a() {} fn b() {}", &["b"]),
            ("use a::{b} fn a() {}", &["a"]),
            ("const A: u8 = { x y }; fn b() {}", &["b"]),
            ("const A: u8 = 1; const B: u8 = if x { 1 } else; fn b() {}", &["b"]),
            ("fn a() fn b() {} fn c() {}", &["c"]),
            ("fn a() {} garbage 1 2 3; fn b() {}", &["a", "b"]),
            ("mod m; trait A = B; fn a() { = } fn b() {}", &["b"]),
            ("impl { fn a() {} } fn b() {}", &["b"]),
        ] {
            let (found, errors) = read(text);
            assert_eq!(found, names, "{text}: {errors:?}");
            assert_eq!(errors.len(), 1, "{text}: {errors:?}");
        }
    }

    #[test]
    fn a_mistake_says_where_it_is() {
        let text = "mod m { fn a() { x y } } fn b() { é y } fn c() {}";
        let wrong = "unexpected token, expected `;`";
        check(text, &["c"], &[("y } } ", wrong), ("y } fn", wrong)]);
    }

    #[test]
    fn attributes_and_spans_stay() {
        let text = "#![x] #[a] mod m { #![b] #[c] fn f() {} fn g() { = } }";
        let facts = facts(text);
        let [module] = &facts.items[..] else { panic!("{facts:?}") };
        let attrs: Vec<&str> = module.attrs.iter().map(|attr| attr.path.as_str()).collect();
        assert_eq!((attrs, slice(text, module.span)), (vec!["a", "b"], &text[11..]));
    }
}
