//! Structs, tuple structs and variants: what constructs them, and what their fields are.

use super::path::{Named, type_args};
use super::{Callee, Infer, Target};
use crate::facts::{ExprId, Name, Path, Segment, TypeRef, intern};
use crate::program::{Def, TypeId};
use crate::resolve::paths::Namespace;
use crate::types::lower::Elided;
use crate::types::signatures::Signature;
use crate::types::ty::{Args, Ty};

/// What a path in a pattern or struct literal names: the type, its variant, and the variant's fields.
pub(super) struct Shape {
    pub(super) ty: Ty,
    variant: usize,
    pub(super) fields: Vec<(Name, Ty)>,
}

impl<'f> Infer<'_, 'f> {
    pub(super) fn struct_literal(
        &mut self,
        path: &'f Path,
        fields: &[(Name, ExprId)],
        rest: Option<ExprId>,
        expected: &Ty,
    ) -> Ty {
        let Some(shape) = self.shape(path) else {
            fields.iter().for_each(|&(_, value)| drop(self.expr(value, &Ty::Unknown)));
            rest.into_iter().for_each(|rest| drop(self.expr(rest, &Ty::Unknown)));
            return self.written(&TypeRef::Path(path.clone()));
        };
        if !expected.is_unknown() {
            self.unify(&shape.ty, expected);
        }
        for &(name, value) in fields {
            let declared = shape.fields.iter().find(|(known, _)| *known == name);
            // A literal that names no fields has them in their order.
            let in_order = || shape.fields.get(name.parse::<usize>().ok()?);
            let declared = declared.or_else(in_order);
            let declared = declared.map_or(Ty::Unknown, |(_, ty)| ty.clone());
            self.expr(value, &declared);
            if self.takes_as_it_is(&shape, name) {
                self.believe(value, &declared);
            }
        }
        if let Some(rest) = rest {
            self.expr(rest, &shape.ty);
        }
        shape.ty
    }

    fn takes_as_it_is(&self, shape: &Shape, name: Name) -> bool {
        let Ty::Adt(id, _) = shape.ty else { return false };
        let def = self.world.program.ty(id).def;
        let known = def.variants.get(shape.variant).zip(self.world.fields(id).get(shape.variant));
        // An enum without variants has no values, whatever is written.
        let Some((variant, (_, declared))) = known else { return false };
        let mut fields = variant.fields.iter().zip(declared);
        fields.any(|(field, (_, ty))| field.name == name && self.is_taken_as_it_is(&field.ty, ty))
    }

    pub(super) fn constructor(
        &mut self,
        id: TypeId,
        variant: Option<u32>,
        args: &'f [TypeRef],
    ) -> Named<'f> {
        let args = self.args_for(id, args);
        self.construct(id, variant, args)
    }

    /// Arguments for all parameters of a type; those that are not written are to be found.
    fn args_for(&mut self, id: TypeId, args: &'f [TypeRef]) -> Args {
        let written: Args = args.iter().map(|ty| self.written(ty)).collect();
        self.lowered(|lowering, _| {
            lowering.elided = Elided::Hole;
            lowering.args_of(id, written)
        })
    }

    pub(super) fn construct(&mut self, id: TypeId, variant: Option<u32>, args: Args) -> Named<'f> {
        let ty = Ty::Adt(id, args);
        let inputs = self.fields_of(&ty, variant.unwrap_or(0) as usize);
        constructed(Callee::Constructor(id, variant), inputs, ty)
    }

    pub(super) fn construct_outside(
        &mut self,
        path: Name,
        position: usize,
        args: Args,
    ) -> Named<'f> {
        let ty = Ty::External(path, args);
        let inputs = self.fields_of(&ty, position);
        let known = &self.world.library.types[&path];
        let variant = known.variants[position].0;
        let path = if known.is_enum { intern(&format!("{path}::{variant}")) } else { path };
        constructed(Callee::OutsideConstructor(path), inputs, ty)
    }

    /// The fields of a variant, with the type's arguments.
    fn fields_of(&mut self, ty: &Ty, variant: usize) -> Vec<(Name, Ty)> {
        let Some((variants, subst)) = self.variants(ty) else { return Vec::new() };
        let Some((_, fields)) = variants.get(variant) else { return Vec::new() };
        fields.iter().map(|(name, ty)| (*name, self.normal(&ty.subst(&subst)))).collect()
    }

    /// What a path in a pattern or struct literal names.
    pub(super) fn shape(&mut self, path: &'f Path) -> Option<Shape> {
        let (last, prefix) = path.segments.split_last()?;
        let found = if self.starts_with_type(path) {
            None
        } else {
            self.resolver.path(self.place.module, &self.blocks, path, Namespace::Types)
        };
        let (ty, variant) = match found.map(|found| (found.def, found.rest)) {
            Some((Def::Variant(id, index), 0)) => {
                let args = if last.args.is_empty() { type_args(prefix) } else { &last.args };
                (Ty::Adt(id, self.args_for(id, args)), index as usize)
            }
            Some((Def::External(named), 0)) => self.outside_shape(path, named)?,
            _ => self.written_shape(path)?,
        };
        let ty = self.normal(&ty);
        let fields = self.fields_of(&ty, variant);
        Some(Shape { ty, variant, fields })
    }

    /// A struct or variant outside.
    fn outside_shape(&mut self, path: &'f Path, named: Name) -> Option<(Ty, usize)> {
        if let Some((of, position)) = self.world.library.variant(named) {
            let arity = self.world.library.types[&of].params.len();
            return Some((Ty::External(of, self.fresh_args(arity)), position));
        }
        let ty = self.written(&TypeRef::Path(path.clone()));
        match self.table.shallow(&ty) {
            // Of a library that is not known: `Kind::Variant` is a `Kind`.
            Ty::External(named, _) if !self.world.library.is_in_sight(named) => {
                Some((enum_of(named).map_or(ty, |of| Ty::External(of, Args::default())), 0))
            }
            Ty::Adt(..) | Ty::External(..) => Some((ty, 0)),
            _ => None,
        }
    }

    /// `Self`, `Self::Variant`, an alias, or a type as it is written.
    fn written_shape(&mut self, path: &'f Path) -> Option<(Ty, usize)> {
        let whole = self.written_segments(path.global, &path.segments);
        if matches!(self.table.shallow_ref(&whole), Ty::Adt(..) | Ty::External(..)) {
            return Some((whole, 0));
        }
        let (last, prefix) = path.segments.split_last()?;
        if prefix.is_empty() {
            return None;
        }
        let ty = self.written_segments(path.global, prefix);
        let position = match self.table.shallow_ref(&ty) {
            Ty::Adt(id, _) => self.variant_index(*id, last.name)? as usize,
            Ty::External(path, _) => self.outside_variant(*path, last.name)?,
            _ => return None,
        };
        Some((ty, position))
    }

    /// The type that the segments of a path name.
    pub(super) fn written_segments(&mut self, global: bool, segments: &[Segment]) -> Ty {
        let ty = self.lowered(|lowering, scope| {
            lowering.elided = Elided::Hole;
            lowering.segments(scope, global, segments)
        });
        self.normal(&ty)
    }

    pub(super) fn variant_index(&self, id: TypeId, name: Name) -> Option<u32> {
        let def = self.world.program.ty(id).def;
        if !def.is_enum {
            return None;
        }
        let index = def.variants.iter().position(|variant| variant.name == name)?;
        u32::try_from(index).ok()
    }

    /// The position of a variant of an enum outside.
    pub(super) fn outside_variant(&self, path: Name, name: Name) -> Option<usize> {
        let known = self.world.library.types.get(&path).filter(|known| known.is_enum)?;
        known.variants.iter().position(|(known, _)| *known == name)
    }
}

fn constructed<'f>(callee: Callee, fields: Vec<(Name, Ty)>, output: Ty) -> Named<'f> {
    let target = Target { callee, args: Vec::new(), derefs: Vec::new() };
    let inputs = fields.into_iter().map(|(_, ty)| ty).collect();
    Named::Function(target, Signature { inputs, output, ..Signature::default() })
}

/// The path of the enum, when a path looks like that of its variant: types are written with a capital.
fn enum_of(path: Name) -> Option<Name> {
    let (of, _) = path.as_str().rsplit_once("::")?;
    let name = of.rsplit("::").next()?;
    name.starts_with(char::is_uppercase).then(|| intern(of))
}
