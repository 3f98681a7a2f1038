// The standard library, as far as types go: what values are, and what calls give. References are left out where a type is
// read, adapters of iterators are known by what they give. `#[assumed]` stands on traits that every type is taken to have,
// `#[said_in_sight]` on those that every type says of itself that is declared here or in the analysed sources.

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
    #[derive(Clone)]
    pub struct PhantomData<T>(T);
}

pub mod clone {
    #[said_in_sight]
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
    #[derive(Clone)]
    pub struct TypeId;
    impl TypeId {
        pub fn of<T>() -> TypeId {}
    }
    impl dyn Any {
        pub fn is<T>(&self) -> bool {}
        pub fn downcast_ref<T>(&self) -> Option<&T> {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> {}
    }
    pub fn type_name<T>() -> &'static str {}
    pub fn type_name_of_val<T>(val: &T) -> &'static str {}
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
    #[derive(Clone)]
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
    #[derive(Clone)]
    pub struct Reverse<T>(pub T);
    pub fn max<T>(a: T, b: T) -> T {}
    pub fn min<T>(a: T, b: T) -> T {}
}

pub mod hash {
    #[assumed]
    pub trait Hash {}
    pub trait Hasher {
        fn finish(&self) -> u64 {}
        fn write(&mut self, bytes: &[u8]) {}
    }
    pub trait BuildHasher {
        type Hasher;
        fn build_hasher(&self) -> Self::Hasher {}
    }
    #[derive(Clone)]
    pub struct DefaultHasher;
    #[derive(Clone)]
    pub struct RandomState;
    #[derive(Clone)]
    pub struct BuildHasherDefault<H>(H);
    impl Hasher for DefaultHasher {}
    impl BuildHasher for RandomState {
        type Hasher = DefaultHasher;
    }
}

pub mod fmt {
    #[assumed]
    pub trait Debug {}
    #[assumed]
    pub trait Display {}
    pub struct Formatter;
    #[derive(Clone)]
    pub struct Error;
    #[derive(Clone)]
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
        fn source(&self) -> Option<&dyn Error> {}
        fn description(&self) -> &str {}
    }
    impl dyn Error {
        pub fn is<T>(&self) -> bool {}
        pub fn downcast_ref<T>(&self) -> Option<&T> {}
        pub fn downcast_mut<T>(&mut self) -> Option<&mut T> {}
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
    pub trait Index<Idx> {
        type Output;
        fn index(&self, index: Idx) -> &Self::Output {}
    }
    pub trait IndexMut<Idx>: Index<Idx> {
        fn index_mut(&mut self, index: Idx) -> &mut Self::Output {}
    }
    pub trait Try {
        type Output;
    }
    impl<T, E> Try for Result<T, E> {
        type Output = T;
    }
    impl<T> Try for Option<T> {
        type Output = T;
    }
    impl<B, C> Try for ControlFlow<B, C> {
        type Output = C;
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
    #[derive(Clone)]
    pub struct Range<T> {
        pub start: T,
        pub end: T,
    }
    pub type RangeInclusive<T> = Range<T>;
    pub type RangeFrom<T> = Range<T>;
    pub type RangeTo<T> = Range<T>;
    pub type RangeFull = Range<()>;
    impl<T> Range<T> {
        pub fn contains(&self, item: &T) -> bool {}
        pub fn start(&self) -> &T {}
        pub fn end(&self) -> &T {}
    }
    impl<T> std::iter::Iterator for Range<T> {
        type Item = T;
    }
    #[derive(Clone)]
    pub enum ControlFlow<B, C> {
        Continue(C),
        Break(B),
    }
    pub trait Add<Rhs> {
        type Output;
        fn add(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Sub<Rhs> {
        type Output;
        fn sub(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Mul<Rhs> {
        type Output;
        fn mul(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Div<Rhs> {
        type Output;
        fn div(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Rem<Rhs> {
        type Output;
        fn rem(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait BitAnd<Rhs> {
        type Output;
        fn bitand(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait BitOr<Rhs> {
        type Output;
        fn bitor(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait BitXor<Rhs> {
        type Output;
        fn bitxor(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Shl<Rhs> {
        type Output;
        fn shl(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Shr<Rhs> {
        type Output;
        fn shr(self, rhs: Rhs) -> Self::Output {}
    }
    pub trait Neg {
        type Output;
        fn neg(self) -> Self::Output {}
    }
    pub trait Not {
        type Output;
        fn not(self) -> Self::Output {}
    }
    pub trait AddAssign<Rhs> {
        fn add_assign(&mut self, rhs: Rhs) {}
    }
    pub trait SubAssign<Rhs> {
        fn sub_assign(&mut self, rhs: Rhs) {}
    }
    pub trait MulAssign<Rhs> {
        fn mul_assign(&mut self, rhs: Rhs) {}
    }
    pub trait DivAssign<Rhs> {
        fn div_assign(&mut self, rhs: Rhs) {}
    }
    impl Add<str> for String {
        type Output = String;
    }
    pub trait RangeBounds<T> {}
    pub enum Bound<T> {
        Included(T),
        Excluded(T),
        Unbounded,
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
    #[derive(Clone)]
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
    #[derive(Clone)]
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
    #[derive(Clone)]
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
        type IntoIter = std::vec::IntoIter<T>;
    }
}

pub mod result {
    #[derive(Clone)]
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
        type IntoIter = std::vec::IntoIter<T>;
    }
}

pub mod boxed {
    #[derive(Clone)]
    pub struct Box<T>(T);
    impl<T> Box<T> {
        pub fn new(x: T) -> Box<T> {}
        pub fn pin(x: T) -> std::pin::Pin<Box<T>> {}
        pub fn leak(b: Box<T>) -> &'static mut T {}
        pub fn into_pin(b: Box<T>) -> std::pin::Pin<Box<T>> {}
        pub fn into_raw(b: Box<T>) -> *mut T {}
        pub unsafe fn from_raw(raw: *mut T) -> Box<T> {}
    }
    impl Box<dyn std::any::Any> {
        pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn std::any::Any>> {}
    }
    impl Box<dyn std::error::Error> {
        pub fn downcast<T>(self) -> Result<Box<T>, Box<dyn std::error::Error>> {}
    }
    impl<A, T: std::iter::FromIterator<A>> std::iter::FromIterator<A> for Box<T> {}
    impl<A> std::iter::FromIterator<A> for Box<[A]> {}
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
    #[derive(Clone)]
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
    #[derive(Clone)]
    pub struct Rc<T>(T);
    #[derive(Clone)]
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
    #[derive(Clone)]
    pub struct Cell<T>(T);
    #[derive(Clone)]
    pub struct RefCell<T>(T);
    pub struct Ref<T>(T);
    pub struct RefMut<T>(T);
    #[derive(Clone)]
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
    #[derive(Clone)]
    pub struct Arc<T>(T);
    #[derive(Clone)]
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

    #[derive(Clone)]
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
        pub fn get_mut_or_init<F: FnOnce() -> T>(&mut self, f: F) -> &mut T {}
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
    impl Barrier {
        pub const fn new(n: usize) -> Barrier {}
        pub fn wait(&self) -> BarrierWaitResult {}
    }
    pub struct BarrierWaitResult;
    pub struct WaitTimeoutResult;
    impl WaitTimeoutResult {
        pub fn timed_out(&self) -> bool {}
    }
    pub struct Condvar;
    impl Condvar {
        pub const fn new() -> Condvar {}
        pub fn wait<T>(&self, guard: MutexGuard<T>) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>> {}
        pub fn wait_while<T, F: FnMut(&mut T) -> bool>(&self, guard: MutexGuard<T>, condition: F) -> Result<MutexGuard<T>, PoisonError<MutexGuard<T>>> {}
        pub fn wait_timeout<T>(&self, guard: MutexGuard<T>, dur: std::time::Duration) -> Result<(MutexGuard<T>, WaitTimeoutResult), PoisonError<(MutexGuard<T>, WaitTimeoutResult)>> {}
        pub fn notify_one(&self) {}
        pub fn notify_all(&self) {}
    }

    pub mod mpsc {
        #[derive(Clone)]
        pub struct Sender<T>(T);
        #[derive(Clone)]
        pub struct SyncSender<T>(T);
        pub struct Receiver<T>(T);
        #[derive(Clone)]
        pub struct SendError<T>(pub T);
        #[derive(Clone)]
        pub struct RecvError;
        #[derive(Clone)]
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
            type IntoIter = std::vec::IntoIter<T>;
        }
    }

    pub mod atomic {
        #[derive(Clone)]
        pub enum Ordering {
            Relaxed,
            Release,
            Acquire,
            AcqRel,
            SeqCst,
        }
        // What all atomics have.
        pub trait Atomic {
            type Of;
            fn load(&self, order: Ordering) -> Self::Of {}
            fn store(&self, value: Self::Of, order: Ordering) {}
            fn swap(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn compare_exchange(&self, current: Self::Of, new: Self::Of, success: Ordering, failure: Ordering) -> Result<Self::Of, Self::Of> {}
            fn compare_exchange_weak(&self, current: Self::Of, new: Self::Of, success: Ordering, failure: Ordering) -> Result<Self::Of, Self::Of> {}
            fn fetch_update<F: FnMut(Self::Of) -> Option<Self::Of>>(&self, set: Ordering, fetch: Ordering, f: F) -> Result<Self::Of, Self::Of> {}
            fn fetch_add(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn fetch_sub(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn fetch_max(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn fetch_min(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn fetch_or(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn fetch_and(&self, value: Self::Of, order: Ordering) -> Self::Of {}
            fn into_inner(self) -> Self::Of {}
            fn get_mut(&mut self) -> &mut Self::Of {}
        }
        pub fn fence(order: Ordering) {}
        pub struct AtomicPtr<T>(T);
        impl<T> AtomicPtr<T> {
            pub const fn new(value: *mut T) -> AtomicPtr<T> {}
        }
        impl<T> Atomic for AtomicPtr<T> {
            type Of = *mut T;
        }
        pub struct AtomicBool;
        impl AtomicBool {
            pub const fn new(value: bool) -> AtomicBool {}
        }
        impl Atomic for AtomicBool {
            type Of = bool;
        }
        pub struct AtomicUsize;
        impl AtomicUsize {
            pub const fn new(value: usize) -> AtomicUsize {}
        }
        impl Atomic for AtomicUsize {
            type Of = usize;
        }
        pub struct AtomicIsize;
        impl AtomicIsize {
            pub const fn new(value: isize) -> AtomicIsize {}
        }
        impl Atomic for AtomicIsize {
            type Of = isize;
        }
        pub struct AtomicU8;
        impl AtomicU8 {
            pub const fn new(value: u8) -> AtomicU8 {}
        }
        impl Atomic for AtomicU8 {
            type Of = u8;
        }
        pub struct AtomicU16;
        impl AtomicU16 {
            pub const fn new(value: u16) -> AtomicU16 {}
        }
        impl Atomic for AtomicU16 {
            type Of = u16;
        }
        pub struct AtomicU32;
        impl AtomicU32 {
            pub const fn new(value: u32) -> AtomicU32 {}
        }
        impl Atomic for AtomicU32 {
            type Of = u32;
        }
        pub struct AtomicU64;
        impl AtomicU64 {
            pub const fn new(value: u64) -> AtomicU64 {}
        }
        impl Atomic for AtomicU64 {
            type Of = u64;
        }
        pub struct AtomicI8;
        impl AtomicI8 {
            pub const fn new(value: i8) -> AtomicI8 {}
        }
        impl Atomic for AtomicI8 {
            type Of = i8;
        }
        pub struct AtomicI16;
        impl AtomicI16 {
            pub const fn new(value: i16) -> AtomicI16 {}
        }
        impl Atomic for AtomicI16 {
            type Of = i16;
        }
        pub struct AtomicI32;
        impl AtomicI32 {
            pub const fn new(value: i32) -> AtomicI32 {}
        }
        impl Atomic for AtomicI32 {
            type Of = i32;
        }
        pub struct AtomicI64;
        impl AtomicI64 {
            pub const fn new(value: i64) -> AtomicI64 {}
        }
        impl Atomic for AtomicI64 {
            type Of = i64;
        }
    }
}

pub mod mem {
    #[derive(Clone)]
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
    pub fn size_of_val<T>(val: &T) -> usize {}
    pub fn align_of<T>() -> usize {}
    pub fn needs_drop<T>() -> bool {}
    pub unsafe fn transmute<Src, Dst>(src: Src) -> Dst {}
    pub unsafe fn zeroed<T>() -> T {}
    pub fn discriminant<T>(v: &T) -> Discriminant<T> {}
    #[derive(Clone)]
    pub struct Discriminant<T>(T);
    pub struct MaybeUninit<T>(T);
    impl<T> MaybeUninit<T> {
        pub const fn new(val: T) -> MaybeUninit<T> {}
        pub const fn uninit() -> MaybeUninit<T> {}
        pub unsafe fn assume_init(self) -> T {}
        pub fn write(&mut self, val: T) -> &mut T {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
    }
}

pub mod panic {
    pub struct AssertUnwindSafe<T>(pub T);
    impl<T> std::ops::Deref for AssertUnwindSafe<T> {
        type Target = T;
    }
    impl<F: std::future::Future> std::future::Future for AssertUnwindSafe<F> {
        type Output = F::Output;
    }
    pub fn panic_any<M>(msg: M) -> ! {}
    pub fn take_hook() -> Box<dyn Fn(&PanicHookInfo)> {}
    pub fn catch_unwind<R, F: FnOnce() -> R>(f: F) -> Result<R, Box<dyn std::any::Any>> {}
    pub fn resume_unwind(payload: Box<dyn std::any::Any>) -> ! {}
    pub fn set_hook(hook: Box<dyn Fn(&PanicHookInfo)>) {}
    pub struct PanicHookInfo;
}

pub mod future {
    pub trait Future {
        type Output;
        fn poll(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context) -> std::task::Poll<Self::Output> {}
    }
    pub trait IntoFuture {
        type Output;
        fn into_future(self) -> impl Future<Output = Self::Output> {}
    }
    impl<F: Future> IntoFuture for F {
        type Output = F::Output;
    }
    #[derive(Clone)]
    pub struct Ready<T>(T);
    #[derive(Clone)]
    pub struct Pending<T>(T);
    impl<T> Future for Ready<T> {
        type Output = T;
    }
    impl<T> Future for Pending<T> {
        type Output = T;
    }
    pub fn ready<T>(t: T) -> Ready<T> {}
    pub fn pending<T>() -> Pending<T> {}
    pub fn poll_fn<T, F: FnMut(&mut std::task::Context) -> std::task::Poll<T>>(f: F) -> impl Future<Output = T> {}
}

pub mod task {
    #[derive(Clone)]
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
    #[derive(Clone)]
    pub struct Waker;
    impl Context {
        pub fn from_waker(waker: &Waker) -> Context {}
        pub fn waker(&self) -> &Waker {}
    }
    impl Waker {
        pub fn noop() -> &'static Waker {}
        pub fn wake(self) {}
        pub fn wake_by_ref(&self) {}
        pub fn will_wake(&self, other: &Waker) -> bool {}
    }
    impl<T, E> Poll<Result<T, E>> {
        pub fn map_ok<U, F: FnOnce(T) -> U>(self, f: F) -> Poll<Result<U, E>> {}
        pub fn map_err<U, F: FnOnce(E) -> U>(self, f: F) -> Poll<Result<T, U>> {}
    }
    impl<T, E> std::ops::Try for Poll<Result<T, E>> {
        type Output = Poll<T>;
    }
    impl<T, E> std::ops::Try for Poll<Option<Result<T, E>>> {
        type Output = Poll<Option<T>>;
    }
}

pub mod string {
    #[derive(Clone)]
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
        pub fn capacity(&self) -> usize {}
        pub fn reserve(&mut self, additional: usize) {}
        pub fn remove(&mut self, idx: usize) -> char {}
        pub fn insert(&mut self, idx: usize, ch: char) {}
        pub fn retain<F: FnMut(char) -> bool>(&mut self, f: F) {}
        pub fn drain<R>(&mut self, range: R) -> impl Iterator<Item = char> {}
        pub fn split_off(&mut self, at: usize) -> String {}
        pub fn replace_range<R>(&mut self, range: R, replace_with: &str) {}
        pub fn extend<I>(&mut self, iter: I) {}
        pub unsafe fn from_utf8_unchecked(bytes: Vec<u8>) -> String {}
    }
    impl<A> std::iter::FromIterator<A> for String {}
    impl std::ops::Deref for String {
        type Target = str;
    }
    #[derive(Clone)]
    pub struct FromUtf8Error;
    impl FromUtf8Error {
        pub fn into_bytes(self) -> Vec<u8> {}
    }
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
    #[derive(Clone)]
    pub struct Utf8Error;
    pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
    #[derive(Clone)]
    pub struct Chars;
    impl Iterator for Chars {
        type Item = char;
    }
    impl Chars {
        pub fn as_str(&self) -> &str {}
    }
    #[derive(Clone)]
    pub struct CharIndices;
    impl Iterator for CharIndices {
        type Item = (usize, char);
    }
    #[derive(Clone)]
    pub struct Bytes;
    impl Iterator for Bytes {
        type Item = u8;
    }
    #[derive(Clone)]
    pub struct Lines;
    impl Iterator for Lines {
        type Item = str;
    }
    #[derive(Clone)]
    pub struct SplitWhitespace;
    impl Iterator for SplitWhitespace {
        type Item = str;
    }
    #[derive(Clone)]
    pub struct Split<P>(P);
    impl<P> Iterator for Split<P> {
        type Item = str;
    }
    impl str {
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn as_bytes(&self) -> &[u8] {}
        pub fn as_str(&self) -> &str {}
        pub fn chars(&self) -> Chars {}
        pub fn char_indices(&self) -> CharIndices {}
        pub fn bytes(&self) -> Bytes {}
        pub fn lines(&self) -> Lines {}
        pub fn split<P>(&self, pat: P) -> Split<P> {}
        pub fn split_inclusive<P>(&self, pat: P) -> impl Iterator<Item = str> {}
        pub fn match_indices<P>(&self, pat: P) -> impl Iterator<Item = (usize, str)> {}
        pub fn rsplit<P>(&self, pat: P) -> impl Iterator<Item = str> {}
        pub fn splitn<P>(&self, n: usize, pat: P) -> impl Iterator<Item = str> {}
        pub fn rsplitn<P>(&self, n: usize, pat: P) -> impl Iterator<Item = str> {}
        pub fn split_whitespace(&self) -> SplitWhitespace {}
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
        pub fn as_bytes_mut(&mut self) -> &mut [u8] {}
        pub fn eq_ignore_ascii_case(&self, other: &str) -> bool {}
        pub fn into_string(self) -> String {}
        pub fn is_char_boundary(&self, index: usize) -> bool {}
        pub fn is_ascii(&self) -> bool {}
        pub fn as_ptr(&self) -> *const u8 {}
        pub fn split_at_checked(&self, mid: usize) -> Option<(str, str)> {}
        pub fn make_ascii_lowercase(&mut self) {}
        pub fn make_ascii_uppercase(&mut self) {}
        pub fn from_utf8(v: &[u8]) -> Result<&str, Utf8Error> {}
        pub fn escape_debug(&self) -> impl Iterator<Item = char> {}
    }
    impl FromStr for bool {
        type Err = ParseBoolError;
    }
    impl FromStr for char {
        type Err = ParseCharError;
    }
    impl FromStr for String {
        type Err = std::convert::Infallible;
    }
    impl FromStr for u8 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for u16 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for u32 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for u64 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for u128 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for usize {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for i8 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for i16 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for i32 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for i64 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for i128 {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for isize {
        type Err = std::num::ParseIntError;
    }
    impl FromStr for f32 {
        type Err = std::num::ParseFloatError;
    }
    impl FromStr for f64 {
        type Err = std::num::ParseFloatError;
    }
    impl FromStr for std::net::IpAddr {
        type Err = std::net::AddrParseError;
    }
    impl FromStr for std::net::SocketAddr {
        type Err = std::net::AddrParseError;
    }
    impl FromStr for std::path::PathBuf {
        type Err = std::convert::Infallible;
    }
    #[derive(Clone)]
    pub struct ParseBoolError;
    #[derive(Clone)]
    pub struct ParseCharError;
    pub unsafe fn from_utf8_unchecked(v: &[u8]) -> &str {}
}

pub mod vec {
    #[derive(Clone)]
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
        pub fn drain<R>(&mut self, range: R) -> Drain<T> {}
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
    #[derive(Clone)]
    pub struct IntoIter<T>(T);
    pub struct Drain<T>(T);
    impl<T> Iterator for IntoIter<T> {
        type Item = T;
    }
    impl<T> Iterator for Drain<T> {
        type Item = T;
    }
    impl<T> IntoIter<T> {
        pub fn as_slice(&self) -> &[T] {}
    }
    impl<T> std::iter::IntoIterator for Vec<T> {
        type Item = T;
        type IntoIter = IntoIter<T>;
    }
    impl<T, I: std::slice::SliceIndex<[T]>> std::ops::Index<I> for Vec<T> {
        type Output = I::Output;
    }
    impl<T> std::iter::Extend<T> for Vec<T> {}
    impl<T> std::iter::FromIterator<T> for Vec<T> {}
}

pub mod collections {
    #[derive(Clone)]
    pub struct HashMap<K, V>(K, V);
    #[derive(Clone)]
    pub struct BTreeMap<K, V>(K, V);
    #[derive(Clone)]
    pub struct HashSet<T>(T);
    #[derive(Clone)]
    pub struct BTreeSet<T>(T);
    #[derive(Clone)]
    pub struct VecDeque<T>(T);
    #[derive(Clone)]
    pub struct BinaryHeap<T>(T);
    #[derive(Clone)]
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
        pub fn keys(&self) -> hash_map::Keys<K, V> {}
        pub fn values(&self) -> hash_map::Values<K, V> {}
        pub fn values_mut(&mut self) -> hash_map::ValuesMut<K, V> {}
        pub fn into_keys(self) -> hash_map::IntoKeys<K, V> {}
        pub fn into_values(self) -> hash_map::IntoValues<K, V> {}
        pub fn iter(&self) -> hash_map::Iter<K, V> {}
        pub fn iter_mut(&mut self) -> hash_map::IterMut<K, V> {}
        pub fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {}
        pub fn drain(&mut self) -> hash_map::Drain<K, V> {}
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
        pub fn keys(&self) -> hash_map::Keys<K, V> {}
        pub fn values(&self) -> hash_map::Values<K, V> {}
        pub fn values_mut(&mut self) -> hash_map::ValuesMut<K, V> {}
        pub fn into_keys(self) -> hash_map::IntoKeys<K, V> {}
        pub fn into_values(self) -> hash_map::IntoValues<K, V> {}
        pub fn iter(&self) -> hash_map::Iter<K, V> {}
        pub fn iter_mut(&mut self) -> hash_map::IterMut<K, V> {}
        pub fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, iter: I) {}
        pub fn range<R>(&self, range: R) -> impl Iterator<Item = (K, V)> {}
        pub fn retain<F: FnMut(&K, &mut V) -> bool>(&mut self, f: F) {}
    }
    pub mod hash_map {
        pub use super::{Entry, HashMap, OccupiedEntry, VacantEntry};
        pub use std::hash::{DefaultHasher, RandomState};
        #[derive(Clone)]
        pub struct Iter<K, V>(K, V);
        impl<K, V> Iterator for Iter<K, V> {
            type Item = (K, V);
        }
        #[derive(Clone)]
        pub struct IterMut<K, V>(K, V);
        impl<K, V> Iterator for IterMut<K, V> {
            type Item = (K, V);
        }
        #[derive(Clone)]
        pub struct IntoIter<K, V>(K, V);
        impl<K, V> Iterator for IntoIter<K, V> {
            type Item = (K, V);
        }
        #[derive(Clone)]
        pub struct Drain<K, V>(K, V);
        impl<K, V> Iterator for Drain<K, V> {
            type Item = (K, V);
        }
        #[derive(Clone)]
        pub struct Keys<K, V>(K, V);
        impl<K, V> Iterator for Keys<K, V> {
            type Item = K;
        }
        #[derive(Clone)]
        pub struct Values<K, V>(K, V);
        impl<K, V> Iterator for Values<K, V> {
            type Item = V;
        }
        #[derive(Clone)]
        pub struct ValuesMut<K, V>(K, V);
        impl<K, V> Iterator for ValuesMut<K, V> {
            type Item = V;
        }
        #[derive(Clone)]
        pub struct IntoKeys<K, V>(K, V);
        impl<K, V> Iterator for IntoKeys<K, V> {
            type Item = K;
        }
        #[derive(Clone)]
        pub struct IntoValues<K, V>(K, V);
        impl<K, V> Iterator for IntoValues<K, V> {
            type Item = V;
        }
    }
    pub mod btree_map {
        pub use super::hash_map::{IntoIter, IntoKeys, IntoValues, Iter, IterMut, Keys, Values, ValuesMut};
        pub use super::{BTreeMap, Entry, OccupiedEntry, VacantEntry};
    }
    pub mod hash_set {
        pub use super::HashSet;
        pub use std::slice::Iter;
        pub use std::vec::{Drain, IntoIter};
    }
    pub mod btree_set {
        pub use super::BTreeSet;
        pub use std::slice::Iter;
        pub use std::vec::IntoIter;
    }
    pub mod binary_heap {
        pub use super::BinaryHeap;
        pub struct PeekMut<T>(T);
        impl<T> PeekMut<T> {
            pub fn pop(this: PeekMut<T>) -> T {}
        }
        impl<T> std::ops::Deref for PeekMut<T> {
            type Target = T;
        }
    }
    pub mod vec_deque {
        pub use super::VecDeque;
        pub use std::slice::{Iter, IterMut};
        pub use std::vec::{Drain, IntoIter};
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
        type IntoIter = hash_map::IntoIter<K, V>;
    }
    impl<K, V> std::iter::IntoIterator for BTreeMap<K, V> {
        type Item = (K, V);
        type IntoIter = hash_map::IntoIter<K, V>;
    }
    impl<K, V, Q> std::ops::Index<Q> for HashMap<K, V> {
        type Output = V;
    }
    impl<K, V, Q> std::ops::Index<Q> for BTreeMap<K, V> {
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
        pub fn iter(&self) -> std::slice::Iter<T> {}
        pub fn drain(&mut self) -> std::vec::Drain<T> {}
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
        pub fn iter(&self) -> std::slice::Iter<T> {}
        pub fn first(&self) -> Option<&T> {}
        pub fn last(&self) -> Option<&T> {}
        pub fn pop_first(&mut self) -> Option<T> {}
    }
    impl<T> std::iter::IntoIterator for HashSet<T> {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
    }
    impl<T> std::iter::IntoIterator for BTreeSet<T> {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
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
        pub fn iter(&self) -> std::slice::Iter<T> {}
        pub fn iter_mut(&mut self) -> std::slice::IterMut<T> {}
        pub fn drain<R>(&mut self, range: R) -> std::vec::Drain<T> {}
        pub fn extend<I: IntoIterator<Item = T>>(&mut self, iter: I) {}
        pub fn retain<F: FnMut(&T) -> bool>(&mut self, f: F) {}
        pub fn remove(&mut self, index: usize) -> Option<T> {}
    }
    impl<T> std::iter::IntoIterator for VecDeque<T> {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
    }
    impl<T> std::ops::Index<usize> for VecDeque<T> {
        type Output = T;
    }
    impl<T> std::iter::FromIterator<T> for VecDeque<T> {}
    impl<T> BinaryHeap<T> {
        pub fn new() -> BinaryHeap<T> {}
        pub fn push(&mut self, item: T) {}
        pub fn pop(&mut self) -> Option<T> {}
        pub fn with_capacity(capacity: usize) -> BinaryHeap<T> {}
        pub fn peek(&self) -> Option<&T> {}
        pub fn peek_mut(&mut self) -> Option<binary_heap::PeekMut<T>> {}
        pub fn clear(&mut self) {}
        pub fn iter(&self) -> std::slice::Iter<T> {}
        pub fn drain(&mut self) -> std::vec::Drain<T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn into_vec(self) -> Vec<T> {}
        pub fn into_sorted_vec(self) -> Vec<T> {}
    }
    impl<T> std::iter::IntoIterator for BinaryHeap<T> {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
    }
    impl<K, V> std::iter::Extend<(K, V)> for HashMap<K, V> {}
    impl<K, V> std::iter::Extend<(K, V)> for BTreeMap<K, V> {}
    impl<T> std::iter::Extend<T> for HashSet<T> {}
    impl<T> std::iter::Extend<T> for BTreeSet<T> {}
    impl<T> std::iter::Extend<T> for VecDeque<T> {}
    impl<T> std::iter::FromIterator<T> for BinaryHeap<T> {}
    impl<T> std::iter::FromIterator<T> for LinkedList<T> {}
    impl<T> LinkedList<T> {
        pub const fn new() -> LinkedList<T> {}
        pub fn push_back(&mut self, value: T) {}
        pub fn push_front(&mut self, value: T) {}
        pub fn pop_back(&mut self) -> Option<T> {}
        pub fn pop_front(&mut self) -> Option<T> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn iter(&self) -> std::slice::Iter<T> {}
    }
    impl<T> std::iter::IntoIterator for LinkedList<T> {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
    }
}

pub mod thread {
    pub struct JoinHandle<T>(T);
    impl<T> JoinHandle<T> {
        pub fn join(self) -> Result<T, Box<dyn std::any::Any>> {}
        pub fn thread(&self) -> &Thread {}
        pub fn is_finished(&self) -> bool {}
    }
    pub type Result<T> = std::result::Result<T, Box<dyn std::any::Any>>;
    #[derive(Clone)]
    pub struct Thread;
    pub struct Builder;
    impl Builder {
        pub fn new() -> Builder {}
        pub fn name(self, name: String) -> Builder {}
        pub fn stack_size(self, size: usize) -> Builder {}
        pub fn spawn<T, F: FnOnce() -> T>(self, f: F) -> std::result::Result<JoinHandle<T>, std::io::Error> {}
        pub fn spawn_scoped<T, F: FnOnce() -> T>(self, scope: &Scope, f: F) -> std::result::Result<ScopedJoinHandle<T>, std::io::Error> {}
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
    pub struct AccessError;
    impl<T> LocalKey<T> {
        pub fn with<R, F: FnOnce(&T) -> R>(&'static self, f: F) -> R {}
        pub fn try_with<R, F: FnOnce(&T) -> R>(&'static self, f: F) -> std::result::Result<R, AccessError> {}
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
    pub fn park() {}
    pub fn park_timeout(dur: std::time::Duration) {}
    pub fn sleep_ms(ms: u32) {}
    pub fn panicking() -> bool {}
    pub fn available_parallelism() -> std::io::Result<std::num::NonZero<usize>> {}
    impl Thread {
        pub fn id(&self) -> ThreadId {}
        pub fn name(&self) -> Option<&str> {}
        pub fn unpark(&self) {}
    }
    #[derive(Clone)]
    pub struct ThreadId;
}

pub mod hint {
    pub fn black_box<T>(dummy: T) -> T {}
}

pub mod iter {
    pub trait IntoIterator {
        type Item;
        type IntoIter: Iterator<Item = Self::Item>;
        fn into_iter(self) -> Self::IntoIter {}
    }
    impl<I: Iterator> IntoIterator for I {
        type Item = I::Item;
        type IntoIter = I;
    }
    pub trait FromIterator<A> {
        fn from_iter<T: IntoIterator<Item = A>>(iter: T) -> Self {}
    }
    impl<A, E, V: FromIterator<A>> FromIterator<Result<A, E>> for Result<V, E> {}
    impl<A, V: FromIterator<A>> FromIterator<Option<A>> for Option<V> {}
    impl FromIterator<()> for () {}
    pub trait Extend<A> {
        fn extend<T: IntoIterator<Item = A>>(&mut self, iter: T) {}
    }
    pub trait Sum<A> {}
    pub trait Product<A> {}
    pub trait DoubleEndedIterator: Iterator {}
    pub trait ExactSizeIterator: Iterator {}
    pub trait FusedIterator: Iterator {}
    pub trait Iterator {
        type Item;
        fn next(&mut self) -> Option<Self::Item> {}
        fn size_hint(&self) -> (usize, Option<usize>) {}
        fn count(self) -> usize {}
        fn len(&self) -> usize {}
        fn last(self) -> Option<Self::Item> {}
        fn nth(&mut self, n: usize) -> Option<Self::Item> {}
        fn next_back(&mut self) -> Option<Self::Item> {}
        fn nth_back(&mut self, n: usize) -> Option<Self::Item> {}
        fn step_by(self, step: usize) -> impl Iterator<Item = Self::Item> {}
        fn chain<U: IntoIterator<Item = Self::Item>>(self, other: U) -> impl Iterator<Item = Self::Item> {}
        fn zip<U: IntoIterator>(self, other: U) -> impl Iterator<Item = (Self::Item, U::Item)> {}
        fn map<B, F: FnMut(Self::Item) -> B>(self, f: F) -> impl Iterator<Item = B> {}
        fn for_each<F: FnMut(Self::Item)>(self, f: F) {}
        fn filter<P: FnMut(&Self::Item) -> bool>(self, predicate: P) -> impl Iterator<Item = Self::Item> {}
        fn filter_map<B, F: FnMut(Self::Item) -> Option<B>>(self, f: F) -> impl Iterator<Item = B> {}
        fn enumerate(self) -> impl Iterator<Item = (usize, Self::Item)> {}
        fn peekable(self) -> Peekable<Self> {}
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
        fn by_ref(&mut self) -> &mut Self {}
        fn collect<B: FromIterator<Self::Item>>(self) -> B {}
        fn partition<B: Extend<Self::Item>, F: FnMut(&Self::Item) -> bool>(self, f: F) -> (B, B) {}
        fn fold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {}
        fn rfold<B, F: FnMut(B, Self::Item) -> B>(self, init: B, f: F) -> B {}
        fn try_fold<B, R: std::ops::Try<Output = B>, F: FnMut(B, Self::Item) -> R>(&mut self, init: B, f: F) -> R {}
        fn try_for_each<R, F: FnMut(Self::Item) -> R>(&mut self, f: F) -> R {}
        fn reduce<F: FnMut(Self::Item, Self::Item) -> Self::Item>(self, f: F) -> Option<Self::Item> {}
        fn all<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
        fn any<F: FnMut(Self::Item) -> bool>(&mut self, f: F) -> bool {}
        fn find<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> {}
        fn rfind<P: FnMut(&Self::Item) -> bool>(&mut self, predicate: P) -> Option<Self::Item> {}
        fn find_map<B, F: FnMut(Self::Item) -> Option<B>>(&mut self, f: F) -> Option<B> {}
        fn position<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> {}
        fn rposition<P: FnMut(Self::Item) -> bool>(&mut self, predicate: P) -> Option<usize> {}
        fn max(self) -> Option<Self::Item> {}
        fn min(self) -> Option<Self::Item> {}
        fn max_by_key<B, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> {}
        fn min_by_key<B, F: FnMut(&Self::Item) -> B>(self, f: F) -> Option<Self::Item> {}
        fn max_by<F: FnMut(&Self::Item, &Self::Item) -> std::cmp::Ordering>(self, f: F) -> Option<Self::Item> {}
        fn min_by<F: FnMut(&Self::Item, &Self::Item) -> std::cmp::Ordering>(self, f: F) -> Option<Self::Item> {}
        fn rev(self) -> impl Iterator<Item = Self::Item> {}
        fn unzip<A, B, FromA: Extend<A>, FromB: Extend<B>>(self) -> (FromA, FromB) where Self: Iterator<Item = (A, B)> {}
        fn copied(self) -> impl Iterator<Item = Self::Item> {}
        fn cloned(self) -> impl Iterator<Item = Self::Item> {}
        fn cycle(self) -> impl Iterator<Item = Self::Item> {}
        fn sum<S>(self) -> S {}
        fn product<P>(self) -> P {}
    }
    #[derive(Clone)]
    pub struct Peekable<I>(I);
    impl<I: Iterator> Peekable<I> {
        pub fn peek(&mut self) -> Option<&I::Item> {}
        pub fn peek_mut(&mut self) -> Option<&mut I::Item> {}
        pub fn next_if<F: FnOnce(&I::Item) -> bool>(&mut self, f: F) -> Option<I::Item> {}
        pub fn next_if_eq<T>(&mut self, expected: &T) -> Option<I::Item> {}
    }
    impl<I: Iterator> Iterator for Peekable<I> {
        type Item = I::Item;
    }
    // Those that fields and results are declared as.
    #[derive(Clone)]
    pub struct Map<I, F>(I, F);
    impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> {
        type Item = B;
    }
    #[derive(Clone)]
    pub struct FilterMap<I, F>(I, F);
    impl<B, I: Iterator, F: FnMut(I::Item) -> Option<B>> Iterator for FilterMap<I, F> {
        type Item = B;
    }
    #[derive(Clone)]
    pub struct Filter<I, P>(I, P);
    impl<I: Iterator, P> Iterator for Filter<I, P> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Enumerate<I>(I);
    impl<I: Iterator> Iterator for Enumerate<I> {
        type Item = (usize, I::Item);
    }
    #[derive(Clone)]
    pub struct Zip<A, B>(A, B);
    impl<A: Iterator, B: Iterator> Iterator for Zip<A, B> {
        type Item = (A::Item, B::Item);
    }
    #[derive(Clone)]
    pub struct Chain<A, B>(A, B);
    impl<A: Iterator, B> Iterator for Chain<A, B> {
        type Item = A::Item;
    }
    #[derive(Clone)]
    pub struct Rev<I>(I);
    impl<I: Iterator> Iterator for Rev<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Skip<I>(I);
    impl<I: Iterator> Iterator for Skip<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Take<I>(I);
    impl<I: Iterator> Iterator for Take<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Cycle<I>(I);
    impl<I: Iterator> Iterator for Cycle<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Fuse<I>(I);
    impl<I: Iterator> Iterator for Fuse<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct StepBy<I>(I);
    impl<I: Iterator> Iterator for StepBy<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Cloned<I>(I);
    impl<I: Iterator> Iterator for Cloned<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Copied<I>(I);
    impl<I: Iterator> Iterator for Copied<I> {
        type Item = I::Item;
    }
    #[derive(Clone)]
    pub struct Once<T>(T);
    impl<T> Iterator for Once<T> {
        type Item = T;
    }
    #[derive(Clone)]
    pub struct Repeat<T>(T);
    impl<T> Iterator for Repeat<T> {
        type Item = T;
    }
    #[derive(Clone)]
    pub struct Empty<T>(T);
    impl<T> Iterator for Empty<T> {
        type Item = T;
    }
    pub fn once<T>(value: T) -> Once<T> {}
    pub fn once_with<T, F: FnOnce() -> T>(f: F) -> impl Iterator<Item = T> {}
    pub fn empty<T>() -> Empty<T> {}
    pub fn repeat<T>(elt: T) -> Repeat<T> {}
    pub fn repeat_n<T>(elt: T, n: usize) -> impl Iterator<Item = T> {}
    pub fn repeat_with<T, F: FnMut() -> T>(f: F) -> impl Iterator<Item = T> {}
    pub fn from_fn<T, F: FnMut() -> Option<T>>(f: F) -> impl Iterator<Item = T> {}
    pub fn successors<T, F: FnMut(&T) -> Option<T>>(first: Option<T>, f: F) -> impl Iterator<Item = T> {}
    pub fn zip<A: IntoIterator, B: IntoIterator>(a: A, b: B) -> impl Iterator<Item = (A::Item, B::Item)> {}
}

pub mod slice {
    pub trait SliceIndex<S> {
        type Output;
    }
    impl<T> SliceIndex<[T]> for usize {
        type Output = T;
    }
    impl<T> SliceIndex<[T]> for std::ops::Range<usize> {
        type Output = [T];
    }
    #[derive(Clone)]
    pub struct Iter<T>(T);
    pub struct IterMut<T>(T);
    impl<T> Iterator for Iter<T> {
        type Item = T;
    }
    impl<T> Iterator for IterMut<T> {
        type Item = T;
    }
    impl<T> Iter<T> {
        pub fn as_slice(&self) -> &[T] {}
    }
    #[derive(Clone)]
    pub struct Windows<T>(T);
    #[derive(Clone)]
    pub struct Chunks<T>(T);
    pub struct ChunksMut<T>(T);
    #[derive(Clone)]
    pub struct ChunksExact<T>(T);
    impl<T> Iterator for Windows<T> {
        type Item = [T];
    }
    impl<T> Iterator for Chunks<T> {
        type Item = [T];
    }
    impl<T> Iterator for ChunksMut<T> {
        type Item = [T];
    }
    impl<T> Iterator for ChunksExact<T> {
        type Item = [T];
    }
    impl<T> ChunksExact<T> {
        pub fn remainder(&self) -> &[T] {}
    }
    pub trait Join<S> {
        type Output;
    }
    impl<S> Join<S> for [String] {
        type Output = String;
    }
    impl<S> Join<S> for [str] {
        type Output = String;
    }
    impl<S, T> Join<S> for [Vec<T>] {
        type Output = Vec<T>;
    }
    pub fn from_ref<T>(s: &T) -> &[T] {}
    pub unsafe fn from_raw_parts<T>(data: *const T, len: usize) -> &[T] {}
    pub unsafe fn from_raw_parts_mut<T>(data: *mut T, len: usize) -> &mut [T] {}
    impl<T> [T] {
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn first(&self) -> Option<&T> {}
        pub fn first_mut(&mut self) -> Option<&mut T> {}
        pub fn last(&self) -> Option<&T> {}
        pub fn last_mut(&mut self) -> Option<&mut T> {}
        pub fn split_first(&self) -> Option<(&T, &[T])> {}
        pub fn split_first_mut(&mut self) -> Option<(&mut T, &mut [T])> {}
        pub fn split_last(&self) -> Option<(&T, &[T])> {}
        pub fn get<I: SliceIndex<[T]>>(&self, index: I) -> Option<&I::Output> {}
        pub fn get_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> Option<&mut I::Output> {}
        pub unsafe fn get_unchecked<I: SliceIndex<[T]>>(&self, index: I) -> &I::Output {}
        pub unsafe fn get_unchecked_mut<I: SliceIndex<[T]>>(&mut self, index: I) -> &mut I::Output {}
        pub fn iter(&self) -> Iter<T> {}
        pub fn iter_mut(&mut self) -> IterMut<T> {}
        pub fn windows(&self, size: usize) -> Windows<T> {}
        pub fn chunks(&self, size: usize) -> Chunks<T> {}
        pub fn chunks_mut(&mut self, size: usize) -> ChunksMut<T> {}
        pub fn chunks_exact(&self, size: usize) -> ChunksExact<T> {}
        pub fn chunks_exact_mut(&mut self, size: usize) -> ChunksMut<T> {}
        pub fn rchunks(&self, size: usize) -> Chunks<T> {}
        pub fn chunk_by<F: FnMut(&T, &T) -> bool>(&self, f: F) -> impl Iterator<Item = [T]> {}
        pub fn split<F: FnMut(&T) -> bool>(&self, f: F) -> impl Iterator<Item = [T]> {}
        pub fn splitn<F: FnMut(&T) -> bool>(&self, n: usize, f: F) -> impl Iterator<Item = [T]> {}
        pub fn split_at(&self, mid: usize) -> (&[T], &[T]) {}
        pub fn split_at_mut(&mut self, mid: usize) -> (&mut [T], &mut [T]) {}
        pub fn contains(&self, x: &T) -> bool {}
        pub fn starts_with(&self, needle: &[T]) -> bool {}
        pub fn ends_with(&self, needle: &[T]) -> bool {}
        pub fn strip_prefix<P>(&self, prefix: &P) -> Option<&[T]> {}
        pub fn strip_suffix<P>(&self, suffix: &P) -> Option<&[T]> {}
        pub fn binary_search(&self, x: &T) -> Result<usize, usize> {}
        pub fn binary_search_by<F: FnMut(&T) -> std::cmp::Ordering>(&self, f: F) -> Result<usize, usize> {}
        pub fn binary_search_by_key<B, F: FnMut(&T) -> B>(&self, b: &B, f: F) -> Result<usize, usize> {}
        pub fn partition_point<P: FnMut(&T) -> bool>(&self, pred: P) -> usize {}
        pub fn sort(&mut self) {}
        pub fn sort_by<F: FnMut(&T, &T) -> std::cmp::Ordering>(&mut self, compare: F) {}
        pub fn sort_by_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn sort_by_cached_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn sort_unstable(&mut self) {}
        pub fn sort_unstable_by<F: FnMut(&T, &T) -> std::cmp::Ordering>(&mut self, compare: F) {}
        pub fn sort_unstable_by_key<K, F: FnMut(&T) -> K>(&mut self, f: F) {}
        pub fn reverse(&mut self) {}
        pub fn rotate_left(&mut self, mid: usize) {}
        pub fn rotate_right(&mut self, k: usize) {}
        pub fn swap(&mut self, a: usize, b: usize) {}
        pub fn fill(&mut self, value: T) {}
        pub fn to_vec(&self) -> Vec<T> {}
        pub fn into_vec(self) -> Vec<T> {}
        pub fn repeat(&self, n: usize) -> Vec<T> {}
        pub fn concat(&self) -> <[T] as Join<()>>::Output {}
        pub fn join<S>(&self, sep: S) -> <[T] as Join<S>>::Output {}
        pub fn copy_from_slice(&mut self, src: &[T]) {}
        pub fn clone_from_slice(&mut self, src: &[T]) {}
        pub fn copy_within<R>(&mut self, src: R, dest: usize) {}
        pub fn map<U, F: FnMut(T) -> U>(self, f: F) -> [U] {}
        pub fn each_ref(&self) -> [T] {}
        pub fn as_slice(&self) -> &[T] {}
        pub fn as_mut_slice(&mut self) -> &mut [T] {}
        pub fn as_ptr(&self) -> *const T {}
        pub fn as_mut_ptr(&mut self) -> *mut T {}
        pub fn first_chunk(&self) -> Option<&[T]> {}
        pub fn is_sorted(&self) -> bool {}
    }
    impl [u8] {
        pub fn to_ascii_lowercase(&self) -> Vec<u8> {}
        pub fn to_ascii_uppercase(&self) -> Vec<u8> {}
        pub fn eq_ignore_ascii_case(&self, other: &[u8]) -> bool {}
        pub fn is_ascii(&self) -> bool {}
        pub fn trim_ascii(&self) -> &[u8] {}
    }
    impl<T> std::iter::IntoIterator for [T] {
        type Item = T;
        type IntoIter = std::vec::IntoIter<T>;
    }
    impl<T, I: SliceIndex<[T]>> std::ops::Index<I> for [T] {
        type Output = I::Output;
    }
}

pub mod array {
    pub fn from_fn<T, F: FnMut(usize) -> T>(f: F) -> [T] {}
    pub use std::vec::IntoIter;
    #[derive(Clone)]
    pub struct TryFromSliceError;
}

pub mod num {
    // What all numbers have.
    pub trait Number {}
    impl Number for u8 {}
    impl Number for u16 {}
    impl Number for u32 {}
    impl Number for u64 {}
    impl Number for u128 {}
    impl Number for usize {}
    impl Number for i8 {}
    impl Number for i16 {}
    impl Number for i32 {}
    impl Number for i64 {}
    impl Number for i128 {}
    impl Number for isize {}
    impl Number for f32 {}
    impl Number for f64 {}
    impl<N: Number> N {
        pub const MAX: N = 0;
        pub const MIN: N = 0;
        pub const BITS: u32 = 0;
        pub const EPSILON: N = 0;
        pub const INFINITY: N = 0;
        pub const NAN: N = 0;
        pub fn max(self, other: N) -> N {}
        pub fn min(self, other: N) -> N {}
        pub fn clamp(self, min: N, max: N) -> N {}
        pub fn abs(self) -> N {}
        pub fn pow(self, exp: u32) -> N {}
        pub fn powi(self, n: i32) -> N {}
        pub fn powf(self, n: N) -> N {}
        pub fn sqrt(self) -> N {}
        pub fn floor(self) -> N {}
        pub fn ceil(self) -> N {}
        pub fn round(self) -> N {}
        pub fn trunc(self) -> N {}
        pub fn ln(self) -> N {}
        pub fn exp(self) -> N {}
        pub fn signum(self) -> N {}
        pub fn is_nan(self) -> bool {}
        pub fn is_finite(self) -> bool {}
        pub fn is_power_of_two(self) -> bool {}
        pub fn next_power_of_two(self) -> N {}
        pub fn saturating_add(self, rhs: N) -> N {}
        pub fn saturating_sub(self, rhs: N) -> N {}
        pub fn saturating_mul(self, rhs: N) -> N {}
        pub fn saturating_pow(self, exp: u32) -> N {}
        pub fn wrapping_add(self, rhs: N) -> N {}
        pub fn wrapping_sub(self, rhs: N) -> N {}
        pub fn wrapping_mul(self, rhs: N) -> N {}
        pub fn wrapping_neg(self) -> N {}
        pub fn checked_add(self, rhs: N) -> Option<N> {}
        pub fn checked_sub(self, rhs: N) -> Option<N> {}
        pub fn checked_mul(self, rhs: N) -> Option<N> {}
        pub fn checked_div(self, rhs: N) -> Option<N> {}
        pub fn checked_rem(self, rhs: N) -> Option<N> {}
        pub fn checked_pow(self, exp: u32) -> Option<N> {}
        pub fn overflowing_add(self, rhs: N) -> (N, bool) {}
        pub fn overflowing_sub(self, rhs: N) -> (N, bool) {}
        pub fn rem_euclid(self, rhs: N) -> N {}
        pub fn div_euclid(self, rhs: N) -> N {}
        pub fn div_ceil(self, rhs: N) -> N {}
        pub fn isqrt(self) -> N {}
        pub fn ilog2(self) -> u32 {}
        pub fn ilog10(self) -> u32 {}
        pub fn count_ones(self) -> u32 {}
        pub fn count_zeros(self) -> u32 {}
        pub fn leading_zeros(self) -> u32 {}
        pub fn trailing_zeros(self) -> u32 {}
        pub fn rotate_left(self, n: u32) -> N {}
        pub fn rotate_right(self, n: u32) -> N {}
        pub fn swap_bytes(self) -> N {}
        pub fn to_be(self) -> N {}
        pub fn to_le(self) -> N {}
        pub fn from_be(x: N) -> N {}
        pub fn from_le(x: N) -> N {}
        pub fn to_be_bytes(self) -> [u8; 0] {}
        pub fn to_le_bytes(self) -> [u8; 0] {}
        pub fn to_ne_bytes(self) -> [u8; 0] {}
        pub fn from_be_bytes(bytes: [u8; 0]) -> N {}
        pub fn from_le_bytes(bytes: [u8; 0]) -> N {}
        pub fn from_ne_bytes(bytes: [u8; 0]) -> N {}
        pub fn from_str_radix(src: &str, radix: u32) -> Result<N, ParseIntError> {}
    }
    impl u8 {
        pub fn is_ascii(&self) -> bool {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_alphabetic(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
        pub fn is_ascii_whitespace(&self) -> bool {}
        pub fn is_ascii_hexdigit(&self) -> bool {}
        pub fn is_ascii_uppercase(&self) -> bool {}
        pub fn is_ascii_lowercase(&self) -> bool {}
        pub fn to_ascii_lowercase(&self) -> u8 {}
        pub fn to_ascii_uppercase(&self) -> u8 {}
        pub fn eq_ignore_ascii_case(&self, other: &u8) -> bool {}
    }
    impl char {
        pub fn len_utf8(self) -> usize {}
        pub fn is_alphabetic(self) -> bool {}
        pub fn is_alphanumeric(self) -> bool {}
        pub fn is_numeric(self) -> bool {}
        pub fn is_whitespace(self) -> bool {}
        pub fn is_uppercase(self) -> bool {}
        pub fn is_lowercase(self) -> bool {}
        pub fn is_control(self) -> bool {}
        pub fn is_ascii(&self) -> bool {}
        pub fn is_ascii_digit(&self) -> bool {}
        pub fn is_ascii_alphabetic(&self) -> bool {}
        pub fn is_ascii_alphanumeric(&self) -> bool {}
        pub fn is_ascii_punctuation(&self) -> bool {}
        pub fn is_ascii_uppercase(&self) -> bool {}
        pub fn is_ascii_lowercase(&self) -> bool {}
        pub fn to_ascii_lowercase(&self) -> char {}
        pub fn to_ascii_uppercase(&self) -> char {}
        pub fn to_lowercase(self) -> impl Iterator<Item = char> {}
        pub fn to_uppercase(self) -> impl Iterator<Item = char> {}
        pub fn is_digit(self, radix: u32) -> bool {}
        pub fn to_digit(self, radix: u32) -> Option<u32> {}
        pub fn from_digit(num: u32, radix: u32) -> Option<char> {}
        pub fn from_u32(i: u32) -> Option<char> {}
    }
    impl bool {
        pub fn then<T, F: FnOnce() -> T>(self, f: F) -> Option<T> {}
        pub fn then_some<T>(self, t: T) -> Option<T> {}
    }
    #[derive(Clone)]
    pub struct ParseIntError;
    #[derive(Clone)]
    pub struct ParseFloatError;
    #[derive(Clone)]
    pub struct TryFromIntError;
    #[derive(Clone)]
    pub struct NonZero<T>(T);
    pub type NonZeroU8 = NonZero<u8>;
    pub type NonZeroU16 = NonZero<u16>;
    pub type NonZeroU32 = NonZero<u32>;
    pub type NonZeroU64 = NonZero<u64>;
    pub type NonZeroUsize = NonZero<usize>;
    impl<T> NonZero<T> {
        pub const fn new(n: T) -> Option<NonZero<T>> {}
        pub const unsafe fn new_unchecked(n: T) -> NonZero<T> {}
        pub const fn get(self) -> T {}
    }
    #[derive(Clone)]
    pub struct Wrapping<T>(pub T);
}

pub mod time {
    #[derive(Clone)]
    pub struct Duration;
    #[derive(Clone)]
    pub struct Instant;
    #[derive(Clone)]
    pub struct SystemTime;
    #[derive(Clone)]
    pub struct SystemTimeError;
    pub const UNIX_EPOCH: SystemTime = 0;
    impl Duration {
        pub const ZERO: Duration = 0;
        pub const MAX: Duration = 0;
        pub const fn new(secs: u64, nanos: u32) -> Duration {}
        pub const fn from_secs(secs: u64) -> Duration {}
        pub const fn from_millis(millis: u64) -> Duration {}
        pub const fn from_micros(micros: u64) -> Duration {}
        pub const fn from_nanos(nanos: u64) -> Duration {}
        pub const fn from_mins(mins: u64) -> Duration {}
        pub fn from_secs_f64(secs: f64) -> Duration {}
        pub fn from_secs_f32(secs: f32) -> Duration {}
        pub fn as_secs(&self) -> u64 {}
        pub fn as_millis(&self) -> u128 {}
        pub fn as_micros(&self) -> u128 {}
        pub fn as_nanos(&self) -> u128 {}
        pub fn as_secs_f64(&self) -> f64 {}
        pub fn as_secs_f32(&self) -> f32 {}
        pub fn subsec_nanos(&self) -> u32 {}
        pub fn subsec_millis(&self) -> u32 {}
        pub fn is_zero(&self) -> bool {}
        pub fn checked_add(self, rhs: Duration) -> Option<Duration> {}
        pub fn checked_sub(self, rhs: Duration) -> Option<Duration> {}
        pub fn saturating_sub(self, rhs: Duration) -> Duration {}
        pub fn saturating_mul(self, rhs: u32) -> Duration {}
        pub fn mul_f64(self, rhs: f64) -> Duration {}
        pub fn max(self, other: Duration) -> Duration {}
        pub fn min(self, other: Duration) -> Duration {}
    }
    impl Instant {
        pub fn now() -> Instant {}
        pub fn elapsed(&self) -> Duration {}
        pub fn duration_since(&self, earlier: Instant) -> Duration {}
        pub fn saturating_duration_since(&self, earlier: Instant) -> Duration {}
        pub fn checked_duration_since(&self, earlier: Instant) -> Option<Duration> {}
        pub fn checked_add(&self, duration: Duration) -> Option<Instant> {}
        pub fn checked_sub(&self, duration: Duration) -> Option<Instant> {}
    }
    impl SystemTime {
        pub const UNIX_EPOCH: SystemTime = 0;
        pub fn now() -> SystemTime {}
        pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {}
        pub fn duration_since(&self, earlier: SystemTime) -> Result<Duration, SystemTimeError> {}
    }
    impl std::ops::Add<Duration> for Duration {
        type Output = Duration;
    }
    impl std::ops::Sub<Duration> for Duration {
        type Output = Duration;
    }
    impl<N: std::num::Number> std::ops::Mul<N> for Duration {
        type Output = Duration;
    }
    impl<N: std::num::Number> std::ops::Div<N> for Duration {
        type Output = Duration;
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
    impl std::ops::Add<Duration> for SystemTime {
        type Output = SystemTime;
    }
    impl std::ops::Sub<Duration> for SystemTime {
        type Output = SystemTime;
    }
}

pub mod io {
    pub struct Error;
    #[derive(Clone)]
    pub enum ErrorKind {
        NotFound,
        PermissionDenied,
        ConnectionRefused,
        ConnectionReset,
        ConnectionAborted,
        NotConnected,
        AddrInUse,
        BrokenPipe,
        AlreadyExists,
        WouldBlock,
        InvalidInput,
        InvalidData,
        TimedOut,
        WriteZero,
        Interrupted,
        Unsupported,
        UnexpectedEof,
        OutOfMemory,
        Other,
    }
    impl Error {
        pub fn new<E>(kind: ErrorKind, error: E) -> Error {}
        pub fn other<E>(error: E) -> Error {}
        pub fn last_os_error() -> Error {}
        pub fn from_raw_os_error(code: i32) -> Error {}
        pub fn raw_os_error(&self) -> Option<i32> {}
        pub fn kind(&self) -> ErrorKind {}
        pub fn get_ref(&self) -> Option<&dyn std::error::Error> {}
        pub fn into_inner(self) -> Option<Box<dyn std::error::Error>> {}
    }
    pub type Result<T> = std::result::Result<T, Error>;
    pub trait Read {
        fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
        fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
        fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
        fn bytes(self) -> impl Iterator<Item = Result<u8>> {}
        fn take(self, limit: u64) -> Take<Self> {}
    }
    pub trait Write {
        fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
        fn flush(&mut self) -> Result<()> {}
        fn write_fmt(&mut self, args: std::fmt::Arguments) -> Result<()> {}
    }
    pub trait BufRead: Read {
        fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        fn read_until(&mut self, byte: u8, buf: &mut Vec<u8>) -> Result<usize> {}
        fn lines(self) -> impl Iterator<Item = Result<String>> {}
        fn split(self, byte: u8) -> impl Iterator<Item = Result<Vec<u8>>> {}
        fn fill_buf(&mut self) -> Result<&[u8]> {}
        fn consume(&mut self, amt: usize) {}
    }
    pub trait Seek {
        fn seek(&mut self, pos: SeekFrom) -> Result<u64> {}
        fn rewind(&mut self) -> Result<()> {}
    }
    pub enum SeekFrom {
        Start(u64),
        End(i64),
        Current(i64),
    }
    pub struct Take<R>(R);
    pub struct BufReader<R>(R);
    pub struct BufWriter<W>(W);
    #[derive(Clone)]
    pub struct Cursor<T>(T);
    impl<R> BufReader<R> {
        pub fn new(inner: R) -> BufReader<R> {}
        pub fn with_capacity(capacity: usize, inner: R) -> BufReader<R> {}
        pub fn into_inner(self) -> R {}
    }
    impl<W> BufWriter<W> {
        pub fn new(inner: W) -> BufWriter<W> {}
        pub fn with_capacity(capacity: usize, inner: W) -> BufWriter<W> {}
        pub fn get_mut(&mut self) -> &mut W {}
    }
    impl<T> Cursor<T> {
        pub fn new(inner: T) -> Cursor<T> {}
        pub fn into_inner(self) -> T {}
        pub fn get_ref(&self) -> &T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub fn position(&self) -> u64 {}
        pub fn set_position(&mut self, pos: u64) {}
    }
    impl<R> Read for Take<R> {}
    impl<R> Read for BufReader<R> {}
    impl<R> BufRead for BufReader<R> {}
    impl<W> Write for BufWriter<W> {}
    impl<T> Read for Cursor<T> {}
    impl<T> BufRead for Cursor<T> {}
    impl<T> Write for Cursor<T> {}
    impl<T> Seek for Cursor<T> {}
    impl Write for Vec<u8> {}
    impl Read for [u8] {}
    impl BufRead for [u8] {}
    pub struct Stdin;
    pub struct Stdout;
    pub struct Stderr;
    pub struct StdinLock;
    pub struct StdoutLock;
    pub struct StderrLock;
    pub fn stdin() -> Stdin {}
    pub fn stdout() -> Stdout {}
    pub fn stderr() -> Stderr {}
    pub fn sink() -> impl Write {}
    pub fn copy<R, W>(reader: &mut R, writer: &mut W) -> Result<u64> {}
    pub fn read_to_string<R>(reader: R) -> Result<String> {}
    impl Stdin {
        pub fn lock(&self) -> StdinLock {}
        pub fn lines(self) -> impl Iterator<Item = Result<String>> {}
        pub fn read_line(&self, buf: &mut String) -> Result<usize> {}
    }
    impl Stdout {
        pub fn lock(&self) -> StdoutLock {}
    }
    impl Stderr {
        pub fn lock(&self) -> StderrLock {}
    }
    impl Read for Stdin {}
    impl Read for StdinLock {}
    impl BufRead for StdinLock {}
    impl Write for Stdout {}
    impl Write for StdoutLock {}
    impl Write for Stderr {}
    impl Write for StderrLock {}
}

pub mod path {
    pub struct Path;
    #[derive(Clone)]
    pub struct PathBuf;
    pub struct Display;
    #[derive(Clone)]
    pub enum Component {
        Prefix(()),
        RootDir,
        CurDir,
        ParentDir,
        Normal(std::ffi::OsStr),
    }
    impl std::borrow::ToOwned for Path {
        type Owned = PathBuf;
    }
    impl std::ops::Deref for PathBuf {
        type Target = Path;
    }
    impl Path {
        pub fn new<S>(s: &S) -> &Path {}
        pub fn as_os_str(&self) -> &std::ffi::OsStr {}
        pub fn to_str(&self) -> Option<&str> {}
        pub fn to_string_lossy(&self) -> std::borrow::Cow<str> {}
        pub fn to_path_buf(&self) -> PathBuf {}
        pub fn is_absolute(&self) -> bool {}
        pub fn parent(&self) -> Option<&Path> {}
        pub fn ancestors(&self) -> impl Iterator<Item = Path> {}
        pub fn file_name(&self) -> Option<&std::ffi::OsStr> {}
        pub fn file_stem(&self) -> Option<&std::ffi::OsStr> {}
        pub fn extension(&self) -> Option<&std::ffi::OsStr> {}
        pub fn strip_prefix<P>(&self, base: P) -> Result<&Path, StripPrefixError> {}
        pub fn starts_with<P>(&self, base: P) -> bool {}
        pub fn ends_with<P>(&self, child: P) -> bool {}
        pub fn join<P>(&self, path: P) -> PathBuf {}
        pub fn with_file_name<S>(&self, file_name: S) -> PathBuf {}
        pub fn with_extension<S>(&self, extension: S) -> PathBuf {}
        pub fn components(&self) -> impl Iterator<Item = Component> {}
        pub fn display(&self) -> Display {}
        pub fn exists(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn is_dir(&self) -> bool {}
        pub fn metadata(&self) -> std::io::Result<std::fs::Metadata> {}
        pub fn canonicalize(&self) -> std::io::Result<PathBuf> {}
        pub fn read_dir(&self) -> std::io::Result<std::fs::ReadDir> {}
        pub fn into_path_buf(self) -> PathBuf {}
    }
    impl PathBuf {
        pub fn new() -> PathBuf {}
        pub fn as_path(&self) -> &Path {}
        pub fn push<P>(&mut self, path: P) {}
        pub fn pop(&mut self) -> bool {}
        pub fn set_file_name<S>(&mut self, file_name: S) {}
        pub fn set_extension<S>(&mut self, extension: S) -> bool {}
        pub fn into_os_string(self) -> std::ffi::OsString {}
    }
    #[derive(Clone)]
    pub struct StripPrefixError;
}

pub mod ffi {
    pub struct OsStr;
    #[derive(Clone)]
    pub struct OsString;
    pub struct CStr;
    #[derive(Clone)]
    pub struct CString;
    impl std::borrow::ToOwned for OsStr {
        type Owned = OsString;
    }
    impl std::ops::Deref for OsString {
        type Target = OsStr;
    }
    impl std::borrow::ToOwned for CStr {
        type Owned = CString;
    }
    impl std::ops::Deref for CString {
        type Target = CStr;
    }
    impl OsStr {
        pub fn new<S>(s: &S) -> &OsStr {}
        pub fn to_str(&self) -> Option<&str> {}
        pub fn to_string_lossy(&self) -> std::borrow::Cow<str> {}
        pub fn to_os_string(&self) -> OsString {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
    }
    impl OsString {
        pub fn new() -> OsString {}
        pub fn as_os_str(&self) -> &OsStr {}
        pub fn into_string(self) -> Result<String, OsString> {}
        pub fn push<T>(&mut self, s: T) {}
    }
    impl CStr {
        pub fn to_str(&self) -> Result<&str, std::str::Utf8Error> {}
        pub fn to_string_lossy(&self) -> std::borrow::Cow<str> {}
        pub fn to_bytes(&self) -> &[u8] {}
    }
    impl CString {
        pub fn new<T>(t: T) -> Result<CString, NulError> {}
    }
    #[derive(Clone)]
    pub struct NulError;
}

pub mod fs {
    pub struct File;
    #[derive(Clone)]
    pub struct Metadata;
    pub struct ReadDir;
    pub struct DirEntry;
    #[derive(Clone)]
    pub struct OpenOptions;
    #[derive(Clone)]
    pub struct Permissions;
    #[derive(Clone)]
    pub struct FileType;
    impl File {
        pub fn open<P>(path: P) -> std::io::Result<File> {}
        pub fn create<P>(path: P) -> std::io::Result<File> {}
        pub fn options() -> OpenOptions {}
        pub fn metadata(&self) -> std::io::Result<Metadata> {}
        pub fn sync_all(&self) -> std::io::Result<()> {}
        pub fn set_len(&self, size: u64) -> std::io::Result<()> {}
        pub fn try_clone(&self) -> std::io::Result<File> {}
    }
    impl std::io::Read for File {}
    impl std::io::Write for File {}
    impl std::io::Seek for File {}
    impl OpenOptions {
        pub fn new() -> OpenOptions {}
        pub fn read(&mut self, read: bool) -> &mut OpenOptions {}
        pub fn write(&mut self, write: bool) -> &mut OpenOptions {}
        pub fn append(&mut self, append: bool) -> &mut OpenOptions {}
        pub fn truncate(&mut self, truncate: bool) -> &mut OpenOptions {}
        pub fn create(&mut self, create: bool) -> &mut OpenOptions {}
        pub fn create_new(&mut self, create_new: bool) -> &mut OpenOptions {}
        pub fn open<P>(&self, path: P) -> std::io::Result<File> {}
    }
    impl Metadata {
        pub fn len(&self) -> u64 {}
        pub fn is_dir(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn file_type(&self) -> FileType {}
        pub fn permissions(&self) -> Permissions {}
        pub fn modified(&self) -> std::io::Result<std::time::SystemTime> {}
        pub fn created(&self) -> std::io::Result<std::time::SystemTime> {}
    }
    impl Iterator for ReadDir {
        type Item = std::io::Result<DirEntry>;
    }
    impl DirEntry {
        pub fn path(&self) -> std::path::PathBuf {}
        pub fn file_name(&self) -> std::ffi::OsString {}
        pub fn metadata(&self) -> std::io::Result<Metadata> {}
        pub fn file_type(&self) -> std::io::Result<FileType> {}
    }
    impl FileType {
        pub fn is_dir(&self) -> bool {}
        pub fn is_file(&self) -> bool {}
        pub fn is_symlink(&self) -> bool {}
    }
    pub fn read<P>(path: P) -> std::io::Result<Vec<u8>> {}
    pub fn read_to_string<P>(path: P) -> std::io::Result<String> {}
    pub fn write<P, C>(path: P, contents: C) -> std::io::Result<()> {}
    pub fn remove_file<P>(path: P) -> std::io::Result<()> {}
    pub fn remove_dir_all<P>(path: P) -> std::io::Result<()> {}
    pub fn remove_dir<P>(path: P) -> std::io::Result<()> {}
    pub fn create_dir<P>(path: P) -> std::io::Result<()> {}
    pub fn create_dir_all<P>(path: P) -> std::io::Result<()> {}
    pub fn read_dir<P>(path: P) -> std::io::Result<ReadDir> {}
    pub fn metadata<P>(path: P) -> std::io::Result<Metadata> {}
    pub fn symlink_metadata<P>(path: P) -> std::io::Result<Metadata> {}
    pub fn canonicalize<P>(path: P) -> std::io::Result<std::path::PathBuf> {}
    pub fn copy<P, Q>(from: P, to: Q) -> std::io::Result<u64> {}
    pub fn rename<P, Q>(from: P, to: Q) -> std::io::Result<()> {}
}

pub mod net {
    #[derive(Clone)]
    pub enum IpAddr {
        V4(Ipv4Addr),
        V6(Ipv6Addr),
    }
    #[derive(Clone)]
    pub struct Ipv4Addr;
    #[derive(Clone)]
    pub struct Ipv6Addr;
    #[derive(Clone)]
    pub enum SocketAddr {
        V4(SocketAddrV4),
        V6(SocketAddrV6),
    }
    #[derive(Clone)]
    pub struct SocketAddrV4;
    #[derive(Clone)]
    pub struct SocketAddrV6;
    #[derive(Clone)]
    pub struct AddrParseError;
    impl SocketAddr {
        pub fn new(ip: IpAddr, port: u16) -> SocketAddr {}
        pub fn ip(&self) -> IpAddr {}
        pub fn port(&self) -> u16 {}
        pub fn set_port(&mut self, port: u16) {}
        pub fn is_ipv4(&self) -> bool {}
    }
    impl Ipv4Addr {
        pub const LOCALHOST: Ipv4Addr = 0;
        pub const UNSPECIFIED: Ipv4Addr = 0;
        pub const fn new(a: u8, b: u8, c: u8, d: u8) -> Ipv4Addr {}
        pub fn octets(&self) -> [u8; 4] {}
    }
    impl Ipv6Addr {
        pub const LOCALHOST: Ipv6Addr = 0;
        pub const UNSPECIFIED: Ipv6Addr = 0;
    }
    impl IpAddr {
        pub fn is_loopback(&self) -> bool {}
        pub fn is_ipv4(&self) -> bool {}
        pub fn is_ipv6(&self) -> bool {}
    }
    pub trait ToSocketAddrs {
        fn to_socket_addrs(&self) -> std::io::Result<std::vec::IntoIter<SocketAddr>> {}
    }
    impl ToSocketAddrs for str {}
    impl ToSocketAddrs for String {}
    impl ToSocketAddrs for SocketAddr {}
    impl<A> ToSocketAddrs for (A, u16) {}
    pub struct TcpListener;
    pub struct TcpStream;
    pub struct UdpSocket;
    impl TcpListener {
        pub fn bind<A>(addr: A) -> std::io::Result<TcpListener> {}
        pub fn local_addr(&self) -> std::io::Result<SocketAddr> {}
        pub fn accept(&self) -> std::io::Result<(TcpStream, SocketAddr)> {}
        pub fn incoming(&self) -> impl Iterator<Item = std::io::Result<TcpStream>> {}
        pub fn set_nonblocking(&self, nonblocking: bool) -> std::io::Result<()> {}
    }
    impl TcpStream {
        pub fn connect<A>(addr: A) -> std::io::Result<TcpStream> {}
        pub fn peer_addr(&self) -> std::io::Result<SocketAddr> {}
        pub fn local_addr(&self) -> std::io::Result<SocketAddr> {}
        pub fn try_clone(&self) -> std::io::Result<TcpStream> {}
        pub fn set_nodelay(&self, nodelay: bool) -> std::io::Result<()> {}
    }
    impl std::io::Read for TcpStream {}
    impl std::io::Write for TcpStream {}
}

pub mod env {
    #[derive(Clone)]
    pub enum VarError {
        NotPresent,
        NotUnicode(std::ffi::OsString),
    }
    pub struct Args;
    impl Iterator for Args {
        type Item = String;
    }
    pub fn var<K>(key: K) -> Result<String, VarError> {}
    pub fn var_os<K>(key: K) -> Option<std::ffi::OsString> {}
    pub fn vars() -> impl Iterator<Item = (String, String)> {}
    pub fn args() -> Args {}
    pub fn args_os() -> impl Iterator<Item = std::ffi::OsString> {}
    pub fn current_dir() -> std::io::Result<std::path::PathBuf> {}
    pub fn current_exe() -> std::io::Result<std::path::PathBuf> {}
    pub fn temp_dir() -> std::path::PathBuf {}
    pub unsafe fn set_var<K, V>(key: K, value: V) {}
    pub unsafe fn remove_var<K>(key: K) {}
}

pub mod process {
    pub fn exit(code: i32) -> ! {}
    pub fn abort() -> ! {}
    pub fn id() -> u32 {}
    #[derive(Clone)]
    pub struct ExitCode;
    impl ExitCode {
        pub const SUCCESS: ExitCode = 0;
        pub const FAILURE: ExitCode = 0;
    }
    pub struct Command;
    pub struct Child;
    #[derive(Clone)]
    pub struct Output {
        pub status: ExitStatus,
        pub stdout: Vec<u8>,
        pub stderr: Vec<u8>,
    }
    #[derive(Clone)]
    pub struct ExitStatus;
    pub struct Stdio;
    impl Command {
        pub fn new<S>(program: S) -> Command {}
        pub fn arg<S>(&mut self, arg: S) -> &mut Command {}
        pub fn args<I>(&mut self, args: I) -> &mut Command {}
        pub fn env<K, V>(&mut self, key: K, val: V) -> &mut Command {}
        pub fn envs<I>(&mut self, vars: I) -> &mut Command {}
        pub fn current_dir<P>(&mut self, dir: P) -> &mut Command {}
        pub fn stdin<T>(&mut self, cfg: T) -> &mut Command {}
        pub fn stdout<T>(&mut self, cfg: T) -> &mut Command {}
        pub fn stderr<T>(&mut self, cfg: T) -> &mut Command {}
        pub fn spawn(&mut self) -> std::io::Result<Child> {}
        pub fn output(&mut self) -> std::io::Result<Output> {}
        pub fn status(&mut self) -> std::io::Result<ExitStatus> {}
    }
    impl Child {
        pub fn wait(&mut self) -> std::io::Result<ExitStatus> {}
        pub fn wait_with_output(self) -> std::io::Result<Output> {}
        pub fn kill(&mut self) -> std::io::Result<()> {}
        pub fn id(&self) -> u32 {}
    }
    impl ExitStatus {
        pub fn success(&self) -> bool {}
        pub fn code(&self) -> Option<i32> {}
    }
    impl Stdio {
        pub fn piped() -> Stdio {}
        pub fn inherit() -> Stdio {}
        pub fn null() -> Stdio {}
    }
}

pub mod ptr {
    pub fn null<T>() -> *const T {}
    pub fn null_mut<T>() -> *mut T {}
    pub fn eq<T>(a: *const T, b: *const T) -> bool {}
    pub unsafe fn read<T>(src: *const T) -> T {}
    pub unsafe fn write<T>(dst: *mut T, src: T) {}
    #[derive(Clone)]
    pub struct NonNull<T>(T);
    impl<T> NonNull<T> {
        pub fn new(ptr: *mut T) -> Option<NonNull<T>> {}
        pub const unsafe fn new_unchecked(ptr: *mut T) -> NonNull<T> {}
        pub const fn dangling() -> NonNull<T> {}
        pub unsafe fn as_ref(&self) -> &T {}
        pub unsafe fn as_mut(&mut self) -> &mut T {}
        pub fn as_ptr(self) -> *mut T {}
    }
}

// What says of which type a list's parts are.
impl<T> From<[T]> for Vec<T> {}
impl<T> From<collections::VecDeque<T>> for Vec<T> {}
impl<T> From<Box<[T]>> for Vec<T> {}
impl<T> From<Vec<T>> for collections::VecDeque<T> {}
impl<T> From<[T]> for collections::VecDeque<T> {}
impl<T> From<[T]> for collections::HashSet<T> {}
impl<T> From<[T]> for collections::BTreeSet<T> {}
impl<T> From<Vec<T>> for collections::BinaryHeap<T> {}
impl<T> From<[T]> for collections::BinaryHeap<T> {}
impl<K, V> From<[(K, V)]> for collections::HashMap<K, V> {}
impl<K, V> From<[(K, V)]> for collections::BTreeMap<K, V> {}
impl From<String> for Box<str> {}
impl<T> From<Vec<T>> for Box<[T]> {}
impl<T> From<T> for Box<T> {}
impl From<String> for sync::Arc<str> {}
impl<T> From<Vec<T>> for sync::Arc<[T]> {}
impl<T> From<Box<T>> for sync::Arc<T> {}
impl<T> From<T> for sync::Arc<T> {}
impl From<String> for rc::Rc<str> {}
impl<T> From<Box<T>> for rc::Rc<T> {}
impl<T> From<T> for rc::Rc<T> {}
impl<T> From<T> for sync::Mutex<T> {}
impl<T> From<T> for sync::RwLock<T> {}
impl<T> From<T> for cell::RefCell<T> {}
impl<T> From<T> for cell::Cell<T> {}
impl<T> From<T> for option::Option<T> {}
impl<T> From<Box<T>> for pin::Pin<Box<T>> {}
