//! `--add-allow`: writes suppressions into the sources.

use anyhow::{Context as _, bail};
use chanlint::edit;
use chanlint::findings::Report;
use chanlint::report::shown_path;
use chanlint::sources::Sources;
use chanlint::suppress::add::additions;

use crate::rewrite::rewrite;
use crate::vcs::Permission;

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
    let additions = additions(&report.findings, sources, reason);
    permission.ask(additions.edits.keys().map(|&file| sources.path(file)))?;
    for (&file, edits) in &additions.edits {
        let source = sources.get(file);
        let shown = shown_path(&source.path, &report.root);
        rewrite(&source.path, &source.text, &edit::apply(&source.text, edits)?)
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
