//! From a text to the parser's trees: whole, or without the items that do not parse.

use super::recovery;
use super::span::Spans;
use crate::facts::Broken;
use crate::lower::front::LowerError;

/// A text that was parsed.
pub(super) struct Parsed<'t> {
    pub(super) spans: Spans<'t>,
    pub(super) tokens: proc_macro2::TokenStream,
    pub(super) file: syn::File,
    /// What is missing in the file.
    pub(super) broken: Vec<Broken>,
}

/// Parses the code that a text ends with. Fails when not one of its items can be read.
pub(super) fn parse<'t>(text: &'t str, code: &str) -> Result<Parsed<'t>, LowerError> {
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
pub(super) fn prefix_len(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shebang = match body.strip_prefix("#!") {
        Some(rest) if !rest.trim_start().starts_with('[') => body.find('\n').unwrap_or(body.len()),
        _ => 0,
    };
    text.len() - body.len() + shebang
}
