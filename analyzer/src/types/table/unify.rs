//! Making two types one.

use super::{Kind, State, Steps, Table};
use crate::facts::Name;
use crate::types::ty::{Args, Holds, TraitRef, Ty, VarId};
use crate::types::words::WORDS;

impl Table {
    /// Makes two types one where they can be; says whether they are. What differs stays as it is.
    pub(in crate::types) fn unify(&mut self, one: &Ty, other: &Ty) -> bool {
        self.unify_parts(one, other, &mut Steps::default())
    }

    fn unify_parts(&mut self, one: &Ty, other: &Ty, steps: &mut Steps) -> bool {
        if !steps.take() {
            return true;
        }
        let (one, other) = (self.shallow(one), self.shallow(other));
        match (&one, &other) {
            (Ty::Var(a), Ty::Var(b)) => self.unify_vars(*a, *b),
            (Ty::Var(id), known) | (known, Ty::Var(id)) => self.unify_var(*id, known),
            (Ty::Unknown | Ty::Never, _) | (_, Ty::Unknown | Ty::Never) => true,
            (Ty::Adt(a, mine), Ty::Adt(b, theirs)) => a == b && self.unify_all(mine, theirs, steps),
            (Ty::External(a, mine), Ty::External(b, theirs)) => {
                a == b && self.unify_all(mine, theirs, steps)
            }
            (Ty::Tuple(mine), Ty::Tuple(theirs)) => {
                mine.len() == theirs.len() && self.unify_all(mine, theirs, steps)
            }
            (Ty::Slice(mine), Ty::Slice(theirs)) | (Ty::Future(mine), Ty::Future(theirs)) => {
                self.unify_parts(mine, theirs, steps)
            }
            (
                Ty::Fn(mine, gives) | Ty::Closure(_, mine, gives),
                Ty::Fn(theirs, given) | Ty::Closure(_, theirs, given),
            ) => {
                let params = self.unify_all(mine, theirs, steps);
                self.unify_parts(gives, given, steps) && params
            }
            (Ty::Bounds(bounds), other) | (other, Ty::Bounds(bounds)) => {
                self.unify_bounds(bounds, other, steps)
            }
            (Ty::Projection(mine), Ty::Projection(theirs)) => {
                mine.name == theirs.name && self.unify_parts(&mine.base, &theirs.base, steps)
            }
            (Ty::Param(a), Ty::Param(b)) => a == b,
            _ => false,
        }
    }

    fn unify_vars(&mut self, a: VarId, b: VarId) -> bool {
        if a == b {
            return true;
        }
        match (self.kind(a), self.kind(b)) {
            (Kind::Doubtful, _) | (_, Kind::Doubtful) => {}
            (Kind::Number, Kind::Any) => self.bind(b, Ty::Var(a)),
            _ => self.bind(a, Ty::Var(b)),
        }
        true
    }

    fn unify_var(&mut self, id: VarId, known: &Ty) -> bool {
        match self.kind(id) {
            Kind::Doubtful => return true,
            Kind::Number if !may_be_number(known) => return false,
            _ if matches!(known, Ty::Unknown | Ty::Never) => return true,
            _ => {}
        }
        if !self.is_part_of(id, known) {
            self.bind(id, known.clone());
        }
        true
    }

    /// Elided arguments fit all.
    fn unify_all(&mut self, one: &Args, other: &Args, steps: &mut Steps) -> bool {
        let mut fits = true;
        for (one, other) in one.iter().zip(other.iter()) {
            fits &= self.unify_parts(one, other, steps);
        }
        fits
    }

    /// A type that is known by its traits, and another type.
    fn unify_bounds(&mut self, bounds: &[TraitRef], other: &Ty, steps: &mut Steps) -> bool {
        match other {
            Ty::Bounds(others) => self.unify_traits(bounds, others, steps),
            Ty::Future(output) => {
                let found = bounds.iter().find(|bound| bound.is(WORDS.future));
                let asked = found.and_then(|bound| bound.binding(WORDS.output)).cloned();
                asked.is_some_and(|asked| self.unify_parts(&asked, output, steps))
            }
            Ty::Fn(inputs, output) | Ty::Closure(_, inputs, output) => {
                let Some((asked, gives)) = bounds.iter().find_map(TraitRef::code) else {
                    return false;
                };
                let fits = self.unify_all(&asked, inputs, steps);
                self.unify_parts(&gives, output, steps) && fits
            }
            _ => false,
        }
    }

    fn unify_traits(&mut self, mine: &[TraitRef], others: &[TraitRef], steps: &mut Steps) -> bool {
        let mut fits = true;
        for one in mine {
            let Some(other) = others.iter().find(|other| other.of == one.of) else { continue };
            fits &= self.unify_all(&one.args, &other.args, steps);
            for (name, ty) in one.bindings.iter() {
                if let Some(theirs) = other.binding(*name) {
                    fits &= self.unify_parts(ty, theirs, steps);
                }
            }
        }
        fits && match (mine.first(), others.first()) {
            (Some(one), Some(other)) => one.of == other.of,
            _ => true,
        }
    }

    /// Whether a variable is somewhere inside a type, through those that are known, or may be because it is too large.
    pub(super) fn is_part_of(&self, id: VarId, ty: &Ty) -> bool {
        self.may_hold(ty, id, &mut Steps::default())
    }

    fn may_hold(&self, ty: &Ty, id: VarId, steps: &mut Steps) -> bool {
        ty.holds().any(Holds::VAR)
            && ty.any(&mut |part| match part {
                _ if !steps.take() => true,
                Ty::Var(other) => {
                    *other == id
                        || match &self.states[*other] {
                            State::Known(ty) => self.may_hold(ty, id, steps),
                            State::Open(_) => false,
                        }
                }
                _ => false,
            })
    }
}

/// Whether a type of which nothing but this is known may be that of a number.
fn may_be_number(ty: &Ty) -> bool {
    match ty {
        // Types outside that are not of the standard library may be other names of numbers.
        Ty::External(path, _) => WORDS.is_number(*path) || is_of_others(*path),
        Ty::Param(_) | Ty::Projection(_) | Ty::Unknown | Ty::Never | Ty::Var(_) => true,
        _ => false,
    }
}

fn is_of_others(path: Name) -> bool {
    !WORDS.is_primitive(path) && !path.starts_with("std::")
}
