//! Lowering: the source text of one file becomes [`Facts`].
//!
//! The only stage that knows the parser. It sees one file at a time, touches no file system, and is total: what it does
//! not understand becomes `Unknown` or is listed as skipped.

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
mod macro_fragment;
mod macro_match;
mod macro_pattern;
mod macro_rules;
mod macro_size;
mod macro_table;
mod macro_transcribe;
mod macros;
mod names;
mod old_syntax;
mod pattern;
mod recovery;
mod scan;
mod select;
mod span;
#[cfg(test)]
mod testing;
mod types;

use crate::facts::{Broken, Cause, Facts, MarkedAttr, Skipped, Span};
pub(crate) use macro_table::MacroTable;
use span::{Spans, to_u32};

/// The stack that lowering needs, in bytes. The parser takes up to 22 KiB for each level of the deepest text that the scan lets
/// pass, and lowering an expansion inside of another one some KiB for each; without optimisation it is more.
pub(crate) const STACK: usize = if cfg!(debug_assertions) { 256 << 20 } else { 32 << 20 };

/// The links of a chain that this stack holds besides: trees are dropped recursively.
const LINKS_OF_STACK: u32 = 40_000;

/// What the stack takes for each link of a longer chain, in bytes.
const STACK_OF_LINK: usize = if cfg!(debug_assertions) { 1024 } else { 128 };

/// Why a file could not be lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LowerError {
    /// Byte offset in the text at which the parser stopped.
    pub(crate) offset: u32,
    /// What is wrong there, such as "expected `;`".
    pub(crate) message: String,
}

/// What lowering a file takes from around it.
#[derive(Debug, Default)]
pub(crate) struct Surroundings<'t> {
    /// Macros that other files define.
    pub(crate) macros: MacroTable<'t>,
    /// Whether test code is lowered.
    pub(crate) test_code: TestCode,
}

/// Whether the bodies of `#[cfg(test)]` and `#[test]` items are lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum TestCode {
    /// They are.
    #[default]
    Taken,
    /// They are not, and cost nothing; the items stay, with empty bodies.
    LeftOut,
}

/// Parses and lowers one file by itself.
#[cfg(test)]
pub(crate) fn lower(text: &str) -> Result<Facts, LowerError> {
    lower_in(text, &Surroundings::default())
}

/// Parses and lowers one file. Needs [`STACK`].
pub(crate) fn lower_in(text: &str, around: &Surroundings<'_>) -> Result<Facts, LowerError> {
    let base = prefix_len(text);
    let scan = scan::scan(&text[base..]);
    if let Some(deep) = scan.too_deep {
        let message = format!("nested too deeply ({} levels)", deep.levels);
        return Err(LowerError { offset: to_u32(base + deep.at), message });
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
pub(crate) fn places_above(text: &str, ranges: &[Span]) -> Vec<Option<u32>> {
    let code = &text[prefix_len(text)..];
    let around = MacroTable::default();
    let places = || {
        let Parsed { spans, tokens, file, .. } = parse(text, code).ok()?;
        let macros = macro_rules::Macros::collect(&spans, code, &tokens);
        let mut lowerer = Lowerer::new(text, spans, macros, &around);
        lowerer.has_marks = true;
        lowerer.file(&file);
        Some(ranges.iter().map(|&range| lowerer.place_above(text, range)).collect())
    };
    let places = on_stack_for(scan::scan(code).longest_chain, places).flatten();
    places.unwrap_or_else(|| vec![None; ranges.len()])
}

/// Does some work with syntax trees on a stack that holds a chain of so many links; `None` where there is none.
fn on_stack_for<T: Send>(links: u32, work: impl FnOnce() -> T + Send) -> Option<T> {
    let work = || {
        let result = work();
        // The parser keeps the text of every file until it is told to let go.
        proc_macro2::extra::invalidate_current_thread_spans();
        result
    };
    if links <= LINKS_OF_STACK {
        return Some(work());
    }
    let stack = STACK + STACK_OF_LINK * links as usize;
    std::thread::scope(|scope| {
        let thread =
            std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Lowers the code that a text ends with.
fn lower_code(text: &str, code: &str, table: &MacroTable<'_>) -> Result<Facts, LowerError> {
    let Parsed { spans, tokens, file, broken } = parse(text, code)?;
    let macros = macro_rules::Macros::collect(&spans, code, &tokens);
    let mut lowerer = Lowerer::new(text, spans, macros, table);
    let mut facts = lowerer.file(&file);
    facts.broken = broken;
    if lowerer.has_marks && comments::may_speak(text) {
        facts.comments = lowerer.comments(text, code, tokens);
    }
    Ok(facts)
}

/// A text that was parsed.
struct Parsed<'t> {
    spans: Spans<'t>,
    tokens: proc_macro2::TokenStream,
    file: syn::File,
    /// What is missing in the file.
    broken: Vec<Broken>,
}

/// Parses the code that a text ends with. Fails when not one of its items can be read.
fn parse<'t>(text: &'t str, code: &str) -> Result<Parsed<'t>, LowerError> {
    let spans = Spans::new(text, code);
    let broken = |error: &syn::Error| {
        // The end of the text is no token, that of a group is its bracket.
        let at_end = error.span().byte_range().is_empty();
        let at = if at_end { spans.len() } else { spans.start(error.span()) };
        Broken { at, why: error.to_string() }
    };
    let failure = |broken: Broken| LowerError { offset: broken.at, message: broken.why };
    let tokens = code.parse::<proc_macro2::TokenStream>().map_err(|error| LowerError {
        offset: spans.start(error.span()),
        message: "what begins here is no token of Rust".to_owned(),
    })?;
    // A copy costs little, as groups are shared.
    let first = match syn::parse2(tokens.clone()) {
        Ok(file) => return Ok(Parsed { spans, tokens, file, broken: Vec::new() }),
        Err(error) => broken(&error),
    };
    match recovery::recover(tokens.clone()) {
        Ok(found) if !found.file.items.is_empty() => {
            let broken = found.errors.iter().map(broken).collect();
            Ok(Parsed { spans, tokens, file: found.file, broken })
        }
        Ok(_) | Err(_) => Err(failure(first)),
    }
}

/// Length of the byte order mark and the `#!` line, which are no tokens.
fn prefix_len(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shebang = match body.strip_prefix("#!") {
        Some(rest) if !rest.trim_start().starts_with('[') => body.find('\n').unwrap_or(body.len()),
        _ => 0,
    };
    text.len() - body.len() + shebang
}

/// The state of lowering one file.
struct Lowerer<'t> {
    spans: Spans<'t>,
    macros: macro_rules::Macros,
    /// Macros of other files.
    table: &'t MacroTable<'t>,
    /// Whether the text mentions the lint namespace, so that attributes everywhere are worth a look.
    has_marks: bool,
    attributes: Vec<MarkedAttr>,
    /// What comments can be on, where the text mentions the lint namespace.
    nodes: Vec<comments::places::Node>,
    skipped: Vec<Skipped>,
    /// How many expressions and items are being lowered inside each other.
    open: u32,
}

impl<'t> Lowerer<'t> {
    fn new(
        text: &'t str,
        spans: Spans<'t>,
        macros: macro_rules::Macros,
        table: &'t MacroTable<'t>,
    ) -> Self {
        Self {
            spans,
            macros,
            table,
            has_marks: text.contains(attributes::NAMESPACE),
            attributes: Vec::new(),
            nodes: Vec::new(),
            skipped: Vec::new(),
            open: 0,
        }
    }

    fn file(&mut self, file: &syn::File) -> Facts {
        let whole = Span { start: 0, end: self.spans.len() };
        self.mark(&file.attrs, whole);
        let items = self.items(&file.items);
        let skipped = std::mem::take(&mut self.skipped);
        let attributes = std::mem::take(&mut self.attributes);
        Facts { items, skipped, broken: Vec::new(), attributes, comments: Vec::new() }
    }

    /// What is not understood.
    fn skip(&mut self, span: Span, why: impl Into<String>) {
        self.skipped.push(Skipped { span, why: why.into(), cause: Cause::NotUnderstood });
    }

    /// What is over a bound.
    fn give_up(&mut self, span: Span, why: impl Into<String>) {
        self.skipped.push(Skipped { span, why: why.into(), cause: Cause::GivenUp });
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{facts, slice, with_stack};
    use super::*;

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
