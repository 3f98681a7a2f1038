//! What functions take and give, what fields hold, and what `impl` blocks and traits say, as types with open parameters.
//!
//! From declarations alone: no body is looked at.

use std::sync::Arc;

use super::lower::{Lowering, Scope};
use super::ty::{TraitRef, Ty};
use crate::facts::{Generics, Name};
use crate::ids::IdVec;
use crate::program::{FnId, ImplId, Owner, Program, TraitId, TypeId};

/// What a function takes and gives. Parameters of the function, its `impl` or trait and, in traits, `Self` stand as
/// [`Ty::Param`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signature {
    /// Its generic parameters, those of its `impl` or trait first.
    pub params: Vec<Name>,
    /// What types have to be.
    pub bounds: Vec<(Ty, TraitRef)>,
    /// The receiver, when it is a method.
    pub receiver: Option<Ty>,
    /// Its parameters without the receiver.
    pub inputs: Vec<Ty>,
    /// What the call gives: of an async function a future.
    pub output: Ty,
}

/// A function of the program or of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// A function of the analysed sources.
    Own(FnId),
    /// A function outside, by its canonical path: `std::option::Option::take`, `std::iter::Iterator::map`.
    Outside(Name),
}

/// An `impl` block.
#[derive(Clone, Debug)]
pub struct Impl {
    /// The block, when it is one of the analysed sources.
    pub own: Option<ImplId>,
    /// Its generic parameters.
    pub params: Vec<Name>,
    /// What types have to be.
    pub bounds: Vec<(Ty, TraitRef)>,
    /// The type that it is for.
    pub self_ty: Ty,
    /// The trait.
    pub of: Option<TraitRef>,
    /// Its associated types.
    pub types: Vec<(Name, Ty)>,
    /// Its functions by name.
    pub functions: Vec<(Name, Function)>,
}

/// A trait.
#[derive(Clone, Debug, Default)]
pub struct Trait {
    /// Its generic parameters.
    pub params: Vec<Name>,
    /// The traits that it requires, of `Self`.
    pub supertraits: Vec<TraitRef>,
    /// Its associated types, with what they have to be.
    pub types: Vec<(Name, Vec<TraitRef>)>,
    /// Its functions by name.
    pub functions: Vec<(Name, Function)>,
    /// Whether every type is taken to have it.
    pub assumed: bool,
}

/// The fields of a struct, or of each variant of an enum, by name.
pub type Variants = Vec<(Name, Vec<(Name, Ty)>)>;

/// Reads declarations.
pub(super) struct Declarations<'a, 'f> {
    pub(super) lowering: Lowering<'a, 'f>,
}

impl<'f> Declarations<'_, 'f> {
    fn program(&self) -> &Program<'f> {
        self.lowering.program
    }

    /// A function's signature.
    pub(super) fn function(&mut self, id: FnId, self_types: &IdVec<ImplId, Ty>) -> Signature {
        let data = &self.lowering.program.functions[id];
        let (own, self_ty, around) = (data.function, self_type(data.owner, self_types), data.owner);
        let mut scope = Scope { self_ty: self_ty.as_ref(), ..Scope::of_module(data.module) };
        let mut signature = Signature::default();
        if let Some(generics) = generics_of(self.lowering.program, around) {
            scope = scope.with(generics);
            signature.params.extend(names(generics));
            signature.bounds.extend(self.bounds(scope, generics));
        }
        if let Owner::Impl(id) = around {
            scope.types = &self.lowering.program.impls[id].def.types;
        }
        if let Owner::Trait(id) = around {
            signature.params.push(self_name());
            signature.bounds.push((Ty::Param(self_name()), self.itself(id)));
        }
        scope = scope.with(&own.generics);
        signature.params.extend(names(&own.generics));
        signature.bounds.extend(self.bounds(scope, &own.generics));
        signature.receiver = own.receiver.as_ref().map(|receiver| match &receiver.ty {
            Some(ty) => self.lowering.ty(scope, ty),
            None => self_ty.clone().unwrap_or_default(),
        });
        self.lowering.anonymous = Some(Vec::new());
        signature.inputs =
            own.params.iter().map(|param| self.lowering.ty(scope, &param.ty)).collect();
        for (param, bound) in self.lowering.anonymous.take().into_iter().flatten() {
            if let Ty::Param(name) = param
                && !signature.params.contains(&name)
            {
                signature.params.push(name);
            }
            signature.bounds.push((param, bound));
        }
        let output = own.ret.as_ref().map_or_else(Ty::unit, |ret| self.lowering.ty(scope, ret));
        signature.output = if own.is_async { Ty::Future(Arc::new(output)) } else { output };
        signature
    }

    /// A trait of `Self`, with its own parameters.
    fn itself(&self, id: TraitId) -> TraitRef {
        let generics = &self.program().traits[id].def.generics;
        let args = names(generics).map(Ty::Param).collect();
        TraitRef { args, ..TraitRef::bare(self.lowering.naming.of_trait(id)) }
    }

    /// What generic parameters have to be.
    pub(super) fn bounds(&mut self, scope: Scope<'_>, generics: &Generics) -> Vec<(Ty, TraitRef)> {
        let mut bounds = Vec::new();
        for param in &generics.params {
            for path in &param.bounds {
                let bound = self.lowering.trait_ref(scope, path);
                bounds.extend(bound.map(|bound| (Ty::Param(param.name), bound)));
            }
        }
        for (ty, paths) in &generics.bounds {
            let ty = self.lowering.ty(scope, ty);
            for path in paths {
                let bound = self.lowering.trait_ref(scope, path);
                bounds.extend(bound.map(|bound| (ty.clone(), bound)));
            }
        }
        bounds
    }

    /// An `impl` block; `function` says what its functions are called.
    pub(super) fn implementation(
        &mut self,
        id: ImplId,
        function: impl Fn(FnId, Name) -> Function,
    ) -> Impl {
        let data = &self.lowering.program.impls[id];
        let def = data.def;
        let scope = Scope::of_module(data.module).with(&def.generics);
        let self_ty = self.lowering.ty(scope, &def.self_ty);
        let scope = Scope { self_ty: Some(&self_ty), types: &def.types, ..scope };
        let of = def.of_trait.as_ref().and_then(|path| self.lowering.trait_ref(scope, path));
        let types =
            def.types.iter().map(|(name, ty)| (*name, self.lowering.ty(scope, ty))).collect();
        let bounds = self.bounds(scope, &def.generics);
        let functions = data.functions.iter().map(|&id| {
            let name = self.lowering.program.functions[id].function.name;
            (name, function(id, name))
        });
        Impl {
            own: Some(id),
            params: names(&def.generics).collect(),
            bounds,
            functions: functions.collect(),
            self_ty,
            of,
            types,
        }
    }

    /// A trait; `function` says what its functions are called.
    pub(super) fn definition(
        &mut self,
        id: TraitId,
        function: impl Fn(FnId, Name) -> Function,
    ) -> Trait {
        let data = &self.lowering.program.traits[id];
        let def = data.def;
        let self_ty = Ty::Param(self_name());
        let scope = Scope { self_ty: Some(&self_ty), ..Scope::of_module(data.module) };
        let scope = scope.with(&def.generics);
        let mut refs = |paths: &[crate::facts::Path]| -> Vec<TraitRef> {
            paths.iter().filter_map(|path| self.lowering.trait_ref(scope, path)).collect()
        };
        let supertraits = refs(&def.supertraits);
        let types = def.types.iter().map(|(name, bounds)| (*name, refs(bounds))).collect();
        let functions = data.functions.iter().map(|&id| {
            let name = self.lowering.program.functions[id].function.name;
            (name, function(id, name))
        });
        let functions = functions.collect();
        Trait {
            params: names(&def.generics).collect(),
            supertraits,
            types,
            functions,
            assumed: false,
        }
    }

    /// The fields of a type.
    pub(super) fn fields(&mut self, id: TypeId) -> Variants {
        let data = &self.lowering.program.types[id];
        let args = names(&data.def.generics).map(Ty::Param).collect();
        let self_ty = self.lowering.naming.ty(id, args);
        let scope = Scope { self_ty: Some(&self_ty), ..Scope::of_module(data.module) };
        let scope = scope.with(&data.def.generics);
        let variants = data.def.variants.iter().map(|variant| {
            let fields = variant.fields.iter();
            let fields = fields.map(|field| (field.name, self.lowering.ty(scope, &field.ty)));
            (variant.name, fields.collect())
        });
        variants.collect()
    }
}

/// The parameter that stands for the type that has a trait.
pub(super) fn self_name() -> Name {
    ustr::ustr("Self")
}

/// What `Self` is in a function.
fn self_type(owner: Owner, self_types: &IdVec<ImplId, Ty>) -> Option<Ty> {
    match owner {
        Owner::Free => None,
        Owner::Impl(id) => Some(self_types[id].clone()),
        Owner::Trait(_) => Some(Ty::Param(self_name())),
    }
}

/// The names of generic parameters.
pub(super) fn names(generics: &Generics) -> impl Iterator<Item = Name> {
    generics.params.iter().map(|param| param.name)
}

/// The generic parameters that a function's owner brings in.
pub(super) fn generics_of<'f>(program: &Program<'f>, owner: Owner) -> Option<&'f Generics> {
    match owner {
        Owner::Free => None,
        Owner::Impl(id) => Some(&program.impls[id].def.generics),
        Owner::Trait(id) => Some(&program.traits[id].def.generics),
    }
}
