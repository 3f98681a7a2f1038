//! Writes suppressions for findings that are there: edits of the sources, made by who may write files.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::Replacement;
use crate::facts::Span;
use crate::findings::Finding;
use crate::lowering::places_above;
use crate::rules::RULES;
use crate::rules::suppression::is_about_suppressions;
use crate::sources::{FileId, Sources};

/// Edits that suppress findings.
#[derive(Debug, Default)]
pub struct Additions {
    /// The edits of each file: lines of comments above what holds a finding.
    pub edits: BTreeMap<FileId, Vec<Replacement>>,
    /// How many comments they write.
    pub comments: usize,
    /// For each finding in its order, whether it is suppressed then.
    pub covers: Vec<bool>,
}

/// The edits that allow findings, with one reason for all, which has to be one line.
pub fn additions(findings: &[Finding], sources: &Sources, reason: &str) -> Additions {
    let mut by_file: BTreeMap<FileId, Vec<(usize, Span)>> = BTreeMap::new();
    for (index, finding) in
        findings.iter().enumerate().filter(|(_, finding)| can_be_allowed(finding))
    {
        // One that stands for several is allowed where each of them is.
        for at in finding.at_each_place().map(|one| one.primary.at) {
            by_file.entry(at.file).or_default().push((index, at.span));
        }
    }
    let covers = findings.iter().map(can_be_allowed).collect();
    let mut additions = Additions { covers, ..Additions::default() };
    for (file, wanted) in by_file {
        let ranges: Vec<Span> = wanted.iter().map(|&(_, span)| span).collect();
        let mut rules: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for (&(index, _), place) in wanted.iter().zip(places_above(sources, file, &ranges)) {
            match place {
                Some(place) => drop(rules.entry(place).or_default().insert(findings[index].rule)),
                None => additions.covers[index] = false,
            }
        }
        additions.comments += rules.len();
        let text = &sources.get(file).text;
        let edits = rules.into_iter().map(|(place, rules)| {
            let rules: Vec<&str> = rules.into_iter().collect();
            let comment = format!("// chanlint: allow({}) -- {reason}", rules.join(", "));
            let text = format!("{comment}\n{}", indent(text, place as usize));
            Replacement { start: place, end: place, text }
        });
        additions.edits.insert(file, edits.collect());
    }
    additions.edits.retain(|_, edits| !edits.is_empty());
    additions
}

/// What says that another suppression is wrong cannot be suppressed.
fn can_be_allowed(finding: &Finding) -> bool {
    !RULES.iter().any(|rule| rule.name == finding.rule && is_about_suppressions(rule))
}

/// The white space that the line around an offset begins with.
fn indent(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..at].trim_start_matches('\u{feff}')
}
