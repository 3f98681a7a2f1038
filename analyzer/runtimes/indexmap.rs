// indexmap.

#[derive(Clone)]
pub struct IndexMap<K, V>(K, V);
#[derive(Clone)]
pub struct IndexSet<T>(T);
pub mod map {
    pub use super::IndexMap;
    pub use std::collections::hash_map::{Entry, IntoIter, Iter, IterMut, Keys, OccupiedEntry, VacantEntry, Values, ValuesMut};
}
pub mod set {
    pub use super::IndexSet;
}
use std::collections::hash_map;
impl<K, V> IndexMap<K, V> {
    pub const fn new() -> IndexMap<K, V> {}
    pub fn with_capacity(n: usize) -> IndexMap<K, V> {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn clear(&mut self) {}
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {}
    pub fn insert_full(&mut self, key: K, value: V) -> (usize, Option<V>) {}
    pub fn entry(&mut self, key: K) -> hash_map::Entry<K, V> {}
    pub fn get<Q>(&self, key: &Q) -> Option<&V> {}
    pub fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V> {}
    pub fn get_full<Q>(&self, key: &Q) -> Option<(usize, &K, &V)> {}
    pub fn get_key_value<Q>(&self, key: &Q) -> Option<(&K, &V)> {}
    pub fn get_index(&self, index: usize) -> Option<(&K, &V)> {}
    pub fn get_index_mut(&mut self, index: usize) -> Option<(&K, &mut V)> {}
    pub fn get_index_of<Q>(&self, key: &Q) -> Option<usize> {}
    pub fn contains_key<Q>(&self, key: &Q) -> bool {}
    pub fn remove<Q>(&mut self, key: &Q) -> Option<V> {}
    pub fn swap_remove<Q>(&mut self, key: &Q) -> Option<V> {}
    pub fn shift_remove<Q>(&mut self, key: &Q) -> Option<V> {}
    pub fn shift_remove_entry<Q>(&mut self, key: &Q) -> Option<(K, V)> {}
    pub fn shift_remove_index(&mut self, index: usize) -> Option<(K, V)> {}
    pub fn swap_remove_index(&mut self, index: usize) -> Option<(K, V)> {}
    pub fn pop(&mut self) -> Option<(K, V)> {}
    pub fn first(&self) -> Option<(&K, &V)> {}
    pub fn last(&self) -> Option<(&K, &V)> {}
    pub fn keys(&self) -> hash_map::Keys<K, V> {}
    pub fn values(&self) -> hash_map::Values<K, V> {}
    pub fn values_mut(&mut self) -> hash_map::ValuesMut<K, V> {}
    pub fn into_keys(self) -> hash_map::IntoKeys<K, V> {}
    pub fn into_values(self) -> hash_map::IntoValues<K, V> {}
    pub fn iter(&self) -> hash_map::Iter<K, V> {}
    pub fn iter_mut(&mut self) -> hash_map::IterMut<K, V> {}
    pub fn drain<R>(&mut self, range: R) -> hash_map::Drain<K, V> {}
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    pub fn sort_keys(&mut self) {}
    pub fn sort_by<F: FnMut(&K, &V, &K, &V) -> std::cmp::Ordering>(&mut self, cmp: F) {}
}
impl<K, V> IntoIterator for IndexMap<K, V> {
    type Item = (K, V);
    type IntoIter = hash_map::IntoIter<K, V>;
}
impl<K, V> FromIterator<(K, V)> for IndexMap<K, V> {}
impl<K, V> Extend<(K, V)> for IndexMap<K, V> {}
impl<K, V, Q> std::ops::Index<Q> for IndexMap<K, V> {
    type Output = V;
}
impl<T> IndexSet<T> {
    pub const fn new() -> IndexSet<T> {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn insert(&mut self, value: T) -> bool {}
    pub fn contains<Q>(&self, value: &Q) -> bool {}
    pub fn get<Q>(&self, value: &Q) -> Option<&T> {}
    pub fn get_index(&self, index: usize) -> Option<&T> {}
    pub fn swap_remove<Q>(&mut self, value: &Q) -> bool {}
    pub fn shift_remove<Q>(&mut self, value: &Q) -> bool {}
    pub fn iter(&self) -> std::slice::Iter<T> {}
}
impl<T> IntoIterator for IndexSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
}
impl<T> FromIterator<T> for IndexSet<T> {}
impl<T> Extend<T> for IndexSet<T> {}
