//! The languages whose sources are analysed.

use serde::Deserialize;

/// A language. It is a property of a package, of each of its files, and of a table that speaks of its libraries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Rust.
    #[default]
    Rust,
}

impl Language {
    /// Every language, in the order in which their findings are made.
    pub const ALL: [Self; 1] = [Self::Rust];
}
