//! The workspaces that entries lie in, with what their manifests say of configuration.

use std::path::PathBuf;
use std::rc::Rc;

use super::manifest::Manifest;
use super::members::{Found, Manifests};
use crate::discover::entry::Entry;
use crate::discover::home::{Described, Home};

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
        Found::Read(manifest) => Some(described(&manifest)),
        Found::Broken | Found::Missing => None,
    });
    Home { dir: root.dir().to_owned(), members: members.collect(), root: Some(described(root)) }
}

fn without_manifest(dir: PathBuf) -> Home {
    Home { dir, root: None, members: Vec::new() }
}

fn described(manifest: &Manifest) -> Described {
    let has_table = |section: &str| {
        let metadata = manifest.table().get(section).and_then(|table| table.get("metadata"));
        metadata.and_then(|metadata| metadata.get("chanlint")).is_some()
    };
    Described {
        manifest: manifest.path.clone(),
        package: manifest.package_name().map(str::to_owned),
        for_workspace: has_table("workspace"),
        for_package: has_table("package"),
    }
}
