// tokio 1.x, and what programs on 0.2 and 0.3 name.

pub use task::spawn;
pub mod task {
    pub struct JoinHandle<T>(T);
    impl<T> std::future::Future for JoinHandle<T> {
        type Output = Result<T, JoinError>;
    }
    impl<T> JoinHandle<T> {
        pub fn abort(&self) {}
        pub fn is_finished(&self) -> bool {}
        pub fn abort_handle(&self) -> AbortHandle {}
        pub fn id(&self) -> Id {}
    }
    pub struct JoinError;
    impl JoinError {
        pub fn is_cancelled(&self) -> bool {}
        pub fn is_panic(&self) -> bool {}
        pub fn into_panic(self) -> Box<dyn std::any::Any> {}
        pub fn id(&self) -> Id {}
    }
    #[derive(Clone)]
    pub struct AbortHandle;
    impl AbortHandle {
        pub fn abort(&self) {}
        pub fn is_finished(&self) -> bool {}
        pub fn id(&self) -> Id {}
    }
    #[derive(Clone)]
    pub struct Id;
    pub fn spawn<F: std::future::Future>(future: F) -> JoinHandle<F::Output> {}
    pub fn spawn_local<F: std::future::Future>(future: F) -> JoinHandle<F::Output> {}
    pub fn spawn_blocking<R, F: FnOnce() -> R>(f: F) -> JoinHandle<R> {}
    pub fn block_in_place<R, F: FnOnce() -> R>(f: F) -> R {}
    pub async fn yield_now() {}
    pub fn unconstrained<F>(inner: F) -> Unconstrained<F> {}
    pub fn id() -> Id {}
    pub fn try_id() -> Option<Id> {}
    pub struct Unconstrained<F>(F);
    impl<F: std::future::Future> std::future::Future for Unconstrained<F> {
        type Output = F::Output;
    }
    pub mod coop {
        pub use super::{unconstrained, Unconstrained};
    }

    pub mod join_set {
        pub use super::JoinSet;
    }
    pub struct JoinSet<T>(T);
    impl<T> JoinSet<T> {
        pub fn new() -> JoinSet<T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn spawn<F: std::future::Future<Output = T>>(&mut self, task: F) -> AbortHandle {}
        pub fn spawn_on<F: std::future::Future<Output = T>>(&mut self, task: F, handle: &crate::runtime::Handle) -> AbortHandle {}
        pub fn spawn_local<F: std::future::Future<Output = T>>(&mut self, task: F) -> AbortHandle {}
        pub fn spawn_local_on<F: std::future::Future<Output = T>>(&mut self, task: F, local_set: &LocalSet) -> AbortHandle {}
        pub fn spawn_blocking<F: FnOnce() -> T>(&mut self, f: F) -> AbortHandle {}
        pub fn spawn_blocking_on<F: FnOnce() -> T>(&mut self, f: F, handle: &crate::runtime::Handle) -> AbortHandle {}
        pub async fn join_next(&mut self) -> Option<Result<T, JoinError>> {}
        pub async fn join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {}
        pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {}
        pub async fn join_all(self) -> Vec<T> {}
        pub async fn shutdown(&mut self) {}
        pub fn abort_all(&mut self) {}
        pub fn detach_all(&mut self) {}
        pub fn poll_join_next(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Option<Result<T, JoinError>>> {}
    }
    impl<T, F: std::future::Future<Output = T>> std::iter::FromIterator<F> for JoinSet<T> {}
    pub struct LocalSet;
    impl LocalSet {
        pub fn new() -> LocalSet {}
        pub fn spawn_local<F: std::future::Future>(&self, future: F) -> JoinHandle<F::Output> {}
        pub async fn run_until<F: std::future::Future>(&self, future: F) -> F::Output {}
        pub fn block_on<F: std::future::Future>(&self, rt: &crate::runtime::Runtime, future: F) -> F::Output {}
    }
    impl std::future::Future for LocalSet {
        type Output = ();
    }
    pub struct LocalKey<T>(T);
    impl<T> LocalKey<T> {
        pub async fn scope<F: std::future::Future>(&'static self, value: T, f: F) -> F::Output {}
        pub fn sync_scope<R, F: FnOnce() -> R>(&'static self, value: T, f: F) -> R {}
        pub fn with<R, F: FnOnce(&T) -> R>(&'static self, f: F) -> R {}
        pub fn try_with<R, F: FnOnce(&T) -> R>(&'static self, f: F) -> Result<R, std::thread::AccessError> {}
        pub fn get(&'static self) -> T {}
    }
}

pub mod runtime {
    pub struct Runtime;
    impl Runtime {
        pub fn new() -> std::io::Result<Runtime> {}
        pub fn handle(&self) -> &Handle {}
        pub fn spawn<F: std::future::Future>(&self, future: F) -> crate::task::JoinHandle<F::Output> {}
        pub fn spawn_blocking<R, F: FnOnce() -> R>(&self, func: F) -> crate::task::JoinHandle<R> {}
        pub fn block_on<F: std::future::Future>(&self, future: F) -> F::Output {}
        pub fn enter(&self) -> EnterGuard {}
        pub fn shutdown_timeout(self, duration: std::time::Duration) {}
        pub fn shutdown_background(self) {}
    }
    pub struct EnterGuard;
    #[derive(Clone)]
    pub struct Handle;
    impl Handle {
        pub fn current() -> Handle {}
        pub fn try_current() -> Result<Handle, TryCurrentError> {}
        pub fn enter(&self) -> EnterGuard {}
        pub fn spawn<F: std::future::Future>(&self, future: F) -> crate::task::JoinHandle<F::Output> {}
        pub fn spawn_blocking<R, F: FnOnce() -> R>(&self, func: F) -> crate::task::JoinHandle<R> {}
        pub fn block_on<F: std::future::Future>(&self, future: F) -> F::Output {}
    }
    pub struct TryCurrentError;
    pub struct Builder;
    impl Builder {
        pub fn new() -> Builder {}
        pub fn new_current_thread() -> Builder {}
        pub fn new_multi_thread() -> Builder {}
        pub fn basic_scheduler(&mut self) -> &mut Builder {}
        pub fn threaded_scheduler(&mut self) -> &mut Builder {}
        pub fn core_threads(&mut self, val: usize) -> &mut Builder {}
        pub fn enable_all(&mut self) -> &mut Builder {}
        pub fn enable_io(&mut self) -> &mut Builder {}
        pub fn enable_time(&mut self) -> &mut Builder {}
        pub fn worker_threads(&mut self, val: usize) -> &mut Builder {}
        pub fn max_blocking_threads(&mut self, val: usize) -> &mut Builder {}
        pub fn thread_name<N>(&mut self, val: N) -> &mut Builder {}
        pub fn thread_stack_size(&mut self, val: usize) -> &mut Builder {}
        pub fn build(&mut self) -> std::io::Result<Runtime> {}
    }
}

pub mod sync {
    pub struct Mutex<T>(T);
    pub struct MutexGuard<T>(T);
    pub struct OwnedMutexGuard<T>(T);
    pub struct MappedMutexGuard<T>(T);
    pub struct TryLockError;
    impl<T> Mutex<T> {
        pub fn new(t: T) -> Mutex<T> {}
        pub const fn const_new(t: T) -> Mutex<T> {}
        pub async fn lock(&self) -> MutexGuard<T> {}
        pub fn blocking_lock(&self) -> MutexGuard<T> {}
        pub async fn lock_owned(self: std::sync::Arc<Mutex<T>>) -> OwnedMutexGuard<T> {}
        pub fn blocking_lock_owned(self: std::sync::Arc<Mutex<T>>) -> OwnedMutexGuard<T> {}
        pub fn try_lock(&self) -> Result<MutexGuard<T>, TryLockError> {}
        pub fn try_lock_owned(self: std::sync::Arc<Mutex<T>>) -> Result<OwnedMutexGuard<T>, TryLockError> {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }
    impl<T> MutexGuard<T> {
        pub fn map<U, F: FnOnce(&mut T) -> &mut U>(this: MutexGuard<T>, f: F) -> MappedMutexGuard<U> {}
    }
    impl<T> std::ops::Deref for MutexGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for OwnedMutexGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for MappedMutexGuard<T> {
        type Target = T;
    }

    pub struct RwLock<T>(T);
    pub struct RwLockReadGuard<T>(T);
    pub struct RwLockWriteGuard<T>(T);
    pub struct OwnedRwLockReadGuard<T>(T);
    pub struct OwnedRwLockWriteGuard<T>(T);
    pub struct RwLockMappedWriteGuard<T>(T);
    impl<T> RwLock<T> {
        pub fn new(value: T) -> RwLock<T> {}
        pub const fn const_new(value: T) -> RwLock<T> {}
        pub async fn read(&self) -> RwLockReadGuard<T> {}
        pub fn blocking_read(&self) -> RwLockReadGuard<T> {}
        pub async fn read_owned(self: std::sync::Arc<RwLock<T>>) -> OwnedRwLockReadGuard<T> {}
        pub fn try_read(&self) -> Result<RwLockReadGuard<T>, TryLockError> {}
        pub async fn write(&self) -> RwLockWriteGuard<T> {}
        pub fn blocking_write(&self) -> RwLockWriteGuard<T> {}
        pub async fn write_owned(self: std::sync::Arc<RwLock<T>>) -> OwnedRwLockWriteGuard<T> {}
        pub fn try_write(&self) -> Result<RwLockWriteGuard<T>, TryLockError> {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }
    impl<T> RwLockReadGuard<T> {
        pub fn map<U, F: FnOnce(&T) -> &U>(this: RwLockReadGuard<T>, f: F) -> RwLockReadGuard<U> {}
        pub fn try_map<U, F: FnOnce(&T) -> Option<&U>>(this: RwLockReadGuard<T>, f: F) -> Result<RwLockReadGuard<U>, RwLockReadGuard<T>> {}
    }
    impl<T> RwLockWriteGuard<T> {
        pub fn map<U, F: FnOnce(&mut T) -> &mut U>(this: RwLockWriteGuard<T>, f: F) -> RwLockMappedWriteGuard<U> {}
        pub fn downgrade(self) -> RwLockReadGuard<T> {}
    }
    impl<T> std::ops::Deref for RwLockReadGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for RwLockWriteGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for OwnedRwLockReadGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for OwnedRwLockWriteGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for RwLockMappedWriteGuard<T> {
        type Target = T;
    }

    #[derive(Clone)]
    pub struct OnceCell<T>(T);
    pub enum SetError<T> {
        AlreadyInitializedError(T),
        InitializingError(T),
    }
    impl<T> OnceCell<T> {
        pub fn new() -> OnceCell<T> {}
        pub const fn const_new() -> OnceCell<T> {}
        pub fn new_with(value: Option<T>) -> OnceCell<T> {}
        pub const fn const_new_with(value: T) -> OnceCell<T> {}
        pub fn initialized(&self) -> bool {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), SetError<T>> {}
        pub async fn get_or_init<Fut: std::future::Future<Output = T>, F: FnOnce() -> Fut>(&self, f: F) -> &T {}
        pub async fn get_or_try_init<E, Fut: std::future::Future<Output = Result<T, E>>, F: FnOnce() -> Fut>(&self, f: F) -> Result<&T, E> {}
        pub fn into_inner(self) -> Option<T> {}
        pub fn take(&mut self) -> Option<T> {}
    }
    pub struct SetOnce<T>(T);
    pub struct SetOnceError<T>(pub T);
    impl<T> SetOnce<T> {
        pub fn new() -> SetOnce<T> {}
        pub const fn const_new() -> SetOnce<T> {}
        pub fn new_with(value: Option<T>) -> SetOnce<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn set(&self, value: T) -> Result<(), SetOnceError<T>> {}
        pub async fn wait(&self) -> &T {}
        pub fn into_inner(self) -> Option<T> {}
    }

    pub struct Notify;
    pub mod futures {
        pub use super::Notified;
    }
    pub struct Notified;
    impl Notify {
        pub fn new() -> Notify {}
        pub const fn const_new() -> Notify {}
        pub fn notified(&self) -> Notified {}
        pub fn notify_one(&self) {}
        pub fn notify_last(&self) {}
        pub fn notify_waiters(&self) {}
        pub fn notify(&self) {}
    }
    impl std::future::Future for Notified {
        type Output = ();
    }
    impl Notified {
        pub fn enable(self: std::pin::Pin<&mut Notified>) -> bool {}
    }

    pub struct Barrier;
    pub struct BarrierWaitResult;
    impl Barrier {
        pub fn new(n: usize) -> Barrier {}
        pub async fn wait(&self) -> BarrierWaitResult {}
    }
    impl BarrierWaitResult {
        pub fn is_leader(&self) -> bool {}
    }

    pub struct Semaphore;
    pub struct SemaphorePermit;
    pub struct OwnedSemaphorePermit;
    pub struct AcquireError;
    pub enum TryAcquireError {
        Closed,
        NoPermits,
    }
    impl Semaphore {
        pub fn new(permits: usize) -> Semaphore {}
        pub const fn const_new(permits: usize) -> Semaphore {}
        pub fn available_permits(&self) -> usize {}
        pub fn add_permits(&self, n: usize) {}
        pub fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
        pub async fn acquire(&self) -> Result<SemaphorePermit, AcquireError> {}
        pub async fn acquire_many(&self, n: u32) -> Result<SemaphorePermit, AcquireError> {}
        pub fn try_acquire(&self) -> Result<SemaphorePermit, TryAcquireError> {}
        pub async fn acquire_owned(self: std::sync::Arc<Semaphore>) -> Result<OwnedSemaphorePermit, AcquireError> {}
        pub async fn acquire_many_owned(self: std::sync::Arc<Semaphore>, n: u32) -> Result<OwnedSemaphorePermit, AcquireError> {}
        pub fn try_acquire_owned(self: std::sync::Arc<Semaphore>) -> Result<OwnedSemaphorePermit, TryAcquireError> {}
    }
    impl SemaphorePermit {
        pub fn forget(self) {}
    }
    impl OwnedSemaphorePermit {
        pub fn forget(self) {}
    }

    pub mod mpsc {
        pub mod error {
            #[derive(Clone)]
            pub struct SendError<T>(pub T);
            #[derive(Clone)]
            pub enum TrySendError<T> {
                Full(T),
                Closed(T),
            }
            #[derive(Clone)]
            pub enum TryRecvError {
                Empty,
                Disconnected,
            }
            #[derive(Clone)]
            pub enum SendTimeoutError<T> {
                Timeout(T),
                Closed(T),
            }
            pub struct RecvError;
        }
        use error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
        #[derive(Clone)]
        pub struct Sender<T>(T);
        #[derive(Clone)]
        pub struct WeakSender<T>(T);
        pub struct Receiver<T>(T);
        pub struct Permit<T>(T);
        pub struct OwnedPermit<T>(T);
        #[derive(Clone)]
        pub struct UnboundedSender<T>(T);
        #[derive(Clone)]
        pub struct WeakUnboundedSender<T>(T);
        pub struct UnboundedReceiver<T>(T);
        pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {}
        pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {}
        impl<T> Sender<T> {
            pub async fn send(&self, value: T) -> Result<(), SendError<T>> {}
            pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {}
            pub async fn send_timeout(&self, value: T, timeout: std::time::Duration) -> Result<(), SendTimeoutError<T>> {}
            pub fn blocking_send(&self, value: T) -> Result<(), SendError<T>> {}
            pub async fn closed(&self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn capacity(&self) -> usize {}
            pub fn max_capacity(&self) -> usize {}
            pub async fn reserve(&self) -> Result<Permit<T>, SendError<()>> {}
            pub async fn reserve_owned(self) -> Result<OwnedPermit<T>, SendError<()>> {}
            pub fn try_reserve(&self) -> Result<Permit<T>, TrySendError<()>> {}
            pub fn same_channel(&self, other: &Sender<T>) -> bool {}
            pub fn downgrade(&self) -> WeakSender<T> {}
        }
        impl<T> WeakSender<T> {
            pub fn upgrade(&self) -> Option<Sender<T>> {}
        }
        impl<T> WeakUnboundedSender<T> {
            pub fn upgrade(&self) -> Option<UnboundedSender<T>> {}
        }
        impl<T> Permit<T> {
            pub fn send(self, value: T) {}
        }
        impl<T> OwnedPermit<T> {
            pub fn send(self, value: T) -> Sender<T> {}
        }
        impl<T> UnboundedSender<T> {
            pub fn send(&self, message: T) -> Result<(), SendError<T>> {}
            pub async fn closed(&self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn same_channel(&self, other: &UnboundedSender<T>) -> bool {}
            pub fn downgrade(&self) -> WeakUnboundedSender<T> {}
        }
        impl<T> Receiver<T> {
            pub async fn recv(&mut self) -> Option<T> {}
            pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {}
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Option<T> {}
            pub fn close(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
            pub fn poll_recv(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Option<T>> {}
        }
        impl<T> UnboundedReceiver<T> {
            pub async fn recv(&mut self) -> Option<T> {}
            pub async fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {}
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Option<T> {}
            pub fn close(&mut self) {}
            pub fn is_closed(&self) -> bool {}
            pub fn is_empty(&self) -> bool {}
            pub fn len(&self) -> usize {}
            pub fn poll_recv(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Option<T>> {}
        }
    }

    pub mod oneshot {
        pub mod error {
            #[derive(Clone)]
            pub struct RecvError;
            #[derive(Clone)]
            pub enum TryRecvError {
                Empty,
                Closed,
            }
        }
        pub struct Sender<T>(T);
        pub struct Receiver<T>(T);
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        impl<T> Sender<T> {
            pub fn send(self, t: T) -> Result<(), T> {}
            pub async fn closed(&mut self) {}
            pub fn is_closed(&self) -> bool {}
        }
        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(self) -> Result<T, error::RecvError> {}
        }
        impl<T> std::future::Future for Receiver<T> {
            type Output = Result<T, error::RecvError>;
        }
    }

    pub mod broadcast {
        pub mod error {
            #[derive(Clone)]
            pub struct SendError<T>(pub T);
            #[derive(Clone)]
            pub enum RecvError {
                Closed,
                Lagged(u64),
            }
            #[derive(Clone)]
            pub enum TryRecvError {
                Empty,
                Closed,
                Lagged(u64),
            }
        }
        #[derive(Clone)]
        pub struct Sender<T>(T);
        pub struct Receiver<T>(T);
        pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {}
        impl<T> Sender<T> {
            pub fn new(capacity: usize) -> Sender<T> {}
            pub fn send(&self, value: T) -> Result<usize, error::SendError<T>> {}
            pub fn subscribe(&self) -> Receiver<T> {}
            pub fn receiver_count(&self) -> usize {}
            pub fn len(&self) -> usize {}
        }
        impl<T> Receiver<T> {
            pub async fn recv(&mut self) -> Result<T, error::RecvError> {}
            pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {}
            pub fn blocking_recv(&mut self) -> Result<T, error::RecvError> {}
            pub fn resubscribe(&self) -> Receiver<T> {}
            pub fn len(&self) -> usize {}
            pub fn is_empty(&self) -> bool {}
        }
    }

    pub mod watch {
        pub mod error {
            #[derive(Clone)]
            pub struct SendError<T>(pub T);
            #[derive(Clone)]
            pub struct RecvError;
        }
        pub struct Sender<T>(T);
        #[derive(Clone)]
        pub struct Receiver<T>(T);
        pub struct Ref<T>(T);
        pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {}
        impl<T> Clone for Sender<T> {}
        impl<T> Sender<T> {
            pub fn new(init: T) -> Sender<T> {}
            pub fn send(&self, value: T) -> Result<(), error::SendError<T>> {}
            pub fn send_modify<F: FnOnce(&mut T)>(&self, modify: F) {}
            pub fn send_if_modified<F: FnOnce(&mut T) -> bool>(&self, modify: F) -> bool {}
            pub fn send_replace(&self, value: T) -> T {}
            pub fn borrow(&self) -> Ref<T> {}
            pub fn is_closed(&self) -> bool {}
            pub async fn closed(&self) {}
            pub fn subscribe(&self) -> Receiver<T> {}
            pub fn receiver_count(&self) -> usize {}
        }
        impl<T> Receiver<T> {
            pub fn borrow(&self) -> Ref<T> {}
            pub fn borrow_and_update(&mut self) -> Ref<T> {}
            pub fn has_changed(&self) -> Result<bool, error::RecvError> {}
            pub fn mark_changed(&mut self) {}
            pub async fn changed(&mut self) -> Result<(), error::RecvError> {}
            pub async fn wait_for<F: FnMut(&T) -> bool>(&mut self, f: F) -> Result<Ref<T>, error::RecvError> {}
            pub fn same_channel(&self, other: &Receiver<T>) -> bool {}
        }
        impl<T> std::ops::Deref for Ref<T> {
            type Target = T;
        }
    }
}

pub mod time {
    pub use std::time::Duration;
    #[derive(Clone)]
    pub struct Instant;
    impl Instant {
        pub fn now() -> Instant {}
        pub fn from_std(std: std::time::Instant) -> Instant {}
        pub fn into_std(self) -> std::time::Instant {}
        pub fn elapsed(&self) -> Duration {}
        pub fn duration_since(&self, earlier: Instant) -> Duration {}
        pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {}
        pub fn checked_add(&self, duration: Duration) -> Option<Instant> {}
    }
    impl std::ops::Add<Duration> for Instant {
        type Output = Instant;
    }
    impl std::ops::Sub<Duration> for Instant {
        type Output = Instant;
    }
    impl std::ops::Sub<Instant> for Instant {
        type Output = Duration;
    }
    pub mod error {
        pub struct Elapsed;
    }
    pub use error::Elapsed;
    pub struct Sleep;
    pub type Delay = Sleep;
    impl std::future::Future for Sleep {
        type Output = ();
    }
    impl Sleep {
        pub fn deadline(&self) -> Instant {}
        pub fn is_elapsed(&self) -> bool {}
        pub fn reset(self: std::pin::Pin<&mut Sleep>, deadline: Instant) {}
    }
    pub fn sleep(duration: Duration) -> Sleep {}
    pub fn sleep_until(deadline: Instant) -> Sleep {}
    pub fn delay_for(duration: Duration) -> Sleep {}
    pub fn delay_until(deadline: Instant) -> Sleep {}
    pub struct Timeout<T>(T);
    impl<T: std::future::Future> std::future::Future for Timeout<T> {
        type Output = Result<T::Output, Elapsed>;
    }
    impl<T> Timeout<T> {
        pub fn into_inner(self) -> T {}
    }
    pub fn timeout<F>(duration: Duration, future: F) -> Timeout<F> {}
    pub fn timeout_at<F>(deadline: Instant, future: F) -> Timeout<F> {}
    pub struct Interval;
    pub enum MissedTickBehavior {
        Burst,
        Delay,
        Skip,
    }
    impl Interval {
        pub async fn tick(&mut self) -> Instant {}
        pub fn reset(&mut self) {}
        pub fn reset_immediately(&mut self) {}
        pub fn period(&self) -> Duration {}
        pub fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {}
    }
    pub fn interval(period: Duration) -> Interval {}
    pub fn interval_at(start: Instant, period: Duration) -> Interval {}
    pub fn pause() {}
    pub fn resume() {}
    pub async fn advance(duration: Duration) {}
}

pub mod signal {
    pub async fn ctrl_c() -> std::io::Result<()> {}
    pub mod unix {
        #[derive(Clone)]
        pub struct SignalKind;
        impl SignalKind {
            pub const fn interrupt() -> SignalKind {}
            pub const fn terminate() -> SignalKind {}
            pub const fn hangup() -> SignalKind {}
            pub const fn quit() -> SignalKind {}
            pub const fn user_defined1() -> SignalKind {}
            pub const fn user_defined2() -> SignalKind {}
        }
        pub struct Signal;
        impl Signal {
            pub async fn recv(&mut self) -> Option<()> {}
        }
        pub fn signal(kind: SignalKind) -> std::io::Result<Signal> {}
    }
}

pub mod io {
    pub use std::io::{Error, ErrorKind, Result, SeekFrom};
    pub trait AsyncRead {}
    pub trait AsyncBufRead: AsyncRead {}
    pub trait AsyncWrite {}
    pub trait AsyncSeek {}
    pub trait AsyncReadExt: AsyncRead {
        async fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
        async fn read_buf<B>(&mut self, buf: &mut B) -> Result<usize> {}
        async fn read_exact(&mut self, buf: &mut [u8]) -> Result<usize> {}
        async fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        async fn read_to_string(&mut self, dst: &mut String) -> Result<usize> {}
        async fn read_u8(&mut self) -> Result<u8> {}
        async fn read_u16(&mut self) -> Result<u16> {}
        async fn read_u32(&mut self) -> Result<u32> {}
        async fn read_u64(&mut self) -> Result<u64> {}
    }
    pub trait AsyncBufReadExt: AsyncBufRead {
        async fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        async fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
        fn lines(self) -> Lines<Self> {}
    }
    pub trait AsyncWriteExt: AsyncWrite {
        async fn write(&mut self, src: &[u8]) -> Result<usize> {}
        async fn write_all(&mut self, src: &[u8]) -> Result<()> {}
        async fn write_u8(&mut self, n: u8) -> Result<()> {}
        async fn write_u32(&mut self, n: u32) -> Result<()> {}
        async fn flush(&mut self) -> Result<()> {}
        async fn shutdown(&mut self) -> Result<()> {}
    }
    impl<R: AsyncRead> AsyncReadExt for R {}
    impl<R: AsyncBufRead> AsyncBufReadExt for R {}
    impl<W: AsyncWrite> AsyncWriteExt for W {}
    pub struct Lines<R>(R);
    impl<R> Lines<R> {
        pub async fn next_line(&mut self) -> Result<Option<String>> {}
    }
    pub struct BufReader<R>(R);
    impl<R> BufReader<R> {
        pub fn new(inner: R) -> BufReader<R> {}
        pub fn into_inner(self) -> R {}
    }
    impl<R> AsyncRead for BufReader<R> {}
    impl<R> AsyncBufRead for BufReader<R> {}
    impl<R> AsyncWrite for BufReader<R> {}
    pub struct BufWriter<W>(W);
    impl<W> BufWriter<W> {
        pub fn new(inner: W) -> BufWriter<W> {}
        pub fn into_inner(self) -> W {}
    }
    impl<W> AsyncWrite for BufWriter<W> {}
    pub struct Stdin;
    pub struct Stdout;
    pub struct Stderr;
    impl AsyncRead for Stdin {}
    impl AsyncWrite for Stdout {}
    impl AsyncWrite for Stderr {}
    pub fn stdin() -> Stdin {}
    pub fn stdout() -> Stdout {}
    pub fn stderr() -> Stderr {}
    pub struct ReadHalf<T>(T);
    pub struct WriteHalf<T>(T);
    impl<T> AsyncRead for ReadHalf<T> {}
    impl<T> AsyncWrite for WriteHalf<T> {}
    pub fn split<T>(stream: T) -> (ReadHalf<T>, WriteHalf<T>) {}
    pub async fn copy<R, W>(reader: &mut R, writer: &mut W) -> Result<u64> {}
    pub struct DuplexStream;
    impl AsyncRead for DuplexStream {}
    impl AsyncWrite for DuplexStream {}
    pub fn duplex(max_buf_size: usize) -> (DuplexStream, DuplexStream) {}
}

pub mod net {
    pub struct TcpListener;
    pub struct TcpStream;
    pub struct UdpSocket;
    pub struct UnixListener;
    pub struct UnixStream;
    impl TcpListener {
        pub async fn bind<A>(addr: A) -> std::io::Result<TcpListener> {}
        pub async fn accept(&self) -> std::io::Result<(TcpStream, std::net::SocketAddr)> {}
        pub fn local_addr(&self) -> std::io::Result<std::net::SocketAddr> {}
        pub fn from_std(listener: std::net::TcpListener) -> std::io::Result<TcpListener> {}
    }
    impl TcpStream {
        pub async fn connect<A>(addr: A) -> std::io::Result<TcpStream> {}
        pub fn peer_addr(&self) -> std::io::Result<std::net::SocketAddr> {}
        pub fn local_addr(&self) -> std::io::Result<std::net::SocketAddr> {}
        pub fn set_nodelay(&self, nodelay: bool) -> std::io::Result<()> {}
        pub fn into_split(self) -> (tcp::OwnedReadHalf, tcp::OwnedWriteHalf) {}
        pub fn split(&mut self) -> (tcp::ReadHalf, tcp::WriteHalf) {}
        pub async fn readable(&self) -> std::io::Result<()> {}
        pub async fn writable(&self) -> std::io::Result<()> {}
    }
    impl UdpSocket {
        pub async fn bind<A>(addr: A) -> std::io::Result<UdpSocket> {}
        pub async fn recv_from(&self, buf: &mut [u8]) -> std::io::Result<(usize, std::net::SocketAddr)> {}
        pub async fn send_to<A>(&self, buf: &[u8], target: A) -> std::io::Result<usize> {}
    }
    impl UnixListener {
        pub fn bind<P>(path: P) -> std::io::Result<UnixListener> {}
    }
    impl UnixStream {
        pub async fn connect<P>(path: P) -> std::io::Result<UnixStream> {}
    }
    pub mod tcp {
        pub struct OwnedReadHalf;
        pub struct OwnedWriteHalf;
        pub struct ReadHalf;
        pub struct WriteHalf;
        impl crate::io::AsyncRead for OwnedReadHalf {}
        impl crate::io::AsyncWrite for OwnedWriteHalf {}
        impl crate::io::AsyncRead for ReadHalf {}
        impl crate::io::AsyncWrite for WriteHalf {}
    }
    impl crate::io::AsyncRead for TcpStream {}
    impl crate::io::AsyncWrite for TcpStream {}
    impl crate::io::AsyncRead for UnixStream {}
    impl crate::io::AsyncWrite for UnixStream {}
    pub async fn lookup_host<T>(host: T) -> std::io::Result<std::vec::IntoIter<std::net::SocketAddr>> {}
}

pub mod fs {
    pub struct File;
    impl File {
        pub async fn open<P>(path: P) -> std::io::Result<File> {}
        pub async fn create<P>(path: P) -> std::io::Result<File> {}
        pub async fn metadata(&self) -> std::io::Result<std::fs::Metadata> {}
        pub async fn sync_all(&self) -> std::io::Result<()> {}
    }
    impl crate::io::AsyncRead for File {}
    impl crate::io::AsyncWrite for File {}
    pub async fn read<P>(path: P) -> std::io::Result<Vec<u8>> {}
    pub async fn read_to_string<P>(path: P) -> std::io::Result<String> {}
    pub async fn write<P, C>(path: P, contents: C) -> std::io::Result<()> {}
    pub async fn create_dir_all<P>(path: P) -> std::io::Result<()> {}
    pub async fn remove_file<P>(path: P) -> std::io::Result<()> {}
    pub async fn remove_dir_all<P>(path: P) -> std::io::Result<()> {}
    pub async fn rename<P, Q>(from: P, to: Q) -> std::io::Result<()> {}
    pub async fn copy<P, Q>(from: P, to: Q) -> std::io::Result<u64> {}
    pub async fn metadata<P>(path: P) -> std::io::Result<std::fs::Metadata> {}
    pub async fn try_exists<P>(path: P) -> std::io::Result<bool> {}
}

pub mod process {
    pub struct Command;
    pub struct Child;
    impl Command {
        pub fn new<S>(program: S) -> Command {}
        pub fn arg<S>(&mut self, arg: S) -> &mut Command {}
        pub fn args<I>(&mut self, args: I) -> &mut Command {}
        pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Command {}
        pub fn current_dir<P>(&mut self, dir: P) -> &mut Command {}
        pub fn stdin<T>(&mut self, cfg: T) -> &mut Command {}
        pub fn stdout<T>(&mut self, cfg: T) -> &mut Command {}
        pub fn stderr<T>(&mut self, cfg: T) -> &mut Command {}
        pub fn kill_on_drop(&mut self, kill_on_drop: bool) -> &mut Command {}
        pub fn spawn(&mut self) -> std::io::Result<Child> {}
        pub async fn output(&mut self) -> std::io::Result<std::process::Output> {}
        pub async fn status(&mut self) -> std::io::Result<std::process::ExitStatus> {}
    }
    impl Child {
        pub async fn wait(&mut self) -> std::io::Result<std::process::ExitStatus> {}
        pub async fn wait_with_output(self) -> std::io::Result<std::process::Output> {}
        pub async fn kill(&mut self) -> std::io::Result<()> {}
        pub fn id(&self) -> Option<u32> {}
    }
}
