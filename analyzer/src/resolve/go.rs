//! Programs in Go: packages are crates of one module, each file a block inside it that holds its imports.
//!
//! What names mean is found as in any program (`paths`); here is what stands where, and which types satisfy which interfaces.

mod collect;
mod satisfy;

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

/// Gives every package the others by their import paths; what is not among them is outside.
fn link(program: &mut Program<'_>, workspace: &Workspace) {
    let mut roots: FxHashMap<Name, ModuleId> = FxHashMap::default();
    let mut at: FxHashMap<PackageId, usize> = FxHashMap::default();
    for krate in &program.crates {
        let position = at.entry(krate.package).or_default();
        let package = workspace.package(krate.package);
        // Crates stand in the order of targets, of which those that could not be read are left out.
        let rest = package.targets.iter().skip(*position);
        let found = rest
            .enumerate()
            .find(|(_, target)| target.kind == krate.kind && target.name == krate.name);
        if let Some((skipped, target)) = found {
            *position += skipped + 1;
            if target.kind == TargetKind::Lib {
                roots.entry(target.name).or_insert(krate.root);
            }
        }
    }
    let imported: Vec<Vec<Name>> = imports(program);
    for (krate, paths) in program.crates.iter_mut().zip(imported) {
        let named = |path: Name| {
            let inside = roots.get(&path).copied();
            (path, inside.map_or(Extern::External(path), Extern::Crate))
        };
        krate.externs = paths.into_iter().map(named).collect();
    }
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
