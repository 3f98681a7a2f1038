//! The report for a person at a terminal: the story of each finding with the code it speaks of.
//!
//! Codespan is known here and in `mistakes` only.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::Buffer;
use codespan_reporting::term::{Config, emit_to_write_style};

use crate::facts::Span;
use crate::findings::{Finding, Fix, Level, Place, Report};
use crate::fixes::Change;
use crate::problem::Problem;
use crate::report::{first_line, shown_path};
use crate::sources::{FileId, Location, Source, Sources};

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
pub fn findings(report: &Report, sources: &Sources, palette: Palette) -> String {
    let files = View { sources, root: &report.root };
    report.findings.iter().map(|finding| drawn(finding, &files, palette)).collect()
}

/// One finding with its code; paths are shown relative to `root`.
pub fn finding(finding: &Finding, sources: &Sources, root: &Path, palette: Palette) -> String {
    drawn(finding, &View { sources, root }, palette)
}

/// One line for each problem.
pub fn problems(report: &Report) -> String {
    report.problems.iter().map(|found| problem(found, &report.root)).collect()
}

/// The line of a problem; its path is shown relative to `root`.
pub fn problem(problem: &Problem, root: &Path) -> String {
    let path = shown_path(&problem.path, root);
    let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
    format!("error: {path}{line}: {}\n", problem.message)
}

/// One line for each place that was passed over, one for the configuration and one for the clients.
pub fn details(report: &Report, sources: &Sources) -> String {
    let mut text = String::new();
    let files: Vec<String> =
        report.configuration.iter().map(|path| shown_path(path, &report.root)).collect();
    let files = if files.is_empty() { "none".to_owned() } else { files.join(", ") };
    let _ = writeln!(text, "configuration: {files}");
    if !report.clients.is_empty() {
        let _ = writeln!(text, "clients: {}", report.clients.join(", "));
    }
    for (at, why) in &report.skipped {
        let source = sources.get(at.file);
        let start = source.line_column(at.span.start);
        let path = shown_path(&source.path, &report.root);
        let _ = writeln!(text, "skipped: {path}:{}:{}: {why}", start.line, start.column);
    }
    for one in &report.incomplete {
        let source = sources.get(one.at.file);
        let start = source.line_column(one.at.span.start);
        let path = shown_path(&source.path, &report.root);
        let _ =
            writeln!(text, "incomplete: {path}:{}:{}: {}", start.line, start.column, one.message);
    }
    text
}

/// What was looked at and what was found, as one sentence.
pub fn conclusion(report: &Report) -> String {
    let seen = &report.summary;
    if seen.packages == 0 {
        let outcome = if report.problems.is_empty() {
            "no package here depends on an AMQP client"
        } else {
            "nothing was analysed"
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
pub fn closing_line(report: &Report, time: Duration) -> String {
    format!("{} ({:.2} s)\n", conclusion(report), time.as_secs_f64())
}

/// A line about what could be fixed; empty when nothing could.
pub fn fixable_line(report: &Report) -> String {
    let fixes = || report.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let safe = fixes().filter(|fix| fix.safe).count();
    let unsafe_ones = fixes().count() - safe;
    match (safe, unsafe_ones) {
        (0, 0) => String::new(),
        (_, 0) => format!("chanlint: `--fix` repairs {}\n", counted(safe, "finding")),
        (0, _) => format!(
            "chanlint: `--fix --unsafe-fixes` repairs {}\n",
            counted(unsafe_ones, "finding")
        ),
        (_, _) => format!(
            "chanlint: `--fix` repairs {}, `--fix --unsafe-fixes` {unsafe_ones} more\n",
            counted(safe, "finding")
        ),
    }
}

/// A line for each file that was fixed.
pub fn fixed(changes: &[Change], root: &Path) -> String {
    let line = |change: &Change| {
        format!("fixed: {} ({})\n", shown_path(&change.path, root), fixes(change.fixes))
    };
    changes.iter().map(line).collect()
}

/// What `--diff` came to.
pub fn would_fix_line(changes: &[Change]) -> String {
    let count = changes.iter().map(|change| change.fixes).sum();
    match changes.len() {
        0 => "chanlint: nothing would be fixed\n".to_owned(),
        files => format!("chanlint: {} in {} to apply\n", fixes(count), counted(files, "file")),
    }
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
    outcome
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn drawn(finding: &Finding, files: &View<'_>, palette: Palette) -> String {
    let mut buffer = match palette {
        Palette::Plain => Buffer::no_color(),
        Palette::Ansi => Buffer::ansi(),
    };
    let diagnostic = diagnostic(finding, files.sources);
    emit_to_write_style(&mut buffer, &Config::default(), files, &diagnostic)
        .expect("spans lie inside their files");
    String::from_utf8(buffer.into_inner()).expect("made of strings")
}

fn diagnostic(finding: &Finding, sources: &Sources) -> Diagnostic<FileId> {
    let severity = match finding.level {
        Level::Deny => Severity::Error,
        Level::Warn | Level::Allow => Severity::Warning,
    };
    // A task's whole body would bury the rest of the story.
    let range = |at: Location| {
        let Span { start, end } = first_line(at, sources).span;
        start as usize..end as usize
    };
    // Labels are drawn by file and line; the numbers keep the order of the story.
    let step = |(at, place): (usize, &Place)| {
        let message = format!("{}: {}", at + 1, place.label);
        Label::secondary(place.at.file, range(place.at)).with_message(message)
    };
    let primary = &finding.primary;
    let mut labels =
        vec![Label::primary(primary.at.file, range(primary.at)).with_message(&primary.label)];
    labels.extend(finding.related.iter().enumerate().map(step));
    let notes = finding.notes.iter().map(|note| format!("note: {note}"));
    let help = finding
        .help
        .iter()
        .cloned()
        .chain(finding.fix.as_ref().map(fix_help))
        .map(|help| format!("help: {help}"));
    Diagnostic::new(severity)
        .with_code(format!("chanlint::{}", finding.rule))
        .with_message(&finding.message)
        .with_labels(labels)
        .with_notes(notes.chain(help).collect())
}

fn fix_help(fix: &Fix) -> String {
    let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
    format!("`{flags}` can do this: {}", fix.title)
}

/// Files as codespan wants to see them.
struct View<'a> {
    sources: &'a Sources,
    root: &'a Path,
}

impl View<'_> {
    fn source(&self, file: FileId) -> &Source {
        self.sources.get(file)
    }
}

impl<'a> Files<'a> for View<'a> {
    type FileId = FileId;
    type Name = String;
    type Source = &'a str;

    fn name(&'a self, file: FileId) -> Result<String, Error> {
        Ok(shown_path(self.sources.path(file), self.root))
    }

    fn source(&'a self, file: FileId) -> Result<&'a str, Error> {
        Ok(&self.sources.get(file).text)
    }

    fn line_index(&'a self, file: FileId, offset: usize) -> Result<usize, Error> {
        Ok(View::source(self, file).line_index(u32::try_from(offset).unwrap_or(u32::MAX)))
    }

    fn line_range(&'a self, file: FileId, line: usize) -> Result<Range<usize>, Error> {
        let source = View::source(self, file);
        if line >= source.line_count() {
            return Err(Error::LineTooLarge { given: line, max: source.line_count() - 1 });
        }
        Ok(source.line_start(line)..source.line_start(line + 1))
    }
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
        insta::assert_snapshot!(findings(&report, &sources, Palette::Plain), @r"
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
        assert_eq!(line, "chanlint: 1 package, 1 file, 2 channels: 1 error (1.23 s)\n");
        let empty = closing_line(&Report::default(), Duration::ZERO);
        assert_eq!(empty, "chanlint: no package here depends on an AMQP client (0.00 s)\n");
    }
}
