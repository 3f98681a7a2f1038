// ahash: maps with another hasher.

pub type HashMap<K, V> = std::collections::HashMap<K, V>;
pub type HashSet<T> = std::collections::HashSet<T>;
#[derive(Clone)]
pub struct RandomState;
#[derive(Clone)]
pub struct AHashMap<K, V>(K, V);
#[derive(Clone)]
pub struct AHashSet<T>(T);
impl<K, V> AHashMap<K, V> {
    pub fn new() -> AHashMap<K, V> {}
    pub fn with_capacity(capacity: usize) -> AHashMap<K, V> {}
}
impl<K, V> std::ops::Deref for AHashMap<K, V> {
    type Target = std::collections::HashMap<K, V>;
}
impl<K, V> IntoIterator for AHashMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::collections::hash_map::IntoIter<K, V>;
}
impl<K, V> FromIterator<(K, V)> for AHashMap<K, V> {}
impl<T> AHashSet<T> {
    pub fn new() -> AHashSet<T> {}
    pub fn with_capacity(capacity: usize) -> AHashSet<T> {}
}
impl<T> std::ops::Deref for AHashSet<T> {
    type Target = std::collections::HashSet<T>;
}
impl<T> IntoIterator for AHashSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
}
impl<T> FromIterator<T> for AHashSet<T> {}
