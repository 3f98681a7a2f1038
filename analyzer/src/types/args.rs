//! Parts of types, shared and of bounded size, and what generic parameters stand for.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use super::measure::Measure;
use super::ty::Ty;
use crate::facts::Name;

/// Type arguments.
#[derive(Clone, Default)]
pub struct Args(Option<Arc<List>>);

struct List {
    measure: Measure,
    items: Items,
}

/// Most lists are short: one allocation holds them.
enum Items {
    One([Ty; 1]),
    Two([Ty; 2]),
    Many(Box<[Ty]>),
}

impl Items {
    fn list(&self) -> &[Ty] {
        match self {
            Self::One(items) => items,
            Self::Two(items) => items,
            Self::Many(items) => items,
        }
    }

    fn list_mut(&mut self) -> &mut [Ty] {
        match self {
            Self::One(items) => items,
            Self::Two(items) => items,
            Self::Many(items) => items,
        }
    }
}

impl Args {
    /// A list; of one that is too large, nothing is known but its length.
    fn new(mut items: Items) -> Self {
        let mut measure = Measure::of_all(items.list());
        if measure.is_too_large() {
            items.list_mut().fill(Ty::Unknown);
            measure = Measure::of_all(items.list());
        }
        Self(Some(Arc::new(List { measure, items })))
    }

    pub(super) fn measure(&self) -> Measure {
        self.0.as_ref().map_or(Measure::default(), |list| list.measure)
    }
}

impl Deref for Args {
    type Target = [Ty];

    fn deref(&self) -> &[Ty] {
        self.0.as_ref().map_or(&[], |list| list.items.list())
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
    use crate::types::measure::Holds;

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
        assert!(list.measure().holds.any(Holds::PARAM));
        assert!(!list.measure().holds.any(Holds::VAR | Holds::PROJECTION));
    }
}
