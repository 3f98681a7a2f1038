//! What people read last: how it went, what was fixed, what could be, and what was kept back.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::findings::{Level, Report};
use crate::fixes::Change;
use crate::limits::{Incomplete, Limit};
use crate::report::look::{Look, Style};
use crate::report::text::{JOINED, Text};
use crate::report::{Lines, shown_path};

/// What was looked at and what was found, as one sentence.
pub fn conclusion(report: &Report) -> String {
    concluded(report).letters()
}

/// The last line: the conclusion, how long it took, and what else there is to say about the run.
pub fn closing_line(report: &Report, time: Duration, remark: Option<&str>, look: Look) -> Lines {
    let mut text =
        concluded(report).and(Style::Dim, &format!(" ({:.2}{JOINED}s)", time.as_secs_f64()));
    if let Some(remark) = remark {
        text = text.and(Style::Dim, &format!("; {remark}"));
    }
    wrapped(&text, look)
}

/// The last line where findings stand alone: what was fixed, when that was asked for.
pub fn repairs_line(report: &Report, look: Look) -> Lines {
    match repairs(report) {
        Some(fixed) => wrapped(&said(fixed), look),
        None => Lines::new(),
    }
}

/// A line about what could be fixed; empty when nothing could.
pub fn fixable_line(report: &Report, look: Look) -> Lines {
    let fixes = || report.findings.iter().filter_map(|finding| finding.fix.as_ref());
    let safe = fixes().filter(|fix| fix.safe).count();
    let unsafe_ones = fixes().count() - safe;
    let (of_safe, of_unsafe) = (counted(safe, "finding"), counted(unsafe_ones, "finding"));
    let line = match (safe, unsafe_ones) {
        (0, 0) => return Lines::new(),
        (_, 0) => format!("`--fix` repairs {of_safe}"),
        (0, _) => format!("`--fix --unsafe-fixes` repairs {of_unsafe}"),
        (_, _) => format!("`--fix` repairs {of_safe}, `--fix --unsafe-fixes` {unsafe_ones} more"),
    };
    wrapped(&said(Text::of(Style::Plain, &line)), look)
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

fn said(what: Text) -> Text {
    Text::of(Style::Dim, "chanlint: ").followed_by(what)
}

fn wrapped(text: &Text, look: Look) -> Lines {
    let mut lines = Lines::new();
    lines.wrapped(text, look, 2);
    lines
}

fn fixes(count: usize) -> String {
    if count == 1 { "1 fix".to_owned() } else { format!("{count} fixes") }
}

fn concluded(report: &Report) -> Text {
    let seen = &report.summary;
    if seen.packages == 0 {
        let outcome = match (report.problems.is_empty(), seen.left_out) {
            (true, 0) => "no package here depends on an AMQP client",
            (true, _) => "every package that depends on an AMQP client was left out by `--exclude`",
            (false, _) => "nothing was analysed",
        };
        return said(Text::of(Style::Plain, outcome));
    }
    let seen = [
        counted(seen.packages, "package"),
        counted(seen.files, "file"),
        counted(seen.channels, "channel"),
    ]
    .join(", ");
    said(Text::of(Style::Plain, &format!("{seen}: "))).followed_by(listed(outcome(report)))
}

fn listed(all: Vec<Text>) -> Text {
    let mut text = Text::new();
    for (at, one) in all.into_iter().enumerate() {
        let text_so_far = if at == 0 { text } else { text.and(Style::Plain, ", ") };
        text = text_so_far.followed_by(one);
    }
    text
}

/// What was found, and what was not reported and why.
fn outcome(report: &Report) -> Vec<Text> {
    let at = |level| report.findings.iter().filter(|finding| finding.level == level).count();
    let counts = [
        (at(Level::Deny), "error", Style::Error),
        (at(Level::Warn), "warning", Style::Warning),
        (report.problems.len(), "problem", Style::Error),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let mut said: Vec<Text> =
        counts.map(|(count, noun, style)| Text::of(style, &counted(count, noun))).collect();
    if said.is_empty() {
        said.push(Text::of(Style::Fine, "no findings"));
    }
    said.extend(kept_back(report).iter().map(|text| Text::of(Style::Plain, text)));
    said.extend(repairs(report));
    said.extend(given_up(report).map(|text| Text::of(Style::Warning, &text)));
    said
}

/// What was not reported, or not even looked at, because somebody said so.
fn kept_back(report: &Report) -> Vec<String> {
    let seen = &report.summary;
    let counts = [
        (seen.suppressed, "suppressed"),
        (seen.baselined, "in the baseline"),
        (seen.outside, "outside of the change"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let mut said: Vec<String> = counts.map(|(count, how)| format!("{count} {how}")).collect();
    let by = |(path, count): &(PathBuf, usize)| {
        format!("{count} allowed by {}", shown_path(path, &report.root))
    };
    said.extend(report.silenced.iter().map(by));
    said.extend(
        (seen.excluded > 0).then(|| format!("{} excluded", counted(seen.excluded, "file"))),
    );
    said.extend(
        (seen.left_out > 0).then(|| format!("{} left out", counted(seen.left_out, "package"))),
    );
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
fn repairs(report: &Report) -> Option<Text> {
    Some(match report.fixed_files? {
        0 => Text::of(Style::Plain, "nothing fixed"),
        files => {
            let fixed = format!("{} fixed in {}", report.summary.fixed, counted(files, "file"));
            Text::of(Style::Fine, &fixed)
        }
    })
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_finding;

    #[test]
    fn the_closing_line_counts() {
        let (report, _) = test_finding("/w/src/main.rs", "x", "x");
        let line = closing_line(&report, Duration::from_millis(1234), None, Look::PLAIN);
        let said = "chanlint: 1 package, 1 file, 2 channels: 1 error (1.23 s)\n";
        assert_eq!(line.as_str(), said);
        let empty = closing_line(&Report::default(), Duration::ZERO, Some("so"), Look::PLAIN);
        let said = "chanlint: no package here depends on an AMQP client (0.00 s); so\n";
        assert_eq!(empty.as_str(), said);
    }

    #[test]
    fn what_is_kept_back_is_counted_and_lines_end_between_words() {
        let (mut report, _) = test_finding("/w/src/main.rs", "x", "x");
        let seen = &mut report.summary;
        (seen.suppressed, seen.baselined, seen.outside) = (1, 2, 3);
        (seen.excluded, seen.left_out, seen.fixed) = (4, 1, 6);
        report.silenced = vec![("/w/chanlint.toml".into(), 5)];
        report.fixed_files = Some(2);
        let line = closing_line(&report, Duration::ZERO, None, Look::PLAIN);
        insta::assert_snapshot!(line.as_str(), @r"
        chanlint: 1 package, 1 file, 2 channels: 1 error, 1 suppressed, 2 in the baseline, 3 outside of the
          change, 5 allowed by chanlint.toml, 4 files excluded, 1 package left out, 6 fixed in 2 files
          (0.00 s)
        ");
    }
}
