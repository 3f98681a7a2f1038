//! What calls do that a table knows: contexts, guards, collections, queues, awaiting.

pub(crate) mod cells;
pub(crate) mod each;
pub(crate) mod known;
pub(crate) mod messages;
pub(crate) mod poll;
pub(crate) mod spawn;
