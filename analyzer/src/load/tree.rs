//! The source files below the folders of a package.
//!
//! Links to folders are followed as far as the workspace reaches, and each real folder is walked once: a fan of links has
//! more paths than a run has seconds. Other ways to a folder are links in [`Sources`](crate::sources::Sources).

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::problem::{Note, Problem};
use crate::workspace::{Package, Workspace};

/// What was found below folders.
#[derive(Default)]
pub(super) struct Tree {
    /// The files.
    pub(super) files: BTreeSet<PathBuf>,
    /// Links to folders that were walked under another path, with that path.
    pub(super) links: BTreeMap<PathBuf, PathBuf>,
    /// Folders that are links out of the workspace.
    pub(super) outside: Vec<PathBuf>,
    /// Links that were not followed as they lead out.
    pub(super) notes: Vec<Note>,
    /// What leads nowhere or to itself, and what could not be read.
    pub(super) problems: Vec<Problem>,
}

/// Walks folders, of which none lies in another.
pub(super) fn walk(
    folders: impl IntoIterator<Item = PathBuf>,
    package: &Package,
    workspace: &Workspace,
) -> Tree {
    let own = [&workspace.root, &package.dir];
    let area = own.iter().filter_map(|dir| dir.canonicalize().ok()).collect();
    let mut walker = Walker {
        package,
        area,
        tree: Tree::default(),
        walked: BTreeMap::new(),
        links: VecDeque::new(),
    };
    // What was asked for by a path keeps this path.
    let named: Vec<&PathBuf> =
        package.only.iter().filter(|path| is_behind_link(path, package)).collect();
    walker.tree.files.extend(named.iter().filter(|path| path.is_file()).copied().cloned());
    walker.links.extend(named.into_iter().filter(|path| path.is_dir()).cloned());
    walker.follow();
    for folder in folders {
        walker.folder(folder, own.map(PathBuf::as_path));
    }
    walker.follow();
    walker.tree
}

/// Whether a path below a package has another one without links.
fn is_behind_link(path: &Path, package: &Package) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    path.strip_prefix(&package.dir)
        .is_ok_and(|below| real(path) != real(&package.dir).map(|dir| dir.join(below)))
}
struct Walker<'p> {
    package: &'p Package,
    /// Real folders whose content may be read.
    area: Vec<PathBuf>,
    tree: Tree,
    /// Real folders that were walked, with the paths under which.
    walked: BTreeMap<PathBuf, PathBuf>,
    /// Links to folders that were met and not looked at.
    links: VecDeque<PathBuf>,
}

impl Walker<'_> {
    /// A folder of the package. One that is written as outside of the workspace was asked for by the manifest.
    fn folder(&mut self, folder: PathBuf, own: [&Path; 2]) {
        let Some(real) = self.real(&folder) else { return };
        if !own.iter().any(|dir| folder.starts_with(dir)) {
            self.area.push(real.clone());
        }
        if self.is_inside(&real) {
            return self.walk(&folder, &real);
        }
        // Without its sources nothing of the package is looked at.
        self.tree.problems.push(Problem::new(&folder, leads_out(&real)));
        self.tree.outside.push(folder);
    }

    fn follow(&mut self) {
        while let Some(link) = self.links.pop_front() {
            self.link(link);
        }
    }

    fn link(&mut self, link: PathBuf) {
        let Some(real) = self.real(&link) else { return };
        if let Some(folder) = self.real(link.parent().unwrap_or(&link))
            && folder.starts_with(&real)
        {
            let message =
                format!("this link was not followed: it leads back to `{}`", real.display());
            return self.tree.problems.push(Problem::new(link, message));
        }
        if let Some(walked) = self.walked.get(&real) {
            self.tree.links.insert(link, walked.clone());
            return;
        }
        if !self.is_inside(&real) {
            self.tree.notes.push(Note::new(link, leads_out(&real)));
            return;
        }
        self.walk(&link, &real);
    }

    fn real(&mut self, path: &Path) -> Option<PathBuf> {
        path.canonicalize().map_err(|error| self.unreadable(path, &error.to_string())).ok()
    }

    fn is_inside(&self, real: &Path) -> bool {
        self.area.iter().any(|dir| real.starts_with(dir))
    }

    fn unreadable(&mut self, path: &Path, reason: &str) {
        self.tree.problems.push(Problem::new(path, format!("this was not analysed: {reason}")));
    }

    /// Walks a folder without following links, and takes note of those to folders.
    fn walk(&mut self, folder: &Path, real: &Path) {
        let mut links = Vec::new();
        let mut walk = WalkDir::new(folder).into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.broken(&error);
                    continue;
                }
            };
            if entry.depth() > 0 && entry.path_is_symlink() {
                links.extend(self.linked(entry));
            } else if entry.file_type().is_dir() || entry.depth() == 0 {
                if !self.enter(&entry, folder, real) {
                    walk.skip_current_dir();
                }
            } else if is_source(entry.path(), self.package) {
                self.tree.files.insert(entry.into_path());
            }
        }
        links.sort();
        self.links.extend(links);
    }

    /// Whether the walk goes on into a folder.
    fn enter(&mut self, entry: &DirEntry, folder: &Path, real: &Path) -> bool {
        let path = entry.path();
        if entry.depth() > 0 && !belongs(path, self.package) {
            return false;
        }
        let below = path.strip_prefix(folder).unwrap_or(Path::new(""));
        let real = if entry.depth() == 0 { real.to_owned() } else { real.join(below) };
        if let Some(walked) = self.walked.get(&real) {
            self.tree.links.insert(path.to_owned(), walked.clone());
            return false;
        }
        self.walked.insert(real, path.to_owned());
        true
    }

    /// Takes a link to a file, and gives back one to a folder.
    fn linked(&mut self, entry: DirEntry) -> Option<PathBuf> {
        let path = entry.into_path();
        match path.metadata() {
            Ok(target) if target.is_dir() => {
                return Some(path).filter(|path| belongs(path, self.package));
            }
            // What is no regular file, a pipe for example, is told of when it is read.
            Ok(_) if is_source(&path, self.package) => drop(self.tree.files.insert(path)),
            // A link that points nowhere matters only where a source file should be.
            Err(error) if is_rust(&path) => {
                let dead = error.kind() == std::io::ErrorKind::NotFound;
                let reason = error.to_string();
                let reason =
                    if dead { "it is a link to a file that is not there" } else { &reason };
                self.unreadable(&path, reason);
            }
            Ok(_) | Err(_) => {}
        }
        None
    }

    fn broken(&mut self, error: &walkdir::Error) {
        let Some(path) = error.path() else { return };
        let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        self.unreadable(path, &reason);
    }
}

/// Whether a folder below one of a package's holds modules of it.
fn belongs(path: &Path, package: &Package) -> bool {
    !crate::discover::is_passed_over(path)
        && !path.join("Cargo.toml").is_file()
        && !holds_other_targets(path, package)
}

/// Whether a directory is that of tests, examples or benches which are not looked at.
fn holds_other_targets(path: &Path, package: &Package) -> bool {
    let conventional =
        ["tests", "examples", "benches"].iter().any(|name| path == package.dir.join(name));
    conventional && !package.targets.iter().any(|target| target.root.starts_with(path))
}

fn is_source(path: &Path, package: &Package) -> bool {
    is_rust(path) && path != package.dir.join("build.rs")
}

/// Hidden files are those of editors: the lock of Emacs on `main.rs` is a link `.#main.rs` that points nowhere.
fn is_rust(path: &Path) -> bool {
    let is_hidden =
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with('.'));
    path.extension().is_some_and(|extension| extension == "rs") && !is_hidden
}

fn leads_out(real: &Path) -> String {
    format!("this link was not followed: it leads out of the workspace, to `{}`", real.display())
}
