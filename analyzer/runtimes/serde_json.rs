// serde_json.

pub type Result<T> = std::result::Result<T, Error>;
pub struct Error;
impl Error {
    pub fn line(&self) -> usize {}
    pub fn column(&self) -> usize {}
    pub fn is_data(&self) -> bool {}
    pub fn is_eof(&self) -> bool {}
    pub fn is_io(&self) -> bool {}
    pub fn is_syntax(&self) -> bool {}
}
pub mod error {
    pub use super::{Error, Result};
}
pub fn from_str<T>(s: &str) -> Result<T> {}
pub fn from_slice<T>(v: &[u8]) -> Result<T> {}
pub fn from_reader<R, T>(rdr: R) -> Result<T> {}
pub fn from_value<T>(value: Value) -> Result<T> {}
pub fn to_string<T>(value: &T) -> Result<String> {}
pub fn to_string_pretty<T>(value: &T) -> Result<String> {}
pub fn to_vec<T>(value: &T) -> Result<Vec<u8>> {}
pub fn to_vec_pretty<T>(value: &T) -> Result<Vec<u8>> {}
pub fn to_writer<W, T>(writer: W, value: &T) -> Result<()> {}
pub fn to_value<T>(value: T) -> Result<Value> {}
pub use map::Map;
pub use value::{Number, Value};
pub mod value {
    #[derive(Clone)]
    pub enum Value {
        Null,
        Bool(bool),
        Number(Number),
        String(String),
        Array(Vec<Value>),
        Object(super::map::Map<String, Value>),
    }
    #[derive(Clone)]
    pub struct Number;
    impl Number {
        pub fn as_i64(&self) -> Option<i64> {}
        pub fn as_u64(&self) -> Option<u64> {}
        pub fn as_f64(&self) -> Option<f64> {}
        pub fn is_f64(&self) -> bool {}
    }
    pub struct RawValue;
    impl RawValue {
        pub fn get(&self) -> &str {}
    }
    impl Value {
        pub fn get<I>(&self, index: I) -> Option<&Value> {}
        pub fn get_mut<I>(&mut self, index: I) -> Option<&mut Value> {}
        pub fn is_object(&self) -> bool {}
        pub fn is_array(&self) -> bool {}
        pub fn is_string(&self) -> bool {}
        pub fn is_number(&self) -> bool {}
        pub fn is_null(&self) -> bool {}
        pub fn as_object(&self) -> Option<&super::map::Map<String, Value>> {}
        pub fn as_object_mut(&mut self) -> Option<&mut super::map::Map<String, Value>> {}
        pub fn as_array(&self) -> Option<&Vec<Value>> {}
        pub fn as_array_mut(&mut self) -> Option<&mut Vec<Value>> {}
        pub fn as_str(&self) -> Option<&str> {}
        pub fn as_number(&self) -> Option<&Number> {}
        pub fn as_i64(&self) -> Option<i64> {}
        pub fn as_u64(&self) -> Option<u64> {}
        pub fn as_f64(&self) -> Option<f64> {}
        pub fn as_bool(&self) -> Option<bool> {}
        pub fn as_null(&self) -> Option<()> {}
        pub fn pointer(&self, pointer: &str) -> Option<&Value> {}
        pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Value> {}
        pub fn take(&mut self) -> Value {}
    }
    impl<I> std::ops::Index<I> for Value {
        type Output = Value;
    }
    impl std::str::FromStr for Value {
        type Err = super::Error;
    }
}
pub mod map {
    #[derive(Clone)]
    pub struct Map<K, V>(K, V);
    pub use std::collections::hash_map::Entry;
    impl<K, V> Map<K, V> {
        pub fn new() -> Map<K, V> {}
        pub fn with_capacity(capacity: usize) -> Map<K, V> {}
        pub fn clear(&mut self) {}
        pub fn get<Q>(&self, key: &Q) -> Option<&V> {}
        pub fn get_mut<Q>(&mut self, key: &Q) -> Option<&mut V> {}
        pub fn contains_key<Q>(&self, key: &Q) -> bool {}
        pub fn insert(&mut self, k: K, v: V) -> Option<V> {}
        pub fn remove<Q>(&mut self, key: &Q) -> Option<V> {}
        pub fn entry<S>(&mut self, key: S) -> Entry<K, V> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn iter(&self) -> std::collections::hash_map::Iter<K, V> {}
        pub fn iter_mut(&mut self) -> std::collections::hash_map::IterMut<K, V> {}
        pub fn keys(&self) -> std::collections::hash_map::Keys<K, V> {}
        pub fn values(&self) -> std::collections::hash_map::Values<K, V> {}
        pub fn values_mut(&mut self) -> std::collections::hash_map::ValuesMut<K, V> {}
        pub fn into_values(self) -> std::collections::hash_map::IntoValues<K, V> {}
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    }
    impl<K, V> IntoIterator for Map<K, V> {
        type Item = (K, V);
        type IntoIter = std::collections::hash_map::IntoIter<K, V>;
    }
    impl<K, V> FromIterator<(K, V)> for Map<K, V> {}
    impl<K, V> Extend<(K, V)> for Map<K, V> {}
    impl<K, V, Q> std::ops::Index<Q> for Map<K, V> {
        type Output = V;
    }
}
