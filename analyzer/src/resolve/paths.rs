//! What a path stands for, seen from a module: items, imports, globs, re-exports, dependencies, the prelude.

use std::cell::{Cell, OnceCell, RefCell};

use rustc_hash::FxHashMap;

use super::globs::{Globs, Seen};
use super::memo::Memo;
use super::universe::prelude;
use crate::facts::{Name, Path, Segment, UseLeaf, intern};
use crate::knowledge::Knowledge;
use crate::program::{Def, Extern, ModuleId, Program, Resolved};

/// Which of the two kinds of names is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// Modules, types, traits.
    Types,
    /// Functions, statics, constructors.
    Values,
}

/// Resolves paths and remembers what it found.
pub struct Resolver<'a, 'f> {
    program: &'a Program<'f>,
    knowledge: &'a Knowledge,
    /// What else is known of what foreign modules hold.
    more: Option<&'a dyn Fn(Name) -> bool>,
    memo: RefCell<Memo>,
    /// What is known of all globs, once they were read.
    globs: OnceCell<Globs>,
    /// Whether they are read, or were.
    reading: Cell<bool>,
    outside: RefCell<FxHashMap<(Name, Name), Name>>,
}

impl<'a, 'f> Resolver<'a, 'f> {
    /// A resolver for a program.
    pub fn new(program: &'a Program<'f>, knowledge: &'a Knowledge) -> Self {
        let (memo, outside) = (RefCell::default(), RefCell::default());
        Self {
            program,
            knowledge,
            more: None,
            memo,
            globs: OnceCell::new(),
            reading: Cell::new(false),
            outside,
        }
    }

    /// A resolver that takes names from foreign modules also where this knows them.
    pub fn knowing(
        program: &'a Program<'f>,
        knowledge: &'a Knowledge,
        knows: &'a dyn Fn(Name) -> bool,
    ) -> Self {
        Self { more: Some(knows), ..Self::new(program, knowledge) }
    }

    /// What a path stands for; `Self` paths are for the caller to replace.
    pub fn path(
        &self,
        module: ModuleId,
        blocks: &[ModuleId],
        path: &Path,
        namespace: Namespace,
    ) -> Option<Resolved> {
        self.segments(module, blocks, &path.segments, path.global, namespace)
    }

    /// As [`Self::path`], for the segments of one.
    pub fn segments(
        &self,
        module: ModuleId,
        blocks: &[ModuleId],
        segments: &[Segment],
        global: bool,
        namespace: Namespace,
    ) -> Option<Resolved> {
        // Nearly all paths are short.
        let mut short = [Name::default(); 6];
        if let Some(names) = short.get_mut(..segments.len()) {
            names.iter_mut().zip(segments).for_each(|(name, segment)| *name = segment.name);
            return self.names(module, blocks, names, global, namespace);
        }
        let names: Vec<Name> = segments.iter().map(|segment| segment.name).collect();
        self.names(module, blocks, &names, global, namespace)
    }

    /// As [`Self::path`], for bare names.
    pub fn names(
        &self,
        module: ModuleId,
        blocks: &[ModuleId],
        names: &[Name],
        global: bool,
        namespace: Namespace,
    ) -> Option<Resolved> {
        let (&first, mut rest) = names.split_first()?;
        let mut def = if global {
            self.extern_crate(module, first)?
        } else {
            self.first(
                module,
                blocks,
                first,
                if rest.is_empty() { namespace } else { Namespace::Types },
            )?
        };
        if first == "super" || first == "self" || first == "crate" {
            while let (Some((&name, after)), Def::Module(at)) = (rest.split_first(), def)
                && name == "super"
            {
                def = Def::Module(self.real_parent(at)?);
                rest = after;
            }
        }
        while let Some((&name, after)) = rest.split_first() {
            let wanted = if after.is_empty() { namespace } else { Namespace::Types };
            match def {
                Def::Module(at) => def = self.in_module(at, name, wanted)?,
                Def::External(path) => def = Def::External(self.below(path, name)),
                Def::Type(id) => match self.variant(id, name) {
                    Some(variant) => def = variant,
                    None => return Some(Resolved { def, rest: rest.len() }),
                },
                _ => return Some(Resolved { def, rest: rest.len() }),
            }
            rest = after;
        }
        Some(Resolved { def, rest: 0 })
    }

    fn variant(&self, id: crate::program::TypeId, name: Name) -> Option<Def> {
        let def = self.program.ty(id).def;
        if !def.is_enum {
            return None;
        }
        let index = def.variants.iter().position(|variant| variant.name == name)?;
        Some(Def::Variant(id, u32::try_from(index).ok()?))
    }

    /// The first segment of a path.
    fn first(
        &self,
        module: ModuleId,
        blocks: &[ModuleId],
        name: Name,
        namespace: Namespace,
    ) -> Option<Def> {
        match name.as_str() {
            "crate" | "$crate" => {
                return Some(Def::Module(
                    self.program.crates[self.program.module(module).krate].root,
                ));
            }
            "self" => return Some(Def::Module(self.real(module))),
            "super" => return self.real_parent(module).map(Def::Module),
            _ => {}
        }
        for &block in blocks.iter().rev() {
            if let Some(def) = self.in_module(block, name, namespace) {
                return Some(def);
            }
        }
        let mut at = Some(module);
        while let Some(id) = at {
            if let Some(def) = self.in_module(id, name, namespace) {
                return Some(def);
            }
            let data = self.program.module(id);
            at = if data.block { data.parent } else { None };
        }
        if namespace == Namespace::Types
            && let Some(def) = self.extern_crate(module, name)
        {
            return Some(def);
        }
        if let Some(path) = prelude(self.knowledge.language, name) {
            return Some(Def::External(intern(path)));
        }
        let krate = &self.program.crates[self.program.module(module).krate];
        let looks_like_crate = name.starts_with(|first: char| first.is_ascii_lowercase());
        let unknown_crate = krate.any_extern && namespace == Namespace::Types && looks_like_crate;
        unknown_crate.then(|| Def::External(self.knowledge.canonical(name.as_str())))
    }

    /// The module around blocks.
    fn real(&self, module: ModuleId) -> ModuleId {
        let mut at = module;
        while self.program.module(at).block {
            let Some(parent) = self.program.module(at).parent else { break };
            at = parent;
        }
        at
    }

    fn real_parent(&self, module: ModuleId) -> Option<ModuleId> {
        self.program.module(self.real(module)).parent
    }

    fn extern_crate(&self, module: ModuleId, name: Name) -> Option<Def> {
        let krate = &self.program.crates[self.program.module(module).krate];
        if let Some((_, found)) = krate.externs.iter().find(|(extern_name, _)| *extern_name == name)
        {
            return Some(match *found {
                Extern::Crate(root) => Def::Module(root),
                Extern::External(path) => Def::External(self.knowledge.canonical(path.as_str())),
            });
        }
        let standard = matches!(name.as_str(), "std" | "core" | "alloc");
        standard.then(|| Def::External(self.knowledge.canonical(name.as_str())))
    }

    /// A name in a module: its own items, then its imports, then its globs.
    pub fn in_module(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let key = (module, name, namespace);
        if let Some(answer) = self.memo.borrow_mut().known(key) {
            return answer.found;
        }
        self.read_globs_at_first();
        let open = self.memo.borrow_mut().open(key);
        let found =
            self.own(module, name, namespace).or_else(|| self.imported(module, name, namespace));
        self.memo.borrow_mut().close(&open, found);
        found
    }

    /// The canonical path of a name behind a path outside.
    fn below(&self, path: Name, name: Name) -> Name {
        if let Some(&known) = self.outside.borrow().get(&(path, name)) {
            return known;
        }
        let canonical = self.knowledge.canonical(&format!("{path}::{name}"));
        self.outside.borrow_mut().insert((path, name), canonical);
        canonical
    }

    fn knows(&self, path: Name) -> bool {
        self.knowledge.knows(path) || self.more.is_some_and(|knows| knows(path))
    }

    fn own(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let data = self.program.module(module);
        match namespace {
            Namespace::Types => data.types.get(&name).copied(),
            Namespace::Values => data.values.get(&name).copied(),
        }
    }

    fn imported(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let data = self.program.module(module);
        let named = data.uses.get(&name).map_or(&[][..], Vec::as_slice);
        named
            .iter()
            .find_map(|leaf| self.leaf(module, leaf, namespace))
            .or_else(|| self.through_globs(module, name, namespace))
    }

    fn through_globs(&self, module: ModuleId, name: Name, namespace: Namespace) -> Option<Def> {
        let may_have = |other: Def| self.in_other(other, name).is_some();
        let seen = self
            .globs
            .get()
            .map_or(Seen::Several, |globs| globs.seen(module, (name, namespace), may_have));
        match seen {
            Seen::Nothing => None,
            Seen::In(home) => self.in_module(home, name, namespace),
            Seen::Several => {
                let mut globs = self.program.module(module).globs.iter();
                globs.find_map(|leaf| self.through_glob(module, leaf, name, namespace))
            }
        }
    }

    /// Reads where all globs lead, before the first question is open: what is found meanwhile rests on nothing but itself.
    fn read_globs_at_first(&self) {
        if self.memo.borrow().is_asked() || self.reading.replace(true) {
            return;
        }
        let mut leads = Vec::new();
        for (id, module) in self.program.modules.entries() {
            let of_leaf = |leaf: &&UseLeaf| self.glob(id, leaf);
            if !module.globs.is_empty() {
                leads.push((id, module.globs.iter().filter_map(of_leaf).collect::<Vec<_>>()));
            }
        }
        // Answers that were found on the way are the same with it.
        let _ = self.globs.set(Globs::new(self.program, &leads));
    }

    /// Where a glob leads.
    fn glob(&self, module: ModuleId, leaf: &UseLeaf) -> Option<Def> {
        self.use_path(module, &leaf.path, leaf.global, Namespace::Types).map(|found| found.def)
    }

    fn leaf(&self, module: ModuleId, leaf: &UseLeaf, namespace: Namespace) -> Option<Def> {
        // `use foo::{self}` and `use foo as bar` must not find themselves first.
        let resolved = self.use_path(module, &leaf.path, leaf.global, namespace)?;
        (resolved.rest == 0).then_some(resolved.def)
    }

    fn use_path(
        &self,
        module: ModuleId,
        path: &[Name],
        global: bool,
        namespace: Namespace,
    ) -> Option<Resolved> {
        let (&first, rest) = path.split_first()?;
        // `use lapin;` or `use tokio::x` where a local import has the same name: the dependency is meant.
        let itself = rest.is_empty() || self.program.module(module).uses.contains_key(&first);
        let shadowed = self.own(module, first, Namespace::Types).is_some();
        if (global || (itself && !shadowed))
            && let Some(def) = self.extern_crate(module, first)
        {
            return self.continue_from(def, rest, namespace);
        }
        self.names(module, &[], path, global, namespace)
    }

    fn continue_from(&self, def: Def, rest: &[Name], namespace: Namespace) -> Option<Resolved> {
        let mut def = def;
        for (at, &name) in rest.iter().enumerate() {
            let wanted = if at + 1 == rest.len() { namespace } else { Namespace::Types };
            def = match def {
                Def::Module(module) => self.in_module(module, name, wanted)?,
                Def::External(path) => Def::External(self.below(path, name)),
                Def::Type(id) => self.variant(id, name)?,
                _ => return None,
            };
        }
        Some(Resolved { def, rest: 0 })
    }

    fn through_glob(
        &self,
        module: ModuleId,
        leaf: &UseLeaf,
        name: Name,
        namespace: Namespace,
    ) -> Option<Def> {
        match self.glob(module, leaf)? {
            Def::Module(target) => self.in_module(target, name, namespace),
            other => self.in_other(other, name),
        }
    }

    /// A name in what a glob leads to that is no module of the program.
    fn in_other(&self, other: Def, name: Name) -> Option<Def> {
        match other {
            Def::Type(id) => self.variant(id, name),
            Def::External(path) => {
                // What else a foreign module holds is not known: only names that a table knows are taken from it.
                let candidate = self.below(path, name);
                self.knows(candidate).then_some(Def::External(candidate))
            }
            _ => None,
        }
    }
}
