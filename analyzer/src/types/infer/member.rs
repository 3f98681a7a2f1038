//! What a value gives access to: its fields, its elements, and what it points to.

use std::sync::Arc;

use super::Infer;
use crate::facts::Name;
use crate::program::FnId;
use crate::types::signatures::{Function, Variants};
use crate::types::ty::{Args, Projection, Subst, TraitKey, TraitRef, Ty};

/// The trait of what points to something.
const DEREF: &str = "std::ops::Deref";

impl Infer<'_, '_> {
    /// `base.name`, looked for in what the base points to as well.
    pub(super) fn field(&mut self, base: &Ty, name: Name) -> Ty {
        let mut at = self.table.shallow(base);
        for _ in 0..MOST_DEREFS {
            if let Some(ty) = self.own_field(&at, name) {
                return ty;
            }
            match self.deref_target(&at) {
                Some((target, _)) => at = self.table.shallow(&target),
                None => return Ty::Unknown,
            }
        }
        Ty::Unknown
    }

    fn own_field(&mut self, ty: &Ty, name: Name) -> Option<Ty> {
        if let Ty::Tuple(items) = ty {
            return items.get(name.parse::<usize>().ok()?).cloned();
        }
        let (variants, subst) = self.variants(ty)?;
        let (_, fields) = variants.first()?;
        let (_, field) = fields.iter().find(|(known, _)| *known == name)?;
        Some(self.normal(&field.subst(&subst)))
    }

    /// The fields of a type, variant by variant, with what its parameters are.
    pub(super) fn variants(&self, ty: &Ty) -> Option<(&Variants, Subst)> {
        let world = self.world;
        match ty {
            Ty::Adt(id, args) => {
                let params = &world.program.ty(*id).def.generics.params;
                let names = params.iter().map(|param| param.name);
                Some((world.fields(*id), paired(names, args)))
            }
            Ty::External(path, args) => {
                let known = world.library.types.get(path)?;
                Some((&known.variants, paired(known.params.iter().copied(), args)))
            }
            _ => None,
        }
    }

    /// `base[index]`
    pub(super) fn index(&mut self, base: &Ty, index: &Ty) -> Ty {
        if let Ty::External(path, _) = self.table.shallow(index)
            && path == "std::ops::Range"
        {
            return base.clone();
        }
        let mut at = self.table.shallow(base);
        for _ in 0..MOST_DEREFS {
            if let Ty::Slice(element) = &at {
                return (**element).clone();
            }
            if let Some(element) = self.associated_of(&at, "std::ops::Index", "Output") {
                return element;
            }
            match self.deref_target(&at) {
                Some((target, _)) => at = self.table.shallow(&target),
                None => return Ty::Unknown,
            }
        }
        Ty::Unknown
    }

    /// What a value points to, and the program's own function that says so.
    pub(super) fn deref_target(&mut self, ty: &Ty) -> Option<(Ty, Option<FnId>)> {
        let ty = self.table.shallow(ty);
        if matches!(ty, Ty::Var(_) | Ty::Unknown) {
            return None;
        }
        let (block, subst) =
            self.block_for(&ty, &TraitRef::bare(TraitKey::Outside(DEREF.into())))?;
        let block = self.world.impls.block(block);
        let (_, target) = block.types.iter().find(|(name, _)| name == "Target")?;
        let own = block.functions.iter().find_map(|(name, function)| match function {
            Function::Own(id) if name == "deref" => Some(*id),
            _ => None,
        });
        let target = target.clone();
        Some((self.normal(&target.subst(&subst)), own))
    }

    /// An associated type that a type has by a trait outside.
    pub(super) fn associated_of(&mut self, ty: &Ty, of: &str, name: &str) -> Option<Ty> {
        let of = TraitRef::bare(TraitKey::Outside(of.into()));
        self.associated(&Projection { base: ty.clone(), of: Some(of), name: name.into() })
    }

    /// What `x.await` gives.
    pub(super) fn awaited(&mut self, ty: &Ty) -> Ty {
        match self.table.shallow(ty) {
            Ty::Future(output) => (*output).clone(),
            Ty::Var(_) => {
                let output = self.fresh();
                self.unify(ty, &Ty::Future(Arc::new(output.clone())));
                output
            }
            other => {
                let direct = self.associated_of(&other, "std::future::Future", "Output");
                direct
                    .or_else(|| self.associated_of(&other, "std::future::IntoFuture", "Output"))
                    .unwrap_or_default()
            }
        }
    }

    /// What `x?` gives.
    pub(super) fn tried(&mut self, ty: &Ty) -> Ty {
        match self.table.shallow(ty) {
            Ty::External(path, args) if is_tried(path) => args.first().cloned().unwrap_or_default(),
            // `try_join!` reads like `join!`: each of its branches is tried.
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.tried(item)).collect()),
            _ => Ty::Unknown,
        }
    }

    /// What iterating over a value gives each time.
    pub(super) fn item(&mut self, ty: &Ty) -> Ty {
        let ty = self.table.shallow(ty);
        self.associated_of(&ty, "std::iter::IntoIterator", "Item").unwrap_or_default()
    }
}

/// Nothing real points through more pointers.
pub(super) const MOST_DEREFS: usize = 16;

fn is_tried(path: Name) -> bool {
    matches!(
        path.as_str(),
        "std::result::Result" | "std::option::Option" | "std::ops::ControlFlow" | "std::task::Poll"
    )
}

/// Parameters with their arguments.
pub(super) fn paired(params: impl Iterator<Item = Name>, args: &Args) -> Subst {
    params.zip(args.iter().cloned()).collect()
}
