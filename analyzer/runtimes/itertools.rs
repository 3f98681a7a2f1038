// itertools.

pub trait Itertools: Iterator {
    fn interleave<J>(self, other: J) -> impl Iterator<Item = Self::Item> {}
    fn intersperse(self, element: Self::Item) -> impl Iterator<Item = Self::Item> {}
    fn zip_longest<J: IntoIterator>(self, other: J) -> impl Iterator<Item = EitherOrBoth<Self::Item, J::Item>> {}
    fn zip_eq<J: IntoIterator>(self, other: J) -> impl Iterator<Item = (Self::Item, J::Item)> {}
    fn tuple_windows<T>(self) -> impl Iterator<Item = T> {}
    fn tuples<T>(self) -> impl Iterator<Item = T> {}
    fn map_into<R>(self) -> impl Iterator<Item = R> {}
    fn map_ok<T, E, U, F: FnMut(T) -> U>(self, f: F) -> impl Iterator<Item = Result<U, E>> where Self: Iterator<Item = Result<T, E>> {}
    fn filter_ok<T, E, F: FnMut(&T) -> bool>(self, f: F) -> impl Iterator<Item = Result<T, E>> where Self: Iterator<Item = Result<T, E>> {}
    fn merge_join_by<J: IntoIterator, T, F: FnMut(&Self::Item, &J::Item) -> T>(self, other: J, cmp_fn: F) -> impl Iterator<Item = EitherOrBoth<Self::Item, J::Item>> {}
    fn kmerge(self) -> impl Iterator<Item = <Self::Item as IntoIterator>::Item> {}
    fn cartesian_product<J: IntoIterator>(self, other: J) -> impl Iterator<Item = (Self::Item, J::Item)> {}
    fn coalesce<F>(self, f: F) -> impl Iterator<Item = Self::Item> {}
    fn dedup(self) -> impl Iterator<Item = Self::Item> {}
    fn dedup_by_key<K, F: FnMut(&Self::Item) -> K>(self, f: F) -> impl Iterator<Item = Self::Item> {}
    fn unique(self) -> impl Iterator<Item = Self::Item> {}
    fn unique_by<V, F: FnMut(&Self::Item) -> V>(self, f: F) -> impl Iterator<Item = Self::Item> {}
    fn sorted(self) -> std::vec::IntoIter<Self::Item> {}
    fn sorted_by<F: FnMut(&Self::Item, &Self::Item) -> std::cmp::Ordering>(self, cmp: F) -> std::vec::IntoIter<Self::Item> {}
    fn sorted_by_key<K, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item> {}
    fn sorted_unstable(self) -> std::vec::IntoIter<Self::Item> {}
    fn sorted_unstable_by_key<K, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::vec::IntoIter<Self::Item> {}
    fn collect_vec(self) -> Vec<Self::Item> {}
    fn try_collect<T, U: FromIterator<T>, E>(self) -> Result<U, E> where Self: Iterator<Item = Result<T, E>> {}
    fn collect_tuple<T>(self) -> Option<T> {}
    fn next_tuple<T>(&mut self) -> Option<T> {}
    fn into_group_map<K, V>(self) -> std::collections::HashMap<K, Vec<V>> where Self: Iterator<Item = (K, V)> {}
    fn into_group_map_by<K, F: FnMut(&Self::Item) -> K>(self, f: F) -> std::collections::HashMap<K, Vec<Self::Item>> {}
    fn counts(self) -> std::collections::HashMap<Self::Item, usize> {}
    fn join(&mut self, sep: &str) -> String {}
    fn format(self, sep: &str) -> Format<Self> {}
    fn partition_map<A, B, F>(self, predicate: F) -> (A, B) {}
    fn find_or_first<P>(self, predicate: P) -> Option<Self::Item> {}
    fn find_position<P>(&mut self, pred: P) -> Option<(usize, Self::Item)> {}
    fn exactly_one(self) -> Result<Self::Item, ()> {}
    fn at_most_one(self) -> Result<Option<Self::Item>, ()> {}
    fn all_equal(&mut self) -> bool {}
    fn contains<Q>(&mut self, query: &Q) -> bool {}
    fn minmax(self) -> MinMaxResult<Self::Item> {}
    fn position_max(self) -> Option<usize> {}
    fn fold_ok<A, E, B, F: FnMut(B, A) -> B>(&mut self, start: B, f: F) -> Result<B, E> where Self: Iterator<Item = Result<A, E>> {}
    fn chunks(self, size: usize) -> IntoChunks<Self> {}
    fn chunk_by<K, F: FnMut(&Self::Item) -> K>(self, key: F) -> ChunkBy<K, Self> {}
    fn group_by<K, F: FnMut(&Self::Item) -> K>(self, key: F) -> ChunkBy<K, Self> {}
    fn multi_cartesian_product(self) -> impl Iterator<Item = Vec<<Self::Item as IntoIterator>::Item>> {}
    fn combinations(self, k: usize) -> impl Iterator<Item = Vec<Self::Item>> {}
    fn permutations(self, k: usize) -> impl Iterator<Item = Vec<Self::Item>> {}
    fn with_position(self) -> impl Iterator<Item = (Position, Self::Item)> {}
}
impl<I: Iterator> Itertools for I {}
pub enum Position {
    First,
    Middle,
    Last,
    Only,
}
#[derive(Clone)]
pub enum EitherOrBoth<A, B = A> {
    Both(A, B),
    Left(A),
    Right(B),
}
pub use either::Either;
pub enum MinMaxResult<T> {
    NoElements,
    OneElement(T),
    MinMax(T, T),
}
pub struct Format<I>(I);
pub struct IntoChunks<I>(I);
pub struct ChunkBy<K, I>(K, I);
pub struct Group<K, I>(K, I);
pub struct Chunk<I>(I);
impl<I: Iterator> Iterator for Chunk<I> {
    type Item = I::Item;
}
impl<K, I: Iterator> Iterator for Group<K, I> {
    type Item = I::Item;
}
impl<K, I: Iterator> IntoIterator for ChunkBy<K, I> {
    type Item = (K, Group<K, I>);
    type IntoIter = std::vec::IntoIter<(K, Group<K, I>)>;
}
impl<I: Iterator> IntoIterator for IntoChunks<I> {
    type Item = Chunk<I>;
    type IntoIter = std::vec::IntoIter<Chunk<I>>;
}
pub fn join<I>(iterable: I, sep: &str) -> String {}
