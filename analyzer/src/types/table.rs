//! The types that an inference has not found yet: variables, each with what it turned out to be.
//!
//! Nothing is reported from here, so that two types that do not fit together are left as they are: the first one that was
//! known wins.

use std::sync::Arc;

use super::ty::{Args, Projection, TraitRef, Ty, VarId};
use crate::ids::IdVec;

/// The variables of one body.
#[derive(Debug, Default)]
pub(super) struct Table {
    known: IdVec<VarId, Option<Ty>>,
    /// The variables that became known, in their order.
    trail: Vec<VarId>,
}

/// A state that a table can go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Snapshot(usize);

impl Table {
    /// A type that nothing is known of yet.
    pub(super) fn fresh(&mut self) -> Ty {
        Ty::Var(self.known.push(None))
    }

    /// The state.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot(self.trail.len())
    }

    /// Back to a state.
    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        for id in self.trail.drain(snapshot.0..) {
            self.known[id] = None;
        }
    }

    fn bind(&mut self, id: VarId, ty: Ty) {
        self.known[id] = Some(ty);
        self.trail.push(id);
    }

    /// What a type is as far as is known: its outermost part is a variable only if nothing is.
    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = ty;
        while let Ty::Var(id) = ty {
            match &self.known[*id] {
                Some(known) => ty = known,
                None => break,
            }
        }
        ty.clone()
    }

    /// What a type is in all its parts; what is not known stays a variable.
    pub(super) fn resolve(&self, ty: &Ty) -> Ty {
        self.resolve_inside(ty, 0)
    }

    fn resolve_inside(&self, ty: &Ty, depth: u32) -> Ty {
        // A variable that is part of itself comes from code that does not compile.
        if depth > MOST_DEPTH {
            return Ty::Unknown;
        }
        match ty {
            Ty::Var(id) => match &self.known[*id] {
                Some(known) => self.resolve_inside(known, depth + 1),
                None => ty.clone(),
            },
            _ if !ty.any(&mut |part| matches!(part, Ty::Var(_))) => ty.clone(),
            _ => self.rebuilt(ty, depth + 1),
        }
    }

    fn rebuilt(&self, ty: &Ty, depth: u32) -> Ty {
        let one = |ty: &Ty| self.resolve_inside(ty, depth);
        let all = |types: &Args| -> Args { types.iter().map(one).collect() };
        let bound = |bound: &TraitRef| TraitRef {
            of: bound.of,
            args: all(&bound.args),
            bindings: bound.bindings.iter().map(|(name, ty)| (*name, one(ty))).collect(),
        };
        match ty {
            Ty::Unknown | Ty::Never | Ty::Param(_) | Ty::Var(_) => ty.clone(),
            Ty::Adt(id, args) => Ty::Adt(*id, all(args)),
            Ty::External(path, args) => Ty::External(*path, all(args)),
            Ty::Tuple(items) => Ty::Tuple(all(items)),
            Ty::Slice(inner) => Ty::Slice(Arc::new(one(inner))),
            Ty::Fn(params, ret) => Ty::Fn(all(params), Arc::new(one(ret))),
            Ty::Closure(id, params, ret) => Ty::Closure(*id, all(params), Arc::new(one(ret))),
            Ty::Future(output) => Ty::Future(Arc::new(one(output))),
            Ty::Bounds(bounds) => Ty::Bounds(bounds.iter().map(bound).collect()),
            Ty::Projection(of) => Ty::Projection(Arc::new(Projection {
                base: one(&of.base),
                of: of.of.as_ref().map(bound),
                name: of.name,
            })),
        }
    }

    /// Makes two types one where they can be; says whether they are. What differs stays as it is.
    pub(super) fn unify(&mut self, one: &Ty, other: &Ty) -> bool {
        let (one, other) = (self.shallow(one), self.shallow(other));
        match (&one, &other) {
            (Ty::Var(a), Ty::Var(b)) => {
                if a != b {
                    self.bind(*a, other.clone());
                }
                true
            }
            (Ty::Var(id), known) | (known, Ty::Var(id)) => {
                if matches!(known, Ty::Unknown | Ty::Never) || self.is_part_of(*id, known) {
                    return true;
                }
                self.bind(*id, known.clone());
                true
            }
            (Ty::Unknown | Ty::Never, _) | (_, Ty::Unknown | Ty::Never) => true,
            (Ty::Adt(a, mine), Ty::Adt(b, theirs)) => a == b && self.unify_all(mine, theirs),
            (Ty::External(a, mine), Ty::External(b, theirs)) => {
                a == b && self.unify_all(mine, theirs)
            }
            (Ty::Tuple(mine), Ty::Tuple(theirs)) => {
                mine.len() == theirs.len() && self.unify_all(mine, theirs)
            }
            (Ty::Slice(mine), Ty::Slice(theirs)) | (Ty::Future(mine), Ty::Future(theirs)) => {
                self.unify(mine, theirs)
            }
            (
                Ty::Fn(mine, gives) | Ty::Closure(_, mine, gives),
                Ty::Fn(theirs, given) | Ty::Closure(_, theirs, given),
            ) => {
                let params = self.unify_all(mine, theirs);
                self.unify(gives, given) && params
            }
            (Ty::Bounds(mine), Ty::Bounds(theirs)) => self.unify_bounds(mine, theirs),
            (Ty::Projection(mine), Ty::Projection(theirs)) => {
                mine.name == theirs.name && self.unify(&mine.base, &theirs.base)
            }
            (Ty::Param(a), Ty::Param(b)) => a == b,
            _ => false,
        }
    }

    /// Elided arguments fit all.
    fn unify_all(&mut self, one: &Args, other: &Args) -> bool {
        let mut fits = true;
        for (one, other) in one.iter().zip(other.iter()) {
            fits &= self.unify(one, other);
        }
        fits
    }

    fn unify_bounds(&mut self, one: &[TraitRef], other: &[TraitRef]) -> bool {
        let (Some(one), Some(other)) = (one.first(), other.first()) else { return true };
        if one.of != other.of {
            return false;
        }
        let mut fits = self.unify_all(&one.args, &other.args);
        for (name, ty) in one.bindings.iter() {
            if let Some(theirs) = other.binding(*name) {
                fits &= self.unify(ty, theirs);
            }
        }
        fits
    }

    /// Whether a variable is somewhere inside a type, through those that are known.
    fn is_part_of(&self, id: VarId, ty: &Ty) -> bool {
        ty.any(&mut |part| match part {
            Ty::Var(other) => {
                *other == id
                    || self.known[*other].as_ref().is_some_and(|ty| self.is_part_of(id, ty))
            }
            _ => false,
        })
    }
}

/// Types nested deeper than this do not come from programs.
const MOST_DEPTH: u32 = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn vec_of(ty: Ty) -> Ty {
        Ty::External("std::vec::Vec".into(), [ty].into())
    }

    #[test]
    fn a_variable_is_what_it_is_made_one_with() {
        let mut table = Table::default();
        let (element, list) = (table.fresh(), table.fresh());
        assert!(table.unify(&list, &vec_of(element.clone())));
        assert!(table.unify(&vec_of(Ty::outside("u8")), &list));
        assert_eq!(table.resolve(&list), vec_of(Ty::outside("u8")));
        assert_eq!(table.shallow(&element), Ty::outside("u8"));
    }

    #[test]
    fn the_first_that_is_known_wins() {
        let mut table = Table::default();
        let var = table.fresh();
        table.unify(&var, &Ty::outside("u8"));
        assert!(!table.unify(&var, &Ty::unit()));
        assert_eq!(table.resolve(&var), Ty::outside("u8"));
    }

    #[test]
    fn nothing_becomes_a_part_of_itself() {
        let mut table = Table::default();
        let (one, other) = (table.fresh(), table.fresh());
        table.unify(&one, &vec_of(other.clone()));
        table.unify(&other, &vec_of(one.clone()));
        assert_eq!(table.resolve(&one), vec_of(other));
    }

    #[test]
    fn what_does_not_go_on_says_nothing() {
        let mut table = Table::default();
        let var = table.fresh();
        assert!(table.unify(&var, &Ty::Never) && table.unify(&var, &Ty::Unknown));
        assert!(table.unify(&var, &Ty::unit()));
        assert_eq!(table.resolve(&var), Ty::unit());
    }
}
