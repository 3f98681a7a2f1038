//! Lowering: the source text of one file becomes [`Facts`].
//!
//! The only stage that knows the parser. It sees one file at a time, touches no file system, and is total: what it does
//! not understand becomes `Unknown` or is listed as skipped.

mod arguments;
mod attributes;
mod body;
mod chain;
mod definitions;
mod expr;
mod extent;
mod item_macros;
mod items;
mod macro_match;
mod macro_rules;
mod macro_transcribe;
mod macros;
mod names;
mod pattern;
mod scan;
mod select;
mod span;
mod types;

use crate::facts::{Facts, MarkedAttr, Skipped, Span};
use span::{Spans, to_u32};

/// Why a file could not be lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LowerError {
    /// Byte offset in the text at which the parser stopped.
    pub(crate) offset: u32,
    /// What is wrong there, such as "expected `;`".
    pub(crate) message: String,
}

/// Parses and lowers one file. Needs a stack of 16 MiB, in a debug build of 64 MiB.
pub(crate) fn lower(text: &str) -> Result<Facts, LowerError> {
    let base = prefix_len(text);
    let scan = scan::scan(&text[base..]);
    if let Some(deep) = scan.too_deep {
        let message = format!("nested too deeply ({} levels)", deep.levels);
        return Err(LowerError { offset: to_u32(base + deep.at), message });
    }
    let result = lower_tokens(text, base, &scan.without_docs(&text[base..]));
    // The parser keeps the text of every file until it is told to let go.
    proc_macro2::extra::invalidate_current_thread_spans();
    result.map_err(|error| scan.unbalanced.map_or(error, |unbalanced| unbalanced.error(base)))
}

fn lower_tokens(text: &str, base: usize, code: &str) -> Result<Facts, LowerError> {
    let spans = Spans::new(text, base);
    let failure = |error: &syn::Error| LowerError {
        offset: spans.start(error.span()),
        message: error.to_string(),
    };
    let tokens: proc_macro2::TokenStream =
        code.parse().map_err(|error: proc_macro2::LexError| failure(&error.into()))?;
    let macros = macro_rules::Macros::collect(&spans, text, &tokens);
    let file: syn::File = syn::parse2(tokens).map_err(|error| failure(&error))?;
    Ok(Lowerer::new(text, spans, macros).file(&file))
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
    /// Whether the text mentions the lint namespace, so that attributes everywhere are worth a look.
    has_marks: bool,
    attributes: Vec<MarkedAttr>,
    skipped: Vec<Skipped>,
    /// How many expressions are being lowered inside each other.
    depth: u32,
}

impl<'t> Lowerer<'t> {
    fn new(text: &'t str, spans: Spans<'t>, macros: macro_rules::Macros) -> Self {
        let has_marks = text.contains(attributes::NAMESPACE);
        Self { spans, macros, has_marks, attributes: Vec::new(), skipped: Vec::new(), depth: 0 }
    }

    fn file(mut self, file: &syn::File) -> Facts {
        let whole = Span { start: 0, end: self.spans.len() };
        self.mark(&file.attrs, whole);
        let items = self.items(&file.items);
        Facts { items, skipped: self.skipped, attributes: self.attributes }
    }

    fn skip(&mut self, span: Span, why: impl Into<String>) {
        self.skipped.push(Skipped { span, why: why.into() });
    }
}
