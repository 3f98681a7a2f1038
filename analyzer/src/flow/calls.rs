//! Calls: which code is meant, what its parameters are, what its body gives, and what stands for code that is not in view.

pub(crate) mod call;
pub(crate) mod callee;
pub(crate) mod constructed;
pub(crate) mod convert;
pub(crate) mod field;
pub(crate) mod function;
pub(crate) mod handle;
pub(crate) mod in_place;
pub(crate) mod interest;
mod lent;
pub(crate) mod materialize;
pub(crate) mod method;
pub(crate) mod options;
pub(crate) mod parameters;
pub(crate) mod shared;
pub(crate) mod traits;
pub(crate) mod typed;
mod values;
pub(crate) mod wrapped;
