// fnv: maps with another hasher.

pub type FnvHashMap<K, V> = std::collections::HashMap<K, V>;
pub type FnvHashSet<T> = std::collections::HashSet<T>;
pub struct FnvHasher;
