//! How large an expansion is: what reading it costs, and whether it can be read at all.

use proc_macro2::{TokenStream, TokenTree};

use super::scan;
use super::stack::LINKS_OF_STACK;

/// Fewer tokens than this nest less deeply than a text may, whatever they are.
const FEW: usize = scan::MAX_LEVELS as usize;

/// How many links a chain such as `a + b + c` may have in an expansion: for those of the text there is a stack, which is
/// chosen before anything is expanded.
const MAX_LINKS: u32 = LINKS_OF_STACK;

/// What stands in the way of an expansion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Too many expansions inside each other.
    Depth,
    /// Too many tokens.
    Tokens,
    /// Brackets and prefixes inside each other, deeper than the stack allows.
    Levels,
    /// A chain that is longer than the stack allows.
    Links,
}

impl Limit {
    /// As the end of a sentence.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Depth => "more than 128 expansions inside each other",
            Self::Tokens => "it takes more tokens than one file may",
            Self::Levels => "its expansion nests too deeply",
            Self::Links => "its expansion has too long a chain of operators",
        }
    }
}

/// How many tokens an expansion has, when it can be parsed.
pub(super) fn readable(expansion: &TokenStream, budget: usize) -> Result<usize, Limit> {
    let count = tokens(expansion, budget)?;
    if count > FEW {
        let scan = scan::scan(&expansion.to_string());
        if scan.too_deep.is_some() {
            return Err(Limit::Levels);
        }
        if scan.longest_chain > MAX_LINKS {
            return Err(Limit::Links);
        }
    }
    Ok(count)
}

/// How many tokens there are, those inside groups included.
pub(super) fn tokens(stream: &TokenStream, budget: usize) -> Result<usize, Limit> {
    let mut count = 0;
    let mut open = vec![stream.clone().into_iter()];
    while let Some(stream) = open.last_mut() {
        let Some(token) = stream.next() else {
            open.pop();
            continue;
        };
        count += 1;
        if count > budget {
            return Err(Limit::Tokens);
        }
        if let TokenTree::Group(group) = token {
            open.push(group.stream().into_iter());
            if open.len() > FEW {
                return Err(Limit::Levels);
            }
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use crate::facts::Cause;
    use crate::lower::rust::testing::{body, expr, facts, slice, with_stack};

    /// What is given up in a text: the place and the reason.
    fn given_up(text: &str) -> Vec<(&str, String)> {
        let owned = text.to_owned();
        let facts = with_stack(move || facts(&owned));
        let bounds = facts.skipped.into_iter().filter(|skipped| skipped.cause == Cause::GivenUp);
        bounds.map(|skipped| (slice(text, skipped.span), skipped.why)).collect()
    }

    /// Takes its arguments apart, one in each expansion.
    const COUNTS: &str = "macro_rules! m { () => { a }; ($x:tt $($r:tt)*) => { b(m!($($r)*)) } }";

    #[test]
    fn expansions_nest_as_deeply_as_the_compilers() {
        let text = |calls: usize| format!("{COUNTS} fn f() {{ m!({}) }}", "x ".repeat(calls));
        let fits = text(128);
        let whole = with_stack(move || {
            let facts = facts(&fits);
            assert!(facts.skipped.is_empty(), "{:?}", facts.skipped);
            let body = body(&facts);
            expr(body, body.root)
        });
        assert_eq!(whole, format!("{{ {}a{} }}", "b(".repeat(128), ")".repeat(128)));
        let over = text(129);
        let why =
            "macro `m!` is not expanded to its end: more than 128 expansions inside each other";
        assert_eq!(
            given_up(&over),
            [(over[over.find("m!(x").unwrap()..].trim_end_matches(" }"), why.to_owned())]
        );
    }

    #[test]
    fn what_doubles_itself_is_given_up_where_it_is_called() {
        // As arguments beside each other, inside of groups and of expressions, and as calls beside each other.
        for (rule, why) in [
            ("($($x:tt)*) => { m!($($x)* $($x)*) }", "it takes more tokens than one file may"),
            ("($x:tt) => { m!(($x $x)) }", "it takes more tokens than one file may"),
            ("($x:expr) => { m!($x + $x) }", "its expansion has too long a chain of operators"),
            ("() => { m!(); m!(); }", "more than 128 expansions inside each other"),
        ] {
            let call = if rule.starts_with("()") { "m!()" } else { "m!(a)" };
            let text = format!("macro_rules! m {{ {rule} }} fn f() {{ {call}; g(); }}");
            let why = format!("macro `m!` is not expanded to its end: {why}");
            assert_eq!(given_up(&text), [(call, why)], "{rule}");
        }
    }

    #[test]
    fn one_call_leaves_something_to_the_others() {
        let doubles = "macro_rules! d { ($($x:tt)*) => { d!($($x)* $($x)*) } }";
        let text = format!("{COUNTS} {doubles} fn f() {{ d!(a); m!(b) }}");
        let printed = with_stack(move || {
            let facts = facts(&text);
            let body = body(&facts);
            expr(body, body.root)
        });
        assert!(printed.ends_with("; b(a) }"), "{}", &printed[..100]);
    }

    #[test]
    fn what_nests_without_brackets_is_given_up_before_it_is_parsed() {
        let rules = "macro_rules! m { ($($x:lifetime)*) => { fn g(x: $(& $x)* u8) { a() } } }";
        let text = |count: usize| format!("{rules} m!({});", "'a ".repeat(count));
        assert_eq!(given_up(&text(100)), []);
        let over = text(60_000);
        let [(place, why)] = &given_up(&over)[..] else { panic!("one call") };
        assert_eq!(*place, over[rules.len()..].trim().trim_end_matches(';'));
        assert_eq!(why, "macro `m!` is not expanded to its end: its expansion nests too deeply");
    }

    #[test]
    fn deep_arguments_in_deep_expansions_fit_the_stack() {
        let nest = |open: &str, close: &str, count| {
            format!("{}x{}", open.repeat(count), close.repeat(count))
        };
        for (open, close) in
            [("(a || b && c == d | e ^ f & g << h + i * ", ")"), ("{ if a { ", "} }"), ("&(", ")")]
        {
            let argument = nest(open, close, 160);
            let text = format!(
                "macro_rules! m {{ ($x:expr;) => {{ $x }}; ($x:expr; $y:tt $($r:tt)*) => {{ {{ {{ b(m!($x; $($r)*)) }} }} }} }} \
                 fn f() {{ m!({argument}; {}) }}",
                "y ".repeat(120)
            );
            assert_eq!(given_up(&text), [], "{open}");
        }
    }
}
