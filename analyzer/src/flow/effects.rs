//! What calls do that a table knows: contexts, guards, collections, queues, awaiting.

pub(crate) mod awaiting;
pub(crate) mod containers;
pub(crate) mod elements;
mod generate;
pub(crate) mod handlers;
pub(crate) mod iterate;
pub(crate) mod known;
pub(crate) mod operations;
pub(crate) mod queues;
pub(crate) mod spawn;
pub(crate) mod store;
