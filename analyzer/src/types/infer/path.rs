//! Paths in expressions: variables, functions, constants, constructors.

use super::call::args_of;
use super::method::Found;
use super::{Callee, Infer, Target};
use crate::facts::{ExprId, Name, Path, Segment, TypeRef, intern};
use crate::program::Def;
use crate::resolve::paths::Namespace;
use crate::types::impls::Fingerprint;
use crate::types::library::LibraryType;
use crate::types::lower::Elided;
use crate::types::signatures::{Function, Signature};
use crate::types::ty::{Subst, TraitRef, Ty};
use crate::types::words::WORDS;

/// What a path in an expression stands for.
pub(super) enum Named<'f> {
    /// A variable or constant.
    Value(Ty),
    /// A function or constructor, with its signature as it is here.
    Function(Target, Signature),
    /// Functions of a type of which the arguments choose one, with their name and written type arguments.
    Methods(Vec<Found>, Name, &'f [TypeRef]),
    Unknown,
}

impl<'f> Infer<'_, 'f> {
    /// The type of a path that is not called.
    pub(super) fn path(&mut self, id: ExprId, path: &'f Path) -> Ty {
        let named = self.named(path);
        self.as_value(id, named)
    }

    /// `<T as Trait>::name` as a value.
    pub(super) fn qualified(
        &mut self,
        id: ExprId,
        base: &'f TypeRef,
        of_trait: Option<&'f Path>,
        name: Name,
    ) -> Ty {
        let named = self.named_of(base, of_trait, name);
        self.as_value(id, named)
    }

    /// The type of what a path stands for when nothing calls it.
    pub(super) fn as_value(&mut self, id: ExprId, named: Named<'f>) -> Ty {
        match named {
            Named::Value(ty) => ty,
            Named::Function(target, signature) => self.function_value(id, target, signature),
            Named::Methods(found, _, args) => match found.into_iter().next() {
                Some(found) => {
                    let (target, signature) = self.chosen(found, args);
                    self.function_value(id, target, signature)
                }
                None => Ty::Unknown,
            },
            Named::Unknown => Ty::Unknown,
        }
    }

    /// A function as a value; a constructor without fields is what it gives.
    fn function_value(&mut self, id: ExprId, target: Target, signature: Signature) -> Ty {
        let constructs =
            matches!(target.callee, Callee::Constructor(..) | Callee::OutsideConstructor(_));
        self.calls.insert(id, target);
        if constructs && signature.inputs.is_empty() {
            return signature.output;
        }
        let inputs = signature.receiver.into_iter().chain(signature.inputs).collect();
        Ty::Fn(inputs, signature.output.into())
    }

    /// What a path stands for.
    pub(super) fn named(&mut self, path: &'f Path) -> Named<'f> {
        if let [only] = &path.segments[..]
            && !path.global
            && let Some((_, ty)) = self.variables.iter().rev().find(|(name, _)| *name == only.name)
        {
            return Named::Value(ty.clone());
        }
        let Some((last, prefix)) = path.segments.split_last() else { return Named::Unknown };
        if self.starts_with_type(path) {
            return self.of_type_path(path, prefix, last);
        }
        let found = self.resolver.path(self.place.module, &self.blocks, path, Namespace::Values);
        let Some(found) = found else { return self.of_unresolved(path, prefix, last) };
        match (found.def, found.rest) {
            (Def::Fn(id), 0) => self.function(Function::Own(id), &last.args),
            (Def::Static(id), 0) => Named::Value(self.normal(&self.world.static_type(id))),
            (Def::Type(id), 0) => self.constructor(id, None, &last.args),
            (Def::Variant(id, index), 0) => {
                let args = if last.args.is_empty() { type_args(prefix) } else { &last.args };
                self.constructor(id, Some(index), args)
            }
            (Def::External(named), 0) => self.outside(named, prefix, last),
            (_, 1) => self.of_type_path(path, prefix, last),
            _ => Named::Unknown,
        }
    }

    /// `str::from_utf8`, `u32::MAX`: names of the language that no item has.
    fn of_unresolved(
        &mut self,
        path: &'f Path,
        prefix: &[Segment],
        last: &'f Segment,
    ) -> Named<'f> {
        let [first] = prefix else { return Named::Unknown };
        if path.global || !WORDS.is_primitive(first.name) {
            return Named::Unknown;
        }
        self.of_type_path(path, prefix, last)
    }

    /// Whether a path begins with `Self` or a generic parameter.
    pub(super) fn starts_with_type(&self, path: &Path) -> bool {
        let first = path.segments[0].name;
        if path.global {
            return false;
        }
        first == WORDS.own_type
            || self
                .place
                .function
                .is_some_and(|id| self.world.signature(id).params.contains(&first))
    }

    /// `Type::name`, `Self::name`, `T::name`, `Trait::name`, `Self(..)`.
    fn of_type_path(&mut self, path: &Path, prefix: &[Segment], last: &'f Segment) -> Named<'f> {
        if prefix.is_empty() {
            return match self.self_ty.clone() {
                Some(Ty::Adt(id, args)) => self.construct(id, None, args),
                _ => Named::Unknown,
            };
        }
        let base = self.written_segments(path.global, prefix);
        self.member_of(&base, last.name, &last.args)
    }

    /// What `<T as Trait>::name` stands for.
    pub(super) fn named_of(
        &mut self,
        base: &'f TypeRef,
        of_trait: Option<&'f Path>,
        name: Name,
    ) -> Named<'f> {
        let base = self.written(base);
        let Some(path) = of_trait else { return self.member_of(&base, name, &[]) };
        let of = self.lowered(|lowering, scope| lowering.trait_ref(scope, path));
        let Some(of) = of else { return Named::Unknown };
        let found = self.trait_function(&base, &of, name);
        if found.is_empty() {
            return self.trait_constant(&base, &of, name).map_or(Named::Unknown, Named::Value);
        }
        Named::Methods(found, name, &[])
    }

    /// An associated function, variant or constant of a type.
    fn member_of(&mut self, base: &Ty, name: Name, args: &'f [TypeRef]) -> Named<'f> {
        let base = self.table.shallow(base);
        match &base {
            Ty::Adt(id, of) => {
                if let Some(index) = self.variant_index(*id, name) {
                    return self.construct(*id, Some(index), of.clone());
                }
            }
            Ty::External(path, of) => {
                if let Some(position) = self.outside_variant(*path, name) {
                    return self.construct_outside(*path, position, of.clone());
                }
            }
            Ty::Bounds(bounds) => {
                // `Trait::function(x)`: what `x` is says whose function it is.
                let subject = self.fresh();
                let found = bounds.first().map(|of| self.trait_function(&subject, of, name));
                return Named::Methods(found.unwrap_or_default(), name, args);
            }
            _ => {}
        }
        let found = self.probe(&base, name);
        if found.is_empty() {
            return self.constant(&base, name).map_or(Named::Unknown, Named::Value);
        }
        Named::Methods(found, name, args)
    }

    /// An associated constant.
    fn constant(&mut self, base: &Ty, name: Name) -> Option<Ty> {
        let fingerprint = Fingerprint::of(base)?;
        let world = self.world;
        for key in [fingerprint, Fingerprint::Any] {
            for &(block, at) in world.impls.consts(key, name) {
                if let Some(subst) = self.fit(block, base, None) {
                    let (_, ty) = &world.impls.block(block).consts[at as usize];
                    return Some(self.normal(&ty.subst(&subst)));
                }
            }
        }
        let mut traits = world.impls.with_const(name).iter();
        traits.find_map(|&of| {
            let of = TraitRef::bare(of);
            self.has(base, &of).then(|| self.trait_constant(base, &of, name))?
        })
    }

    /// A constant that a trait declares, of a type that has it.
    fn trait_constant(&mut self, base: &Ty, of: &TraitRef, name: Name) -> Option<Ty> {
        let world = self.world;
        let definition = world.impls.definition(of.of, world.library)?;
        let (_, ty) = definition.consts.iter().find(|(known, _)| *known == name)?;
        let mut subst: Subst =
            definition.params.iter().copied().zip(of.args.iter().cloned()).collect();
        subst.insert(WORDS.own_type, base.clone());
        Some(self.normal(&ty.subst(&subst)))
    }

    /// A function by its path, with written type arguments.
    fn function(&mut self, function: Function, args: &'f [TypeRef]) -> Named<'f> {
        let world = self.world;
        let Some(signature) = world.signature_of(function) else { return Named::Unknown };
        let subst = self.fresh_for(&signature.params);
        self.give_args(&signature.params, args, &subst);
        let here = self.instantiate(signature, &subst);
        let args = args_of(signature, &subst);
        Named::Function(Target { callee: Callee::of(function), args, derefs: Vec::new() }, here)
    }

    /// Written type arguments are those of the last parameters that have names in the source.
    pub(super) fn give_args(&mut self, params: &[Name], args: &'f [TypeRef], subst: &Subst) {
        if args.is_empty() {
            return;
        }
        let is_named = |name: &&Name| !name.contains('#') && **name != WORDS.own_type;
        let named: Vec<Name> = params.iter().filter(is_named).copied().collect();
        let first = named.len().saturating_sub(args.len());
        for (name, arg) in named[first..].iter().zip(args) {
            let ty = self.written(arg);
            if let Some(known) = subst.get(*name).cloned() {
                self.unify(&known, &ty);
            }
        }
    }

    /// A path outside: a function, an associated function of a type, a variant.
    fn outside(&mut self, named: Name, prefix: &'f [Segment], last: &'f Segment) -> Named<'f> {
        let library = self.world.library;
        let named = library.defined(named);
        if library.functions.contains_key(&named) && !library.is_member(named) {
            return self.function(Function::Outside(named), &last.args);
        }
        if let Some(ty) = library.statics.get(&named) {
            return Named::Value(ty.clone());
        }
        if let Some((of, position)) = library.variant(named) {
            let written = if last.args.is_empty() { type_args(prefix) } else { &last.args };
            let count = library.types[&of].params.len();
            let args = if written.len() == count {
                written.iter().map(|ty| self.written(ty)).collect()
            } else {
                self.fresh_args(count)
            };
            return self.construct_outside(of, position, args);
        }
        if library.types.get(&named).is_some_and(LibraryType::is_tuple) {
            let args = self.fresh_args(library.types[&named].params.len());
            return self.construct_outside(named, 0, args);
        }
        let Some((owner, _)) = named.as_str().rsplit_once("::") else { return Named::Unknown };
        let written: Vec<Ty> = type_args(prefix).iter().map(|ty| self.written(ty)).collect();
        let owner = intern(owner);
        let base = self.lowered(|lowering, _| {
            lowering.elided = Elided::Hole;
            lowering.outside(owner, written.into())
        });
        self.member_of(&base, last.name, &last.args)
    }
}

/// The arguments of the type at the end of a path's first part.
pub(super) fn type_args(prefix: &[Segment]) -> &[TypeRef] {
    prefix.last().map_or(&[], |segment| &segment.args)
}
