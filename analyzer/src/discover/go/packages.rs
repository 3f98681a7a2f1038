//! Which packages of modules reach a client, and what those are built on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::clause::{clause, is_ignored};
use super::layout::files_in;
use super::modfile::{Replacement, version};
use super::modules::Module;
use crate::discover::node::{Need, Node, NodeId, Standing};
use crate::language::Language;
use crate::workspace::{ClientVersion, Target, TargetKind};

/// A package before it is known whether it matters.
#[derive(Debug)]
struct Package {
    /// The module that it belongs to.
    module: NodeId,
    /// The path that it is imported by.
    path: String,
    /// The name that it gives itself.
    name: String,
    files: Vec<PathBuf>,
    imports: BTreeSet<String>,
    /// Whether it lies in a `vendor` folder: such packages are read only when they reach a client themselves.
    is_vendored: bool,
}

/// The modules as packages of the workspace: each with the packages of Go that matter.
pub(super) fn nodes(modules: Vec<Module>, clients: &[&str]) -> Vec<Node> {
    let mut packages: Vec<Package> = Vec::new();
    for (at, module) in modules.iter().enumerate() {
        let own = packages_of(at, module);
        packages.extend(own.into_iter().filter(|package| !is_client(&package.path, clients)));
    }
    add_vendored(&modules, &mut packages, clients);
    let matters = mattering(&packages, clients);
    let mut targets: Vec<Vec<Target>> = modules.iter().map(|_| Vec::new()).collect();
    for (package, _) in packages.into_iter().zip(matters).filter(|(_, matters)| *matters) {
        targets[package.module].push(target(package));
    }
    let known: Vec<(String, PathBuf)> =
        modules.iter().map(|module| (module.path.clone(), module.dir.clone())).collect();
    let with_targets = modules.into_iter().zip(targets);
    with_targets.map(|(module, targets)| node(module, targets, &known)).collect()
}

fn is_client(path: &str, clients: &[&str]) -> bool {
    clients.contains(&path)
}

/// The packages of a module: the files of a folder that give themselves one name.
fn packages_of(module: NodeId, data: &Module) -> Vec<Package> {
    let mut packages = Vec::new();
    for (dir, files) in &data.layout.files {
        let path = import_path(data, dir);
        packages.extend(in_folder(module, &path, files));
    }
    if data.manifest.is_none() {
        name_by_imports(&mut packages);
    }
    packages
}

fn in_folder(module: NodeId, path: &str, files: &[PathBuf]) -> Vec<Package> {
    let mut found: BTreeMap<String, Package> = BTreeMap::new();
    for file in files {
        // What cannot be read is told when it is loaded.
        let Ok(text) = std::fs::read_to_string(file) else { continue };
        let Some(head) = clause(&text).filter(|_| !is_ignored(&text)) else { continue };
        let package = found.entry(head.package.to_owned()).or_insert_with(|| Package {
            module,
            path: path.to_owned(),
            name: head.package.to_owned(),
            files: Vec::new(),
            imports: BTreeSet::new(),
            is_vendored: false,
        });
        package.files.push(file.clone());
        package.imports.extend(head.imports.into_iter().map(str::to_owned));
    }
    found.into_values().collect()
}

fn import_path(module: &Module, dir: &Path) -> String {
    let below = dir.strip_prefix(&module.dir).unwrap_or(Path::new(""));
    let below = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    match (module.path.as_str(), below.as_str()) {
        (path, "") => path.to_owned(),
        ("", below) => below.to_owned(),
        (path, below) => format!("{path}/{below}"),
    }
}

/// Without a `go.mod`, what packages import of each other says what is before their folders, or which of those are not named.
fn name_by_imports(packages: &mut [Package]) {
    let mut before: BTreeMap<String, usize> = BTreeMap::new();
    for import in packages.iter().flat_map(|package| &package.imports) {
        let folders = packages.iter().map(|package| package.path.as_str());
        for folder in folders.filter(|folder| !folder.is_empty()) {
            let Some(rest) = import.strip_suffix(folder) else { continue };
            let prefix = if rest.is_empty() { Some(rest) } else { rest.strip_suffix('/') };
            prefix.into_iter().for_each(|it| *before.entry(it.to_owned()).or_default() += 1);
        }
    }
    let likeliest = before.into_iter().max_by_key(|(prefix, count)| (*count, prefix.len()));
    let prefix = likeliest.map_or_else(String::new, |(prefix, _)| prefix);
    if !prefix.is_empty() {
        for package in packages.iter_mut() {
            package.path = match package.path.as_str() {
                "" => prefix.clone(),
                folder => format!("{prefix}/{folder}"),
            };
        }
    }
    name_by_endings(packages);
}

/// Where several workspaces lie in one folder, each names its packages from its own root on: an import that is no package's
/// path is of the one whose path ends so.
fn name_by_endings(packages: &mut [Package]) {
    let known: BTreeSet<String> = packages.iter().map(|package| package.path.clone()).collect();
    let imports = packages.iter().flat_map(|package| package.imports.clone());
    let unknown: BTreeSet<String> =
        imports.filter(|import| import.contains('/') && !known.contains(import)).collect();
    for import in unknown {
        let ending = format!("/{import}");
        let mut fitting = packages.iter_mut().filter(|package| package.path.ends_with(&ending));
        if let (Some(package), None) = (fitting.next(), fitting.next()) {
            package.path = import;
        }
    }
}

/// Adds what packages import from the `vendor` folder of their module.
fn add_vendored(modules: &[Module], packages: &mut Vec<Package>, clients: &[&str]) {
    let mut at = 0;
    let mut seen: BTreeSet<(NodeId, String)> = BTreeSet::new();
    let own: BTreeSet<String> = packages.iter().map(|package| package.path.clone()).collect();
    while at < packages.len() {
        let (module, imports) = (packages[at].module, packages[at].imports.clone());
        at += 1;
        let vendor = modules[module].dir.join("vendor");
        for import in imports {
            let is_wanted = import.contains('.') && !own.contains(&import);
            if !is_wanted || is_client(&import, clients) || !seen.insert((module, import.clone())) {
                continue;
            }
            let files = files_in(&vendor.join(&import));
            let found = in_folder(module, &import, &files).into_iter();
            packages.extend(found.map(|package| Package { is_vendored: true, ..package }));
        }
    }
}

/// The packages that reach a client, directly or through others, and what those are built on.
fn mattering(packages: &[Package], clients: &[&str]) -> Vec<bool> {
    let at: BTreeMap<&str, usize> =
        packages.iter().enumerate().map(|(at, package)| (package.path.as_str(), at)).collect();
    let inside = |package: &Package| -> Vec<usize> {
        package.imports.iter().filter_map(|path| at.get(path.as_str()).copied()).collect()
    };
    let direct = |package: &Package| package.imports.iter().any(|path| is_client(path, clients));
    let reaches = crate::discover::reach::spread(
        packages.iter().map(direct).collect(),
        |package, reached| inside(&packages[package]).iter().any(|&to| reached[to]),
    );
    let mut matters = reaches.clone();
    let mut open: Vec<usize> = (0..packages.len()).filter(|&at| reaches[at]).collect();
    while let Some(package) = open.pop() {
        for to in inside(&packages[package]) {
            if !packages[to].is_vendored && !std::mem::replace(&mut matters[to], true) {
                open.push(to);
            }
        }
    }
    matters
}

fn target(package: Package) -> Target {
    let kind = if package.name == "main" { TargetKind::Bin } else { TargetKind::Lib };
    let root = package.files.first().cloned().unwrap_or_default();
    Target { kind, name: package.path.as_str().into(), root, files: package.files }
}

fn node(module: Module, targets: Vec<Target>, known: &[(String, PathBuf)]) -> Node {
    let needs =
        module.file.requires.iter().map(|(path, written)| need(&module, path, written, known));
    let needs = needs.collect();
    let standing = if module.is_asked { Standing::Member } else { Standing::Dependency };
    Node {
        language: Language::Go,
        name: module.path,
        version: None,
        edition: None,
        manifest: module.manifest,
        dir: module.dir,
        targets,
        missing: Vec::new(),
        needs,
        standing,
    }
}

/// A module that is required, or what stands in its place.
fn need(module: &Module, path: &str, written: &str, known: &[(String, PathBuf)]) -> Need {
    let replaced = module.file.replaces.iter().find(|replace| replace.old == path);
    let (package, written, dir) = match replaced.map(|replace| &replace.new) {
        Some(Replacement::Module(path, version)) => (path.as_str(), version.as_str(), None),
        Some(Replacement::Folder(folder)) => {
            (path, written, Some(super::modfile::folder(&module.dir, folder)))
        }
        None => (path, written, None),
    };
    let answer = known.iter().position(|(name, at)| match &dir {
        Some(dir) => at == dir,
        None => name == package,
    });
    let version = version(written).map_or(ClientVersion::Unknown, ClientVersion::Locked);
    Need { name: path.into(), package: package.to_owned(), version, dev: false, answer }
}
