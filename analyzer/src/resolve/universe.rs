//! The names that are in scope everywhere in a language.

use crate::facts::Name;
use crate::language::Language;

macro_rules! universe {
    ($($name:literal),* $(,)?) => {
        /// The path of a name of the language itself.
        fn go_universe(name: Name) -> Option<&'static str> {
            match name.as_str() {
                $($name => Some(concat!("builtin::", $name)),)*
                _ => None,
            }
        }
    };
}

universe!(
    // Types.
    "bool",
    "byte",
    "chan",
    "comparable",
    "complex128",
    "complex64",
    "error",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "map",
    "rune",
    "string",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
    // Functions.
    "append",
    "cap",
    "clear",
    "close",
    "complex",
    "copy",
    "delete",
    "imag",
    "len",
    "max",
    "min",
    "new",
    "panic",
    "print",
    "println",
    "real",
    "recover",
    // What statements and literals are lowered to.
    "go",
    "make",
    "select",
);

/// The canonical path of a name that is in scope everywhere.
pub(super) fn prelude(language: Language, name: Name) -> Option<&'static str> {
    match language {
        Language::Rust => rust_prelude(name),
        Language::Go => go_universe(name),
    }
}

fn rust_prelude(name: Name) -> Option<&'static str> {
    Some(match name.as_str() {
        "Vec" => "std::vec::Vec",
        "Box" => "std::boxed::Box",
        "Option" => "std::option::Option",
        "Result" => "std::result::Result",
        "String" => "std::string::String",
        "Some" => "std::option::Option::Some",
        "None" => "std::option::Option::None",
        "Ok" => "std::result::Result::Ok",
        "Err" => "std::result::Result::Err",
        "drop" => "std::mem::drop",
        "Clone" => "std::clone::Clone",
        "Default" => "std::default::Default",
        "Into" => "std::convert::Into",
        "From" => "std::convert::From",
        "AsRef" => "std::convert::AsRef",
        "AsMut" => "std::convert::AsMut",
        "TryFrom" => "std::convert::TryFrom",
        "TryInto" => "std::convert::TryInto",
        "ToString" => "std::string::ToString",
        "PartialEq" => "std::cmp::PartialEq",
        "Eq" => "std::cmp::Eq",
        "PartialOrd" => "std::cmp::PartialOrd",
        "Ord" => "std::cmp::Ord",
        "ToOwned" => "std::borrow::ToOwned",
        "Iterator" => "std::iter::Iterator",
        "IntoIterator" => "std::iter::IntoIterator",
        "DoubleEndedIterator" => "std::iter::DoubleEndedIterator",
        "ExactSizeIterator" => "std::iter::ExactSizeIterator",
        "FromIterator" => "std::iter::FromIterator",
        "Extend" => "std::iter::Extend",
        "Drop" => "std::ops::Drop",
        "Fn" => "std::ops::Fn",
        "FnMut" => "std::ops::FnMut",
        "FnOnce" => "std::ops::FnOnce",
        "Send" => "std::marker::Send",
        "Sync" => "std::marker::Sync",
        "Unpin" => "std::marker::Unpin",
        "Sized" => "std::marker::Sized",
        "Copy" => "std::marker::Copy",
        "Future" => "std::future::Future",
        "IntoFuture" => "std::future::IntoFuture",
        _ => return None,
    })
}
