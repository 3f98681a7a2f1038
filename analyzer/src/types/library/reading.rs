//! A program of stubs -> [`Library`].

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Library, LibraryType};
use crate::facts::{Attr, Name, TypeDef, UseBinding, intern};
use crate::ids::{Id, IdVec};
use crate::knowledge::Knowledge;
use crate::program::{AliasId, Def, ImplId, ModuleId, Owner, Program, TraitId, TypeId};
use crate::resolve::paths::{Namespace, Resolver};
use crate::resolve::{self, Input};
use crate::types::derives;
use crate::types::lower::{Lowering, Naming, OutsideAlias, Params};
use crate::types::scope::Scope;
use crate::types::signatures::{Declarations, Function, Held, Impl, Variants, embedded, names};
use crate::types::ty::{Args, TraitKey, Ty};
use crate::workspace::Workspace;

/// Reads the declarations of stubs.
pub(super) fn library(input: Input<'_>, knowledge: &Knowledge) -> Library {
    let program = resolve::resolve(input, knowledge);
    Reading::new(&program, input.workspace, knowledge).read()
}

/// Where the items of stubs are defined.
struct Paths {
    types: IdVec<TypeId, Name>,
    traits: IdVec<TraitId, Name>,
    held: FxHashMap<Name, Held>,
    /// The associated types of traits.
    declared: FxHashSet<(Name, Name)>,
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
        self.held.contains_key(&path)
    }

    fn says_nothing(&self, of: TraitKey) -> bool {
        let TraitKey::Outside(path) = of else { return false };
        self.held.get(&path).is_none_or(|held| *held != Held::Said)
    }

    fn declares(&self, path: Name, name: Name) -> bool {
        self.declared.contains(&(path, name))
    }

    fn params(&self, _: Name) -> Option<&Params> {
        None
    }
}

/// Turns a program of stubs into a library.
struct Reading<'a, 'f> {
    program: &'a Program<'f>,
    resolver: Resolver<'a, 'f>,
    /// The path of each module; of a block that of the module around it.
    modules: IdVec<ModuleId, String>,
    paths: Paths,
    alias_paths: FxHashMap<AliasId, Name>,
}

impl<'a, 'f> Reading<'a, 'f> {
    fn new(program: &'a Program<'f>, workspace: &Workspace, knowledge: &'a Knowledge) -> Self {
        let modules = module_paths(program, workspace);
        let below = |module: ModuleId, name: Name| intern(&join(&modules[module], name.as_str()));
        let types = program.types.iter().map(|data| below(data.module, data.def.name)).collect();
        let traits: IdVec<TraitId, Name> =
            program.traits.iter().map(|data| below(data.module, data.def.name)).collect();
        let said = program.traits.iter().map(|data| held(data.attrs));
        let held = traits.iter().copied().zip(said).collect();
        let declared = traits
            .iter()
            .zip(&program.traits)
            .flat_map(|(path, data)| data.def.types.iter().map(|(name, _)| (*path, *name)));
        let declared = declared.collect();
        let paths = Paths { types, traits, held, declared, aliases: FxHashMap::default() };
        let alias_paths = alias_paths(program, &modules);
        Self { program, resolver: Resolver::new(program, knowledge), modules, paths, alias_paths }
    }

    fn read(mut self) -> Library {
        let mut library = Library::default();
        self.rename(&mut library);
        self.paths.aliases = self.aliases();
        let mut read =
            Declarations { lowering: Lowering::new(self.program, &self.resolver, &self.paths) };
        for (id, data) in self.program.types.entries() {
            let scope = Scope::of_module(data.module).with(&data.def.generics);
            let ty = LibraryType {
                params: read.params(scope, &data.def.generics),
                variants: visible(data.def, read.fields(id)),
                is_enum: data.def.is_enum,
                embedded: embedded(data.def).collect(),
            };
            let path = self.paths.types[id];
            library.types.insert(path, ty);
        }
        for (id, &path) in self.paths.traits.entries() {
            let mut definition = read.definition(id, |_, name| member(path, name));
            definition.held = self.paths.held[&path];
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
                Owner::Impl(id) => {
                    join_names(owner_path(&library.impls[id.index()]), data.function.name)
                }
            };
            library.functions.insert(path, signature);
        }
        for data in &self.program.statics {
            let path = below(&self.modules, data.module, data.name);
            let ty = Lowering::new(self.program, &self.resolver, &self.paths)
                .ty(Scope::of_module(data.module), data.ty);
            library.statics.insert(path, ty);
        }
        for id in self.program.types.ids() {
            library.impls.extend(self.derived(id));
        }
        library.aliases = std::mem::take(&mut self.paths.aliases);
        library
    }

    /// The traits that a type derives.
    fn derived(&self, id: TypeId) -> Vec<Impl> {
        let data = &self.program.types[id];
        let params: Vec<Name> = names(&data.def.generics).collect();
        let found = derives::paths(data.attrs).filter_map(|path| {
            let found = self.resolver.names(data.module, &[], &path, false, Namespace::Types)?;
            let of = match found.def {
                Def::Trait(id) => self.paths.traits[id],
                Def::External(path) if self.paths.held.contains_key(&path) => path,
                _ => return None,
            };
            let args = params.iter().map(|&name| Ty::Param(name)).collect();
            let ty = Ty::External(self.paths.types[id], args);
            Some(derives::block(TraitKey::Outside(of), &params, ty))
        });
        found.collect()
    }

    /// Type aliases, with what they stand for.
    fn aliases(&self) -> FxHashMap<Name, OutsideAlias> {
        let mut lowering = Lowering::new(self.program, &self.resolver, &self.paths);
        let mut aliases = FxHashMap::default();
        for (at, module) in self.program.modules.entries() {
            aliases.extend(module.types.iter().filter_map(|(name, def)| {
                let Def::Alias(id) = def else { return None };
                let data = &self.program.aliases[*id];
                let scope = Scope::of_module(data.module).with(data.generics);
                let ty = lowering.ty(scope, data.ty);
                let path = intern(&join(&self.modules[at], name.as_str()));
                let params = data.generics.params.iter().map(|param| {
                    (param.name, param.default.as_ref().map(|ty| lowering.ty(scope, ty)))
                });
                Some((path, (params.collect(), ty)))
            }));
        }
        aliases
    }

    /// Imports that make an item, or a whole module, known by another path.
    fn rename(&self, library: &mut Library) {
        for (id, module) in self.program.modules.entries() {
            for leaf in module.uses.values().flatten() {
                let UseBinding::Named(name) = leaf.binding else { continue };
                let found = [Namespace::Types, Namespace::Values]
                    .into_iter()
                    .find_map(|namespace| self.resolver.in_module(id, name, namespace));
                let from = below(&self.modules, id, name);
                match found {
                    Some(Def::Module(to)) => {
                        let krate = from.split("::").next().unwrap_or_default();
                        library.moving.insert(krate.to_owned());
                        library.moved.insert(from, intern(&self.modules[to]));
                    }
                    found => {
                        let to = found.and_then(|def| self.path_of(def));
                        library.renamed.extend(to.map(|to| (from, to)));
                    }
                }
            }
        }
    }

    fn path_of(&self, def: Def) -> Option<Name> {
        match def {
            Def::Type(id) => Some(self.paths.types[id]),
            Def::Trait(id) => Some(self.paths.traits[id]),
            Def::Fn(id) => {
                let data = &self.program.functions[id];
                Some(below(&self.modules, data.module, data.function.name))
            }
            Def::Alias(id) => self.alias_paths.get(&id).copied(),
            Def::Static(id) => {
                let data = &self.program.statics[id];
                Some(below(&self.modules, data.module, data.name))
            }
            _ => None,
        }
    }
}

/// The fields that code outside can name.
fn visible(def: &TypeDef, mut variants: Variants) -> Variants {
    if let (false, [variant], [(_, fields)]) = (def.is_enum, &def.variants[..], &mut variants[..]) {
        let mut public = variant.fields.iter().map(|field| field.public);
        fields.retain(|_| public.next().unwrap_or_default());
    }
    variants
}

/// The paths of type aliases.
fn alias_paths(
    program: &Program<'_>,
    modules: &IdVec<ModuleId, String>,
) -> FxHashMap<AliasId, Name> {
    let of_module =
        |(module, data): (ModuleId, &crate::program::Module<'_>)| -> Vec<(AliasId, Name)> {
            let aliases = data.types.iter().filter_map(|(name, def)| match def {
                Def::Alias(id) => Some((*id, below(modules, module, *name))),
                _ => None,
            });
            aliases.collect()
        };
    program.modules.entries().flat_map(of_module).collect()
}

/// Which types have a trait of a stub.
fn held(attrs: &[Attr]) -> Held {
    let is = |path: &str| attrs.iter().any(|attr| attr.path == path);
    if is("assumed") {
        Held::Assumed
    } else if is("said_in_sight") {
        Held::SaidInSight
    } else {
        Held::Said
    }
}

/// The path that the functions of a block are known by: its type's; of a trait's, the trait's.
fn owner_path(block: &Impl) -> Name {
    match (&block.of, &block.self_ty) {
        (Some(of), _) => match of.of {
            TraitKey::Outside(path) => path,
            TraitKey::Own(_) => intern(""),
        },
        (None, Ty::External(path, _)) => *path,
        (None, Ty::Slice(_)) => intern("slice"),
        _ => intern(""),
    }
}

fn member(owner: Name, name: Name) -> Function {
    Function::Outside(join_names(owner, name))
}

fn join_names(owner: Name, name: Name) -> Name {
    intern(&join(&owner, &name))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}::{name}") }
}

fn below(modules: &IdVec<ModuleId, String>, module: ModuleId, name: Name) -> Name {
    intern(&join(&modules[module], &name))
}

/// The path of each module, from the crate that it is in.
fn module_paths(program: &Program<'_>, workspace: &Workspace) -> IdVec<ModuleId, String> {
    let mut paths: IdVec<ModuleId, String> =
        program.modules.iter().map(|_| String::new()).collect();
    for krate in &program.crates {
        paths[krate.root].clone_from(&workspace.package(krate.package).name);
    }
    // A module comes before those inside it.
    for (id, module) in program.modules.entries() {
        // What a file or block holds belongs to the module around it.
        if let Some(parent) = module.parent.filter(|_| module.block) {
            let outer = paths[parent].clone();
            paths[id] = outer;
        }
        let around = paths[id].clone();
        module.types.iter().for_each(|(name, def)| {
            if let Def::Module(id) = def {
                paths[*id] = join(&around, name);
            }
        });
    }
    paths
}
