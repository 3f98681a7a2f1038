//! The baseline as a file: where it lies, when it counts, and the commands that write it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chanlint::baseline::{Baseline, Entry, FILE};
use chanlint::findings::Report;
use chanlint::report::shown_path;
use chanlint::sources::Sources;
use chanlint::territory::{Standing, Territory};

use crate::args::{BaselineFile, Check};
use crate::write;

/// What the run says about the baseline, besides how many findings it hides.
pub(crate) struct Stale {
    /// How many entries nothing is found for any more.
    pub(crate) count: usize,
    /// The file, as it is shown.
    pub(crate) path: String,
}

/// Takes the known findings out of a report, when there is a baseline.
pub(crate) fn hide(
    check: &Check,
    report: &mut Report,
    sources: &Sources,
) -> anyhow::Result<Option<Stale>> {
    let path = path(&check.baseline, report);
    // Only a file that was asked for has to be there.
    if check.no_baseline || (check.baseline.path.is_none() && !path.exists()) {
        return Ok(None);
    }
    let baseline = read(&check.baseline, &path, &report.territory)?;
    let left = hidden(&baseline, report, sources);
    let count = left.iter().filter(|entry| is_stale(entry, report, sources)).count();
    Ok((count > 0).then(|| Stale { count, path: shown_path(&path, &report.root) }))
}

/// `baseline write`: every finding of the run is known from now on. Returns what to tell.
pub(crate) fn write(
    file: &BaselineFile,
    report: &Report,
    sources: &Sources,
) -> anyhow::Result<String> {
    let path = path(file, report);
    let baseline = Baseline::of(report, sources);
    store(&path, &baseline, &report.territory)?;
    let shown = shown_path(&path, &report.root);
    Ok(format!("chanlint: {shown} holds {}", counted(baseline.len())))
}

/// `baseline prune`: what is not found any more is not known any more. Returns what to tell.
pub(crate) fn prune(
    file: &BaselineFile,
    report: &mut Report,
    sources: &Sources,
) -> anyhow::Result<String> {
    let path = path(file, report);
    let mut baseline = read(file, &path, &report.territory)?;
    let mut gone = hidden(&baseline, report, sources);
    gone.retain(|entry| is_stale(entry, report, sources));
    if !gone.is_empty() {
        baseline.remove(&gone);
        store(&path, &baseline, &report.territory)?;
    }
    let shown = shown_path(&path, &report.root);
    Ok(format!(
        "chanlint: removed {} from {shown}, which holds {} now",
        counted(gone.len()),
        counted(baseline.len())
    ))
}

/// Hides what is known; returns the entries that are left over.
fn hidden(baseline: &Baseline, report: &mut Report, sources: &Sources) -> Vec<Entry> {
    let workspace = report.workspace.clone();
    baseline.hide(report, sources, &|path| !workspace.join(path).exists())
}

fn path(file: &BaselineFile, report: &Report) -> PathBuf {
    match &file.path {
        Some(path) => report.root.join(path),
        None => report.workspace.join(FILE),
    }
}

fn read(file: &BaselineFile, path: &Path, territory: &Territory) -> anyhow::Result<Baseline> {
    let about = || format!("the baseline `{}` cannot be read", path.display());
    if file.path.is_none() {
        found(path, territory).with_context(about)?;
    }
    let text = fs::read_to_string(path).with_context(about)?;
    Baseline::parse(&text).with_context(about)
}

/// Refuses a file that nobody named and that is no ordinary one.
fn found(path: &Path, territory: &Territory) -> anyhow::Result<()> {
    if territory.target(path)?.standing == Standing::LeadsOut {
        return Err(write::Refusal::LeadsOut.into());
    }
    // Who names a pipe writes into it; one that is found would be waited for in vain.
    if path.exists() && !path.is_file() {
        bail!("it is not a regular file");
    }
    Ok(())
}

fn store(path: &Path, baseline: &Baseline, territory: &Territory) -> anyhow::Result<()> {
    write::put(path, territory, baseline.render().as_bytes())
        .with_context(|| format!("the baseline `{}` cannot be written", path.display()))
}

/// Whether an entry without a finding is out of date, and not merely out of this run's sight.
fn is_stale(entry: &Entry, report: &Report, sources: &Sources) -> bool {
    let path = report.workspace.join(&entry.path);
    let is_seen = || report.scope.files.iter().any(|&file| sources.path(file) == path);
    !path.exists() || (report.scope.is_whole && is_seen())
}

fn counted(count: usize) -> String {
    if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") }
}

/// Fails when not everything could be read: findings would be missing.
pub(crate) fn demand_everything(report: &Report) -> anyhow::Result<()> {
    if !report.problems.is_empty() {
        bail!("the baseline is left as it is, because not everything could be read");
    }
    Ok(())
}
