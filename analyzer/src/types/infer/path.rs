//! Paths in expressions: variables, functions, constants, constructors.

use std::sync::Arc;

use super::{Callee, Infer, Target};
use crate::facts::{ExprId, Name, Path, Segment, TypeRef};
use crate::program::{Def, TypeId};
use crate::resolve::paths::Namespace;
use crate::types::signatures::{Function, Signature};
use crate::types::ty::{Args, Subst, Ty};

/// What a path in an expression stands for.
pub(super) enum Named {
    /// A variable or constant.
    Value(Ty),
    /// A function or constructor, with its signature as it is here.
    Function(Target, Signature),
    Unknown,
}

impl<'f> Infer<'_, 'f> {
    /// The type of a path that is not called.
    pub(super) fn path(&mut self, id: ExprId, path: &'f Path) -> Ty {
        match self.named(path) {
            Named::Value(ty) => ty,
            Named::Function(target, signature) => self.function_value(id, target, signature),
            Named::Unknown => Ty::Unknown,
        }
    }

    /// A function as a value; a constructor without fields is what it gives.
    pub(super) fn function_value(
        &mut self,
        id: ExprId,
        target: Target,
        signature: Signature,
    ) -> Ty {
        let constructs =
            matches!(target.callee, Callee::Constructor(..) | Callee::OutsideConstructor(_));
        self.calls.insert(id, target);
        if constructs && signature.inputs.is_empty() {
            return signature.output;
        }
        let inputs = signature.receiver.into_iter().chain(signature.inputs).collect();
        Ty::Fn(inputs, Arc::new(signature.output))
    }

    /// What a path stands for.
    pub(super) fn named(&mut self, path: &'f Path) -> Named {
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
        let Some(found) = found else { return Named::Unknown };
        match (found.def, found.rest) {
            (Def::Fn(id), 0) => self.function(Function::Own(id), &last.args),
            (Def::Static(id), 0) => Named::Value(self.normal(&self.world.static_type(id).clone())),
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

    /// Whether a path begins with `Self` or a generic parameter.
    fn starts_with_type(&self, path: &Path) -> bool {
        let first = path.segments[0].name;
        let Some(function) = self.place.function else { return false };
        let params = &self.world.signature(function).params;
        !path.global && (first == "Self" || params.contains(&first))
    }

    /// `Type::name`, `Self::name`, `T::name`, `Trait::name`, `Self(..)`.
    fn of_type_path(&mut self, path: &'f Path, prefix: &[Segment], last: &'f Segment) -> Named {
        if prefix.is_empty() {
            return match self.self_ty.clone() {
                Some(Ty::Adt(id, args)) => self.construct(id, None, args),
                _ => Named::Unknown,
            };
        }
        let prefix = Path { global: path.global, segments: prefix.to_vec(), span: path.span };
        let base = self.written(&TypeRef::Path(prefix));
        self.member_of(&base, last)
    }

    /// `<T as Trait>::name` as a value.
    pub(super) fn qualified(
        &mut self,
        id: ExprId,
        base: &'f TypeRef,
        of_trait: Option<&'f Path>,
        name: Name,
    ) -> Ty {
        let base = self.written(base);
        let of = of_trait.and_then(|path| self.lowered(|low, scope| low.trait_ref(scope, path)));
        let found = match of {
            Some(of) => self.trait_function(&base, &of, name),
            None => self.probe(&base, name),
        };
        match found.into_iter().next() {
            Some(found) => {
                let (target, signature) = self.chosen(found, &[]);
                self.function_value(id, target, signature)
            }
            None => Ty::Unknown,
        }
    }

    /// An associated function, variant or constant of a type.
    fn member_of(&mut self, base: &Ty, last: &'f Segment) -> Named {
        let base = self.table.shallow(base);
        if let Ty::Adt(id, args) = &base
            && let Some(index) = self.variant_index(*id, last.name)
        {
            return self.construct(*id, Some(index), args.clone());
        }
        if let Ty::External(path, args) = &base
            && let Some(position) = self.world.library.types.get(path).and_then(|known| {
                known.variants.iter().position(|(name, _)| known.is_enum && *name == last.name)
            })
        {
            return self.construct_outside(*path, position, args.clone());
        }
        if let Ty::Bounds(bounds) = &base {
            // `Trait::function(x)`: what `x` is says whose function it is.
            let subject = self.fresh();
            let found = bounds.first().map(|of| self.trait_function(&subject, of, last.name));
            return self.first_of(found.unwrap_or_default(), &last.args);
        }
        let found = self.probe(&base, last.name);
        if found.is_empty() {
            return self.constant(&base, last.name);
        }
        self.first_of(found, &last.args)
    }

    fn first_of(&mut self, found: Vec<super::method::Found>, args: &'f [TypeRef]) -> Named {
        match found.into_iter().next() {
            Some(found) => {
                let (target, signature) = self.chosen(found, args);
                Named::Function(target, signature)
            }
            None => Named::Unknown,
        }
    }

    fn variant_index(&self, id: TypeId, name: Name) -> Option<u32> {
        let def = self.world.program.ty(id).def;
        let index = def.variants.iter().position(|variant| variant.name == name)?;
        u32::try_from(index).ok().filter(|_| def.is_enum)
    }

    /// An associated constant.
    fn constant(&mut self, base: &Ty, name: Name) -> Named {
        let Ty::Adt(..) = base else { return Named::Unknown };
        let program = self.world.program;
        let found = program.impls.iter().find_map(|data| {
            let (_, ty, _) = data.def.consts.iter().find(|(known, ..)| *known == name)?;
            Some(ty)
        });
        match found {
            Some(TypeRef::Path(path))
                if path.segments.len() == 1 && path.segments[0].name == "Self" =>
            {
                Named::Value(base.clone())
            }
            _ => Named::Unknown,
        }
    }

    /// A function by its path, with written type arguments.
    pub(super) fn function(&mut self, function: Function, args: &'f [TypeRef]) -> Named {
        let Some(signature) = self.world.signature_of(function) else { return Named::Unknown };
        let mut subst = self.fresh_for(&signature.params);
        self.give_args(&signature.params, args, &mut subst);
        let here = self.instantiate(signature, &subst);
        let args = signature.params.iter().map(|name| (*name, subst[name].clone())).collect();
        let target = Target { callee: Callee::of(function), args, derefs: Vec::new() };
        Named::Function(target, here)
    }

    /// Written type arguments are those of the last parameters that have names in the source.
    pub(super) fn give_args(&mut self, params: &[Name], args: &'f [TypeRef], subst: &mut Subst) {
        let named: Vec<Name> =
            params.iter().copied().filter(|name| !name.contains('#') && *name != "Self").collect();
        let first = named.len().saturating_sub(args.len());
        for (name, arg) in named[first..].iter().zip(args) {
            let ty = self.written(arg);
            if let Some(known) = subst.get(name).cloned() {
                self.unify(&known, &ty);
            }
        }
    }

    /// A path outside: a function, an associated function of a type, a variant.
    fn outside(&mut self, named: Name, prefix: &'f [Segment], last: &'f Segment) -> Named {
        let named = self.world.library.defined(named);
        if self.world.library.functions.contains_key(&named)
            && !is_member(&named, self.world.library)
        {
            return self.function(Function::Outside(named), &last.args);
        }
        if let Some((of, position)) = self.world.library.variant(named) {
            let arity = self.world.library.types[&of].params.len();
            let args = self.fresh_args(arity);
            return self.construct_outside(of, position, args);
        }
        let Some((owner, _)) = named.as_str().rsplit_once("::") else { return Named::Unknown };
        let written: Vec<Ty> = type_args(prefix).iter().map(|ty| self.written(ty)).collect();
        let owner = ustr::ustr(owner);
        let base = self.lowered(|lowering, _| lowering.outside(owner, written.into()));
        match self.member_of(&base, last) {
            Named::Unknown => self.function(Function::Outside(named), &last.args),
            found => found,
        }
    }

    fn constructor(&mut self, id: TypeId, variant: Option<u32>, args: &'f [TypeRef]) -> Named {
        let written: Args = args.iter().map(|ty| self.written(ty)).collect();
        let arity = self.world.program.ty(id).def.generics.params.len();
        let args = self.lowered(|lowering, _| lowering.filled(written, arity));
        self.construct(id, variant, args)
    }

    fn construct(&mut self, id: TypeId, variant: Option<u32>, args: Args) -> Named {
        let ty = Ty::Adt(id, args);
        let index = variant.unwrap_or(0) as usize;
        let inputs = self.fields_of(&ty, index).into_iter().map(|(_, ty)| ty).collect();
        let target = Target {
            callee: Callee::Constructor(id, variant),
            args: Vec::new(),
            derefs: Vec::new(),
        };
        Named::Function(target, Signature { inputs, output: ty, ..Signature::default() })
    }

    fn construct_outside(&mut self, path: Name, position: usize, args: Args) -> Named {
        let ty = Ty::External(path, args);
        let inputs = self.fields_of(&ty, position).into_iter().map(|(_, ty)| ty).collect();
        let variant = self.world.library.types[&path].variants[position].0;
        let callee = Callee::OutsideConstructor(ustr::ustr(&format!("{path}::{variant}")));
        let target = Target { callee, args: Vec::new(), derefs: Vec::new() };
        Named::Function(target, Signature { inputs, output: ty, ..Signature::default() })
    }

    /// The fields of a variant, with the type's arguments.
    fn fields_of(&mut self, ty: &Ty, variant: usize) -> Vec<(Name, Ty)> {
        let Some((variants, subst)) = self.variants(ty) else { return Vec::new() };
        let Some((_, fields)) = variants.get(variant) else { return Vec::new() };
        let fields = fields.clone();
        fields.iter().map(|(name, ty)| (*name, self.normal(&ty.subst(&subst)))).collect()
    }

    /// What a path in a pattern or struct literal names: the type, and the fields of the struct or variant.
    pub(super) fn shape(&mut self, path: &'f Path) -> Option<(Ty, Vec<(Name, Ty)>)> {
        let (last, prefix) = path.segments.split_last()?;
        let found = if self.starts_with_type(path) {
            None
        } else {
            self.resolver.path(self.place.module, &self.blocks, path, Namespace::Types)
        };
        let (ty, variant) = match found.map(|found| (found.def, found.rest)) {
            Some((Def::Variant(id, index), 0)) => {
                let args = if last.args.is_empty() { type_args(prefix) } else { &last.args };
                let written: Args = args.iter().map(|ty| self.written(ty)).collect();
                let arity = self.world.program.ty(id).def.generics.params.len();
                let args = self.lowered(|lowering, _| lowering.filled(written, arity));
                (Ty::Adt(id, args), index as usize)
            }
            Some((Def::External(named), 0)) if self.world.library.variant(named).is_some() => {
                let (of, position) = self.world.library.variant(named)?;
                let arity = self.world.library.types[&of].params.len();
                (Ty::External(of, self.fresh_args(arity)), position)
            }
            _ => self.written_shape(path, prefix, last)?,
        };
        let ty = self.normal(&ty);
        let fields = self.fields_of(&ty, variant);
        Some((ty, fields))
    }

    /// `Self`, `Self::Variant`, an alias, or a type as it is written.
    fn written_shape(
        &mut self,
        path: &'f Path,
        prefix: &'f [Segment],
        last: &'f Segment,
    ) -> Option<(Ty, usize)> {
        let whole = self.written(&TypeRef::Path(path.clone()));
        if matches!(self.table.shallow(&whole), Ty::Adt(..) | Ty::External(..)) {
            return Some((whole, 0));
        }
        if prefix.is_empty() {
            return None;
        }
        let prefix = Path { global: path.global, segments: prefix.to_vec(), span: path.span };
        let ty = self.written(&TypeRef::Path(prefix));
        let Ty::Adt(id, _) = self.table.shallow(&ty) else { return None };
        Some((ty, self.variant_index(id, last.name)? as usize))
    }
}

/// Whether a path's function belongs to a type or trait.
fn is_member(path: &str, library: &crate::types::library::Library) -> bool {
    path.rsplit_once("::").is_some_and(|(owner, _)| {
        let owner = ustr::ustr(owner);
        library.types.contains_key(&owner) || library.traits.contains_key(&owner)
    })
}

/// The arguments of the type at the end of a path's first part.
fn type_args(prefix: &[Segment]) -> &[TypeRef] {
    prefix.last().map_or(&[], |segment| &segment.args)
}
