// crossbeam.

pub use thread::scope;
pub mod thread {
    pub struct Scope;
    pub struct ScopedThreadBuilder;
    pub struct ScopedJoinHandle<T>(T);
    pub fn scope<R, F: FnOnce(&Scope) -> R>(f: F) -> std::thread::Result<R> {}
    impl Scope {
        pub fn spawn<T, F: FnOnce(&Scope) -> T>(&self, f: F) -> ScopedJoinHandle<T> {}
        pub fn builder(&self) -> ScopedThreadBuilder {}
    }
    impl ScopedThreadBuilder {
        pub fn name(self, name: String) -> ScopedThreadBuilder {}
        pub fn spawn<T, F: FnOnce(&Scope) -> T>(self, f: F) -> std::io::Result<ScopedJoinHandle<T>> {}
    }
    impl<T> ScopedJoinHandle<T> {
        pub fn join(self) -> std::thread::Result<T> {}
    }
}
pub mod channel {
    pub use crossbeam_channel::{
        after, bounded, never, tick, unbounded, Receiver, RecvError, RecvTimeoutError, SendError, SendTimeoutError, Sender, TryRecvError, TrySendError,
    };
}
pub mod queue {
    pub struct SegQueue<T>(T);
    impl<T> SegQueue<T> {
        pub const fn new() -> SegQueue<T> {}
        pub fn push(&self, value: T) {}
        pub fn pop(&self) -> Option<T> {}
        pub fn is_empty(&self) -> bool {}
        pub fn len(&self) -> usize {}
    }
    pub struct ArrayQueue<T>(T);
    impl<T> ArrayQueue<T> {
        pub fn new(cap: usize) -> ArrayQueue<T> {}
        pub fn push(&self, value: T) -> Result<(), T> {}
        pub fn pop(&self) -> Option<T> {}
        pub fn is_empty(&self) -> bool {}
        pub fn len(&self) -> usize {}
    }
}
