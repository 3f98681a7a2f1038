//! Folders of Go: which of them `go` looks into, and what lies there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::discover::passed_over::is_passed_over;
use crate::problem::Problem;

/// What lies below a folder.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The files of each folder, in order; tests are left out.
    pub(super) files: BTreeMap<PathBuf, Vec<PathBuf>>,
    /// Folders below with a `go.mod` of their own: they are no part of what is around.
    pub(super) modules: Vec<PathBuf>,
    /// What could not be looked into.
    pub(super) unread: Vec<Problem>,
}

/// Whether there is a file in Go, or a module, at or below a folder.
pub(super) fn holds_go(dir: &Path) -> bool {
    let mut walk = WalkDir::new(dir).into_iter();
    while let Some(entry) = walk.next() {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_dir() {
            if entry.depth() > 0 && is_left_out(entry.path()) {
                walk.skip_current_dir();
            }
        } else if is_source(entry.path()) || entry.file_name() == "go.mod" {
            return true;
        }
    }
    false
}

/// What lies below a folder that is a module, or stands alone.
pub(super) fn layout(dir: &Path) -> Layout {
    let mut layout = Layout::default();
    let mut walk = WalkDir::new(dir).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                layout.unread.extend(unread(&error));
                continue;
            }
        };
        let path = entry.path();
        if entry.file_type().is_dir() {
            let is_inside = entry.depth() > 0;
            if is_inside && path.join("go.mod").is_file() && !is_left_out(path) {
                layout.modules.push(path.to_owned());
                walk.skip_current_dir();
            } else if is_inside && is_left_out(path) {
                walk.skip_current_dir();
            }
        } else if is_source(path) && !is_test(path) {
            let folder = path.parent().unwrap_or(dir).to_owned();
            layout.files.entry(folder).or_default().push(path.to_owned());
        }
    }
    layout
}

/// The files of one folder.
pub(super) fn files_in(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| is_source(path) && !is_test(path) && path.is_file()).collect();
    files.sort();
    files
}

fn unread(error: &walkdir::Error) -> Option<Problem> {
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Some(Problem::new(error.path()?, format!("this was not analysed: {reason}")))
}

/// `go` passes over files that begin with a dot or an underscore, as those of editors do.
fn is_source(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    path.extension().is_some_and(|extension| extension == "go") && !name.starts_with(['.', '_'])
}

fn is_test(path: &Path) -> bool {
    path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| stem.ends_with("_test"))
}

/// Folders that are no part of what is around: `go` passes over them, or they hold what others wrote.
fn is_left_out(dir: &Path) -> bool {
    let Some(name) = dir.file_name().and_then(|name| name.to_str()) else { return false };
    name.starts_with('_') || name == "testdata" || name == "vendor" || is_passed_over(dir)
}
