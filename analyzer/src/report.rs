//! What the user gets to see: one module for each format, each a function from the report and the sources to text.
//!
//! The text depends on nothing else, so that equal input gives equal bytes. Who prints it, and where, is the program's to say.

mod fingerprint;
pub mod human;
pub mod json;
pub mod map;

use std::path::{MAIN_SEPARATOR, Path};

pub use fingerprint::fingerprints;

/// A path as reports show it: relative to `root` when below it, with slashes on every system.
pub fn shown_path(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    if path.as_os_str().is_empty() {
        return ".".to_owned();
    }
    let path = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { path.into_owned() } else { path.replace(MAIN_SEPARATOR, "/") }
}

/// The address of a rule's page.
pub fn rule_url(rule: &str) -> String {
    format!("{}/blob/main/analyzer/src/rules/{rule}.md", env!("CARGO_PKG_REPOSITORY"))
}

/// A report with one finding at the first occurrence of `words` in a file.
#[cfg(test)]
fn test_finding(
    path: &str,
    text: &str,
    words: &str,
) -> (crate::findings::Report, crate::sources::Sources) {
    use crate::facts::Span;
    use crate::findings::{Confidence, Finding, Group, Level, Place, Report, Role, Summary};
    use crate::sources::{Location, Sources};

    let mut sources = Sources::default();
    let file = sources.add(path.into(), text);
    let start = text.find(words).expect("the words are in the text");
    let offset = |at: usize| u32::try_from(at).expect("test files are small");
    let at =
        Location { file, span: Span { start: offset(start), end: offset(start + words.len()) } };
    let finding = Finding {
        rule: "shared_channel_rpc",
        group: Group::Correctness,
        level: Level::Deny,
        confidence: Confidence::Certain,
        message: "two tasks call `queue_declare` on one channel".to_owned(),
        package: "orders".to_owned(),
        client: "amqprs".to_owned(),
        client_version: Some("2.1.5".to_owned()),
        primary: Place { at, label: "this call meets the other".to_owned(), role: Role::Used },
        related: Vec::new(),
        notes: vec!["the second call overwrites the first one's reply slot".to_owned()],
        help: vec!["open a channel for each task".to_owned()],
        fix: None,
        symbol: "main".to_owned(),
    };
    let summary = Summary { packages: 1, files: 1, channels: 2, findings: 1 };
    let report =
        Report { findings: vec![finding], summary, root: "/w".into(), ..Report::default() };
    (report, sources)
}
