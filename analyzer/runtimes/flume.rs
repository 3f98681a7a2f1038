// flume.

#[derive(Clone)]
pub struct Sender<T>(T);
#[derive(Clone)]
pub struct WeakSender<T>(T);
#[derive(Clone)]
pub struct Receiver<T>(T);
#[derive(Clone)]
pub struct SendError<T>(pub T);
#[derive(Clone)]
pub enum TrySendError<T> {
    Full(T),
    Disconnected(T),
}
#[derive(Clone)]
pub enum RecvError {
    Disconnected,
}
#[derive(Clone)]
pub enum TryRecvError {
    Empty,
    Disconnected,
}
#[derive(Clone)]
pub enum RecvTimeoutError {
    Timeout,
    Disconnected,
}
pub fn bounded<T>(cap: usize) -> (Sender<T>, Receiver<T>) {}
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {}
impl<T> Sender<T> {
    pub fn send(&self, msg: T) -> Result<(), SendError<T>> {}
    pub fn try_send(&self, msg: T) -> Result<(), TrySendError<T>> {}
    pub fn send_timeout(&self, msg: T, dur: std::time::Duration) -> Result<(), SendError<T>> {}
    pub async fn send_async(&self, item: T) -> Result<(), SendError<T>> {}
    pub async fn into_send_async(self, item: T) -> Result<(), SendError<T>> {}
    pub fn into_sink(self) -> impl futures::sink::Sink<T> {}
    pub fn is_disconnected(&self) -> bool {}
    pub fn is_full(&self) -> bool {}
    pub fn is_empty(&self) -> bool {}
    pub fn len(&self) -> usize {}
    pub fn downgrade(&self) -> WeakSender<T> {}
}
impl<T> WeakSender<T> {
    pub fn upgrade(&self) -> Option<Sender<T>> {}
}
impl<T> Receiver<T> {
    pub fn recv(&self) -> Result<T, RecvError> {}
    pub fn try_recv(&self) -> Result<T, TryRecvError> {}
    pub fn recv_timeout(&self, dur: std::time::Duration) -> Result<T, RecvTimeoutError> {}
    pub fn recv_deadline(&self, deadline: std::time::Instant) -> Result<T, RecvTimeoutError> {}
    pub async fn recv_async(&self) -> Result<T, RecvError> {}
    pub async fn into_recv_async(self) -> Result<T, RecvError> {}
    pub fn stream(&self) -> impl futures::stream::Stream<Item = T> {}
    pub fn into_stream(self) -> impl futures::stream::Stream<Item = T> {}
    pub fn iter(&self) -> impl Iterator<Item = T> {}
    pub fn try_iter(&self) -> impl Iterator<Item = T> {}
    pub fn drain(&self) -> impl Iterator<Item = T> {}
    pub fn is_disconnected(&self) -> bool {}
    pub fn is_empty(&self) -> bool {}
    pub fn len(&self) -> usize {}
}
impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
}
