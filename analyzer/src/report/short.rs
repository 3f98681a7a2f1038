//! One line for each finding, as compilers write it, for searching, counting and editors without JSON.

use std::fmt::Write as _;

use crate::findings::Report;
use crate::report::{severity, shown_path};
use crate::sources::Sources;

/// A line for each finding: `path:line:column: error[chanlint::rule]: message`.
pub fn findings(report: &Report, sources: &Sources) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        let source = sources.get(finding.primary.at.file);
        let start = source.line_column(finding.primary.at.span.start);
        let (path, level) = (shown_path(&source.path, &report.root), severity(finding.level));
        let (line, column) = (start.line, start.column);
        let (rule, message) = (finding.rule, &finding.message);
        let _ = writeln!(text, "{path}:{line}:{column}: {level}[chanlint::{rule}]: {message}");
    }
    text
}

/// A line for each problem: `path:line: error: message`.
pub fn problems(report: &Report) -> String {
    let mut text = String::new();
    for problem in &report.problems {
        let path = shown_path(&problem.path, &report.root);
        let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
        let _ = writeln!(text, "{path}{line}: error: {}", problem.message);
    }
    text
}
