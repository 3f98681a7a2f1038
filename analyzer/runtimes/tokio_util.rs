// tokio-util 0.7.

pub mod sync {
    #[derive(Clone)]
    pub struct CancellationToken;
    pub struct DropGuard;
    pub struct WaitForCancellationFuture;
    pub struct WaitForCancellationFutureOwned;
    impl CancellationToken {
        pub fn new() -> CancellationToken {}
        pub fn child_token(&self) -> CancellationToken {}
        pub fn cancel(&self) {}
        pub fn is_cancelled(&self) -> bool {}
        pub fn cancelled(&self) -> WaitForCancellationFuture {}
        pub fn cancelled_owned(self) -> WaitForCancellationFutureOwned {}
        pub fn drop_guard(self) -> DropGuard {}
        pub async fn run_until_cancelled<F: std::future::Future>(&self, fut: F) -> Option<F::Output> {}
        pub async fn run_until_cancelled_owned<F: std::future::Future>(self, fut: F) -> Option<F::Output> {}
    }
    impl DropGuard {
        pub fn disarm(self) -> CancellationToken {}
    }
    impl std::future::Future for WaitForCancellationFuture {
        type Output = ();
    }
    impl std::future::Future for WaitForCancellationFutureOwned {
        type Output = ();
    }
    #[derive(Clone)]
    pub struct PollSender<T>(T);
    impl<T> PollSender<T> {
        pub fn new(sender: tokio::sync::mpsc::Sender<T>) -> PollSender<T> {}
        pub fn get_ref(&self) -> Option<&tokio::sync::mpsc::Sender<T>> {}
    }
    pub struct ReusableBoxFuture<T>(T);
}

pub mod task {
    pub mod task_tracker {
        pub use super::TaskTracker;
    }
    #[derive(Clone)]
    pub struct TaskTracker;
    pub struct TrackedFuture<F>(F);
    impl<F: std::future::Future> std::future::Future for TrackedFuture<F> {
        type Output = F::Output;
    }
    impl TaskTracker {
        pub fn new() -> TaskTracker {}
        pub async fn wait(&self) {}
        pub fn close(&self) -> bool {}
        pub fn reopen(&self) -> bool {}
        pub fn is_closed(&self) -> bool {}
        pub fn is_empty(&self) -> bool {}
        pub fn len(&self) -> usize {}
        pub fn spawn<F: std::future::Future>(&self, task: F) -> tokio::task::JoinHandle<F::Output> {}
        pub fn spawn_on<F: std::future::Future>(&self, task: F, handle: &tokio::runtime::Handle) -> tokio::task::JoinHandle<F::Output> {}
        pub fn spawn_local<F: std::future::Future>(&self, task: F) -> tokio::task::JoinHandle<F::Output> {}
        pub fn spawn_blocking<R, F: FnOnce() -> R>(&self, task: F) -> tokio::task::JoinHandle<R> {}
        pub fn track_future<F>(&self, future: F) -> TrackedFuture<F> {}
    }
    pub struct JoinMap<K, V>(K, V);
    impl<K, V> JoinMap<K, V> {
        pub fn new() -> JoinMap<K, V> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn spawn<F: std::future::Future<Output = V>>(&mut self, key: K, task: F) {}
        pub fn spawn_local<F: std::future::Future<Output = V>>(&mut self, key: K, task: F) {}
        pub fn spawn_blocking<F: FnOnce() -> V>(&mut self, key: K, f: F) {}
        pub async fn join_next(&mut self) -> Option<(K, Result<V, tokio::task::JoinError>)> {}
        pub async fn shutdown(&mut self) {}
        pub fn abort_all(&mut self) {}
        pub fn abort<Q>(&mut self, key: &Q) -> bool {}
        pub fn contains_key<Q>(&self, key: &Q) -> bool {}
    }
    pub struct AbortOnDropHandle<T>(T);
    impl<T> AbortOnDropHandle<T> {
        pub fn new(handle: tokio::task::JoinHandle<T>) -> AbortOnDropHandle<T> {}
        pub fn abort(&self) {}
    }
    impl<T> std::future::Future for AbortOnDropHandle<T> {
        type Output = Result<T, tokio::task::JoinError>;
    }
    #[derive(Clone)]
    pub struct LocalPoolHandle;
    impl LocalPoolHandle {
        pub fn new(pool_size: usize) -> LocalPoolHandle {}
        pub fn spawn_pinned<Fut: std::future::Future, F: FnOnce() -> Fut>(&self, create_task: F) -> tokio::task::JoinHandle<Fut::Output> {}
    }
}

pub mod future {
    pub trait FutureExt: std::future::Future {
        fn timeout(self, timeout: std::time::Duration) -> tokio::time::Timeout<Self> {}
    }
    impl<F: std::future::Future> FutureExt for F {}
}

pub mod codec {
    pub trait Encoder<Item> {
        type Error;
    }
    pub trait Decoder {
        type Item;
        type Error;
        fn framed<T>(self, io: T) -> Framed<T, Self> {}
    }
    pub struct Framed<T, U>(T, U);
    pub struct FramedRead<T, D>(T, D);
    pub struct FramedWrite<T, E>(T, E);
    impl<T, U> Framed<T, U> {
        pub fn new(inner: T, codec: U) -> Framed<T, U> {}
    }
    impl<T, D> FramedRead<T, D> {
        pub fn new(inner: T, decoder: D) -> FramedRead<T, D> {}
    }
    impl<T, E> FramedWrite<T, E> {
        pub fn new(inner: T, encoder: E) -> FramedWrite<T, E> {}
    }
    impl<T, U: Decoder> futures::stream::Stream for Framed<T, U> {
        type Item = Result<U::Item, U::Error>;
    }
    impl<T, U: Decoder> futures::stream::Stream for FramedRead<T, U> {
        type Item = Result<U::Item, U::Error>;
    }
    impl<I, T, U: Encoder<I>> futures::sink::Sink<I> for Framed<T, U> {
        type Error = U::Error;
    }
    impl<I, T, U: Encoder<I>> futures::sink::Sink<I> for FramedWrite<T, U> {
        type Error = U::Error;
    }
    #[derive(Clone)]
    pub struct LinesCodec;
    impl LinesCodec {
        pub fn new() -> LinesCodec {}
    }
    impl Decoder for LinesCodec {
        type Item = String;
        type Error = std::io::Error;
    }
    #[derive(Clone)]
    pub struct LengthDelimitedCodec;
    impl LengthDelimitedCodec {
        pub fn new() -> LengthDelimitedCodec {}
    }
}

pub mod time {
    pub struct DelayQueue<T>(T);
}
