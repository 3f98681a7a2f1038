//! What calls do that a table knows: contexts, guards, collections, queues, awaiting.

pub(crate) mod cells;
pub(crate) mod each;
pub(crate) mod elements;
pub(crate) mod known;
pub(crate) mod messages;
pub(crate) mod operations;
pub(crate) mod poll;
pub(crate) mod spawn;
pub(crate) mod store;
