// deadpool: pools of connections or of whatever is put into them.

pub use managed::reexports::Runtime;
pub use managed::{Pool, Status};
pub mod managed {
    pub trait Manager {
        type Type;
        type Error;
    }
    #[derive(Clone)]
    pub struct Pool<M>(M);
    pub struct Object<M>(M);
    pub struct PoolBuilder<M>(M);
    pub struct WeakPool<M>(M);
    pub struct BuildError;
    pub enum TimeoutType {
        Wait,
        Create,
        Recycle,
    }
    pub enum PoolError<E> {
        Timeout(TimeoutType),
        Backend(E),
        Closed,
        NoRuntimeSpecified,
        PostCreateHook(()),
    }
    pub enum RecycleError<E> {
        Message(std::borrow::Cow<str>),
        Backend(E),
    }
    pub type RecycleResult<E> = Result<(), RecycleError<E>>;
    pub struct Metrics;
    #[derive(Clone)]
    pub struct PoolConfig {
        pub max_size: usize,
        pub timeouts: Timeouts,
    }
    impl PoolConfig {
        pub fn new(max_size: usize) -> PoolConfig {}
    }
    #[derive(Clone)]
    pub struct Timeouts {
        pub wait: Option<std::time::Duration>,
        pub create: Option<std::time::Duration>,
        pub recycle: Option<std::time::Duration>,
    }
    impl Timeouts {
        pub fn new() -> Timeouts {}
        pub fn wait_millis(wait: u64) -> Timeouts {}
    }
    #[derive(Clone)]
    pub struct Status {
        pub max_size: usize,
        pub size: usize,
        pub available: usize,
        pub waiting: usize,
    }
    impl<M: Manager> Pool<M> {
        pub fn builder(manager: M) -> PoolBuilder<M> {}
        pub fn from_config<C>(config: &C, manager: M) -> Pool<M> {}
        pub async fn get(&self) -> Result<Object<M>, PoolError<M::Error>> {}
        pub async fn timeout_get(&self, timeouts: &Timeouts) -> Result<Object<M>, PoolError<M::Error>> {}
        pub async fn try_get(&self) -> Result<Object<M>, PoolError<M::Error>> {}
        pub fn resize(&self, max_size: usize) {}
        pub fn retain<F: FnMut(&M::Type, Metrics) -> bool>(&self, predicate: F) {}
        pub fn timeouts(&self) -> Timeouts {}
        pub fn close(&self) {}
        pub fn is_closed(&self) -> bool {}
        pub fn status(&self) -> Status {}
        pub fn manager(&self) -> &M {}
    }
    impl<M: Manager> Object<M> {
        pub fn take(this: Object<M>) -> M::Type {}
        pub fn metrics(this: &Object<M>) -> &Metrics {}
        pub fn pool(this: &Object<M>) -> Option<Pool<M>> {}
    }
    impl<M: Manager> std::ops::Deref for Object<M> {
        type Target = M::Type;
    }
    impl<M> PoolBuilder<M> {
        pub fn build(self) -> Result<Pool<M>, BuildError> {}
        pub fn config(self, value: PoolConfig) -> PoolBuilder<M> {}
        pub fn max_size(self, value: usize) -> PoolBuilder<M> {}
        pub fn timeouts(self, value: Timeouts) -> PoolBuilder<M> {}
        pub fn wait_timeout(self, value: Option<std::time::Duration>) -> PoolBuilder<M> {}
        pub fn create_timeout(self, value: Option<std::time::Duration>) -> PoolBuilder<M> {}
        pub fn recycle_timeout(self, value: Option<std::time::Duration>) -> PoolBuilder<M> {}
        pub fn post_create<H>(self, hook: H) -> PoolBuilder<M> {}
        pub fn pre_recycle<H>(self, hook: H) -> PoolBuilder<M> {}
        pub fn runtime(self, value: reexports::Runtime) -> PoolBuilder<M> {}
    }
    pub mod reexports {
        #[derive(Clone)]
        pub enum Runtime {
            Tokio1,
            AsyncStd1,
            Smol2,
        }
    }
}
pub mod unmanaged {
    #[derive(Clone)]
    pub struct Pool<T>(T);
    pub struct Object<T>(T);
    pub enum PoolError {
        Timeout,
        Closed,
        NoRuntimeSpecified,
    }
    impl<T> Pool<T> {
        pub fn new(max_size: usize) -> Pool<T> {}
        pub async fn get(&self) -> Result<Object<T>, PoolError> {}
        pub fn try_get(&self) -> Result<Object<T>, PoolError> {}
        pub async fn timeout_get(&self, timeout: Option<std::time::Duration>) -> Result<Object<T>, PoolError> {}
        pub async fn add(&self, object: T) -> Result<(), (T, PoolError)> {}
        pub fn try_add(&self, object: T) -> Result<(), (T, PoolError)> {}
        pub async fn remove(&self) -> Result<T, PoolError> {}
        pub fn close(&self) {}
    }
    impl<T> Object<T> {
        pub fn take(this: Object<T>) -> T {}
    }
    impl<T> std::ops::Deref for Object<T> {
        type Target = T;
    }
    impl<T, I: IntoIterator<Item = T>> From<I> for Pool<T> {
        fn from(items: I) -> Pool<T> {}
    }
}
