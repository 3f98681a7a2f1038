//! Reads the source files of the packages: every file below the folders of the targets that are looked at.
//!
//! A file that cannot be read is a problem and the run goes on. What a file says is not looked at here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::problem::Problem;
use crate::sources::{FileId, Sources};
use crate::workspace::{Package, PackageId, Target, Workspace};

/// Larger files are generated, and would take seconds each.
const LARGEST: u64 = 8 << 20;

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
}

/// Reads the source files of every package.
pub fn load(workspace: &Workspace) -> Loaded {
    load_some(workspace, |_| true)
}

/// As [`load`], but only the files that are `wanted`: the others are as if they were not there.
pub fn load_some(workspace: &Workspace, wanted: impl Fn(&Path) -> bool) -> Loaded {
    let mut problems = Vec::new();
    let mut owners: BTreeMap<PathBuf, Vec<PackageId>> = BTreeMap::new();
    for (at, package) in workspace.packages.iter().enumerate() {
        let id = PackageId(u32::try_from(at).unwrap_or(u32::MAX));
        let mut files = files_of(package, &mut problems);
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
    for (path, packages) in owners {
        let text = match workspace.texts.get(&path) {
            Some(text) => Ok(text.clone()),
            None => read(&path).map(Into::into),
        };
        match text {
            Ok(text) => {
                let file = loaded.sources.add(path, text);
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
    loaded
}

/// Reads one source file. The problem says why it was not analysed.
fn read(path: &Path) -> Result<String, Problem> {
    let not_analysed =
        |reason: &str| Problem::new(path, format!("this file was not analysed: {reason}"));
    let about = std::fs::metadata(path).map_err(|error| not_analysed(&error.to_string()))?;
    if !about.is_file() {
        return Err(not_analysed("it is not a regular file"));
    }
    if about.len() > LARGEST {
        return Err(not_analysed("it is larger than 8 MiB"));
    }
    let bytes = std::fs::read(path).map_err(|error| not_analysed(&error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| {
        not_analysed(&format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))
    })
}

fn files_of(package: &Package, problems: &mut Vec<Problem>) -> BTreeSet<PathBuf> {
    let mut files: BTreeSet<PathBuf> =
        package.targets.iter().map(|target| target.root.clone()).collect();
    for folder in folders(package) {
        files.extend(sources_below(&folder, package, problems));
    }
    files
}

/// The folders that hold the modules of the package's targets, none inside another.
fn folders(package: &Package) -> BTreeSet<PathBuf> {
    let all: BTreeSet<&Path> =
        package.targets.iter().filter_map(|target| folder(package, target)).collect();
    let inner = |folder: &Path| folder.ancestors().skip(1).any(|outer| all.contains(outer));
    all.iter().filter(|folder| !inner(folder)).map(|folder| folder.to_path_buf()).collect()
}

/// Without a manifest a lone file may stand in any directory, whose other files have nothing to do with it.
fn folder<'a>(package: &Package, target: &'a Target) -> Option<&'a Path> {
    let names_folder = ["lib.rs", "main.rs"].iter().any(|name| target.root.ends_with(name));
    target.root.parent().filter(|_| package.manifest.is_some() || names_folder)
}

fn sources_below(folder: &Path, package: &Package, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let walk = WalkDir::new(folder).follow_links(true).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || belongs(entry, package)) {
        match entry {
            // What is no regular file, a pipe for example, is told of when it is read.
            Ok(entry) if !entry.file_type().is_dir() && is_source(entry.path(), package) => {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => problems.extend(unreadable(&error)),
        }
    }
    files
}

/// Whether the walk goes on into an entry.
fn belongs(entry: &DirEntry, package: &Package) -> bool {
    let path = entry.path();
    if !entry.file_type().is_dir() {
        return true;
    }
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

fn unreadable(error: &walkdir::Error) -> Option<Problem> {
    let path = error.path()?;
    if let Some(ancestor) = error.loop_ancestor() {
        return Some(Problem::new(
            path,
            format!("this link was not followed: it leads back to `{}`", ancestor.display()),
        ));
    }
    // A link that points nowhere matters only where a source file should be.
    if path.is_symlink() && !path.exists() {
        let dead = "this was not analysed: it is a link to a file that is not there";
        return is_rust(path).then(|| Problem::new(path, dead));
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Some(Problem::new(path, format!("this was not analysed: {reason}")))
}
