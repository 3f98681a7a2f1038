//! The report for a person at a terminal: the story of each finding with the code it speaks of.
//!
//! Codespan is known here, in `mistakes` and in `quoted` only.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{Config, emit_to_write_style};

use crate::findings::{Finding, Fix, Level, Place, Report};
use crate::fixes::Change;
use crate::limits::{Incomplete, Limit};
use crate::problem::{Note, Problem};
use crate::report::quoted::Quoted;
use crate::report::{Lines, first_line, shown_path, shown_place, visible};
use crate::sources::{FileId, Location, Sources};

/// Whether the text carries colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Plain text.
    Plain,
    /// ANSI escape sequences.
    Ansi,
}

impl Palette {
    /// An empty text that takes these colours.
    pub(super) fn buffer(self) -> Buffer {
        match self {
            Self::Plain => Buffer::no_color(),
            Self::Ansi => Buffer::ansi(),
        }
    }
}

/// Every finding with its code, in the order of the report.
pub fn findings(report: &Report, sources: &Sources, palette: Palette) -> Lines {
    let painter = Painter::new(&report.findings, sources, &report.root, palette);
    let mut lines = Lines::new();
    report.findings.iter().for_each(|finding| lines.append(&painter.finding(finding)));
    lines
}

/// Draws findings one by one.
pub struct Painter<'a> {
    files: Quoted<'a>,
    sources: &'a Sources,
    palette: Palette,
}

impl<'a> Painter<'a> {
    /// For some findings; paths are shown relative to `root`.
    pub fn new(
        findings: &[Finding],
        sources: &'a Sources,
        root: &'a Path,
        palette: Palette,
    ) -> Self {
        let places = findings.iter().flat_map(|it| it.related.iter().chain([&it.primary]));
        let files = Quoted::new(sources, root, places.map(|place| place.at.file));
        Self { files, sources, palette }
    }

    /// One of them with its code.
    pub fn finding(&self, finding: &Finding) -> Lines {
        let mut buffer = self.palette.buffer();
        let diagnostic = diagnostic(finding, &self.files, self.sources);
        emit_to_write_style(&mut buffer, &Config::default(), &self.files, &diagnostic)
            .expect("spans lie inside their files");
        let mut lines = Lines::new();
        lines.drawn(&String::from_utf8_lossy(buffer.as_slice()));
        lines
    }
}

/// One line for each problem, and one for each note.
pub fn problems(report: &Report) -> Lines {
    let mut lines = Lines::new();
    report.problems.iter().for_each(|found| lines.append(&problem(found, &report.root)));
    report.notes.iter().for_each(|found| lines.append(&note(found, &report.root)));
    lines
}

/// The line of a problem; its path is shown relative to `root`.
pub fn problem(problem: &Problem, root: &Path) -> Lines {
    let path = shown_path(&problem.path, root);
    let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
    let mut lines = Lines::new();
    lines.line(format_args!("error: {path}{line}: {}", problem.message));
    lines
}

/// The line of a note; its path is shown relative to `root`.
pub fn note(note: &Note, root: &Path) -> Lines {
    let mut lines = Lines::new();
    lines.line(format_args!("note: {}: {}", shown_path(&note.path, root), note.message));
    lines
}

/// One line for each place that was passed over, one for the configuration and one for the clients.
pub fn details(report: &Report, sources: &Sources) -> Lines {
    let mut lines = Lines::new();
    let files: Vec<String> =
        report.configuration.iter().map(|path| shown_path(path, &report.root)).collect();
    let files = if files.is_empty() { "none".to_owned() } else { files.join(", ") };
    lines.line(format_args!("configuration: {files}"));
    if !report.clients.is_empty() {
        lines.line(format_args!("clients: {}", report.clients.join(", ")));
    }
    for (at, why) in &report.skipped {
        lines.line(format_args!("skipped: {}: {why}", shown_place(*at, report, sources)));
    }
    for one in &report.incomplete {
        let at = shown_place(one.at, report, sources);
        lines.line(format_args!("not followed to its end: {at}: {}", one.message));
    }
    lines
}

/// What was looked at and what was found, as one sentence.
pub fn conclusion(report: &Report) -> String {
    let seen = &report.summary;
    if seen.packages == 0 {
        let outcome = match (report.problems.is_empty(), seen.left_out) {
            (true, 0) => "no package here depends on an AMQP client",
            (true, _) => "every package that depends on an AMQP client was left out by `--exclude`",
            (false, _) => "nothing was analysed",
        };
        return format!("chanlint: {outcome}");
    }
    let seen = [
        counted(seen.packages, "package"),
        counted(seen.files, "file"),
        counted(seen.channels, "channel"),
    ]
    .join(", ");
    format!("chanlint: {seen}: {}", outcome(report))
}

/// The last line: the conclusion and how long it took.
pub fn closing_line(report: &Report, time: Duration) -> Lines {
    let mut lines = Lines::new();
    lines.line(format_args!("{} ({:.2} s)", conclusion(report), time.as_secs_f64()));
    lines
}

/// The last line where findings stand alone: what was fixed, when that was asked for.
pub fn repairs_line(report: &Report) -> Lines {
    let mut lines = Lines::new();
    if let Some(fixed) = repairs(report) {
        lines.line(format_args!("chanlint: {fixed}"));
    }
    lines
}

/// A line about what could be fixed; empty when nothing could.
pub fn fixable_line(report: &Report) -> Lines {
    let fixes = || report.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let safe = fixes().filter(|fix| fix.safe).count();
    let unsafe_ones = fixes().count() - safe;
    let (of_safe, of_unsafe) = (counted(safe, "finding"), counted(unsafe_ones, "finding"));
    let mut lines = Lines::new();
    match (safe, unsafe_ones) {
        (0, 0) => {}
        (_, 0) => lines.line(format_args!("chanlint: `--fix` repairs {of_safe}")),
        (0, _) => lines.line(format_args!("chanlint: `--fix --unsafe-fixes` repairs {of_unsafe}")),
        (_, _) => lines.line(format_args!(
            "chanlint: `--fix` repairs {of_safe}, `--fix --unsafe-fixes` {unsafe_ones} more"
        )),
    }
    lines
}

/// A line for each file that was fixed.
pub fn fixed(changes: &[Change], root: &Path) -> Lines {
    let mut lines = Lines::new();
    for change in changes {
        let path = shown_path(&change.path, root);
        lines.line(format_args!("fixed: {path} ({})", fixes(change.fixes)));
    }
    lines
}

/// What `--diff` came to.
pub fn would_fix_line(changes: &[Change]) -> Lines {
    let mut lines = Lines::new();
    let fixes = fixes(changes.iter().map(|change| change.fixes).sum());
    match changes.len() {
        0 => lines.line(format_args!("chanlint: nothing would be fixed")),
        files => {
            lines.line(format_args!("chanlint: {fixes} in {} to apply", counted(files, "file")));
        }
    }
    lines
}

fn fixes(count: usize) -> String {
    if count == 1 { "1 fix".to_owned() } else { format!("{count} fixes") }
}

fn outcome(report: &Report) -> String {
    let at = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let counts = [
        (at(Level::Deny), "error"),
        (at(Level::Warn), "warning"),
        (report.problems.len(), "problem"),
    ];
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| counted(count, noun))
        .collect();
    let mut outcome = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
    let kept_back =
        [(report.summary.suppressed, "suppressed"), (report.summary.baselined, "in the baseline")];
    for (count, how) in kept_back.into_iter().filter(|(count, _)| *count > 0) {
        let _ = write!(outcome, ", {count} {how}");
    }
    let given_up = given_up(report);
    for kept_back in configured(report).into_iter().chain(repairs(report)).chain(given_up) {
        let _ = write!(outcome, ", {kept_back}");
    }
    outcome
}

/// What was not reported, or not even looked at, because somebody said so beforehand.
fn configured(report: &Report) -> Vec<String> {
    let by = |(path, count): &(PathBuf, usize)| {
        format!("{count} allowed by {}", shown_path(path, &report.root))
    };
    let mut said: Vec<String> = report.silenced.iter().map(by).collect();
    let (files, packages) = (report.summary.excluded, report.summary.left_out);
    said.extend((files > 0).then(|| format!("{} excluded", counted(files, "file"))));
    said.extend((packages > 0).then(|| format!("{} left out", counted(packages, "package"))));
    said
}

/// What was not followed to its end; findings in it may be missing.
fn given_up(report: &Report) -> Option<String> {
    let entries =
        |one: &Incomplete| matches!(one.limit, Limit::EntryPoint | Limit::BetweenOperations);
    let (count, noun) = match &report.incomplete[..] {
        [] => return None,
        all if all.iter().all(entries) => (all.len(), "entry point"),
        all => (all.len(), "place"),
    };
    Some(if count == 1 {
        format!("1 {noun} was not followed to its end (-v names it)")
    } else {
        format!("{count} {noun}s were not followed to their end (-v names them)")
    })
}

/// What was fixed, when that was asked for.
fn repairs(report: &Report) -> Option<String> {
    Some(match report.fixed_files? {
        0 => "nothing fixed".to_owned(),
        files => format!("{} fixed in {}", report.summary.fixed, counted(files, "file")),
    })
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn diagnostic(finding: &Finding, files: &Quoted<'_>, sources: &Sources) -> Diagnostic<FileId> {
    let severity = match finding.level {
        Level::Deny => Severity::Error,
        Level::Warn | Level::Allow => Severity::Warning,
    };
    // A task's whole body would bury the rest of the story.
    let range = |at: Location| files.range(at.file, first_line(at, sources).span);
    // Labels are drawn by file and line; the numbers keep the order of the story.
    let step = |(at, place): (usize, &Place)| {
        let message = format!("{}: {}", at + 1, visible(&place.label));
        Label::secondary(place.at.file, range(place.at)).with_message(message)
    };
    let primary = &finding.primary;
    let mut labels = vec![
        Label::primary(primary.at.file, range(primary.at)).with_message(visible(&primary.label)),
    ];
    labels.extend(finding.related.iter().enumerate().map(step));
    let notes = finding.notes.iter().map(|note| format!("note: {}", visible(note)));
    let help = finding
        .help
        .iter()
        .cloned()
        .chain(finding.fix.as_ref().map(fix_help))
        .map(|help| format!("help: {}", visible(&help)));
    Diagnostic::new(severity)
        .with_code(format!("chanlint::{}", finding.rule))
        .with_message(visible(&finding.message))
        .with_labels(labels)
        .with_notes(notes.chain(help).collect())
}

fn fix_help(fix: &Fix) -> String {
    let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
    format!("`{flags}` can do this: {}", fix.title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Role;
    use crate::report::test_finding;

    #[test]
    fn the_story_is_numbered_and_long_places_show_their_first_line() {
        let text = "let c = open();\nspawn(async {\n    c.publish();\n});\nc.declare();\n";
        let (mut report, sources) = test_finding("/w/src/main.rs", text, "c.declare()");
        let place = |words: &str, label: &str, role| {
            let (other, _) = test_finding("", text, words);
            Place { at: other.findings[0].primary.at, label: label.to_owned(), role }
        };
        report.findings[0].related = vec![
            place("open()", "the channel is opened here", Role::Opened),
            place(
                "spawn(async {\n    c.publish();\n})",
                "this task runs at the same time",
                Role::Context,
            ),
        ];
        insta::assert_snapshot!(findings(&report, &sources, Palette::Plain).as_str(), @r"
        error[chanlint::shared_channel_rpc]: two tasks call `queue_declare` on one channel
          ┌─ src/main.rs:5:1
          │
        1 │ let c = open();
          │         ------ 1: the channel is opened here
        2 │ spawn(async {
          │ ------------- 2: this task runs at the same time
          ·
        5 │ c.declare();
          │ ^^^^^^^^^^^ this call meets the other
          │
          = note: the second call overwrites the first one's reply slot
          = help: open a channel for each task
        ");
    }

    #[test]
    fn the_closing_line_counts() {
        let (report, _) = test_finding("/w/src/main.rs", "x", "x");
        let line = closing_line(&report, Duration::from_millis(1234));
        let said = "chanlint: 1 package, 1 file, 2 channels: 1 error (1.23 s)\n";
        assert_eq!(line.as_str(), said);
        let empty = closing_line(&Report::default(), Duration::ZERO);
        let said = "chanlint: no package here depends on an AMQP client (0.00 s)\n";
        assert_eq!(empty.as_str(), said);
    }
}
