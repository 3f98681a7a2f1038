//! The modules that others require, where their sources are at hand: in a `vendor` folder, or else in the cache of `go`.
//!
//! Only looks; what is not there is not fetched. What lies in such a module is nobody's here: it is read, and not reported on.

use std::path::{Path, PathBuf};

use super::layout::Layout;
use super::modfile::{ModFile, Replacement, read};
use super::modules::Module;
use crate::discover::node::{NodeId, Standing};
use crate::discover::reach::spread;
use crate::discover::written;
use crate::problem::Problem;

/// Where a module finds what it requires.
#[derive(Debug, Default)]
pub(super) struct Required {
    /// The modules by the paths that they are imported by; what a `vendor` folder holds is one, without a path.
    modules: Vec<(String, NodeId)>,
    /// Whether the sources of something are missing.
    pub(super) lacks: bool,
    /// Where they cannot be looked for.
    pub(super) unread: Option<Problem>,
}

impl Required {
    /// The module that a package is of, by the path of either, and the package's folder.
    pub(super) fn find(&self, modules: &[Module], import: &str) -> Option<(NodeId, PathBuf)> {
        let below = |path: &str| match import.strip_prefix(path)? {
            rest if path.is_empty() || rest.is_empty() => Some(rest),
            rest => rest.strip_prefix('/'),
        };
        let fitting = self.modules.iter().filter_map(|(path, id)| Some((path, id, below(path)?)));
        let (_, &id, below) = fitting.max_by_key(|(path, ..)| path.len())?;
        let folder = modules[id].dir.join(below);
        folder.is_dir().then_some((id, folder))
    }

    /// The `vendor` folder of a module that requires nothing in writing.
    pub(super) fn vendor(&self) -> Option<NodeId> {
        self.modules.iter().find(|(path, _)| path.is_empty()).map(|&(_, id)| id)
    }
}

/// Adds the modules that a module requires and that may reach a client; says where they are.
pub(super) fn add_required(
    modules: &mut Vec<Module>,
    of: NodeId,
    clients: &[&str],
    cache: Option<&Path>,
) -> Required {
    let vendor = modules[of].dir.join("vendor");
    let unread = unread(&vendor);
    let (found, lacks) = if vendor.is_dir() {
        (vec![(String::new(), vendor)], false)
    } else {
        let all = folders(&modules[of].file, cache, clients);
        let lacks = all.iter().any(|(_, dir)| dir.is_none());
        let there = all.into_iter().filter_map(|(path, dir)| Some((path, dir?)));
        (reaching(there.collect(), clients), lacks)
    };
    let mut required = Required { modules: Vec::new(), lacks, unread };
    for (path, dir) in found {
        let known = modules.iter().position(|module| module.dir == dir);
        let id = known.unwrap_or(modules.len());
        if id == modules.len() {
            modules.push(module(&modules[of], path.clone(), dir));
        }
        required.modules.push((path, id));
    }
    required
}

fn unread(vendor: &Path) -> Option<Problem> {
    let error = std::fs::read_dir(vendor).err().filter(|_| vendor.is_dir())?;
    Some(Problem::new(vendor, format!("this was not analysed: {error}")))
}

/// A required module. The versions that count are those of whoever requires it.
fn module(of: &Module, path: String, dir: PathBuf) -> Module {
    let manifest = Some(dir.join("go.mod")).filter(|path| path.is_file());
    let file = ModFile {
        module: Some(path.clone()),
        go: None,
        requires: of.file.requires.clone(),
        replaces: of.file.replaces.clone(),
        uses: Vec::new(),
        mistakes: Vec::new(),
    };
    Module { path, dir, manifest, file, layout: Layout::default(), standing: Standing::Foreign }
}

/// The modules that a module requires, the clients left out, each with its folder in the cache when it is there.
fn folders(
    file: &ModFile,
    cache: Option<&Path>,
    clients: &[&str],
) -> Vec<(String, Option<PathBuf>)> {
    let others = file.requires.iter().filter(|(path, _)| !clients.contains(&path.as_str()));
    let folders = others.filter_map(|(path, version)| {
        let replaced = file.replaces.iter().find(|replace| replace.old == *path);
        let (source, version) = match replaced.map(|replace| &replace.new) {
            Some(Replacement::Folder(_)) => return None,
            Some(Replacement::Module(path, version)) => (path, version),
            None => (path, version),
        };
        let dir = cache.map(|cache| folder(cache, source, version)).filter(|dir| dir.is_dir());
        Some((path.clone(), dir))
    });
    folders.collect()
}

/// Those of some modules with their folders that may reach a client, by what their own files say.
fn reaching(modules: Vec<(String, PathBuf)>, clients: &[&str]) -> Vec<(String, PathBuf)> {
    let files = modules.iter().map(|(_, dir)| written::text(&dir.join("go.mod")));
    // What was written before there were modules says nothing: its imports do.
    let files: Vec<Option<ModFile>> = files.map(|text| Some(read(&text.ok()?))).collect();
    let needs = |at: usize, test: &dyn Fn(&str) -> bool| {
        files[at].as_ref().is_none_or(|file| file.requires.iter().any(|(path, _)| test(path)))
    };
    let direct = |at| needs(at, &|path| clients.contains(&path));
    let reaches = spread((0..modules.len()).map(direct).collect(), |at, reached| {
        let is_reached = |path: &str| {
            modules.iter().zip(reached).any(|((known, _), reached)| *reached && known == path)
        };
        needs(at, &is_reached)
    });
    modules.into_iter().zip(reaches).filter(|(_, reaches)| *reaches).map(|(it, _)| it).collect()
}

/// Where `go` keeps a module at a version: `!azure` stands for `Azure`, so that file systems without case can tell them apart.
fn folder(cache: &Path, path: &str, version: &str) -> PathBuf {
    let escaped = |text: &str| {
        let chars = text.chars().flat_map(|char| {
            let mark = char.is_ascii_uppercase().then_some('!');
            mark.into_iter().chain([char.to_ascii_lowercase()])
        });
        chars.collect::<String>()
    };
    cache.join(format!("{}@{}", escaped(path), escaped(version)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_escaped() {
        let dir = folder(Path::new("/c"), "github.com/Azure/go-AMQP", "v1.2.3-RC1");
        assert_eq!(dir, Path::new("/c/github.com/!azure/go-!a!m!q!p@v1.2.3-!r!c1"));
    }
}
