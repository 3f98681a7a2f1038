//! The names that are in scope everywhere in Go.

use crate::facts::Name;

macro_rules! universe {
    ($($name:literal),* $(,)?) => {
        /// The path of a name of the language itself.
        pub(super) fn go_universe(name: Name) -> Option<&'static str> {
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
