//! The Reviewdog Diagnostic Format: what reviewdog turns into comments on a change. Columns count bytes.

use std::path::Path;

use serde_json::{Value, json};

use crate::findings::{Finding, Fix, Level, Report};
use crate::limits::Incomplete;
use crate::problem::{Note, Problem};
use crate::report::{explained, first_line, rule_url, shown_path};
use crate::sources::{Location, Sources};

/// The whole report, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let view = View { root: &report.root, sources };
    let problems = report.problems.iter().map(|problem| view.problem(problem));
    let notes = report.notes.iter().map(|note| view.note(note));
    let incomplete = report.incomplete.iter().map(|one| view.incomplete(one));
    let findings = report.findings.iter().map(|finding| view.finding(finding));
    let all: Vec<Value> = problems.chain(notes).chain(incomplete).chain(findings).collect();
    let source = json!({ "name": "chanlint", "url": env!("CARGO_PKG_REPOSITORY") });
    format!("{:#}\n", json!({ "source": source, "diagnostics": all }))
}

struct View<'a> {
    root: &'a Path,
    sources: &'a Sources,
}

impl View<'_> {
    fn finding(&self, finding: &Finding) -> Value {
        let related = finding.related.iter().map(|place| {
            json!({ "message": place.label, "location": self.location(first_line(place.at, self.sources)) })
        });
        let mut diagnostic = json!({
            "message": explained(finding),
            "location": self.location(first_line(finding.primary.at, self.sources)),
            "severity": if finding.level == Level::Deny { "ERROR" } else { "WARNING" },
            "code": { "value": finding.rule, "url": rule_url(finding.rule) },
            "related_locations": related.collect::<Vec<_>>(),
        });
        if let Some(suggestion) = finding.fix.as_ref().and_then(|fix| self.suggestion(finding, fix))
        {
            diagnostic["suggestions"] = json!([suggestion]);
        }
        diagnostic
    }

    /// A fix in one place of the finding's file: of several edits readers offer each by itself.
    fn suggestion(&self, finding: &Finding, fix: &Fix) -> Option<Value> {
        let [edit] = &fix.edits[..] else { return None };
        let is_there = edit.at.file == finding.primary.at.file;
        is_there.then(|| json!({ "range": self.range(edit.at), "text": edit.text }))
    }

    fn location(&self, at: Location) -> Value {
        let path = shown_path(self.sources.path(at.file), self.root);
        json!({ "path": path, "range": self.range(at) })
    }

    fn range(&self, at: Location) -> Value {
        json!({ "start": self.position(at, at.span.start), "end": self.position(at, at.span.end) })
    }

    fn position(&self, at: Location, offset: u32) -> Value {
        let source = self.sources.get(at.file);
        let line = source.line_index(offset);
        json!({ "line": line + 1, "column": offset as usize - source.line_start(line) + 1 })
    }

    fn incomplete(&self, one: &Incomplete) -> Value {
        json!({
            "message": one.told(),
            "location": self.location(first_line(one.at, self.sources)),
            "severity": "INFO",
            "code": { "value": format!("incomplete/{}", one.limit.name()) },
        })
    }

    fn problem(&self, problem: &Problem) -> Value {
        let mut location = json!({ "path": shown_path(&problem.path, self.root) });
        if let Some(line) = problem.line {
            location["range"] = json!({ "start": { "line": line } });
        }
        json!({ "message": problem.message, "location": location, "severity": "ERROR" })
    }

    fn note(&self, note: &Note) -> Value {
        let location = json!({ "path": shown_path(&note.path, self.root) });
        json!({ "message": note.message, "location": location, "severity": "INFO" })
    }
}
