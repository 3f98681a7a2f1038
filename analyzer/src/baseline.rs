//! Findings that are known and not reported: an old code base starts green, and only what is new fails.
//!
//! A pure function of the report and the file's text; who reads and writes the file is the program. An entry is recognised
//! by its fingerprint and its path, so that it survives moved lines; the rest of it is there for people.

mod matching;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use matching::Claim;

use crate::called;
use crate::findings::{Finding, Report};
use crate::report::{fingerprints, identity, shown_path};
use crate::rules::former_names;
use crate::sources::Sources;

/// The name of the file, in the directory of the workspace manifest.
pub const FILE: &str = "chanlint-baseline.json";

/// Raised when an older version could not understand the file.
const SCHEMA: u32 = 1;

/// The findings that are known, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    entries: BTreeSet<Entry>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file, relative to the workspace, with slashes.
    pub path: String,
    /// The rule's name.
    pub rule: String,
    /// What was said when it was written down.
    pub message: String,
    /// What it is recognised by.
    pub fingerprint: String,
}

/// Why a baseline cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Error {
    /// It is not what the program writes.
    #[error("{0}; repair it, or write it anew with `{program} baseline write`", program = called::command())]
    Broken(String),
    /// It was written by another version.
    #[error("its schema is {0} and this version of chanlint reads schema {SCHEMA}")]
    Schema(u32),
}

#[derive(Deserialize)]
struct SchemaOnly {
    schema: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "schema")]
    _schema: u32,
    findings: Vec<Entry>,
}

impl Baseline {
    /// Every finding of a report.
    pub fn of(report: &Report, sources: &Sources) -> Self {
        let entry = |(finding, fingerprint): (&Finding, String)| Entry {
            path: shown_path(sources.path(finding.primary.at.file), &report.workspace),
            rule: finding.rule.to_owned(),
            message: finding.message.clone(),
            fingerprint,
        };
        let prints = fingerprints(&report.findings, sources);
        Self { entries: report.findings.iter().zip(prints).map(entry).collect() }
    }

    /// Reads a baseline.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let broken = |error: serde_json::Error| Error::Broken(error.to_string());
        let SchemaOnly { schema } = serde_json::from_str(text).map_err(broken)?;
        if schema != SCHEMA {
            return Err(Error::Schema(schema));
        }
        let file: File = serde_json::from_str(text).map_err(broken)?;
        Ok(Self { entries: file.findings.into_iter().collect() })
    }

    /// The text of the file: one line for each entry, so that a diff shows which are new and which are gone.
    pub fn render(&self) -> String {
        let mut text = format!("{{\n  \"schema\": {SCHEMA},\n  \"findings\": [");
        for (at, entry) in self.entries.iter().enumerate() {
            let line = serde_json::to_string(entry).expect("strings only");
            let _ = write!(text, "{}\n    {line}", if at == 0 { "" } else { "," });
        }
        text.push_str(if self.entries.is_empty() { "]\n}\n" } else { "\n  ]\n}\n" });
        text
    }

    /// Takes the findings away that are known. Returns the entries that are left over, sorted; those of findings at level
    /// allow are not. `is_gone` says whether an entry's file is not there any more.
    pub fn hide(
        &self,
        report: &mut Report,
        sources: &Sources,
        is_gone: &dyn Fn(&str) -> bool,
    ) -> Vec<Entry> {
        let claims = |finding| claims(finding, sources, &report.workspace);
        let claims: Vec<Vec<Claim>> =
            report.findings.iter().chain(&report.allowed).map(claims).collect();
        let entries: Vec<&Entry> = self.entries.iter().collect();
        let matched = matching::matched(&claims, &entries, is_gone);
        let before = report.findings.len();
        let mut known = matched.known.iter();
        report.findings.retain(|_| known.next() != Some(&true));
        report.summary.baselined += before - report.findings.len();
        report.summary.findings = report.findings.len();
        let left = entries.iter().zip(matched.taken).filter(|(_, taken)| !taken);
        left.map(|(entry, _)| (*entry).clone()).collect()
    }

    /// Removes entries.
    pub fn remove(&mut self, gone: &[Entry]) {
        for entry in gone {
            self.entries.remove(entry);
        }
    }

    /// How many findings are known.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What a finding may be known by. When a rule is renamed, or findings become one, what was written down before is added here.
fn claims(finding: &Finding, sources: &Sources, workspace: &Path) -> Vec<Claim> {
    let mut claims = Vec::new();
    for at_place in finding.at_each_place() {
        let path = shown_path(sources.path(at_place.primary.at.file), workspace);
        let former = former_names(finding.rule).map(|rule| Finding { rule, ..at_place.clone() });
        for one in std::iter::once(at_place.clone()).chain(former) {
            claims.push(Claim { identity: identity(&one, sources), path: path.clone() });
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Again;
    use crate::report::test_finding;

    fn known(text: &str) -> (Report, Sources, Baseline) {
        let (mut report, sources) = test_finding("/w/src/a.rs", text, "channel.clone()");
        report.workspace = "/w".into();
        let baseline = Baseline::of(&report, &sources);
        (report, sources, baseline)
    }

    #[test]
    fn what_is_known_is_hidden_and_what_is_new_is_not() {
        let (.., baseline) = known("fn f() { channel.clone() }");
        let (mut moved, sources, _) = known("// new\n\nfn f() {\n    channel.clone()\n}");
        moved.findings.push(moved.findings[0].clone());
        assert_eq!(baseline.hide(&mut moved, &sources, &|_| false), []);
        assert_eq!((moved.findings.len(), moved.summary.baselined), (1, 1), "the second is new");
    }

    #[test]
    fn a_finding_that_stands_for_several_takes_what_was_written_down_of_each() {
        let text = "channel.clone(); bus.clone()";
        let (mut each, sources, _) = known(text);
        let at = test_finding("", text, "bus.clone()").0.findings[0].primary.at;
        let mut second = each.findings[0].clone();
        second.primary.at = at;
        "second".clone_into(&mut second.symbol);
        each.findings.push(second.clone());
        let written = Baseline::of(&each, &sources);
        let mut united = each.findings.remove(0);
        united.again =
            vec![Again { at, package: second.package, program: None, symbol: second.symbol }];
        each.findings = vec![united];
        assert_eq!(written.hide(&mut each, &sources, &|_| false), []);
        assert_eq!((each.findings.len(), each.summary.baselined), (0, 1));
    }

    #[test]
    fn what_is_gone_is_left_over() {
        let (mut report, sources, mut baseline) = known("channel.clone()");
        report.findings.clear();
        let gone = baseline.hide(&mut report, &sources, &|_| false);
        assert_eq!((gone.len(), report.summary.baselined), (1, 0));
        baseline.remove(&gone);
        assert!(baseline.is_empty());
    }

    #[test]
    fn the_file_has_a_line_for_each_finding_and_reads_back() {
        let (.., baseline) = known("channel.clone()");
        let text = baseline.render();
        insta::assert_snapshot!(text, @r#"
        {
          "schema": 1,
          "findings": [
            {"path":"src/a.rs","rule":"shared_channel_rpc","message":"two tasks call `queue_declare` on one channel","fingerprint":"7c83e408d347b610"}
          ]
        }
        "#);
        assert_eq!(Baseline::parse(&text), Ok(baseline));
        let empty = Baseline::default();
        assert_eq!(Baseline::parse(&empty.render()), Ok(empty));
    }

    #[test]
    fn a_broken_file_says_what_to_do() {
        let said = |text: &str| Baseline::parse(text).expect_err("is broken").to_string();
        assert_eq!(
            said("{\n<<<<<<< HEAD"),
            "key must be a string at line 2 column 1; repair it, or write it anew with `cargo chanlint baseline write`"
        );
        assert_eq!(
            said(r#"{"schema": 2, "entries": []}"#),
            "its schema is 2 and this version of chanlint reads schema 1"
        );
        assert!(said(r#"{"schema": 1, "findings": [{"rule": "a"}]}"#).contains("missing field"));
    }
}
