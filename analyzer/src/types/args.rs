//! Lists of types, shared and cheap when they are empty, and what generic parameters stand for.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{BitOr, Deref};
use std::sync::Arc;

use super::ty::Ty;
use crate::facts::Name;

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

    pub(super) fn of(types: &[Ty]) -> Self {
        types.iter().fold(Self::default(), |all, ty| all | ty.holds())
    }
}

impl BitOr for Holds {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Type arguments.
#[derive(Clone, Default)]
pub struct Args(Option<Arc<List>>);

struct List {
    holds: Holds,
    items: Items,
}

/// Most lists are short: one allocation holds them.
enum Items {
    One([Ty; 1]),
    Two([Ty; 2]),
    Many(Box<[Ty]>),
}

impl Args {
    fn new(items: Items) -> Self {
        let list: &[Ty] = match &items {
            Items::One(items) => items,
            Items::Two(items) => items,
            Items::Many(items) => items,
        };
        Self(Some(Arc::new(List { holds: Holds::of(list), items })))
    }

    pub(super) fn holds(&self) -> Holds {
        self.0.as_ref().map_or(Holds::default(), |list| list.holds)
    }
}

impl Deref for Args {
    type Target = [Ty];

    fn deref(&self) -> &[Ty] {
        match self.0.as_ref().map(|list| &list.items) {
            None => &[],
            Some(Items::One(items)) => items,
            Some(Items::Two(items)) => items,
            Some(Items::Many(items)) => items,
        }
    }
}

impl FromIterator<Ty> for Args {
    fn from_iter<I: IntoIterator<Item = Ty>>(iter: I) -> Self {
        let mut iter = iter.into_iter();
        let Some(first) = iter.next() else { return Self::default() };
        let Some(second) = iter.next() else { return Self::new(Items::One([first])) };
        let Some(third) = iter.next() else { return Self::new(Items::Two([first, second])) };
        Self::new(Items::Many([first, second, third].into_iter().chain(iter).collect()))
    }
}

impl<const N: usize> From<[Ty; N]> for Args {
    fn from(types: [Ty; N]) -> Self {
        types.into_iter().collect()
    }
}

impl From<Vec<Ty>> for Args {
    fn from(types: Vec<Ty>) -> Self {
        types.into_iter().collect()
    }
}

impl PartialEq for Args {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        same || **self == **other
    }
}

impl Eq for Args {}

impl Hash for Args {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// What is said of associated types, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bindings(Option<Arc<[(Name, Ty)]>>);

impl Deref for Bindings {
    type Target = [(Name, Ty)];

    fn deref(&self) -> &[(Name, Ty)] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl FromIterator<(Name, Ty)> for Bindings {
    fn from_iter<I: IntoIterator<Item = (Name, Ty)>>(iter: I) -> Self {
        let list: Vec<(Name, Ty)> = iter.into_iter().collect();
        Self((!list.is_empty()).then(|| list.into()))
    }
}

impl From<[(Name, Ty); 1]> for Bindings {
    fn from(one: [(Name, Ty); 1]) -> Self {
        one.into_iter().collect()
    }
}

/// Generic parameters with what they stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subst(Vec<(Name, Ty)>);

impl Subst {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a parameter stands for.
    pub fn get(&self, name: Name) -> Option<&Ty> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty)
    }

    /// What the parameters stand for, in their order.
    pub(super) fn into_args(self) -> Args {
        self.0.into_iter().map(|(_, ty)| ty).collect()
    }

    /// Says what a parameter stands for; what was said before is forgotten.
    pub fn insert(&mut self, name: Name, ty: Ty) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = ty,
            None => self.0.push((name, ty)),
        }
    }
}

impl FromIterator<(Name, Ty)> for Subst {
    fn from_iter<I: IntoIterator<Item = (Name, Ty)>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_every_length_hold_what_they_were_made_of() {
        for count in 0..5 {
            let types: Vec<Ty> = (0..count).map(|at| Ty::outside(&format!("t{at}"))).collect();
            assert_eq!(*Args::from(types.clone()), types[..]);
        }
    }

    #[test]
    fn a_list_knows_what_is_inside() {
        let list = Args::from([Ty::unit(), Ty::Tuple([Ty::Param("T".into())].into())]);
        assert!(list.holds().any(Holds::PARAM));
        assert!(!list.holds().any(Holds::VAR | Holds::PROJECTION));
    }
}
