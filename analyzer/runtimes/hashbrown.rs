// hashbrown: the maps of the standard library.

pub use std::collections::{HashMap, HashSet};
pub mod hash_map {
    pub use std::collections::hash_map::{Entry, IntoIter, Iter, IterMut, Keys, OccupiedEntry, VacantEntry, Values, ValuesMut};
    pub use std::collections::HashMap;
}
