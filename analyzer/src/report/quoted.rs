//! Files as they are quoted: what a terminal or a log would obey is escaped, and every place is still where it was.
//!
//! With `human` and `mistakes`, which draw by it, all that knows codespan.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use codespan_reporting::files::{Error, Files};

use crate::facts::Span;
use crate::report::lines::{escape, visible};
use crate::report::shown_path;
use crate::sources::{FileId, Source, Sources};

/// The files that a report speaks of, as codespan wants to see them. Offsets are those of the quoted text.
pub(super) struct Quoted<'a> {
    sources: &'a Sources,
    root: &'a Path,
    texts: BTreeMap<FileId, Text<'a>>,
}

impl<'a> Quoted<'a> {
    /// Paths are shown relative to `root`.
    pub(super) fn new(
        sources: &'a Sources,
        root: &'a Path,
        files: impl IntoIterator<Item = FileId>,
    ) -> Self {
        let mut texts = BTreeMap::new();
        for file in files {
            texts.entry(file).or_insert_with(|| Text::new(&sources.get(file).text));
        }
        Self { sources, root, texts }
    }

    /// Where a part of a file stands in its quoted text.
    pub(super) fn range(&self, file: FileId, span: Span) -> Range<usize> {
        let shown = |at: u32| match self.texts.get(&file) {
            Some(text) => text.shown(at as usize),
            None => at as usize,
        };
        shown(span.start)..shown(span.end)
    }

    fn text(&self, file: FileId) -> Result<&Text<'a>, Error> {
        self.texts.get(&file).ok_or(Error::FileMissing)
    }

    fn file(&self, file: FileId) -> &'a Source {
        self.sources.get(file)
    }
}

impl<'f> Files<'f> for Quoted<'_> {
    type FileId = FileId;
    type Name = String;
    type Source = &'f str;

    fn name(&'f self, file: FileId) -> Result<String, Error> {
        Ok(visible(&shown_path(self.sources.path(file), self.root)).into_owned())
    }

    fn source(&'f self, file: FileId) -> Result<&'f str, Error> {
        Ok(&self.text(file)?.shown)
    }

    fn line_index(&'f self, file: FileId, at: usize) -> Result<usize, Error> {
        Ok(self.file(file).line_index(self.text(file)?.original(at)))
    }

    fn line_range(&'f self, file: FileId, line: usize) -> Result<Range<usize>, Error> {
        let source = self.file(file);
        if line >= source.line_count() {
            return Err(Error::LineTooLarge { given: line, max: source.line_count() - 1 });
        }
        let text = self.text(file)?;
        Ok(text.shown(source.line_start(line))..text.shown(source.line_start(line + 1)))
    }

    fn column_number(&'f self, file: FileId, _line: usize, at: usize) -> Result<usize, Error> {
        let original = self.text(file)?.original(at);
        Ok(self.file(file).line_column(original).column as usize)
    }
}

/// A text as it is quoted, with line endings and tabs as they are.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    Text::new(text).shown
}

struct Text<'a> {
    shown: Cow<'a, str>,
    /// In their order.
    escapes: Vec<Escape>,
}

/// A character that was escaped: where it stands in the file, and what stands for it.
struct Escape {
    original: Range<usize>,
    shown: Range<usize>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let mut shown = String::new();
        let mut escapes = Vec::new();
        let mut done = 0;
        for (at, c) in text.char_indices() {
            let Some(escaped) = escape(c, &text[..at]) else { continue };
            if matches!(c, '\n' | '\t') || text[at..].starts_with("\r\n") {
                continue;
            }
            shown += &text[done..at];
            done = at + c.len_utf8();
            let start = shown.len();
            shown += &escaped;
            escapes.push(Escape { original: at..done, shown: start..shown.len() });
        }
        if escapes.is_empty() {
            return Self { shown: Cow::Borrowed(text), escapes };
        }
        shown += &text[done..];
        Self { shown: Cow::Owned(shown), escapes }
    }

    /// Where a byte of the file stands in the quoted text.
    fn shown(&self, original: usize) -> usize {
        let passed = self.escapes.partition_point(|escape| escape.original.end <= original);
        match passed.checked_sub(1).map(|last| &self.escapes[last]) {
            Some(last) => last.shown.end + (original - last.original.end),
            None => original,
        }
    }

    /// The byte of the file behind one of the quoted text.
    fn original(&self, shown: usize) -> u32 {
        let begun = self.escapes.partition_point(|escape| escape.shown.start <= shown);
        let original = match begun.checked_sub(1).map(|last| &self.escapes[last]) {
            Some(last) if shown < last.shown.end => last.original.start,
            Some(last) => last.original.end + (shown - last.shown.end),
            None => shown,
        };
        super::offset(original)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again() {
        let file = "a\u{1b}b\r\n\t\u{202e}c\rd\nend";
        let text = Text::new(file);
        assert_eq!(text.shown, "a\\u{1b}b\r\n\t\\u{202e}c\\rd\nend");
        for (at, c) in file.char_indices() {
            let shown = text.shown(at);
            assert_eq!(text.original(shown) as usize, at, "{c:?}");
            let is_same = text.shown[shown..].starts_with(c);
            assert!(is_same || text.shown[shown..].starts_with('\\'), "{c:?}");
        }
        assert_eq!(text.shown(file.len()), text.shown.len());
        assert_eq!(text.original(text.shown.len()) as usize, file.len());
    }
}
