//! Lowering: the source text of one file becomes [`Facts`].
//!
//! The only stage that knows parsers. It sees one file at a time, touches no file system, and is total: what it does
//! not understand becomes `Unknown` or is listed as skipped. Each language has a front end of its own below, and none of them
//! knows another.

mod comments;
mod front;
mod go;
mod rust;

use crate::facts::{Facts, Span};
use crate::language::Language;

pub(crate) use front::{LowerError, TestCode};

/// The stack that lowering needs, in bytes, whatever the language.
pub(crate) const STACK: usize = if rust::STACK > go::STACK { rust::STACK } else { go::STACK };

/// What lowering a file takes from around it, by the file's language.
#[derive(Debug)]
pub(crate) enum Surroundings<'t> {
    /// Of a file in Rust.
    Rust(rust::Surroundings<'t>),
    /// Of a file in Go, which is read by itself.
    Go,
}

impl<'t> Surroundings<'t> {
    /// Nothing but the language.
    pub(crate) fn new(language: Language, test_code: TestCode) -> Self {
        match language {
            Language::Rust => {
                Self::Rust(rust::Surroundings { test_code, ..rust::Surroundings::default() })
            }
            Language::Go => Self::Go,
        }
    }

    /// Adds a file of the same language, for what it means to others.
    pub(crate) fn add(&mut self, text: &'t str) {
        match self {
            Self::Rust(around) => around.macros.add(text),
            Self::Go => {}
        }
    }
}

/// Parses and lowers one file. Needs [`STACK`].
pub(crate) fn lower(text: &str, around: &Surroundings<'_>) -> Result<Facts, LowerError> {
    match around {
        Surroundings::Rust(around) => rust::lower_in(text, around),
        Surroundings::Go => go::lower(text),
    }
}

/// Where a line of comments can be put so that it is on what holds each of some ranges of a text that was lowered before.
/// Needs [`STACK`].
pub(crate) fn places_above(language: Language, text: &str, ranges: &[Span]) -> Vec<Option<u32>> {
    match language {
        Language::Rust => rust::places_above(text, ranges),
        Language::Go => vec![None; ranges.len()],
    }
}
