//! The JSON report, schema 1: a contract with the programs that read it.

mod story;

use std::path::Path;

use serde::Serialize;

use story::{JsonOutcome, JsonStep};

use crate::findings::{
    ClientVersion, Confidence, Edit, Finding, Fix, Group, Level, Place, Report, Role, Summary,
};
use crate::gaps::Gap;
use crate::limits::Incomplete;
use crate::problem::{Note, Problem};
use crate::report::{fingerprints, rule_url, shown_path};
use crate::sources::{Location, Sources};

/// Raised when a key changes its meaning or goes away; new keys do not raise it.
const SCHEMA: u32 = 1;

/// The whole report, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let view = View { root: &report.root, sources };
    let fingerprints = fingerprints(&report.findings, sources);
    let json = JsonReport {
        schema: SCHEMA,
        tool: JsonTool { name: "chanlint", version: env!("CARGO_PKG_VERSION") },
        findings: report
            .findings
            .iter()
            .zip(fingerprints)
            .map(|(f, print)| view.finding(f, print))
            .collect(),
        problems: report.problems.iter().map(|problem| view.problem(problem)).collect(),
        notes: report.notes.iter().map(|note| view.note(note)).collect(),
        incomplete: report.incomplete.iter().map(|one| view.incomplete(one)).collect(),
        gaps: report.gaps.iter().map(|gap| view.gap(gap)).collect(),
        summary: report.summary,
    };
    let mut text = serde_json::to_string_pretty(&json).expect("strings and numbers only");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct JsonReport<'a> {
    schema: u32,
    tool: JsonTool,
    findings: Vec<JsonFinding<'a>>,
    problems: Vec<JsonProblem<'a>>,
    notes: Vec<JsonNote<'a>>,
    incomplete: Vec<JsonIncomplete<'a>>,
    gaps: Vec<JsonGap<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct JsonTool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    group: Group,
    level: Level,
    confidence: Confidence,
    message: &'a str,
    package: &'a str,
    client: &'a str,
    client_version: Option<&'a str>,
    primary: JsonPlace<'a>,
    places: usize,
    related: Vec<JsonRelated<'a>>,
    story: Vec<JsonStep<'a>>,
    outcome: Option<JsonOutcome<'a>>,
    notes: Vec<String>,
    help: &'a [String],
    url: String,
    fingerprint: String,
    fix: Option<JsonFix<'a>>,
}

/// Where a span is: lines and columns count from 1, columns in characters; bytes count from 0; ends are exclusive.
#[derive(Serialize)]
struct JsonSpan {
    path: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    byte_start: u32,
    byte_end: u32,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    #[serde(flatten)]
    span: JsonSpan,
    label: &'a str,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    role: Role,
}

/// A change that removes the finding: all of its edits together, none overlapping another. Without `safe` the program does
/// something else afterwards, and a person should look.
#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<JsonEdit<'a>>,
}

/// A replacement in a file; an empty span inserts. Lines in the replacement end with `\n` whatever the file has.
#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    span: JsonSpan,
    replacement: &'a str,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    path: String,
    line: Option<u32>,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonNote<'a> {
    path: String,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonIncomplete<'a> {
    limit: &'static str,
    message: &'a str,
    #[serde(flatten)]
    span: JsonSpan,
}

#[derive(Serialize)]
struct JsonGap<'a> {
    kind: &'static str,
    name: &'a str,
    #[serde(flatten)]
    span: JsonSpan,
}

/// What places are resolved against.
struct View<'a> {
    root: &'a Path,
    sources: &'a Sources,
}

impl View<'_> {
    fn finding<'a>(&self, finding: &'a Finding, fingerprint: String) -> JsonFinding<'a> {
        JsonFinding {
            rule: finding.rule,
            group: finding.group,
            level: finding.level,
            confidence: finding.confidence,
            message: &finding.message,
            package: &finding.package,
            client: &finding.client,
            client_version: finding.client_version.as_ref().map(ClientVersion::number),
            primary: self.place(&finding.primary),
            places: finding.places(),
            related: finding
                .related
                .iter()
                .map(|place| JsonRelated { place: self.place(place), role: place.role })
                .collect(),
            story: finding.story.iter().map(|step| self.step(step)).collect(),
            outcome: finding.outcome.as_ref().map(JsonOutcome::from),
            notes: finding.notes(),
            help: &finding.help,
            url: rule_url(finding.rule),
            fingerprint,
            fix: finding.fix.as_ref().map(|fix| self.fix(fix)),
        }
    }

    fn place<'a>(&self, place: &'a Place) -> JsonPlace<'a> {
        JsonPlace { span: self.span(place.at), label: &place.label }
    }

    fn fix<'a>(&self, fix: &'a Fix) -> JsonFix<'a> {
        let edit = |edit: &'a Edit| JsonEdit { span: self.span(edit.at), replacement: &edit.text };
        JsonFix { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
    }

    fn problem<'a>(&self, problem: &'a Problem) -> JsonProblem<'a> {
        JsonProblem {
            path: shown_path(&problem.path, self.root),
            line: problem.line,
            message: &problem.message,
        }
    }

    fn note<'a>(&self, note: &'a Note) -> JsonNote<'a> {
        JsonNote { path: shown_path(&note.path, self.root), message: &note.message }
    }

    fn incomplete<'a>(&self, one: &'a Incomplete) -> JsonIncomplete<'a> {
        let limit = one.limit.name();
        JsonIncomplete { limit, message: &one.message, span: self.span(one.at) }
    }

    fn gap<'a>(&self, gap: &'a Gap) -> JsonGap<'a> {
        JsonGap { kind: gap.kind.name(), name: &gap.name, span: self.span(gap.at) }
    }

    fn span(&self, at: Location) -> JsonSpan {
        let source = self.sources.get(at.file);
        let start = source.line_column(at.span.start);
        let end = source.line_column(at.span.end);
        JsonSpan {
            path: shown_path(&source.path, self.root),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            byte_start: at.span.start,
            byte_end: at.span.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Role;
    use crate::report::test_finding;

    /// A report with one of each kind.
    fn full() -> (Report, Sources) {
        let (mut report, sources) = test_finding("/w/src/ä.rs", "ö;\n  é.clone();", "é.clone()");
        let finding = &mut report.findings[0];
        let at = finding.primary.at;
        finding.related =
            vec![Place { at, label: "the channel is opened here".to_owned(), role: Role::Opened }];
        let edit = Edit { at, text: "open()".to_owned() };
        finding.fix =
            Some(Fix { title: "open another channel".to_owned(), safe: false, edits: vec![edit] });
        report.problems =
            vec![Problem::new("/elsewhere/x.rs", "this file was not analysed: it is not UTF-8")];
        report.notes = vec![Note::new("/w/Cargo.toml", "a path dependency is not there")];
        (report, sources)
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "it is the contract, whole")]
    fn the_keys_are_those_of_the_contract() {
        let (report, sources) = full();
        let text = render(&report, &sources).replace(env!("CARGO_PKG_VERSION"), "VERSION");
        insta::assert_snapshot!(text, @r#"
        {
          "schema": 1,
          "tool": {
            "name": "chanlint",
            "version": "VERSION"
          },
          "findings": [
            {
              "rule": "shared_channel_rpc",
              "group": "correctness",
              "level": "deny",
              "confidence": "certain",
              "message": "two tasks call `queue_declare` on one channel",
              "package": "orders",
              "client": "amqprs",
              "client_version": "2.1.5",
              "primary": {
                "path": "src/ä.rs",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 12,
                "byte_start": 6,
                "byte_end": 16,
                "label": "this call meets the other"
              },
              "places": 1,
              "related": [
                {
                  "path": "src/ä.rs",
                  "line": 2,
                  "column": 3,
                  "end_line": 2,
                  "end_column": 12,
                  "byte_start": 6,
                  "byte_end": 16,
                  "label": "the channel is opened here",
                  "role": "opened"
                }
              ],
              "story": [],
              "outcome": {
                "consequence": "one of them gets the other's reply",
                "cause": "the second call overwrites the first one's reply slot",
                "evidence": [
                  "amqprs#145",
                  "measured: 9 of 10 rounds fail"
                ]
              },
              "notes": [
                "one of them gets the other's reply, because the second call overwrites the first one's reply slot (amqprs#145; measured: 9 of 10 rounds fail)",
                "the client here is amqprs 2.1.5"
              ],
              "help": [
                "open a channel for each task"
              ],
              "url": "https://github.com/chanlint/chanlint/blob/vVERSION/analyzer/src/rules/shared_channel_rpc/page.md",
              "fingerprint": "aa69a6ba44812e8b",
              "fix": {
                "title": "open another channel",
                "safe": false,
                "edits": [
                  {
                    "path": "src/ä.rs",
                    "line": 2,
                    "column": 3,
                    "end_line": 2,
                    "end_column": 12,
                    "byte_start": 6,
                    "byte_end": 16,
                    "replacement": "open()"
                  }
                ]
              }
            }
          ],
          "problems": [
            {
              "path": "/elsewhere/x.rs",
              "line": null,
              "message": "this file was not analysed: it is not UTF-8"
            }
          ],
          "notes": [
            {
              "path": "Cargo.toml",
              "message": "a path dependency is not there"
            }
          ],
          "incomplete": [],
          "gaps": [],
          "summary": {
            "packages": 1,
            "files": 1,
            "channels": 2,
            "findings": 1,
            "suppressed": 0,
            "baselined": 0,
            "outside": 0,
            "allowed": 0,
            "excluded": 0,
            "left_out": 0,
            "fixed": 0
          }
        }
        "#);
    }
}
