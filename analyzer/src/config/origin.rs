//! Values of a configuration, each with where it came from.

use std::path::PathBuf;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said otherwise.
    Default,
    /// A file.
    File {
        /// Which.
        path: PathBuf,
        /// 1-based line.
        line: u32,
    },
}

/// A value with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub at: Origin,
}
