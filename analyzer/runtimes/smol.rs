// smol, with the crates that it is made of.

pub struct Task<T>(T);
impl<T> std::future::Future for Task<T> {
    type Output = T;
}
impl<T> Task<T> {
    pub fn detach(self) {}
    pub async fn cancel(self) -> Option<T> {}
    pub fn is_finished(&self) -> bool {}
}
pub fn spawn<F: std::future::Future>(future: F) -> Task<F::Output> {}
pub async fn unblock<T, F: FnOnce() -> T>(f: F) -> T {}
pub fn block_on<F: std::future::Future>(future: F) -> F::Output {}
pub struct Executor;
impl Executor {
    pub const fn new() -> Executor {}
    pub fn spawn<F: std::future::Future>(&self, future: F) -> Task<F::Output> {}
    pub async fn run<F: std::future::Future>(&self, future: F) -> F::Output {}
}
pub struct LocalExecutor;
impl LocalExecutor {
    pub const fn new() -> LocalExecutor {}
    pub fn spawn<F: std::future::Future>(&self, future: F) -> Task<F::Output> {}
    pub async fn run<F: std::future::Future>(&self, future: F) -> F::Output {}
}
pub struct Timer;
impl Timer {
    pub fn after(duration: std::time::Duration) -> Timer {}
    pub fn interval(period: std::time::Duration) -> Timer {}
    pub fn at(instant: std::time::Instant) -> Timer {}
}
impl std::future::Future for Timer {
    type Output = std::time::Instant;
}
impl futures::stream::Stream for Timer {
    type Item = std::time::Instant;
}
pub mod channel {
    pub use async_channel::{bounded, unbounded, Receiver, RecvError, SendError, Sender, TryRecvError, TrySendError};
}
pub mod lock {
    pub use async_lock::{Barrier, Mutex, MutexGuard, MutexGuardArc, OnceCell, RwLock, RwLockReadGuard, RwLockWriteGuard, Semaphore};
}
pub mod future {
    pub use futures::future::{block_on, or, race, zip, yield_now, FutureExt};
}
pub mod stream {
    pub use futures::stream::{iter, Stream, StreamExt};
}
pub mod prelude {
    pub use futures::future::FutureExt;
    pub use futures::stream::{Stream, StreamExt};
}
