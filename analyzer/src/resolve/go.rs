//! Programs in Go: packages are crates of one module, each file a block inside it that holds its imports.
//!
//! What names mean is found as in any program (`paths`); here is what stands where, and which types satisfy which interfaces.

mod collect;
mod satisfy;

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::facts::Name;
use crate::knowledge::Knowledge;
use crate::program::{Extern, ModuleId, Program};
use crate::resolve::{Input, impls};
use crate::workspace::{PackageId, PackageRole, TargetKind, Workspace};
use collect::Collector;

/// Builds the program of the packages in Go.
pub(super) fn resolve<'f>(input: Input<'f>, knowledge: &Knowledge) -> Program<'f> {
    let mut collector = Collector::new(input);
    for (id, package) in input.workspace.entries() {
        if package.language != knowledge.language {
            continue;
        }
        for target in &package.targets {
            if package.role == PackageRole::Member || target.kind == TargetKind::Lib {
                collector.add_package(id, target);
            }
        }
    }
    let mut program = collector.finish();
    super::renames::find(&mut program);
    link(&mut program, input.workspace);
    impls::index(&mut program, knowledge);
    satisfy::find(&mut program, knowledge);
    program
}

/// A package that others can import.
struct Library<'w> {
    dir: &'w Path,
    root: ModuleId,
}

/// Gives every package the others by their import paths; what is not among them is outside.
fn link(program: &mut Program<'_>, workspace: &Workspace) {
    let dirs = dirs(program, workspace);
    let mut libraries: FxHashMap<Name, Vec<Library<'_>>> = FxHashMap::default();
    for (krate, dir) in program.crates.iter().zip(&dirs) {
        if krate.kind == TargetKind::Lib {
            libraries.entry(krate.name).or_default().push(Library { dir, root: krate.root });
        }
    }
    let imported: Vec<Vec<Name>> = imports(program);
    for ((krate, dir), paths) in program.crates.iter_mut().zip(dirs).zip(imported) {
        let named = |path: Name| {
            let inside = libraries.get(&path).and_then(|some| nearest(some, dir));
            (path, inside.map_or(Extern::External(path), Extern::Crate))
        };
        krate.externs = paths.into_iter().map(named).collect();
    }
}

/// The folder of each package, in their order.
fn dirs<'w>(program: &Program<'_>, workspace: &'w Workspace) -> Vec<&'w Path> {
    let mut at: FxHashMap<PackageId, usize> = FxHashMap::default();
    let crates = program.crates.iter().map(|krate| {
        let position = at.entry(krate.package).or_default();
        // Crates stand in the order of targets, of which those that could not be read are left out.
        let mut rest = workspace.package(krate.package).targets.iter().enumerate().skip(*position);
        let found = rest.find(|(_, it)| it.kind == krate.kind && it.name == krate.name);
        found.map_or(Path::new(""), |(found, target)| {
            *position = found + 1;
            target.root.parent().unwrap_or(Path::new(""))
        })
    });
    crates.collect()
}

/// Of several packages of one path, which programs beside each other have, the one that lies nearest to who imports it.
fn nearest(some: &[Library<'_>], dir: &Path) -> Option<ModuleId> {
    let shared = |library: &Library<'_>| {
        let both = library.dir.components().zip(dir.components());
        both.take_while(|(a, b)| a == b).count()
    };
    // The last of those that are as near would be the maximum.
    some.iter().rev().max_by_key(|library| shared(library)).map(|library| library.root)
}

/// The import paths of each package, each once.
fn imports(program: &Program<'_>) -> Vec<Vec<Name>> {
    let mut imported: Vec<Vec<Name>> = program.crates.iter().map(|_| Vec::new()).collect();
    for module in &program.modules {
        let leaves = module.uses.values().flatten().chain(&module.globs);
        let paths = leaves.filter_map(|leaf| leaf.path.first().copied());
        imported[crate::ids::Id::index(module.krate)].extend(paths);
    }
    for paths in &mut imported {
        paths.sort_unstable();
        paths.dedup();
    }
    imported
}
