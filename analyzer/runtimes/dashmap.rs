// dashmap.

#[derive(Clone)]
pub struct DashMap<K, V>(K, V);
#[derive(Clone)]
pub struct DashSet<T>(T);
pub use mapref::entry::Entry;
impl<K, V> DashMap<K, V> {
    pub fn new() -> DashMap<K, V> {}
    pub fn with_capacity(capacity: usize) -> DashMap<K, V> {}
    pub fn insert(&self, key: K, value: V) -> Option<V> {}
    pub fn remove<Q>(&self, key: &Q) -> Option<(K, V)> {}
    pub fn remove_if<Q, F: FnOnce(&K, &V) -> bool>(&self, key: &Q, f: F) -> Option<(K, V)> {}
    pub fn get<Q>(&self, key: &Q) -> Option<mapref::one::Ref<K, V>> {}
    pub fn get_mut<Q>(&self, key: &Q) -> Option<mapref::one::RefMut<K, V>> {}
    pub fn view<Q, R, F: FnOnce(&K, &V) -> R>(&self, key: &Q, f: F) -> Option<R> {}
    pub fn contains_key<Q>(&self, key: &Q) -> bool {}
    pub fn entry(&self, key: K) -> Entry<K, V> {}
    pub fn iter(&self) -> iter::Iter<K, V> {}
    pub fn iter_mut(&self) -> iter::IterMut<K, V> {}
    pub fn retain<F: FnMut(&K, &mut V) -> bool>(&self, f: F) {}
    pub fn alter<Q, F: FnOnce(&K, V) -> V>(&self, key: &Q, f: F) {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
    pub fn clear(&self) {}
}
impl<K, V> IntoIterator for DashMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::collections::hash_map::IntoIter<K, V>;
}
impl<K, V> FromIterator<(K, V)> for DashMap<K, V> {}
pub mod mapref {
    pub mod one {
        pub struct Ref<K, V>(K, V);
        pub struct RefMut<K, V>(K, V);
        pub struct MappedRef<K, T>(K, T);
        impl<K, V> Ref<K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn pair(&self) -> (&K, &V) {}
            pub fn map<T, F: FnOnce(&V) -> &T>(self, f: F) -> MappedRef<K, T> {}
        }
        impl<K, V> RefMut<K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn value_mut(&mut self) -> &mut V {}
            pub fn downgrade(self) -> Ref<K, V> {}
        }
        impl<K, V> std::ops::Deref for Ref<K, V> {
            type Target = V;
        }
        impl<K, V> std::ops::Deref for RefMut<K, V> {
            type Target = V;
        }
        impl<K, T> std::ops::Deref for MappedRef<K, T> {
            type Target = T;
        }
    }
    pub mod multiple {
        pub struct RefMulti<K, V>(K, V);
        pub struct RefMutMulti<K, V>(K, V);
        impl<K, V> RefMulti<K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn pair(&self) -> (&K, &V) {}
        }
        impl<K, V> RefMutMulti<K, V> {
            pub fn key(&self) -> &K {}
            pub fn value(&self) -> &V {}
            pub fn value_mut(&mut self) -> &mut V {}
        }
        impl<K, V> std::ops::Deref for RefMulti<K, V> {
            type Target = V;
        }
        impl<K, V> std::ops::Deref for RefMutMulti<K, V> {
            type Target = V;
        }
    }
    pub mod entry {
        pub enum Entry<K, V> {
            Occupied(OccupiedEntry<K, V>),
            Vacant(VacantEntry<K, V>),
        }
        pub struct OccupiedEntry<K, V>(K, V);
        pub struct VacantEntry<K, V>(K, V);
        impl<K, V> Entry<K, V> {
            pub fn key(&self) -> &K {}
            pub fn or_default(self) -> super::one::RefMut<K, V> {}
            pub fn or_insert(self, value: V) -> super::one::RefMut<K, V> {}
            pub fn or_insert_with<F: FnOnce() -> V>(self, value: F) -> super::one::RefMut<K, V> {}
            pub fn or_try_insert_with<E, F: FnOnce() -> Result<V, E>>(self, value: F) -> Result<super::one::RefMut<K, V>, E> {}
            pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Entry<K, V> {}
            pub fn insert(self, value: V) -> super::one::RefMut<K, V> {}
        }
        impl<K, V> OccupiedEntry<K, V> {
            pub fn get(&self) -> &V {}
            pub fn get_mut(&mut self) -> &mut V {}
            pub fn insert(&mut self, value: V) -> V {}
            pub fn into_ref(self) -> super::one::RefMut<K, V> {}
            pub fn remove(self) -> V {}
        }
        impl<K, V> VacantEntry<K, V> {
            pub fn insert(self, value: V) -> super::one::RefMut<K, V> {}
        }
    }
}
pub mod iter {
    pub struct Iter<K, V>(K, V);
    pub struct IterMut<K, V>(K, V);
    impl<K, V> Iterator for Iter<K, V> {
        type Item = super::mapref::multiple::RefMulti<K, V>;
    }
    impl<K, V> Iterator for IterMut<K, V> {
        type Item = super::mapref::multiple::RefMutMulti<K, V>;
    }
}
impl<T> DashSet<T> {
    pub fn new() -> DashSet<T> {}
    pub fn insert(&self, key: T) -> bool {}
    pub fn remove<Q>(&self, key: &Q) -> Option<T> {}
    pub fn contains<Q>(&self, key: &Q) -> bool {}
    pub fn len(&self) -> usize {}
}
