//! Code that has nothing to do with a program beside it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::generator::text::{Kind, tokens};

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
    ("a type with methods of the same names", |text| types_with(text, 1)),
    ("many types with methods of the same names", |text| types_with(text, 20)),
    ("a trait with methods of the same names", trait_with),
    ("a loop over a table of literals", |_| {
        format!(
            "pub fn total() -> u64 {{ let mut sum = 0; for x in [{}] {{ sum += x; }} sum }}",
            "1, 2, 3, ".repeat(200)
        )
    }),
];

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

fn trait_with(text: &str) -> String {
    let (mut declared, mut defined) = (String::new(), String::new());
    for name in called(text) {
        let _ = write!(declared, "fn {name}(&self) -> u8; ");
        let _ = write!(defined, "fn {name}(&self) -> u8 {{ self.0 }} ");
    }
    format!(
        "pub trait Plain {{ {declared} }} pub struct Number(u8); impl Plain for Number {{ {defined} }}"
    )
}

/// The names by which a program calls methods.
fn called(text: &str) -> BTreeSet<String> {
    let tokens = tokens(text);
    let calls = tokens
        .windows(3)
        .filter(|all| all[0].is(".") && all[1].kind == Kind::Word && all[2].is("("));
    let names = calls.map(|all| all[1].text.clone());
    names.filter(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_')).collect()
}
