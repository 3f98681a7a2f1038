// async-channel.

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
    Closed(T),
}
#[derive(Clone)]
pub struct RecvError;
#[derive(Clone)]
pub enum TryRecvError {
    Empty,
    Closed,
}
pub fn bounded<T>(cap: usize) -> (Sender<T>, Receiver<T>) {}
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {}
impl<T> Sender<T> {
    pub fn try_send(&self, msg: T) -> Result<(), TrySendError<T>> {}
    pub async fn send(&self, msg: T) -> Result<(), SendError<T>> {}
    pub fn send_blocking(&self, msg: T) -> Result<(), SendError<T>> {}
    pub fn force_send(&self, msg: T) -> Result<Option<T>, SendError<T>> {}
    pub fn close(&self) -> bool {}
    pub fn is_closed(&self) -> bool {}
    pub fn is_empty(&self) -> bool {}
    pub fn is_full(&self) -> bool {}
    pub fn len(&self) -> usize {}
    pub fn receiver_count(&self) -> usize {}
    pub fn sender_count(&self) -> usize {}
    pub fn downgrade(&self) -> WeakSender<T> {}
}
impl<T> WeakSender<T> {
    pub fn upgrade(&self) -> Option<Sender<T>> {}
}
impl<T> Receiver<T> {
    pub fn try_recv(&self) -> Result<T, TryRecvError> {}
    pub async fn recv(&self) -> Result<T, RecvError> {}
    pub fn recv_blocking(&self) -> Result<T, RecvError> {}
    pub fn close(&self) -> bool {}
    pub fn is_closed(&self) -> bool {}
    pub fn is_empty(&self) -> bool {}
    pub fn len(&self) -> usize {}
}
impl<T> futures::stream::Stream for Receiver<T> {
    type Item = T;
}
