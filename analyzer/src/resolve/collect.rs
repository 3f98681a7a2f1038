//! Walks the items of every file of a crate, from its root along `mod` declarations, and gives each an id.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Input, module_files};
use crate::facts::{
    Attr, Body, Function, ImplDef, Item, ItemKind, Name, TraitDef, TypeDef, UseBinding, UseLeaf,
};
use crate::limits::{Incomplete, Limit};
use crate::program::{
    AliasData, Crate, Def, FnData, FnId, ImplData, Module, ModuleId, Owner, Program, StaticData,
    TraitData, TypeData, assoc_parts,
};
use crate::sources::{FileId, Location};
use crate::workspace::{Package, PackageId, PackageRole, Target};

/// The program under construction.
pub(super) struct Collector<'f> {
    input: Input<'f>,
    files: FxHashMap<PathBuf, FileId>,
    /// The modules that files of the crate stand for.
    modules: FxHashMap<FileId, Vec<ModuleId>>,
    program: Program<'f>,
}

/// Where items are being collected.
#[derive(Clone)]
struct Place {
    module: ModuleId,
    file: FileId,
    /// The directory in which `mod x;` looks for `x.rs`.
    dir: PathBuf,
    /// Whether test code is taken.
    test_code: bool,
}

impl<'f> Collector<'f> {
    pub(super) fn new(input: Input<'f>) -> Self {
        let files = input.sources.iter().map(|(id, source)| (source.path.clone(), id)).collect();
        Self { input, files, modules: FxHashMap::default(), program: Program::default() }
    }

    pub(super) fn finish(self) -> Program<'f> {
        self.program
    }

    /// Adds a target; nothing happens when its root file was not read.
    pub(super) fn add_crate(&mut self, package: PackageId, target: &Target) {
        let Some(&file) = self.files.get(&target.root) else { return };
        let Some(facts) = self.input.facts.get(&file) else { return };
        let Package { manifest, test_code, .. } = self.input.workspace.package(package);
        let root = self.program.modules.next_id();
        let krate = self.program.crates.push(Crate {
            package,
            kind: target.kind,
            name: target.name,
            root,
            externs: Vec::new(),
            any_extern: manifest.is_none(),
            offered: true,
        });
        self.program.modules.push(Module::new(krate, None, file));
        self.modules.clear();
        let dir = target.root.parent().unwrap_or(Path::new("")).to_path_buf();
        let mut open = FxHashSet::default();
        open.insert(file);
        self.items(
            &facts.items,
            &Place { module: root, file, dir, test_code: *test_code },
            &mut open,
        );
    }

    fn items(&mut self, items: &'f [Item], place: &Place, open: &mut FxHashSet<FileId>) {
        for item in items {
            if place.test_code || !is_test_only(&item.attrs) {
                self.item(item, place, open);
            }
        }
    }

    fn item(&mut self, item: &'f Item, place: &Place, open: &mut FxHashSet<FileId>) {
        match &item.kind {
            ItemKind::Mod { name, path, items } => {
                let at = Location { file: place.file, span: item.span };
                self.module(*name, at, path.as_deref(), items.as_deref(), place, open);
            }
            ItemKind::Use(leaf) => self.import(leaf, place.module),
            ItemKind::ExternCrate { .. } | ItemKind::MacroRules { .. } => {}
            ItemKind::Fn(function) => {
                let id =
                    self.function(function, &item.attrs, item.public, Owner::Free, place, open);
                self.module_mut(place.module).values.entry(function.name).or_insert(Def::Fn(id));
            }
            ItemKind::Type(def) => self.type_def(def, item, place.module),
            ItemKind::Alias { name, generics, ty } => {
                let alias = AliasData { generics, ty, module: place.module };
                let id = self.program.aliases.push(alias);
                self.module_mut(place.module).types.entry(*name).or_insert(Def::Alias(id));
            }
            ItemKind::Trait(def) => self.trait_def(def, &item.attrs, place, open),
            ItemKind::Impl(def) => self.impl_def(def, &item.attrs, place, open),
            ItemKind::Static { name, ty, init, of } => {
                let at = Location { file: place.file, span: item.span };
                let id = self.program.statics.push(StaticData {
                    name: *name,
                    ty,
                    init: init.as_ref(),
                    of: *of,
                    module: place.module,
                    at,
                });
                self.module_mut(place.module).values.entry(*name).or_insert(Def::Static(id));
                if let Some(body) = init {
                    self.body(body, place, open);
                }
            }
        }
    }

    fn module(
        &mut self,
        name: Name,
        at: Location,
        path: Option<&str>,
        inline: Option<&'f [Item]>,
        place: &Place,
        open: &mut FxHashSet<FileId>,
    ) {
        let krate = self.program.module(place.module).krate;
        if let Some(items) = inline {
            let data = Module::new(krate, Some(place.module), place.file);
            let id = self.program.modules.push(data);
            self.module_mut(place.module).types.entry(name).or_insert(Def::Module(id));
            let dir = place.dir.join(path.unwrap_or(name.as_str()));
            self.items(items, &Place { module: id, dir, ..place.clone() }, open);
            return;
        }
        let Some((file, dir)) = self.module_file(name, path, place) else {
            return self.without_file(name, at, place);
        };
        let Some(facts) = self.input.facts.get(&file) else { return };
        let known = self.modules.entry(file).or_default();
        // What is beyond stands for the last of them.
        if known.len() >= Limit::Modules.most() as usize
            && let Some(&last) = known.last()
        {
            let most = Limit::Modules.most();
            let message = format!(
                "the file of `{name}` is already {most} other modules of this crate: it is taken for the last of them"
            );
            self.program.incomplete.push(Incomplete { at, limit: Limit::Modules, message });
            self.module_mut(place.module).types.entry(name).or_insert(Def::Module(last));
            return;
        }
        if !open.insert(file) {
            return;
        }
        let id = self.program.modules.push(Module::new(krate, Some(place.module), file));
        known.push(id);
        self.module_mut(place.module).types.entry(name).or_insert(Def::Module(id));
        self.items(&facts.items, &Place { module: id, file, dir, ..place.clone() }, open);
        open.remove(&file);
    }

    /// Notes a module that the reader of the report may miss; those of dependencies are none of theirs.
    fn without_file(&mut self, name: Name, at: Location, place: &Place) {
        let package = self.program.package_of(place.module);
        let role = self.input.workspace.package(package).role;
        if role == PackageRole::Member {
            self.program.modules_without_file.push((at, name));
        }
    }

    /// The file of `mod name;` and the directory in which its own modules stand.
    fn module_file(
        &self,
        name: Name,
        path: Option<&str>,
        place: &Place,
    ) -> Option<(FileId, PathBuf)> {
        if let Some(path) = path {
            let base = self.input.sources.path(place.file).parent().unwrap_or(Path::new(""));
            let full = normalize(&base.join(path));
            let file = self.file(&full)?;
            return Some((file, full.parent().unwrap_or(Path::new("")).to_path_buf()));
        }
        module_files(&place.dir, name)
            .iter()
            .find_map(|path| self.file(path).map(|file| (file, place.dir.join(name.as_str()))))
    }

    fn file(&self, path: &Path) -> Option<FileId> {
        let known = self.files.get(path).copied();
        known.or_else(|| self.files.get(&self.input.sources.read_as(path)?).copied())
    }

    fn import(&mut self, leaf: &'f UseLeaf, module: ModuleId) {
        match leaf.binding {
            UseBinding::Named(name) => {
                self.module_mut(module).uses.entry(name).or_default().push(leaf);
            }
            UseBinding::Glob => self.module_mut(module).globs.push(leaf),
        }
    }

    fn type_def(&mut self, def: &'f TypeDef, item: &'f Item, module: ModuleId) {
        let data = TypeData { def, module, attrs: &item.attrs, public: item.public };
        let id = self.program.types.push(data);
        let module = self.module_mut(module);
        module.types.entry(def.name).or_insert(Def::Type(id));
        if !def.is_enum {
            module.values.entry(def.name).or_insert(Def::Type(id));
        }
    }

    fn trait_def(
        &mut self,
        def: &'f TraitDef,
        attrs: &'f [Attr],
        place: &Place,
        open: &mut FxHashSet<FileId>,
    ) {
        let data = TraitData { def, attrs, module: place.module, functions: Vec::new() };
        let id = self.program.traits.push(data);
        for body in def.consts.iter().filter_map(|(_, _, body)| body.as_ref()) {
            self.body(body, place, open);
        }
        self.module_mut(place.module).types.entry(def.name).or_insert(Def::Trait(id));
        for assoc in &def.functions {
            let (function, attrs, public) = assoc_parts(assoc);
            let function_id = self.function(function, attrs, public, Owner::Trait(id), place, open);
            self.program.traits[id].functions.push(function_id);
            self.program.trait_methods.entry(function.name).or_default().push(function_id);
        }
    }

    fn impl_def(
        &mut self,
        def: &'f ImplDef,
        attrs: &'f [Attr],
        place: &Place,
        open: &mut FxHashSet<FileId>,
    ) {
        let data = ImplData { def, module: place.module, attrs, functions: Vec::new() };
        let id = self.program.impls.push(data);
        for assoc in &def.functions {
            if !place.test_code && is_test_only(&assoc.attrs) {
                continue;
            }
            let (function, attrs, public) = assoc_parts(assoc);
            let function_id = self.function(function, attrs, public, Owner::Impl(id), place, open);
            self.program.impls[id].functions.push(function_id);
        }
        for body in def.consts.iter().filter_map(|(_, _, body)| body.as_ref()) {
            self.body(body, place, open);
        }
    }

    fn function(
        &mut self,
        function: &'f Function,
        attrs: &'f [Attr],
        public: bool,
        owner: Owner,
        place: &Place,
        open: &mut FxHashSet<FileId>,
    ) -> FnId {
        let at = Location { file: place.file, span: function.name_span };
        let data = FnData { function, attrs, module: place.module, owner, public, at };
        let id = self.program.functions.push(data);
        if let Some(body) = &function.body {
            self.body(body, place, open);
        }
        id
    }

    /// Collects the items that stand inside a body's blocks.
    fn body(&mut self, body: &'f Body, place: &Place, open: &mut FxHashSet<FileId>) {
        if body.scopes.is_empty() {
            return;
        }
        let krate = self.program.module(place.module).krate;
        let mut modules = Vec::with_capacity(body.scopes.len());
        for items in &body.scopes {
            let data = Module::new_block(krate, place.module, place.file);
            let id = self.program.modules.push(data);
            modules.push(id);
            self.items(items, &Place { module: id, ..place.clone() }, open);
        }
        self.program.block_modules.insert(std::ptr::from_ref(body).addr(), modules);
    }

    fn module_mut(&mut self, id: ModuleId) -> &mut Module<'f> {
        &mut self.program.modules[id]
    }
}

/// Whether an item is compiled for tests only: `#[cfg(test)]`, `#[test]`, `#[tokio::test]`.
fn is_test_only(attrs: &[Attr]) -> bool {
    attrs.iter().any(|attr| {
        let path = attr.path.as_str();
        let tokens = || attr.tokens.replace(' ', "");
        path == "test"
            || path.ends_with("::test")
            || (path == "cfg" && (tokens() == "(test)" || tokens().starts_with("(all(test")))
    })
}

/// A path without `.` and `..` components, by their text alone.
fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
