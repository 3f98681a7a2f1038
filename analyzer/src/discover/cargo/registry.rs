//! Where cargo keeps the sources of dependencies: `registry/src` and `git/checkouts` below its home.
//!
//! Only looks; what is not there is not fetched.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::lock::Locked;
use super::manifest::Manifest;
use crate::discover::passed_over::is_passed_over;

/// The directory of a locked package's sources, when they are there.
pub(super) fn source_dir(cargo_home: &Path, package: &Locked) -> Option<PathBuf> {
    let source = package.source.as_deref()?;
    match source.strip_prefix("git+") {
        Some(address) => git_dir(&cargo_home.join("git/checkouts"), address, &package.name),
        None => registry_dir(&cargo_home.join("registry/src"), package),
    }
}

fn registry_dir(sources: &Path, package: &Locked) -> Option<PathBuf> {
    let name = format!("{}-{}", package.name, package.version);
    folders(sources)
        .into_iter()
        .map(|registry| registry.join(&name))
        .find(|dir| dir.join("Cargo.toml").is_file())
}

/// `address` is `https://host/owner/repository?branch=main#0123456…`; its checkout is `repository-hash/0123456`.
fn git_dir(checkouts: &Path, address: &str, package: &str) -> Option<PathBuf> {
    let (address, commit) = address.split_once('#')?;
    let address = address.split('?').next()?.trim_end_matches('/');
    let repository = address.rsplit('/').next()?.trim_end_matches(".git");
    let is_repository = |dir: &PathBuf| {
        let name = dir.file_name().and_then(|name| name.to_str());
        name.and_then(|name| name.rsplit_once('-')).is_some_and(|(name, _)| name == repository)
    };
    let is_commit = |dir: &PathBuf| {
        let short = dir.file_name().and_then(|name| name.to_str());
        short.is_some_and(|short| !short.is_empty() && commit.starts_with(short))
    };
    let mut found = folders(checkouts)
        .into_iter()
        .filter(is_repository)
        .flat_map(|dir| folders(&dir))
        .filter(is_commit);
    found.find_map(|dir| package_below(&dir, package))
}

/// A repository may hold many packages.
fn package_below(dir: &Path, package: &str) -> Option<PathBuf> {
    let walk = WalkDir::new(dir).sort_by_file_name().into_iter();
    let walk =
        walk.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry.path())).flatten();
    let manifests =
        walk.filter(|entry| entry.file_name() == "Cargo.toml").map(walkdir::DirEntry::into_path);
    let named = |path: &PathBuf| {
        Manifest::read(path).is_ok_and(|manifest| manifest.package_name() == Some(package))
    };
    manifests.filter(named).find_map(|path| path.parent().map(Path::to_owned))
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}
