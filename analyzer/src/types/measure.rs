//! What is known of a type without looking through it: what is inside, and how large it is.
//!
//! Types share their parts, so that a few lines can write one down whose parts, each counted as often as it stands there,
//! are more than a machine can look at: `let b = (a.clone(), a)`, forty times. So large a type is not known.

use std::ops::{BitOr, Deref};
use std::sync::Arc;

use super::limited;
use super::ty::Ty;
use crate::limits::Limit;

/// What is somewhere inside a type, so that a type without it need not be looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Holds(u8);

impl Holds {
    pub(super) const VAR: Self = Self(1);
    pub(super) const PARAM: Self = Self(2);
    pub(super) const PROJECTION: Self = Self(4);

    pub(super) fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Holds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What is inside of something that is made of types, and how many parts it has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Measure {
    pub(super) holds: Holds,
    parts: u32,
}

impl Measure {
    /// A type without parts of its own.
    pub(super) fn leaf(holds: Holds) -> Self {
        Self { holds, parts: 1 }
    }

    /// Both together.
    pub(super) fn and(self, other: Self) -> Self {
        Self { holds: self.holds | other.holds, parts: self.parts.saturating_add(other.parts) }
    }

    /// Several types.
    pub(super) fn of_all<'t>(types: impl IntoIterator<Item = &'t Ty>) -> Self {
        types.into_iter().fold(Self::default(), |all, ty| all.and(ty.measure()))
    }

    /// Whether nothing is to be known of something of this size.
    pub(super) fn is_too_large(self) -> bool {
        let is_too_large = self.parts > Limit::TypeParts.most();
        if is_too_large {
            limited::meet(Limit::TypeParts);
        }
        is_too_large
    }
}

/// Something that types are made of, shared by all that have it as a part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Shared<T>(Arc<Measured<T>>);

#[derive(Debug)]
struct Measured<T> {
    measure: Measure,
    of: T,
}

impl<T> Shared<T> {
    /// Something with its measure; nothing when it is too large.
    pub(super) fn new(of: T, measure: Measure) -> Option<Self> {
        (!measure.is_too_large()).then(|| Self(Arc::new(Measured { measure, of })))
    }

    pub(super) fn measure(&self) -> Measure {
        self.0.measure
    }
}

impl From<Ty> for Shared<Ty> {
    /// A type; an unknown one when it is too large.
    fn from(ty: Ty) -> Self {
        let measure = ty.measure();
        let (ty, measure) = if measure.is_too_large() {
            (Ty::Unknown, Measure::leaf(Holds::default()))
        } else {
            (ty, measure)
        };
        Self(Arc::new(Measured { measure, of: ty }))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.of
    }
}

impl<T: PartialEq> PartialEq for Measured<T> {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of
    }
}

impl<T: Eq> Eq for Measured<T> {}

impl<T: std::hash::Hash> std::hash::Hash for Measured<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.of.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::ty::{Projection, TraitRef};

    /// A type made of another one, again and again.
    fn grown(by: impl Fn(Ty) -> Ty) -> Ty {
        (0..10_000).fold(Ty::Param("T".into()), |ty, _| by(ty))
    }

    #[test]
    fn types_grow_up_to_a_size() {
        let bound = |ty: &Ty| TraitRef {
            args: [ty.clone()].into(),
            bindings: [("Item".into(), ty.clone())].into(),
            of: crate::types::ty::TraitKey::Outside("std::iter::Iterator".into()),
        };
        let kinds: [&dyn Fn(Ty) -> Ty; 6] = [
            &|ty| Ty::Tuple([ty.clone(), ty].into()),
            &|ty| Ty::Slice(ty.into()),
            &|ty| Ty::Fn([ty.clone()].into(), ty.into()),
            &|ty| Ty::Future(ty.into()),
            &|ty| Ty::bounds([bound(&ty)]),
            &|ty| Ty::projection(Projection { of: Some(bound(&ty)), base: ty, name: "O".into() }),
        ];
        for by in kinds {
            let mut parts = 0;
            grown(by).any(&mut |_| {
                parts += 1;
                false
            });
            assert!(parts <= Limit::TypeParts.most() + 1, "{parts}");
        }
    }

    #[test]
    fn a_type_that_is_not_too_large_is_what_it_was_made_of() {
        let list = (0..3).fold(Ty::unit(), |ty, _| Ty::Slice(ty.into()));
        assert_eq!(list, Ty::Slice(Ty::Slice(Ty::Slice(Ty::unit().into()).into()).into()));
    }
}
