//! The shape of what is analysed: packages, their targets, their dependencies and the clients they reach.
//!
//! Built by `discover` from manifests and the lock file; nothing here reads a source file.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use semver::Version;

use crate::facts::Name;
use crate::ids::{Id as _, ids};
use crate::language::Language;
use crate::problem::{Note, Problem};

/// Everything that discovery found.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The directory of the workspace manifest, or the directory that was given.
    pub root: PathBuf,
    /// The packages to analyse, sorted by manifest path, and the dependencies that are read for what they do.
    pub packages: Vec<Package>,
    /// Manifests that could not be read, paths that do not exist.
    pub problems: Vec<Problem>,
    /// Packages outside of the repository that are not there.
    pub notes: Vec<Note>,
    /// How many packages that reach a client were left out by their names.
    pub left_out: usize,
    /// How many packages the workspace has, those without a client included.
    pub members: usize,
    /// Whether every one of them was asked for: otherwise code that uses what is analysed may not have been looked at.
    pub is_whole: bool,
    /// Texts that stand in for files.
    pub texts: Texts,
}

impl Workspace {
    /// The languages of its packages.
    pub fn languages(&self) -> impl Iterator<Item = Language> {
        let speaks =
            |language: &Language| self.packages.iter().any(|package| package.language == *language);
        Language::ALL.into_iter().filter(speaks)
    }

    /// One of [`Self::packages`].
    pub fn package(&self, id: PackageId) -> &Package {
        &self.packages[id.index()]
    }

    /// The packages with their ids.
    pub fn entries(&self) -> impl Iterator<Item = (PackageId, &Package)> {
        let ids = (0..self.packages.len()).map(PackageId::from_index);
        ids.zip(&self.packages)
    }
}

/// Texts that are analysed as if they stood in files, by path: what an editor has not saved, or a fix has not written yet.
pub type Texts = BTreeMap<PathBuf, Arc<str>>;

ids! {
    /// Index of a package in [`Workspace::packages`].
    pub PackageId
}

/// Why a package is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageRole {
    /// Findings are reported in it.
    Member,
    /// What a member is built on, or a member that was not asked for: read for what its functions do, never reported on.
    /// It need not reach a client itself, as it may hold a wrapper around `spawn` or a generic carrier.
    Dependency,
    /// The same, from a registry, a cache or a `vendor` folder: its authors have to hear of what is wrong inside of it.
    Foreign,
}

/// A package that reaches a client.
#[derive(Debug, Clone)]
pub struct Package {
    /// The language of its code.
    pub language: Language,
    /// Its name in the manifest.
    pub name: String,
    /// Its version, where the manifest or the workspace gives one.
    pub version: Option<Version>,
    /// The edition of its code, as the manifest writes it; of Go, the release whose language it is written in.
    pub edition: Option<String>,
    /// Why it is looked at.
    pub role: PackageRole,
    /// Its manifest, when there is one that can be read. Without it every client can be named, and any other crate may be there.
    pub manifest: Option<PathBuf>,
    /// The directory that holds its sources.
    pub dir: PathBuf,
    /// The roots of its module trees.
    pub targets: Vec<Target>,
    /// What its code can name.
    pub dependencies: Vec<Dependency>,
    /// Findings are reported only in these files and below these directories; everywhere when empty.
    pub only: Vec<PathBuf>,
    /// Whether `#[cfg(test)]` and `#[test]` items are taken.
    pub test_code: bool,
}

/// What a target is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetKind {
    /// A library, procedural macros included.
    Lib,
    /// A program.
    Bin,
    /// A file under `tests/`.
    Test,
    /// A file under `examples/`.
    Example,
    /// A file under `benches/`.
    Bench,
}

/// The root of a module tree.
#[derive(Debug, Clone)]
pub struct Target {
    /// What it is built for.
    pub kind: TargetKind,
    /// The crate's name in code, with underscores.
    pub name: Name,
    /// The root file; of a folder whose files make one target, the first of them.
    pub root: PathBuf,
    /// All files, in order, where no file says which others belong to it.
    pub files: Vec<PathBuf>,
}

/// A dependency as code sees it.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The name in code, with underscores; a rename is applied.
    pub name: Name,
    /// The package's own name.
    pub package: String,
    /// The locked version, or what the requirement pins.
    pub version: ClientVersion,
    /// The package, when its sources are part of the analysis.
    pub resolved: Option<PackageId>,
}

/// What is known about a dependency's version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientVersion {
    /// From the lock file.
    Locked(Version),
    /// From the manifest: the lowest version that the requirement takes.
    Required(Version),
    /// Neither says.
    Unknown,
}

impl ClientVersion {
    /// The version, however it is known.
    pub fn version(&self) -> Option<&Version> {
        match self {
            Self::Locked(version) | Self::Required(version) => Some(version),
            Self::Unknown => None,
        }
    }
}
