//! Facts of all files -> [`Program`]: links files into module trees and indexes what they define.
//!
//! Every `cfg` is taken, so that code behind features is seen; only test code is left out unless it was asked for.

mod collect;
mod globs;
mod go;
mod impls;
mod memo;
pub mod paths;
mod renames;
pub mod types;
mod universe;

use rustc_hash::FxHashMap;
use std::path::PathBuf;

use crate::facts::{Facts, Name};
use crate::knowledge::Knowledge;
use crate::language::Language;
use crate::program::{Crate, Extern, ModuleId, Program};
use crate::sources::{FileId, Sources};
use crate::workspace::{Package, PackageId, PackageRole, TargetKind, Workspace};

/// What is resolved: the parsed files of a workspace.
#[derive(Clone, Copy)]
pub struct Input<'f> {
    /// Packages and targets.
    pub workspace: &'f Workspace,
    /// The paths of the files.
    pub sources: &'f Sources,
    /// The facts by file; files that did not parse are missing.
    pub facts: &'f FxHashMap<FileId, Facts>,
}

/// Builds the program of the packages in one language: the one that the knowledge is of.
pub fn resolve<'f>(input: Input<'f>, knowledge: &Knowledge) -> Program<'f> {
    let mut program = match knowledge.language {
        Language::Rust => resolve_crates(input, knowledge),
        Language::Go => go::resolve(input, knowledge),
    };
    impls::index_of_traits(&mut program);
    program
}

fn resolve_crates<'f>(input: Input<'f>, knowledge: &Knowledge) -> Program<'f> {
    let mut collector = collect::Collector::new(input);
    for (id, package) in input.workspace.entries() {
        if package.language != knowledge.language {
            continue;
        }
        for target in &package.targets {
            if package.role != PackageRole::Member && target.kind != TargetKind::Lib {
                continue;
            }
            collector.add_crate(id, target);
        }
    }
    let mut program = collector.finish();
    renames::find(&mut program);
    link_externs(&mut program, input.workspace);
    impls::index(&mut program, knowledge);
    program
}

/// Gives every crate the names of its dependencies and of its package's library.
fn link_externs(program: &mut Program<'_>, workspace: &Workspace) {
    let libraries: FxHashMap<PackageId, (Name, ModuleId)> = program
        .crates
        .iter()
        .filter(|krate| krate.kind == TargetKind::Lib)
        .map(|krate| (krate.package, (library_name(workspace, krate), krate.root)))
        .collect();
    for krate in &mut program.crates {
        let package = workspace.package(krate.package);
        let mut externs = extern_names(package, &libraries);
        if krate.kind != TargetKind::Lib
            && let Some(&(name, root)) = libraries.get(&krate.package)
        {
            externs.push((name, Extern::Crate(root)));
        }
        krate.externs = externs;
    }
}

fn library_name(workspace: &Workspace, krate: &Crate) -> Name {
    let package = workspace.package(krate.package);
    let target = package.targets.iter().find(|target| target.kind == TargetKind::Lib);
    target.map_or_else(|| Name::from(&package.name.replace('-', "_")), |target| target.name)
}

fn extern_names(
    package: &Package,
    libraries: &FxHashMap<PackageId, (Name, ModuleId)>,
) -> Vec<(Name, Extern)> {
    let names = package.dependencies.iter().map(|dependency| {
        let root = dependency.resolved.and_then(|id| libraries.get(&id)).map(|&(_, root)| root);
        let external = || Extern::External(Name::from(&dependency.package.replace('-', "_")));
        (dependency.name, root.map_or_else(external, Extern::Crate))
    });
    names.collect()
}

/// The paths at which a module's file may stand, best first.
fn module_files(dir: &std::path::Path, name: Name) -> [PathBuf; 2] {
    [dir.join(format!("{name}.rs")), dir.join(name.as_str()).join("mod.rs")]
}
