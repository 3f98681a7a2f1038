//! What is wrong with a configuration: a message, and the place in the file that it speaks of.
//!
//! Says it, but does not draw it; `report` does.

use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::called;
use crate::suggest;

/// Something in a configuration that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub path: PathBuf,
    /// The fact, in lower case without a full stop.
    pub message: String,
    /// The place in the file; `None` when the file as a whole is meant.
    pub place: Option<Labelled>,
    /// What to do.
    pub help: Option<String>,
}

/// A part of a file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The whole text.
    pub text: Arc<str>,
    /// Bytes of it.
    pub span: Range<usize>,
    /// What the reader should see there.
    pub label: String,
}

/// Everything that is wrong with the configuration of a run; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = |mistake: &Mistake| format!("{}: {}", mistake.path.display(), mistake.message);
        f.write_str(&self.0.iter().map(line).collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for Mistakes {}

/// What is wrong, with what a label at the place says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

impl Wording {
    /// A name that is none of `known`.
    pub(super) fn unknown(what: &str, name: &str, known: &[&str]) -> Self {
        // Users of clippy write the tool's name, users of cargo dashes.
        let plain = name.strip_prefix("chanlint::").unwrap_or(name).replace('-', "_");
        let (label, help) = match suggest::nearest(&plain, known) {
            Some(meant) => (format!("did you mean `{meant}`?"), None),
            None if what.contains("rule") => (
                format!("no such {what}"),
                Some(format!("`{} rules` lists them", called::command())),
            ),
            None => (format!("no such {what}"), Some(format!("one of {}", listed(known)))),
        };
        Self { message: format!("unknown {what} `{name}`"), label, help }
    }

    /// From the words of the TOML reader. Serde and the tables name what could have stood there; that much of their wording
    /// is read here, and anything else is passed on as it is.
    pub(super) fn of_reader(message: &str) -> Self {
        let message = message.lines().next().unwrap_or("this is not TOML");
        if let Some(unknown) = unknown_name(message) {
            return unknown;
        }
        if let Some(key) = message.strip_prefix("missing field ") {
            return Self::short(format!("the key {key} is missing"), "in this table");
        }
        if let Some((found, expected)) =
            message.strip_prefix("invalid type: ").and_then(|types| types.split_once(", expected "))
        {
            let fact = format!("{} stands where {} belongs", noun(found), noun(expected));
            let list = (found, expected) == ("map", "a sequence");
            let help = list.then(|| "each table of a list is headed by `[[…]]`".to_owned());
            return Self { help, ..Self::short(fact, "here") };
        }
        Self::short(message.to_owned(), "here")
    }

    fn short(message: String, label: &str) -> Self {
        Self { message, label: label.to_owned(), help: None }
    }
}

/// Reads "unknown field `x`, expected one of `a`, `b`", and the same with other nouns.
fn unknown_name(message: &str) -> Option<Wording> {
    let (what, rest) = message.strip_prefix("unknown ")?.split_once(" `")?;
    let (name, expected) = rest.split_once('`')?;
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let what = match what {
        "field" => "key",
        "variant" => "value",
        what => what,
    };
    Some(Wording::unknown(what, name, &known))
}

/// TOML's word for serde's; other descriptions are kept.
fn noun(described: &str) -> String {
    match described {
        "a sequence" | "sequence" => "an array".to_owned(),
        "a map" | "map" => "a table".to_owned(),
        "usize" | "u8" => "a whole number".to_owned(),
        _ if described.starts_with("struct ") => "a table".to_owned(),
        _ if described.starts_with("a ") => described.to_owned(),
        _ => format!("the {described}"),
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::Wording;

    fn words(message: &str) -> (String, String) {
        let wording = Wording::of_reader(message);
        (wording.message, wording.label)
    }

    #[test]
    fn the_readers_words_become_ours() {
        for (said, message, label) in [
            (
                "unknown field `levls`, expected one of `levels`, `exclude`",
                "unknown key `levls`",
                "did you mean `levels`?",
            ),
            (
                "unknown variant `wran`, expected `allow` or `warn`",
                "unknown value `wran`",
                "did you mean `warn`?",
            ),
            (
                "unknown field `shared-state`, expected one of `lock`, `shared_state`",
                "unknown key `shared-state`",
                "did you mean `shared_state`?",
            ),
            ("unknown rule `x`, expected one of `a`", "unknown rule `x`", "no such rule"),
            ("missing field `name`", "the key `name` is missing", "in this table"),
            (
                "invalid type: string \"x\", expected a sequence",
                "the string \"x\" stands where an array belongs",
                "here",
            ),
            (
                "invalid type: map, expected a boolean",
                "a table stands where a boolean belongs",
                "here",
            ),
            ("duplicate key\nmore", "duplicate key", "here"),
        ] {
            assert_eq!(words(said), (message.to_owned(), label.to_owned()));
        }
    }
}
