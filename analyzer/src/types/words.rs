//! The names that the language itself knows: its own types, and the traits behind its operators and keywords.

use std::sync::LazyLock;

use super::ty::{Args, TraitKey, TraitRef, Ty};
use crate::facts::Name;

macro_rules! words {
    ($($(#[$doc:meta])* $word:ident = $text:literal)*) => {
        /// Names, looked up once.
        pub(super) struct Words {
            $($(#[$doc])* pub(super) $word: Name,)*
            numbers: Vec<Name>,
            code: [Name; 3],
            async_code: [Name; 3],
            unsized_types: Vec<Name>,
        }

        impl Words {
            fn new() -> Self {
                let all = |names: &[&str]| names.iter().map(|name| Name::from(name)).collect();
                let three = |names: [&str; 3]| names.map(|name| Name::from(name));
                Self {
                    $($word: Name::from($text),)*
                    numbers: all(NUMBERS),
                    unsized_types: all(UNSIZED),
                    code: three(["std::ops::Fn", "std::ops::FnMut", "std::ops::FnOnce"]),
                    async_code: three(["std::ops::AsyncFn", "std::ops::AsyncFnMut", "std::ops::AsyncFnOnce"]),
                }
            }
        }
    };
}

words! {
    own_type = "Self"
    itself = "self"
    target = "Target"
    deref_method = "deref"
    output = "Output"
    item = "Item"
    bool = "bool"
    char = "char"
    str = "str"
    usize = "usize"
    string = "std::string::String"
    vec = "std::vec::Vec"
    range = "std::ops::Range"
    map = "builtin::map"
    chan = "builtin::chan"
    of_thread = "std::thread::LocalKey"
    of_task = "tokio::task::LocalKey"
    pin = "std::pin::Pin"
    result = "std::result::Result"
    option = "std::option::Option"
    tried = "std::ops::Try"
    clone_of_clone = "std::clone::Clone::clone"
    deref = "std::ops::Deref"
    index = "std::ops::Index"
    future = "std::future::Future"
    into_future = "std::future::IntoFuture"
    into_iterator = "std::iter::IntoIterator"
    stream = "futures::stream::Stream"
}

const NUMBERS: &[&str] = &[
    "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32",
    "f64",
];

impl Ty {
    /// Whether it is a number.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::External(path, _) if WORDS.numbers.contains(path))
    }

    /// Whether it is a truth value.
    pub fn is_truth(&self) -> bool {
        matches!(self, Self::External(path, _) if *path == WORDS.bool)
    }
}

const UNSIZED: &[&str] = &["str", "std::path::Path", "std::ffi::OsStr", "std::ffi::CStr"];

pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

impl Words {
    /// Whether a trait is one of those that code has.
    pub(super) fn is_code(&self, path: Name) -> bool {
        self.code.contains(&path) || self.is_async_code(path)
    }

    /// Whether calling code with this trait gives a future of what the trait speaks of.
    pub(super) fn is_async_code(&self, path: Name) -> bool {
        self.async_code.contains(&path)
    }

    /// Whether a path is that of a number of the language.
    pub(super) fn is_number(&self, path: Name) -> bool {
        self.numbers.contains(&path)
    }

    /// Whether a path is that of a type of the language.
    pub(super) fn is_primitive(&self, path: Name) -> bool {
        path == self.bool || path == self.char || path == self.str || self.is_number(path)
    }

    /// Whether values of a type are found only behind references.
    pub(super) fn is_unsized(&self, path: Name) -> bool {
        self.unsized_types.contains(&path)
    }

    /// Whether `?` gives a type's first argument.
    pub(super) fn is_tried(&self, path: Name) -> bool {
        path == self.result || path == self.option
    }
}

/// A type without arguments.
pub(super) fn plain(path: Name) -> Ty {
    Ty::External(path, Args::default())
}

/// `bool`
pub(super) fn bool() -> Ty {
    plain(WORDS.bool)
}

/// A trait outside of which nothing is said.
pub(super) fn bare(path: Name) -> TraitRef {
    TraitRef::bare(TraitKey::Outside(path))
}
