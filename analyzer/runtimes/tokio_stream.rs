// tokio-stream 0.1.

pub use futures::stream::Stream;
pub trait StreamExt: Stream {
    async fn next(&mut self) -> Option<Self::Item> {}
    async fn try_next<T, E>(&mut self) -> Result<Option<T>, E> where Self: Stream<Item = Result<T, E>> {}
    fn map<T, F: FnMut(Self::Item) -> T>(self, f: F) -> impl Stream<Item = T> {}
    fn map_while<T, F: FnMut(Self::Item) -> Option<T>>(self, f: F) -> impl Stream<Item = T> {}
    fn then<Fut: std::future::Future, F: FnMut(Self::Item) -> Fut>(self, f: F) -> impl Stream<Item = Fut::Output> {}
    fn merge<U>(self, other: U) -> impl Stream<Item = Self::Item> {}
    fn filter<F: FnMut(&Self::Item) -> bool>(self, f: F) -> impl Stream<Item = Self::Item> {}
    fn filter_map<T, F: FnMut(Self::Item) -> Option<T>>(self, f: F) -> impl Stream<Item = T> {}
    fn fuse(self) -> impl Stream<Item = Self::Item> {}
    fn take(self, n: usize) -> impl Stream<Item = Self::Item> {}
    fn take_while<F: FnMut(&Self::Item) -> bool>(self, f: F) -> impl Stream<Item = Self::Item> {}
    fn skip(self, n: usize) -> impl Stream<Item = Self::Item> {}
    fn skip_while<F: FnMut(&Self::Item) -> bool>(self, f: F) -> impl Stream<Item = Self::Item> {}
    async fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
    async fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
    fn chain<U>(self, other: U) -> impl Stream<Item = Self::Item> {}
    async fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {}
    async fn collect<T: std::iter::FromIterator<Self::Item>>(self) -> T {}
    fn timeout(self, duration: std::time::Duration) -> impl Stream<Item = Result<Self::Item, tokio::time::Elapsed>> {}
    fn throttle(self, duration: std::time::Duration) -> impl Stream<Item = Self::Item> {}
    fn chunks_timeout(self, max_size: usize, duration: std::time::Duration) -> impl Stream<Item = Vec<Self::Item>> {}
}
impl<S: Stream> StreamExt for S {}
pub fn iter<I: IntoIterator>(i: I) -> impl Stream<Item = I::Item> {}
pub fn empty<T>() -> impl Stream<Item = T> {}
pub fn once<T>(value: T) -> impl Stream<Item = T> {}
pub fn pending<T>() -> impl Stream<Item = T> {}
pub struct StreamMap<K, V>(K, V);
impl<K, V> StreamMap<K, V> {
    pub fn new() -> StreamMap<K, V> {}
    pub fn insert(&mut self, k: K, stream: V) -> Option<V> {}
    pub fn remove<Q>(&mut self, k: &Q) -> Option<V> {}
    pub fn len(&self) -> usize {}
    pub fn is_empty(&self) -> bool {}
}
impl<K, V: Stream> Stream for StreamMap<K, V> {
    type Item = (K, V::Item);
}

pub mod wrappers {
    use futures::stream::Stream;
    pub struct ReceiverStream<T>(T);
    pub struct UnboundedReceiverStream<T>(T);
    pub struct BroadcastStream<T>(T);
    pub struct WatchStream<T>(T);
    pub struct IntervalStream;
    pub struct TcpListenerStream;
    pub struct SignalStream;
    impl<T> ReceiverStream<T> {
        pub fn new(recv: tokio::sync::mpsc::Receiver<T>) -> ReceiverStream<T> {}
        pub fn into_inner(self) -> tokio::sync::mpsc::Receiver<T> {}
        pub fn close(&mut self) {}
    }
    impl<T> UnboundedReceiverStream<T> {
        pub fn new(recv: tokio::sync::mpsc::UnboundedReceiver<T>) -> UnboundedReceiverStream<T> {}
        pub fn into_inner(self) -> tokio::sync::mpsc::UnboundedReceiver<T> {}
    }
    impl<T> BroadcastStream<T> {
        pub fn new(rx: tokio::sync::broadcast::Receiver<T>) -> BroadcastStream<T> {}
    }
    impl<T> WatchStream<T> {
        pub fn new(rx: tokio::sync::watch::Receiver<T>) -> WatchStream<T> {}
        pub fn from_changes(rx: tokio::sync::watch::Receiver<T>) -> WatchStream<T> {}
    }
    impl IntervalStream {
        pub fn new(interval: tokio::time::Interval) -> IntervalStream {}
    }
    impl TcpListenerStream {
        pub fn new(listener: tokio::net::TcpListener) -> TcpListenerStream {}
    }
    impl<T> Stream for ReceiverStream<T> {
        type Item = T;
    }
    impl<T> Stream for UnboundedReceiverStream<T> {
        type Item = T;
    }
    impl<T> Stream for BroadcastStream<T> {
        type Item = Result<T, errors::BroadcastStreamRecvError>;
    }
    impl<T> Stream for WatchStream<T> {
        type Item = T;
    }
    impl Stream for IntervalStream {
        type Item = tokio::time::Instant;
    }
    impl Stream for TcpListenerStream {
        type Item = std::io::Result<tokio::net::TcpStream>;
    }
    pub mod errors {
        #[derive(Clone)]
        pub enum BroadcastStreamRecvError {
            Lagged(u64),
        }
    }
}
