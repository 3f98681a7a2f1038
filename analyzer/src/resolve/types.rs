//! Written types -> [`Ty`].

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::paths::{Namespace, Resolver};
use crate::facts::{GenericParam, Generics, Name, Path, TypeRef, intern};
use crate::program::{Def, ModuleId, Program, TraitId, TypeId};

/// A resolved type. References are left out: `&T` is `T`.
#[derive(Clone, Debug, PartialEq)]
pub enum Ty {
    /// Not known.
    Unknown,
    /// A type of the analysed sources.
    Adt(TypeId, Rc<[Ty]>),
    /// A type outside, by its canonical path.
    External(Name, Rc<[Ty]>),
    /// A tuple.
    Tuple(Rc<[Ty]>),
    /// A slice or array.
    Slice(Rc<Ty>),
    /// `dyn`, `impl` or a generic parameter: some type with these traits.
    Traits(Rc<[TraitTy]>),
}

/// A trait bound.
#[derive(Clone, Debug, PartialEq)]
pub struct TraitTy {
    /// The trait, when its sources are analysed.
    pub id: Option<TraitId>,
    /// Its last segment.
    pub name: Name,
    /// What it gives: `Future<Output = T>`, `Stream<Item = T>`, `Fn(..) -> T`.
    pub output: Option<Ty>,
}

/// Generic parameters with the types that are known for them.
pub type Subst = FxHashMap<Name, Ty>;

/// Where a written type stands.
#[derive(Clone, Copy)]
pub struct TypeScope<'s> {
    /// The module.
    pub module: ModuleId,
    /// The blocks around, outermost first.
    pub blocks: &'s [ModuleId],
    /// What `Self` is.
    pub self_ty: Option<&'s Ty>,
    /// Generic parameters in scope.
    pub generics: [Option<&'s Generics>; 2],
    /// What is known of them.
    pub subst: &'s Subst,
}

impl<'s> TypeScope<'s> {
    /// Among the items of a module, in one that has these generic parameters.
    pub fn of_item(
        module: ModuleId,
        generics: [Option<&'s Generics>; 2],
        subst: &'s Subst,
    ) -> Self {
        Self { module, blocks: &[], self_ty: None, generics, subst }
    }

    /// The same where `Self` is a type, if it is known.
    #[must_use]
    pub fn with_self(self, self_ty: Option<&'s Ty>) -> Self {
        Self { self_ty, ..self }
    }
}

/// Aliases can be recursive through errors; nothing real is this deep.
const MAX_DEPTH: u8 = 24;

/// Parts of one type, those of aliases as often as they are named: each may name the next more than once.
const MOST_PARTS: u16 = 1_000;

/// How far into a type it is.
#[derive(Clone, Copy)]
struct Step<'s> {
    depth: u8,
    /// How many parts may still be looked at.
    left: &'s Cell<u16>,
}

impl Step<'_> {
    fn down(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// Whether nothing real goes further.
    fn is_too_far(self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        self.depth > MAX_DEPTH || left == 0
    }
}

/// How many parameters lie between one and what it gives in the end: `F: Fn() -> G, G: Future<Output = H>, H: Stream<..>`.
const PARAM_ROUNDS: u8 = 3;

impl<'f> Resolver<'_, 'f> {
    /// Resolves a written type.
    pub fn ty(&self, program: &Program<'f>, scope: TypeScope<'_>, ty: &TypeRef) -> Ty {
        self.ty_at(program, scope, ty, Step { depth: 0, left: &Cell::new(MOST_PARTS) })
    }

    fn ty_at(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        ty: &TypeRef,
        step: Step<'_>,
    ) -> Ty {
        if step.is_too_far() {
            return Ty::Unknown;
        }
        match ty {
            TypeRef::Path(path) => self.path_ty(program, scope, path, step),
            TypeRef::Ref { inner, .. } => self.ty_at(program, scope, inner, step.down()),
            TypeRef::Tuple(items) => Ty::Tuple(
                items.iter().map(|item| self.ty_at(program, scope, item, step.down())).collect(),
            ),
            TypeRef::Slice(inner) => {
                Ty::Slice(Rc::new(self.ty_at(program, scope, inner, step.down())))
            }
            TypeRef::Dyn(bounds) | TypeRef::Impl(bounds) => {
                self.traits_ty(program, scope, bounds, step)
            }
            TypeRef::FnPtr { ret, .. } => {
                let output = ret.as_ref().map(|ret| self.ty_at(program, scope, ret, step.down()));
                Ty::Traits(Rc::new([TraitTy { id: None, name: intern("Fn"), output }]))
            }
            TypeRef::Projection { .. } | TypeRef::Infer | TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn path_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        path: &Path,
        step: Step<'_>,
    ) -> Ty {
        let Some(first) = path.segments.first() else { return Ty::Unknown };
        if path.segments.len() == 1 && !path.global {
            if first.name == "Self" {
                return scope.self_ty.cloned().unwrap_or(Ty::Unknown);
            }
            if let Some(ty) = scope.subst.get(&first.name) {
                return ty.clone();
            }
            if let Some(bounds) = generic_bounds(scope, first.name) {
                return self.param_ty(program, scope, bounds, step);
            }
        }
        let Some(resolved) = self.path(scope.module, scope.blocks, path, Namespace::Types) else {
            return Ty::Unknown;
        };
        if resolved.rest > 0 {
            return Ty::Unknown;
        }
        let args: Rc<[Ty]> = path.segments.last().map_or_else(Default::default, |segment| {
            segment.args.iter().map(|arg| self.ty_at(program, scope, arg, step.down())).collect()
        });
        match resolved.def {
            Def::Type(id) | Def::Variant(id, _) => Ty::Adt(id, args),
            Def::External(path) => Ty::External(path, args),
            Def::Alias(id) => self.alias_ty(program, id, &args, step),
            Def::Trait(_) => self.traits_ty(program, scope, std::slice::from_ref(path), step),
            _ => Ty::Unknown,
        }
    }

    fn alias_ty(
        &self,
        program: &Program<'f>,
        id: crate::program::AliasId,
        args: &[Ty],
        step: Step<'_>,
    ) -> Ty {
        let alias = &program.aliases[id];
        let subst = bind_generics(alias.generics, args);
        let generics = [Some(alias.generics), None];
        let scope = TypeScope::of_item(alias.module, generics, &subst);
        self.ty_at(program, scope, alias.ty, step.down())
    }

    /// A generic parameter as its bounds say. What they give may name parameters, this one among them: those are known by
    /// what *their* bounds give, a few steps far.
    fn param_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        bounds: &[Path],
        step: Step<'_>,
    ) -> Ty {
        let gives = |bound: &Path| bound.segments.iter().any(|it| !it.bindings.is_empty());
        if !bounds.iter().any(gives) {
            return self.traits_ty(program, scope, bounds, step);
        }
        // Each round sees the parameters as the round before left them: a ring of bounds costs a round and no more.
        let open: Vec<&GenericParam> =
            params(scope).filter(|param| !scope.subst.contains_key(&param.name)).collect();
        let named = |param: &&GenericParam| {
            let bounds = param.bounds.iter().filter_map(|path| self.named_trait(scope, path));
            (param.name, Ty::Traits(bounds.collect()))
        };
        let mut known = scope.subst.clone();
        known.extend(open.iter().map(named));
        for _ in 0..PARAM_ROUNDS {
            let round = TypeScope { subst: &known, ..scope };
            let resolved: Vec<(Name, Ty)> = open
                .iter()
                .map(|param| (param.name, self.traits_ty(program, round, &param.bounds, step)))
                .collect();
            known.extend(resolved);
        }
        self.traits_ty(program, TypeScope { subst: &known, ..scope }, bounds, step)
    }

    fn traits_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        bounds: &[Path],
        step: Step<'_>,
    ) -> Ty {
        let bounds = bounds.iter().filter_map(|path| self.trait_ty(program, scope, path, step));
        Ty::Traits(bounds.collect())
    }

    fn trait_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        path: &Path,
        step: Step<'_>,
    ) -> Option<TraitTy> {
        let last = path.segments.last()?;
        let wanted = ["Output", "Item", "Ok"];
        let binding = last.bindings.iter().find(|(name, _)| wanted.contains(&name.as_str()));
        let output = binding.map(|(_, ty)| self.ty_at(program, scope, ty, step.down()));
        Some(TraitTy { output, ..self.named_trait(scope, path)? })
    }

    /// A trait by its name alone.
    fn named_trait(&self, scope: TypeScope<'_>, path: &Path) -> Option<TraitTy> {
        let last = path.segments.last()?;
        let resolved = self.path(scope.module, scope.blocks, path, Namespace::Types);
        let (id, name) = match resolved.map(|resolved| resolved.def) {
            Some(Def::Trait(id)) => (Some(id), last.name),
            Some(Def::External(path)) => (None, crate::knowledge::last_segment(path)),
            _ => (None, last.name),
        };
        Some(TraitTy { id, name, output: None })
    }

    /// The trait that a path names.
    pub fn trait_of(&self, module: ModuleId, path: &Path) -> Option<TraitId> {
        match self.path(module, &[], path, Namespace::Types)?.def {
            Def::Trait(id) => Some(id),
            _ => None,
        }
    }
}

fn generic_bounds(scope: TypeScope<'_>, name: Name) -> Option<&[Path]> {
    params(scope).filter(|param| param.name == name).last().map(|param| param.bounds.as_slice())
}

/// The generic parameters in scope, those of the function last.
fn params(scope: TypeScope<'_>) -> impl Iterator<Item = &GenericParam> {
    scope.generics.into_iter().rev().flatten().flat_map(|generics| &generics.params)
}

/// Pairs generic parameters with arguments.
pub fn bind_generics(generics: &Generics, args: &[Ty]) -> Subst {
    generics.params.iter().map(|param| param.name).zip(args.iter().cloned()).collect()
}
