//! What git knows of the files: whether a change could be undone, by cargo's rules for `cargo fix`, and what differs from a revision.

mod git;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};

use crate::args::FixArgs;
use crate::output::Listed;

/// Which repositories may be written to. One that was as it should be before this run stays free for its later steps.
pub(crate) struct Permission<'a> {
    flags: &'a FixArgs,
    granted: BTreeSet<PathBuf>,
}

impl<'a> Permission<'a> {
    /// Nothing has been asked for yet.
    pub(crate) fn new(flags: &'a FixArgs) -> Self {
        Self { flags, granted: BTreeSet::new() }
    }

    /// Refuses to change files whose repository has changes that nobody committed, or that are in none.
    pub(crate) fn ask<'p>(
        &mut self,
        files: impl IntoIterator<Item = &'p Path>,
    ) -> anyhow::Result<()> {
        // A file behind a link may be another repository's.
        let files = files.into_iter().map(|file| fs::canonicalize(file).unwrap_or(file.into()));
        let folders: BTreeSet<PathBuf> =
            files.filter_map(|file| Some(file.parent()?.to_owned())).collect();
        let mut roots = BTreeSet::new();
        for folder in folders {
            match root(&folder) {
                Ok(root) => drop(roots.insert(root)),
                Err(_) if self.flags.allow_no_vcs => {}
                Err(why) => bail!(
                    "{why}, and what is written could not be undone: pass `--allow-no-vcs` to write all the same{}",
                    self.or_diff()
                ),
            }
        }
        roots.retain(|root| !self.granted.contains(root));
        self.refuse_uncommitted(&roots)?;
        self.granted.extend(roots);
        Ok(())
    }

    fn refuse_uncommitted(&self, roots: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
        let mut items = Vec::new();
        for root in roots {
            for (state, file) in statuses(root)? {
                let is_staged = self.flags.allow_staged && state == State::Staged;
                if !self.flags.allow_dirty && !is_staged {
                    items.push(format!("{file} ({})", state.name()));
                }
            }
        }
        if items.is_empty() {
            return Ok(());
        }
        let message = format!(
            "the working directory has uncommitted changes, and what is written could not be told from them: commit these files first, or pass `--allow-dirty` (`--allow-staged` when all are staged){}:",
            self.or_diff()
        );
        Err(Listed { message, items }.into())
    }

    fn or_diff(&self) -> &'static str {
        if self.flags.fix { ", or `--diff` to see what would change" } else { "" }
    }
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

/// The working tree that a folder belongs to, or why there is none that git takes.
fn root(folder: &Path) -> Result<PathBuf, String> {
    let shown = folder.display();
    let output = git::run(folder, &["rev-parse", "--show-toplevel"])
        .map_err(|error| format!("{error:#}"))?;
    let path = String::from_utf8_lossy(&output.stdout).into_owned();
    let path = path.trim_end_matches(['\r', '\n']);
    if output.status.success() && !path.is_empty() {
        return Ok(PathBuf::from(path));
    }
    let said = git::said(&output);
    if said.is_empty() || said.contains("not a git repository") {
        return Err(format!("no git repository was found around {shown}"));
    }
    Err(format!("git takes no repository around {shown} ({said})"))
}

/// Files with changes that are not committed, in git's order.
fn statuses(root: &Path) -> anyhow::Result<Vec<(State, String)>> {
    let text = git::text(root, &["status", "--porcelain=v1", "-z", "--no-renames"])?;
    // `XY path`: the index, the working tree, the file.
    let entries = text.split('\0').filter_map(|entry| {
        let (state, file) = (entry.get(..2)?, entry.get(3..)?);
        let is_staged = state.ends_with(' ');
        Some((if is_staged { State::Staged } else { State::Dirty }, file.to_owned()))
    });
    Ok(entries.collect())
}

/// The files that differ from what the current branch has in common with a revision, in the repository around a folder. Changes
/// that are not committed count, and files that git does not know yet.
pub(crate) fn changed_files(revision: &str, dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let top = git::text(dir, &["rev-parse", "--show-toplevel"])
        .context("`--changed-since` asks git, which does not answer")?;
    let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
    let commit = format!("{revision}^{{commit}}");
    git::text(dir, &["rev-parse", "--quiet", "--verify", "--end-of-options", &commit])
        .map_err(|_| anyhow!("git knows no revision `{revision}` here; a shallow clone may lack it: fetch it, or name another"))?;
    // What others did since the branches parted is not this branch's change.
    let base = git::text(dir, &["merge-base", "--end-of-options", revision, "HEAD"]).with_context(
        || format!("`{revision}` and `HEAD` have no commit in common; a shallow clone may lack it"),
    )?;
    let differing = git::text(
        &top,
        &["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", base.trim(), "--"],
    )?;
    let unknown = git::text(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = differing.split('\0').chain(unknown.split('\0')).filter(|name| !name.is_empty());
    Ok(names.map(|name| top.join(name)).collect())
}
