//! The text of every file that was read, by id, with line and column look-up.
//!
//! Filled by `load`; everything behind it asks for text here and never touches the file system.

use std::collections::BTreeMap;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use crate::facts::{Span, to_u32};
use crate::language::Language;

/// Index of a file in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The byte range.
    pub span: Span,
}

impl Location {
    /// Whether another place is inside this one.
    pub fn holds(self, other: Self) -> bool {
        self.file == other.file
            && self.span.start <= other.span.start
            && other.span.end <= self.span.end
    }
}

/// A file's path and text.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as it was found.
    pub path: PathBuf,
    /// The whole text, as it stands on disk (a byte order mark included).
    pub text: Arc<str>,
    /// The language of its code; `None` of what is no code, such as a configuration.
    pub language: Option<Language>,
    /// Byte offsets at which lines start.
    line_starts: Vec<u32>,
}

/// Every file of a run.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    /// Links to folders whose files stand here under another path, with that path.
    links: BTreeMap<PathBuf, PathBuf>,
}

/// A 1-based line and a 1-based column counted in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

impl Sources {
    /// Adds a file that is no code and returns its id.
    pub fn add(&mut self, path: PathBuf, text: impl Into<Arc<str>>) -> FileId {
        self.push(path, text.into(), None)
    }

    /// Adds a file of code and returns its id.
    pub fn add_code(
        &mut self,
        path: PathBuf,
        text: impl Into<Arc<str>>,
        language: Language,
    ) -> FileId {
        self.push(path, text.into(), Some(language))
    }

    fn push(&mut self, path: PathBuf, text: Arc<str>, language: Option<Language>) -> FileId {
        let line_starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| to_u32(at + 1)))
            .collect();
        self.files.push(Source { path, text, language, line_starts });
        FileId(to_u32(self.files.len() - 1))
    }

    /// Adds links to folders whose files have the paths of other folders.
    pub fn add_links(&mut self, links: BTreeMap<PathBuf, PathBuf>) {
        self.links.extend(links);
    }

    /// The path under which a file was read that has this one too, by way of links to folders.
    pub fn read_as(&self, path: &Path) -> Option<PathBuf> {
        let mut path = path.to_owned();
        // As many as the system follows.
        for followed in 0..40 {
            let link = path.ancestors().skip(1).find_map(|folder| self.links.get_key_value(folder));
            let Some((folder, to)) = link else { return Some(path).filter(|_| followed > 0) };
            path = to.join(path.strip_prefix(folder).ok()?);
        }
        None
    }

    /// The file behind an id.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> &Path {
        &self.get(file).path
    }

    /// Every file with its id, in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(at, source)| (FileId(to_u32(at)), source))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether no file was read.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The text of a place.
    pub fn slice(&self, at: Location) -> &str {
        let text = &self.get(at.file).text;
        text.get(at.span.start as usize..at.span.end as usize).unwrap_or_default()
    }
}

impl Source {
    /// Index of the line (0-based) that holds a byte offset.
    pub fn line_index(&self, offset: u32) -> usize {
        self.line_starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Byte offset at which a 0-based line starts, or the text's length past the last line.
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts.get(line).map_or(self.text.len(), |&start| start as usize)
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The line and column of a byte offset.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line_index(offset);
        let start = self.line_start(line);
        let before = self.text.get(start..offset as usize).unwrap_or_default();
        // Editors and compilers do not count a byte order mark.
        let unmarked = before.strip_prefix(BOM).filter(|_| line == 0);
        let before = unmarked.unwrap_or(before);
        LineColumn { line: to_u32(line + 1), column: to_u32(before.chars().count() + 1) }
    }

    /// The text of a 0-based line without its line ending.
    pub fn line_text(&self, line: usize) -> &str {
        let text = &self.text[self.line_start(line)..self.line_start(line + 1)];
        text.trim_end_matches('\n').trim_end_matches('\r')
    }
}

/// A path as reports show it: relative to `root` when below it, with slashes on every system.
pub fn shown_path(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    if path.as_os_str().is_empty() {
        return ".".to_owned();
    }
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

/// The byte order mark, which may begin a text and is no part of its first line.
pub(crate) const BOM: char = '\u{feff}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_column() {
        let mut sources = Sources::default();
        let file = sources.add("a.rs".into(), "\u{feff}é x\r\n y");
        let at = |offset| {
            let at = sources.get(file).line_column(offset);
            (at.line, at.column)
        };
        assert_eq!([at(0), at(3), at(5), at(6), at(10)], [(1, 1), (1, 1), (1, 2), (1, 3), (2, 2)]);
        // Only the first one is a mark.
        let file = sources.add("b".into(), "\u{feff}\u{feff}a");
        assert_eq!(sources.get(file).line_column(6), LineColumn { line: 1, column: 2 });
    }
}
