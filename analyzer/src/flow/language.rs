//! The language: expressions and statements, branches, loops, patterns, assignments, literals of types, `?`.

pub(crate) mod assign;
mod block;
pub(crate) mod branch;
pub(crate) mod construct;
mod deferred;
pub(crate) mod eval;
pub(crate) mod fork;
pub(crate) mod leave;
pub(crate) mod loops;
pub(crate) mod pattern;
mod select;
pub(crate) mod try_operator;
mod variants;
