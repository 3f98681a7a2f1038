//! Packages that manifests name and that are not there.
//!
//! Inside of the repository that is a mistake. What lies beside it may simply not have been fetched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::problem::{Note, Problem};

/// Packages outside of the repository that are not there, by their directories.
#[derive(Default)]
pub(super) struct Missing {
    notes: BTreeMap<PathBuf, Note>,
}

impl Missing {
    /// What is to be said of a package that a manifest of a workspace names. It is kept as a note, once for each directory, when
    /// that lies outside of the workspace's repository; otherwise it is a problem.
    pub(super) fn tell(
        &mut self,
        dir: &Path,
        manifest: &Path,
        workspace: &Path,
        sentence: String,
    ) -> Option<Problem> {
        if dir.starts_with(repository(workspace)) {
            return Some(Problem::new(manifest, sentence));
        }
        self.notes.entry(dir.to_owned()).or_insert_with(|| Note::new(manifest, sentence));
        None
    }

    /// The notes, sorted.
    pub(super) fn into_notes(self) -> Vec<Note> {
        let mut notes: Vec<Note> = self.notes.into_values().collect();
        notes.sort();
        notes
    }
}

/// The directory of the repository around a workspace; the workspace's own where there is none.
fn repository(workspace: &Path) -> &Path {
    workspace.ancestors().find(|dir| dir.join(".git").exists()).unwrap_or(workspace)
}
