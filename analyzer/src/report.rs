//! What the user gets to see: one module for each format, each a function from the report and the sources to text.
//!
//! The text depends on nothing else, so that equal input gives equal bytes. Who prints it, and where, is the program's to say.

pub mod agent;
pub mod checkstyle;
pub mod closing;
pub mod diff;
pub mod explain;
mod fingerprint;
mod frame;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
mod lines;
mod look;
pub mod map;
mod markdown;
pub mod mistakes;
mod owner;
pub mod picture;
mod prose;
mod quoted;
pub mod rdjson;
pub mod rules;
pub mod rustc_json;
pub mod sarif;
pub mod settings;
pub mod short;
pub mod statistics;
mod text;
pub mod told;
mod uri;
mod xml;

pub use fingerprint::fingerprints;
pub(crate) use fingerprint::{Identity, identity};
pub use lines::{Lines, visible};
pub use look::{Look, Palette, WIDTH};

use crate::facts::{Span, to_u32};
use crate::findings::{Finding, Level, Report};
pub use crate::sources::shown_path;
use crate::sources::{Location, Sources};

/// A place as `path:line:column`.
fn shown_place(at: Location, report: &Report, sources: &Sources) -> String {
    let source = sources.get(at.file);
    let start = source.line_column(at.span.start);
    format!("{}:{}:{}", shown_path(&source.path, &report.root), start.line, start.column)
}

/// What compilers and code hosts call a level.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    }
}

/// The fact, what follows from it and the ways out, a line each: for readers that show one text.
fn explained(finding: &Finding) -> String {
    let notes = finding.notes().into_iter().map(|note| format!("\nnote: {note}"));
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    [finding.message.clone()].into_iter().chain(notes).chain(help).collect()
}

/// The part of a place on its first line, which is what an editor or a web page should underline.
fn first_line(at: Location, sources: &Sources) -> Location {
    let source = sources.get(at.file);
    let line = source.line_index(at.span.start);
    let line_end = to_u32(source.line_start(line) + source.line_text(line).len());
    let start = at.span.start.min(to_u32(source.text.len()));
    let end = at.span.end.min(line_end).max(start);
    Location { span: Span { start, end }, ..at }
}

/// The address of a rule's page.
pub fn rule_url(rule: &str) -> String {
    const REVISION: &str =
        concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/v", env!("CARGO_PKG_VERSION"));
    format!("{REVISION}/analyzer/src/rules/{rule}/page.md")
}

/// A report with one finding at the first occurrence of `words` in a file.
#[cfg(test)]
pub(crate) fn test_finding(path: &str, text: &str, words: &str) -> (Report, Sources) {
    use crate::findings::{
        ClientVersion, Confidence, Evidence, Group, Outcome, Place, Report, Role, Summary,
    };
    use crate::language::Language;

    let mut sources = Sources::default();
    let file = sources.add_code(path.into(), text, Language::Rust);
    let start = text.find(words).expect("the words are in the text");
    let at =
        Location { file, span: Span { start: to_u32(start), end: to_u32(start + words.len()) } };
    let finding = Finding {
        rule: "shared_channel_rpc",
        group: Group::Correctness,
        level: Level::Deny,
        confidence: Confidence::Certain,
        message: "two tasks call `queue_declare` on one channel".to_owned(),
        package: "orders".to_owned(),
        client: "amqprs".to_owned(),
        client_version: Some(ClientVersion::Locked("2.1.5".to_owned())),
        primary: Place { at, label: "this call meets the other".to_owned(), role: Role::Used },
        related: Vec::new(),
        story: Vec::new(),
        outcome: Some(Outcome {
            consequence: "one of them gets the other's reply".to_owned(),
            cause: Some("the second call overwrites the first one's reply slot".to_owned()),
            evidence: vec![
                Evidence::Read("amqprs#145".to_owned()),
                Evidence::Measured(": 9 of 10 rounds fail".to_owned()),
            ],
        }),
        help: vec!["open a channel for each task".to_owned()],
        fix: None,
        symbol: "main".to_owned(),
        causes: Vec::new(),
        program: None,
        again: Vec::new(),
    };
    let summary = Summary { packages: 1, files: 1, channels: 2, findings: 1, ..Summary::default() };
    let report =
        Report { findings: vec![finding], summary, root: "/w".into(), ..Report::default() };
    (report, sources)
}
