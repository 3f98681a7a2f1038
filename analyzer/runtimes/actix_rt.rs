// actix-rt.

#[derive(Clone)]
pub struct Arbiter;
impl Arbiter {
    pub fn new() -> Arbiter {}
    pub fn current() -> Arbiter {}
    pub fn spawn<F>(&self, future: F) -> bool {}
}
#[derive(Clone)]
pub struct System;
impl System {
    pub fn new() -> SystemRunner {}
    pub fn run(&self) -> std::io::Result<()> {}
    pub fn block_on<F: std::future::Future>(&self, future: F) -> F::Output {}
}
pub struct SystemRunner;
impl SystemRunner {
    pub fn block_on<F: std::future::Future>(&self, future: F) -> F::Output {}
    pub fn run(self) -> std::io::Result<()> {}
}
pub fn spawn<F: std::future::Future>(f: F) -> tokio::task::JoinHandle<F::Output> {}
pub mod time {
    pub use tokio::time::{interval, sleep, timeout, Interval, Sleep};
}
pub mod task {
    pub use tokio::task::{spawn_blocking, JoinHandle};
}
