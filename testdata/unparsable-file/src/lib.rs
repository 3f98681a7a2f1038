//! Three modules, of which one can be read.

pub mod gone;
pub mod queues;
pub mod unfinished;
