//! Associated types, and what has to hold of types before they are known.

use super::closure::{code_of_bound, is_of_code};
use super::{Infer, Pending};
use crate::types::impls::{BlockId, Fingerprint};
use crate::types::signatures::self_name;
use crate::types::ty::{Projection, Subst, TraitKey, TraitRef, Ty};

impl Infer<'_, '_> {
    /// A type with its associated types replaced by what they are; those that are not decided yet become variables.
    pub(super) fn normal(&mut self, ty: &Ty) -> Ty {
        if !ty.any(&mut |part| matches!(part, Ty::Projection(_))) {
            return ty.clone();
        }
        ty.map(&mut |part| match part {
            Ty::Projection(projection) => self.decided(&projection),
            other => other,
        })
    }

    fn decided(&mut self, projection: &Projection) -> Ty {
        if let Some(ty) = self.associated(projection) {
            return ty;
        }
        if !matches!(self.table.shallow(&projection.base), Ty::Var(_)) {
            return Ty::Unknown;
        }
        let ty = self.fresh();
        self.pending.push(Pending::Is(ty.clone(), projection.clone()));
        ty
    }

    /// What an associated type is; nothing while its type is not known, or when nothing says.
    pub(super) fn associated(&mut self, projection: &Projection) -> Option<Ty> {
        let base = self.table.shallow(&projection.base);
        let name = projection.name;
        match &base {
            Ty::Var(_) => return None,
            Ty::Unknown | Ty::Never => return Some(Ty::Unknown),
            Ty::Future(output) if name == "Output" => return Some((**output).clone()),
            Ty::Fn(_, output) | Ty::Closure(_, _, output) if name == "Output" => {
                return Some((**output).clone());
            }
            _ => {}
        }
        if let Some(ty) = self.said_of(&base, projection) {
            return Some(ty);
        }
        if self.asking >= MOST_ASKED {
            return None;
        }
        self.asking += 1;
        let ty = self.by_block(&base, projection);
        self.asking -= 1;
        ty
    }

    /// What the bounds of a parameter, `dyn` or `impl` type say of an associated type.
    fn said_of(&mut self, base: &Ty, projection: &Projection) -> Option<Ty> {
        let bounds = match base {
            Ty::Bounds(bounds) => bounds.to_vec(),
            Ty::Param(_) | Ty::Projection(_) => self.bounds_of(base),
            _ => return None,
        };
        let bounds = self.with_supertraits(bounds);
        if let Some(ty) = bounds.iter().find_map(|bound| bound.binding(projection.name)) {
            let ty = ty.clone();
            return Some(self.normal(&ty));
        }
        let declares = |bound: &&TraitRef| {
            let known = self.world.impls.definition(bound.of, self.world.library);
            known.is_some_and(|known| known.types.iter().any(|(name, _)| *name == projection.name))
        };
        let of = bounds.iter().find(declares)?.clone();
        // Some type of which nothing more is said.
        let open = Projection { base: base.clone(), of: Some(of), name: projection.name };
        matches!(base, Ty::Param(_) | Ty::Projection(_)).then(|| Ty::Projection(open.into()))
    }

    /// What the block says that gives a type the trait.
    fn by_block(&mut self, base: &Ty, projection: &Projection) -> Option<Ty> {
        let fingerprint = Fingerprint::of(base)?;
        let world = self.world;
        let traits = match &projection.of {
            Some(of) => vec![of.of],
            None => world.impls.with_type(projection.name).to_vec(),
        };
        for of in traits {
            let wanted = match &projection.of {
                Some(of) => of.clone(),
                None => TraitRef::bare(of),
            };
            let blocks: Vec<BlockId> = world.impls.of_trait(of, fingerprint).collect();
            for block in blocks {
                let Some(subst) = self.fit(block, base, Some(&wanted)) else { continue };
                let types = &world.impls.block(block).types;
                if let Some((_, ty)) = types.iter().find(|(name, _)| *name == projection.name) {
                    return Some(self.normal(&ty.subst(&subst)));
                }
            }
        }
        None
    }

    /// What is said of a parameter or of an associated type that is not decided.
    pub(super) fn bounds_of(&self, ty: &Ty) -> Vec<TraitRef> {
        let mut bounds = Vec::new();
        if let Some(function) = self.place.function {
            let signature = self.world.signature(function);
            let own = signature.bounds.iter().filter(|(subject, _)| subject == ty);
            bounds.extend(own.map(|(_, bound)| bound.clone()));
        }
        if let Ty::Projection(projection) = ty
            && let Some(of) = &projection.of
            && let Some(known) = self.world.impls.definition(of.of, self.world.library)
        {
            let mut subst: Subst =
                known.params.iter().copied().zip(of.args.iter().cloned()).collect();
            subst.insert(self_name(), projection.base.clone());
            let declared = known.types.iter().find(|(name, _)| *name == projection.name);
            let declared = declared.into_iter().flat_map(|(_, bounds)| bounds);
            bounds.extend(declared.map(|bound| bound.subst(&subst)));
        }
        bounds
    }

    /// Looks at what has to hold, until nothing more follows from it.
    pub(super) fn solve(&mut self) {
        loop {
            let before = self.pending.len();
            let waiting = std::mem::take(&mut self.pending);
            for pending in waiting {
                if !self.settle(&pending) {
                    self.pending.push(pending);
                }
            }
            if self.pending.is_empty() || self.pending.len() >= before {
                return;
            }
        }
    }

    /// Whether all that follows from something is known.
    fn settle(&mut self, pending: &Pending) -> bool {
        match pending {
            Pending::Is(ty, projection) => match self.associated(projection) {
                Some(found) => {
                    self.unify(ty, &found);
                    true
                }
                None => !matches!(self.table.shallow(&projection.base), Ty::Var(_)),
            },
            Pending::Bound(ty, bound) => self.settle_bound(ty, bound),
        }
    }

    fn settle_bound(&mut self, ty: &Ty, bound: &TraitRef) -> bool {
        let ty = self.table.shallow(ty);
        match &ty {
            Ty::Var(_) => return false,
            Ty::Fn(inputs, output) | Ty::Closure(_, inputs, output) if is_of_code(bound.of) => {
                if let Some((asked, gives)) = code_of_bound(bound) {
                    let gives = self.normal(&gives);
                    for (input, asked) in inputs.iter().zip(asked.iter()) {
                        self.unify(input, asked);
                    }
                    self.unify(output, &gives);
                }
                return true;
            }
            _ => {}
        }
        for (name, asked) in bound.bindings.iter() {
            let of = Some(TraitRef { bindings: [].into(), ..bound.clone() });
            let projection = Projection { base: ty.clone(), of, name: *name };
            if let Some(found) = self.associated(&projection) {
                let asked = self.normal(asked);
                self.unify(&asked, &found);
            }
        }
        if !bound.args.is_empty() && matches!(bound.of, TraitKey::Own(_)) {
            self.block_for(&ty, bound);
        }
        true
    }
}

/// Associated types that are said to be others: nothing real goes further.
const MOST_ASKED: u8 = 6;
