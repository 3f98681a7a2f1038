//! The front end for Rust: tokens and trees of `syn`, read item by item where a file is broken, macros expanded.
//!
//! The only place that knows the parser; nothing of it leaves the closure that parsed the file.

mod arguments;
mod attributes;
mod body;
mod chain;
mod comments;
mod control;
mod definitions;
mod expr;
mod extent;
mod item_macros;
mod items;
mod known_macros;
mod literals;
mod lowerer;
mod macro_definitions;
mod macro_fragment;
mod macro_match;
mod macro_pattern;
mod macro_rules;
mod macro_size;
mod macro_table;
mod macro_template;
mod macro_transcribe;
mod macros;
mod names;
mod old_syntax;
mod parse;
mod pattern;
mod recovery;
mod refused;
mod scan;
mod select;
mod span;
mod stack;
#[cfg(test)]
mod testing;
mod types;

use super::comments::{may_speak, place_above};
use super::front::{LowerError, TestCode};
use crate::facts::{Facts, Span, to_u32};
use lowerer::Lowerer;
use macro_definitions::Macros;
use macro_table::MacroTable;
use parse::{Parsed, parse, prefix_len};
use stack::on_stack_for;

pub(crate) use stack::STACK;

/// What lowering a file takes from around it.
#[derive(Debug, Default)]
pub(crate) struct Surroundings<'t> {
    /// Macros that other files define.
    pub(super) macros: MacroTable<'t>,
    /// Whether test code is lowered.
    pub(super) test_code: TestCode,
}

/// Parses and lowers one file by itself.
#[cfg(test)]
pub(super) fn lower(text: &str) -> Result<Facts, LowerError> {
    lower_in(text, &Surroundings::default())
}

/// Parses and lowers one file. Needs [`STACK`].
pub(crate) fn lower_in(text: &str, around: &Surroundings<'_>) -> Result<Facts, LowerError> {
    let base = prefix_len(text);
    let scan = scan::scan(&text[base..]);
    if let Some(refused) = scan.too_deep.or(scan.too_long) {
        return Err(refused.error(base));
    }
    let code = scan.code(&text[base..], around.test_code);
    let result = on_stack_for(scan.longest_chain, || lower_code(text, &code, &around.macros))
        .unwrap_or_else(|| {
            let message = format!(
                "a chain of {} links takes more stack than the system has to give",
                scan.longest_chain
            );
            Err(LowerError { offset: to_u32(base), message })
        });
    result.map_err(|error| scan.unbalanced.map_or(error, |unbalanced| unbalanced.error(base)))
}

/// Where a line of comments can be put so that it is on what holds each of some ranges of a text that was lowered before.
pub(super) fn places_above(text: &str, ranges: &[Span]) -> Vec<Option<u32>> {
    let code = &text[prefix_len(text)..];
    let around = MacroTable::default();
    let places = || {
        let Parsed { spans, tokens, file, .. } = parse(text, code).ok()?;
        let macros = Macros::collect(&spans, code, &tokens);
        let mut lowerer = Lowerer::new(text, spans, macros, &around);
        lowerer.has_marks = true;
        lowerer.file(&file);
        Some(ranges.iter().map(|&range| place_above(&lowerer.nodes, text, range)).collect())
    };
    let places = on_stack_for(scan::scan(code).longest_chain, places).flatten();
    places.unwrap_or_else(|| vec![None; ranges.len()])
}

/// Lowers the code that a text ends with.
fn lower_code(text: &str, code: &str, table: &MacroTable<'_>) -> Result<Facts, LowerError> {
    let Parsed { spans, tokens, file, broken } = parse(text, code)?;
    let macros = Macros::collect(&spans, code, &tokens);
    let mut lowerer = Lowerer::new(text, spans, macros, table);
    let mut facts = lowerer.file(&file);
    facts.broken = broken;
    if lowerer.has_marks && may_speak(text) {
        facts.comments = lowerer.comments(text, code, tokens);
    }
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::testing::{facts, slice, with_stack};
    use super::*;

    #[test]
    fn a_number_of_half_a_million_digits_is_refused() {
        let text = format!("fn f() {{}}\nconst X: u128 = {};\n", "9".repeat(500_000));
        assert_eq!(lower(&text).unwrap_err().message, "a number has 500000 digits");
    }

    #[test]
    fn an_error_says_where_it_is_behind_a_mark_and_a_shebang() {
        let text = "\u{feff}#!/usr/bin/env run\nfn f() { let é = ; }";
        let error = lower(text).unwrap_err();
        assert_eq!(error.offset as usize, text.find("; }").unwrap());
    }

    #[test]
    fn a_bracket_without_a_partner_is_named() {
        let missing = lower("fn f() {\n    g(1;\n}").unwrap_err();
        assert_eq!((missing.offset, missing.message.as_str()), (18, "this `}` has no partner"));
        let open = lower("fn f() { '{'; \"}\"; // }\n").unwrap_err();
        assert_eq!((open.offset, open.message.as_str()), (7, "this `{` has no partner"));
    }

    #[test]
    fn what_is_no_token_is_reported_where_it_stands() {
        for (text, at) in [
            ("fn f() { 'ab'; }\n\n", "'ab'"),
            ("\u{feff}#!/bin/x\nfn é() { \"\\q\" }\n", "\"\\q"),
            ("fn f() { 0xg }\n", "0xg"),
            ("fn f() { \\ }\n", "\\"),
            ("mod é { \u{0} }\n", "\u{0}"),
        ] {
            let error = lower(text).unwrap_err();
            assert_eq!(&text[error.offset as usize..][..at.len()], at, "{text}");
            assert_eq!(error.message, "what begins here is no token of Rust");
        }
    }

    #[test]
    fn a_text_that_ends_too_early_is_reported_at_its_end() {
        let error = lower("fn f()").unwrap_err();
        assert_eq!(error.offset, 6);
        let broken = facts("mod a { fn }\nfn g() {}\n").broken;
        assert_eq!((broken.len(), broken[0].at), (1, 11), "{broken:?}");
    }

    #[test]
    fn nesting_is_refused_before_it_exhausts_the_stack() {
        for (open, close) in
            [("(", ")"), ("{", "}"), ("&", ""), ("|a| ", ""), ("return ", ""), ("a = ", "")]
        {
            let text = |levels: usize| {
                format!("fn f() {{ {}x{}; }}", open.repeat(levels), close.repeat(levels))
            };
            let fits = text(480);
            with_stack(move || assert!(lower(&fits).is_ok()));
            let error = lower(&text(100_000)).unwrap_err();
            assert_eq!(error.message, "nested too deeply (501 levels)", "{open}");
        }
        let types = format!("fn f(x: {}u8{}) {{}}", "Vec<".repeat(5000), ">".repeat(5000));
        assert_eq!(lower(&types).unwrap_err().message, "nested too deeply (501 levels)");
    }

    #[test]
    fn long_chains_are_no_nesting() {
        let chains = [
            format!("fn f() {{ a{}; }}", ".b()".repeat(100_000)),
            format!("fn f() {{ a{}; }}", " + b".repeat(200_000)),
            format!("fn f() {{ a{}; }}", " && b".repeat(200_000)),
            format!("fn f() {{ a{}; }}", "?.await".repeat(100_000)),
            format!("fn f() {{ if a {{}} {} }}", "else if b {}".repeat(100_000)),
            // Also where the rest of the file is broken, so that the parser drops what it has.
            format!("fn f() {{ vec![a{}]; }} fn", " + b".repeat(200_000)),
        ];
        for text in chains {
            let broken = usize::from(text.ends_with("fn"));
            with_stack(move || assert_eq!(facts(&text).broken.len(), broken, "{}", &text[..40]));
        }
    }

    #[test]
    fn spans_are_bytes_of_the_whole_text() {
        for prefix in [
            "",
            "\u{feff}",
            "#!/bin/run\n",
            "\u{feff}#!/bin/run é\r\n",
            "#![allow(x)]\n",
            "#! [allow(x)]\n",
        ] {
            let text = format!(
                "{prefix}/* 漢字 */ fn f() {{}}\r\n// ü\r\nstruct Añb(u8); /* 🦀 */ fn r#type() {{}}"
            );
            let facts = facts(&text);
            let slices: Vec<&str> =
                facts.items.iter().map(|item| slice(&text, item.span)).collect();
            assert_eq!(slices, ["fn f() {}", "struct Añb(u8);", "fn r#type() {}"], "{prefix:?}");
        }
    }

    #[test]
    fn test_code_is_left_out_without_moving_anything() {
        let text = "#[test] fn a() { é.漢字() } fn b() { c() }";
        let around = Surroundings { test_code: TestCode::LeftOut, ..Surroundings::default() };
        let facts = lower_in(text, &around).unwrap();
        let slices: Vec<&str> = facts.items.iter().map(|item| slice(text, item.span)).collect();
        assert_eq!(slices, ["fn a() { é.漢字() }", "fn b() { c() }"]);
        assert_eq!(testing::body(&facts).exprs.len(), 3);
    }

    #[test]
    fn a_text_without_tokens_has_no_facts() {
        for text in ["", "\u{feff}", "#!", "#!/bin/sh", "// only", "#!/bin/sh\n"] {
            assert!(facts(text).items.is_empty(), "{text:?}");
        }
    }
}
