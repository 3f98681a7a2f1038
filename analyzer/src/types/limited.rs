//! What types leave out at a limit: noted where it is met, and told of the code that is read meanwhile.
//!
//! Types are made everywhere, by functions that know of no code around. A thread reads one body or declaration at a time and
//! keeps the note of it.

use std::cell::Cell;

use crate::limits::{Incomplete, Limit};
use crate::sources::Location;

thread_local! {
    static MET: Cell<Option<Limit>> = const { Cell::new(None) };
}

/// Something is not known because of a limit.
pub(super) fn meet(limit: Limit) {
    MET.with(|met| met.set(met.get().or(Some(limit))));
}

/// Reads something; gives the first limit that was met meanwhile, too.
pub(super) fn watched<T>(read: impl FnOnce() -> T) -> (T, Option<Limit>) {
    let around = MET.take();
    let found = read();
    (found, MET.replace(around))
}

/// What is told of the code that a limit was met in.
pub(super) fn told(limit: Limit, at: Location, name: &str) -> Incomplete {
    let message = match limit {
        Limit::TypeParts => format!("a type in `{name}` is too large to be known"),
        Limit::TypeSteps | Limit::TypeDepth => {
            format!("a type in `{name}` is too large to be looked through")
        }
        Limit::BlockDepth | Limit::Blocks => {
            format!("which `impl` gives a type in `{name}` a trait leads to ever more of them")
        }
        Limit::Aliases => format!("aliases in `{name}` lead to ever more of them"),
        Limit::Pointers => format!("a value in `{name}` points through too many others"),
        Limit::Embedded => format!("a struct in `{name}` embeds too many others"),
        _ => format!("types in `{name}` were not followed to their end"),
    };
    Incomplete { at, limit, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_limit_counts_and_belongs_to_what_is_read() {
        let inner = || {
            meet(Limit::Blocks);
            meet(Limit::Aliases);
        };
        let ((), outer) = watched(|| {
            assert_eq!(watched(inner).1, Some(Limit::Blocks));
            assert_eq!(watched(|| ()).1, None);
            meet(Limit::Pointers);
        });
        assert_eq!((outer, watched(|| ()).1), (Some(Limit::Pointers), None));
    }
}
