//! Reads the source files of the packages: every file below the folders of the targets that are looked at.
//!
//! A file that cannot be read is a problem and the run goes on. What a file says is not looked at here.

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::discover::written;
use crate::problem::{Note, Problem};
use crate::sources::{FileId, Sources};
use crate::threads::on_threads;
use crate::workspace::{Package, PackageId, Target, Workspace};

/// What reading a file takes of a stack, in bytes, and more.
const STACK: usize = 256 << 10;

/// The files of a run.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Their text, in the order of their paths.
    pub sources: Sources,
    /// Which file belongs to which package; a file may belong to several.
    pub files: Vec<(PackageId, FileId)>,
    /// How many files were not wanted.
    pub excluded: usize,
    /// Files and directories that could not be read, sorted.
    pub problems: Vec<Problem>,
    /// Links that were not followed, sorted.
    pub notes: Vec<Note>,
}

/// Reads the source files of every package.
pub fn load(workspace: &Workspace) -> Loaded {
    load_some(workspace, None, |_| true)
}

/// As [`load`], on `jobs` threads (one for each core with `None`), but only the files that are `wanted`: the others are as if
/// they were not there.
pub fn load_some(
    workspace: &Workspace,
    jobs: Option<usize>,
    wanted: impl Fn(&Path) -> bool,
) -> Loaded {
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    let mut links = BTreeMap::new();
    let mut owners: BTreeMap<PathBuf, Vec<PackageId>> = BTreeMap::new();
    for (id, package) in workspace.entries() {
        let tree = tree::walk(folders(package), package, workspace);
        problems.extend(tree.problems);
        notes.extend(tree.notes);
        links.extend(tree.links);
        let is_outside = |root: &Path| tree.outside.iter().any(|folder| root.starts_with(folder));
        let roots = package.targets.iter().map(|target| &target.root);
        let listed = package.targets.iter().flat_map(|target| &target.files);
        let mut files = tree.files;
        files.extend(roots.chain(listed).filter(|root| !is_outside(root)).cloned());
        // A file that is not saved yet belongs to the package that was asked for it.
        let unsaved = package.only.iter().filter(|path| workspace.texts.contains_key(*path));
        files.extend(unsaved.cloned());
        for path in files {
            owners.entry(path).or_default().push(id);
        }
    }
    let all = owners.len();
    owners.retain(|path, _| wanted(path));
    let mut loaded = Loaded { excluded: all - owners.len(), ..Loaded::default() };
    loaded.sources.add_links(links);
    let texts = texts(&owners, workspace, jobs);
    for ((path, packages), text) in owners.into_iter().zip(texts) {
        match text {
            Ok(text) => {
                // What belongs to several packages is read as the first one's.
                let language = packages.first().map(|&id| workspace.package(id));
                let language = language.map(|package| package.language).unwrap_or_default();
                let file = loaded.sources.add_code(path, text, language);
                loaded.files.extend(packages.into_iter().map(|package| (package, file)));
            }
            Err(problem) => problems.push(problem),
        }
    }
    loaded.files.sort_unstable();
    problems.retain(|problem| wanted(&problem.path));
    problems.sort();
    problems.dedup();
    loaded.problems = problems;
    notes.retain(|note: &Note| wanted(&note.path));
    notes.sort();
    notes.dedup();
    loaded.notes = notes;
    loaded
}

/// The text of each file, in their order.
fn texts(
    owners: &BTreeMap<PathBuf, Vec<PackageId>>,
    workspace: &Workspace,
    jobs: Option<usize>,
) -> Vec<Result<Arc<str>, Problem>> {
    let queue: Vec<(usize, &PathBuf)> = owners.keys().enumerate().collect();
    let one = |(): &mut (), &(at, path): &(usize, &PathBuf)| {
        let known = workspace.texts.get(path).cloned();
        (at, known.map_or_else(|| written::source(path).map(Into::into), Ok))
    };
    let mut texts = on_threads(&queue, jobs, STACK, || (), one);
    texts.sort_unstable_by_key(|(at, _)| *at);
    texts.into_iter().map(|(_, text)| text).collect()
}

/// The folders that hold the modules of the package's targets, none inside another.
fn folders(package: &Package) -> BTreeSet<PathBuf> {
    let targets = package.targets.iter().filter(|target| target.files.is_empty());
    let all: BTreeSet<&Path> = targets.filter_map(|target| folder(package, target)).collect();
    let inner = |folder: &Path| folder.ancestors().skip(1).any(|outer| all.contains(outer));
    all.iter().filter(|folder| !inner(folder)).map(|folder| folder.to_path_buf()).collect()
}

/// Without a manifest a lone file may stand in any directory, whose other files have nothing to do with it.
fn folder<'a>(package: &Package, target: &'a Target) -> Option<&'a Path> {
    let names_folder = ["lib.rs", "main.rs"].iter().any(|name| target.root.ends_with(name));
    target.root.parent().filter(|_| package.manifest.is_some() || names_folder)
}
