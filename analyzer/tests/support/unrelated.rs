//! Code that has nothing to do with a program beside it, however much it looks like it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use generator::text::{Kind, Token, tokens};

/// An addition to a program: what it is called, and its items.
pub(crate) type Addition = (&'static str, fn(&str) -> String);

/// Every addition.
pub(crate) const ADDITIONS: &[Addition] = &[
    ("functions", |_| {
        "pub fn first(x: u8) -> u8 { second(x) } fn second(x: u8) -> u8 { x + 1 }".to_owned()
    }),
    ("a type with other methods", |_| {
        "pub struct Point { pub left: f64 } impl Point { pub fn new(left: f64) -> Self { Self { left } } \
         pub fn shifted(&self, by: f64) -> Self { Self::new(self.left + by) } }"
            .to_owned()
    }),
    ("functions of the same names", functions_of),
    ("types of the same names", types_of),
    ("a type with methods of the same names", |text| types_with(text, 1)),
    ("many types with methods of the same names", |text| types_with(text, 20)),
    ("a trait with methods of the same names", |text| trait_with(text, 1)),
    ("a trait that many types have, with methods of the same names", |text| trait_with(text, 20)),
    ("a loop over a table of literals", |_| {
        format!(
            "pub fn total() -> u64 {{ let mut sum = 0; for x in [{}] {{ sum += x; }} sum }}",
            "1, 2, 3, ".repeat(200)
        )
    }),
    ("long tables of literals", |_| {
        let words = "\"orders\", \"bills\", ".repeat(500);
        let pairs = "(1, \"one\"), (2, \"two\"), ".repeat(500);
        format!(
            "pub static WORDS: &[&str] = &[{words}]; pub static PAIRS: &[(u8, &str)] = &[{pairs}];"
        )
    }),
];

/// All additions at once.
pub(crate) fn everything(text: &str) -> String {
    let mut modules = String::new();
    for (at, (_, items)) in ADDITIONS.iter().enumerate() {
        let _ = writeln!(modules, "pub mod other{at} {{ {} }}", items(text));
    }
    modules
}

/// A program whose every function begins with a table and 200 more bindings, on the line on which its body opens.
pub(crate) fn with_more_bindings(text: &str) -> String {
    let all = tokens(text);
    let bodies: BTreeSet<usize> = (0..all.len()).filter_map(|at| body_of(&all, at)).collect();
    let mut more = format!(" let table = [{}]; let more_0 = table.len();", "1, 2, 3, ".repeat(100));
    for at in 1..200 {
        let _ = write!(more, " let more_{at} = more_{} + {at};", at - 1);
    }
    let (mut out, mut rest) = (String::new(), text);
    for (at, token) in all.iter().enumerate() {
        let trimmed = rest.trim_start();
        let (space, behind) = (rest.len() - trimmed.len(), token.text.len());
        out.push_str(&rest[..space + behind]);
        out.push_str(if bodies.contains(&at) { &more } else { "" });
        rest = &trimmed[behind..];
    }
    out + rest
}

/// Where the body opens of the function whose `fn` stands at a place.
fn body_of(all: &[Token], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
    if !all[at].is("fn") || before == "const" {
        return None;
    }
    let mut depth = 0_usize;
    for (at, token) in all.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Open if depth == 0 && token.is("{") => return Some(at),
            Kind::Open => depth += 1,
            // The `fn` of a type, as in `f: fn(u8)`.
            Kind::Close if depth == 0 => return None,
            Kind::Close => depth -= 1,
            _ if depth == 0 && (token.is(";") || token.is("=") || token.is(",")) => return None,
            _ => {}
        }
    }
    None
}

/// Functions of the names that a program's functions have, and of those that it calls methods by.
fn functions_of(text: &str) -> String {
    let names = declared(text, &["fn"]).into_iter().chain(called(text)).collect::<BTreeSet<_>>();
    let functions = names.iter().map(|name| format!("pub fn {name}(x: u8) -> u8 {{ x }} "));
    functions.collect()
}

/// Types and traits of the names that a program's have, with methods of the names that it has and calls.
fn types_of(text: &str) -> String {
    let mut names = declared(text, &["fn"]);
    names.extend(called(text));
    let mut items = String::new();
    for ty in declared(text, &["struct", "enum"]) {
        let methods = names.iter().map(|name| format!("pub fn {name}(&self) -> u8 {{ self.0 }} "));
        let methods: String = methods.collect();
        let _ = write!(items, "pub struct {ty}(pub u8); impl {ty} {{ {methods} }} ");
    }
    for name in declared(text, &["trait"]) {
        let methods = names.iter().map(|name| format!("fn {name}(&self) -> u8 {{ 1 }} "));
        let methods: String = methods.collect();
        let _ = write!(items, "pub trait {name} {{ {methods} }} impl {name} for u8 {{}} ");
    }
    items
}

/// Types, each with methods of the names that a program calls methods by.
fn types_with(text: &str, types: usize) -> String {
    let mut methods = String::new();
    for name in called(text) {
        let _ = write!(methods, "pub fn {name}(&self, x: u8) -> u8 {{ self.0 + x }} ");
    }
    let mut items = String::new();
    for at in 0..types {
        let _ = writeln!(items, "pub struct Plain{at}(u8); impl Plain{at} {{ {methods} }}");
    }
    items
}

/// A trait with methods of the names that a program calls methods by, and types that have it.
fn trait_with(text: &str, types: usize) -> String {
    let (mut declared, mut defined) = (String::new(), String::new());
    for name in called(text) {
        let _ = write!(declared, "fn {name}(&self) -> u8; ");
        let _ = write!(defined, "fn {name}(&self) -> u8 {{ self.0 }} ");
    }
    let mut items = format!("pub trait Plain {{ {declared} }} ");
    for at in 0..types {
        let _ = writeln!(
            items,
            "pub struct Number{at}(pub u8); impl Plain for Number{at} {{ {defined} }}"
        );
    }
    items
}

/// The names by which a program calls methods.
pub(crate) fn called(text: &str) -> BTreeSet<String> {
    let tokens = tokens(text);
    let calls = tokens
        .windows(3)
        .filter(|all| all[0].is(".") && all[1].kind == Kind::Word && all[2].is("("));
    let names = calls.map(|all| all[1].text.clone());
    names.filter(|name| is_name(name)).collect()
}

/// The names behind keywords.
pub(crate) fn declared(text: &str, keywords: &[&str]) -> BTreeSet<String> {
    let tokens = tokens(text);
    let named = tokens.windows(2).filter(|two| {
        keywords.iter().any(|keyword| two[0].is(keyword)) && two[1].kind == Kind::Word
    });
    let names = named.map(|two| two[1].text.clone());
    names.filter(|name| is_name(name)).collect()
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || c == '_')
}
