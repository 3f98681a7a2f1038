// async-std.

pub use std::future;
pub mod task {
    pub struct JoinHandle<T>(T);
    impl<T> std::future::Future for JoinHandle<T> {
        type Output = T;
    }
    impl<T> JoinHandle<T> {
        pub async fn cancel(self) -> Option<T> {}
    }
    pub struct Builder;
    impl Builder {
        pub fn new() -> Builder {}
        pub fn name(self, name: String) -> Builder {}
        pub fn spawn<F: std::future::Future>(self, future: F) -> std::io::Result<JoinHandle<F::Output>> {}
    }
    pub fn spawn<F: std::future::Future>(future: F) -> JoinHandle<F::Output> {}
    pub fn spawn_local<F: std::future::Future>(future: F) -> JoinHandle<F::Output> {}
    pub fn spawn_blocking<T, F: FnOnce() -> T>(f: F) -> JoinHandle<T> {}
    pub fn block_on<F: std::future::Future>(future: F) -> F::Output {}
    pub async fn sleep(dur: std::time::Duration) {}
    pub async fn yield_now() {}
    pub use std::task::{Context, Poll, Waker};
}
pub mod sync {
    pub use async_lock::{Barrier, Mutex, MutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};
    pub use std::sync::{Arc, Weak};
}
pub mod channel {
    pub use async_channel::{bounded, unbounded, Receiver, RecvError, SendError, Sender, TryRecvError, TrySendError};
}
pub mod stream {
    pub use futures::stream::{Stream, StreamExt};
}
pub mod prelude {
    pub use futures::future::FutureExt;
    pub use futures::stream::{Stream, StreamExt};
    pub use std::future::Future;
}
pub mod net {
    pub struct TcpListener;
    pub struct TcpStream;
    impl TcpListener {
        pub async fn bind<A>(addrs: A) -> std::io::Result<TcpListener> {}
        pub async fn accept(&self) -> std::io::Result<(TcpStream, std::net::SocketAddr)> {}
        pub fn incoming(&self) -> impl futures::stream::Stream<Item = std::io::Result<TcpStream>> {}
    }
    impl TcpStream {
        pub async fn connect<A>(addrs: A) -> std::io::Result<TcpStream> {}
    }
}
