//! The modules that paths lead to: those around and below them, those of their workspace, and those that stand in the place of
//! others.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::entries::Asked;
use super::layout::{Layout, layout};
use super::modfile::{Mistake, ModFile, Replace, Replacement, folder, read};
use crate::discover::missing::Missing;
use crate::discover::node::Standing;
use crate::discover::written;
use crate::problem::{Note, Problem};

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

impl Module {
    /// Whether it says that it needs a client. What stands without a `go.mod` says nothing of the kind.
    pub(super) fn requires_one_of(&self, clients: &[&str]) -> bool {
        self.file.requires.iter().any(|(path, _)| clients.contains(&path.as_str()))
    }
}

/// The modules that paths lead to, each once, in the order of their folders.
#[derive(Default)]
pub(super) struct Modules {
    /// The modules.
    pub(super) found: Vec<Module>,
    /// What is wrong with what describes them.
    pub(super) problems: Vec<Problem>,
    /// What may be wrong with it.
    pub(super) notes: Vec<Note>,
}

/// Follows paths to modules.
pub(super) fn modules(asked: &[Asked]) -> Modules {
    let mut search = Search::default();
    for asked in asked {
        search.add_with_nested(&asked.around, Standing::Member);
        for dir in search.workspace_around(&asked.around) {
            search.add_with_nested(&dir, Standing::Dependency);
        }
    }
    for dir in search.replaced_by_folders() {
        search.add(&dir, Standing::Dependency);
    }
    search.finish()
}

#[derive(Default)]
struct Search {
    seen: BTreeSet<PathBuf>,
    modules: Vec<Module>,
    problems: Vec<Problem>,
    notes: Vec<Note>,
    missing: Missing,
}

impl Search {
    fn finish(mut self) -> Modules {
        self.modules.retain(|module| module.manifest.is_some() || !module.layout.files.is_empty());
        self.modules.sort_by(|a, b| a.dir.cmp(&b.dir));
        self.notes.extend(self.missing.into_notes());
        Modules { found: self.modules, problems: self.problems, notes: self.notes }
    }

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
        let file = manifest.as_ref().map(|path| self.module_file(path)).unwrap_or_default();
        let layout = layout(dir);
        let nested = layout.modules.clone();
        let path = file.module.clone().unwrap_or_default();
        let dir = dir.to_owned();
        self.modules.push(Module { path, dir, manifest, file, layout, standing });
        nested
    }

    fn module_file(&mut self, path: &Path) -> ModFile {
        let Some(file) = self.read(path) else { return ModFile::default() };
        if file.module.is_none() && file.mistakes.iter().all(|mistake| mistake.may_be_new) {
            self.problems.push(Problem::new(path, "there is no `module` in it"));
        }
        file
    }

    /// Reads a file of either kind, and tells what is wrong with it.
    fn read(&mut self, path: &Path) -> Option<ModFile> {
        let text = written::text(path).map_err(|error| {
            let message = format!("this was not analysed: {error}");
            self.problems.push(Problem::new(path, message));
        });
        let file = read(&text.ok()?);
        for Mistake { line, why, may_be_new } in &file.mistakes {
            if *may_be_new {
                let message = format!("line {line} was passed over: {why}");
                self.notes.push(Note::new(path, message));
            } else {
                let message = format!("this line was passed over: {why}");
                self.problems.push(Problem { path: path.to_owned(), line: Some(*line), message });
            }
        }
        Some(file)
    }

    /// The folders that the nearest `go.work` around a folder names.
    fn workspace_around(&mut self, dir: &Path) -> Vec<PathBuf> {
        let file = dir.ancestors().map(|dir| dir.join("go.work")).find(|path| path.is_file());
        let Some(path) = file else { return Vec::new() };
        let Some(file) = self.read(&path) else { return Vec::new() };
        let around = path.parent().unwrap_or(dir);
        let mut folders = Vec::new();
        for written in &file.uses {
            let dir = folder(around, written);
            if dir.is_dir() {
                folders.push(dir);
                continue;
            }
            let sentence = format!("the module in `{written}` was not analysed: it is not there");
            self.problems.extend(self.missing.tell(&dir, &path, around, sentence));
        }
        folders
    }

    /// The folders that stand in the place of modules.
    fn replaced_by_folders(&mut self) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for module in &self.modules {
            for Replace { old, new } in &module.file.replaces {
                let Replacement::Folder(written) = new else { continue };
                let dir = folder(&module.dir, written);
                let is_required = module.file.requires.iter().any(|(path, _)| path == old);
                if dir.is_dir() {
                    folders.push(dir);
                } else if let Some(manifest) = module.manifest.as_ref().filter(|_| is_required) {
                    let sentence = format!(
                        "`{old}` was not analysed: the folder `{written}` that stands in its place is not there"
                    );
                    let told = self.missing.tell(&dir, manifest, &module.dir, sentence);
                    self.problems.extend(told);
                }
            }
        }
        folders
    }
}
