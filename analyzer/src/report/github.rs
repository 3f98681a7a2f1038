//! GitHub's workflow commands, which become annotations, and a table for the page of the run.
//!
//! GitHub shows the first ten annotations of each level, so that the whole report follows them in the log.

use std::fmt::Write as _;

use crate::findings::{Finding, Report};
use crate::problem::Problem;
use crate::report::human::{self, Detail};
use crate::report::{
    Look, closing, explained, first_line, markdown, picture, rule_url, severity, shown_path, told,
    visible,
};
use crate::sources::Sources;

/// How many rows a table has at most; GitHub drops a summary that is larger than a mebibyte.
const MOST_ROWS: usize = 500;

/// The annotations, and below them the report for people.
///
/// Nothing in that part is a command, until `token` stands there: nobody may know it before.
pub fn render(report: &Report, sources: &Sources, token: &str) -> String {
    let mut text = String::new();
    for problem in &report.problems {
        annotate_problem(&mut text, problem);
    }
    for note in &report.notes {
        let (path, message) = (property(&note.path.to_string_lossy()), data(&note.message));
        let _ = writeln!(text, "::notice title=chanlint,file={path}::{message}");
    }
    for one in &report.incomplete {
        let source = sources.get(one.at.file);
        let path = property(&source.path.to_string_lossy());
        let line = source.line_column(one.at.span.start).line;
        let message = data(&one.told());
        let _ = writeln!(text, "::notice title=chanlint,file={path},line={line}::{message}");
    }
    for finding in &report.findings {
        annotate(&mut text, finding, sources);
    }
    let mut people = human::findings(report, sources, Look::PLAIN, Detail::Brief);
    people.append(&told::problems(report));
    people.line(format_args!("{}", closing::conclusion(report)));
    let _ = write!(text, "::stop-commands::{token}\n{people}::{token}::\n");
    text
}

/// A Markdown table of problems and findings, for `$GITHUB_STEP_SUMMARY`.
pub fn summary(report: &Report, sources: &Sources) -> String {
    let mut text = format!("### {}\n", markdown::text(&closing::conclusion(report)));
    let rows = report.problems.len() + report.findings.len();
    if rows == 0 {
        return text;
    }
    text.push_str("\n| level | rule | place | what |\n|---|---|---|---|\n");
    let problems = report.problems.iter().map(|problem| {
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        let place = markdown::code(&(shown_path(&problem.path, &report.root) + &line));
        format!("| error | | {place} | {} |\n", markdown::text(&problem.message))
    });
    let findings = report.findings.iter().map(|finding| {
        let source = sources.get(finding.primary.at.file);
        let line = source.line_column(finding.primary.at.span.start).line;
        let path = shown_path(&source.path, &report.root);
        let place = markdown::code(&format!("{path}:{line}"));
        let (level, rule, url) = (severity(finding.level), finding.rule, rule_url(finding.rule));
        let what = markdown::text(&finding.message);
        format!("| {level} | [`{rule}`]({url}) | {place} | {what} |\n")
    });
    text.extend(problems.chain(findings).take(MOST_ROWS));
    if rows > MOST_ROWS {
        let _ = writeln!(text, "\n{} more stand in the log.", rows - MOST_ROWS);
    }
    text += &drawn(report, sources);
    text
}

/// The channels with findings, which GitHub draws.
fn drawn(report: &Report, sources: &Sources) -> String {
    match picture::mermaid::findings(report, sources) {
        Some(picture) => format!("\n```mermaid\n{picture}```\n"),
        None => String::new(),
    }
}

fn annotate(text: &mut String, finding: &Finding, sources: &Sources) {
    let at = first_line(finding.primary.at, sources);
    let source = sources.get(at.file);
    let (start, end) = (source.line_column(at.span.start), source.line_column(at.span.end));
    // Absolute paths are made relative to the repository by GitHub, wherever the step ran.
    let path = property(&source.path.to_string_lossy());
    let _ = writeln!(
        text,
        "::{} title=chanlint ({}),file={path},line={},col={},endLine={},endColumn={}::{}",
        severity(finding.level),
        finding.rule,
        start.line,
        start.column,
        end.line,
        end.column,
        data(&explained(finding)),
    );
}

fn annotate_problem(text: &mut String, problem: &Problem) {
    let path = property(&problem.path.to_string_lossy());
    let line = problem.line.map_or_else(String::new, |line| format!(",line={line}"));
    let message = data(&problem.message);
    let _ = writeln!(text, "::error title=chanlint,file={path}{line}::{message}");
}

/// A command's message on one line; it may have several.
fn data(text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A command's property, which ends at a comma or colon.
fn property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}
