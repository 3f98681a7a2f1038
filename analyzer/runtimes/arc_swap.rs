// arc-swap.

pub struct ArcSwapAny<P>(P);
pub struct ArcSwap<T>(T);
pub struct ArcSwapOption<T>(T);
pub struct Guard<P>(P);
impl<T> ArcSwap<T> {
    pub fn new(val: std::sync::Arc<T>) -> ArcSwap<T> {}
    pub fn from(val: std::sync::Arc<T>) -> ArcSwap<T> {}
    pub fn from_pointee(val: T) -> ArcSwap<T> {}
    pub fn load(&self) -> Guard<std::sync::Arc<T>> {}
    pub fn load_full(&self) -> std::sync::Arc<T> {}
    pub fn store(&self, val: std::sync::Arc<T>) {}
    pub fn swap(&self, new: std::sync::Arc<T>) -> std::sync::Arc<T> {}
    pub fn rcu<F>(&self, f: F) -> std::sync::Arc<T> {}
    pub fn into_inner(self) -> std::sync::Arc<T> {}
}
impl<T> ArcSwapOption<T> {
    pub fn new(val: Option<std::sync::Arc<T>>) -> ArcSwapOption<T> {}
    pub const fn const_empty() -> ArcSwapOption<T> {}
    pub fn empty() -> ArcSwapOption<T> {}
    pub fn from(val: Option<std::sync::Arc<T>>) -> ArcSwapOption<T> {}
    pub fn from_pointee<V>(val: V) -> ArcSwapOption<T> {}
    pub fn load(&self) -> Guard<Option<std::sync::Arc<T>>> {}
    pub fn load_full(&self) -> Option<std::sync::Arc<T>> {}
    pub fn store(&self, val: Option<std::sync::Arc<T>>) {}
    pub fn swap(&self, new: Option<std::sync::Arc<T>>) -> Option<std::sync::Arc<T>> {}
}
impl<P> Guard<P> {
    pub fn into_inner(lease: Guard<P>) -> P {}
}
impl<P> std::ops::Deref for Guard<P> {
    type Target = P;
}
