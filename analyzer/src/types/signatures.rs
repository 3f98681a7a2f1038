//! What functions take and give, what fields hold, and what `impl` blocks and traits say, as types with open parameters.
//!
//! From declarations alone: no body is looked at.

use super::lower::{Lowering, Params};
use super::scope::Scope;
use super::ty::{TraitKey, TraitRef, Ty};
use super::words::WORDS;
use crate::facts::{GenericParam, Generics, Name, TypeDef};
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
    /// How many of `bounds`, from the first, may say something of types that are not known yet.
    pub telling: usize,
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
    /// As of [`Signature::telling`].
    pub telling: usize,
    /// The type that it is for.
    pub self_ty: Ty,
    /// The trait.
    pub of: Option<TraitRef>,
    /// Its associated types.
    pub types: Vec<(Name, Ty)>,
    /// The types of its associated constants.
    pub consts: Vec<(Name, Ty)>,
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
    /// The types of its associated constants.
    pub consts: Vec<(Name, Ty)>,
    /// Its functions by name.
    pub functions: Vec<(Name, Function)>,
    /// Which types have it.
    pub held: Held,
}

/// Which types have a trait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// Those that a block gives it to.
    #[default]
    Said,
    /// As `Said`; those that are not declared in sight are taken to have it.
    SaidInSight,
    /// All are taken to have it.
    Assumed,
}

/// The fields of a struct, or of each variant of an enum, by name.
pub type Variants = Vec<(Name, Vec<(Name, Ty)>)>;

/// The fields that a struct embeds, by name.
pub(super) fn embedded(def: &TypeDef) -> impl Iterator<Item = Name> {
    let fields = def.variants.first().map_or(&[][..], |variant| &variant.fields);
    fields.iter().filter(|field| field.embedded && field.name != "0").map(|field| field.name)
}

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
            scope.of_trait = Some(id);
            signature.params.push(WORDS.own_type);
            signature.bounds.push((Ty::Param(WORDS.own_type), self.itself(id)));
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
        signature.telling = self.telling_first(&mut signature.bounds);
        let output = own.ret.as_ref().map_or_else(Ty::unit, |ret| self.lowering.ty(scope, ret));
        signature.output = if own.is_async { Ty::Future(output.into()) } else { output };
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

    /// Puts bounds first that say something of types, and counts them.
    fn telling_first(&self, bounds: &mut [(Ty, TraitRef)]) -> usize {
        let is_silent = |(_, bound): &(Ty, TraitRef)| {
            let is_code = matches!(bound.of, TraitKey::Outside(path) if WORDS.is_code(path));
            let says = !bound.args.is_empty() && !self.lowering.naming.says_nothing(bound.of);
            bound.bindings.is_empty() && !is_code && !says
        };
        bounds.sort_by_key(is_silent);
        bounds.iter().take_while(|bound| !is_silent(bound)).count()
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
        let mut bounds = self.bounds(scope, &def.generics);
        let telling = self.telling_first(&mut bounds);
        let consts =
            def.consts.iter().map(|(name, ty, _)| (*name, self.lowering.ty(scope, ty))).collect();
        let functions = data.functions.iter().map(|&id| {
            let name = self.lowering.program.functions[id].function.name;
            (name, function(id, name))
        });
        Impl {
            own: Some(id),
            params: names(&def.generics).collect(),
            bounds,
            telling,
            consts,
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
        let self_ty = Ty::Param(WORDS.own_type);
        let scope =
            Scope { self_ty: Some(&self_ty), of_trait: Some(id), ..Scope::of_module(data.module) };
        let scope = scope.with(&def.generics);
        let mut refs = |paths: &[crate::facts::Path]| -> Vec<TraitRef> {
            paths.iter().filter_map(|path| self.lowering.trait_ref(scope, path)).collect()
        };
        let supertraits = refs(&def.supertraits);
        let types = def.types.iter().map(|(name, bounds)| (*name, refs(bounds))).collect();
        let consts =
            def.consts.iter().map(|(name, ty, _)| (*name, self.lowering.ty(scope, ty))).collect();
        let functions = data.functions.iter().map(|&id| {
            let name = self.lowering.program.functions[id].function.name;
            (name, function(id, name))
        });
        Trait {
            params: names(&def.generics).collect(),
            supertraits,
            types,
            consts,
            functions: functions.collect(),
            held: Held::Said,
        }
    }

    /// Generic parameters with what they are where they are left out.
    pub(super) fn params(&mut self, scope: Scope<'_>, generics: &Generics) -> Params {
        let default = |param: &GenericParam| Some(self.lowering.ty(scope, param.default.as_ref()?));
        let mut default = default;
        generics.params.iter().map(|param| (param.name, default(param))).collect()
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

/// What `Self` is in a function.
fn self_type(owner: Owner, self_types: &IdVec<ImplId, Ty>) -> Option<Ty> {
    match owner {
        Owner::Free => None,
        Owner::Impl(id) => Some(self_types[id].clone()),
        Owner::Trait(_) => Some(Ty::Param(WORDS.own_type)),
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
