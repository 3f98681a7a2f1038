//! Every package that the entries lead to, with what each depends on: through workspaces, path dependencies and, where its
//! sources are at hand, the lock file.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::lock::{Lock, LockedId};
use super::loose::loose;
use super::manifest::{Manifest, Requirement};
use super::members::{Found, Manifests};
use super::{registry, targets};
use crate::discover::entry::Entry;
use crate::discover::node::{Need, Node, NodeId, Standing};
use crate::language::Language;
use crate::problem::Problem;
use crate::workspace::{ClientVersion, TargetKind};

/// A package with what its manifest asks for.
struct Read {
    node: Node,
    requirements: Vec<Requirement>,
    /// For each requirement the package that answers it, when that one's sources are at hand.
    answers: Vec<Option<NodeId>>,
    /// The lock file that speaks of it, and its entry there.
    lock: Option<(usize, Option<LockedId>)>,
}

/// All packages that were found.
pub(super) struct Packages {
    /// The packages.
    pub(super) nodes: Vec<Node>,
    /// Path dependencies that are not there, unreadable lock files.
    pub(super) problems: Vec<Problem>,
    /// Directories of the workspaces that were asked for.
    pub(super) roots: Vec<PathBuf>,
}

/// The packages that were found so far, and the lock files that speak of them.
struct Search<'a> {
    read: Vec<Read>,
    problems: Vec<Problem>,
    roots: Vec<PathBuf>,
    locks: Vec<(PathBuf, Option<Lock>)>,
    clients: &'a [&'a str],
    cargo_home: Option<&'a Path>,
}

/// Collects the packages that `entries` lead to. Dependencies from a registry or git are looked for below `cargo_home`.
pub(super) fn packages(
    entries: &[Entry],
    manifests: &mut Manifests,
    clients: &[&str],
    cargo_home: Option<&Path>,
) -> Packages {
    let mut search = Search {
        read: Vec::new(),
        problems: Vec::new(),
        roots: Vec::new(),
        locks: Vec::new(),
        clients,
        cargo_home,
    };
    for entry in entries {
        match entry {
            Entry::Below { manifest, .. } | Entry::Inside { manifest, .. } => {
                search.add_workspace(manifest, manifests);
            }
            Entry::Loose(path) => {
                search.add(alone(path));
            }
        }
    }
    let mut next = 0;
    while next < search.read.len() {
        search.link(next, manifests);
        next += 1;
    }
    search.finish()
}

/// A package without a manifest, which asks for nothing.
fn alone(path: &Path) -> Read {
    Read { node: loose(path), requirements: Vec::new(), answers: Vec::new(), lock: None }
}

impl Search<'_> {
    fn finish(self) -> Packages {
        let needs: Vec<Vec<Need>> = self.read.iter().map(|read| self.needs(read)).collect();
        let read = self.read.into_iter().zip(needs);
        let nodes = read.map(|(read, needs)| Node { needs, ..read.node }).collect();
        Packages { nodes, problems: self.problems, roots: self.roots }
    }

    fn needs(&self, read: &Read) -> Vec<Need> {
        let needs = read.requirements.iter().zip(&read.answers);
        needs.map(|(requirement, &answer)| self.need(read, requirement, answer)).collect()
    }

    fn need(&self, read: &Read, requirement: &Requirement, answer: Option<NodeId>) -> Need {
        let found = answer.map(|to| &self.read[to].node);
        let library =
            found.and_then(|node| node.targets.iter().find(|it| it.kind == TargetKind::Lib));
        let renamed = requirement.key != requirement.package;
        let name = match library {
            Some(library) if !renamed => library.name,
            _ => requirement.key.replace('-', "_").as_str().into(),
        };
        let version = match found.and_then(|node| node.version.clone()) {
            Some(version) => ClientVersion::Locked(version),
            None => self.version(read, requirement),
        };
        let package = requirement.package.clone();
        Need { name, package, version, dev: requirement.dev, answer }
    }

    /// What is known about the version that a requirement of a package gets.
    fn version(&self, read: &Read, requirement: &Requirement) -> ClientVersion {
        if let Some(locked) = self.locked(read, requirement) {
            return ClientVersion::Locked(locked.0.packages[locked.1].version.clone());
        }
        match requirement.lowest_version() {
            Some(version) => ClientVersion::Required(version),
            None => ClientVersion::Unknown,
        }
    }

    fn locked(&self, read: &Read, requirement: &Requirement) -> Option<(&Lock, LockedId)> {
        let (lock, entry) = read.lock?;
        let lock = self.locks[lock].1.as_ref()?;
        Some((lock, lock.resolve(entry, requirement)?))
    }

    fn add_workspace(&mut self, manifest: &Path, manifests: &mut Manifests) {
        let Found::Read(manifest) = manifests.at(manifest) else {
            self.add(alone(manifest.parent().unwrap_or(manifest)));
            return;
        };
        let root = manifests.root_of(&manifest);
        if self.roots.iter().any(|known| known == root.dir()) {
            return;
        }
        self.roots.push(root.dir().to_owned());
        for member in manifests.members(&root).iter() {
            let dir = member.parent().unwrap_or(member);
            match manifests.at(member) {
                Found::Read(manifest) if manifest.package_name().is_some() => {
                    let lock = self.lock(&[root.dir(), dir]);
                    self.add_manifest(&manifest, &root, Standing::Member, lock);
                }
                Found::Broken => {
                    self.add(alone(dir));
                }
                Found::Read(_) | Found::Missing => {}
            }
        }
    }

    fn add_manifest(
        &mut self,
        manifest: &Rc<Manifest>,
        root: &Rc<Manifest>,
        standing: Standing,
        lock: Option<usize>,
    ) -> Option<NodeId> {
        let name = manifest.package_name()?.to_owned();
        let version = manifest.version(Some(root));
        let (targets, missing) = targets::targets(manifest.dir(), &name, manifest.table());
        let lock = lock.map(|at| {
            let entry =
                self.locks[at].1.as_ref().and_then(|lock| lock.local(&name, version.as_ref()));
            (at, entry)
        });
        let node = Node {
            language: Language::Rust,
            name,
            version,
            edition: manifest.edition(Some(root)),
            manifest: Some(manifest.path.clone()),
            dir: manifest.dir().to_owned(),
            targets,
            missing,
            needs: Vec::new(),
            standing,
        };
        let requirements = manifest.requirements(Some(root));
        Some(self.add(Read { node, requirements, answers: Vec::new(), lock }))
    }

    /// The package stays as it is when its directory is known already.
    fn add(&mut self, read: Read) -> NodeId {
        self.at(&read.node.dir).unwrap_or_else(|| {
            self.read.push(read);
            self.read.len() - 1
        })
    }

    /// The package in a directory.
    fn at(&self, dir: &Path) -> Option<NodeId> {
        self.read.iter().position(|known| known.node.dir == dir)
    }

    /// The first lock file in one of the directories; a member's own counts where the workspace has none.
    fn lock(&mut self, dirs: &[&Path]) -> Option<usize> {
        for &dir in dirs {
            let at = self.locks.iter().position(|(known, _)| known == dir).unwrap_or_else(|| {
                let lock = match Lock::read(dir, self.clients) {
                    Some(Err(problem)) => {
                        self.problems.push(problem);
                        None
                    }
                    Some(Ok(lock)) => Some(lock),
                    None => None,
                };
                self.locks.push((dir.to_owned(), lock));
                self.locks.len() - 1
            });
            if self.locks[at].1.is_some() {
                return Some(at);
            }
        }
        None
    }

    /// Finds the package behind each requirement of a package.
    fn link(&mut self, from: NodeId, manifests: &mut Manifests) {
        let requirements = self.read[from].requirements.clone();
        let answers = requirements
            .iter()
            .map(|requirement| self.answer(from, requirement, manifests))
            .collect();
        self.read[from].answers = answers;
    }

    fn answer(
        &mut self,
        from: NodeId,
        requirement: &Requirement,
        manifests: &mut Manifests,
    ) -> Option<NodeId> {
        // The tables speak for a client better than its sources would.
        if self.clients.contains(&requirement.package.as_str()) {
            return None;
        }
        if requirement.dev && self.read[from].node.standing != Standing::Member {
            return None;
        }
        match &requirement.path {
            Some(dir) => self.answer_by_path(from, dir, requirement, manifests),
            None => self.answer_by_lock(from, requirement, manifests),
        }
    }

    fn answer_by_path(
        &mut self,
        from: NodeId,
        dir: &Path,
        requirement: &Requirement,
        manifests: &mut Manifests,
    ) -> Option<NodeId> {
        if let Some(known) = self.at(dir) {
            return Some(known);
        }
        let found = manifests.at(&dir.join("Cargo.toml"));
        let Found::Read(manifest) = found else {
            let sentence = format!(
                "the path dependency `{}` was not analysed: there is no readable manifest in `{}`",
                requirement.key,
                dir.display()
            );
            let node = &self.read[from].node;
            let manifest = node.manifest.clone().unwrap_or_default();
            let around = self.roots.iter().find(|root| node.dir.starts_with(root));
            let root = around.unwrap_or(&node.dir);
            self.problems.extend(match found {
                Found::Missing => manifests.missing.tell(dir, &manifest, root, sentence),
                Found::Broken | Found::Read(_) => Some(Problem::new(manifest, sentence)),
            });
            return None;
        };
        let root = manifests.root_of(&manifest);
        let lock = self.read[from].lock.map(|(lock, _)| lock);
        self.add_manifest(&manifest, &root, Standing::Dependency, lock)
    }

    fn answer_by_lock(
        &mut self,
        from: NodeId,
        requirement: &Requirement,
        manifests: &mut Manifests,
    ) -> Option<NodeId> {
        let cargo_home = self.cargo_home?;
        let (lock, locked) = self.locked(&self.read[from], requirement)?;
        let package = &lock.packages[locked];
        if !package.reaches_client {
            return None;
        }
        let dir = registry::source_dir(cargo_home, package)?;
        let manifest = manifests.in_dir(&dir)?;
        let root = manifests.root_of(&manifest);
        let lock = self.read[from].lock.map(|(lock, _)| lock);
        let added = self.add_manifest(&manifest, &root, Standing::Foreign, lock)?;
        self.read[added].lock = lock.map(|lock| (lock, Some(locked)));
        Some(added)
    }
}
