//! Whether a fix that goes wrong could be undone: cargo's rules for `cargo fix`, asked of git.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::bail;
use chanlint::fixes::Change;

use crate::args::FixArgs;

/// Refuses to change files whose repository has changes that nobody committed, or that are in none.
pub(crate) fn check(changes: &[Change], flags: &FixArgs) -> anyhow::Result<()> {
    let folders: BTreeSet<&Path> =
        changes.iter().filter_map(|change| change.path.parent()).collect();
    let mut roots = BTreeSet::new();
    for folder in folders {
        match root(folder) {
            Some(root) => drop(roots.insert(root)),
            None if flags.allow_no_vcs => {}
            None => bail!(
                "no git repository was found around {}, and a fix could not be undone: pass `--allow-no-vcs` to fix all the same, or `--diff` to see what would change",
                folder.display()
            ),
        }
    }
    let mut uncommitted = String::new();
    for root in roots {
        for (state, file) in statuses(&root)? {
            let is_allowed = flags.allow_dirty || flags.allow_staged && state == State::Staged;
            if !is_allowed {
                let _ = write!(uncommitted, "\n  * {file} ({})", state.name());
            }
        }
    }
    if uncommitted.is_empty() {
        return Ok(());
    }
    bail!(
        "the working directory has uncommitted changes, and a fix could not be told from them: commit these files first, or pass `--allow-dirty` (`--allow-staged` when all are staged), or `--diff` to see what would change:\n{uncommitted}"
    )
}

/// What git says about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// All of its changes are in the index.
    Staged,
    /// It has other changes, or is new.
    Dirty,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Dirty => "dirty",
        }
    }
}

/// The working tree that a folder belongs to.
fn root(folder: &Path) -> Option<PathBuf> {
    let output = git(folder, &["rev-parse", "--show-toplevel"]).ok()?;
    let path = String::from_utf8(output.stdout).ok()?;
    let path = path.trim_end_matches(['\r', '\n']);
    (output.status.success() && !path.is_empty()).then(|| PathBuf::from(path))
}

/// Files with changes that are not committed, in git's order.
fn statuses(root: &Path) -> anyhow::Result<Vec<(State, String)>> {
    let output = git(root, &["status", "--porcelain=v1", "-z", "--no-renames"])?;
    if !output.status.success() {
        bail!(
            "`git status` failed in {}: {}",
            root.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // `XY path`: the index, the working tree, the file.
    let entries = text.split('\0').filter_map(|entry| {
        let (state, file) = (entry.get(..2)?, entry.get(3..)?);
        let is_staged = state.ends_with(' ');
        Some((if is_staged { State::Staged } else { State::Dirty }, file.to_owned()))
    });
    Ok(entries.collect())
}

fn git(folder: &Path, arguments: &[&str]) -> std::io::Result<Output> {
    Command::new("git").arg("-C").arg(folder).args(arguments).output()
}
