// crossbeam-channel.

#[derive(Clone)]
pub struct Sender<T>(T);
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
pub enum SendTimeoutError<T> {
    Timeout(T),
    Disconnected(T),
}
#[derive(Clone)]
pub struct RecvError;
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
pub fn never<T>() -> Receiver<T> {}
pub fn after(duration: std::time::Duration) -> Receiver<std::time::Instant> {}
pub fn tick(duration: std::time::Duration) -> Receiver<std::time::Instant> {}
impl<T> Sender<T> {
    pub fn send(&self, msg: T) -> Result<(), SendError<T>> {}
    pub fn try_send(&self, msg: T) -> Result<(), TrySendError<T>> {}
    pub fn send_timeout(&self, msg: T, timeout: std::time::Duration) -> Result<(), SendTimeoutError<T>> {}
    pub fn is_empty(&self) -> bool {}
    pub fn is_full(&self) -> bool {}
    pub fn len(&self) -> usize {}
}
impl<T> Receiver<T> {
    pub fn recv(&self) -> Result<T, RecvError> {}
    pub fn try_recv(&self) -> Result<T, TryRecvError> {}
    pub fn recv_timeout(&self, timeout: std::time::Duration) -> Result<T, RecvTimeoutError> {}
    pub fn iter(&self) -> impl Iterator<Item = T> {}
    pub fn try_iter(&self) -> impl Iterator<Item = T> {}
    pub fn is_empty(&self) -> bool {}
    pub fn len(&self) -> usize {}
}
impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
}
