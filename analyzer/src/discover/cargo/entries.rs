//! What the given paths mean: a workspace, a part of a package, or sources without a manifest.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use walkdir::WalkDir;

use super::loose::loose_targets;
use super::manifest::Manifest;
use super::members::{Found, Manifests};
use super::targets;
use crate::discover::entry::Entry;
use crate::discover::passed_over::is_passed_over;
use crate::discover::request::Request;
use crate::problem::Problem;
use crate::territory::normalize;
use crate::workspace::TargetKind;

/// The entries of a request, in its order, and a problem for each path that is none.
pub(super) fn entries(
    request: &Request,
    manifests: &mut Manifests,
    elsewhere: &dyn Fn(&Path) -> bool,
) -> (Vec<Entry>, Vec<Problem>) {
    let mut entries = Vec::new();
    let mut problems = Vec::new();
    let given: Vec<&Path> =
        request.paths.iter().chain(&request.manifest_path).map(PathBuf::as_path).collect();
    if given.is_empty() {
        match here(&request.directory, manifests) {
            Ok(found) => entries.extend(found),
            Err(_) if elsewhere(&normalize(&request.directory)) => {}
            Err(problem) => problems.push(problem),
        }
    }
    for given in given {
        let path = normalize(&request.directory.join(given));
        let is_there = path.exists() || request.texts.contains_key(given);
        match entry(&path, is_there, manifests) {
            Ok(found) => entries.extend(found),
            Err(_) if elsewhere(&path) => {}
            Err(problem) => problems.push(problem),
        }
    }
    (entries, problems)
}

/// Without a path it is as in cargo: the package or workspace around the working directory, else what lies in it.
fn here(directory: &Path, manifests: &mut Manifests) -> Result<Vec<Entry>, Problem> {
    let around = directory.ancestors().find_map(|dir| manifests.in_dir(dir));
    match around {
        Some(manifest) => Ok(vec![Entry::Below {
            manifest: manifest.path.clone(),
            dir: manifest.dir().to_owned(),
        }]),
        None => directory_entries(directory, manifests),
    }
}

fn entry(path: &Path, is_there: bool, manifests: &mut Manifests) -> Result<Vec<Entry>, Problem> {
    if path.is_dir() {
        return directory_entries(path, manifests);
    }
    if !is_there {
        return Err(Problem::new(path, "there is no such file or directory"));
    }
    if path.file_name().is_some_and(|name| name == "Cargo.toml") {
        let dir = path.parent().unwrap_or(path).to_owned();
        return Ok(vec![Entry::Below { manifest: path.to_owned(), dir }]);
    }
    if path.extension().is_some_and(|extension| extension == "rs") {
        return Ok(vec![inside(path, manifests).unwrap_or_else(|| Entry::Loose(path.to_owned()))]);
    }
    Err(Problem::new(path, "this is neither a directory nor a `Cargo.toml` nor a `.rs` file"))
}

fn directory_entries(dir: &Path, manifests: &mut Manifests) -> Result<Vec<Entry>, Problem> {
    let manifest = dir.join("Cargo.toml");
    let below = |manifest| Entry::Below { manifest, dir: dir.to_owned() };
    match manifests.at(&manifest) {
        Found::Read(_) => return Ok(vec![below(manifest)]),
        Found::Broken => {
            // Its own sources are read by convention, and whatever stands below by its own manifest.
            let nested = manifests_below(dir).into_iter().map(below);
            return Ok(std::iter::once(Entry::Loose(dir.to_owned())).chain(nested).collect());
        }
        Found::Missing => {}
    }
    let nested = manifests_below(dir);
    if !nested.is_empty() {
        return Ok(nested.into_iter().map(below).collect());
    }
    if let Some(entry) = inside(dir, manifests) {
        return Ok(vec![entry]);
    }
    if loose_targets(dir).is_empty() {
        return Err(Problem::new(
            dir,
            "there is no `Cargo.toml` in or below this directory, and no `.rs` file in it",
        ));
    }
    Ok(vec![Entry::Loose(dir.to_owned())])
}

/// The topmost manifests below a directory, sorted; what lies below a manifest is its workspace's to name.
fn manifests_below(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut walk = WalkDir::new(dir).min_depth(1).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        // A directory that cannot be listed holds nothing that could be analysed; `load` speaks of those inside packages.
        let Ok(entry) = entry else { continue };
        if !entry.file_type().is_dir() {
            continue;
        }
        if is_passed_over(entry.path()) {
            walk.skip_current_dir();
            continue;
        }
        let manifest = entry.path().join("Cargo.toml");
        if manifest.is_file() {
            found.push(manifest);
            walk.skip_current_dir();
        }
    }
    found
}

/// The package around a path, when one of its targets can hold that path.
fn inside(path: &Path, manifests: &mut Manifests) -> Option<Entry> {
    let manifest = package_above(path, manifests)?;
    let (targets, _) = targets::targets(manifest.dir(), manifest.package_name()?, manifest.table());
    let mut kinds: BTreeSet<TargetKind> = targets
        .iter()
        .filter(|target| target.root.starts_with(path))
        .map(|target| target.kind)
        .collect();
    if kinds.is_empty() {
        // A module: it lies below the folder of its target's root, the longest such folder.
        let folder = |root: &Path| {
            root.parent().filter(|folder| path.starts_with(folder)).map(|f| f.components().count())
        };
        let nearest = targets.iter().filter_map(|target| folder(&target.root)).max()?;
        let around = targets.iter().filter(|target| folder(&target.root) == Some(nearest));
        kinds.extend(around.map(|target| target.kind));
    }
    Some(Entry::Inside { manifest: manifest.path.clone(), only: path.to_owned(), kinds })
}

fn package_above(path: &Path, manifests: &mut Manifests) -> Option<Rc<Manifest>> {
    for dir in path.ancestors().skip(1) {
        match manifests.at(&dir.join("Cargo.toml")) {
            Found::Read(manifest) => {
                return Some(manifest).filter(|manifest| manifest.package_name().is_some());
            }
            Found::Broken => return None,
            Found::Missing => {}
        }
    }
    None
}
