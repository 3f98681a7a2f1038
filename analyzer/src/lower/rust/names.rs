//! Names that were interned recently on this thread.
//!
//! The interner takes a lock and looks into a table of megabytes; identifiers repeat, and threads need not meet there.

use std::cell::Cell;
use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use crate::facts::Name;

const SLOTS: usize = 4096;

thread_local! {
    static RECENT: [Cell<Option<Name>>; SLOTS] = const { [const { Cell::new(None) }; SLOTS] };
}

/// The name of a text.
pub(super) fn intern(text: &str) -> Name {
    let hash = FxBuildHasher.hash_one(text);
    let at = usize::try_from(hash % (SLOTS as u64)).unwrap_or_default();
    RECENT.with(|recent| match recent[at].get() {
        Some(name) if name == *text => name,
        _ => {
            let name = Name::from(text);
            recent[at].set(Some(name));
            name
        }
    })
}
