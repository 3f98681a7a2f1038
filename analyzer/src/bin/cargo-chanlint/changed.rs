//! `--changed-since`: which files differ from a revision, asked of git, and the findings that touch them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use chanlint::findings::Report;
use chanlint::sources::{FileId, Sources};

/// Keeps the findings with a primary or related place in a file that differs from what the current branch has in common
/// with a revision. Changes that are not committed count, and files that git does not know yet.
pub(crate) fn limit(revision: &str, report: &mut Report, sources: &Sources) -> anyhow::Result<()> {
    let changed = changed_files(revision, &report.workspace)?;
    let is_changed = |file: FileId| changed.contains(&real(sources.path(file)));
    report.findings.retain(|finding| {
        is_changed(finding.primary.at.file)
            || finding.related.iter().any(|place| is_changed(place.at.file))
    });
    report.summary.findings = report.findings.len();
    Ok(())
}

fn changed_files(revision: &str, dir: &Path) -> anyhow::Result<BTreeSet<PathBuf>> {
    let top = git(dir, &["rev-parse", "--show-toplevel"])
        .context("`--changed-since` asks git, which does not answer")?;
    let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
    let commit = format!("{revision}^{{commit}}");
    git(dir, &["rev-parse", "--quiet", "--verify", "--end-of-options", &commit])
        .map_err(|_| anyhow::anyhow!("git knows no revision `{revision}` here; a shallow clone may lack it: fetch it, or name another"))?;
    // What others did since the branches parted is not this branch's change.
    let base =
        git(dir, &["merge-base", "--end-of-options", revision, "HEAD"]).with_context(|| {
            format!("`{revision}` and `HEAD` have no commit in common; a shallow clone may lack it")
        })?;
    let differing = git(
        &top,
        &["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", base.trim(), "--"],
    )?;
    let unknown = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = differing.split('\0').chain(unknown.split('\0')).filter(|name| !name.is_empty());
    Ok(names.map(|name| real(&top.join(name))).collect())
}

/// Runs git and returns what it printed.
fn git(dir: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(dir)
        .output()
        .with_context(|| format!("git cannot be run in `{}`", dir.display()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let command = arguments.first().copied().unwrap_or_default();
        bail!("`git {command}` failed: {}", said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The path without links, so that equal files compare equal. A file that is gone has none.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
