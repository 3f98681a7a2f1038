//! The abstract heap: values, the objects that they lead to, what is read from them and written to them.

pub(crate) mod elements;
pub(crate) mod object;
pub(crate) mod store;
pub(crate) mod value;
