//! GitLab's Code Quality report: the part of the Code Climate format that GitLab reads, and the places of the story.

use std::path::Path;

use serde_json::{Value, json};

use crate::findings::{Finding, Group, Level, Report};
use crate::limits::Incomplete;
use crate::problem::Problem;
use crate::report::{explained, fingerprint, fingerprints, first_line, shown_path};
use crate::sources::{Location, Sources};

/// The whole report, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let view = View { root: &report.root, sources };
    let findings = report.findings.iter().zip(fingerprints(&report.findings, sources));
    let findings = findings.map(|(finding, fingerprint)| view.finding(finding, &fingerprint));
    let problems = report.problems.iter().map(|problem| view.problem(problem));
    let incomplete = report.incomplete.iter().map(|one| view.incomplete(one));
    let all: Vec<Value> = problems.chain(incomplete).chain(findings).collect();
    format!("{:#}\n", Value::from(all))
}

struct View<'a> {
    root: &'a Path,
    sources: &'a Sources,
}

impl View<'_> {
    fn finding(&self, finding: &Finding, fingerprint: &str) -> Value {
        let others: Vec<Value> =
            finding.related.iter().map(|place| self.location(place.at)).collect();
        json!({
            "type": "issue",
            "check_name": format!("chanlint::{}", finding.rule),
            "description": finding.message,
            "content": { "body": explained(finding) },
            "categories": [category(finding.group)],
            "severity": if finding.level == Level::Deny { "critical" } else { "minor" },
            "fingerprint": fingerprint,
            "location": self.location(finding.primary.at),
            "other_locations": others,
        })
    }

    fn problem(&self, problem: &Problem) -> Value {
        let path = shown_path(&problem.path, self.root);
        let line = problem.line.unwrap_or(1);
        json!({
            "type": "issue",
            "check_name": "chanlint::problem",
            "description": problem.message,
            "categories": ["Bug Risk"],
            "severity": "blocker",
            "fingerprint": fingerprint::of_text(&format!("{path}\n{}", problem.message)),
            "location": { "path": path, "lines": { "begin": line, "end": line } },
        })
    }

    fn incomplete(&self, one: &Incomplete) -> Value {
        let location = self.location(one.at);
        json!({
            "type": "issue",
            "check_name": "chanlint::incomplete",
            "description": one.told(),
            "categories": ["Bug Risk"],
            "severity": "info",
            "fingerprint": fingerprint::of_text(&format!("{location}\n{}", one.message)),
            "location": location,
        })
    }

    fn location(&self, at: Location) -> Value {
        let at = first_line(at, self.sources);
        let source = self.sources.get(at.file);
        let line = source.line_column(at.span.start).line;
        json!({
            "path": shown_path(&source.path, self.root),
            "lines": { "begin": line, "end": line },
        })
    }
}

fn category(group: Group) -> &'static str {
    match group {
        Group::Correctness | Group::Suspicious => "Bug Risk",
        Group::Perf => "Performance",
        Group::Pedantic => "Clarity",
    }
}
