// either.

#[derive(Clone)]
pub enum Either<L, R> {
    Left(L),
    Right(R),
}
impl<L, R> Either<L, R> {
    pub fn is_left(&self) -> bool {}
    pub fn is_right(&self) -> bool {}
    pub fn left(self) -> Option<L> {}
    pub fn right(self) -> Option<R> {}
    pub fn as_ref(&self) -> Either<&L, &R> {}
    pub fn flip(self) -> Either<R, L> {}
    pub fn map_left<M, F: FnOnce(L) -> M>(self, f: F) -> Either<M, R> {}
    pub fn map_right<S, F: FnOnce(R) -> S>(self, f: F) -> Either<L, S> {}
    pub fn either<T, F: FnOnce(L) -> T, G: FnOnce(R) -> T>(self, f: F, g: G) -> T {}
}
impl<L: Iterator, R> Iterator for Either<L, R> {
    type Item = L::Item;
}
