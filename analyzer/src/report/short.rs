//! One line for each finding, as compilers write it, for searching, counting and editors without JSON.

use crate::findings::Report;
use crate::report::{Lines, severity, shown_path, shown_place};
use crate::sources::Sources;

/// A line for each finding, `path:line:column: error[chanlint::rule]: message`, and for what was not followed to its end.
pub fn findings(report: &Report, sources: &Sources) -> Lines {
    let mut lines = Lines::new();
    for finding in &report.findings {
        let source = sources.get(finding.primary.at.file);
        let start = source.line_column(finding.primary.at.span.start);
        let (path, level) = (shown_path(&source.path, &report.root), severity(finding.level));
        let (line, column) = (start.line, start.column);
        let (rule, message) = (finding.rule, &finding.message);
        lines.line(format_args!("{path}:{line}:{column}: {level}[chanlint::{rule}]: {message}"));
    }
    lines.append(&incomplete(report, sources));
    lines
}

/// A line for what was not followed to its end.
pub(super) fn incomplete(report: &Report, sources: &Sources) -> Lines {
    let mut lines = Lines::new();
    for one in &report.incomplete {
        let at = shown_place(one.at, report, sources);
        lines.line(format_args!("{at}: note[chanlint::incomplete]: {}", one.told()));
    }
    lines
}

/// A line for each problem, `path:line: error: message`, and for each note.
pub fn problems(report: &Report) -> Lines {
    let mut lines = Lines::new();
    for problem in &report.problems {
        let path = shown_path(&problem.path, &report.root);
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        lines.line(format_args!("{path}{line}: error: {}", problem.message));
    }
    for note in &report.notes {
        let path = shown_path(&note.path, &report.root);
        lines.line(format_args!("{path}: note: {}", note.message));
    }
    lines
}
