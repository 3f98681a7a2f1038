//! `impl` blocks and traits of the program and of libraries, found by the type that they are for.
//!
//! Whether a block fits a type is a question of unification, which the inference asks; here the few blocks that can fit are
//! found by the outermost part of the type.

use rustc_hash::FxHashMap;

use super::library::Library;
use super::signatures::{Function, Impl, Trait};
use super::ty::{TraitKey, Ty};
use crate::facts::Name;
use crate::ids::{Id, IdVec, ids};
use crate::program::{ImplId, TraitId, TypeId};

/// The outermost part of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Fingerprint {
    Adt(TypeId),
    External(Name),
    Tuple(usize),
    Slice,
    Fn,
    Future,
    /// A type known by its first trait.
    Bounds(TraitKey),
    /// A parameter: the block is for every type that has the right traits.
    Any,
}

impl Fingerprint {
    /// The fingerprint of a type, when something is known of it.
    pub(super) fn of(ty: &Ty) -> Option<Self> {
        Some(match ty {
            Ty::Adt(id, _) => Self::Adt(*id),
            Ty::External(path, _) => Self::External(*path),
            Ty::Tuple(items) => Self::Tuple(items.len()),
            Ty::Slice(_) => Self::Slice,
            Ty::Fn(..) | Ty::Closure(..) => Self::Fn,
            Ty::Future(_) => Self::Future,
            Ty::Bounds(bounds) => Self::Bounds(bounds.first()?.of),
            Ty::Param(_) | Ty::Projection(_) => Self::Any,
            Ty::Unknown | Ty::Never | Ty::Var(_) => return None,
        })
    }
}

ids! {
    /// Index of a block in [`Impls::all`].
    pub(super) BlockId
}

/// Every block and trait.
#[derive(Debug, Default)]
pub(super) struct Impls {
    all: IdVec<BlockId, Impl>,
    /// Blocks without a trait, and those of traits of which nothing is known: their functions by type and name.
    inherent: FxHashMap<(Fingerprint, Name), Vec<(BlockId, Function)>>,
    of_trait: FxHashMap<(TraitKey, Fingerprint), Vec<BlockId>>,
    /// The blocks of the program that give a trait to a type.
    giving: FxHashMap<TraitKey, Vec<BlockId>>,
    /// The blocks that say what an associated constant is, by the type and its name.
    consts: FxHashMap<(Fingerprint, Name), Vec<(BlockId, u32)>>,
    /// The traits that declare a function, by its name.
    declaring: FxHashMap<Name, Vec<TraitKey>>,
    /// The traits that have an associated type, by its name.
    with_type: FxHashMap<Name, Vec<TraitKey>>,
    /// The traits that have an associated constant, by its name.
    with_const: FxHashMap<Name, Vec<TraitKey>>,
    own_traits: IdVec<TraitId, Trait>,
}

impl Impls {
    /// Indexes the program's blocks and traits, and a library's.
    pub(super) fn new(
        own: Vec<Impl>,
        own_traits: IdVec<TraitId, Trait>,
        library: &Library,
    ) -> Self {
        let mut impls = Self { own_traits, ..Self::default() };
        impls.add_traits(library);
        // The program's own come first: where two fit, they are meant.
        for block in own.into_iter().chain(library.impls.iter().cloned()) {
            impls.add(block, library);
        }
        impls
    }

    fn add_traits(&mut self, library: &Library) {
        let mut outside: Vec<(&Name, &Trait)> = library.traits.iter().collect();
        outside.sort_unstable_by_key(|(path, _)| **path);
        let own = self.own_traits.entries().map(|(id, data)| (TraitKey::Own(id), data));
        let outside = outside.into_iter().map(|(path, data)| (TraitKey::Outside(*path), data));
        for (key, data) in own.chain(outside) {
            for (name, _) in &data.functions {
                self.declaring.entry(*name).or_default().push(key);
            }
            for (name, _) in &data.types {
                self.with_type.entry(*name).or_default().push(key);
            }
            for (name, _) in &data.consts {
                self.with_const.entry(*name).or_default().push(key);
            }
        }
    }

    fn add(&mut self, block: Impl, library: &Library) {
        let id = self.all.next_id();
        if let Some(fingerprint) = Fingerprint::of(&block.self_ty) {
            self.index(id, &block, fingerprint, library);
        }
        self.all.push(block);
    }

    fn index(&mut self, id: BlockId, block: &Impl, of: Fingerprint, library: &Library) {
        let known = block.of.as_ref().filter(|of| match of.of {
            TraitKey::Own(_) => true,
            TraitKey::Outside(path) => library.traits.contains_key(&path),
        });
        if known.is_none() {
            for &(name, function) in &block.functions {
                self.inherent.entry((of, name)).or_default().push((id, function));
            }
        }
        for (at, (name, _)) in (0..).zip(&block.consts) {
            self.consts.entry((of, *name)).or_default().push((id, at));
        }
        if let Some(given) = &block.of {
            self.of_trait.entry((given.of, of)).or_default().push(id);
            let is_programs =
                |(_, function): &(Name, Function)| matches!(function, Function::Own(_));
            if block.own.is_some() || block.functions.iter().any(is_programs) {
                self.giving.entry(given.of).or_default().push(id);
            }
        }
    }

    /// A block of the program: they come first, in their order.
    pub(super) fn of_program(&self, id: ImplId) -> &Impl {
        &self.all[BlockId::from_index(id.index())]
    }

    /// The block behind an id.
    pub(super) fn block(&self, id: BlockId) -> &Impl {
        &self.all[id]
    }

    /// The blocks of the program that give a trait to a type, in their order.
    pub(super) fn giving(&self, of: TraitKey) -> impl Iterator<Item = &Impl> {
        self.giving.get(&of).into_iter().flatten().map(|&id| self.block(id))
    }

    /// What is known of a trait of the program.
    pub(super) fn of_program_trait(&self, id: TraitId) -> &Trait {
        &self.own_traits[id]
    }

    /// Functions of this name that belong to a type alone.
    pub(super) fn inherent(&self, of: Fingerprint, name: Name) -> &[(BlockId, Function)] {
        self.inherent.get(&(of, name)).map_or(&[], Vec::as_slice)
    }

    /// Blocks that may give a trait to a type: those for it first, then those for every type.
    pub(super) fn of_trait(
        &self,
        of: TraitKey,
        fingerprint: Fingerprint,
    ) -> impl Iterator<Item = BlockId> + '_ {
        let one = move |key| self.of_trait.get(&(of, key)).map_or(&[][..], Vec::as_slice);
        let any = if fingerprint == Fingerprint::Any { &[][..] } else { one(Fingerprint::Any) };
        one(fingerprint).iter().chain(any).copied()
    }

    /// Associated constants of this name: the blocks that have one, with its position.
    pub(super) fn consts(&self, of: Fingerprint, name: Name) -> &[(BlockId, u32)] {
        self.consts.get(&(of, name)).map_or(&[], Vec::as_slice)
    }

    /// The traits that have an associated constant of this name.
    pub(super) fn with_const(&self, name: Name) -> &[TraitKey] {
        self.with_const.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The traits that declare a function of this name.
    pub(super) fn declaring(&self, name: Name) -> &[TraitKey] {
        self.declaring.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The traits that have an associated type of this name.
    pub(super) fn with_type(&self, name: Name) -> &[TraitKey] {
        self.with_type.get(&name).map_or(&[], Vec::as_slice)
    }

    /// What is known of a trait.
    pub(super) fn definition<'t>(
        &'t self,
        of: TraitKey,
        library: &'t Library,
    ) -> Option<&'t Trait> {
        match of {
            TraitKey::Own(id) => Some(&self.own_traits[id]),
            TraitKey::Outside(path) => library.traits.get(&path),
        }
    }
}
