//! What went wrong, what else there is to know and what was passed over: a line each.

use std::path::Path;

use crate::findings::Report;
use crate::gaps::counted;
use crate::problem::{Note, Problem};
use crate::report::{Lines, shown_path, shown_place};
use crate::sources::Sources;

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

/// One line for each place that was passed over, one for the configuration, one for the clients, and one for what was not
/// understood.
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
    if let Some(said) = counted(&report.gaps) {
        lines.line(format_args!("{said}"));
    }
    for one in &report.incomplete {
        let at = shown_place(one.at, report, sources);
        lines.line(format_args!("not followed to its end: {at}: {}", one.message));
    }
    lines
}
