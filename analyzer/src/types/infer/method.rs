//! Which function a method name means on a type: looked for in the type and in all that it points to, of its own first, then
//! of its traits. Traits need not be in scope.

use rustc_hash::FxHashSet;

use super::ask::Question;
use super::{Callee, Infer};
use crate::facts::Name;
use crate::program::FnId;
use crate::types::impls::{BlockId, Fingerprint};
use crate::types::signatures::{Function, Held};
use crate::types::ty::{Holds, Subst, TraitKey, TraitRef, Ty};
use crate::types::words::WORDS;

/// A function that a name may mean.
pub(super) struct Found {
    pub(super) callee: Callee,
    /// Whose signature it has.
    pub(super) function: Function,
    /// The trait, when it is one's.
    pub(super) of: Option<TraitKey>,
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
        let mut way = self.way(receiver);
        loop {
            if matches!(way.at, Ty::Var(_) | Ty::Unknown | Ty::Never) {
                break;
            }
            let mut found = self.on_type(&way.at, name);
            if !found.is_empty() {
                found.iter_mut().for_each(|found| found.derefs.clone_from(&way.derefs));
                return found;
            }
            if !self.go_on(&mut way) {
                break;
            }
        }
        let lent = self.lent_methods(receiver, name);
        if !lent.is_empty() {
            return lent;
        }
        self.assumed(receiver, name)
    }

    /// A function that every type is taken to have. References are left out: a clone of what cannot be cloned is another
    /// reference to it.
    fn assumed(&mut self, receiver: &Ty, name: Name) -> Vec<Found> {
        let ty = self.table.shallow(receiver);
        if matches!(ty, Ty::Var(_) | Ty::Unknown | Ty::Never) {
            return Vec::new();
        }
        let mut traits = self.world.impls.declaring(name).iter().copied();
        let of = traits.find(|of| self.held(*of) != Held::Said);
        of.and_then(|of| self.assumed_of(&ty, of, name)).into_iter().collect()
    }

    /// A function of a trait that a type is taken to have.
    pub(super) fn assumed_of(&mut self, ty: &Ty, of: TraitKey, name: Name) -> Option<Found> {
        if self.converts(of) {
            // What a type is made from says what its arguments are: `VecDeque::from(list)`. Their use does not.
            if let Ty::Adt(_, args) | Ty::External(_, args) = ty {
                args.iter().for_each(|arg| self.table.doubt(arg));
            }
        }
        self.declared(ty, &TraitRef::bare(of), name)
    }

    fn held(&self, of: TraitKey) -> Held {
        let known = self.world.impls.definition(of, self.world.library);
        known.map_or(Held::Assumed, |known| known.held)
    }

    /// Whether a trait that every type is taken to have is about another type, as `From<T>` is.
    pub(super) fn converts(&self, of: TraitKey) -> bool {
        let known = self.world.impls.definition(of, self.world.library);
        known.is_some_and(|known| known.held == Held::Assumed && !known.params.is_empty())
    }

    pub(super) fn on_type(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        let own = self.inherent(ty, name);
        if !own.is_empty() {
            return own;
        }
        let known = self.of_known_traits(ty, name);
        if !known.is_empty() {
            return known;
        }
        let world = self.world;
        let mut found = Vec::new();
        for &of in world.impls.declaring(name) {
            found.extend(self.of_trait_blocks(ty, &TraitRef::bare(of), name));
            if found.is_empty() && self.held(of) == Held::SaidInSight && !self.is_in_sight(ty) {
                found.extend(self.declared(ty, &TraitRef::bare(of), name));
            }
        }
        found
    }

    /// Whether all blocks for a type are known.
    fn is_in_sight(&self, ty: &Ty) -> bool {
        match ty {
            Ty::External(path, _) => self.world.library.is_in_sight(*path),
            Ty::Tuple(_) | Ty::Slice(_) | Ty::Fn(..) | Ty::Closure(..) => false,
            _ => true,
        }
    }

    /// Functions that belong to the type itself.
    fn inherent(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        let Some(fingerprint) = Fingerprint::of(ty) else { return Vec::new() };
        let world = self.world;
        let mut found = Vec::new();
        for key in [fingerprint, Fingerprint::Any] {
            for &(block, function) in world.impls.inherent(key, name) {
                let before = self.table.snapshot();
                let Some(subst) = self.fit(block, ty, None) else { continue };
                found.push(candidate(Callee::of(function), function, None, subst, ty));
                // The same name in blocks for other arguments of the type: which are meant is not decided by the name.
                if found.len() > 1 {
                    self.table.restore(before);
                }
            }
        }
        found
    }

    /// Functions of the traits that a parameter, `dyn` or `impl` type is known to have.
    fn of_known_traits(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        let bounds = match ty {
            Ty::Bounds(bounds) => bounds.to_vec(),
            Ty::Param(_) | Ty::Projection(_) => self.bounds_of(ty),
            _ => return Vec::new(),
        };
        let bounds = self.with_supertraits(ty, bounds);
        bounds.iter().filter_map(|bound| self.declared(ty, bound, name)).collect()
    }

    /// A function that a trait declares, of a type that has it.
    fn declared(&mut self, ty: &Ty, of: &TraitRef, name: Name) -> Option<Found> {
        let definition = self.world.impls.definition(of.of, self.world.library)?;
        let (_, function) = definition.functions.iter().find(|(known, _)| *known == name)?;
        let mut subst: Subst = Subst::default();
        subst.insert(WORDS.own_type, ty.clone());
        for (at, &param) in definition.params.iter().enumerate() {
            let arg = of.args.get(at).cloned().unwrap_or_else(|| self.table.fresh());
            subst.insert(param, arg);
        }
        let callee = match *function {
            Function::Own(id) => Callee::Trait(id),
            Function::Outside(path) => Callee::Outside(path),
        };
        Some(candidate(callee, *function, Some(of.of), subst, ty))
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
        let mut found = Vec::new();
        for block in world.impls.of_trait(of.of, fingerprint) {
            let before = self.table.snapshot();
            let Some(subst) = self.fit(block, ty, Some(of)) else { continue };
            found.extend(self.given_by(block, of, subst, ty, name));
            if found.len() > 1 {
                // Which of them is meant is decided later: none of their types counts before.
                self.table.restore(before);
            }
        }
        found
    }

    /// The function that a block gives a type, or the trait's own where the block does not say.
    fn given_by(
        &mut self,
        block: BlockId,
        of: &TraitRef,
        subst: Subst,
        ty: &Ty,
        name: Name,
    ) -> Option<Found> {
        let world = self.world;
        let data = world.impls.block(block);
        if let Some((_, function)) = data.functions.iter().find(|(known, _)| *known == name) {
            return Some(candidate(Callee::of(*function), *function, Some(of.of), subst, ty));
        }
        let definition = world.impls.definition(of.of, world.library)?;
        let (_, function) = definition.functions.iter().find(|(known, _)| *known == name)?;
        let given = data.of.as_ref().map(|of| of.subst(&subst));
        // The block's parameters are not the function's, which may have the same names.
        let mut of_trait = Subst::default();
        for (at, &param) in definition.params.iter().enumerate() {
            let arg = given.as_ref().and_then(|of| of.args.get(at)).cloned();
            of_trait.insert(param, arg.unwrap_or_else(|| self.table.fresh()));
        }
        of_trait.insert(WORDS.own_type, ty.clone());
        Some(candidate(Callee::of(*function), *function, Some(of.of), of_trait, ty))
    }

    /// What a block's parameters are when it is for a type, and gives it such a trait; nothing when it is not.
    pub(super) fn fit(&mut self, block: BlockId, ty: &Ty, of: Option<&TraitRef>) -> Option<Subst> {
        let world = self.world;
        let data = world.impls.block(block);
        let before = self.table.snapshot();
        let subst = self.fresh_for(&data.params);
        let mut fits = self.unify(&data.self_ty.subst(&subst), ty);
        if let (Some(wanted), Some(given)) = (of, &data.of) {
            for (wanted, given) in wanted.args.iter().zip(given.args.iter()) {
                fits = fits && self.unify(&given.subst(&subst), wanted);
            }
        }
        fits = fits && self.has_all(&data.bounds, &subst);
        if !fits {
            self.table.restore(before);
        }
        fits.then_some(subst)
    }

    fn has_all(&mut self, bounds: &[(Ty, TraitRef)], subst: &Subst) -> bool {
        bounds.iter().all(|(ty, bound)| {
            if self.world.library.holds_for_all(bound.of) {
                return true;
            }
            let ty = self.normal(&ty.subst(subst));
            self.has(&ty, &bound.subst(subst))
        })
    }

    /// The first block that gives a trait to a type.
    pub(super) fn block_for(&mut self, ty: &Ty, of: &TraitRef) -> Option<(BlockId, Subst)> {
        let fingerprint = Fingerprint::of(ty)?;
        let world = self.world;
        let mut blocks = world.impls.of_trait(of.of, fingerprint);
        blocks.find_map(|block| Some((block, self.fit(block, ty, Some(of))?)))
    }

    /// The block that gives a trait to a type, if what is not known yet does not decide which it is.
    pub(super) fn only_block_for(&mut self, ty: &Ty, of: &TraitRef) -> Option<(BlockId, Subst)> {
        let fingerprint = Fingerprint::of(ty)?;
        let world = self.world;
        let is_open = ty.holds().any(Holds::VAR) || of.holds().any(Holds::VAR);
        let before = self.table.snapshot();
        let mut only = None;
        for block in world.impls.of_trait(of.of, fingerprint) {
            let Some(subst) = self.fit(block, ty, Some(of)) else { continue };
            if !is_open {
                return Some((block, subst));
            }
            self.table.restore(before);
            if only.is_some() {
                return None;
            }
            only = Some(block);
        }
        let block = only?;
        Some((block, self.fit(block, ty, Some(of))?))
    }

    /// Whether a type has a trait, as far as is known.
    pub(super) fn has(&mut self, ty: &Ty, of: &TraitRef) -> bool {
        let ty = self.table.shallow(ty);
        if matches!(ty, Ty::Var(_) | Ty::Unknown | Ty::Never)
            || self.world.library.holds_for_all(of.of)
        {
            return true;
        }
        match &ty {
            Ty::Fn(..) | Ty::Closure(..) if of.code().is_some() => return true,
            Ty::Future(_) if of.is(WORDS.future) => return true,
            _ => {}
        }
        if self.is_said_to_have(&ty, of) {
            return true;
        }
        let question = Question::Has(ty.clone(), of.clone());
        let found = self.ask(question, |infer| infer.block_for(&ty, of)).is_some();
        found || (self.held(of.of) == Held::SaidInSight && !self.is_in_sight(&ty))
    }

    /// Whether the bounds of a parameter, `dyn` or `impl` type say that it has a trait.
    fn is_said_to_have(&mut self, ty: &Ty, of: &TraitRef) -> bool {
        let known = match ty {
            Ty::Bounds(bounds) => bounds.to_vec(),
            Ty::Param(_) | Ty::Projection(_) => self.bounds_of(ty),
            _ => return false,
        };
        let known = self.with_supertraits(ty, known);
        let found = known.iter().find(|bound| bound.of == of.of);
        found.is_some_and(|bound| {
            let args = bound.args.iter().zip(of.args.iter());
            args.into_iter().all(|(one, other)| self.unify(one, other))
        })
    }

    /// Bounds of a type with what they bring along.
    pub(super) fn with_supertraits(&self, ty: &Ty, bounds: Vec<TraitRef>) -> Vec<TraitRef> {
        let mut seen: FxHashSet<TraitKey> = bounds.iter().map(|bound| bound.of).collect();
        let mut all = bounds;
        let mut at = 0;
        while at < all.len() {
            let bound = all[at].clone();
            at += 1;
            let Some(definition) = self.world.impls.definition(bound.of, self.world.library) else {
                continue;
            };
            if definition.supertraits.is_empty() {
                continue;
            }
            let params = definition.params.iter().copied();
            let mut subst: Subst = params.zip(bound.args.iter().cloned()).collect();
            subst.insert(WORDS.own_type, ty.clone());
            for of in &definition.supertraits {
                if seen.insert(of.of) {
                    all.push(of.subst(&subst));
                }
            }
        }
        all
    }
}

fn candidate(
    callee: Callee,
    function: Function,
    of: Option<TraitKey>,
    subst: Subst,
    ty: &Ty,
) -> Found {
    Found { callee, function, of, subst, step: ty.clone(), derefs: Vec::new() }
}
