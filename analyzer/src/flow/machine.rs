//! What an evaluation may still do.

pub(crate) mod costless;
pub(crate) mod fuel;
