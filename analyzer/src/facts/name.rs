//! Interned text: one word, compared and hashed without looking at the text, ordered by it.
//!
//! What was interned once stays until the program ends: a run meets the same names again and again, and is over soon.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashSet, FxHasher};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An interned identifier or string.
#[derive(Clone, Copy)]
pub struct Name(&'static Entry);

struct Entry {
    /// That of the text, so that maps do not depend on where an entry lies.
    hash: u64,
    text: Box<str>,
}

/// An entry as it is looked up by its text.
struct Known(&'static Entry);

/// Threads that intern different names seldom meet.
const SHARDS: usize = 64;

static TABLE: LazyLock<[Mutex<FxHashSet<Known>>; SHARDS]> =
    LazyLock::new(|| std::array::from_fn(|_| Mutex::default()));

/// The name of a text.
pub fn intern(text: &str) -> Name {
    let hash = hash_of(text);
    let mut shard = shard(hash);
    if let Some(known) = shard.get(text) {
        return Name(known.0);
    }
    let entry: &'static Entry = Box::leak(Box::new(Entry { hash, text: text.into() }));
    shard.insert(Known(entry));
    Name(entry)
}

/// The name of a text that was interned before.
pub fn interned(text: &str) -> Option<Name> {
    shard(hash_of(text)).get(text).map(|known| Name(known.0))
}

/// The part of the table for a hash; the set in it looks at other bits.
fn shard(hash: u64) -> MutexGuard<'static, FxHashSet<Known>> {
    let at = usize::try_from((hash >> 20) % SHARDS as u64).unwrap_or_default();
    TABLE[at].lock().unwrap_or_else(PoisonError::into_inner)
}

fn hash_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Name {
    /// Its text.
    pub fn as_str(&self) -> &'static str {
        &self.0.text
    }
}

impl Borrow<str> for Known {
    fn borrow(&self) -> &str {
        &self.0.text
    }
}

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl Eq for Known {}

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        if self == other {
            return std::cmp::Ordering::Equal;
        }
        self.as_str().cmp(other.as_str())
    }
}

impl Default for Name {
    fn default() -> Self {
        intern("")
    }
}

impl std::ops::Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<Name> for str {
    fn eq(&self, other: &Name) -> bool {
        self == other.as_str()
    }
}

impl PartialEq<String> for Name {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        intern(text)
    }
}

impl From<&&str> for Name {
    fn from(text: &&str) -> Self {
        intern(text)
    }
}

impl From<&String> for Name {
    fn from(text: &String) -> Self {
        intern(text)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;

        impl serde::de::Visitor<'_> for Text {
            type Value = Name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E>(self, text: &str) -> Result<Name, E> {
                Ok(intern(text))
            }
        }

        from.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_name_whoever_interns_it() {
        let names = || ["orders", "invoices", "", "ä"].map(intern);
        let first = names();
        let others = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(names)).collect();
            threads.into_iter().map(|thread| thread.join().expect("it ends")).collect::<Vec<_>>()
        });
        assert!(others.iter().all(|other| *other == first));
        assert_eq!(first.map(|name| name.as_str()), ["orders", "invoices", "", "ä"]);
        assert_ne!(first[0], first[1]);
        assert_eq!(interned("orders"), Some(first[0]));
        assert_eq!(interned("nobody says this"), None);
    }

    #[test]
    fn names_are_ordered_by_their_texts() {
        let mut names = ["b", "ab", "a", "B"].map(intern);
        names.sort_unstable();
        assert_eq!(names.map(|name| name.as_str()), ["B", "a", "ab", "b"]);
    }

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let text = serde_json::to_string(&intern("or\"ders")).expect("it is text");
        assert_eq!(text, r#""or\"ders""#);
        assert_eq!(serde_json::from_str::<Name>(&text).expect("it is text"), intern("or\"ders"));
    }
}
