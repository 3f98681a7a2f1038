//! Applies the fixes of findings, round after round, until nothing is left to fix.
//!
//! Works on texts in memory: what is written to disk, and whether, the program decides. A file whose fixed text would not
//! parse stays as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Mistakes;
use crate::edit::{self, Replacement};
use crate::findings::{Finding, Fix, Report};
use crate::lowering;
use crate::pipeline::{self, Request};
use crate::problem::{Note, Problem};
use crate::sources::{Source, Sources};
use crate::territory::Territory;

/// A fix can make room for another one this often.
const MOST_ROUNDS: usize = 10;

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those that leave the program as it is otherwise.
    Safe,
    /// All.
    All,
}

impl Wanted {
    fn takes(self, fix: &Fix) -> bool {
        fix.safe || self == Self::All
    }

    /// The files that fixes would change, in the order of the findings.
    fn files<'a>(
        self,
        findings: &'a [Finding],
        sources: &'a Sources,
    ) -> impl Iterator<Item = &'a Path> {
        let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
        let edits = fixes.filter(move |fix| self.takes(fix)).flat_map(|fix| &fix.edits);
        edits.map(|edit| sources.path(edit.at.file))
    }
}

/// A file that fixes change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// Its text as it was read.
    pub before: Arc<str>,
    /// Its text with the fixes.
    pub after: Arc<str>,
    /// How many fixes were applied that begin in this file.
    pub fixes: usize,
}

/// What fixing came to.
#[derive(Debug)]
pub struct Fixed {
    /// The report on the fixed texts; files that could not be fixed are among its problems.
    pub report: Report,
    /// The fixed texts.
    pub sources: Sources,
    /// The files that differ, by path.
    pub changes: Vec<Change>,
}

/// Says why a file of a territory is not to be changed, if it is not.
pub type LeftAlone<'a> = &'a dyn Fn(&Path, &Territory) -> Option<String>;

/// Runs the pipeline and applies what it offers, as often as there is something new, at most ten times. A fix that would change a
/// file which is to be left alone is not applied, and a note says so. Fails when the configuration is wrong.
pub fn fix(
    request: &Request,
    wanted: Wanted,
    left_alone: LeftAlone<'_>,
) -> Result<Fixed, Mistakes> {
    let mut request = request.clone();
    let mut asked = BTreeSet::new();
    let mut notes = Vec::new();
    let mut refused = BTreeSet::new();
    let mut changes: BTreeMap<PathBuf, Change> = BTreeMap::new();
    let mut problems = Vec::new();
    let (mut report, mut sources) = pipeline::run(&request)?;
    for _ in 0..MOST_ROUNDS {
        for path in wanted.files(&report.findings, &sources) {
            let is_new = asked.insert(path.to_path_buf());
            if let Some(why) = is_new.then(|| left_alone(path, &report.territory)).flatten() {
                notes.push(Note::new(path, format!("this file was not fixed: {why}")));
                refused.insert(path.to_path_buf());
            }
        }
        let round = round(&report.findings, &sources, wanted, &refused);
        if round.changes.is_empty() && round.refused.is_empty() {
            break;
        }
        refused.extend(round.refused.iter().map(|problem| problem.path.clone()));
        problems.extend(round.refused);
        for change in round.changes {
            request.discovery.texts.insert(change.path.clone(), change.after.clone());
            match changes.get_mut(&change.path) {
                Some(known) => {
                    known.after = change.after;
                    known.fixes += change.fixes;
                }
                None => drop(changes.insert(change.path.clone(), change)),
            }
        }
        (report, sources) = pipeline::run(&request)?;
    }
    report.problems.extend(problems);
    report.problems.sort();
    report.notes.extend(notes);
    report.notes.sort();
    let changes = changes.into_values().filter(|change| change.before != change.after).collect();
    Ok(Fixed { report, sources, changes })
}

/// What one round does.
#[derive(Debug, Default)]
pub struct Round {
    /// The files that differ.
    pub changes: Vec<Change>,
    /// Files that would not parse afterwards; then nothing is changed.
    pub refused: Vec<Problem>,
}

/// Applies as many fixes as do not overlap; those that do wait for the next round. Files that were refused are left alone.
pub fn round(
    findings: &[Finding],
    sources: &Sources,
    wanted: Wanted,
    refused: &BTreeSet<PathBuf>,
) -> Round {
    let mut plan = Plan::default();
    let fixes = findings.iter().filter_map(|finding| finding.fix.as_ref());
    for fix in fixes.filter(|fix| wanted.takes(fix)) {
        plan.take(fix, sources, refused);
    }
    let mut round = Round::default();
    for (_, source) in sources.iter() {
        // A file that is read twice is changed once.
        let Some(replacements) = plan.files.remove(&source.path) else { continue };
        match fixed(source, &replacements) {
            Ok(after) => round.changes.push(Change {
                path: source.path.clone(),
                before: source.text.clone(),
                after: after.into(),
                fixes: plan.starts.get(&source.path).copied().unwrap_or(0),
            }),
            Err(problem) => round.refused.push(problem),
        }
    }
    if !round.refused.is_empty() {
        // A fix may change several files: all of it is done, or nothing. The next round leaves these files alone.
        round.changes.clear();
    }
    round
}

/// The replacements that were chosen.
#[derive(Debug, Default)]
struct Plan {
    files: BTreeMap<PathBuf, Vec<Replacement>>,
    /// How many fixes begin in each file.
    starts: BTreeMap<PathBuf, usize>,
}

impl Plan {
    fn take(&mut self, fix: &Fix, sources: &Sources, refused: &BTreeSet<PathBuf>) {
        let edits: Vec<(&Path, Replacement)> = fix
            .edits
            .iter()
            .map(|edit| {
                let (start, end) = (edit.at.span.start, edit.at.span.end);
                (sources.path(edit.at.file), Replacement { start, end, text: edit.text.clone() })
            })
            .collect();
        let Some((first, _)) = edits.first() else { return };
        let first = first.to_path_buf();
        let is_free = |(path, one): &(&Path, Replacement)| {
            let chosen = self.files.get(*path).map_or(&[][..], Vec::as_slice);
            !refused.contains(*path)
                && chosen.iter().all(|known| known == one || !known.conflicts(one))
        };
        if !edits.iter().all(is_free) {
            return;
        }
        for (path, one) in edits {
            let chosen = self.files.entry(path.to_path_buf()).or_default();
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        *self.starts.entry(first).or_default() += 1;
    }
}

/// The text with replacements, when it still parses.
fn fixed(source: &Source, replacements: &[Replacement]) -> Result<String, Problem> {
    let refusal = |why: &str| {
        let message = format!("this file was not fixed: {why}; please report this as a bug");
        Problem::new(&source.path, message)
    };
    let text = &source.text;
    let after = edit::apply(text, replacements).map_err(|error| refusal(&error.to_string()))?;
    match unread(source, &after) {
        None => Ok(after),
        // What could not be read before is not the fix's fault.
        Some(problem)
            if Some(&problem.message) == unread(source, text).map(|it| it.message).as_ref() =>
        {
            Ok(after)
        }
        Some(problem) => {
            let why = problem.message.trim_start_matches("this file was not analysed: ");
            Err(refusal(&format!("the result would not parse ({why})")))
        }
    }
}

/// What can not be read of a text that stands in a file's place.
fn unread(source: &Source, text: &str) -> Option<Problem> {
    let mut sources = Sources::default();
    let file = sources.add_code(source.path.clone(), text, source.language?);
    match lowering::lower_all(&sources, &[file], Some(1)).pop()? {
        (_, Err(problem)) => Some(problem),
        (_, Ok(facts)) => lowering::problem_of(sources.get(file), &facts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Edit;
    use crate::report::test_finding;

    /// Findings in one file, each replacing some words by others.
    fn findings(text: &str, fixes: &[&[(&str, &str)]]) -> (Vec<Finding>, Sources) {
        let (report, sources) = test_finding("/w/src/a.rs", text, text);
        let place = |words: &str| test_finding("", text, words).0.findings[0].primary.at;
        let edit = |&(old, new): &(&str, &str)| Edit { at: place(old), text: new.to_owned() };
        let finding = |edits: &&[(&str, &str)]| {
            let edits = edits.iter().map(edit).collect();
            let fix = Some(Fix { title: "write it anew".to_owned(), safe: true, edits });
            Finding { fix, ..report.findings[0].clone() }
        };
        (fixes.iter().map(finding).collect(), sources)
    }

    #[test]
    fn what_overlaps_waits_for_the_next_round() {
        let text = "fn f() { g(1, 2); }";
        let fixes: [&[(&str, &str)]; 3] =
            [&[("g(1, 2)", "h(1)")], &[("2", "3")], &[("f()", "k()")]];
        let (found, sources) = findings(text, &fixes);
        let round = round(&found, &sources, Wanted::Safe, &BTreeSet::new());
        assert_eq!(&*round.changes[0].after, "fn k() { h(1); }");
        assert_eq!(round.changes[0].fixes, 2);
    }

    #[test]
    fn two_findings_with_one_edit_are_both_fixed() {
        let text = "fn f() { g(true); }";
        let fix: &[(&str, &str)] = &[("true", "false")];
        let (found, sources) = findings(text, &[fix, fix]);
        let round = round(&found, &sources, Wanted::Safe, &BTreeSet::new());
        assert_eq!(&*round.changes[0].after, "fn f() { g(false); }");
        assert_eq!(round.changes[0].fixes, 2);
    }

    #[test]
    fn unsafe_fixes_are_applied_when_they_are_wanted() {
        let (mut found, sources) = findings("fn f() { g(true); }", &[&[("true", "false")]]);
        found[0].fix.as_mut().expect("a fix").safe = false;
        let round = |wanted| round(&found, &sources, wanted, &BTreeSet::new()).changes.len();
        assert_eq!((round(Wanted::Safe), round(Wanted::All)), (0, 1));
    }

    #[test]
    fn a_file_that_would_not_parse_is_left_alone() {
        let (found, sources) = findings("fn f() { g(true); }", &[&[("true", "fals(e")]]);
        let first = round(&found, &sources, Wanted::Safe, &BTreeSet::new());
        assert!(first.changes.is_empty());
        let message = &first.refused[0].message;
        assert!(
            message.starts_with("this file was not fixed: the result would not parse ("),
            "{message}"
        );
        let refused = BTreeSet::from([first.refused[0].path.clone()]);
        let again = round(&found, &sources, Wanted::Safe, &refused);
        assert!(again.changes.is_empty() && again.refused.is_empty());
    }
}
