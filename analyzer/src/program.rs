//! The whole program as names resolve in it: crates, modules, types, functions.
//!
//! Built by `resolve` from the facts of all files. It knows scopes and no library.

mod renames;

use crate::facts::{
    AssocFn, Attr, Body, Function, Generics, ImplDef, Name, TraitDef, TypeDef, TypeRef, UseLeaf,
    ValueOf,
};
use crate::ids::{IdVec, ids};
use crate::limits::Incomplete;
use crate::sources::{FileId, Location};
use crate::workspace::{PackageId, TargetKind};
pub use renames::Renames;

ids! {
    /// Index of a crate: one target of one package.
    pub CrateId
    /// Index of a module, a block with items included.
    pub ModuleId
    /// Index of a struct, enum or union.
    pub TypeId
    /// Index of a type alias.
    pub AliasId
    /// Index of a trait.
    pub TraitId
    /// Index of an `impl` block.
    pub ImplId
    /// Index of a function.
    pub FnId
    /// Index of a static or constant.
    pub StaticId
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Def {
    /// A module.
    Module(ModuleId),
    /// A struct, enum or union, also as a constructor.
    Type(TypeId),
    /// A variant, by its index.
    Variant(TypeId, u32),
    /// A type alias.
    Alias(AliasId),
    /// A trait.
    Trait(TraitId),
    /// A function.
    Fn(FnId),
    /// A static or constant.
    Static(StaticId),
    /// Something outside the analysed sources, by its canonical path.
    External(Name),
}

/// A path as far as names go; what is left are associated items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// What the leading segments stand for.
    pub def: Def,
    /// How many trailing segments are left.
    pub rest: usize,
}

/// One target of a package.
#[derive(Debug)]
pub struct Crate {
    /// The package.
    pub package: PackageId,
    /// What it is built for.
    pub kind: TargetKind,
    /// What the target is called.
    pub name: Name,
    /// Its root module.
    pub root: ModuleId,
    /// What code can name: dependencies and the package's own library.
    pub externs: Vec<(Name, Extern)>,
    /// Whether any other crate may be there, too, because no manifest says.
    pub any_extern: bool,
    /// Whether code that is not here may use it.
    pub offered: bool,
}

/// What the name of a dependency stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extern {
    /// The root module of a crate whose sources are analysed.
    Crate(ModuleId),
    /// A crate outside, by its package's name with underscores.
    External(Name),
}

/// A module, or a block that has items of its own.
#[derive(Debug)]
pub struct Module<'f> {
    /// The crate it belongs to.
    pub krate: CrateId,
    /// The module around it; for a block, the module whose names it sees.
    pub parent: Option<ModuleId>,
    /// Whether it is a block: then `self` and `super` mean the module around it.
    pub block: bool,
    /// The file it is written in.
    pub file: FileId,
    /// Its own modules, types, traits and aliases.
    pub types: rustc_hash::FxHashMap<Name, Def>,
    /// Its own functions, statics and constructors.
    pub values: rustc_hash::FxHashMap<Name, Def>,
    /// Its named imports.
    pub uses: rustc_hash::FxHashMap<Name, Vec<&'f UseLeaf>>,
    /// Its glob imports.
    pub globs: Vec<&'f UseLeaf>,
}

impl Module<'_> {
    /// A module without anything in it.
    pub fn new(krate: CrateId, parent: Option<ModuleId>, file: FileId) -> Self {
        let (types, values, uses) = Default::default();
        Self { krate, parent, block: false, file, types, values, uses, globs: Vec::new() }
    }

    /// A block without anything in it, which sees the names of a module.
    pub fn new_block(krate: CrateId, sees: ModuleId, file: FileId) -> Self {
        Self { block: true, ..Self::new(krate, Some(sees), file) }
    }
}

/// A struct, enum or union.
#[derive(Debug)]
pub struct TypeData<'f> {
    /// The facts.
    pub def: &'f TypeDef,
    /// The module it is in.
    pub module: ModuleId,
    /// Its attributes.
    pub attrs: &'f [Attr],
    /// Whether other modules see it.
    pub public: bool,
}

/// A type alias.
#[derive(Debug)]
pub struct AliasData<'f> {
    /// Its generic parameters.
    pub generics: &'f Generics,
    /// What it stands for.
    pub ty: &'f TypeRef,
    /// The module it is in.
    pub module: ModuleId,
}

/// A trait.
#[derive(Debug)]
pub struct TraitData<'f> {
    /// The facts.
    pub def: &'f TraitDef,
    /// Its attributes.
    pub attrs: &'f [Attr],
    /// The module it is in.
    pub module: ModuleId,
    /// Its functions.
    pub functions: Vec<FnId>,
}

/// An `impl` block.
#[derive(Debug)]
pub struct ImplData<'f> {
    /// The facts.
    pub def: &'f ImplDef,
    /// The module it is in.
    pub module: ModuleId,
    /// Its attributes.
    pub attrs: &'f [Attr],
    /// Its functions.
    pub functions: Vec<FnId>,
}

/// Where a function belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A module or block.
    Free,
    /// An `impl` block.
    Impl(ImplId),
    /// A trait.
    Trait(TraitId),
}

/// A function.
#[derive(Debug)]
pub struct FnData<'f> {
    /// The facts.
    pub function: &'f Function,
    /// Its attributes.
    pub attrs: &'f [Attr],
    /// The module it is in.
    pub module: ModuleId,
    /// Where it belongs.
    pub owner: Owner,
    /// Whether other modules see it.
    pub public: bool,
    /// Where its name stands.
    pub at: Location,
}

impl FnData<'_> {
    /// Whether it is a test: `#[test]`, `#[tokio::test]`.
    pub fn is_test(&self) -> bool {
        self.attrs.iter().any(|attr| attr.path.rsplit("::").next() == Some("test"))
    }
}

/// A static or constant.
#[derive(Debug)]
pub struct StaticData<'f> {
    /// Its name.
    pub name: Name,
    /// The type of its value.
    pub ty: &'f TypeRef,
    /// Its initial value.
    pub init: Option<&'f Body>,
    /// Whose its value is.
    pub of: ValueOf,
    /// The module it is in.
    pub module: ModuleId,
    /// Where the item stands.
    pub at: Location,
}

/// The head of a type that methods are looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Head {
    /// A type of the analysed sources.
    Type(TypeId),
    /// A type outside.
    External(Name),
    /// A generic parameter: the impl is for every type with the right bounds.
    Any,
}

/// A type that has a trait because it has the trait's functions.
#[derive(Debug)]
pub struct Satisfied {
    /// The type.
    pub ty: TypeId,
    /// The trait.
    pub of: TraitId,
    /// Its functions, in the trait's order.
    pub functions: Vec<FnId>,
}

/// The resolved program.
#[derive(Debug, Default)]
pub struct Program<'f> {
    /// Crates, in the order of packages and targets.
    pub crates: IdVec<CrateId, Crate>,
    /// Modules.
    pub modules: IdVec<ModuleId, Module<'f>>,
    /// The `mod name;` of members for which no file was read.
    pub modules_without_file: Vec<(Location, Name)>,
    /// What was left out of it at a limit.
    pub incomplete: Vec<Incomplete>,
    /// Types.
    pub types: IdVec<TypeId, TypeData<'f>>,
    /// Aliases.
    pub aliases: IdVec<AliasId, AliasData<'f>>,
    /// Traits.
    pub traits: IdVec<TraitId, TraitData<'f>>,
    /// Impls.
    pub impls: IdVec<ImplId, ImplData<'f>>,
    /// Functions.
    pub functions: IdVec<FnId, FnData<'f>>,
    /// Statics and constants.
    pub statics: IdVec<StaticId, StaticData<'f>>,
    /// Functions of impls by the head of the type and their name.
    pub methods: rustc_hash::FxHashMap<(Head, Name), Vec<FnId>>,
    /// Impls by the head of the type.
    pub impls_of_head: rustc_hash::FxHashMap<Head, Vec<ImplId>>,
    /// Impls of a trait of the analysed sources.
    pub impls_of_trait: rustc_hash::FxHashMap<TraitId, Vec<ImplId>>,
    /// Functions of impls by the trait of the analysed sources and their name.
    pub implementations: rustc_hash::FxHashMap<(TraitId, Name), Vec<FnId>>,
    /// Impls of traits outside, by the trait's last segment.
    pub impls_of_external: rustc_hash::FxHashMap<Name, Vec<ImplId>>,
    /// Functions that trait declarations give a name to, by that name.
    pub trait_methods: rustc_hash::FxHashMap<Name, Vec<FnId>>,
    /// What names stand for that an import or an alias gives, wherever that is: other names, several of some.
    pub renamed: Renames,
    /// As `renamed`, with what the types of aliases have for arguments.
    pub written_with: Renames,
    /// The types that have a trait because they have its functions, where the language asks for no more.
    pub satisfied: Vec<Satisfied>,
    /// The fields of a struct that lend it their fields and methods, with their types.
    pub embedded: rustc_hash::FxHashMap<TypeId, Vec<(Name, TypeId)>>,
    /// The modules of a body's blocks, by the body's address.
    pub block_modules: rustc_hash::FxHashMap<usize, Vec<ModuleId>>,
}

impl<'f> Program<'f> {
    /// The function behind an id.
    pub fn function(&self, id: FnId) -> &FnData<'f> {
        &self.functions[id]
    }

    /// Whether a function is a program's start.
    pub fn is_main(&self, id: FnId) -> bool {
        let data = self.function(id);
        data.owner == Owner::Free && data.function.name == "main"
    }

    /// The module behind an id.
    pub fn module(&self, id: ModuleId) -> &Module<'f> {
        &self.modules[id]
    }

    /// The type behind an id.
    pub fn ty(&self, id: TypeId) -> &TypeData<'f> {
        &self.types[id]
    }

    /// A name and all names that it may stand for because of a renaming import or an alias somewhere.
    pub fn names_behind(&self, name: Name) -> impl Iterator<Item = Name> {
        std::iter::once(name).chain(self.renamed.behind(name).iter().copied())
    }

    /// As [`Self::names_behind`], with those in the arguments of aliases.
    pub fn names_within(&self, name: Name) -> impl Iterator<Item = Name> {
        std::iter::once(name).chain(self.written_with.behind(name).iter().copied())
    }

    /// The package that a module belongs to.
    pub fn package_of(&self, module: ModuleId) -> PackageId {
        self.crates[self.module(module).krate].package
    }

    /// The file that a function stands in.
    pub fn file_of(&self, function: FnId) -> FileId {
        self.function(function).at.file
    }

    /// The module of a block with items of its own.
    pub fn block_module(&self, body: &'f Body, scope: u32) -> Option<ModuleId> {
        let key = std::ptr::from_ref(body).addr();
        self.block_modules.get(&key).and_then(|modules| modules.get(scope as usize)).copied()
    }

    /// Whether a place is inside a function's body.
    pub fn contains(&self, function: FnId, at: Location) -> bool {
        let data = self.function(function);
        let Some(body) = &data.function.body else { return false };
        let span = body.exprs[body.root].span;
        data.at.file == at.file && span.start <= at.span.start && at.span.end <= span.end
    }

    /// Whether a function makes values of the type that its `impl` is of: it takes none, and gives one in some wrapping.
    pub fn is_constructor(&self, id: FnId) -> bool {
        let data = self.function(id);
        let Owner::Impl(of) = data.owner else { return false };
        let own = match &self.impls[of].def.self_ty {
            TypeRef::Path(path) => path.segments.last().map(|last| last.name),
            _ => None,
        };
        let is_own = |name: Name| name == "Self" || Some(name) == own;
        let ret = data.function.ret.as_ref();
        data.function.receiver.is_none() && ret.is_some_and(|ret| ret.names(&is_own))
    }

    /// A readable path of a function, such as `Publisher::send`.
    pub fn display(&self, id: FnId) -> String {
        let data = self.function(id);
        let owner = match data.owner {
            Owner::Free => None,
            Owner::Impl(id) => type_name(&self.impls[id].def.self_ty),
            Owner::Trait(id) => Some(self.traits[id].def.name),
        };
        match owner {
            Some(owner) => format!("{owner}::{}", data.function.name),
            None => data.function.name.to_string(),
        }
    }
}

fn type_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|segment| segment.name),
        TypeRef::Ref { inner, .. } => type_name(inner),
        _ => None,
    }
}

/// The parts of an associated function that a [`FnData`] is made of.
pub(crate) fn assoc_parts(assoc: &AssocFn) -> (&Function, &[Attr], bool) {
    (&assoc.function, &assoc.attrs, assoc.public)
}
