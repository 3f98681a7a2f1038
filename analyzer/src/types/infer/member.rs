//! What a value gives access to: its fields, its elements, and what it points to.

use super::Infer;
use crate::facts::Name;
use crate::limits::Limit;
use crate::program::FnId;
use crate::types::limited;
use crate::types::signatures::{Function, Variants};
use crate::types::ty::{Args, Projection, Subst, TraitRef, Ty};
use crate::types::words::{WORDS, bare};

/// A value, or one that it points to.
pub(super) struct Way {
    pub(super) at: Ty,
    /// The program's own `deref` functions that lead there.
    pub(super) derefs: Vec<FnId>,
    /// How many were passed.
    passed: u32,
}

impl<'w> Infer<'w, '_> {
    /// `base.name`, looked for in what the base points to as well.
    pub(super) fn field(&mut self, base: &Ty, name: Name) -> Ty {
        let mut way = self.way(base);
        loop {
            if let Some(ty) = self.own_field(&way.at, name) {
                return ty;
            }
            if !self.go_on(&mut way) {
                return self.lent_field(base, name).unwrap_or_default();
            }
        }
    }

    /// The way from a value along what it points to.
    pub(super) fn way(&self, from: &Ty) -> Way {
        Way { at: self.table.shallow(from), derefs: Vec::new(), passed: 0 }
    }

    /// Goes to what a value points to; says whether it points to something.
    pub(super) fn go_on(&mut self, way: &mut Way) -> bool {
        let Some((target, own)) = self.deref_target(&way.at) else { return false };
        way.passed += 1;
        if way.passed >= Limit::Pointers.most() {
            limited::meet(Limit::Pointers);
            return false;
        }
        way.at = self.table.shallow(&target);
        way.derefs.extend(own);
        true
    }

    pub(super) fn own_field(&mut self, ty: &Ty, name: Name) -> Option<Ty> {
        if let Ty::Tuple(items) = ty {
            return items.get(name.parse::<usize>().ok()?).cloned();
        }
        let (variants, subst) = self.variants(ty)?;
        let (_, fields) = variants.first()?;
        let (_, field) = fields.iter().find(|(known, _)| *known == name)?;
        Some(self.normal(&field.subst(&subst)))
    }

    /// The fields of a type, variant by variant, with what its parameters are.
    pub(super) fn variants(&self, ty: &Ty) -> Option<(&'w Variants, Subst)> {
        let world = self.world;
        match ty {
            Ty::Adt(id, args) => {
                let params = &world.program.ty(*id).def.generics.params;
                let names = params.iter().map(|param| param.name);
                Some((world.fields(*id), paired(names, args)))
            }
            Ty::External(path, args) => {
                let known = world.library.types.get(path)?;
                Some((&known.variants, paired(known.params.iter().map(|(name, _)| *name), args)))
            }
            _ => None,
        }
    }

    /// `base[index]`
    pub(super) fn index(&mut self, base: &Ty, index: &Ty) -> Ty {
        let mut way = self.way(base);
        let is_part =
            matches!(self.table.shallow_ref(index), Ty::External(path, _) if *path == WORDS.range);
        let of = TraitRef { args: [index.clone()].into(), ..bare(WORDS.index) };
        loop {
            match &way.at {
                Ty::Slice(_) if is_part => return way.at,
                Ty::Slice(element) => return (**element).clone(),
                Ty::External(path, _) if is_part && *path == WORDS.str => return way.at,
                _ => {}
            }
            if let Some(value) = super::ranged::mapped(&way.at) {
                return value;
            }
            if let Some(element) = self.associated_of(&way.at, &of, WORDS.output) {
                return element;
            }
            if !self.go_on(&mut way) {
                return Ty::Unknown;
            }
        }
    }

    /// What a value points to, and the program's own function that says so.
    pub(super) fn deref_target(&mut self, ty: &Ty) -> Option<(Ty, Option<FnId>)> {
        let ty = self.table.shallow(ty);
        if matches!(ty, Ty::Var(_) | Ty::Unknown) {
            return None;
        }
        if let Some(under) = self.underlying(&ty) {
            return Some((under, None));
        }
        let (block, subst) = self.block_for(&ty, &bare(WORDS.deref))?;
        let world = self.world;
        let block = world.impls.block(block);
        let (_, target) = block.types.iter().find(|(name, _)| *name == WORDS.target)?;
        let own = block.functions.iter().find_map(|(name, function)| match function {
            Function::Own(id) if *name == WORDS.deref_method => Some(*id),
            _ => None,
        });
        Some((self.normal(&target.subst(&subst)), own))
    }

    /// An associated type that a type has by a trait.
    fn associated_of(&mut self, ty: &Ty, of: &TraitRef, name: Name) -> Option<Ty> {
        self.associated(&Projection { base: ty.clone(), of: Some(of.clone()), name })
    }

    /// What `x.await` gives.
    pub(super) fn awaited(&mut self, ty: &Ty) -> Ty {
        match self.table.shallow(ty) {
            Ty::Future(output) => (*output).clone(),
            Ty::Var(_) => Ty::Unknown,
            other => {
                let direct = self.associated_of(&other, &bare(WORDS.future), WORDS.output);
                let made = |infer: &mut Self| {
                    infer.associated_of(&other, &bare(WORDS.into_future), WORDS.output)
                };
                direct.or_else(|| made(self)).unwrap_or_default()
            }
        }
    }

    /// What `x?` gives.
    pub(super) fn tried(&mut self, ty: &Ty) -> Ty {
        let ty = self.table.shallow(ty);
        match &ty {
            Ty::External(path, args) if WORDS.is_tried(*path) => {
                args.first().cloned().unwrap_or_default()
            }
            // `try_join!` reads like `join!`: each of its branches is tried.
            Ty::Tuple(items) => Ty::Tuple(items.iter().map(|item| self.tried(item)).collect()),
            Ty::Var(_) => Ty::Unknown,
            _ => self.associated_of(&ty, &bare(WORDS.tried), WORDS.output).unwrap_or_default(),
        }
    }

    /// What iterating over a value gives each time.
    pub(super) fn item(&mut self, ty: &Ty) -> Ty {
        let ty = self.table.shallow(ty);
        if matches!(ty, Ty::Var(_)) {
            return Ty::Unknown;
        }
        self.associated_of(&ty, &bare(WORDS.into_iterator), WORDS.item).unwrap_or_default()
    }
}

/// Parameters with their arguments.
pub(super) fn paired(params: impl Iterator<Item = Name>, args: &Args) -> Subst {
    params.zip(args.iter().cloned()).collect()
}
