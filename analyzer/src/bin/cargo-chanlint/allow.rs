//! `--add-allow`: writes suppressions into the sources.

use anyhow::{Context as _, bail};
use chanlint::edit;
use chanlint::findings::Report;
use chanlint::problem::Note;
use chanlint::report::shown_path;
use chanlint::sources::Sources;
use chanlint::suppress::add::{Additions, additions};

use crate::vcs::Permission;
use crate::write;

/// Allows every finding of a report with one reason, and takes it out of the report. Returns what to tell.
pub(crate) fn add(
    reason: &str,
    report: &mut Report,
    sources: &Sources,
    permission: &mut Permission<'_>,
) -> anyhow::Result<String> {
    let reason = reason.trim();
    if reason.is_empty() || reason.contains(['\n', '\r']) {
        bail!("the reason of `--add-allow` has to be one line of text");
    }
    let mut additions = additions(&report.findings, sources, reason);
    leave_out(&mut additions, report, sources);
    let files = report.scope.files.iter().map(|&file| sources.path(file));
    // Before git is asked, for which it would be a change that nobody committed.
    write::sweep(files, &report.territory);
    permission.ask(additions.edits.keys().map(|&file| sources.path(file)))?;
    for (&file, edits) in &additions.edits {
        let source = sources.get(file);
        let shown = shown_path(&source.path, &report.root);
        let after = edit::apply(&source.text, edits)?;
        write::rewrite(&source.path, &report.territory, &source.text, &after)
            .with_context(|| format!("no suppression was added to {shown}"))?;
    }
    let mut covers = additions.covers.iter();
    report.findings.retain(|_| covers.next() != Some(&true));
    report.summary.findings = report.findings.len();
    report.summary.suppressed += additions.covers.iter().filter(|covered| **covered).count();
    let (comments, files) = (additions.comments, additions.edits.len());
    let noun =
        |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    Ok(format!("chanlint: added {} in {}", noun(comments, "suppression"), noun(files, "file")))
}

/// Takes out what is about files that are to be left as they are, and notes them.
fn leave_out(additions: &mut Additions, report: &mut Report, sources: &Sources) {
    for file in additions.edits.keys().copied().collect::<Vec<_>>() {
        let path = sources.path(file);
        let Some(why) = write::refusal(path, &report.territory) else { continue };
        let message = format!("no suppression was added to this file: {why}");
        report.notes.push(Note::new(path, message));
        additions.comments -= additions.edits.remove(&file).map_or(0, |edits| edits.len());
        for (covered, finding) in additions.covers.iter_mut().zip(&report.findings) {
            *covered &= finding.primary.at.file != file;
        }
    }
    report.notes.sort();
}
