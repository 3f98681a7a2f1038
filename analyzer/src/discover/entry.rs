//! What the given paths mean, whatever the language: packages, a part of one, or sources without a manifest.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::workspace::TargetKind;

/// What a path stands for.
#[derive(Debug)]
pub(super) enum Entry {
    /// The packages of a manifest's workspace that lie at or below a directory.
    Below {
        /// A manifest of the workspace.
        manifest: PathBuf,
        /// The directory.
        dir: PathBuf,
    },
    /// A file or directory inside one package.
    Inside {
        /// The package's manifest.
        manifest: PathBuf,
        /// The file or directory.
        only: PathBuf,
        /// The kinds of the targets that it belongs to.
        kinds: BTreeSet<TargetKind>,
    },
    /// A file or directory without a manifest that could be read.
    Loose(PathBuf),
}
