// async-global-executor.

pub use smol::Task;
pub fn spawn<F: std::future::Future>(future: F) -> Task<F::Output> {}
pub fn spawn_local<F: std::future::Future>(future: F) -> Task<F::Output> {}
pub fn spawn_blocking<T, F: FnOnce() -> T>(func: F) -> Task<T> {}
pub fn block_on<F: std::future::Future>(future: F) -> F::Output {}
