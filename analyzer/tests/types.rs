//! What types expressions have and what calls mean, asserted at their line: every block of `tests/typed/*.md` is a program.
//!
//! `//~ config: Config` says what the expression or the bound name `config` on its line has for a type, `//~ bus.send(1) => Bus::send`
//! what a call means, `_` standing for what is not known. `//~ job.run() may be A::run of A, B::run of B` says which functions
//! of the program a trait's call can mean, with the types that they are for. A semicolon stands between two marks of a line.
//! The text of a mark is that of the source, in which the whole expression has to be on the line.

mod support {
    pub(crate) mod fixture;
    pub(crate) mod marked;
    pub(crate) mod page;
    pub(crate) mod typed;
}

use std::fmt::Write as _;
use std::process::ExitCode;

use libtest_mimic::Arguments;
use support::fixture::Fixture;
use support::marked;
use support::typed::{Fact, SIGNS};

fn main() -> ExitCode {
    let trials = marked::trials("tests/typed", check, what_is_wrong_is_told);
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Infers a program and compares with its marks. `first` is the number of its first line.
fn check(code: &str, first: usize) -> Result<(), String> {
    let marks = marks(code);
    if marks.is_empty() {
        return Err("it says nothing".to_owned());
    }
    let facts = Fixture::parse(code).typed();
    let mut text = String::new();
    for mark in marks.iter().filter(|mark| !facts.contains(mark)) {
        let is_about_it =
            |fact: &&Fact| (fact.line, &fact.text, fact.sign) == (mark.line, &mark.text, mark.sign);
        let found: Vec<&str> =
            facts.iter().filter(is_about_it).map(|fact| fact.says.as_str()).collect();
        let line = first + mark.line;
        writeln!(text, "{line}: `{}`{}{} is {found:?}", mark.text, mark.sign, mark.says)
            .expect("a string grows");
    }
    if text.is_empty() { Ok(()) } else { Err(text) }
}

/// The marks of a program.
fn marks(code: &str) -> Vec<Fact> {
    let mut marks = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let Some((_, notes)) = text.split_once("//~") else { continue };
        marks.extend(notes.split(';').map(|note| mark(line, note.trim())));
    }
    marks
}

fn mark(line: usize, note: &str) -> Fact {
    let found = SIGNS.iter().find_map(|&sign| Some((sign, note.split_once(sign)?)));
    let (sign, (text, says)) = found.unwrap_or_else(|| panic!("`{note}` is no mark"));
    Fact { line, text: text.to_owned(), sign, says: says.to_owned() }
}

/// A test of the test.
fn what_is_wrong_is_told() {
    let code = "\
fn f(list: Vec<u8>) {
    let n = list.len(); //~ n: u8; list.len() => std::vec::Vec::len; gone: u8
}
";
    let told = check(code, 1).expect_err("the marks are wrong");
    let expected = "\
2: `n`: u8 is [\"usize\"]
2: `list.len()` => std::vec::Vec::len is [\"slice::len\"]
2: `gone`: u8 is []
";
    assert_eq!(told, expected);
    assert!(check("fn f() {}", 1).is_err(), "a program without marks says nothing");
}
