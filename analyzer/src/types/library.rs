//! What libraries declare, read from stubs: signatures without bodies in the libraries' own language.
//!
//! A stub says what a type and a call *are*; what a call *does* to channels and tasks is said by the tables. A library's
//! items are known by canonical path, whatever path code names them by.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::lower::{Lowering, Naming, OutsideAlias};
use super::signatures::{Declarations, Function, Impl, Signature, Trait, Variants, names};
use super::ty::{Args, TraitKey, Ty};
use crate::facts::{Name, UseBinding};
use crate::ids::IdVec;
use crate::knowledge::Knowledge;
use crate::language::Language;
use crate::lower::{self, Surroundings, TestCode};
use crate::program::{Def, ImplId, ModuleId, Owner, Program, TraitId, TypeId};
use crate::resolve::paths::{Namespace, Resolver};
use crate::resolve::{self, Input};
use crate::sources::Sources;
use crate::workspace::{
    ClientVersion, Dependency, Package, PackageId, PackageRole, Target, TargetKind, Workspace,
};

const STUBS: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/stubs.rs"));

/// A type of a library.
#[derive(Clone, Debug, Default)]
pub struct LibraryType {
    /// Its generic parameters.
    pub params: Vec<Name>,
    /// Its fields, or its variants with theirs.
    pub variants: Variants,
    /// Whether it is an enum.
    pub is_enum: bool,
}

/// What is known of libraries.
#[derive(Debug, Default)]
pub struct Library {
    /// Types by path.
    pub types: FxHashMap<Name, LibraryType>,
    /// Traits by path.
    pub traits: FxHashMap<Name, Trait>,
    /// Functions by path; those of a type or trait behind its path.
    pub functions: FxHashMap<Name, Signature>,
    /// `impl` blocks.
    pub impls: IdVec<ImplId, Impl>,
    /// Type aliases by path.
    pub(super) aliases: FxHashMap<Name, OutsideAlias>,
    /// Where a path leads that is a re-export.
    renamed: FxHashMap<Name, Name>,
}

impl Library {
    /// Reads stubs: the name of a crate as code spells it, and its text.
    ///
    /// # Panics
    ///
    /// When a stub does not parse: stubs are part of the program, and a test reads all of them.
    pub fn of(stubs: &[(&str, &str)], knowledge: &Knowledge) -> Self {
        let mut sources = Sources::default();
        let mut facts = FxHashMap::default();
        let mut workspace = Workspace::default();
        let around = Surroundings::new(Language::Rust, TestCode::Taken);
        for (name, text) in stubs {
            let path = PathBuf::from(format!("{name}.rs"));
            let file = sources.add_code(path.clone(), *text, Language::Rust);
            match lower::lower(text, &around) {
                Ok(lowered) => facts.insert(file, lowered),
                Err(error) => panic!("the stub of {name}: {}", error.message),
            };
            workspace.packages.push(package(name, path));
        }
        link(&mut workspace);
        let input = Input { workspace: &workspace, sources: &sources, facts: &facts };
        let program = resolve::resolve(input, knowledge);
        Reading::new(&program, &workspace, knowledge).read()
    }

    /// The stubs that are built in.
    pub fn builtin(knowledge: &Knowledge) -> Self {
        Self::of(STUBS, knowledge)
    }

    /// The canonical path of an item that a path names.
    pub fn defined(&self, path: Name) -> Name {
        self.renamed.get(&path).copied().unwrap_or(path)
    }

    /// The variant of an enum that a path names: the enum's path and the variant's position.
    pub fn variant(&self, path: Name) -> Option<(Name, usize)> {
        let (of, name) = path.as_str().rsplit_once("::")?;
        let of = self.defined(ustr::ustr(of));
        let ty = self.types.get(&of).filter(|ty| ty.is_enum)?;
        let position = ty.variants.iter().position(|(known, _)| known == name)?;
        Some((of, position))
    }
}

/// Where the items of stubs are defined.
struct Paths {
    types: IdVec<TypeId, Name>,
    traits: IdVec<TraitId, Name>,
    aliases: FxHashMap<Name, OutsideAlias>,
}

impl Naming for Paths {
    fn ty(&self, id: TypeId, args: Args) -> Ty {
        Ty::External(self.types[id], args)
    }

    fn of_trait(&self, id: TraitId) -> TraitKey {
        TraitKey::Outside(self.traits[id])
    }

    fn defined(&self, path: Name) -> Name {
        path
    }

    fn alias(&self, path: Name) -> Option<&OutsideAlias> {
        self.aliases.get(&path)
    }

    fn is_trait(&self, path: Name) -> bool {
        self.traits.iter().any(|known| *known == path)
    }

    fn arity(&self, _: Name) -> Option<usize> {
        None
    }
}

/// Turns a program of stubs into a library.
struct Reading<'a, 'f> {
    program: &'a Program<'f>,
    resolver: Resolver<'a, 'f>,
    /// The path of each module; of blocks, which stubs do not have, it is empty.
    modules: IdVec<ModuleId, String>,
    paths: Paths,
}

impl<'a, 'f> Reading<'a, 'f> {
    fn new(program: &'a Program<'f>, workspace: &Workspace, knowledge: &'a Knowledge) -> Self {
        let modules = module_paths(program, workspace);
        let below =
            |module: ModuleId, name: Name| ustr::ustr(&join(&modules[module], name.as_str()));
        let types = program.types.iter().map(|data| below(data.module, data.def.name)).collect();
        let traits = program.traits.iter().map(|data| below(data.module, data.def.name)).collect();
        let paths = Paths { types, traits, aliases: FxHashMap::default() };
        Self { program, resolver: Resolver::new(program, knowledge), modules, paths }
    }

    fn read(mut self) -> Library {
        let mut library = Library { renamed: self.renamed(), ..Library::default() };
        self.paths.aliases = self.aliases();
        let mut read =
            Declarations { lowering: Lowering::new(self.program, &self.resolver, &self.paths) };
        for (id, data) in self.program.types.entries() {
            let ty = LibraryType {
                params: names(&data.def.generics).collect(),
                variants: read.fields(id),
                is_enum: data.def.is_enum,
            };
            library.types.insert(self.paths.types[id], ty);
        }
        for (id, data) in self.program.traits.entries() {
            let path = self.paths.traits[id];
            let mut definition = read.definition(id, |_, name| member(path, name));
            definition.assumed = data.attrs.iter().any(|attr| attr.path == "assumed");
            library.traits.insert(path, definition);
        }
        let mut self_types: IdVec<ImplId, Ty> = IdVec::default();
        for id in self.program.impls.ids() {
            let block = read.implementation(id, |_, name| Function::Outside(name));
            self_types.push(block.self_ty.clone());
            library.impls.push(Impl { own: None, ..block });
        }
        for block in &mut library.impls {
            let owner = owner_path(block);
            block
                .functions
                .iter_mut()
                .for_each(|(name, function)| *function = member(owner, *name));
        }
        for (id, data) in self.program.functions.entries() {
            let signature = read.function(id, &self_types);
            let path = match data.owner {
                Owner::Free => below(&self.modules, data.module, data.function.name),
                Owner::Trait(id) => join_names(self.paths.traits[id], data.function.name),
                Owner::Impl(id) => join_names(owner_path(&library.impls[id]), data.function.name),
            };
            library.functions.insert(path, signature);
        }
        library.aliases = std::mem::take(&mut self.paths.aliases);
        library
    }

    /// Type aliases, with what they stand for.
    fn aliases(&self) -> FxHashMap<Name, OutsideAlias> {
        let mut lowering = Lowering::new(self.program, &self.resolver, &self.paths);
        let mut aliases = FxHashMap::default();
        for (id, module) in self.program.modules.entries() {
            let around = &self.modules[id];
            aliases.extend(module.types.iter().filter_map(|(name, def)| {
                let Def::Alias(id) = def else { return None };
                let data = &self.program.aliases[*id];
                let scope = super::lower::Scope::of_module(data.module).with(data.generics);
                let ty = lowering.ty(scope, data.ty);
                let path = ustr::ustr(&join(around, name.as_str()));
                Some((path, (names(data.generics).collect(), ty)))
            }));
        }
        aliases
    }

    /// Imports that make an item known by another path.
    fn renamed(&self) -> FxHashMap<Name, Name> {
        let mut renamed = FxHashMap::default();
        for (id, module) in self.program.modules.entries() {
            for leaf in module.uses.values().flatten() {
                let UseBinding::Named(name) = leaf.binding else { continue };
                let found = [Namespace::Types, Namespace::Values]
                    .into_iter()
                    .find_map(|namespace| self.resolver.in_module(id, name, namespace));
                if let Some(to) = found.and_then(|def| self.path_of(def)) {
                    renamed.insert(ustr::ustr(&join(&self.modules[id], name.as_str())), to);
                }
            }
        }
        renamed
    }

    fn path_of(&self, def: Def) -> Option<Name> {
        match def {
            Def::Type(id) => Some(self.paths.types[id]),
            Def::Trait(id) => Some(self.paths.traits[id]),
            Def::Fn(id) => {
                let data = &self.program.functions[id];
                Some(below(&self.modules, data.module, data.function.name))
            }
            _ => None,
        }
    }
}

/// The path that the functions of a block are known by: its type's; of a trait's, the trait's.
fn owner_path(block: &Impl) -> Name {
    match (&block.of, &block.self_ty) {
        (Some(of), _) => match of.of {
            TraitKey::Outside(path) => path,
            TraitKey::Own(_) => ustr::ustr(""),
        },
        (None, Ty::External(path, _)) => *path,
        (None, Ty::Slice(_)) => ustr::ustr("slice"),
        _ => ustr::ustr(""),
    }
}

fn member(owner: Name, name: Name) -> Function {
    Function::Outside(join_names(owner, name))
}

fn join_names(owner: Name, name: Name) -> Name {
    ustr::ustr(&join(&owner, &name))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

fn below(modules: &IdVec<ModuleId, String>, module: ModuleId, name: Name) -> Name {
    ustr::ustr(&join(&modules[module], &name))
}

/// The path of each module, from the crate that it is in.
fn module_paths(program: &Program<'_>, workspace: &Workspace) -> IdVec<ModuleId, String> {
    let mut paths: IdVec<ModuleId, String> =
        program.modules.iter().map(|_| String::new()).collect();
    for krate in &program.crates {
        paths[krate.root].clone_from(&workspace.packages[krate.package.0 as usize].name);
    }
    // A module comes before those inside it.
    for (id, module) in program.modules.entries() {
        let around = paths[id].clone();
        module.types.iter().for_each(|(name, def)| {
            if let Def::Module(id) = def {
                paths[*id] = join(&around, name);
            }
        });
    }
    paths
}

/// The crate of a stub.
fn package(name: &str, root: PathBuf) -> Package {
    Package {
        language: Language::Rust,
        name: name.to_owned(),
        version: None,
        edition: None,
        role: PackageRole::Member,
        dir: PathBuf::new(),
        manifest: Some(PathBuf::new()),
        targets: vec![Target { kind: TargetKind::Lib, name: name.into(), root }],
        dependencies: Vec::new(),
        only: Vec::new(),
        test_code: false,
    }
}

/// Every stub may name every other one.
fn link(workspace: &mut Workspace) {
    let named: Vec<Dependency> = (0..)
        .zip(&workspace.packages)
        .map(|(id, package)| Dependency {
            name: package.name.as_str().into(),
            package: package.name.clone(),
            version: ClientVersion::Unknown,
            resolved: Some(PackageId(id)),
        })
        .collect();
    for package in &mut workspace.packages {
        package.dependencies.clone_from(&named);
    }
}
