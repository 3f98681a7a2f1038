//! Written types -> [`Ty`], in the scope that they stand in.
//!
//! What a name stands for is `resolve`'s; here it becomes a type with its arguments. Nothing is looked up in bodies.

use std::sync::Arc;

use crate::facts::{Generics, Name, Path, TypeRef};
use crate::program::{AliasId, Def, ModuleId, Program, TraitId, TypeId};
use crate::resolve::paths::{Namespace, Resolver};

use super::ty::{Args, Projection, Subst, TraitKey, TraitRef, Ty};

/// What an alias outside stands for: its parameters and the type.
pub(super) type OutsideAlias = (Vec<Name>, Ty);

/// What the names of the program in hand mean as types: its own types have ids, those of a library have paths.
pub(super) trait Naming {
    /// A type of the program.
    fn ty(&self, id: TypeId, args: Args) -> Ty;
    /// A trait of the program.
    fn of_trait(&self, id: TraitId) -> TraitKey;
    /// Where an item outside is defined that code names by this path.
    fn defined(&self, path: Name) -> Name;
    /// The alias outside that a path names.
    fn alias(&self, path: Name) -> Option<&OutsideAlias>;
    /// Whether a path names a trait outside.
    fn is_trait(&self, path: Name) -> bool;
    /// How many parameters a type outside has, where that is known.
    fn arity(&self, path: Name) -> Option<usize>;
}

/// Where a written type stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    /// The module.
    pub(super) module: ModuleId,
    /// Blocks with items around, outermost first.
    pub(super) blocks: &'s [ModuleId],
    /// What `Self` is.
    pub(super) self_ty: Option<&'s Ty>,
    /// Generic parameters in sight.
    pub(super) generics: [Option<&'s Generics>; 2],
    /// The associated types of the `impl` around.
    pub(super) types: &'s [(Name, TypeRef)],
}

impl<'s> Scope<'s> {
    /// A module's items.
    pub(super) fn of_module(module: ModuleId) -> Self {
        Self { module, blocks: &[], self_ty: None, generics: [None, None], types: &[] }
    }

    /// The type that generic code gives a name to: `Self`, a parameter.
    fn given(self, name: Name) -> Option<Ty> {
        if name == "Self" {
            return Some(self.self_ty.cloned().unwrap_or_default());
        }
        let mut params = self.generics.into_iter().flatten().flat_map(|generics| &generics.params);
        params.any(|param| param.name == name).then_some(Ty::Param(name))
    }

    /// With one more list of generic parameters.
    pub(super) fn with(self, generics: &'s Generics) -> Self {
        Self { generics: [Some(generics), self.generics[0]], ..self }
    }
}

/// What to make of a type that is left out: `_`, or arguments that nobody wrote.
pub(super) enum Hole<'h> {
    /// It is not known.
    Unknown,
    /// A body's inference finds it.
    Fresh(&'h mut dyn FnMut() -> Ty),
}

/// Lowers written types.
pub(super) struct Lowering<'a, 'f> {
    pub(super) program: &'a Program<'f>,
    pub(super) resolver: &'a Resolver<'a, 'f>,
    pub(super) naming: &'a dyn Naming,
    pub(super) hole: Hole<'a>,
    /// Parameters that `impl Trait` stands for, with what they have to be; without a list it is some type with these traits.
    pub(super) anonymous: Option<Vec<(Ty, TraitRef)>>,
    /// Aliases that are being looked through: one that leads to itself stands for nothing.
    expanding: Vec<AliasId>,
}

impl<'a, 'f> Lowering<'a, 'f> {
    pub(super) fn new(
        program: &'a Program<'f>,
        resolver: &'a Resolver<'a, 'f>,
        naming: &'a dyn Naming,
    ) -> Self {
        Self {
            program,
            resolver,
            naming,
            hole: Hole::Unknown,
            anonymous: None,
            expanding: Vec::new(),
        }
    }

    /// Lowers a type.
    pub(super) fn ty(&mut self, scope: Scope<'_>, ty: &TypeRef) -> Ty {
        match ty {
            TypeRef::Path(path) => self.path(scope, path),
            TypeRef::Ref { inner, .. } => self.ty(scope, inner),
            TypeRef::Tuple(items) => Ty::Tuple(self.all(scope, items)),
            TypeRef::Slice(inner) => Ty::Slice(Arc::new(self.ty(scope, inner))),
            TypeRef::FnPtr { params, ret } => {
                let params = self.all(scope, params);
                let ret = ret.as_ref().map_or_else(Ty::unit, |ret| self.ty(scope, ret));
                Ty::Fn(params, Arc::new(ret))
            }
            TypeRef::Dyn(bounds) => self.some_type(scope, bounds),
            TypeRef::Impl(bounds) => self.impl_trait(scope, bounds),
            TypeRef::Projection { base, of_trait, rest } => {
                let base = self.ty(scope, base);
                let of = of_trait.as_ref().and_then(|path| self.trait_ref(scope, path));
                rest.iter().fold(base, |base, &name| {
                    Ty::Projection(Arc::new(Projection { base, of: of.clone(), name }))
                })
            }
            TypeRef::Infer => self.left_out(),
            TypeRef::Unknown => Ty::Unknown,
        }
    }

    fn all(&mut self, scope: Scope<'_>, types: &[TypeRef]) -> Args {
        types.iter().map(|ty| self.ty(scope, ty)).collect()
    }

    fn left_out(&mut self) -> Ty {
        match &mut self.hole {
            Hole::Unknown => Ty::Unknown,
            Hole::Fresh(fresh) => fresh(),
        }
    }

    /// Some type with these traits; bounds that say nothing are left out.
    fn some_type(&mut self, scope: Scope<'_>, bounds: &[Path]) -> Ty {
        let bounds: Vec<TraitRef> =
            bounds.iter().filter_map(|path| self.trait_ref(scope, path)).collect();
        if bounds.is_empty() { Ty::Unknown } else { Ty::Bounds(bounds.into()) }
    }

    fn impl_trait(&mut self, scope: Scope<'_>, bounds: &[Path]) -> Ty {
        let Ty::Bounds(bounds) = self.some_type(scope, bounds) else { return Ty::Unknown };
        let Some(anonymous) = &mut self.anonymous else { return Ty::Bounds(bounds) };
        let param = Ty::Param(Name::from(&format!("impl #{}", anonymous.len())));
        anonymous.extend(bounds.iter().map(|bound| (param.clone(), bound.clone())));
        param
    }

    /// A trait with its arguments and bindings.
    pub(super) fn trait_ref(&mut self, scope: Scope<'_>, path: &Path) -> Option<TraitRef> {
        let last = path.segments.last()?;
        let resolved = self.resolver.path(scope.module, scope.blocks, path, Namespace::Types)?;
        let of = match resolved.def {
            Def::Trait(id) => self.naming.of_trait(id),
            Def::External(path) => TraitKey::Outside(self.naming.defined(path)),
            _ => return None,
        };
        let args = self.all(scope, &last.args);
        let bindings = last.bindings.iter().map(|(name, ty)| (*name, self.ty(scope, ty))).collect();
        Some(TraitRef { of, args, bindings })
    }

    /// The type that a path names, also with an associated type behind it.
    fn path(&mut self, scope: Scope<'_>, path: &Path) -> Ty {
        let Some((first, rest)) = path.segments.split_first() else { return Ty::Unknown };
        if !path.global
            && let Some(base) = scope.given(first.name)
        {
            let rest: Vec<Name> = rest.iter().map(|segment| segment.name).collect();
            return match rest.split_first() {
                Some((&own, rest)) if first.name == "Self" => {
                    let base = self.own_type(scope, base, own);
                    rest.iter().fold(base, |base, &name| member(base, name))
                }
                _ => rest.into_iter().fold(base, member),
            };
        }
        let Some(resolved) = self.resolver.path(scope.module, scope.blocks, path, Namespace::Types)
        else {
            return if rest.is_empty() { primitive(first.name) } else { Ty::Unknown };
        };
        let (known, members) = path.segments.split_at(path.segments.len() - resolved.rest);
        let written = known.last().map_or(&[][..], |segment| &segment.args);
        let args = self.all(scope, written);
        let base = self.named(scope, resolved.def, args, path);
        members.iter().fold(base, |base, segment| member(base, segment.name))
    }

    /// `Self::Name`: in an `impl` what the block says, unless it says that of itself.
    fn own_type(&mut self, scope: Scope<'_>, base: Ty, name: Name) -> Ty {
        let own = scope.types.iter().position(|(known, _)| *known == name);
        match own {
            Some(at) => self.ty(Scope { types: &scope.types[..at], ..scope }, &scope.types[at].1),
            None => member(base, name),
        }
    }

    fn named(&mut self, scope: Scope<'_>, def: Def, args: Args, path: &Path) -> Ty {
        match def {
            Def::Type(id) | Def::Variant(id, _) => {
                let arity = self.program.ty(id).def.generics.params.len();
                let args = self.filled(args, arity);
                self.naming.ty(id, args)
            }
            Def::Alias(id) => self.alias(id, &args),
            Def::Trait(_) => self.some_type(scope, std::slice::from_ref(path)),
            Def::External(named) => self.outside(named, args),
            _ => Ty::Unknown,
        }
    }

    /// A type outside.
    pub(super) fn outside(&mut self, path: Name, args: Args) -> Ty {
        let path = self.naming.defined(path);
        if let Some((params, ty)) = self.naming.alias(path) {
            let args = self.filled(args, params.len());
            let subst: Subst = params.iter().copied().zip(args.iter().cloned()).collect();
            return ty.subst(&subst);
        }
        if self.naming.is_trait(path) {
            return Ty::Bounds(
                [TraitRef { args, ..TraitRef::bare(TraitKey::Outside(path)) }].into(),
            );
        }
        let args = match self.naming.arity(path) {
            Some(arity) => self.filled(args, arity),
            None => args,
        };
        Ty::External(path, args)
    }

    /// As many arguments as there are parameters.
    pub(super) fn filled(&mut self, args: Args, arity: usize) -> Args {
        if args.len() == arity {
            return args;
        }
        (0..arity).map(|at| args.get(at).cloned().unwrap_or_else(|| self.left_out())).collect()
    }

    fn alias(&mut self, id: AliasId, args: &Args) -> Ty {
        if self.expanding.contains(&id) {
            return Ty::Unknown;
        }
        let data = &self.program.aliases[id];
        let scope = Scope::of_module(data.module).with(data.generics);
        self.expanding.push(id);
        let ty = self.ty(scope, data.ty);
        self.expanding.pop();
        let args = self.filled(args.clone(), data.generics.params.len());
        let names = data.generics.params.iter().map(|param| param.name);
        ty.subst(&names.zip(args.iter().cloned()).collect())
    }
}

/// `Base::Name`
fn member(base: Ty, name: Name) -> Ty {
    Ty::Projection(Arc::new(Projection { base, of: None, name }))
}

/// A type of the language that has a name of its own.
fn primitive(name: Name) -> Ty {
    const NAMES: &[&str] = &[
        "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
        "i64", "i128", "isize", "f32", "f64",
    ];
    if NAMES.contains(&name.as_str()) { Ty::External(name, Args::default()) } else { Ty::Unknown }
}
