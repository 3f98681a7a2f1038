//! Typed indexes, and vectors that are opened with their own index alone.
//!
//! It knows nothing of what is kept.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

/// An index of its own type.
pub trait Id: Copy {
    /// The id of what stands at this place, 0-based. No kind of thing fills memory with four billion of its own.
    fn from_index(index: usize) -> Self;

    /// The place, 0-based.
    fn index(self) -> usize;
}

/// Declares types of ids. Only an [`IdVec`] and [`Id::from_index`] make them.
macro_rules! ids {
    ($($(#[$doc:meta])* $vis:vis $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis struct $name(u32);

        impl $crate::ids::Id for $name {
            #[inline]
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("there are fewer of a kind"))
            }

            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}{}", stringify!($name), self.0)
            }
        }
    )*};
}
pub(crate) use ids;

/// A vector that tells the ids of what is put into it. What it holds stays, so that an id stays right.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdVec<I, T> {
    items: Vec<T>,
    ids: PhantomData<fn() -> I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// Puts something at the end.
    pub fn push(&mut self, item: T) -> I {
        let id = self.next_id();
        self.items.push(item);
        id
    }

    /// The id of what is put in next.
    pub fn next_id(&self) -> I {
        I::from_index(self.items.len())
    }

    /// Gives back the memory that nothing was put into.
    pub fn shrink_to_fit(&mut self) {
        self.items.shrink_to_fit();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All of them, in order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// Every id, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        self.ids_from(0)
    }

    /// Every id from one on, in order.
    pub fn ids_since(&self, first: I) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        self.ids_from(first.index())
    }

    fn ids_from(&self, first: usize) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (first..self.items.len()).map(I::from_index)
    }

    /// Those from an id on.
    pub fn since(&self, first: I) -> impl Iterator<Item = (I, &T)> {
        self.ids_since(first).zip(self.items.get(first.index()..).unwrap_or_default())
    }

    /// All of them with their ids, in order.
    pub fn entries(&self) -> impl Iterator<Item = (I, &T)> {
        self.ids().zip(&self.items)
    }
}

impl<I, T: Clone> Clone for IdVec<I, T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), ids: PhantomData }
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        Self { items: Vec::new(), ids: PhantomData }
    }
}

impl<I: Id, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        Self { items: items.into_iter().collect(), ids: PhantomData }
    }
}

impl<'v, I: Id, T> IntoIterator for &'v IdVec<I, T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'v, I: Id, T> IntoIterator for &'v mut IdVec<I, T> {
    type Item = &'v mut T;
    type IntoIter = std::slice::IterMut<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I: Id + std::fmt::Debug, T: std::fmt::Debug> std::fmt::Debug for IdVec<I, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.entries()).finish()
    }
}

/// A set of ids, in order.
#[derive(Clone)]
pub struct IdSet<I> {
    /// A bit for each.
    words: Vec<u64>,
    ids: PhantomData<fn() -> I>,
}

impl<I: Id> IdSet<I> {
    /// Puts an id in.
    pub fn insert(&mut self, id: I) {
        let (word, bit) = place(id);
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= bit;
    }

    /// Whether an id is in it.
    pub fn contains(&self, id: I) -> bool {
        let (word, bit) = place(id);
        self.words.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// The ids in it, in order.
    pub fn iter(&self) -> impl Iterator<Item = I> {
        let all = (0..self.words.len() * 64).map(I::from_index);
        all.filter(|&id| self.contains(id))
    }
}

/// The word that holds an id's bit, and the bit.
fn place(id: impl Id) -> (usize, u64) {
    (id.index() / 64, 1 << (id.index() % 64))
}

impl<I> Default for IdSet<I> {
    fn default() -> Self {
        Self { words: Vec::new(), ids: PhantomData }
    }
}

impl<I: Id> Extend<I> for IdSet<I> {
    fn extend<A: IntoIterator<Item = I>>(&mut self, ids: A) {
        ids.into_iter().for_each(|id| self.insert(id));
    }
}

impl<I: Id + std::fmt::Debug> std::fmt::Debug for IdSet<I> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    ids! {
        /// A letter.
        LetterId
    }

    #[test]
    fn an_id_leads_to_what_it_was_given_for() {
        let mut letters: IdVec<LetterId, char> = ['a', 'b'].into_iter().collect();
        let announced = letters.next_id();
        let id = letters.push('c');
        assert_eq!((id, letters[id], letters.len()), (announced, 'c', 3));
        letters[id] = 'd';
        let all: Vec<(usize, char)> =
            letters.entries().map(|(id, letter)| (id.index(), *letter)).collect();
        assert_eq!(all, [(0, 'a'), (1, 'b'), (2, 'd')]);
        assert_eq!(letters.since(id).map(|(id, _)| id).collect::<Vec<_>>(), [id]);
        assert_eq!(format!("{letters:?}"), "{LetterId0: 'a', LetterId1: 'b', LetterId2: 'd'}");
    }

    #[test]
    fn a_set_has_what_was_put_in() {
        let mut letters: IdSet<LetterId> = IdSet::default();
        let at = LetterId::from_index;
        letters.extend([at(70), at(3), at(3)]);
        assert!(letters.contains(at(3)) && !letters.contains(at(4)) && !letters.contains(at(700)));
        assert_eq!(letters.iter().collect::<Vec<_>>(), [at(3), at(70)]);
    }
}
