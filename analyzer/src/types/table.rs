//! The types that an inference has not found yet: variables, each with what it turned out to be.
//!
//! Nothing is reported from here, so that two types that do not fit together are left as they are: the first one that was
//! known wins.

mod unify;

use super::limited;
use super::ty::{Holds, Ty, VarId};
use crate::ids::IdVec;
use crate::limits::Limit;

/// What may become of a variable of which nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Any type.
    Any,
    /// A number.
    Number,
    /// What comes from code that is not understood: its use does not say what it is, as references turn by themselves into
    /// references to something else.
    Doubtful,
}

#[derive(Clone, Debug)]
enum State {
    Open(Kind),
    Known(Ty),
}

/// The variables of one body.
#[derive(Debug, Default)]
pub(super) struct Table {
    states: IdVec<VarId, State>,
    /// The variables that became known, in their order, with what they were before.
    trail: Vec<(VarId, Kind)>,
    /// How many of them were told of.
    told: usize,
}

/// A state that a table can go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Snapshot(usize);

impl Table {
    /// A type that nothing is known of yet.
    pub(super) fn fresh(&mut self) -> Ty {
        self.open(Kind::Any)
    }

    /// A number, it is not known which.
    pub(super) fn number(&mut self) -> Ty {
        self.open(Kind::Number)
    }

    fn open(&mut self, kind: Kind) -> Ty {
        Ty::Var(self.states.push(State::Open(kind)))
    }

    /// The state.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot(self.trail.len())
    }

    /// Back to a state.
    pub(super) fn restore(&mut self, snapshot: Snapshot) {
        for (id, kind) in self.trail.drain(snapshot.0..) {
            self.states[id] = State::Open(kind);
        }
        self.told = self.told.min(snapshot.0);
    }

    /// A variable that became known since the last time that this was asked.
    pub(super) fn news(&mut self) -> Option<VarId> {
        let (id, _) = self.trail.get(self.told)?;
        self.told += 1;
        Some(*id)
    }

    /// A variable's use says nothing of it from now on.
    pub(super) fn doubt(&mut self, ty: &Ty) {
        if let Ty::Var(id) = self.shallow(ty) {
            self.states[id] = State::Open(Kind::Doubtful);
        }
    }

    /// Whether a type is not known because it comes from code that is not understood.
    pub(super) fn is_doubtful(&self, ty: &Ty) -> bool {
        match self.shallow(ty) {
            Ty::Var(id) => self.kind(id) == Kind::Doubtful,
            Ty::Unknown => true,
            _ => false,
        }
    }

    /// Says what a doubtful variable is.
    pub(super) fn believe(&mut self, doubtful: &Ty, ty: &Ty) {
        if let Ty::Var(id) = self.shallow(doubtful)
            && self.kind(id) == Kind::Doubtful
            && !self.is_part_of(id, ty)
        {
            self.bind(id, ty.clone());
        }
    }

    /// Gives a variable up: nothing will be known of it.
    pub(super) fn forget(&mut self, ty: &Ty) {
        if let Ty::Var(id) = self.shallow(ty) {
            self.bind(id, Ty::Unknown);
        }
    }

    fn kind(&self, id: VarId) -> Kind {
        match self.states[id] {
            State::Open(kind) => kind,
            State::Known(_) => Kind::Any,
        }
    }

    /// Whether a type is a number of which it is not known which.
    pub(super) fn is_number(&self, ty: &Ty) -> bool {
        matches!(self.shallow(ty), Ty::Var(id) if self.kind(id) == Kind::Number)
    }

    fn bind(&mut self, id: VarId, ty: Ty) {
        let kind = self.kind(id);
        self.states[id] = State::Known(ty);
        self.trail.push((id, kind));
    }

    /// What a type is as far as is known: its outermost part is a variable only if nothing is.
    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        self.shallow_ref(ty).clone()
    }

    /// As [`Self::shallow`].
    pub(super) fn shallow_ref<'t>(&'t self, ty: &'t Ty) -> &'t Ty {
        let mut ty = ty;
        while let Ty::Var(id) = ty {
            match &self.states[*id] {
                State::Known(known) => ty = known,
                State::Open(_) => break,
            }
        }
        ty
    }

    /// What a type is in all its parts; what is not known stays a variable.
    pub(super) fn resolve(&self, ty: &Ty) -> Ty {
        self.resolve_inside(ty, 0, None, &mut Steps::default())
    }

    /// What a type is in all its parts; what is not known is so for good.
    pub(super) fn resolve_finally(&self, ty: &Ty) -> Ty {
        self.resolve_inside(ty, 0, Some(&Ty::Unknown), &mut Steps::default())
    }

    fn resolve_inside(&self, ty: &Ty, depth: u32, instead: Option<&Ty>, steps: &mut Steps) -> Ty {
        if depth > Limit::TypeDepth.most() {
            limited::meet(Limit::TypeDepth);
            return Ty::Unknown;
        }
        if !steps.take() {
            return Ty::Unknown;
        }
        if !ty.holds().any(Holds::VAR) {
            return ty.clone();
        }
        match ty {
            Ty::Var(id) => match &self.states[*id] {
                State::Known(known) => self.resolve_inside(known, depth + 1, instead, steps),
                State::Open(_) => instead.unwrap_or(ty).clone(),
            },
            _ => ty.with_parts(&mut |part| self.resolve_inside(part, depth + 1, instead, steps)),
        }
    }

    /// The first variable inside a type that is not known, if there is one.
    pub(super) fn first_open(&self, ty: &Ty) -> Option<VarId> {
        self.first_open_in(ty, &mut Steps::default())
    }

    fn first_open_in(&self, ty: &Ty, steps: &mut Steps) -> Option<VarId> {
        if !ty.holds().any(Holds::VAR) {
            return None;
        }
        let mut first = None;
        ty.any(&mut |part| {
            if !steps.take() {
                return true;
            }
            if let Ty::Var(id) = part {
                first = match &self.states[*id] {
                    State::Known(known) => self.first_open_in(known, steps),
                    State::Open(_) => Some(*id),
                };
            }
            first.is_some()
        });
        first
    }
}

/// How many parts of a type may still be looked at.
struct Steps(u32);

impl Default for Steps {
    fn default() -> Self {
        Self(Limit::TypeSteps.most())
    }
}

impl Steps {
    /// Goes to one more part; not if there were too many.
    fn take(&mut self) -> bool {
        let Some(left) = self.0.checked_sub(1) else {
            limited::meet(Limit::TypeSteps);
            return false;
        };
        self.0 = left;
        true
    }
}

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
    fn variables_that_share_their_parts_are_looked_through_a_while() {
        let mut table = Table::default();
        let pairs_of = |table: &mut Table, first: &Ty| {
            (0..60).fold(first.clone(), |inner, _| {
                let pair = table.fresh();
                table.unify(&pair, &Ty::Tuple([inner.clone(), inner].into()));
                pair
            })
        };
        let (leaf, other) = (table.fresh(), table.fresh());
        let (one, two) = (pairs_of(&mut table, &leaf), pairs_of(&mut table, &other));
        assert!(table.unify(&one, &two));
        assert!(table.first_open(&one).is_some());
        assert!(matches!(table.resolve_finally(&one), Ty::Tuple(_)));
    }

    #[test]
    fn what_does_not_go_on_says_nothing() {
        let mut table = Table::default();
        let var = table.fresh();
        assert!(table.unify(&var, &Ty::Never) && table.unify(&var, &Ty::Unknown));
        assert!(table.unify(&var, &Ty::unit()));
        assert_eq!(table.resolve(&var), Ty::unit());
    }

    #[test]
    fn a_number_becomes_no_other_type() {
        let mut table = Table::default();
        let (number, any) = (table.number(), table.fresh());
        assert!(!table.unify(&number, &Ty::outside("str")));
        assert!(table.unify(&number, &any) && table.is_number(&any));
        assert!(table.unify(&any, &Ty::outside("u8")));
        assert_eq!(table.resolve(&number), Ty::outside("u8"));
    }

    #[test]
    fn what_is_doubtful_is_found_nowhere_but_believed() {
        let mut table = Table::default();
        let (doubtful, any) = (table.fresh(), table.fresh());
        table.doubt(&doubtful);
        assert!(table.unify(&doubtful, &Ty::unit()) && table.unify(&doubtful, &any));
        assert_eq!((table.resolve(&doubtful), table.resolve(&any)), (doubtful.clone(), any));
        table.believe(&doubtful, &Ty::unit());
        assert_eq!(table.resolve(&doubtful), Ty::unit());
    }

    #[test]
    fn news_are_told_once_and_again_after_they_were_taken_back() {
        let mut table = Table::default();
        let first = table.states.next_id();
        let var = table.fresh();
        let before = table.snapshot();
        table.unify(&var, &Ty::unit());
        assert_eq!((table.news(), table.news()), (Some(first), None));
        table.restore(before);
        assert_eq!(table.news(), None);
        table.unify(&var, &Ty::unit());
        assert_eq!(table.news(), Some(first));
    }
}
