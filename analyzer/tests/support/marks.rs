//! `//~` marks: what has to be reported where, written into the sources themselves.
//!
//! `//~ rule` speaks of its own line, `//~^ rule` of the line above and each further `^` of one more; several rules stand side by
//! side, as in `//~ rule, other_rule`. A finding counts at the line on which its primary place starts.

use std::fmt;
use std::fmt::Write as _;

use chanlint::findings::{Level, Report};
use chanlint::sources::Location;

/// A rule at a line of a file. The file is called as a reader of the failed test finds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    file: String,
    line: usize,
    pub(crate) rule: String,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// The marks in a text whose first line is line `first` of `file`.
pub(crate) fn marks(file: &str, first: usize, text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let Some((_, note)) = line.split_once("//~") else { continue };
        let rules = note.trim_start_matches('^');
        let above = note.len() - rules.len();
        found.extend(rules.split(',').map(|rule| Mark {
            file: file.to_owned(),
            line: first + at - above,
            rule: rule.trim().to_owned(),
        }));
    }
    found
}

/// What a report says at level warn and deny. `place` gives the file and the line on which a location starts.
pub(crate) fn found(report: &Report, place: impl Fn(Location) -> (String, usize)) -> Vec<Mark> {
    let counted = report.findings.iter().filter(|finding| finding.level > Level::Allow);
    counted
        .map(|finding| {
            let (file, line) = place(finding.primary.at);
            Mark { file, line, rule: finding.rule.to_owned() }
        })
        .collect()
}

/// Whether every mark is found, and nothing else. Otherwise the differences, one a line.
pub(crate) fn compare(mut marks: Vec<Mark>, found: Vec<Mark>) -> Result<(), String> {
    let mut text = String::new();
    for mark in found {
        match marks.iter().position(|known| *known == mark) {
            Some(at) => {
                marks.remove(at);
            }
            None => writeln!(text, "{mark}: reported, but not marked").expect("a string grows"),
        }
    }
    for mark in &marks {
        writeln!(text, "{mark}: marked, but not reported").expect("a string grows");
    }
    if text.is_empty() { Ok(()) } else { Err(text) }
}
