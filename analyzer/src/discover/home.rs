//! The workspaces that a request leads to, as who looks for configuration sees them.

use std::path::PathBuf;
use std::rc::Rc;

use crate::discover::entries::Entry;
use crate::discover::manifest::Manifest;
use crate::discover::members::{Found, Manifests};

/// A workspace, a package that stands alone, or a folder of sources without a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The directory of its manifest, or the folder.
    pub dir: PathBuf,
    /// The manifest at its root, when there is one that can be read.
    pub root: Option<Described>,
    /// The manifests of its packages, sorted; the root's may be among them.
    pub members: Vec<Described>,
}

/// A manifest, and whether it configures this tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Where it stands.
    pub manifest: PathBuf,
    /// The package's name; `None` for a virtual manifest.
    pub package: Option<String>,
    /// Whether it has `[workspace.metadata.chanlint]`.
    pub for_workspace: bool,
    /// Whether it has `[package.metadata.chanlint]`.
    pub for_package: bool,
}

impl Described {
    fn new(manifest: &Manifest) -> Self {
        let has_table = |section: &str| {
            let metadata = manifest.table().get(section).and_then(|table| table.get("metadata"));
            metadata.and_then(|metadata| metadata.get("chanlint")).is_some()
        };
        Self {
            manifest: manifest.path.clone(),
            package: manifest.package_name().map(str::to_owned),
            for_workspace: has_table("workspace"),
            for_package: has_table("package"),
        }
    }
}

/// The homes of entries, each once, in the order of the entries.
pub(super) fn homes(entries: &[Entry], manifests: &mut Manifests) -> Vec<Home> {
    let mut homes: Vec<Home> = Vec::new();
    for entry in entries {
        let home = home(entry, manifests);
        if homes.iter().all(|known| known.dir != home.dir) {
            homes.push(home);
        }
    }
    homes
}

fn home(entry: &Entry, manifests: &mut Manifests) -> Home {
    match entry {
        Entry::Below { manifest, dir } => match manifests.at(manifest) {
            Found::Read(manifest) => of_workspace(&manifests.root_of(&manifest), manifests),
            Found::Broken | Found::Missing => without_manifest(dir.clone()),
        },
        Entry::Inside { manifest, only, .. } => match manifests.at(manifest) {
            Found::Read(manifest) => of_workspace(&manifests.root_of(&manifest), manifests),
            Found::Broken | Found::Missing => without_manifest(only.clone()),
        },
        Entry::Loose(path) => {
            let folder = if path.is_file() { path.parent().unwrap_or(path) } else { path };
            without_manifest(folder.to_owned())
        }
    }
}

fn of_workspace(root: &Rc<Manifest>, manifests: &mut Manifests) -> Home {
    let members = manifests.members(root);
    let members = members.iter().filter_map(|member| match manifests.at(member) {
        Found::Read(manifest) => Some(Described::new(&manifest)),
        Found::Broken | Found::Missing => None,
    });
    Home {
        dir: root.dir().to_owned(),
        members: members.collect(),
        root: Some(Described::new(root)),
    }
}

fn without_manifest(dir: PathBuf) -> Home {
    Home { dir, root: None, members: Vec::new() }
}
