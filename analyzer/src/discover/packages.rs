//! Every package that the entries lead to, with what each depends on: through workspaces, path dependencies and, where its
//! sources are at hand, the lock file.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use semver::Version;

use crate::discover::entries::Entry;
use crate::discover::lock::{Lock, LockedId};
use crate::discover::loose::loose;
use crate::discover::manifest::{Manifest, Requirement};
use crate::discover::members::{Found, Manifests};
use crate::discover::{registry, targets};
use crate::problem::Problem;
use crate::workspace::{ClientVersion, Target, TargetKind};

/// A package before it is known whether it matters.
#[derive(Debug)]
pub(super) struct Node {
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
    /// Targets whose file is missing.
    pub(super) missing: Vec<(TargetKind, String)>,
    /// What it asks for.
    pub(super) requirements: Vec<Requirement>,
    /// For each requirement the package that answers it, when that one's sources are at hand.
    pub(super) links: Vec<Option<NodeId>>,
    /// How it came here.
    pub(super) standing: Standing,
    /// The lock file that speaks of it, and its entry there.
    pub(super) lock: Option<(usize, Option<LockedId>)>,
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
}

/// All packages, and the lock files that speak of them.
pub(super) struct Packages<'a> {
    /// The packages.
    pub(super) nodes: Vec<Node>,
    /// Path dependencies that are not there, unreadable lock files.
    pub(super) problems: Vec<Problem>,
    /// Directories of the workspaces that were asked for.
    pub(super) roots: Vec<PathBuf>,
    locks: Vec<(PathBuf, Option<Lock>)>,
    clients: &'a [&'a str],
    cargo_home: Option<&'a Path>,
}

/// Collects the packages that `entries` lead to. Dependencies from a registry or git are looked for below `cargo_home`.
pub(super) fn packages<'a>(
    entries: &[Entry],
    manifests: &mut Manifests,
    clients: &'a [&'a str],
    cargo_home: Option<&'a Path>,
) -> Packages<'a> {
    let mut packages = Packages {
        nodes: Vec::new(),
        problems: Vec::new(),
        roots: Vec::new(),
        locks: Vec::new(),
        clients,
        cargo_home,
    };
    for entry in entries {
        match entry {
            Entry::Below { manifest, .. } | Entry::Inside { manifest, .. } => {
                packages.add_workspace(manifest, manifests);
            }
            Entry::Loose(path) => {
                packages.add(loose(path));
            }
        }
    }
    let mut next = 0;
    while next < packages.nodes.len() {
        packages.link(next, manifests);
        next += 1;
    }
    packages
}

impl Packages<'_> {
    /// What is known about the version that a requirement of a package gets.
    pub(super) fn version(&self, node: &Node, requirement: &Requirement) -> ClientVersion {
        if let Some(locked) = self.locked(node, requirement) {
            return ClientVersion::Locked(locked.0.packages[locked.1].version.clone());
        }
        match requirement.lowest_version() {
            Some(version) => ClientVersion::Required(version),
            None => ClientVersion::Unknown,
        }
    }

    fn locked(&self, node: &Node, requirement: &Requirement) -> Option<(&Lock, LockedId)> {
        let (lock, entry) = node.lock?;
        let lock = self.locks[lock].1.as_ref()?;
        Some((lock, lock.resolve(entry, requirement)?))
    }

    fn add_workspace(&mut self, manifest: &Path, manifests: &mut Manifests) {
        let Found::Read(manifest) = manifests.at(manifest) else {
            self.add(loose(manifest.parent().unwrap_or(manifest)));
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
                    self.add(loose(dir));
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
        Some(self.add(Node {
            name,
            version,
            edition: manifest.edition(Some(root)),
            manifest: Some(manifest.path.clone()),
            dir: manifest.dir().to_owned(),
            targets,
            missing,
            requirements: manifest.requirements(Some(root)),
            links: Vec::new(),
            standing,
            lock,
        }))
    }

    /// The package stays as it is when its directory is known already.
    fn add(&mut self, node: Node) -> NodeId {
        self.nodes.iter().position(|known| known.dir == node.dir).unwrap_or_else(|| {
            self.nodes.push(node);
            self.nodes.len() - 1
        })
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
        let requirements = self.nodes[from].requirements.clone();
        let links = requirements
            .iter()
            .map(|requirement| self.answer(from, requirement, manifests))
            .collect();
        self.nodes[from].links = links;
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
        if requirement.dev && self.nodes[from].standing == Standing::Dependency {
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
        if let Some(known) = self.nodes.iter().position(|node| node.dir == dir) {
            return Some(known);
        }
        let found = manifests.at(&dir.join("Cargo.toml"));
        let Found::Read(manifest) = found else {
            let sentence = format!(
                "the path dependency `{}` was not analysed: there is no readable manifest in `{}`",
                requirement.key,
                dir.display()
            );
            let node = &self.nodes[from];
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
        let lock = self.nodes[from].lock.map(|(lock, _)| lock);
        self.add_manifest(&manifest, &root, Standing::Dependency, lock)
    }

    fn answer_by_lock(
        &mut self,
        from: NodeId,
        requirement: &Requirement,
        manifests: &mut Manifests,
    ) -> Option<NodeId> {
        let cargo_home = self.cargo_home?;
        let (lock, locked) = self.locked(&self.nodes[from], requirement)?;
        let package = &lock.packages[locked];
        if !package.reaches_client {
            return None;
        }
        let dir = registry::source_dir(cargo_home, package)?;
        let manifest = manifests.in_dir(&dir)?;
        let root = manifests.root_of(&manifest);
        let lock = self.nodes[from].lock.map(|(lock, _)| lock);
        let added = self.add_manifest(&manifest, &root, Standing::Dependency, lock)?;
        self.nodes[added].lock = lock.map(|lock| (lock, Some(locked)));
        Some(added)
    }
}
