//! One line for each finding with all that is needed to act on it, for programs that write code and read text.

use crate::called;
use crate::findings::{Finding, Report, Step};
use crate::report::{Lines, severity, short, shown_path, shown_place};
use crate::sources::{Location, Sources};

/// A line for each finding: where, what, what follows, the ways out, the places of the story. What was not followed comes last.
pub fn findings(report: &Report, sources: &Sources) -> Lines {
    let mut lines = Lines::new();
    for finding in &report.findings {
        let at = shown_place(finding.primary.at, report, sources);
        let (level, rule) = (severity(finding.level), finding.rule);
        let parts = parts(finding, report, sources).join("; ");
        lines.line(format_args!("{at}: {level}[{rule}]: {parts}"));
    }
    lines.append(&short::incomplete(report, sources));
    lines
}

fn parts(finding: &Finding, report: &Report, sources: &Sources) -> Vec<String> {
    let mut parts = vec![finding.message.clone()];
    if let Some(outcome) = &finding.outcome {
        let because = outcome.cause.as_ref().map(|cause| format!(", because {cause}"));
        let because = because.unwrap_or_default();
        parts.push(format!("what happens: {}{because}", outcome.consequence));
    }
    if !finding.help.is_empty() {
        parts.push(format!("way out: {}", finding.help.join("; ")));
    }
    if let Some(fix) = &finding.fix {
        let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
        parts.push(format!("`{} {flags}` can {}", called::command(), fix.title));
    }
    let places = places(finding, report, sources);
    if !places.is_empty() {
        parts.push(format!("see {}", places.join(", ")));
    }
    parts
}

/// Where the story takes place besides.
fn places(finding: &Finding, report: &Report, sources: &Sources) -> Vec<String> {
    let of_steps = finding.story.iter().flat_map(|step| match step {
        Step::Opened { at, .. } => vec![*at],
        Step::Context(context) => vec![context.at, context.operation_at],
    });
    let of_places = finding.related.iter().map(|place| place.at);
    let again = finding.again.iter().map(|again| again.at);
    let all: Vec<Location> = if finding.story.is_empty() {
        of_places.collect()
    } else {
        of_steps.chain(again).collect()
    };
    let shown = |at: &Location| {
        let source = sources.get(at.file);
        let line = source.line_column(at.span.start).line;
        format!("{}:{line}", shown_path(&source.path, &report.root))
    };
    let primary = shown(&finding.primary.at);
    let mut places: Vec<String> = Vec::new();
    for place in all.iter().map(shown) {
        if place != primary && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Fix, Place, Role};
    use crate::report::test_finding;

    #[test]
    fn a_line_says_what_to_do() {
        let (mut report, sources) = test_finding("/w/src/a.rs", "open()\nuse_it()\n", "use_it()");
        let (other, _) = test_finding("", "open()\nuse_it()\n", "open()");
        let at = other.findings[0].primary.at;
        let finding = &mut report.findings[0];
        let label = "the channel is opened here".to_owned();
        finding.related = vec![Place { at, label, role: Role::Opened }; 2];
        finding.fix =
            Some(Fix { title: "open another".to_owned(), safe: false, edits: Vec::new() });
        insta::assert_snapshot!(findings(&report, &sources).as_str(), @"src/a.rs:2:1: error[shared_channel_rpc]: two tasks call `queue_declare` on one channel; what happens: one of them gets the other's reply, because the second call overwrites the first one's reply slot; way out: open a channel for each task; `cargo chanlint --fix --unsafe-fixes` can open another; see src/a.rs:1");
    }
}
