// crossbeam-utils.

pub mod thread {
    pub use crossbeam::thread::{scope, Scope, ScopedJoinHandle, ScopedThreadBuilder};
}
