//! What a user asks to look at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::workspace::{TargetKind, Texts};

/// What to look at.
#[derive(Debug, Clone)]
pub struct Request {
    /// The working directory: other paths are relative to it. Has to be absolute.
    pub directory: PathBuf,
    /// Directories, manifests or `.rs` files; none means the package or workspace around the working directory.
    pub paths: Vec<PathBuf>,
    /// A manifest, looked at like a path.
    pub manifest_path: Option<PathBuf>,
    /// Which packages of the workspaces found there are reported on.
    pub selection: Selection,
    /// Names of packages that are not reported on.
    pub exclude: Vec<String>,
    /// The kinds of targets that are read.
    pub kinds: BTreeSet<TargetKind>,
    /// As `kinds`, for the packages in these directories.
    pub kinds_in: BTreeMap<PathBuf, BTreeSet<TargetKind>>,
    /// Texts that stand in for files, which need not be there.
    pub texts: Texts,
    /// Cargo's home, where the sources of dependencies lie. With `None` only path dependencies are followed.
    pub cargo_home: Option<PathBuf>,
    /// Where `go` keeps the modules that it fetched. With `None` only those in `vendor` folders are followed.
    pub go_modules: Option<PathBuf>,
}

/// Which packages are reported on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Those at or below the given paths.
    Paths,
    /// Every member of the workspaces around the given paths.
    Workspace,
    /// The members with these names.
    Packages(Vec<String>),
}

impl Request {
    /// The same, with `...` at the end of a path left out: what lies below a folder is meant anyway.
    pub(super) fn without_dots(&self) -> Self {
        let bare = |path: &PathBuf| match path.strip_prefix("...") {
            Ok(_) => PathBuf::from("."),
            Err(_) if path.ends_with("...") => path.parent().map_or(path.clone(), Path::to_owned),
            Err(_) => path.clone(),
        };
        Self { paths: self.paths.iter().map(bare).collect(), ..self.clone() }
    }

    /// Libraries and programs of what lies around `directory`, with path dependencies only.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
            paths: Vec::new(),
            manifest_path: None,
            selection: Selection::Paths,
            exclude: Vec::new(),
            kinds: BTreeSet::from([TargetKind::Lib, TargetKind::Bin]),
            kinds_in: BTreeMap::new(),
            texts: Texts::new(),
            cargo_home: None,
            go_modules: None,
        }
    }
}
