//! SARIF 2.1.0, for code scanning: every rule with its page, and each finding with its story as a code flow.
//!
//! Files below the working directory are relative to `%SRCROOT%`, which readers take for the repository, so that equal code gives
//! equal reports on every machine.

use std::path::Path;

use serde_json::{Value, json};

use crate::findings::{ClientVersion, Edit, Finding, Fix, Level, Place, Report};
use crate::limits::Incomplete;
use crate::problem::{Note, Problem};
use crate::report::{explained, fingerprints, rule_url, severity, uri};
use crate::rules::{RULES, Rule};
use crate::sources::{Location, Sources};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What relative paths are relative to.
const BASE: &str = "%SRCROOT%";

/// The whole report, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let view = View { root: &report.root, sources, rules: used(report) };
    let results: Vec<Value> = report
        .findings
        .iter()
        .zip(fingerprints(&report.findings, sources))
        .map(|(finding, fingerprint)| view.result(finding, &fingerprint))
        .collect();
    let problems = report.problems.iter().map(|problem| view.notification(problem));
    let notes = report.notes.iter().map(|note| view.note(note));
    let incomplete = report.incomplete.iter().map(|one| view.incomplete(one));
    let notifications: Vec<Value> = problems.chain(notes).chain(incomplete).collect();
    let run = json!({
        "tool": { "driver": {
            "name": "chanlint",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "informationUri": env!("CARGO_PKG_REPOSITORY"),
            "rules": view.rules.iter().copied().map(rule).collect::<Vec<_>>(),
        } },
        "invocations": [{
            "executionSuccessful": report.problems.is_empty(),
            "toolExecutionNotifications": notifications,
        }],
        "originalUriBaseIds": {
            BASE: { "description": { "text": "the directory in which chanlint ran" } },
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    format!("{:#}\n", json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] }))
}

/// The rules that findings are of: readers keep a page for each, however many there are.
fn used(report: &Report) -> Vec<&'static Rule> {
    let is_used = |rule: &&Rule| report.findings.iter().any(|finding| finding.rule == rule.name);
    RULES.iter().copied().filter(is_used).collect()
}

fn rule(rule: &Rule) -> Value {
    let level = rule.group.default_level();
    let finds = format!("Finds {}.", rule.finds());
    let url = rule_url(rule.name);
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.name.replace('_', " ") },
        "fullDescription": { "text": finds },
        "help": { "text": format!("{finds}\n\nSee {url}"), "markdown": page(rule) },
        "helpUri": url,
        "defaultConfiguration": { "enabled": level > Level::Allow, "level": severity(level) },
        "properties": {
            "tags": ["amqp", "concurrency", rule.group.name()],
            "problem.severity": severity(level),
        },
    })
}

/// The page with links that work outside its folder.
fn page(rule: &Rule) -> String {
    let link = |name: &str| format!("](../{name}/page.md)");
    RULES.iter().fold(rule.docs.to_owned(), |page, other| {
        page.replace(&link(other.name), &format!("]({})", rule_url(other.name)))
    })
}

struct View<'a> {
    root: &'a Path,
    sources: &'a Sources,
    rules: Vec<&'static Rule>,
}

impl View<'_> {
    fn result(&self, finding: &Finding, fingerprint: &str) -> Value {
        let related: Vec<Value> =
            finding.related.iter().map(|place| self.location(place)).collect();
        let mut primary = self.location(&finding.primary);
        if !finding.symbol.is_empty() {
            primary["logicalLocations"] = json!([{ "name": finding.symbol }]);
        }
        let mut result = json!({
            "ruleId": finding.rule,
            "ruleIndex": self.rules.iter().position(|rule| rule.name == finding.rule),
            "level": severity(finding.level),
            "message": { "text": explained(finding) },
            "locations": [primary],
            "relatedLocations": numbered(&related),
            "codeFlows": [{ "threadFlows": [{ "locations": self.story(finding) }] }],
            "partialFingerprints": { "chanlint/v1": fingerprint },
            "properties": {
                "group": finding.group,
                "confidence": finding.confidence,
                "package": finding.package,
                "client": finding.client,
                "clientVersion": finding.client_version.as_ref().map(ClientVersion::number),
            },
        });
        if let Some(fix) = &finding.fix {
            result["fixes"] = json!([self.fix(fix)]);
        }
        result
    }

    /// The story in its order. Readers expect it to end where the result is.
    fn story(&self, finding: &Finding) -> Vec<Value> {
        let places = finding.related.iter().chain([&finding.primary]);
        places
            .map(|place| json!({ "location": self.location(place), "kinds": [place.role] }))
            .collect()
    }

    fn location(&self, place: &Place) -> Value {
        let path = self.sources.path(place.at.file);
        json!({
            "physicalLocation": { "artifactLocation": self.artifact(path), "region": self.region(place.at) },
            "message": { "text": place.label },
        })
    }

    fn region(&self, at: Location) -> Value {
        let source = self.sources.get(at.file);
        let (start, end) = (source.line_column(at.span.start), source.line_column(at.span.end));
        json!({
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
            "byteOffset": at.span.start, "byteLength": at.span.end - at.span.start,
        })
    }

    fn artifact(&self, path: &Path) -> Value {
        match path.strip_prefix(self.root) {
            Ok(below) => json!({ "uri": uri::relative(below), "uriBaseId": BASE }),
            Err(_) => json!({ "uri": uri::file(path) }),
        }
    }

    /// Edits of one file stand together, in their order.
    fn fix(&self, fix: &Fix) -> Value {
        let by_file = fix.edits.chunk_by(|a, b| a.at.file == b.at.file);
        let replacement = |edit: &Edit| json!({ "deletedRegion": self.region(edit.at), "insertedContent": { "text": edit.text } });
        let change = |edits: &[Edit]| {
            json!({
                "artifactLocation": self.artifact(self.sources.path(edits[0].at.file)),
                "replacements": edits.iter().map(replacement).collect::<Vec<_>>(),
            })
        };
        json!({
            "description": { "text": fix.title },
            "artifactChanges": by_file.map(change).collect::<Vec<_>>(),
        })
    }

    fn note(&self, note: &Note) -> Value {
        let place = json!({ "artifactLocation": self.artifact(&note.path) });
        json!({
            "level": "note",
            "message": { "text": note.message },
            "locations": [{ "physicalLocation": place }],
        })
    }

    fn incomplete(&self, one: &Incomplete) -> Value {
        let artifact = self.artifact(self.sources.path(one.at.file));
        let place = json!({ "artifactLocation": artifact, "region": self.region(one.at) });
        json!({
            "level": "warning",
            "descriptor": { "id": format!("incomplete/{}", one.limit.name()) },
            "message": { "text": one.told() },
            "locations": [{ "physicalLocation": place }],
        })
    }

    fn notification(&self, problem: &Problem) -> Value {
        let mut place = json!({ "artifactLocation": self.artifact(&problem.path) });
        if let Some(line) = problem.line {
            place["region"] = json!({ "startLine": line });
        }
        json!({
            "level": "error",
            "message": { "text": problem.message },
            "locations": [{ "physicalLocation": place }],
        })
    }
}

fn numbered(locations: &[Value]) -> Vec<Value> {
    let numbered = locations.iter().enumerate().map(|(at, location)| {
        let mut location = location.clone();
        location["id"] = json!(at + 1);
        location
    });
    numbered.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_links_to_what_is_found_outside_its_folder() {
        let linked = RULES.iter().filter(|rule| rule.docs.contains("](../")).count();
        let left = RULES.iter().filter(|rule| page(rule).contains("](../")).count();
        assert!(linked > 3 && left == 0, "{left} of {linked} pages have links of their folder");
    }
}
