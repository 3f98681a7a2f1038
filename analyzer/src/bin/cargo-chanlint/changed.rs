//! `--changed-since`: the findings that touch files which differ from a revision.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chanlint::findings::Report;
use chanlint::sources::{FileId, Sources};

use crate::vcs;

/// Keeps the findings with a primary or related place in a file that differs from what the current branch has in common
/// with a revision.
pub(crate) fn limit(revision: &str, report: &mut Report, sources: &Sources) -> anyhow::Result<()> {
    let changed = vcs::changed_files(revision, &report.workspace)?;
    let changed: BTreeSet<PathBuf> = changed.iter().map(|path| real(path)).collect();
    let is_changed = |file: FileId| changed.contains(&real(sources.path(file)));
    let all = report.findings.len();
    report.findings.retain(|finding| {
        is_changed(finding.primary.at.file)
            || finding.related.iter().any(|place| is_changed(place.at.file))
    });
    report.summary.findings = report.findings.len();
    report.summary.outside = all - report.findings.len();
    Ok(())
}

/// The path without links, so that equal files compare equal. A file that is gone has none.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
