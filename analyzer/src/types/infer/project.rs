//! Associated types.

use super::Infer;
use super::ask::Question;
use super::solve::Pending;
use crate::facts::Name;
use crate::types::ty::{Holds, Projection, Subst, TraitRef, Ty};
use crate::types::words::{WORDS, plain};

impl Infer<'_, '_> {
    /// A type with its associated types replaced by what they are; those that are not decided yet become variables.
    pub(super) fn normal(&mut self, ty: &Ty) -> Ty {
        ty.replaced(Holds::PROJECTION, &mut |part| match part {
            Ty::Projection(of) => {
                let of = of.with_parts(&mut |part| self.normal(part));
                Some(self.decided(of))
            }
            _ => None,
        })
    }

    fn decided(&mut self, projection: Projection) -> Ty {
        if let Some(ty) = self.associated(&projection) {
            return ty;
        }
        let parts = projection.of.iter().flat_map(|of| of.args.iter());
        let mut parts = std::iter::once(&projection.base).chain(parts);
        if !parts.any(|part| self.table.first_open(part).is_some()) {
            return Ty::Unknown;
        }
        let ty = self.fresh();
        self.waiting.add(Pending::Is(ty.clone(), projection));
        ty
    }

    /// What an associated type is; nothing while its type is not known, or when nothing says.
    pub(super) fn associated(&mut self, projection: &Projection) -> Option<Ty> {
        let mut base = self.table.shallow(&projection.base);
        match &base {
            // What is said of one number is said of all.
            Ty::Var(_) if self.table.is_number(&base) => base = plain(WORDS.usize),
            Ty::Var(_) => return None,
            Ty::Unknown | Ty::Never => return Some(Ty::Unknown),
            Ty::Future(output) if is_future_of(projection) => return Some((**output).clone()),
            Ty::Fn(_, output) | Ty::Closure(_, _, output) if projection.name == WORDS.output => {
                return Some((**output).clone());
            }
            _ => {}
        }
        // What a bound says may name what it says it of.
        let question = Question::Is(Projection { base: base.clone(), ..projection.clone() });
        self.ask(question, |infer| {
            infer.said_of(&base, projection).or_else(|| infer.by_block(&base, projection))
        })
    }

    /// What the bounds of a parameter, `dyn` or `impl` type say of an associated type.
    fn said_of(&mut self, base: &Ty, projection: &Projection) -> Option<Ty> {
        let bounds = match base {
            Ty::Bounds(bounds) => bounds.to_vec(),
            Ty::Param(_) | Ty::Projection(_) => self.bounds_of(base),
            _ => return None,
        };
        let bounds = self.with_supertraits(base, bounds);
        let of_asked = |bound: &&TraitRef| match &projection.of {
            // `impl DoubleEndedIterator<Item = T>` speaks of what its supertrait declares.
            Some(of) => of.of == bound.of || !self.declares(bound, projection.name),
            None => true,
        };
        let said = bounds.iter().filter(of_asked).find_map(|bound| bound.binding(projection.name));
        if let Some(ty) = said.cloned() {
            return Some(self.normal(&ty));
        }
        let mut declaring = bounds.iter().filter(|bound| self.declares(bound, projection.name));
        let of = declaring.find(of_asked)?.clone();
        // Some type of which nothing more is said.
        let open = Projection { base: base.clone(), of: Some(of), name: projection.name };
        matches!(base, Ty::Param(_) | Ty::Projection(_)).then(|| Ty::projection(open))
    }

    /// Whether a trait declares an associated type.
    fn declares(&self, bound: &TraitRef, name: Name) -> bool {
        let known = self.world.impls.definition(bound.of, self.world.library);
        known.is_some_and(|known| known.types.iter().any(|(known, _)| *known == name))
    }

    /// What the block says that gives a type the trait.
    fn by_block(&mut self, base: &Ty, projection: &Projection) -> Option<Ty> {
        if let Some(of) = &projection.of {
            return self.by_block_of(base, of, projection.name);
        }
        let world = self.world;
        let traits = world.impls.with_type(projection.name);
        traits.iter().find_map(|&of| self.by_block_of(base, &TraitRef::bare(of), projection.name))
    }

    fn by_block_of(&mut self, base: &Ty, of: &TraitRef, name: Name) -> Option<Ty> {
        let (block, subst) = self.only_block_for(base, of)?;
        let world = self.world;
        let data = world.impls.block(block);
        let (_, ty) = data.types.iter().find(|(known, _)| *known == name)?;
        self.demand(&data.bounds[..data.telling], &subst);
        Some(self.normal(&ty.subst(&subst)))
    }

    /// What is said of a parameter or of an associated type that is not decided.
    pub(super) fn bounds_of(&self, ty: &Ty) -> Vec<TraitRef> {
        let mut bounds = Vec::new();
        if let Some(function) = self.place.function {
            let signature = self.world.signature(function);
            let own = signature.bounds.iter().filter(|(subject, _)| is_same(subject, ty));
            bounds.extend(own.map(|(_, bound)| bound.clone()));
        }
        if let Ty::Projection(projection) = ty
            && let Some(of) = &projection.of
            && let Some(known) = self.world.impls.definition(of.of, self.world.library)
        {
            let mut subst: Subst =
                known.params.iter().copied().zip(of.args.iter().cloned()).collect();
            subst.insert(WORDS.own_type, projection.base.clone());
            let declared = known.types.iter().find(|(name, _)| *name == projection.name);
            let declared = declared.into_iter().flat_map(|(_, bounds)| bounds);
            bounds.extend(declared.map(|bound| bound.subst(&subst)));
        }
        bounds
    }
}

/// Whether two parameters or associated types are one, also where only one of them says of which trait it is.
fn is_same(one: &Ty, other: &Ty) -> bool {
    match (one, other) {
        (Ty::Projection(one), Ty::Projection(other)) => {
            one.name == other.name && is_same(&one.base, &other.base)
        }
        _ => one == other,
    }
}

fn is_future_of(projection: &Projection) -> bool {
    projection.name == WORDS.output
        && projection.of.as_ref().is_none_or(|of| of.is(WORDS.future) || of.is(WORDS.into_future))
}
