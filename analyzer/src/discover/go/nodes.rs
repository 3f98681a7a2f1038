//! Modules as packages of a workspace: those of their packages that matter are its targets, what they require its dependencies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::loose::name_by_imports;
use super::modfile::{Replacement, folder, version};
use super::modules::Module;
use super::packages::{Package, is_client, mattering, packages_of, required_by};
use super::required::{Required, add_required};
use crate::discover::node::{Need, Node, NodeId, Standing};
use crate::discover::written;
use crate::language::Language;
use crate::problem::{Note, Problem};
use crate::workspace::{ClientVersion, Target, TargetKind};

/// The modules with the packages that matter.
pub(super) struct Nodes {
    /// The modules.
    pub(super) found: Vec<Node>,
    /// What could not be read and may matter.
    pub(super) problems: Vec<Problem>,
    /// Where something could not be analysed for want of sources, or is not meant to be.
    pub(super) notes: Vec<Note>,
}

/// The modules with the packages that matter. What they require is looked for below `cache`.
pub(super) fn nodes(mut modules: Vec<Module>, clients: &[&str], cache: Option<&Path>) -> Nodes {
    let own = 0..modules.len();
    let required = own.map(|at| add_required(&mut modules, at, clients, cache));
    let required: Vec<Required> = required.collect();
    let Read { targets, unread, ignored } = read(&modules, &required, clients);
    // Of what others wrote, a module without a package that matters would only seem to lead to a client.
    let is_read =
        |to: &NodeId| modules[*to].standing != Standing::Foreign || !targets[*to].is_empty();
    let nothing = Required::default();
    let needs = |(at, module): (NodeId, &Module)| -> Vec<Need> {
        let all = needs(module, &modules, required.get(at).unwrap_or(&nothing)).into_iter();
        all.map(|need| Need { answer: need.answer.filter(is_read), ..need }).collect()
    };
    let needs: Vec<Vec<Need>> = modules.iter().enumerate().map(needs).collect();
    let mut problems = unread;
    for (module, required) in modules.iter_mut().zip(&required) {
        if module.requires_one_of(clients) {
            problems.append(&mut module.layout.unread);
            problems.extend(required.unread.clone());
        }
    }
    let parts = modules.into_iter().zip(targets).zip(needs);
    let nodes = parts.map(|((module, targets), needs)| node(module, targets, needs));
    let nodes: Vec<Node> = nodes.collect();
    let lacking = nodes.iter().zip(&required).filter(|(_, required)| required.lacks);
    let mut notes: Vec<Note> = lacking.filter_map(|(node, _)| not_here(node, clients)).collect();
    notes.extend(ignored);
    Nodes { found: nodes, problems, notes }
}

/// What was read of modules.
struct Read {
    /// The packages that matter, by their modules.
    targets: Vec<Vec<Target>>,
    /// Files that cannot be read, in modules that require a client.
    unread: Vec<Problem>,
    /// Files that are part of no package and import a client.
    ignored: Vec<Note>,
}

/// Reads modules. `required` is what the first of these require.
fn read(modules: &[Module], required: &[Required], clients: &[&str]) -> Read {
    let (mut packages, mut ignored): (Vec<Package>, _) = (Vec::new(), Vec::new());
    for (at, module) in modules.iter().take(required.len()).enumerate() {
        let mut content = packages_of(at, module);
        if module.manifest.is_none() {
            name_by_imports(&mut content.packages, clients);
        }
        let is_own = |package: &Package| !is_client(&package.path, clients);
        packages.extend(content.packages.into_iter().filter(is_own));
        ignored.extend(content.ignored.into_iter().filter_map(|file| left_out(file, clients)));
    }
    let own = packages.len();
    for of in required.iter().enumerate() {
        let found = required_by(of, modules, &packages[..own], clients);
        let is_new = |found: &Package| !packages[own..].iter().any(|known| known.is(found));
        let new: Vec<Package> = found.into_iter().filter(is_new).collect();
        packages.extend(new);
    }
    let matters = mattering(&packages, clients);
    let mut targets: Vec<Vec<Target>> = modules.iter().map(|_| Vec::new()).collect();
    let mut unread = Vec::new();
    for (at, (package, matters)) in packages.into_iter().zip(matters).enumerate() {
        if matters {
            targets[package.module].push(target(package));
        } else if at < own && modules[package.module].requires_one_of(clients) {
            unread.extend(package.unread.iter().filter_map(|file| written::source(file).err()));
        }
    }
    unread.sort();
    unread.dedup();
    Read { targets, unread, ignored }
}

/// What is said of a file that is part of no package.
fn left_out((file, imports): (PathBuf, BTreeSet<String>), clients: &[&str]) -> Option<Note> {
    let client = imports.iter().find(|path| is_client(path, clients))?;
    let message = format!(
        "this file was not analysed: it imports `{client}`, and `//go:build ignore` takes it out of its package"
    );
    Some(Note::new(file, message))
}

/// What is said of a module that may use a client through others, when these are not there.
fn not_here(node: &Node, clients: &[&str]) -> Option<Note> {
    if node.standing != Standing::Member || !node.targets.is_empty() {
        return None;
    }
    let client = node.needs.iter().find(|need| is_client(&need.package, clients))?;
    let message = format!(
        "nothing in this module was analysed: none of its packages imports `{}`, and not all modules that it requires are \
         here (`go mod download` fetches them)",
        client.package
    );
    Some(Note::new(node.manifest.as_ref()?, message))
}

fn target(package: Package) -> Target {
    let kind = if package.name == "main" { TargetKind::Bin } else { TargetKind::Lib };
    let root = package.files.first().cloned().unwrap_or_default();
    Target { kind, name: package.path.as_str().into(), root, files: package.files }
}

fn node(module: Module, targets: Vec<Target>, needs: Vec<Need>) -> Node {
    Node {
        language: Language::Go,
        name: module.path,
        version: None,
        edition: module.file.go,
        manifest: module.manifest,
        dir: module.dir,
        targets,
        missing: Vec::new(),
        needs,
        standing: module.standing,
    }
}

/// What a module requires.
fn needs(module: &Module, modules: &[Module], required: &Required) -> Vec<Need> {
    let written = module.file.requires.iter();
    let written = written.map(|(path, version)| need((module, path, version), modules, required));
    let unwritten = required.vendor().filter(|_| module.file.requires.is_empty());
    let unwritten = unwritten.map(|vendor| Need {
        name: "vendor".into(),
        package: "vendor".to_owned(),
        version: ClientVersion::Unknown,
        dev: false,
        answer: Some(vendor),
    });
    written.chain(unwritten).collect()
}

/// A module that is required, or what stands in its place.
fn need(
    (of, path, written): (&Module, &str, &str),
    modules: &[Module],
    required: &Required,
) -> Need {
    let replaced = of.file.replaces.iter().find(|replace| replace.old == path);
    let (package, written, dir) = match replaced.map(|replace| &replace.new) {
        Some(Replacement::Module(path, version)) => (path.as_str(), version.as_str(), None),
        Some(Replacement::Folder(place)) => (path, written, Some(folder(&of.dir, place))),
        None => (path, written, None),
    };
    let here = modules.iter().position(|module| match &dir {
        Some(dir) => module.dir == *dir,
        None => module.path == package,
    });
    let answer = here.or_else(|| required.find(modules, path).map(|(module, _)| module));
    let version = version(written).map_or(ClientVersion::Unknown, ClientVersion::Locked);
    Need { name: path.into(), package: package.to_owned(), version, dev: false, answer }
}
