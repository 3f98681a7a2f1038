//! The languages whose sources are analysed.

use serde::Deserialize;

/// A language. It is a property of a package, of each of its files, and of a table that speaks of its libraries.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Rust.
    #[default]
    Rust,
    /// Go.
    Go,
}

impl Language {
    /// Every language, in the order in which their findings are made.
    pub const ALL: [Self; 2] = [Self::Rust, Self::Go];

    /// Whether a type has a trait because it has the trait's functions: many more have it then than anybody meant.
    pub fn satisfies_by_structure(self) -> bool {
        self == Self::Go
    }

    /// Whether code gives an error as the last of several values, and none by a word for that.
    pub fn gives_errors_last(self) -> bool {
        self == Self::Go
    }

    /// Whether a value ends where it goes out of scope: nothing happens to it there otherwise.
    pub fn ends_values(self) -> bool {
        self == Self::Rust
    }

    /// Whether no type says if several contexts may use a value of it at once: whoever holds one can hand it on. What is
    /// offered to others is then one value for all of its functions, and `model/callers.rs` says which of them are called beside
    /// each other.
    pub fn shares_without_a_word(self) -> bool {
        self == Self::Go
    }

    /// Whether a call waits without a word that says so.
    pub fn waits_without_a_word(self) -> bool {
        self == Self::Go
    }

    /// Whether a path is one of the language's own library.
    pub fn is_of_its_library(self, path: &str) -> bool {
        match self {
            Self::Rust => ["std::", "core::", "alloc::"].iter().any(|of| path.starts_with(of)),
            // Other modules are named by where they are fetched from.
            Self::Go => !path.split(['/', ':']).next().is_some_and(|first| first.contains('.')),
        }
    }

    /// Whether a type's name is that of yes and no.
    pub fn is_yes_or_no(self, name: &str) -> bool {
        match self {
            Self::Rust | Self::Go => name == "bool",
        }
    }

    /// Whether a type's name is that of text.
    pub fn is_text(self, name: &str) -> bool {
        match self {
            Self::Rust => matches!(name, "str" | "String"),
            Self::Go => name == "string",
        }
    }
}
