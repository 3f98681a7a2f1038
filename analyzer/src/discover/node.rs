//! Packages as manifests of any language describe them, before it is known which of them matter.

use std::path::PathBuf;

use semver::Version;

use super::entry::Entry;
use crate::facts::Name;
use crate::language::Language;
use crate::problem::{Note, Problem};
use crate::workspace::{ClientVersion, Target, TargetKind};

/// Everything that the paths of a request lead to.
pub(super) struct Found {
    /// What the paths mean.
    pub(super) entries: Vec<Entry>,
    /// The packages.
    pub(super) nodes: Vec<Node>,
    /// Directories of the workspaces that were asked for.
    pub(super) roots: Vec<PathBuf>,
    /// What could not be read, and paths that lead nowhere.
    pub(super) problems: Vec<Problem>,
    /// Packages outside of the repository that are not there.
    pub(super) notes: Vec<Note>,
}

impl Found {
    /// Adds what the same paths lead to in another language.
    pub(super) fn extend(&mut self, other: Self) {
        let first = self.nodes.len();
        let moved = other.nodes.into_iter().map(|mut node| {
            node.needs.iter_mut().for_each(|need| need.answer = need.answer.map(|at| at + first));
            node
        });
        self.nodes.extend(moved);
        self.entries.extend(other.entries);
        self.problems.extend(other.problems);
        self.notes.extend(other.notes);
        let new = other.roots.into_iter().filter(|root| !self.roots.contains(root));
        let new: Vec<PathBuf> = new.collect();
        self.roots.extend(new);
    }
}

/// A package before it is known whether it matters.
#[derive(Debug)]
pub(super) struct Node {
    /// The language of its code.
    pub(super) language: Language,
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: Option<Version>,
    /// Its edition.
    pub(super) edition: Option<String>,
    /// Its manifest, when there is one that can be read.
    pub(super) manifest: Option<PathBuf>,
    /// Its directory, or its only file.
    pub(super) dir: PathBuf,
    /// Targets of every kind.
    pub(super) targets: Vec<Target>,
    /// A sentence for each target whose file is missing.
    pub(super) missing: Vec<(TargetKind, String)>,
    /// What it depends on.
    pub(super) needs: Vec<Need>,
    /// How it came here.
    pub(super) standing: Standing,
}

/// A dependency of a package.
#[derive(Debug)]
pub(super) struct Need {
    /// The name in code.
    pub(super) name: Name,
    /// The package's own name.
    pub(super) package: String,
    /// What is known of its version.
    pub(super) version: ClientVersion,
    /// Whether only tests, examples and benches can name it.
    pub(super) dev: bool,
    /// The package that answers it, when that one's sources are at hand.
    pub(super) answer: Option<NodeId>,
}

/// The index of a package.
pub(super) type NodeId = usize;

/// How a package came to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// It belongs to a workspace that was asked for, or has no manifest.
    Member,
    /// Another package depends on it.
    Dependency,
    /// Another package depends on it, and it comes from elsewhere: a registry, a cache or a `vendor` folder.
    Foreign,
}
