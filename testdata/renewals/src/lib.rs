//! Channels that are opened anew now and then, in places that hold one or none.

pub mod maybe;
pub mod renewed;
pub mod several;
pub mod unseen;
