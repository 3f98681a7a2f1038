//! The state of an evaluation beside its values, in parts that do not know each other: where it stands, which locks are held,
//! what it may still do, what is to be done later, which calls are around, what is written down.

pub(crate) mod calls;
pub(crate) mod effect_free;
pub(crate) mod frame;
pub(crate) mod limits;
pub(crate) mod locks;
pub(crate) mod position;
pub(crate) mod recorder;
pub(crate) mod schedule;
