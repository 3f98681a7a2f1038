//! Walks the declarations of every file of a package and gives each an id.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::facts::{
    Body, Function, ImplDef, Item, ItemKind, TraitDef, TypeDef, UseBinding, UseLeaf,
};
use crate::program::{
    AliasData, Crate, Def, FnData, FnId, ImplData, Module, ModuleId, Owner, Program, StaticData,
    TraitData, TypeData,
};
use crate::resolve::Input;
use crate::sources::{FileId, Location};
use crate::workspace::{PackageId, Target, TargetKind};

/// The program under construction.
pub(super) struct Collector<'f> {
    input: Input<'f>,
    files: FxHashMap<PathBuf, FileId>,
    program: Program<'f>,
}

/// Where declarations stand and where they are found.
#[derive(Clone, Copy)]
struct Place {
    /// The module whose names code sees: a file's, or a block's.
    sees: ModuleId,
    /// The module that holds the names: the package's, or a block's.
    holds: ModuleId,
    file: FileId,
}

impl<'f> Collector<'f> {
    pub(super) fn new(input: Input<'f>) -> Self {
        let files = input.sources.iter().map(|(id, source)| (source.path.clone(), id)).collect();
        Self { input, files, program: Program::default() }
    }

    pub(super) fn finish(self) -> Program<'f> {
        self.program
    }

    /// Adds a package; nothing happens when none of its files was read.
    pub(super) fn add_package(&mut self, package: PackageId, target: &Target) {
        let known: Vec<FileId> =
            target.files.iter().filter_map(|path| self.files.get(path).copied()).collect();
        let facts = self.input.facts;
        let Some(&first) = known.iter().find(|file| facts.contains_key(file)) else { return };
        let root = self.program.modules.next_id();
        let manifest = &self.input.workspace.package(package).manifest;
        let krate = self.program.crates.push(Crate {
            package,
            kind: target.kind,
            name: target.name,
            root,
            externs: Vec::new(),
            any_extern: manifest.is_none(),
            offered: is_offered(target, manifest.is_some()),
        });
        self.program.modules.push(Module::new(krate, None, first));
        for file in known {
            let Some(facts) = facts.get(&file) else { continue };
            let sees = self.program.modules.push(Module::new_block(krate, root, file));
            self.items(&facts.items, Place { sees, holds: root, file });
        }
    }

    fn items(&mut self, items: &'f [Item], place: Place) {
        for item in items {
            self.item(item, place);
        }
    }

    fn item(&mut self, item: &'f Item, place: Place) {
        match &item.kind {
            ItemKind::Use(leaf) => self.import(leaf, place.sees),
            ItemKind::Fn(function) => {
                let id = self.function(function, item.public, Owner::Free, place);
                let values = &mut self.program.modules[place.holds].values;
                values.entry(function.name).or_insert(Def::Fn(id));
            }
            ItemKind::Type(def) => self.type_def(def, item, place),
            ItemKind::Alias { name, generics, ty } => {
                let id = self.program.aliases.push(AliasData { generics, ty, module: place.sees });
                let types = &mut self.program.modules[place.holds].types;
                types.entry(*name).or_insert(Def::Alias(id));
            }
            ItemKind::Trait(def) => self.interface(def, place),
            ItemKind::Impl(def) => self.method(def, place),
            ItemKind::Static { name, ty, init, of } => {
                let at = Location { file: place.file, span: item.span };
                let (init, module) = (init.as_ref(), place.sees);
                let data = StaticData { name: *name, ty, init, of: *of, module, at };
                let id = self.program.statics.push(data);
                let values = &mut self.program.modules[place.holds].values;
                values.entry(*name).or_insert(Def::Static(id));
                if let Some(body) = init {
                    self.body(body, place);
                }
            }
            ItemKind::Mod { .. } | ItemKind::ExternCrate { .. } | ItemKind::MacroRules { .. } => {}
        }
    }

    fn import(&mut self, leaf: &'f UseLeaf, file: ModuleId) {
        let module = &mut self.program.modules[file];
        match leaf.binding {
            UseBinding::Named(name) => module.uses.entry(name).or_default().push(leaf),
            UseBinding::Glob => module.globs.push(leaf),
        }
    }

    fn type_def(&mut self, def: &'f TypeDef, item: &'f Item, place: Place) {
        let data = TypeData { def, module: place.sees, attrs: &item.attrs, public: item.public };
        let id = self.program.types.push(data);
        let module = &mut self.program.modules[place.holds];
        module.types.entry(def.name).or_insert(Def::Type(id));
        module.values.entry(def.name).or_insert(Def::Type(id));
    }

    fn interface(&mut self, def: &'f TraitDef, place: Place) {
        let data = TraitData { def, attrs: &[], module: place.sees, functions: Vec::new() };
        let id = self.program.traits.push(data);
        self.program.modules[place.holds].types.entry(def.name).or_insert(Def::Trait(id));
        for assoc in &def.functions {
            let function = self.function(&assoc.function, assoc.public, Owner::Trait(id), place);
            self.program.traits[id].functions.push(function);
            let named = self.program.trait_methods.entry(assoc.function.name);
            named.or_default().push(function);
        }
    }

    fn method(&mut self, def: &'f ImplDef, place: Place) {
        let data = ImplData { def, module: place.sees, attrs: &[], functions: Vec::new() };
        let id = self.program.impls.push(data);
        for assoc in &def.functions {
            let function = self.function(&assoc.function, assoc.public, Owner::Impl(id), place);
            self.program.impls[id].functions.push(function);
        }
    }

    fn function(
        &mut self,
        function: &'f Function,
        public: bool,
        owner: Owner,
        place: Place,
    ) -> FnId {
        let at = Location { file: place.file, span: function.name_span };
        let data = FnData { function, attrs: &[], module: place.sees, owner, public, at };
        let id = self.program.functions.push(data);
        if let Some(body) = &function.body {
            self.body(body, place);
        }
        id
    }

    /// Collects the types that are declared inside a body's blocks.
    fn body(&mut self, body: &'f Body, place: Place) {
        if body.scopes.is_empty() {
            return;
        }
        let krate = self.program.module(place.sees).krate;
        let mut modules = Vec::with_capacity(body.scopes.len());
        for items in &body.scopes {
            let data = Module::new_block(krate, place.sees, place.file);
            let id = self.program.modules.push(data);
            modules.push(id);
            self.items(items, Place { sees: id, holds: id, ..place });
        }
        self.program.block_modules.insert(std::ptr::from_ref(body).addr(), modules);
    }
}

/// Whether code that is not here can import a package: nobody else can what lies below `internal`, and what is of a module whose
/// path begins with no host nobody can fetch.
fn is_offered(target: &Target, is_module: bool) -> bool {
    let mut parts = target.name.as_str().split('/');
    let is_fetched = !is_module || parts.clone().next().is_some_and(|host| host.contains('.'));
    target.kind == TargetKind::Lib && is_fetched && parts.all(|part| part != "internal")
}
