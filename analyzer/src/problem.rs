//! What went wrong with the input: a problem names its file and says what follows, and the run goes on.
//! A note is about what is as it may be.

use std::path::PathBuf;

use memchr::memchr_iter;

/// Something in the input that could not be read or understood.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// 1-based line, where it is known.
    pub line: Option<u32>,
    /// One sentence in lower case, such as "this file was not analysed: expected `;`".
    pub message: String,
}

impl Problem {
    /// A problem with a whole file.
    pub fn new(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, message: message.into() }
    }
}

/// The 1-based line of an offset in bytes in a text that is no source.
pub(crate) fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.get(..offset).unwrap_or(text);
    memchr_iter(b'\n', before.as_bytes()).fold(1, |line: u32, _| line.saturating_add(1))
}

/// Something that a reader should know of, and that makes no run fail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The file or folder.
    pub path: PathBuf,
    /// One sentence in lower case.
    pub message: String,
}

impl Note {
    /// A note about a file.
    pub fn new(path: impl Into<PathBuf>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}
