//! Macros by example of other files.
//!
//! Found in their text, so that a file need not be parsed for them. Which of them a call means is not resolved: a name
//! that is defined in different ways means none of them.

use std::collections::BTreeMap;

use super::parse::prefix_len;
use super::scan;
use crate::facts::Name;

/// The rules of macros by name.
#[derive(Debug, Default)]
pub(crate) struct MacroTable<'t> {
    /// `None` where definitions differ.
    rules: BTreeMap<Name, Option<&'t str>>,
}

impl<'t> MacroTable<'t> {
    /// Adds the definitions of a file.
    pub(crate) fn add(&mut self, text: &'t str) {
        if !text.contains("macro_rules") {
            return;
        }
        let code = &text[prefix_len(text)..];
        for found in scan::scan(code).macros {
            self.insert(&code[found.name], &code[found.rules]);
        }
    }

    /// The rules of a name with the brackets around them.
    pub(super) fn get(&self, name: Name) -> Option<&'t str> {
        *self.rules.get(&name)?
    }

    fn insert(&mut self, name: &str, rules: &'t str) {
        let known = self.rules.entry(Name::from(name)).or_insert(Some(rules));
        if *known != Some(rules) {
            *known = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::rust::testing::{body, expr, slice};
    use crate::lower::rust::{Surroundings, lower_in};

    /// The body of `f` in a text whose macros are defined in others.
    fn printed(others: &[&str], text: &str) -> String {
        let mut around = Surroundings::default();
        for other in others {
            around.macros.add(other);
        }
        let facts = lower_in(text, &around).unwrap();
        let body = body(&facts);
        expr(body, body.root)
    }

    const OPEN: &str =
        "// macro_rules! open { no }\nmacro_rules! open { ($c:expr) => { $c.open(\"}\", 'é') } }";

    #[test]
    fn macros_of_other_files_expand() {
        assert_eq!(
            printed(&[OPEN], "fn f() { crate::open!(a.b()) }"),
            "{ a.b().open(\"}\", lit) }"
        );
    }

    #[test]
    fn their_tokens_stand_where_they_are_called() {
        let mut around = Surroundings::default();
        around.macros.add(OPEN);
        let text = "fn f() { open!(a.b()); }";
        let facts = lower_in(text, &around).unwrap();
        let spans: Vec<&str> =
            body(&facts).exprs.iter().map(|expr| slice(text, expr.span)).collect();
        assert_eq!(
            spans,
            ["a", "a.b()", "open!(a.b())", "open!(a.b())", "open!(a.b())", "{ open!(a.b()); }"]
        );
    }

    #[test]
    fn what_this_file_defines_and_what_everybody_knows_comes_first() {
        let other = "macro_rules! m { () => { a } } macro_rules! info { ($x:expr) => { b } }";
        let text = "macro_rules! m { () => { c } } fn f() { m!(); info!(d()) }";
        assert_eq!(printed(&[other], text), "{ c; info!(d()) }");
    }

    #[test]
    fn a_name_with_two_meanings_has_none() {
        let (one, other) = ("macro_rules! m { () => { a } }", "macro_rules! m { () => { b } }");
        assert_eq!(printed(&[one, one], "fn f() { m!() }"), "{ a }");
        assert_eq!(printed(&[one, other], "fn f() { m!() }"), "{ m!() }");
    }

    #[test]
    fn comments_and_strings_define_nothing() {
        for other in [
            "/* macro_rules! m { () => { a } } */",
            "const A: &str = \"macro_rules! m { () => { a } }\";",
            "/// macro_rules! m { () => { a } }\nfn g() {}",
            "macro_rules(m, { () => { a } })",
        ] {
            assert_eq!(printed(&[other], "fn f() { m!() }"), "{ m!() }", "{other}");
        }
        let spread = "macro_rules /* a */ ! // b\n m ( () => { a } );";
        assert_eq!(printed(&[spread], "fn f() { m!() }"), "{ a }");
        let inside = "mod n { cfg! { \u{e9}; macro_rules! m [ () => { a } ]; } }";
        assert_eq!(printed(&[inside], "fn f() { m!() }"), "{ a }");
    }

    #[test]
    fn definitions_without_an_end_are_passed_over() {
        assert_eq!(
            printed(
                &["macro_rules! m { () => {", "macro_rules! m", "macro_rules! { }"],
                "fn f() { m!() }"
            ),
            "{ m!() }"
        );
    }
}
