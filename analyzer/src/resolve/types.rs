//! Written types -> [`Ty`].

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::paths::{Namespace, Resolver};
use crate::facts::{GenericParam, Generics, Name, Path, TypeRef, intern};
use crate::limits::Limit;
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

/// How many parts of one type may still be looked at, those of aliases as often as they are named: each may name the next more than
/// once, and through errors itself. Whatever is larger, the types have told of.
#[derive(Clone, Copy)]
struct Parts<'s>(&'s Cell<u32>);

impl Parts<'_> {
    /// One more is looked at, if it may be.
    fn take(self) -> Option<()> {
        self.0.set(self.0.get().checked_sub(1)?);
        Some(())
    }

    /// All of a type is looked at again, if that may be: types share their parts, and are as large as if they did not.
    fn take_all(self, ty: &Ty) -> Option<()> {
        self.take()?;
        match ty {
            Ty::Adt(_, parts) | Ty::External(_, parts) | Ty::Tuple(parts) => {
                parts.iter().try_for_each(|part| self.take_all(part))
            }
            Ty::Slice(part) => self.take_all(part),
            Ty::Traits(bounds) => {
                let mut outputs = bounds.iter().filter_map(|bound| bound.output.as_ref());
                outputs.try_for_each(|output| self.take_all(output))
            }
            Ty::Unknown => Some(()),
        }
    }
}

impl<'f> Resolver<'_, 'f> {
    /// Resolves a written type.
    pub fn ty(&self, program: &Program<'f>, scope: TypeScope<'_>, ty: &TypeRef) -> Ty {
        self.ty_at(program, scope, ty, Parts(&Cell::new(Limit::TypeParts.most())))
    }

    fn ty_at(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        ty: &TypeRef,
        left: Parts<'_>,
    ) -> Ty {
        if left.take().is_none() {
            return Ty::Unknown;
        }
        match ty {
            TypeRef::Path(path) => self.path_ty(program, scope, path, left),
            TypeRef::Ref { inner, .. } => self.ty_at(program, scope, inner, left),
            TypeRef::Tuple(items) => {
                Ty::Tuple(items.iter().map(|item| self.ty_at(program, scope, item, left)).collect())
            }
            TypeRef::Slice(inner) => Ty::Slice(Rc::new(self.ty_at(program, scope, inner, left))),
            TypeRef::Dyn(bounds) | TypeRef::Impl(bounds) => {
                self.traits_ty(program, scope, bounds, left)
            }
            TypeRef::FnPtr { ret, .. } => {
                let output = ret.as_ref().map(|ret| self.ty_at(program, scope, ret, left));
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
        left: Parts<'_>,
    ) -> Ty {
        let Some(first) = path.segments.first() else { return Ty::Unknown };
        if path.segments.len() == 1 && !path.global {
            if first.name == "Self" {
                return scope.self_ty.cloned().unwrap_or(Ty::Unknown);
            }
            if let Some(ty) = scope.subst.get(&first.name) {
                return left.take_all(ty).map_or(Ty::Unknown, |()| ty.clone());
            }
            if let Some(bounds) = generic_bounds(scope, first.name) {
                return self.param_ty(program, scope, bounds, left);
            }
        }
        let Some(resolved) = self.path(scope.module, scope.blocks, path, Namespace::Types) else {
            return Ty::Unknown;
        };
        if resolved.rest > 0 {
            return Ty::Unknown;
        }
        let args: Rc<[Ty]> = path.segments.last().map_or_else(Default::default, |segment| {
            segment.args.iter().map(|arg| self.ty_at(program, scope, arg, left)).collect()
        });
        match resolved.def {
            Def::Type(id) | Def::Variant(id, _) => Ty::Adt(id, args),
            Def::External(path) => Ty::External(path, args),
            Def::Alias(id) => self.alias_ty(program, id, &args, left),
            Def::Trait(_) => self.traits_ty(program, scope, std::slice::from_ref(path), left),
            _ => Ty::Unknown,
        }
    }

    fn alias_ty(
        &self,
        program: &Program<'f>,
        id: crate::program::AliasId,
        args: &[Ty],
        left: Parts<'_>,
    ) -> Ty {
        let alias = &program.aliases[id];
        let subst = bind_generics(alias.generics, args);
        let generics = [Some(alias.generics), None];
        let scope = TypeScope::of_item(alias.module, generics, &subst);
        self.ty_at(program, scope, alias.ty, left)
    }

    /// A generic parameter as its bounds say. What they give may name parameters, this one among them: those are known by
    /// what *their* bounds give, once around where they lead back: `T: Add<Output = T>`.
    fn param_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        bounds: &[Path],
        left: Parts<'_>,
    ) -> Ty {
        let gives = |bound: &Path| bound.segments.iter().any(|it| !it.bindings.is_empty());
        if !bounds.iter().any(gives) {
            return self.traits_ty(program, scope, bounds, left);
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
        // As many rounds as there are parameters lead from each to what it gives in the end: `F: Fn() -> G, G: Future<Output = H>`.
        for _ in 0..open.len() {
            let round = TypeScope { subst: &known, ..scope };
            let resolved = open.iter().map(|param| {
                let left = Cell::new(Limit::TypeParts.most());
                (param.name, self.traits_ty(program, round, &param.bounds, Parts(&left)))
            });
            let resolved: Vec<(Name, Ty)> = resolved.collect();
            if resolved.iter().all(|(name, ty)| known.get(name) == Some(ty)) {
                break;
            }
            known.extend(resolved);
        }
        self.traits_ty(program, TypeScope { subst: &known, ..scope }, bounds, left)
    }

    fn traits_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        bounds: &[Path],
        left: Parts<'_>,
    ) -> Ty {
        let bounds = bounds.iter().filter_map(|path| self.trait_ty(program, scope, path, left));
        Ty::Traits(bounds.collect())
    }

    fn trait_ty(
        &self,
        program: &Program<'f>,
        scope: TypeScope<'_>,
        path: &Path,
        left: Parts<'_>,
    ) -> Option<TraitTy> {
        let last = path.segments.last()?;
        let wanted = ["Output", "Item", "Ok"];
        let binding = last.bindings.iter().find(|(name, _)| wanted.contains(&name.as_str()));
        let output = binding.map(|(_, ty)| self.ty_at(program, scope, ty, left));
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
