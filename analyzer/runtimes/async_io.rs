// async-io.

pub use smol::Timer;
pub fn block_on<F: std::future::Future>(future: F) -> F::Output {}
