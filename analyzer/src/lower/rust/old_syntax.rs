//! What older editions allow and the parser does not: parameters without names, trait objects without `dyn`, and names
//! that have become keywords.
//!
//! Only items that do not parse come here, so that nothing is changed that has a meaning today.

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};
use syn::Token;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};

/// Tokens of an item as today's syntax has them.
pub(super) fn mended(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut out: Vec<TokenTree> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        match token {
            TokenTree::Group(group) => out.push(with_content(group, mended(group.stream())).into()),
            TokenTree::Ident(word) if is_name(word, out.last(), next) => {
                out.push(Ident::new_raw(&word.to_string(), word.span()).into());
            }
            token => {
                if begins_type(&out) && is_call_bound(&tokens[at..]) {
                    out.push(Ident::new("dyn", token.span()).into());
                }
                out.push(token.clone());
            }
        }
    }
    out.into_iter().collect()
}

fn with_content(group: &Group, content: TokenStream) -> Group {
    let mut new = Group::new(group.delimiter(), content);
    new.set_span(group.span());
    new
}

/// Whether a keyword of today is a name here.
fn is_name(word: &Ident, before: Option<&TokenTree>, next: Option<&TokenTree>) -> bool {
    let is_next = |words: &[&str]| matches!(next, Some(TokenTree::Ident(next)) if words.iter().any(|word| next == word));
    let is_brace =
        matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace);
    let is_char = |token: Option<&TokenTree>, of: &[char]| matches!(token, Some(TokenTree::Punct(punct)) if of.contains(&punct.as_char()));
    match word.to_string().as_str() {
        "async" => {
            !is_brace && !is_next(&["fn", "move", "unsafe", "extern"]) && !is_char(next, &['|'])
        }
        "await" => !is_char(before, &['.']),
        "try" => !is_brace && !is_char(next, &['!']),
        "dyn" => next.is_none() || is_char(next, &['=', '.', ',', ';', ':']),
        _ => false,
    }
}

/// Whether a type may begin behind some tokens.
fn begins_type(before: &[TokenTree]) -> bool {
    match before {
        [] => true,
        [.., TokenTree::Punct(minus), TokenTree::Punct(arrow)] if arrow.as_char() == '>' => {
            minus.as_char() == '-'
        }
        [.., TokenTree::Punct(punct)] => matches!(punct.as_char(), '<' | ',' | '&' | '='),
        [.., TokenTree::Punct(quote), TokenTree::Ident(_)] if quote.as_char() == '\'' => true,
        [.., TokenTree::Ident(word)] => word == "mut" || word == "const",
        _ => false,
    }
}

/// Whether tokens begin with a bound such as `Fn(A) -> B`, `std::ops::Fn(A)` or `for<'a> Fn(&'a A)`.
fn is_call_bound(tokens: &[TokenTree]) -> bool {
    let mut rest = tokens;
    if let [TokenTree::Ident(word), TokenTree::Punct(open), ..] = rest
        && word == "for"
        && open.as_char() == '<'
    {
        let end = rest.iter().take(MOST_LIFETIMES).position(|token| is_punct(token, '>'));
        rest = end.map_or(&[], |end| &rest[end + 1..]);
    }
    loop {
        rest = match rest {
            [TokenTree::Ident(word), TokenTree::Group(group), ..] => {
                return group.delimiter() == Delimiter::Parenthesis
                    && ["Fn", "FnMut", "FnOnce"].iter().any(|name| word == name);
            }
            [colon, second, rest @ ..] if is_punct(colon, ':') && is_punct(second, ':') => rest,
            [TokenTree::Ident(_), rest @ ..]
                if rest.first().is_some_and(|it| is_punct(it, ':')) =>
            {
                rest
            }
            _ => return false,
        };
    }
}

/// How many tokens the lifetimes of `for<..>` may have.
const MOST_LIFETIMES: usize = 64;

fn is_punct(token: &TokenTree, of: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == of)
}

/// A function of a trait whose parameters without a name are called `_`.
pub(super) fn with_named_parameters(tokens: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_fn = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "fn");
    let Some(keyword) = tokens.iter().position(is_fn) else { return tokens.into_iter().collect() };
    let mut angles = 0_u32;
    for at in keyword..tokens.len() {
        match &tokens[at] {
            token if is_punct(token, '<') => angles += 1,
            // That of an arrow closes nothing.
            token if is_punct(token, '>') && !is_punct(&tokens[at - 1], '-') => {
                angles = angles.saturating_sub(1);
            }
            TokenTree::Group(group)
                if angles == 0 && group.delimiter() == Delimiter::Parenthesis =>
            {
                if let Ok(named) = name_each.parse2(group.stream()) {
                    tokens[at] = with_content(group, named).into();
                }
                break;
            }
            _ => {}
        }
    }
    tokens.into_iter().collect()
}

fn name_each(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut out: Vec<TokenTree> = Vec::new();
    while !input.is_empty() {
        let begin = input.cursor();
        let fork = input.fork();
        if fork.parse::<syn::FnArg>().is_err() {
            let name = Ident::new("_", begin.span());
            out.extend([name.into(), Punct::new(':', Spacing::Alone).into()]);
            input.parse::<syn::Type>()?;
        } else {
            input.advance_to(&fork);
        }
        input.parse::<Option<Token![,]>>()?;
        let mut at = begin;
        while at != input.cursor() {
            let Some((token, next)) = at.token_tree() else { break };
            out.push(token);
            at = next;
        }
    }
    Ok(out.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use crate::facts::ItemKind;
    use crate::lower::rust::testing::{body, expr, facts, function, pat, slice, ty};

    /// The parameters of the only function of a trait.
    fn declared(params: &str) -> Vec<String> {
        let text = format!("trait T {{ fn f<A: Fn(u8) -> B>({params}) -> C; }}");
        let facts = facts(&text);
        assert!(facts.broken.is_empty(), "{params}: {:?}", facts.broken);
        let ItemKind::Trait(def) = &facts.items[0].kind else { panic!("{facts:?}") };
        let params = &def.functions[0].function.params;
        params.iter().map(|param| format!("{}: {}", pat(&param.pat), ty(&param.ty))).collect()
    }

    #[test]
    fn parameters_of_traits_need_no_name() {
        assert_eq!(declared("u8"), ["_: u8"]);
        assert_eq!(
            declared("&self, &str, x: u8, HashMap<K, V>,"),
            ["_: &str", "x: u8", "_: HashMap<K, V>"]
        );
        assert_eq!(declared("&mut self, Box<Fn(u8, u8) -> u8>, (A, B)").len(), 2);
    }

    #[test]
    fn trait_objects_need_no_keyword() {
        for written in [
            "Box<Fn(u8) -> bool + Send>",
            "&(FnMut(u8) + 'static)",
            "&'a mut std::ops::FnOnce()",
            "Vec<Box<for<'a> Fn(&'a u8) -> &'a u8>>",
            "HashMap<K, Fn(A)>",
        ] {
            let text =
                format!("fn f<'a, F: Fn(u8)>(x: {written}) -> Box<Fn()> {{ a(); }} fn g() {{ = }}");
            let facts = facts(&text);
            assert_eq!(facts.broken.len(), 1, "{written}: {:?}", facts.broken);
            let function = function(&facts);
            assert_eq!(slice(&text, function.params[0].span), format!("x: {written}"));
            assert_eq!(expr(body(&facts), body(&facts).root), "{ a(); }");
        }
    }

    #[test]
    fn keywords_of_today_were_names() {
        let text = "fn try(dyn: u8) -> u8 { let async = await(dyn); r.async(try!(async)) }";
        let facts = facts(text);
        assert!(facts.broken.is_empty(), "{:?}", facts.broken);
        assert_eq!(function(&facts).name, "try");
        assert_eq!(
            expr(body(&facts), body(&facts).root),
            "{ let async = await(dyn); r.async(async?) }"
        );
    }

    #[test]
    fn what_has_a_meaning_today_keeps_it() {
        // The mistake at its end has the whole function looked at twice.
        let text = "mod m { fn f() { async move { x.await }; async { y }; try { z }; for<'a> |x: &'a u8| a; } } fn g() { = }";
        let facts = facts(text);
        let ItemKind::Mod { items: Some(items), .. } = &facts.items[0].kind else {
            panic!("{facts:?}")
        };
        assert_eq!((items.len(), facts.broken.len()), (1, 1));
    }
}
