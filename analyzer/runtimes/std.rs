// The standard library, as far as types go: what values are, and what calls give. References are left out where a type is
// read, iterators are known by what they give. `#[assumed]` stands on traits that every type is taken to have.

pub mod marker {
    #[assumed]
    pub trait Send {}
    #[assumed]
    pub trait Sync {}
    #[assumed]
    pub trait Sized {}
    #[assumed]
    pub trait Copy {}
    #[assumed]
    pub trait Unpin {}
    pub struct PhantomData<T>(T);
}

pub mod clone {
    #[assumed]
    pub trait Clone {
        fn clone(&self) -> Self {}
        fn clone_from(&mut self, source: &Self) {}
    }
}

pub mod default {
    #[assumed]
    pub trait Default {
        fn default() -> Self {}
    }
}

pub mod any {
    #[assumed]
    pub trait Any {
        fn type_id(&self) -> TypeId {}
    }
    pub struct TypeId;
    pub fn type_name<T>() -> &'static str {}
}

pub mod cmp {
    #[assumed]
    pub trait PartialEq {
        fn eq(&self, other: &Self) -> bool {}
        fn ne(&self, other: &Self) -> bool {}
    }
    #[assumed]
    pub trait Eq {}
    #[assumed]
    pub trait PartialOrd {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {}
    }
    #[assumed]
    pub trait Ord {
        fn cmp(&self, other: &Self) -> Ordering {}
    }
    pub enum Ordering {
        Less,
        Equal,
        Greater,
    }
    impl Ordering {
        pub fn reverse(self) -> Ordering {}
        pub fn then(self, other: Ordering) -> Ordering {}
        pub fn then_with<F: FnOnce() -> Ordering>(self, f: F) -> Ordering {}
        pub fn is_eq(self) -> bool {}
        pub fn is_lt(self) -> bool {}
        pub fn is_gt(self) -> bool {}
    }
    pub struct Reverse<T>(pub T);
    pub fn max<T>(a: T, b: T) -> T {}
    pub fn min<T>(a: T, b: T) -> T {}
}

pub mod hash {
    #[assumed]
    pub trait Hash {}
    pub trait Hasher {
        fn finish(&self) -> u64 {}
    }
}

pub mod fmt {
    #[assumed]
    pub trait Debug {}
    #[assumed]
    pub trait Display {}
    pub struct Formatter;
    pub struct Error;
    pub struct Arguments;
    pub type Result = std::result::Result<(), Error>;
    pub trait Write {
        fn write_str(&mut self, s: &str) -> Result {}
        fn write_fmt(&mut self, args: Arguments) -> Result {}
    }
}

pub mod error {
    #[assumed]
    pub trait Error {
        fn source(&self) -> Option<Box<dyn Error>> {}
        fn description(&self) -> &str {}
    }
}

pub mod ops {
    pub trait Deref {
        type Target;
        fn deref(&self) -> &Self::Target {}
    }
    pub trait DerefMut: Deref {
        fn deref_mut(&mut self) -> &mut Self::Target {}
    }
    pub trait Index {
        type Output;
    }
    #[assumed]
    pub trait Drop {
        fn drop(&mut self) {}
    }
    pub trait Fn {}
    pub trait FnMut {}
    pub trait FnOnce {}
    pub trait AsyncFn {}
    pub trait AsyncFnMut {}
    pub trait AsyncFnOnce {}
    pub struct Range<T> {
        pub start: T,
        pub end: T,
    }
    pub type RangeInclusive<T> = Range<T>;
    impl<T> Range<T> {
        pub fn contains(&self, item: &T) -> bool {}
        pub fn start(&self) -> &T {}
        pub fn end(&self) -> &T {}
    }
    impl<T> std::iter::Iterator for Range<T> {
        type Item = T;
    }
    pub enum ControlFlow<B, C> {
        Continue(C),
        Break(B),
    }
    #[assumed]
    pub trait Add {
        type Output;
    }
}

pub mod convert {
    #[assumed]
    pub trait From<T> {
        fn from(value: T) -> Self {}
    }
    #[assumed]
    pub trait Into<T> {
        fn into(self) -> T {}
    }
    #[assumed]
    pub trait TryFrom<T> {
        type Error;
        fn try_from(value: T) -> Result<Self, Self::Error> {}
    }
    #[assumed]
    pub trait TryInto<T> {
        type Error;
        fn try_into(self) -> Result<T, Self::Error> {}
    }
    #[assumed]
    pub trait AsRef<T> {
        fn as_ref(&self) -> &T {}
    }
    #[assumed]
    pub trait AsMut<T> {
        fn as_mut(&mut self) -> &mut T {}
    }
    pub enum Infallible {}
    pub fn identity<T>(value: T) -> T {}
}

pub mod borrow {
    #[assumed]
    pub trait ToOwned {
        type Owned;
        fn to_owned(&self) -> Self::Owned {}
    }
    impl ToOwned for str {
        type Owned = String;
    }
    impl<T> ToOwned for [T] {
        type Owned = Vec<T>;
    }
    impl<T> ToOwned for T {
        type Owned = T;
    }
    #[assumed]
    pub trait Borrow<T> {
        fn borrow(&self) -> &T {}
    }
    pub enum Cow<T> {
        Borrowed(T),
        Owned(T),
    }
    impl<T> Cow<T> {
        pub fn into_owned(self) -> <T as ToOwned>::Owned {}
        pub fn to_mut(&mut self) -> &mut T {}
    }
    impl<T> std::ops::Deref for Cow<T> {
        type Target = T;
    }
}

pub mod option {
    pub enum Option<T> {
        None,
        Some(T),
    }
    impl<T> Option<T> {
        pub fn is_some(&self) -> bool {}
        pub fn is_none(&self) -> bool {}
        pub fn is_some_and<F: FnOnce(T) -> bool>(self, f: F) -> bool {}
        pub fn is_none_or<F: FnOnce(T) -> bool>(self, f: F) -> bool {}
        pub fn as_ref(&self) -> Option<&T> {}
        pub fn as_mut(&mut self) -> Option<&mut T> {}
        pub fn as_pin_mut(self) -> Option<T> {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn expect(self, msg: &str) -> T {}
        pub fn unwrap(self) -> T {}
        pub fn unwrap_or(self, default: T) -> T {}
        pub fn unwrap_or_else<F: FnOnce() -> T>(self, f: F) -> T {}
        pub fn unwrap_or_default(self) -> T {}
        pub fn unwrap_unchecked(self) -> T {}
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Option<U> {}
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Option<T> {}
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {}
        pub fn map_or_else<U, D: FnOnce() -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {}
        pub fn ok_or<E>(self, err: E) -> Result<T, E> {}
        pub fn ok_or_else<E, F: FnOnce() -> E>(self, err: F) -> Result<T, E> {}
        pub fn as_deref(&self) -> Option<&<T as std::ops::Deref>::Target> {}
        pub fn as_deref_mut(&mut self) -> Option<&mut <T as std::ops::Deref>::Target> {}
        pub fn iter(&self) -> impl Iterator<Item = T> {}
        pub fn iter_mut(&mut self) -> impl Iterator<Item = T> {}
        pub fn and<U>(self, other: Option<U>) -> Option<U> {}
        pub fn and_then<U, F: FnOnce(T) -> Option<U>>(self, f: F) -> Option<U> {}
        pub fn filter<P: FnOnce(&T) -> bool>(self, predicate: P) -> Option<T> {}
        pub fn or(self, other: Option<T>) -> Option<T> {}
        pub fn or_else<F: FnOnce() -> Option<T>>(self, f: F) -> Option<T> {}
        pub fn xor(self, other: Option<T>) -> Option<T> {}
        pub fn insert(&mut self, value: T) -> &mut T {}
        pub fn get_or_insert(&mut self, value: T) -> &mut T {}
        pub fn get_or_insert_with<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {}
        pub fn get_or_insert_default(&mut self) -> &mut T {}
        pub fn take(&mut self) -> Option<T> {}
        pub fn take_if<P: FnOnce(&mut T) -> bool>(&mut self, predicate: P) -> Option<T> {}
        pub fn replace(&mut self, value: T) -> Option<T> {}
        pub fn zip<U>(self, other: Option<U>) -> Option<(T, U)> {}
        pub fn cloned(self) -> Option<T> {}
        pub fn copied(self) -> Option<T> {}
    }
    impl<T> Option<Option<T>> {
        pub fn flatten(self) -> Option<T> {}
    }
    impl<T, E> Option<Result<T, E>> {
        pub fn transpose(self) -> Result<Option<T>, E> {}
    }
    impl<T> std::iter::IntoIterator for Option<T> {
        type Item = T;
    }
}

pub mod result {
    pub enum Result<T, E> {
        Ok(T),
        Err(E),
    }
    impl<T, E> Result<T, E> {
        pub fn is_ok(&self) -> bool {}
        pub fn is_err(&self) -> bool {}
        pub fn is_ok_and<F: FnOnce(T) -> bool>(self, f: F) -> bool {}
        pub fn is_err_and<F: FnOnce(E) -> bool>(self, f: F) -> bool {}
        pub fn ok(self) -> Option<T> {}
        pub fn err(self) -> Option<E> {}
        pub fn as_ref(&self) -> Result<&T, &E> {}
        pub fn as_mut(&mut self) -> Result<&mut T, &mut E> {}
        pub fn as_deref(&self) -> Result<<T as std::ops::Deref>::Target, E> {}
        pub fn as_deref_mut(&mut self) -> Result<<T as std::ops::Deref>::Target, E> {}
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Result<U, E> {}
        pub fn map_or<U, F: FnOnce(T) -> U>(self, default: U, f: F) -> U {}
        pub fn map_or_else<U, D: FnOnce(E) -> U, F: FnOnce(T) -> U>(self, default: D, f: F) -> U {}
        pub fn map_err<F, O: FnOnce(E) -> F>(self, op: O) -> Result<T, F> {}
        pub fn inspect<F: FnOnce(&T)>(self, f: F) -> Result<T, E> {}
        pub fn inspect_err<F: FnOnce(&E)>(self, f: F) -> Result<T, E> {}
        pub fn iter(&self) -> impl Iterator<Item = T> {}
        pub fn expect(self, msg: &str) -> T {}
        pub fn unwrap(self) -> T {}
        pub fn unwrap_or_default(self) -> T {}
        pub fn expect_err(self, msg: &str) -> E {}
        pub fn unwrap_err(self) -> E {}
        pub fn and<U>(self, res: Result<U, E>) -> Result<U, E> {}
        pub fn and_then<U, F: FnOnce(T) -> Result<U, E>>(self, op: F) -> Result<U, E> {}
        pub fn or<F>(self, res: Result<T, F>) -> Result<T, F> {}
        pub fn or_else<F, O: FnOnce(E) -> Result<T, F>>(self, op: O) -> Result<T, F> {}
        pub fn unwrap_or(self, default: T) -> T {}
        pub fn unwrap_or_else<F: FnOnce(E) -> T>(self, op: F) -> T {}
        pub fn unwrap_unchecked(self) -> T {}
        pub fn cloned(self) -> Result<T, E> {}
        pub fn copied(self) -> Result<T, E> {}
    }
    impl<T, E> Result<Option<T>, E> {
        pub fn transpose(self) -> Option<Result<T, E>> {}
    }
    impl<T, E> Result<Result<T, E>, E> {
        pub fn flatten(self) -> Result<T, E> {}
    }
    impl<T, E> std::iter::IntoIterator for Result<T, E> {
        type Item = T;
    }
}

pub mod boxed {
    pub struct Box<T>(T);
    impl<T> Box<T> {
        pub fn new(x: T) -> Box<T> {}
        pub fn pin(x: T) -> std::pin::Pin<Box<T>> {}
        pub fn leak(b: Box<T>) -> &'static mut T {}
        pub fn into_pin(b: Box<T>) -> std::pin::Pin<Box<T>> {}
        pub fn into_raw(b: Box<T>) -> *mut T {}
        pub unsafe fn from_raw(raw: *mut T) -> Box<T> {}
    }
    impl<T> std::ops::Deref for Box<T> {
        type Target = T;
    }
    impl<F: std::future::Future> std::future::Future for Box<F> {
        type Output = F::Output;
    }
    impl<I: Iterator> Iterator for Box<I> {
        type Item = I::Item;
    }
}

pub mod pin {
    pub struct Pin<P>(P);
    impl<P> Pin<P> {
        pub fn new(pointer: P) -> Pin<P> {}
        pub unsafe fn new_unchecked(pointer: P) -> Pin<P> {}
        pub fn as_mut(&mut self) -> Pin<P> {}
        pub fn as_ref(&self) -> Pin<P> {}
        pub fn get_mut(self) -> P {}
        pub fn get_ref(self) -> P {}
        pub fn into_inner(pin: Pin<P>) -> P {}
        pub fn set(&mut self, value: P) {}
    }
    impl<P> std::ops::Deref for Pin<P> {
        type Target = P;
    }
    impl<F: std::future::Future> std::future::Future for Pin<F> {
        type Output = F::Output;
    }
}

pub mod rc {
    pub struct Rc<T>(T);
    pub struct Weak<T>(T);
    impl<T> Rc<T> {
        pub fn new(value: T) -> Rc<T> {}
        pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(f: F) -> Rc<T> {}
        pub fn try_unwrap(this: Rc<T>) -> Result<T, Rc<T>> {}
        pub fn into_inner(this: Rc<T>) -> Option<T> {}
        pub fn unwrap_or_clone(this: Rc<T>) -> T {}
        pub fn downgrade(this: &Rc<T>) -> Weak<T> {}
        pub fn strong_count(this: &Rc<T>) -> usize {}
        pub fn get_mut(this: &mut Rc<T>) -> Option<&mut T> {}
        pub fn make_mut(this: &mut Rc<T>) -> &mut T {}
        pub fn ptr_eq(this: &Rc<T>, other: &Rc<T>) -> bool {}
    }
    impl<T> Weak<T> {
        pub fn new() -> Weak<T> {}
        pub fn upgrade(&self) -> Option<Rc<T>> {}
    }
    impl<T> std::ops::Deref for Rc<T> {
        type Target = T;
    }
}

pub mod cell {
    pub struct Cell<T>(T);
    pub struct RefCell<T>(T);
    pub struct Ref<T>(T);
    pub struct RefMut<T>(T);
    pub struct OnceCell<T>(T);
    pub struct LazyCell<T>(T);
    pub struct UnsafeCell<T>(T);
    impl<T> Cell<T> {
        pub fn new(value: T) -> Cell<T> {}
        pub fn get(&self) -> T {}
        pub fn set(&self, value: T) {}
        pub fn take(&self) -> T {}
        pub fn replace(&self, value: T) -> T {}
        pub fn into_inner(self) -> T {}
    }
    impl<T> RefCell<T> {
        pub fn new(value: T) -> RefCell<T> {}
        pub fn borrow(&self) -> Ref<T> {}
        pub fn borrow_mut(&self) -> RefMut<T> {}
        pub fn replace(&self, value: T) -> T {}
        pub fn take(&self) -> T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn into_inner(self) -> T {}
    }
    impl<T> UnsafeCell<T> {
        pub fn new(value: T) -> UnsafeCell<T> {}
        pub fn get(&self) -> *mut T {}
    }
    impl<T> OnceCell<T> {
        pub fn new() -> OnceCell<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn take(&mut self) -> Option<T> {}
        pub fn into_inner(self) -> Option<T> {}
    }
    impl<T> LazyCell<T> {
        pub fn new<F: FnOnce() -> T>(f: F) -> LazyCell<T> {}
    }
    impl<T> std::ops::Deref for Ref<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for RefMut<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for LazyCell<T> {
        type Target = T;
    }
}

pub mod sync {
    pub struct Arc<T>(T);
    pub struct Weak<T>(T);
    impl<T> Arc<T> {
        pub fn new(value: T) -> Arc<T> {}
        pub fn new_cyclic<F: FnOnce(&Weak<T>) -> T>(f: F) -> Arc<T> {}
        pub fn pin(value: T) -> std::pin::Pin<Arc<T>> {}
        pub fn try_unwrap(this: Arc<T>) -> Result<T, Arc<T>> {}
        pub fn into_inner(this: Arc<T>) -> Option<T> {}
        pub fn unwrap_or_clone(this: Arc<T>) -> T {}
        pub fn downgrade(this: &Arc<T>) -> Weak<T> {}
        pub fn strong_count(this: &Arc<T>) -> usize {}
        pub fn get_mut(this: &mut Arc<T>) -> Option<&mut T> {}
        pub fn make_mut(this: &mut Arc<T>) -> &mut T {}
        pub fn ptr_eq(this: &Arc<T>, other: &Arc<T>) -> bool {}
    }
    impl<T> Weak<T> {
        pub fn new() -> Weak<T> {}
        pub fn upgrade(&self) -> Option<Arc<T>> {}
        pub fn strong_count(&self) -> usize {}
    }
    impl<T> std::ops::Deref for Arc<T> {
        type Target = T;
    }

    pub struct PoisonError<T>(T);
    impl<T> PoisonError<T> {
        pub fn into_inner(self) -> T {}
        pub fn get_ref(&self) -> &T {}
        pub fn get_mut(&mut self) -> &mut T {}
    }
    pub type LockResult<T> = Result<T, PoisonError<T>>;
    pub enum TryLockError<T> {
        Poisoned(PoisonError<T>),
        WouldBlock,
    }

    pub struct Mutex<T>(T);
    pub struct MutexGuard<T>(T);
    impl<T> Mutex<T> {
        pub const fn new(value: T) -> Mutex<T> {}
        pub fn lock(&self) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>> {}
        pub fn try_lock(&self) -> Result<MutexGuard<T>, TryLockError<MutexGuard<T>>> {}
        pub fn into_inner(self) -> Result<T, PoisonError<T>> {}
        pub fn get_mut(&mut self) -> Result<&mut T, PoisonError<T>> {}
        pub fn clear_poison(&self) {}
        pub fn is_poisoned(&self) -> bool {}
    }
    impl<T> std::ops::Deref for MutexGuard<T> {
        type Target = T;
    }

    pub struct RwLock<T>(T);
    pub struct RwLockReadGuard<T>(T);
    pub struct RwLockWriteGuard<T>(T);
    impl<T> RwLock<T> {
        pub const fn new(value: T) -> RwLock<T> {}
        pub fn read(&self) -> Result<RwLockReadGuard<T>, PoisonError<RwLockReadGuard<T>>> {}
        pub fn write(&self) -> Result<RwLockWriteGuard<T>, PoisonError<RwLockWriteGuard<T>>> {}
        pub fn try_read(&self) -> Result<RwLockReadGuard<T>, TryLockError<RwLockReadGuard<T>>> {}
        pub fn try_write(&self) -> Result<RwLockWriteGuard<T>, TryLockError<RwLockWriteGuard<T>>> {}
        pub fn into_inner(self) -> Result<T, PoisonError<T>> {}
        pub fn get_mut(&mut self) -> Result<&mut T, PoisonError<T>> {}
    }
    impl<T> std::ops::Deref for RwLockReadGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for RwLockWriteGuard<T> {
        type Target = T;
    }

    pub struct OnceLock<T>(T);
    pub struct LazyLock<T>(T);
    pub struct Once;
    impl<T> OnceLock<T> {
        pub const fn new() -> OnceLock<T> {}
        pub fn get(&self) -> Option<&T> {}
        pub fn get_mut(&mut self) -> Option<&mut T> {}
        pub fn set(&self, value: T) -> Result<(), T> {}
        pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {}
        pub fn wait(&self) -> &T {}
        pub fn take(&mut self) -> Option<T> {}
        pub fn into_inner(self) -> Option<T> {}
    }
    impl<T> LazyLock<T> {
        pub const fn new<F: FnOnce() -> T>(f: F) -> LazyLock<T> {}
        pub fn force(this: &LazyLock<T>) -> &T {}
    }
    impl<T> std::ops::Deref for LazyLock<T> {
        type Target = T;
    }
    impl Once {
        pub const fn new() -> Once {}
        pub fn call_once<F: FnOnce()>(&self, f: F) {}
    }

    pub struct Barrier;
    pub struct Condvar;
    impl Condvar {
        pub const fn new() -> Condvar {}
        pub fn wait<T>(&self, guard: MutexGuard<T>) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>> {}
        pub fn notify_one(&self) {}
        pub fn notify_all(&self) {}
    }

    pub mod mpsc {
        pub struct Sender<T>(T);
        pub struct SyncSender<T>(T);
        pub struct Receiver<T>(T);
        pub struct SendError<T>(pub T);
        pub struct RecvError;
        pub enum TryRecvError {
            Empty,
            Disconnected,
        }
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {}
        impl<T> Sender<T> {
            pub fn send(&self, value: T) -> Result<(), SendError<T>> {}
        }
        impl<T> SyncSender<T> {
            pub fn send(&self, value: T) -> Result<(), SendError<T>> {}
            pub fn try_send(&self, value: T) -> Result<(), SendError<T>> {}
        }
        impl<T> Receiver<T> {
            pub fn recv(&self) -> Result<T, RecvError> {}
            pub fn try_recv(&self) -> Result<T, TryRecvError> {}
            pub fn recv_timeout(&self, timeout: std::time::Duration) -> Result<T, RecvError> {}
            pub fn iter(&self) -> impl Iterator<Item = T> {}
            pub fn try_iter(&self) -> impl Iterator<Item = T> {}
        }
        impl<T> std::iter::IntoIterator for Receiver<T> {
            type Item = T;
        }
    }

    pub mod atomic {
        pub enum Ordering {
            Relaxed,
            Release,
            Acquire,
            AcqRel,
            SeqCst,
        }
        pub struct AtomicBool;
        pub struct AtomicUsize;
        pub struct AtomicU64;
        pub struct AtomicU32;
        pub struct AtomicI64;
        impl AtomicBool {
            pub const fn new(value: bool) -> AtomicBool {}
            pub fn load(&self, order: Ordering) -> bool {}
            pub fn store(&self, value: bool, order: Ordering) {}
            pub fn swap(&self, value: bool, order: Ordering) -> bool {}
        }
        impl AtomicUsize {
            pub const fn new(value: usize) -> AtomicUsize {}
            pub fn load(&self, order: Ordering) -> usize {}
            pub fn store(&self, value: usize, order: Ordering) {}
            pub fn fetch_add(&self, value: usize, order: Ordering) -> usize {}
            pub fn fetch_sub(&self, value: usize, order: Ordering) -> usize {}
        }
        impl AtomicU64 {
            pub const fn new(value: u64) -> AtomicU64 {}
            pub fn load(&self, order: Ordering) -> u64 {}
            pub fn store(&self, value: u64, order: Ordering) {}
            pub fn fetch_add(&self, value: u64, order: Ordering) -> u64 {}
            pub fn fetch_sub(&self, value: u64, order: Ordering) -> u64 {}
        }
        impl AtomicU32 {
            pub const fn new(value: u32) -> AtomicU32 {}
            pub fn load(&self, order: Ordering) -> u32 {}
            pub fn store(&self, value: u32, order: Ordering) {}
            pub fn fetch_add(&self, value: u32, order: Ordering) -> u32 {}
            pub fn fetch_sub(&self, value: u32, order: Ordering) -> u32 {}
        }
        impl AtomicI64 {
            pub const fn new(value: i64) -> AtomicI64 {}
            pub fn load(&self, order: Ordering) -> i64 {}
            pub fn store(&self, value: i64, order: Ordering) {}
            pub fn fetch_add(&self, value: i64, order: Ordering) -> i64 {}
            pub fn fetch_sub(&self, value: i64, order: Ordering) -> i64 {}
        }
    }
}

pub mod mem {
    pub struct ManuallyDrop<T>(T);
    impl<T> ManuallyDrop<T> {
        pub const fn new(value: T) -> ManuallyDrop<T> {}
        pub fn into_inner(slot: ManuallyDrop<T>) -> T {}
    }
    impl<T> std::ops::Deref for ManuallyDrop<T> {
        type Target = T;
    }
    pub fn drop<T>(value: T) {}
    pub fn forget<T>(value: T) {}
    pub fn replace<T>(dest: &mut T, src: T) -> T {}
    pub fn swap<T>(a: &mut T, b: &mut T) {}
    pub fn take<T>(dest: &mut T) -> T {}
    pub fn size_of<T>() -> usize {}
}

pub mod panic {
    pub struct AssertUnwindSafe<T>(pub T);
    impl<T> std::ops::Deref for AssertUnwindSafe<T> {
        type Target = T;
    }
    impl<F: std::future::Future> std::future::Future for AssertUnwindSafe<F> {
        type Output = F::Output;
    }
    pub fn catch_unwind<R, F: FnOnce() -> R>(f: F) -> Result<R, Box<dyn std::any::Any>> {}
    pub fn resume_unwind(payload: Box<dyn std::any::Any>) -> ! {}
    pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo)>) {}
    pub struct PanicHookInfo;
}

pub mod future {
    pub trait Future {
        type Output;
    }
    pub trait IntoFuture {
        type Output;
        fn into_future(self) -> impl Future<Output = Self::Output> {}
    }
    impl<F: Future> IntoFuture for F {
        type Output = F::Output;
    }
    pub fn ready<T>(t: T) -> impl Future<Output = T> {}
    pub fn pending<T>() -> impl Future<Output = T> {}
    pub fn poll_fn<T, F: FnMut(&mut std::task::Context) -> std::task::Poll<T>>(f: F) -> impl Future<Output = T> {}
}

pub mod task {
    pub enum Poll<T> {
        Ready(T),
        Pending,
    }
    impl<T> Poll<T> {
        pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<U> {}
        pub fn is_ready(&self) -> bool {}
        pub fn is_pending(&self) -> bool {}
    }
    pub struct Context;
    pub struct Waker;
}

pub mod string {
    pub struct String;
    impl String {
        pub fn new() -> String {}
        pub fn with_capacity(capacity: usize) -> String {}
        pub fn from_utf8(vec: Vec<u8>) -> Result<String, FromUtf8Error> {}
        pub fn from_utf8_lossy(v: &[u8]) -> std::borrow::Cow<str> {}
        pub fn push_str(&mut self, string: &str) {}
        pub fn push(&mut self, ch: char) {}
        pub fn pop(&mut self) -> Option<char> {}
        pub fn as_str(&self) -> &str {}
        pub fn as_mut_str(&mut self) -> &mut str {}
        pub fn into_bytes(self) -> Vec<u8> {}
        pub fn as_bytes(&self) -> &[u8] {}
        pub fn into_boxed_str(self) -> Box<str> {}
        pub fn clear(&mut self) {}
        pub fn truncate(&mut self, new_len: usize) {}
        pub fn insert_str(&mut self, idx: usize, string: &str) {}
        pub fn leak(self) -> &'static str {}
    }
    impl std::ops::Deref for String {
        type Target = str;
    }
    pub struct FromUtf8Error;
    #[assumed]
    pub trait ToString {
        fn to_string(&self) -> String {}
    }
}

pub mod str {
    pub trait FromStr {
        type Err;
        fn from_str(s: &str) -> Result<Self, Self::Err> {}
    }
    pub struct Utf8Error;
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
    impl str {
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn as_bytes(&self) -> &[u8] {}
        pub fn as_str(&self) -> &str {}
        pub fn chars(&self) -> impl Iterator<Item = char> {}
        pub fn char_indices(&self) -> impl Iterator<Item = (usize, char)> {}
        pub fn bytes(&self) -> impl Iterator<Item = u8> {}
        pub fn lines(&self) -> impl Iterator<Item = str> {}
        pub fn split<P>(&self, pat: P) -> impl Iterator<Item = str> {}
        pub fn rsplit<P>(&self, pat: P) -> impl Iterator<Item = str> {}
        pub fn splitn<P>(&self, n: usize, pat: P) -> impl Iterator<Item = str> {}
        pub fn rsplitn<P>(&self, n: usize, pat: P) -> impl Iterator<Item = str> {}
        pub fn split_whitespace(&self) -> impl Iterator<Item = str> {}
        pub fn split_ascii_whitespace(&self) -> impl Iterator<Item = str> {}
        pub fn split_terminator<P>(&self, pat: P) -> impl Iterator<Item = str> {}
        pub fn matches<P>(&self, pat: P) -> impl Iterator<Item = str> {}
        pub fn split_once<P>(&self, pat: P) -> Option<(str, str)> {}
        pub fn rsplit_once<P>(&self, pat: P) -> Option<(str, str)> {}
        pub fn split_at(&self, mid: usize) -> (str, str) {}
        pub fn starts_with<P>(&self, pat: P) -> bool {}
        pub fn ends_with<P>(&self, pat: P) -> bool {}
        pub fn contains<P>(&self, pat: P) -> bool {}
        pub fn find<P>(&self, pat: P) -> Option<usize> {}
        pub fn rfind<P>(&self, pat: P) -> Option<usize> {}
        pub fn trim(&self) -> &str {}
        pub fn trim_start(&self) -> &str {}
        pub fn trim_end(&self) -> &str {}
        pub fn trim_matches<P>(&self, pat: P) -> &str {}
        pub fn trim_start_matches<P>(&self, pat: P) -> &str {}
        pub fn trim_end_matches<P>(&self, pat: P) -> &str {}
        pub fn strip_prefix<P>(&self, pat: P) -> Option<&str> {}
        pub fn strip_suffix<P>(&self, pat: P) -> Option<&str> {}
        pub fn parse<F: FromStr>(&self) -> Result<F, F::Err> {}
        pub fn to_lowercase(&self) -> String {}
        pub fn to_uppercase(&self) -> String {}
        pub fn to_ascii_lowercase(&self) -> String {}
        pub fn to_ascii_uppercase(&self) -> String {}
        pub fn replace<P>(&self, from: P, to: &str) -> String {}
        pub fn replacen<P>(&self, from: P, to: &str, count: usize) -> String {}
        pub fn repeat(&self, n: usize) -> String {}
        pub fn get<I>(&self, i: I) -> Option<&str> {}
        pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
        pub fn into_string(self) -> String {}
    }
}

pub mod slice {
    impl<T> [T] {
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn first(&self) -> Option<&T> {}
        pub fn first_mut(&mut self) -> Option<&mut T> {}
        pub fn last(&self) -> Option<&T> {}
        pub fn last_mut(&mut self) -> Option<&mut T> {}
        pub fn split_first(&self) -> Option<(&T, &[T])> {}
        pub fn split_last(&self) -> Option<(&T, &[T])> {}
        pub fn get(&self, index: usize) -> Option<&T> {}
        pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {}
        pub fn iter(&self) -> impl Iterator<Item = T> {}
        pub fn iter_mut(&mut self) -> impl Iterator<Item = T> {}
        pub fn windows(&self, size: usize) -> impl Iterator<Item = [T]> {}
        pub fn chunks(&self, size: usize) -> impl Iterator<Item = [T]> {}
        pub fn chunks_mut(&mut self, size: usize) -> impl Iterator<Item = [T]> {}
        pub fn chunks_exact(&self, size: usize) -> impl Iterator<Item = [T]> {}
        pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, f: F) -> impl Iterator<Item = [T]> {}
        pub fn split<F: FnMut(&T) -> bool>(&self, f: F) -> impl Iterator<Item = [T]> {}
        pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
        pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
        pub fn contains(&self, x: &T) -> bool {}
        pub fn starts_with(&self, needle: &[T]) -> bool {}
        pub fn ends_with(&self, needle: &[T]) -> bool {}
        pub fn binary_search(&self, x: &T) -> Result<usize, usize> {}
        pub fn binary_search_by_key<B, F: FnMut(&T) -> B>(&self, b: &B, f: F) -> Result<usize, usize> {}
        pub fn sort(&mut self) {}
        pub fn sort_by<F: FnMut(&T, &T) -> std::cmp::Ordering>(&mut self, compare: F) {}
        pub fn sort_by_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn sort_unstable(&mut self) {}
        pub fn sort_unstable_by<F: FnMut(&T, &T) -> std::cmp::Ordering>(&mut self, compare: F) {}
        pub fn sort_unstable_by_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn reverse(&mut self) {}
        pub fn swap(&mut self, a: usize, b: usize) {}
        pub fn fill(&mut self, value: T) {}
        pub fn to_vec(&self) -> Vec<T> {}
        pub fn into_vec(self) -> Vec<T> {}
        pub fn concat(&self) -> T {}
        pub fn join<S>(&self, sep: S) -> String {}
        pub fn copy_from_slice(&mut self, src: &[T]) {}
        pub fn map<U, F: FnMut(T) -> U>(self, f: F) -> [U] {}
        pub fn as_slice(&self) -> &[T] {}
    }
    impl<T> std::iter::IntoIterator for [T] {
        type Item = T;
    }
    impl<T> std::ops::Index for [T] {
        type Output = T;
    }
}

pub mod array {
    pub fn from_fn<T, F: FnMut(usize) -> T>(f: F) -> [T] {}
}

pub mod vec {
    pub struct Vec<T>(T);
    impl<T> Vec<T> {
        pub const fn new() -> Vec<T> {}
        pub fn with_capacity(capacity: usize) -> Vec<T> {}
        pub fn push(&mut self, value: T) {}
        pub fn pop(&mut self) -> Option<T> {}
        pub fn insert(&mut self, index: usize, element: T) {}
        pub fn remove(&mut self, index: usize) -> T {}
        pub fn swap_remove(&mut self, index: usize) -> T {}
        pub fn append(&mut self, other: &mut Vec<T>) {}
        pub fn extend_from_slice(&mut self, other: &[T]) {}
        pub fn clear(&mut self) {}
        pub fn truncate(&mut self, len: usize) {}
        pub fn resize(&mut self, new_len: usize, value: T) {}
        pub fn reserve(&mut self, additional: usize) {}
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
        pub fn retain_mut<F: FnMut(&mut T) -> bool>(&mut self, f: F) {}
        pub fn dedup(&mut self) {}
        pub fn dedup_by_key<K, F: FnMut(&mut T) -> K>(&mut self, key: F) {}
        pub fn drain<R>(&mut self, range: R) -> impl Iterator<Item = T> {}
        pub fn extract_if<R, F: FnMut(&mut T) -> bool>(&mut self, range: R, f: F) -> impl Iterator<Item = T> {}
        pub fn splice<R, I: IntoIterator<Item = T>>(&mut self, range: R, with: I) -> impl Iterator<Item = T> {}
        pub fn split_off(&mut self, at: usize) -> Vec<T> {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
        pub fn into_boxed_slice(self) -> Box<[T]> {}
        pub fn capacity(&self) -> usize {}
    }
    impl<T> std::ops::Deref for Vec<T> {
        type Target = [T];
    }
    impl<T> std::iter::IntoIterator for Vec<T> {
        type Item = T;
    }
    impl<T> std::iter::Extend<T> for Vec<T> {}
    impl<T> std::iter::FromIterator<T> for Vec<T> {}
}

pub mod collections {
    pub struct HashMap<K, V>(K, V);
    pub struct BTreeMap<K, V>(K, V);
    pub struct HashSet<T>(T);
    pub struct BTreeSet<T>(T);
    pub struct VecDeque<T>(T);
    pub struct BinaryHeap<T>(T);
    pub struct LinkedList<T>(T);

    impl<K, V> HashMap<K, V> {
        pub fn new() -> HashMap<K, V> {}
        pub fn with_capacity(capacity: usize) -> HashMap<K, V> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn clear(&mut self) {}
        pub fn insert(&mut self, k: K, v: V) -> Option<V> {}
        pub fn get<Q>(&self, k: &Q) -> Option<&V> {}
        pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V> {}
        pub fn get_key_value<Q>(&self, k: &Q) -> Option<(&K, &V)> {}
        pub fn contains_key<Q>(&self, k: &Q) -> bool {}
        pub fn remove<Q>(&mut self, k: &Q) -> Option<V> {}
        pub fn remove_entry<Q>(&mut self, k: &Q) -> Option<(K, V)> {}
        pub fn entry(&mut self, key: K) -> Entry<K, V> {}
        pub fn keys(&self) -> impl Iterator<Item = K> {}
        pub fn values(&self) -> impl Iterator<Item = V> {}
        pub fn values_mut(&mut self) -> impl Iterator<Item = V> {}
        pub fn into_keys(self) -> impl Iterator<Item = K> {}
        pub fn into_values(self) -> impl Iterator<Item = V> {}
        pub fn iter(&self) -> impl Iterator<Item = (K, V)> {}
        pub fn iter_mut(&mut self) -> impl Iterator<Item = (K, V)> {}
        pub fn drain(&mut self) -> impl Iterator<Item = (K, V)> {}
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    }
    impl<K, V> BTreeMap<K, V> {
        pub const fn new() -> BTreeMap<K, V> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn clear(&mut self) {}
        pub fn insert(&mut self, k: K, v: V) -> Option<V> {}
        pub fn get<Q>(&self, k: &Q) -> Option<&V> {}
        pub fn get_mut<Q>(&mut self, k: &Q) -> Option<&mut V> {}
        pub fn contains_key<Q>(&self, k: &Q) -> bool {}
        pub fn remove<Q>(&mut self, k: &Q) -> Option<V> {}
        pub fn entry(&mut self, key: K) -> Entry<K, V> {}
        pub fn first_key_value(&self) -> Option<(&K, &V)> {}
        pub fn last_key_value(&self) -> Option<(&K, &V)> {}
        pub fn pop_first(&mut self) -> Option<(K, V)> {}
        pub fn pop_last(&mut self) -> Option<(K, V)> {}
        pub fn keys(&self) -> impl Iterator<Item = K> {}
        pub fn values(&self) -> impl Iterator<Item = V> {}
        pub fn values_mut(&mut self) -> impl Iterator<Item = V> {}
        pub fn into_keys(self) -> impl Iterator<Item = K> {}
        pub fn into_values(self) -> impl Iterator<Item = V> {}
        pub fn iter(&self) -> impl Iterator<Item = (K, V)> {}
        pub fn iter_mut(&mut self) -> impl Iterator<Item = (K, V)> {}
        pub fn range<R>(&self, range: R) -> impl Iterator<Item = (K, V)> {}
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    }
    pub mod hash_map {
        pub use super::Entry;
        pub use super::HashMap;
    }
    pub mod btree_map {
        pub use super::Entry;
        pub use super::BTreeMap;
    }
    pub enum Entry<K, V> {
        Occupied(OccupiedEntry<K, V>),
        Vacant(VacantEntry<K, V>),
    }
    pub struct OccupiedEntry<K, V>(K, V);
    pub struct VacantEntry<K, V>(K, V);
    impl<K, V> Entry<K, V> {
        pub fn or_insert(self, default: V) -> &mut V {}
        pub fn or_insert_with<F: FnOnce() -> V>(self, default: F) -> &mut V {}
        pub fn or_default(self) -> &mut V {}
        pub fn and_modify<F: FnOnce(&mut V)>(self, f: F) -> Entry<K, V> {}
        pub fn key(&self) -> &K {}
        pub fn insert_entry(self, value: V) -> OccupiedEntry<K, V> {}
    }
    impl<K, V> OccupiedEntry<K, V> {
        pub fn get(&self) -> &V {}
        pub fn get_mut(&mut self) -> &mut V {}
        pub fn into_mut(self) -> &mut V {}
        pub fn insert(&mut self, value: V) -> V {}
        pub fn remove(self) -> V {}
        pub fn key(&self) -> &K {}
    }
    impl<K, V> VacantEntry<K, V> {
        pub fn insert(self, value: V) -> &mut V {}
        pub fn key(&self) -> &K {}
    }
    impl<K, V> std::iter::IntoIterator for HashMap<K, V> {
        type Item = (K, V);
    }
    impl<K, V> std::iter::IntoIterator for BTreeMap<K, V> {
        type Item = (K, V);
    }
    impl<K, V> std::ops::Index for HashMap<K, V> {
        type Output = V;
    }
    impl<K, V> std::ops::Index for BTreeMap<K, V> {
        type Output = V;
    }
    impl<K, V> std::iter::FromIterator<(K, V)> for HashMap<K, V> {}
    impl<K, V> std::iter::FromIterator<(K, V)> for BTreeMap<K, V> {}

    impl<T> HashSet<T> {
        pub fn new() -> HashSet<T> {}
        pub fn with_capacity(capacity: usize) -> HashSet<T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn clear(&mut self) {}
        pub fn insert(&mut self, value: T) -> bool {}
        pub fn replace(&mut self, value: T) -> Option<T> {}
        pub fn contains<Q>(&self, value: &Q) -> bool {}
        pub fn get<Q>(&self, value: &Q) -> Option<&T> {}
        pub fn remove<Q>(&mut self, value: &Q) -> bool {}
        pub fn take<Q>(&mut self, value: &Q) -> Option<T> {}
        pub fn iter(&self) -> impl Iterator<Item = T> {}
        pub fn drain(&mut self) -> impl Iterator<Item = T> {}
        pub fn union(&self, other: &HashSet<T>) -> impl Iterator<Item = T> {}
        pub fn difference(&self, other: &HashSet<T>) -> impl Iterator<Item = T> {}
        pub fn intersection(&self, other: &HashSet<T>) -> impl Iterator<Item = T> {}
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
    }
    impl<T> BTreeSet<T> {
        pub const fn new() -> BTreeSet<T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn insert(&mut self, value: T) -> bool {}
        pub fn contains<Q>(&self, value: &Q) -> bool {}
        pub fn remove<Q>(&mut self, value: &Q) -> bool {}
        pub fn iter(&self) -> impl Iterator<Item = T> {}
        pub fn first(&self) -> Option<&T> {}
        pub fn last(&self) -> Option<&T> {}
        pub fn pop_first(&mut self) -> Option<T> {}
    }
    impl<T> std::iter::IntoIterator for HashSet<T> {
        type Item = T;
    }
    impl<T> std::iter::IntoIterator for BTreeSet<T> {
        type Item = T;
    }
    impl<T> std::iter::FromIterator<T> for HashSet<T> {}
    impl<T> std::iter::FromIterator<T> for BTreeSet<T> {}

    impl<T> VecDeque<T> {
        pub fn new() -> VecDeque<T> {}
        pub fn with_capacity(capacity: usize) -> VecDeque<T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn clear(&mut self) {}
        pub fn push_back(&mut self, value: T) {}
        pub fn push_front(&mut self, value: T) {}
        pub fn pop_back(&mut self) -> Option<T> {}
        pub fn pop_front(&mut self) -> Option<T> {}
        pub fn front(&self) -> Option<&T> {}
        pub fn front_mut(&mut self) -> Option<&mut T> {}
        pub fn back(&self) -> Option<&T> {}
        pub fn back_mut(&mut self) -> Option<&mut T> {}
        pub fn get(&self, index: usize) -> Option<&T> {}
        pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {}
        pub fn iter(&self) -> impl Iterator<Item = T> {}
        pub fn iter_mut(&mut self) -> impl Iterator<Item = T> {}
        pub fn drain<R>(&mut self, range: R) -> impl Iterator<Item = T> {}
        pub fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
        pub fn remove(&mut self, index: usize) -> Option<T> {}
    }
    impl<T> std::iter::IntoIterator for VecDeque<T> {
        type Item = T;
    }
    impl<T> std::ops::Index for VecDeque<T> {
        type Output = T;
    }
    impl<T> std::iter::FromIterator<T> for VecDeque<T> {}
    impl<T> BinaryHeap<T> {
        pub fn new() -> BinaryHeap<T> {}
        pub fn push(&mut self, item: T) {}
        pub fn pop(&mut self) -> Option<T> {}
        pub fn peek(&self) -> Option<&T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn into_vec(self) -> Vec<T> {}
        pub fn into_sorted_vec(self) -> Vec<T> {}
    }
    impl<T> std::iter::IntoIterator for BinaryHeap<T> {
        type Item = T;
    }
}

pub mod iter {
    pub trait IntoIterator {
        type Item;
        fn into_iter(self) -> impl Iterator<Item = Self::Item> {}
    }
    impl<I: Iterator> IntoIterator for I {
        type Item = I::Item;
    }
    pub trait FromIterator<A> {
        fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self {}
    }
    pub trait Extend<A> {
        fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T) {}
    }
    pub trait Iterator {
        type Item;
        fn next(&mut self) -> Option<Self::Item> {}
        fn size_hint(&self) -> (usize, Option<usize>) {}
        fn count(self) -> usize {}
        fn last(self) -> Option<Self::Item> {}
        fn nth(&mut self, n: usize) -> Option<Self::Item> {}
        fn next_back(&mut self) -> Option<Self::Item> {}
        fn len(&self) -> usize {}
        fn step_by(self, step: usize) -> impl Iterator<Item = Self::Item> {}
        fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> impl Iterator<Item = Self::Item> {}
        fn zip<U: IntoIterator>(self, other: U) -> impl Iterator<Item = (Self::Item, U::Item)> {}
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> impl Iterator<Item = B> {}
        fn for_each<F: FnMut(Self::Item)>(self, f: F) {}
        fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> impl Iterator<Item = Self::Item> {}
        fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> impl Iterator<Item = B> {}
        fn enumerate(self) -> impl Iterator<Item = (usize, Self::Item)> {}
        fn peekable(self) -> Peekable<Self::Item> {}
        fn skip_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> impl Iterator<Item = Self::Item> {}
        fn take_while<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> impl Iterator<Item = Self::Item> {}
        fn map_while<B, P: FnMut(Self::Item) -> Option<B>>(self, predicate: P) -> impl Iterator<Item = B> {}
        fn skip(self, n: usize) -> impl Iterator<Item = Self::Item> {}
        fn take(self, n: usize) -> impl Iterator<Item = Self::Item> {}
        fn scan<St, B, F: FnMut(&mut St, Self::Item) -> Option<B>>(self, initial_state: St, f: F) -> impl Iterator<Item = B> {}
        fn flat_map<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, f: F) -> impl Iterator<Item = U::Item> {}
        fn flatten(self) -> impl Iterator<Item = <Self::Item as IntoIterator>::Item> {}
        fn fuse(self) -> impl Iterator<Item = Self::Item> {}
        fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> impl Iterator<Item = Self::Item> {}
        fn by_ref(&mut self) -> impl Iterator<Item = Self::Item> {}
        fn collect<B: FromIterator<Self::Item>>(self) -> B {}
        fn partition<B, F: FnMut(&Self::Item) -> bool>(self, f: F) -> (B, B) {}
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {}
        fn try_fold<B, R, F: FnMut(B, Self::Item) -> R>(&mut self, init: B, f: F) -> R {}
        fn try_for_each<R, F: FnMut(Self::Item) -> R>(&mut self, f: F) -> R {}
        fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item> {}
        fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
        fn find<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> {}
        fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B> {}
        fn position<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> {}
        fn max(self) -> Option<Self::Item> {}
        fn min(self) -> Option<Self::Item> {}
        fn max_by_key<B, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> {}
        fn min_by_key<B, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> {}
        fn max_by<F: FnMut(&Self::Item, &Self::Item) -> std::cmp::Ordering>(self, f: F) -> Option<Self::Item> {}
        fn min_by<F: FnMut(&Self::Item, &Self::Item) -> std::cmp::Ordering>(self, f: F) -> Option<Self::Item> {}
        fn rev(self) -> impl Iterator<Item = Self::Item> {}
        fn unzip<FromA, FromB>(self) -> (FromA, FromB) {}
        fn copied(self) -> impl Iterator<Item = Self::Item> {}
        fn cloned(self) -> impl Iterator<Item = Self::Item> {}
        fn cycle(self) -> impl Iterator<Item = Self::Item> {}
        fn sum<S>(self) -> S {}
        fn product<P>(self) -> P {}
    }
    pub struct Peekable<T>(T);
    impl<T> Peekable<T> {
        pub fn peek(&mut self) -> Option<&T> {}
        pub fn next_if<F: FnOnce(&T) -> bool>(&mut self, f: F) -> Option<T> {}
    }
    impl<T> Iterator for Peekable<T> {
        type Item = T;
    }
    pub fn once<T>(value: T) -> impl Iterator<Item = T> {}
    pub fn empty<T>() -> impl Iterator<Item = T> {}
    pub fn repeat<T>(elt: T) -> impl Iterator<Item = T> {}
    pub fn repeat_n<T>(elt: T, n: usize) -> impl Iterator<Item = T> {}
    pub fn repeat_with<T, F: FnMut() -> T>(f: F) -> impl Iterator<Item = T> {}
    pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> impl Iterator<Item = T> {}
    pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, f: F) -> impl Iterator<Item = T> {}
    pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> impl Iterator<Item = (A::Item, B::Item)> {}
}

pub mod thread {
    pub struct JoinHandle<T>(T);
    impl<T> JoinHandle<T> {
        pub fn join(self) -> Result<T, Box<dyn std::any::Any>> {}
        pub fn thread(&self) -> &Thread {}
        pub fn is_finished(&self) -> bool {}
    }
    pub type Result<T> = std::result::Result<T, Box<dyn std::any::Any>>;
    pub struct Thread;
    pub struct Builder;
    impl Builder {
        pub fn new() -> Builder {}
        pub fn name(self, name: String) -> Builder {}
        pub fn stack_size(self, size: usize) -> Builder {}
        pub fn spawn<T, F: FnOnce() -> T>(self, f: F) -> std::result::Result<JoinHandle<T>, std::io::Error> {}
    }
    pub struct Scope;
    pub struct ScopedJoinHandle<T>(T);
    impl Scope {
        pub fn spawn<T, F: FnOnce() -> T>(&self, f: F) -> ScopedJoinHandle<T> {}
    }
    impl<T> ScopedJoinHandle<T> {
        pub fn join(self) -> std::result::Result<T, Box<dyn std::any::Any>> {}
    }
    pub struct LocalKey<T>(T);
    impl<T> LocalKey<T> {
        pub fn with<R, F: FnOnce(&T) -> R>(&'static self, f: F) -> R {}
        pub fn set(&'static self, value: T) {}
        pub fn take(&'static self) -> T {}
    }
    impl<T> LocalKey<std::cell::RefCell<T>> {
        pub fn with_borrow<R, F: FnOnce(&T) -> R>(&'static self, f: F) -> R {}
        pub fn with_borrow_mut<R, F: FnOnce(&mut T) -> R>(&'static self, f: F) -> R {}
    }
    pub fn spawn<T, F: FnOnce() -> T>(f: F) -> JoinHandle<T> {}
    pub fn scope<T, F: FnOnce(&Scope) -> T>(f: F) -> T {}
    pub fn sleep(dur: std::time::Duration) {}
    pub fn current() -> Thread {}
    pub fn yield_now() {}
}

pub mod time {
    pub struct Duration;
    pub struct Instant;
    pub struct SystemTime;
    impl Duration {
        pub const fn from_secs(secs: u64) -> Duration {}
        pub const fn from_millis(millis: u64) -> Duration {}
        pub const fn from_micros(micros: u64) -> Duration {}
        pub const fn from_nanos(nanos: u64) -> Duration {}
        pub fn from_secs_f64(secs: f64) -> Duration {}
        pub fn as_secs(&self) -> u64 {}
        pub fn as_millis(&self) -> u128 {}
        pub fn as_secs_f64(&self) -> f64 {}
    }
    impl Instant {
        pub fn now() -> Instant {}
        pub fn elapsed(&self) -> Duration {}
        pub fn duration_since(&self, earlier: Instant) -> Duration {}
    }
    impl SystemTime {
        pub fn now() -> SystemTime {}
    }
}

pub mod io {
    pub struct Error;
    pub enum ErrorKind {
        NotFound,
        Other,
    }
    impl Error {
        pub fn new<E>(kind: ErrorKind, error: E) -> Error {}
        pub fn other<E>(error: E) -> Error {}
        pub fn kind(&self) -> ErrorKind {}
    }
    pub type Result<T> = std::result::Result<T, Error>;
}

pub mod env {
    pub enum VarError {
        NotPresent,
        NotUnicode(String),
    }
    pub fn var<K>(key: K) -> Result<String, VarError> {}
    pub fn vars() -> impl Iterator<Item = (String, String)> {}
    pub fn args() -> impl Iterator<Item = String> {}
}

pub mod process {
    pub fn exit(code: i32) -> ! {}
    pub fn abort() -> ! {}
    pub struct ExitCode;
}

pub mod hint {
    pub fn black_box<T>(dummy: T) -> T {}
}
