//! Which of the paths that were given have to do with Go.

use std::path::{Path, PathBuf};

use super::layout::holds_go;
use crate::discover::request::Request;
use crate::territory::normalize;

/// A path with code in Go.
#[derive(Debug)]
pub(super) struct Asked {
    /// The path.
    pub(super) path: PathBuf,
    /// The folder of the module around it; the path itself, or its folder, without one.
    pub(super) around: PathBuf,
}

/// The paths of a request at or below which there is code in Go. Without a path it is what lies in the working directory.
pub(super) fn asked(request: &Request) -> Vec<Asked> {
    let given = request.paths.iter().chain(&request.manifest_path);
    let given: Vec<PathBuf> = given.map(|path| normalize(&request.directory.join(path))).collect();
    let given = if given.is_empty() { vec![normalize(&request.directory)] } else { given };
    given.into_iter().filter_map(asked_at).collect()
}

fn asked_at(path: PathBuf) -> Option<Asked> {
    let is_named = |name: &str| path.file_name().is_some_and(|known| known == name);
    if path.is_file() && (is_named("go.mod") || is_named("go.work")) {
        let around = path.parent()?.to_owned();
        return Some(Asked { path: around.clone(), around });
    }
    let is_go = path.extension().is_some_and(|extension| extension == "go");
    if path.is_file() && !is_go {
        return None;
    }
    if path.is_dir() && !holds_go(&path) {
        return None;
    }
    let folder = if path.is_dir() { path.clone() } else { path.parent()?.to_owned() };
    let around = module_around(&folder).unwrap_or(folder);
    (path.is_dir() || is_go).then_some(Asked { path, around })
}

/// The nearest folder at or above one that has a `go.mod`.
fn module_around(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|dir| dir.join("go.mod").is_file()).map(Path::to_owned)
}
