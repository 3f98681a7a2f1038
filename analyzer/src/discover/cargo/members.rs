//! Which manifests make up a workspace, and which workspace a manifest belongs to.
//!
//! Members that cargo would refuse are still members here: a broken manifest costs one problem, not the run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use toml::Value;

use super::glob;
use super::manifest::Manifest;
use crate::discover::missing::Missing;
use crate::problem::Problem;
use crate::territory::normalize;

/// Manifests, each read once, and what is wrong with them.
#[derive(Default)]
pub(super) struct Manifests {
    read: BTreeMap<PathBuf, Found>,
    members: BTreeMap<PathBuf, Rc<[PathBuf]>>,
    /// What was wrong, in the order in which it was met.
    pub(super) problems: Vec<Problem>,
    /// Packages that are elsewhere, or nowhere.
    pub(super) missing: Missing,
}

/// What stands at a manifest's path.
#[derive(Clone)]
pub(super) enum Found {
    /// Nothing.
    Missing,
    /// A file that is not a manifest; its problem is noted.
    Broken,
    /// A manifest.
    Read(Rc<Manifest>),
}

impl Manifests {
    /// The manifest at a path.
    pub(super) fn at(&mut self, path: &Path) -> Found {
        if let Some(found) = self.read.get(path) {
            return found.clone();
        }
        let found = if path.is_file() {
            match Manifest::read(path) {
                Ok(manifest) => {
                    let told = manifest.mistakes().into_iter();
                    self.problems.extend(told.map(|sentence| Problem::new(path, sentence)));
                    Found::Read(Rc::new(manifest))
                }
                Err(problem) => {
                    self.problems.push(problem);
                    Found::Broken
                }
            }
        } else {
            Found::Missing
        };
        self.read.insert(path.to_owned(), found.clone());
        found
    }

    /// The manifest in a directory, when there is one that can be read.
    pub(super) fn in_dir(&mut self, dir: &Path) -> Option<Rc<Manifest>> {
        match self.at(&dir.join("Cargo.toml")) {
            Found::Read(manifest) => Some(manifest),
            Found::Missing | Found::Broken => None,
        }
    }

    /// The manifest of the workspace that a manifest belongs to; itself when it stands alone.
    pub(super) fn root_of(&mut self, manifest: &Rc<Manifest>) -> Rc<Manifest> {
        if manifest.workspace().is_some() {
            return Rc::clone(manifest);
        }
        let candidate = match manifest.workspace_dir() {
            Some(dir) => self.in_dir(&dir).filter(|root| root.workspace().is_some()),
            None => manifest
                .dir()
                .ancestors()
                .skip(1)
                .find_map(|dir| self.in_dir(dir).filter(|root| root.workspace().is_some())),
        };
        match candidate {
            Some(root) if self.members(&root).contains(&manifest.path) => root,
            _ => Rc::clone(manifest),
        }
    }

    /// The manifests of a workspace's packages, sorted: those it names, itself, and what they depend on by a path inside it.
    pub(super) fn members(&mut self, root: &Rc<Manifest>) -> Rc<[PathBuf]> {
        if let Some(members) = self.members.get(&root.path) {
            return Rc::clone(members);
        }
        let mut members = self.named_members(root);
        if root.package_name().is_some() {
            members.push(root.path.clone());
        }
        let mut next = 0;
        while let Some(path) = members.get(next).cloned() {
            next += 1;
            let Found::Read(manifest) = self.at(&path) else { continue };
            for requirement in manifest.requirements(Some(root)) {
                let Some(dir) = requirement.path else { continue };
                let found = dir.join("Cargo.toml");
                if dir.starts_with(root.dir())
                    && !members.contains(&found)
                    && self.joins(root, &found)
                {
                    members.push(found);
                }
            }
        }
        members.sort();
        members.dedup();
        let members: Rc<[PathBuf]> = members.into();
        self.members.insert(root.path.clone(), Rc::clone(&members));
        members
    }

    /// Whether a path dependency inside a workspace's directory belongs to the workspace.
    fn joins(&mut self, root: &Manifest, path: &Path) -> bool {
        match self.at(path) {
            Found::Missing => false,
            Found::Broken => !is_excluded(root, path),
            Found::Read(manifest) => manifest.workspace().is_none() && !is_excluded(root, path),
        }
    }

    fn named_members(&mut self, root: &Manifest) -> Vec<PathBuf> {
        let mut members = Vec::new();
        for pattern in texts(root, "members") {
            let found = glob::directories(root.dir(), pattern);
            self.problems.extend(found.unread);
            if !found.is_understood {
                let sentence = format!("the pattern `{pattern}` in `members` is not understood");
                self.problems.push(Problem::new(&root.path, sentence));
            }
            for dir in found.dirs {
                let path = dir.join("Cargo.toml");
                if is_excluded(root, &path) {
                    continue;
                }
                match self.at(&path) {
                    Found::Missing if glob::is_pattern(pattern) => {}
                    Found::Missing => {
                        let sentence = format!(
                            "the workspace member `{pattern}` has no manifest and was not analysed"
                        );
                        let told = self.missing.tell(&dir, &root.path, root.dir(), sentence);
                        self.problems.extend(told);
                    }
                    Found::Broken | Found::Read(_) => members.push(path),
                }
            }
        }
        members
    }
}

/// Whether `workspace.exclude` takes a manifest out; a member that is named without a pattern stays.
fn is_excluded(root: &Manifest, path: &Path) -> bool {
    let below = |text: &&str| path.starts_with(normalize(&root.dir().join(text)));
    texts(root, "exclude").any(|text| below(&text))
        && !texts(root, "members").any(|text| below(&text))
}

fn texts<'a>(root: &'a Manifest, key: &str) -> impl Iterator<Item = &'a str> {
    let list = root.workspace().and_then(|workspace| workspace.get(key)).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}
