//! The state of lowering one file: what every part of this front end reads and writes.

use super::macro_definitions::Macros;
use super::macro_table::MacroTable;
use super::span::Spans;
use crate::facts::{Cause, Facts, MarkedAttr, Skipped, Span};
use crate::lower::comments::Node;

/// What an attribute that speaks to the linter mentions.
pub(super) const NAMESPACE: &str = "chanlint";

/// The state of lowering one file.
pub(super) struct Lowerer<'t> {
    pub(super) spans: Spans<'t>,
    pub(super) macros: Macros,
    /// Macros of other files.
    pub(super) table: &'t MacroTable<'t>,
    /// Whether the text mentions the lint namespace, so that attributes everywhere are worth a look.
    pub(super) has_marks: bool,
    pub(super) attributes: Vec<MarkedAttr>,
    /// What comments can be on, where the text mentions the lint namespace.
    pub(super) nodes: Vec<Node>,
    pub(super) skipped: Vec<Skipped>,
    /// How many expressions and items are being lowered inside each other.
    pub(super) open: u32,
}

impl<'t> Lowerer<'t> {
    pub(super) fn new(
        text: &'t str,
        spans: Spans<'t>,
        macros: Macros,
        table: &'t MacroTable<'t>,
    ) -> Self {
        Self {
            spans,
            macros,
            table,
            has_marks: text.contains(NAMESPACE),
            attributes: Vec::new(),
            nodes: Vec::new(),
            skipped: Vec::new(),
            open: 0,
        }
    }

    pub(super) fn file(&mut self, file: &syn::File) -> Facts {
        let whole = Span { start: 0, end: self.spans.len() };
        self.mark(&file.attrs, whole);
        let items = self.items(&file.items);
        let skipped = std::mem::take(&mut self.skipped);
        let attributes = std::mem::take(&mut self.attributes);
        Facts { items, skipped, broken: Vec::new(), attributes, comments: Vec::new() }
    }

    /// What is not understood.
    pub(super) fn skip(&mut self, span: Span, why: impl Into<String>) {
        self.skipped.push(Skipped { span, why: why.into(), cause: Cause::NotUnderstood });
    }

    /// What is over a bound.
    pub(super) fn give_up(&mut self, span: Span, why: impl Into<String>) {
        self.skipped.push(Skipped { span, why: why.into(), cause: Cause::GivenUp });
    }
}
