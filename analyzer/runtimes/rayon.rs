// rayon.

pub struct Scope;
impl Scope {
    pub fn spawn<F: FnOnce(&Scope)>(&self, body: F) {}
}
pub fn scope<R, F: FnOnce(&Scope) -> R>(op: F) -> R {}
pub fn in_place_scope<R, F: FnOnce(&Scope) -> R>(op: F) -> R {}
pub fn join<A, B, FA: FnOnce() -> A, FB: FnOnce() -> B>(a: FA, b: FB) -> (A, B) {}
pub fn spawn<F: FnOnce()>(func: F) {}
pub fn spawn_fifo<F: FnOnce()>(func: F) {}
pub fn current_num_threads() -> usize {}
pub struct ThreadPool;
impl ThreadPool {
    pub fn install<R, F: FnOnce() -> R>(&self, op: F) -> R {}
    pub fn spawn<F: FnOnce()>(&self, op: F) {}
    pub fn scope<R, F: FnOnce(&Scope) -> R>(&self, op: F) -> R {}
    pub fn join<A, B, FA: FnOnce() -> A, FB: FnOnce() -> B>(&self, a: FA, b: FB) -> (A, B) {}
}
pub struct ThreadPoolBuilder;
pub struct ThreadPoolBuildError;
impl ThreadPoolBuilder {
    pub fn new() -> ThreadPoolBuilder {}
    pub fn num_threads(self, num_threads: usize) -> ThreadPoolBuilder {}
    pub fn stack_size(self, stack_size: usize) -> ThreadPoolBuilder {}
    pub fn build(self) -> Result<ThreadPool, ThreadPoolBuildError> {}
    pub fn build_global(self) -> Result<(), ThreadPoolBuildError> {}
}
pub mod prelude {
    pub use crate::iter::{FromParallelIterator, IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelBridge, ParallelIterator};
    pub use crate::slice::{ParallelSlice, ParallelSliceMut};
}
pub mod iter {
    pub trait FromParallelIterator<T> {}
    impl<T, C: FromIterator<T>> FromParallelIterator<T> for C {}
    pub trait IntoParallelIterator {
        type Item;
        fn into_par_iter(self) -> impl ParallelIterator<Item = Self::Item> {}
    }
    impl<I: IntoIterator> IntoParallelIterator for I {
        type Item = I::Item;
    }
    pub trait IntoParallelRefIterator {
        type Item;
        fn par_iter(&self) -> impl ParallelIterator<Item = Self::Item> {}
    }
    impl<I: IntoIterator> IntoParallelRefIterator for I {
        type Item = I::Item;
    }
    pub trait IntoParallelRefMutIterator {
        type Item;
        fn par_iter_mut(&mut self) -> impl ParallelIterator<Item = Self::Item> {}
    }
    impl<I: IntoIterator> IntoParallelRefMutIterator for I {
        type Item = I::Item;
    }
    pub trait ParallelBridge: Iterator {
        fn par_bridge(self) -> impl ParallelIterator<Item = Self::Item> {}
    }
    impl<I: Iterator> ParallelBridge for I {}
    pub trait ParallelDrainRange<R> {
        type Item;
        fn par_drain(self, range: R) -> impl ParallelIterator<Item = Self::Item> {}
    }
    impl<T, R> ParallelDrainRange<R> for Vec<T> {
        type Item = T;
    }
    pub trait IndexedParallelIterator: ParallelIterator {}
    pub trait ParallelIterator {
        type Item;
        fn for_each<F: Fn(Self::Item)>(self, op: F) {}
        fn for_each_with<T, F: Fn(&mut T, Self::Item)>(self, init: T, op: F) {}
        fn for_each_init<T, I: Fn() -> T, F: Fn(&mut T, Self::Item)>(self, init: I, op: F) {}
        fn try_for_each<R, F: Fn(Self::Item) -> R>(self, op: F) -> R {}
        fn try_for_each_with<T, R, F: Fn(&mut T, Self::Item) -> R>(self, init: T, op: F) -> R {}
        fn count(self) -> usize {}
        fn map<R, F: Fn(Self::Item) -> R>(self, map_op: F) -> impl ParallelIterator<Item = R> {}
        fn map_with<T, R, F: Fn(&mut T, Self::Item) -> R>(self, init: T, map_op: F) -> impl ParallelIterator<Item = R> {}
        fn map_init<T, I: Fn() -> T, R, F: Fn(&mut T, Self::Item) -> R>(self, init: I, map_op: F) -> impl ParallelIterator<Item = R> {}
        fn cloned(self) -> impl ParallelIterator<Item = Self::Item> {}
        fn copied(self) -> impl ParallelIterator<Item = Self::Item> {}
        fn inspect<F: Fn(&Self::Item)>(self, op: F) -> impl ParallelIterator<Item = Self::Item> {}
        fn filter<P: Fn(&Self::Item) -> bool>(self, op: P) -> impl ParallelIterator<Item = Self::Item> {}
        fn filter_map<R, P: Fn(Self::Item) -> Option<R>>(self, op: P) -> impl ParallelIterator<Item = R> {}
        fn flat_map<PI: IntoParallelIterator, F: Fn(Self::Item) -> PI>(self, op: F) -> impl ParallelIterator<Item = PI::Item> {}
        fn flat_map_iter<SI: IntoIterator, F: Fn(Self::Item) -> SI>(self, op: F) -> impl ParallelIterator<Item = SI::Item> {}
        fn flatten(self) -> impl ParallelIterator<Item = <Self::Item as IntoParallelIterator>::Item> {}
        fn reduce<ID: Fn() -> Self::Item, OP: Fn(Self::Item, Self::Item) -> Self::Item>(self, identity: ID, op: OP) -> Self::Item {}
        fn fold<T, ID: Fn() -> T, F: Fn(T, Self::Item) -> T>(self, identity: ID, op: F) -> impl ParallelIterator<Item = T> {}
        fn sum<S>(self) -> S {}
        fn min(self) -> Option<Self::Item> {}
        fn max(self) -> Option<Self::Item> {}
        fn find_any<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
        fn find_first<P: Fn(&Self::Item) -> bool>(self, predicate: P) -> Option<Self::Item> {}
        fn find_map_any<R, P: Fn(Self::Item) -> Option<R>>(self, predicate: P) -> Option<R> {}
        fn any<P: Fn(Self::Item) -> bool>(self, predicate: P) -> bool {}
        fn all<P: Fn(Self::Item) -> bool>(self, predicate: P) -> bool {}
        fn collect<C: FromParallelIterator<Self::Item>>(self) -> C {}
        fn partition<A, B, P: Fn(&Self::Item) -> bool>(self, predicate: P) -> (A, B) {}
        fn enumerate(self) -> impl ParallelIterator<Item = (usize, Self::Item)> {}
        fn zip<Z: IntoParallelIterator>(self, zip_op: Z) -> impl ParallelIterator<Item = (Self::Item, Z::Item)> {}
        fn chunks(self, chunk_size: usize) -> impl ParallelIterator<Item = Vec<Self::Item>> {}
        fn rev(self) -> impl ParallelIterator<Item = Self::Item> {}
        fn with_min_len(self, min: usize) -> impl ParallelIterator<Item = Self::Item> {}
        fn with_max_len(self, max: usize) -> impl ParallelIterator<Item = Self::Item> {}
    }
}
pub mod slice {
    pub trait ParallelSlice<T> {
        fn par_chunks(&self, chunk_size: usize) -> impl crate::iter::ParallelIterator<Item = [T]> {}
        fn par_windows(&self, window_size: usize) -> impl crate::iter::ParallelIterator<Item = [T]> {}
    }
    pub trait ParallelSliceMut<T> {
        fn par_chunks_mut(&mut self, chunk_size: usize) -> impl crate::iter::ParallelIterator<Item = [T]> {}
        fn par_sort(&mut self) {}
        fn par_sort_by<F: Fn(&T, &T) -> std::cmp::Ordering>(&mut self, compare: F) {}
        fn par_sort_by_key<K, F: Fn(&T) -> K>(&mut self, f: F) {}
        fn par_sort_unstable(&mut self) {}
        fn par_sort_unstable_by<F: Fn(&T, &T) -> std::cmp::Ordering>(&mut self, compare: F) {}
    }
    impl<T> ParallelSlice<T> for [T] {}
    impl<T> ParallelSliceMut<T> for [T] {}
}
