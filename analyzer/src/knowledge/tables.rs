//! Where knowledge comes from: the tables that are part of the program and those of a user, by the language that they speak of.

use super::schema::Table;
use super::{Client, Knowledge};
use crate::language::Language;

/// The tables that are part of the program, by file name.
const BUILTIN: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// A built-in table that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {message}")]
pub struct TableError {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub message: String,
}

/// What is known of the libraries of every language.
#[derive(Debug)]
pub struct Tables {
    /// One for each of [`Language::ALL`], in its order.
    by_language: Vec<Knowledge>,
}

impl Tables {
    /// The built-in tables.
    ///
    /// # Panics
    /// As [`Self::with_own`].
    pub fn builtin() -> Self {
        Self::with_own(Vec::new())
    }

    /// A user's own tables and the built-in ones. Where both speak of one thing, the user's count.
    ///
    /// # Panics
    /// When a built-in table is broken, which a test excludes.
    pub fn with_own(own: Vec<Table>) -> Self {
        let builtin = builtin().expect("the built-in tables are read by a test");
        let mut all: Vec<Table> = own.into_iter().chain(builtin).collect();
        let knowledge = |language| {
            let of_language = |table: &mut Table| table.language == language;
            Knowledge::from_tables(language, all.extract_if(.., of_language).collect())
        };
        Self { by_language: Language::ALL.into_iter().map(knowledge).collect() }
    }

    /// What is known of a language's libraries.
    ///
    /// # Panics
    /// Never: there is knowledge of every language, as little as it may be.
    pub fn of(&self, language: Language) -> &Knowledge {
        let of_language = self.by_language.iter().find(|knowledge| knowledge.language == language);
        of_language.expect("every language has its knowledge")
    }

    /// The clients of every language.
    pub fn clients(&self) -> impl Iterator<Item = &Client> {
        self.by_language.iter().flat_map(|knowledge| knowledge.clients.iter())
    }

    /// Names of the packages that are clients or hand out a client's handles, in any language.
    pub fn client_packages(&self) -> Vec<&str> {
        self.by_language.iter().flat_map(Knowledge::client_packages).collect()
    }
}

/// The tables that are part of the program.
pub(crate) fn builtin() -> Result<Vec<Table>, TableError> {
    let table = |&(file, text): &(&str, &str)| {
        toml::from_str(text)
            .map_err(|error| TableError { file: file.to_owned(), message: error.to_string() })
    };
    BUILTIN.iter().map(table).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_table_is_read_and_gives_its_evidence() {
        builtin().unwrap_or_else(|error| panic!("{error}"));
        let tables = Tables::builtin();
        for client in tables.clients() {
            assert!(!client.packages.is_empty(), "{} names no package", client.name);
            for hazard in &client.hazards {
                assert!(!hazard.evidence.is_empty(), "{}: a hazard without evidence", client.name);
            }
            for failure in &client.failures {
                assert!(
                    !failure.evidence.is_empty(),
                    "{}: a failure without evidence",
                    client.name
                );
            }
        }
    }

    #[test]
    fn a_table_says_of_which_language_it_is() {
        let table = |text: &str| toml::from_str::<Table>(text).map(|table| table.language);
        assert_eq!(table(""), Ok(Language::Rust));
        assert_eq!(table("language = \"rust\"\n"), Ok(Language::Rust));
        let error = table("language = \"cobol\"\n").expect_err("nobody reads it");
        assert_eq!(error.message(), "unknown variant `cobol`, expected `rust` or `go`");
    }
}
