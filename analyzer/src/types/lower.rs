//! Written types -> [`Ty`], in the scope that they stand in.
//!
//! What a name stands for is `resolve`'s; here it becomes a type with its arguments. Nothing is looked up in bodies.

use crate::facts::{Generics, Name, Path, Segment, TypeRef};
use crate::limits::Limit;
use crate::program::{AliasId, Def, ModuleId, Program, Resolved, TraitId, TypeId};
use crate::resolve::paths::{Namespace, Resolver};

use super::limited;
use super::scope::Scope;
use super::ty::{Args, Bindings, Projection, Subst, TraitKey, TraitRef, Ty};
use super::words::{WORDS, plain};

/// Generic parameters, each with what it is where it is left out.
pub(super) type Params = Vec<(Name, Option<Ty>)>;

/// What an alias outside stands for: its parameters and the type.
pub(super) type OutsideAlias = (Params, Ty);

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
    /// Whether nothing follows for a type from its having a trait.
    fn says_nothing(&self, of: TraitKey) -> bool;
    /// Whether a trait outside declares an associated type.
    fn declares(&self, path: Name, name: Name) -> bool;
    /// The parameters of a type outside, where they are known.
    fn params(&self, path: Name) -> Option<&Params>;
}

/// What to make of a type that is left out: `_`, or arguments that nobody wrote.
pub(super) enum Hole<'h> {
    /// It is not known.
    Unknown,
    /// A body's inference finds it.
    Fresh(&'h mut dyn FnMut() -> Ty),
}

/// What becomes of arguments that nobody wrote.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Elided {
    /// What the parameter says.
    Default,
    /// It is as if `_` was written.
    Hole,
}

/// Lowers written types.
pub(super) struct Lowering<'a, 'f> {
    pub(super) program: &'a Program<'f>,
    pub(super) resolver: &'a Resolver<'a, 'f>,
    pub(super) naming: &'a dyn Naming,
    pub(super) hole: Hole<'a>,
    /// Whether arguments that nobody wrote are to be found, too, when a parameter says what it is without them: so it is in
    /// the paths of expressions.
    pub(super) elided: Elided,
    /// Parameters that `impl Trait` stands for, with what they have to be; without a list it is some type with these traits.
    pub(super) anonymous: Option<Vec<(Ty, TraitRef)>>,
    /// Aliases that are being looked through: one that leads to itself stands for nothing.
    expanding: Vec<AliasId>,
    /// How many were looked through for the sake of the outermost of them.
    expanded: u32,
    /// Whether the bounds of a parameter are looked through for an associated type: what they say may name it again.
    seeking: bool,
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
            elided: Elided::Default,
            anonymous: None,
            expanding: Vec::new(),
            expanded: 0,
            seeking: false,
        }
    }

    /// Lowers a type.
    pub(super) fn ty(&mut self, scope: Scope<'_>, ty: &TypeRef) -> Ty {
        match ty {
            TypeRef::Path(path) => self.path(scope, path),
            TypeRef::Ref { inner, .. } => self.ty(scope, inner),
            TypeRef::Tuple(items) => Ty::Tuple(self.all(scope, items)),
            TypeRef::Slice(inner) => Ty::Slice(self.ty(scope, inner).into()),
            TypeRef::FnPtr { params, ret } => {
                let params = self.all(scope, params);
                let ret = ret.as_ref().map_or_else(Ty::unit, |ret| self.ty(scope, ret));
                Ty::Fn(params, ret.into())
            }
            TypeRef::Dyn(bounds) => self.some_type(scope, bounds),
            TypeRef::Impl(bounds) => self.impl_trait(scope, bounds),
            TypeRef::Projection { base, of_trait, rest } => {
                let base = self.ty(scope, base);
                let of = of_trait.as_ref().and_then(|path| self.trait_ref(scope, path));
                rest.iter().fold(base, |base, &name| {
                    Ty::projection(Projection { base, of: of.clone(), name })
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
        if bounds.is_empty() { Ty::Unknown } else { Ty::bounds(bounds) }
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
        self.trait_named(scope, path.global, &path.segments)
    }

    fn trait_named(
        &mut self,
        scope: Scope<'_>,
        global: bool,
        segments: &[Segment],
    ) -> Option<TraitRef> {
        let last = segments.last()?;
        let resolved = self.resolved(scope, global, segments)?;
        let of = match resolved.def {
            Def::Trait(id) => self.naming.of_trait(id),
            Def::External(path) => TraitKey::Outside(self.naming.defined(path)),
            _ => return None,
        };
        let args = self.all(scope, &last.args);
        let bindings = last.bindings.iter().map(|(name, ty)| (*name, self.ty(scope, ty))).collect();
        Some(TraitRef { of, args, bindings })
    }

    fn resolved(&self, scope: Scope<'_>, global: bool, segments: &[Segment]) -> Option<Resolved> {
        self.resolver.segments(scope.module, scope.blocks, segments, global, Namespace::Types)
    }

    fn path(&mut self, scope: Scope<'_>, path: &Path) -> Ty {
        self.segments(scope, path.global, &path.segments)
    }

    /// The type that the segments of a path name, also with an associated type behind it.
    pub(super) fn segments(&mut self, scope: Scope<'_>, global: bool, segments: &[Segment]) -> Ty {
        let Some((first, rest)) = segments.split_first() else { return Ty::Unknown };
        if !global && let Some(base) = scope.given(first.name) {
            return self.below_given(scope, base, first.name, rest);
        }
        let Some(resolved) = self.resolved(scope, global, segments) else {
            return if rest.is_empty() { primitive(first.name) } else { Ty::Unknown };
        };
        let (known, members) = segments.split_at(segments.len() - resolved.rest);
        let written = known.last().map_or(&[][..], |segment| &segment.args);
        // Of a variant it may be the enum that has the arguments.
        let of_enum = known.iter().nth_back(1).map_or(&[][..], |segment| &segment.args);
        let is_variant = matches!(resolved.def, Def::Variant(..));
        let args =
            self.all(scope, if is_variant && written.is_empty() { of_enum } else { written });
        let base = match resolved.def {
            Def::Trait(_) => self.trait_named(scope, global, known).map_or(Ty::Unknown, some_type),
            def => self.named(def, args),
        };
        members.iter().fold(base, |base, segment| member(base, segment.name, None))
    }

    /// What stands behind `Self` or a generic parameter.
    fn below_given(&mut self, scope: Scope<'_>, base: Ty, first: Name, rest: &[Segment]) -> Ty {
        let Some((own, rest)) = rest.split_first() else { return base };
        let base = match scope.types.iter().position(|(known, _)| *known == own.name) {
            // In an `impl` it is what the block says, unless it says that of itself.
            Some(at) if first == WORDS.own_type => {
                self.ty(Scope { types: &scope.types[..at], ..scope }, &scope.types[at].1)
            }
            _ => {
                let of = self.declaring(scope, first, own.name);
                member(base, own.name, of)
            }
        };
        rest.iter().fold(base, |base, segment| member(base, segment.name, None))
    }

    /// The trait that a parameter, or `Self` in a trait, has an associated type from.
    fn declaring(&mut self, scope: Scope<'_>, param: Name, name: Name) -> Option<TraitRef> {
        if self.seeking {
            return None;
        }
        self.seeking = true;
        let found = match scope.of_trait {
            Some(id) if param == WORDS.own_type => self.declaring_of_trait(scope, id, name),
            _ => {
                let generics = scope.generics.into_iter().flatten();
                let mut params = generics.flat_map(|generics| &generics.params);
                let param = params.find(|known| known.name == param);
                param.and_then(|param| self.first_declaring(scope, &param.bounds, name))
            }
        };
        self.seeking = false;
        found
    }

    fn declaring_of_trait(
        &mut self,
        scope: Scope<'_>,
        id: TraitId,
        name: Name,
    ) -> Option<TraitRef> {
        let def = self.program.traits[id].def;
        if !def.types.iter().any(|(known, _)| *known == name) {
            return self.first_declaring(scope, &def.supertraits, name);
        }
        let args = def.generics.params.iter().map(|param| Ty::Param(param.name)).collect();
        Some(TraitRef { args, ..TraitRef::bare(self.naming.of_trait(id)) })
    }

    fn first_declaring(
        &mut self,
        scope: Scope<'_>,
        bounds: &[Path],
        name: Name,
    ) -> Option<TraitRef> {
        bounds.iter().find_map(|path| {
            let bound = self.trait_ref(scope, path)?;
            let declares = match bound.of {
                TraitKey::Own(id) => {
                    let def = self.program.traits[id].def;
                    def.types.iter().any(|(known, _)| *known == name)
                }
                TraitKey::Outside(path) => self.naming.declares(path, name),
            };
            declares.then(|| TraitRef { bindings: Bindings::default(), ..bound })
        })
    }

    fn named(&mut self, def: Def, args: Args) -> Ty {
        match def {
            Def::Type(id) | Def::Variant(id, _) => {
                let args = self.args_of(id, args);
                self.naming.ty(id, args)
            }
            Def::Alias(id) => self.alias(id, args),
            Def::External(named) => self.outside(named, args),
            _ => Ty::Unknown,
        }
    }

    /// A type outside.
    pub(super) fn outside(&mut self, path: Name, args: Args) -> Ty {
        let path = self.naming.defined(path);
        let naming = self.naming;
        if let Some((params, ty)) = naming.alias(path) {
            let args = self.filled(args, params);
            return ty
                .subst(&params.iter().map(|(name, _)| *name).zip(args.iter().cloned()).collect());
        }
        if naming.is_trait(path) {
            return some_type(TraitRef { args, ..TraitRef::bare(TraitKey::Outside(path)) });
        }
        let args = match naming.params(path) {
            Some(params) => self.filled(args, params),
            None => args,
        };
        Ty::External(path, args)
    }

    /// As many arguments as a type of the program has parameters.
    pub(super) fn args_of(&mut self, id: TypeId, args: Args) -> Args {
        let data = self.program.ty(id);
        self.filled_for(&data.def.generics, data.module, args)
    }

    fn filled_for(&mut self, generics: &Generics, module: ModuleId, args: Args) -> Args {
        if args.len() == generics.params.len() {
            return args;
        }
        let scope = Scope::of_module(module).with(generics);
        let params = generics
            .params
            .iter()
            .map(|param| (param.name, param.default.as_ref().map(|ty| self.ty(scope, ty))));
        let params: Params = params.collect();
        self.filled(args, &params)
    }

    /// As many arguments as there are parameters.
    pub(super) fn filled(&mut self, args: Args, params: &Params) -> Args {
        if args.len() == params.len() {
            return args;
        }
        let mut filled = Subst::default();
        for (at, (name, default)) in params.iter().enumerate() {
            let said = default.as_ref().filter(|_| self.elided == Elided::Default);
            let arg = match (args.get(at), said) {
                (Some(arg), _) => arg.clone(),
                (None, Some(default)) => default.subst(&filled),
                (None, None) => self.left_out(),
            };
            filled.insert(*name, arg);
        }
        filled.into_args()
    }

    fn alias(&mut self, id: AliasId, args: Args) -> Ty {
        if self.expanding.is_empty() {
            self.expanded = 0;
        }
        if self.expanding.contains(&id) {
            return Ty::Unknown;
        }
        if self.expanded >= Limit::Aliases.most() {
            limited::meet(Limit::Aliases);
            return Ty::Unknown;
        }
        self.expanded += 1;
        let data = &self.program.aliases[id];
        let scope = Scope::of_module(data.module).with(data.generics);
        self.expanding.push(id);
        let ty = self.ty(scope, data.ty);
        let args = self.filled_for(data.generics, data.module, args);
        self.expanding.pop();
        let names = data.generics.params.iter().map(|param| param.name);
        ty.subst(&names.zip(args.iter().cloned()).collect())
    }
}

/// `Base::Name`
fn member(base: Ty, name: Name, of: Option<TraitRef>) -> Ty {
    Ty::projection(Projection { base, of, name })
}

/// Some type that has a trait.
fn some_type(bound: TraitRef) -> Ty {
    Ty::bounds([bound])
}

/// A type of the language that has a name of its own.
fn primitive(name: Name) -> Ty {
    if WORDS.is_primitive(name) { plain(name) } else { Ty::Unknown }
}
