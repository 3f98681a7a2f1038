//! Which function a method name means on a type: looked for in the type and in all that it points to, of its own first, then
//! of its traits. Traits need not be in scope.

use super::{Callee, Infer};
use crate::facts::Name;
use crate::program::FnId;
use crate::types::impls::{BlockId, Fingerprint};
use crate::types::signatures::{Function, self_name};
use crate::types::ty::{Subst, TraitKey, TraitRef, Ty};

/// A function that a name may mean.
pub(super) struct Found {
    pub(super) callee: Callee,
    /// Whose signature it has.
    pub(super) function: Function,
    /// What the parameters of its `impl` or trait are.
    pub(super) subst: Subst,
    /// The type that has it.
    pub(super) step: Ty,
    /// The program's own `deref` functions on the way there.
    pub(super) derefs: Vec<FnId>,
}

impl Infer<'_, '_> {
    /// The functions of a name on the first type, from a receiver along what it points to, that has any.
    pub(super) fn probe(&mut self, receiver: &Ty, name: Name) -> Vec<Found> {
        let mut at = self.table.shallow(receiver);
        let mut derefs = Vec::new();
        for _ in 0..super::member::MOST_DEREFS {
            if matches!(at, Ty::Var(_) | Ty::Unknown | Ty::Never) {
                break;
            }
            let mut found = self.on_type(&at, name);
            if !found.is_empty() {
                found.iter_mut().for_each(|found| found.derefs.clone_from(&derefs));
                return found;
            }
            let Some((target, own)) = self.deref_target(&at) else { break };
            derefs.extend(own);
            at = self.table.shallow(&target);
        }
        Vec::new()
    }

    fn on_type(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        let own = self.inherent(ty, name);
        if !own.is_empty() {
            return own;
        }
        let known = self.of_known_traits(ty, name);
        if !known.is_empty() {
            return known;
        }
        let traits = self.world.impls.declaring(name).to_vec();
        let mut found = Vec::new();
        for of in traits {
            found.extend(self.of_trait_blocks(ty, &TraitRef::bare(of), name));
        }
        found
    }

    /// Functions that belong to the type itself.
    fn inherent(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        let Some(fingerprint) = Fingerprint::of(ty) else { return Vec::new() };
        let world = self.world;
        for key in [fingerprint, Fingerprint::Any] {
            for &(block, function) in world.impls.inherent(key, name) {
                if let Some(subst) = self.fit(block, ty, None) {
                    return vec![found(Callee::of(function), function, subst, ty)];
                }
            }
        }
        Vec::new()
    }

    /// Functions of the traits that a parameter, `dyn` or `impl` type is known to have.
    fn of_known_traits(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        let bounds = match ty {
            Ty::Bounds(bounds) => bounds.to_vec(),
            Ty::Param(_) | Ty::Projection(_) => self.bounds_of(ty),
            _ => return Vec::new(),
        };
        let bounds = self.with_supertraits(bounds);
        let found = bounds.iter().find_map(|bound| self.declared(ty, bound, name));
        found.into_iter().collect()
    }

    /// A function that a trait declares, of a type that has it.
    fn declared(&mut self, ty: &Ty, of: &TraitRef, name: Name) -> Option<Found> {
        let definition = self.world.impls.definition(of.of, self.world.library)?;
        let (_, function) = definition.functions.iter().find(|(known, _)| *known == name)?;
        let mut subst: Subst = Subst::default();
        subst.insert(self_name(), ty.clone());
        for (at, &param) in definition.params.iter().enumerate() {
            let arg = of.args.get(at).cloned().unwrap_or_else(|| self.table.fresh());
            subst.insert(param, arg);
        }
        let callee = match *function {
            Function::Own(id) => Callee::Trait(id),
            Function::Outside(path) => Callee::Outside(path),
        };
        Some(found(callee, *function, subst, ty))
    }

    /// A trait's function for a type: of every block that gives the trait to it.
    pub(super) fn trait_function(&mut self, ty: &Ty, of: &TraitRef, name: Name) -> Vec<Found> {
        let ty = self.table.shallow(ty);
        if !matches!(ty, Ty::Var(_) | Ty::Unknown) {
            let found = self.of_trait_blocks(&ty, of, name);
            if !found.is_empty() {
                return found;
            }
        }
        self.declared(&ty, of, name).into_iter().collect()
    }

    fn of_trait_blocks(&mut self, ty: &Ty, of: &TraitRef, name: Name) -> Vec<Found> {
        let Some(fingerprint) = Fingerprint::of(ty) else { return Vec::new() };
        let world = self.world;
        let blocks: Vec<BlockId> = world.impls.of_trait(of.of, fingerprint).collect();
        let mut found = Vec::new();
        for block in blocks {
            let before = self.table.snapshot();
            let Some(subst) = self.fit(block, ty, Some(of)) else { continue };
            found.extend(self.given_by(block, of, subst, ty, name));
            if found.len() > 1 {
                // Which of them is meant is decided later: none of their types counts before.
                self.table.restore(before);
            }
        }
        let assumed = world.impls.definition(of.of, world.library).is_some_and(|data| data.assumed);
        if found.is_empty() && assumed {
            found.extend(self.declared(ty, of, name));
        }
        found
    }

    /// The function that a block gives a type, or the trait's own where the block does not say.
    fn given_by(
        &mut self,
        block: BlockId,
        of: &TraitRef,
        mut subst: Subst,
        ty: &Ty,
        name: Name,
    ) -> Option<Found> {
        let data = self.world.impls.block(block);
        if let Some((_, function)) = data.functions.iter().find(|(known, _)| *known == name) {
            return Some(found(Callee::of(*function), *function, subst, ty));
        }
        let definition = self.world.impls.definition(of.of, self.world.library)?;
        let (_, function) = definition.functions.iter().find(|(known, _)| *known == name)?;
        let given = data.of.as_ref().map(|of| of.subst(&subst));
        for (at, &param) in definition.params.iter().enumerate() {
            let arg = given.as_ref().and_then(|of| of.args.get(at)).cloned();
            subst.insert(param, arg.unwrap_or_else(|| self.table.fresh()));
        }
        subst.insert(self_name(), ty.clone());
        Some(found(Callee::of(*function), *function, subst, ty))
    }

    /// What a block's parameters are when it is for a type, and gives it such a trait; nothing when it is not.
    pub(super) fn fit(&mut self, block: BlockId, ty: &Ty, of: Option<&TraitRef>) -> Option<Subst> {
        let data = self.world.impls.block(block);
        let before = self.table.snapshot();
        let subst = self.fresh_for(&data.params);
        let mut fits = self.unify(&data.self_ty.subst(&subst), ty);
        if let (Some(wanted), Some(given)) = (of, &data.of) {
            for (wanted, given) in wanted.args.iter().zip(given.args.iter()) {
                fits = fits && self.unify(&given.subst(&subst), wanted);
            }
        }
        fits = fits
            && data
                .bounds
                .iter()
                .all(|(ty, bound)| self.has(&ty.subst(&subst), &bound.subst(&subst)));
        if !fits {
            self.table.restore(before);
        }
        fits.then_some(subst)
    }

    /// The first block that gives a trait to a type.
    pub(super) fn block_for(&mut self, ty: &Ty, of: &TraitRef) -> Option<(BlockId, Subst)> {
        let fingerprint = Fingerprint::of(ty)?;
        let world = self.world;
        let blocks: Vec<BlockId> = world.impls.of_trait(of.of, fingerprint).collect();
        blocks.into_iter().find_map(|block| Some((block, self.fit(block, ty, Some(of))?)))
    }

    /// Whether a type has a trait, as far as is known.
    pub(super) fn has(&mut self, ty: &Ty, of: &TraitRef) -> bool {
        let ty = self.table.shallow(ty);
        if matches!(ty, Ty::Var(_) | Ty::Unknown | Ty::Never) || self.is_assumed(of.of) {
            return true;
        }
        if super::closure::is_of_code(of.of) && matches!(ty, Ty::Fn(..) | Ty::Closure(..)) {
            return true;
        }
        if matches!(ty, Ty::Future(_)) && of.of == TraitKey::Outside("std::future::Future".into()) {
            return true;
        }
        let known = match &ty {
            Ty::Bounds(bounds) => bounds.to_vec(),
            Ty::Param(_) | Ty::Projection(_) => self.bounds_of(&ty),
            _ => Vec::new(),
        };
        if self.with_supertraits(known).iter().any(|bound| bound.of == of.of) {
            return true;
        }
        if self.asking >= MOST_ASKED {
            return false;
        }
        self.asking += 1;
        let found = self.block_for(&ty, of).is_some();
        self.asking -= 1;
        found
    }

    /// Whether every type is taken to have a trait: nothing is known of it, or nothing depends on it.
    fn is_assumed(&self, of: TraitKey) -> bool {
        match self.world.impls.definition(of, self.world.library) {
            Some(data) => data.assumed,
            None => !super::closure::is_of_code(of),
        }
    }

    /// Bounds with what they bring along.
    pub(super) fn with_supertraits(&self, bounds: Vec<TraitRef>) -> Vec<TraitRef> {
        let mut all = bounds;
        let mut at = 0;
        while at < all.len() {
            let bound = all[at].clone();
            at += 1;
            let Some(definition) = self.world.impls.definition(bound.of, self.world.library) else {
                continue;
            };
            let params = definition.params.iter().copied();
            let subst: Subst = params.zip(bound.args.iter().cloned()).collect();
            for of in &definition.supertraits {
                if !all.iter().any(|known| known.of == of.of) {
                    all.push(of.subst(&subst));
                }
            }
        }
        all
    }
}

fn found(callee: Callee, function: Function, subst: Subst, ty: &Ty) -> Found {
    Found { callee, function, subst, step: ty.clone(), derefs: Vec::new() }
}

/// Blocks whose bounds ask for other blocks: nothing real goes further.
const MOST_ASKED: u8 = 6;
