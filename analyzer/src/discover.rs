//! From what the user asked for to the packages that have to be read.
//!
//! Reads manifests and lock files by itself: no cargo, no network and no toolchain is needed, and a workspace that cargo refuses
//! is analysed as far as it goes, with one problem for each thing that is wrong. Source files are not opened here, and the
//! names of the AMQP clients come from the caller.

mod entries;
mod glob;
mod home;
mod lock;
mod loose;
mod manifest;
mod members;
mod missing;
mod packages;
mod reach;
mod registry;
mod scope;
mod targets;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::problem::Problem;
use crate::territory::Territory;
use crate::workspace::{TargetKind, Texts, Workspace};
pub use home::{Described, Home};
pub use manifest::normalize;

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
        }
    }
}

/// What the paths of a request lead to, before it is known which clients matter.
pub struct Survey {
    entries: Vec<entries::Entry>,
    problems: Vec<Problem>,
    manifests: members::Manifests,
}

/// Finds the packages that reach one of `clients` (package names), and those of the workspace that they are built on.
pub fn discover(request: &Request, clients: &[&str]) -> Workspace {
    packages(request, survey(request), clients)
}

/// Looks where a request's paths lead.
pub fn survey(request: &Request) -> Survey {
    let mut manifests = members::Manifests::default();
    let (entries, problems) = entries::entries(request, &mut manifests);
    Survey { entries, problems, manifests }
}

impl Survey {
    /// The workspaces, each once.
    pub fn homes(&mut self) -> Vec<Home> {
        home::homes(&self.entries, &mut self.manifests)
    }
}

/// What belongs to workspaces on disk: their directories, and those of members that lie beside them.
pub fn territory(homes: &[Home]) -> Territory {
    let of_members = homes.iter().flat_map(|home| &home.members);
    let of_members = of_members.filter_map(|member| member.manifest.parent());
    Territory::new(homes.iter().map(|home| &*home.dir).chain(of_members).map(Path::to_owned))
}

/// The second half of [`discover`]; of `request`, the paths have been followed.
pub fn packages(request: &Request, survey: Survey, clients: &[&str]) -> Workspace {
    let Survey { entries, mut problems, mut manifests } = survey;
    let packages =
        packages::packages(&entries, &mut manifests, clients, request.cargo_home.as_deref());
    let wanted = scope::wanted(request, &entries, &packages.nodes, &mut problems);
    let found = scope::scope(&wanted, &packages, clients, &mut problems);
    let left_out = scope::left_out(request, &wanted, &packages.nodes, clients);
    let members =
        packages.nodes.iter().filter(|node| node.standing == packages::Standing::Member).count();
    let full = |path: &PathBuf| normalize(&request.directory.join(path));
    let texts = request.texts.iter().map(|(path, text)| (full(path), text.clone())).collect();
    let is_whole = packages
        .nodes
        .iter()
        .zip(&wanted)
        .all(|(node, wanted)| node.standing != packages::Standing::Member || wanted.is_some());
    let root = match &packages.roots[..] {
        [root] => root.clone(),
        _ => request.directory.clone(),
    };
    problems.extend(manifests.problems);
    problems.extend(packages.problems);
    problems.sort();
    problems.dedup();
    let notes = manifests.missing.into_notes();
    Workspace { root, packages: found, problems, notes, left_out, members, is_whole, texts }
}

/// Whether a directory holds nothing that a person wrote: hidden ones, `node_modules`, cargo's `target`.
pub(crate) fn is_passed_over(dir: &Path) -> bool {
    let Some(name) = dir.file_name().and_then(|name| name.to_str()) else { return false };
    // A module may be called `target`, too.
    let is_build =
        || dir.with_file_name("Cargo.toml").is_file() || dir.join("CACHEDIR.TAG").is_file();
    name.starts_with('.') || name == "node_modules" || (name == "target" && is_build())
}
