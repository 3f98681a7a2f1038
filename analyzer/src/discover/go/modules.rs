//! The modules that paths lead to: those around and below them, those of their workspace, and those that stand in the place of
//! others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::entries::Asked;
use super::layout::{Layout, layout};
use super::modfile::{ModFile, Replacement, folder, read};
use crate::discover::node::Standing;
use crate::discover::written;
use crate::problem::Problem;

/// A module.
#[derive(Debug)]
pub(super) struct Module {
    /// Its path; of sources without a `go.mod` it is empty.
    pub(super) path: String,
    /// Its folder.
    pub(super) dir: PathBuf,
    /// Its `go.mod`.
    pub(super) manifest: Option<PathBuf>,
    /// What that says.
    pub(super) file: ModFile,
    /// What lies below.
    pub(super) layout: Layout,
    /// How it came to be looked at.
    pub(super) standing: Standing,
}

/// The modules that paths lead to, each once, in the order of their folders.
pub(super) fn modules(asked: &[Asked]) -> (Vec<Module>, Vec<Problem>) {
    let mut found = Found::default();
    for asked in asked {
        found.add_with_nested(&asked.around, Standing::Member);
        for dir in workspace_around(&asked.around) {
            found.add_with_nested(&dir, Standing::Dependency);
        }
    }
    let replaced: Vec<PathBuf> = found.modules.iter().flat_map(replaced_by_folders).collect();
    for dir in replaced {
        found.add(&dir, Standing::Dependency);
    }
    found.modules.retain(|module| module.manifest.is_some() || !module.layout.files.is_empty());
    found.modules.sort_by(|a, b| a.dir.cmp(&b.dir));
    (found.modules, found.problems)
}

#[derive(Default)]
struct Found {
    seen: BTreeSet<PathBuf>,
    modules: Vec<Module>,
    problems: Vec<Problem>,
}

impl Found {
    /// A module with those that lie below it.
    fn add_with_nested(&mut self, dir: &Path, standing: Standing) {
        let mut open = vec![dir.to_owned()];
        while let Some(dir) = open.pop() {
            open.extend(self.add(&dir, standing));
        }
    }

    /// Adds a module; gives the folders of those below it.
    fn add(&mut self, dir: &Path, standing: Standing) -> Vec<PathBuf> {
        if !self.seen.insert(dir.to_owned()) {
            return Vec::new();
        }
        let manifest = Some(dir.join("go.mod")).filter(|path| path.is_file());
        let file = manifest.as_ref().map(|path| self.read(path)).unwrap_or_default();
        let layout = layout(dir);
        let nested = layout.modules.clone();
        let path = file.module.clone().unwrap_or_default();
        let dir = dir.to_owned();
        self.modules.push(Module { path, dir, manifest, file, layout, standing });
        nested
    }

    fn read(&mut self, path: &Path) -> ModFile {
        let text = match written::text(path) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("this was not analysed: {error}");
                self.problems.push(Problem::new(path, message));
                return ModFile::default();
            }
        };
        let file = read(&text);
        if file.module.is_none() {
            self.problems.push(Problem::new(path, "there is no `module` in it"));
        }
        file
    }
}

/// The folders that the nearest `go.work` around a folder names.
fn workspace_around(dir: &Path) -> Vec<PathBuf> {
    let file = dir.ancestors().map(|dir| dir.join("go.work")).find(|path| path.is_file());
    let Some(path) = file else { return Vec::new() };
    let Ok(text) = written::text(&path) else { return Vec::new() };
    let around = path.parent().unwrap_or(dir);
    read(&text).uses.iter().map(|written| folder(around, written)).collect()
}

fn replaced_by_folders(module: &Module) -> Vec<PathBuf> {
    let folders = module.file.replaces.iter().filter_map(|replace| match &replace.new {
        Replacement::Folder(written) => Some(folder(&module.dir, written)),
        Replacement::Module(..) => None,
    });
    folders.filter(|dir| dir.is_dir()).collect()
}
