//! Byte spans of tokens.
//!
//! The only module that asks a token where it stands. It knows nothing of syntax trees.

use proc_macro2::{Ident, LineColumn};

use super::names;
use crate::facts::{Name, Span, to_u32};

/// Turns the parser's positions into byte offsets of the whole text.
pub(super) struct Spans<'t> {
    text: &'t str,
    /// Byte offset at which each line of the parsed part starts.
    lines: Vec<u32>,
    /// Characters of more than one byte, in order.
    wide: Vec<Wide>,
    /// The macro call whose expansion is being lowered.
    call: Option<Span>,
}

/// A character of more than one byte.
struct Wide {
    line: u32,
    column: u32,
    /// How many bytes more than characters its line has up to here.
    extra: u32,
}

impl<'t> Spans<'t> {
    /// Spans of a text that ends with the code that was parsed, or with what was left out of it.
    pub(super) fn new(text: &'t str, code: &str) -> Self {
        let base = text.len() - code.len();
        let newlines = memchr::memchr_iter(b'\n', &text.as_bytes()[base..]);
        let lines =
            std::iter::once(base).chain(newlines.map(|at| base + at + 1)).map(to_u32).collect();
        Self { text, lines, wide: wide(code), call: None }
    }

    /// Length of the whole text.
    pub(super) fn len(&self) -> u32 {
        to_u32(self.text.len())
    }

    /// Where a token starts.
    pub(super) fn start(&self, token: proc_macro2::Span) -> u32 {
        self.offset(token.start())
    }

    /// Where a token ends.
    pub(super) fn end(&self, token: proc_macro2::Span) -> u32 {
        self.offset(token.end())
    }

    /// The range of a token.
    pub(super) fn of(&self, token: proc_macro2::Span) -> Span {
        self.join(self.start(token), self.end(token))
    }

    /// The range between two offsets. In an expansion they may stem from the call and from the definition, which only
    /// the call as a whole describes.
    pub(super) fn join(&self, start: u32, end: u32) -> Span {
        let Some(call) = self.call else { return Span { start, end: end.max(start) } };
        let inside = |at: u32| call.start <= at && at <= call.end;
        let foreign = self.is_bang(start) || self.is_bang(end.saturating_sub(1));
        // An inner expression may have got the call's range already.
        let widened = start == call.start || end == call.end;
        if foreign || widened || start > end || inside(start) != inside(end) {
            return call;
        }
        Span { start, end }
    }

    /// Whether the `!` of a macro call stands at an offset, which stands for the tokens of another file.
    fn is_bang(&self, at: u32) -> bool {
        let bytes = self.text.as_bytes();
        let at = at as usize;
        bytes.get(at) == Some(&b'!') && at > 0 && is_word(bytes[at - 1])
    }

    /// An identifier's text without `r#`, and where it stands.
    pub(super) fn ident(&self, ident: &Ident) -> (Name, Span) {
        let start = self.start(ident.span());
        let word = self.word_at(start);
        if *ident == *word {
            return (names::intern(word), Span { start, end: start + to_u32(word.len()) });
        }
        let text = ident.to_string();
        (Name::from(text.trim_start_matches("r#")), self.of(ident.span()))
    }

    /// An identifier's text without `r#`.
    pub(super) fn name(&self, ident: &Ident) -> Name {
        self.ident(ident).0
    }

    /// The text of a range.
    pub(super) fn text(&self, span: Span) -> &'t str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Marks everything until the matching [`Spans::leave`] as the expansion of a call. Returns what to leave to.
    pub(super) fn enter(&mut self, call: Span) -> Option<Span> {
        let outer = self.call;
        self.call = outer.or(Some(call));
        outer
    }

    /// Whether an expansion is being lowered, whose tokens stand in two places.
    pub(super) fn in_expansion(&self) -> bool {
        self.call.is_some()
    }

    /// The outermost call whose expansion is being lowered.
    pub(super) fn call(&self) -> Option<Span> {
        self.call
    }

    /// Ends an expansion.
    pub(super) fn leave(&mut self, outer: Option<Span>) {
        self.call = outer;
    }

    /// `LineColumn` is twenty times cheaper to get than `byte_range`.
    fn offset(&self, at: LineColumn) -> u32 {
        let line = at.line.saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or_default();
        start + to_u32(at.column) + self.extra_bytes(to_u32(line), to_u32(at.column))
    }

    /// How many bytes more than characters stand before a column.
    fn extra_bytes(&self, line: u32, column: u32) -> u32 {
        if self.wide.is_empty() {
            return 0;
        }
        let before = self.wide.partition_point(|wide| (wide.line, wide.column) < (line, column));
        match before.checked_sub(1).map(|last| &self.wide[last]) {
            Some(wide) if wide.line == line => wide.extra,
            _ => 0,
        }
    }

    /// The identifier at an offset, as far as it goes.
    fn word_at(&self, start: u32) -> &'t str {
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let end = rest.bytes().position(|byte| !is_word(byte)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }
}

fn wide(text: &str) -> Vec<Wide> {
    let mut out = Vec::new();
    if text.is_ascii() {
        return out;
    }
    for (line, text) in text.split('\n').enumerate().filter(|(_, text)| !text.is_ascii()) {
        let mut extra = 0;
        for (column, character) in
            text.chars().enumerate().filter(|(_, character)| !character.is_ascii())
        {
            extra += to_u32(character.len_utf8() - 1);
            out.push(Wide { line: to_u32(line), column: to_u32(column), extra });
        }
    }
    out
}

/// Whether a byte may belong to an identifier; bytes of multi-byte characters are taken to.
pub(super) fn is_word(byte: u8) -> bool {
    WORD[usize::from(byte)]
}

/// [`is_word`] for each byte.
static WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    loop {
        let letter = byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        table[byte as usize] = letter;
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};
