// futures 0.3 with its parts, and what futures-lite has besides: tables make one crate of them.

pub use future::{join_all, try_join_all, FutureExt, TryFutureExt};
pub use sink::{Sink, SinkExt};
pub use std::future::{Future, IntoFuture};
pub use stream::{Stream, StreamExt, TryStream, TryStreamExt};
pub use executor::block_on;
pub use io::{AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

pub mod prelude {
    pub use crate::future::{FutureExt, TryFutureExt};
    pub use crate::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
    pub use crate::sink::{Sink, SinkExt};
    pub use crate::stream::{Stream, StreamExt, TryStream, TryStreamExt};
    pub use std::future::Future;
}

pub mod future {
    pub use std::future::{pending, poll_fn, ready, Future, IntoFuture, Pending, Ready};
    pub type BoxFuture<T> = std::pin::Pin<Box<dyn Future<Output = T>>>;
    pub type LocalBoxFuture<T> = std::pin::Pin<Box<dyn Future<Output = T>>>;
    pub type Boxed<T> = std::pin::Pin<Box<dyn Future<Output = T>>>;
    pub type BoxedLocal<T> = std::pin::Pin<Box<dyn Future<Output = T>>>;
    pub trait TryFuture {
        type Ok;
        type Error;
    }
    impl<T, E, F: Future<Output = Result<T, E>>> TryFuture for F {
        type Ok = T;
        type Error = E;
    }
    pub trait FutureExt: Future {
        fn map<U, F: FnOnce(Self::Output) -> U>(self, f: F) -> impl Future<Output = U> {}
        fn map_into<U>(self) -> impl Future<Output = U> {}
        fn then<Fut: Future, F: FnOnce(Self::Output) -> Fut>(self, f: F) -> impl Future<Output = Fut::Output> {}
        fn left_future<B>(self) -> Either<Self, B> {}
        fn right_future<A>(self) -> Either<A, Self> {}
        fn into_stream(self) -> impl crate::stream::Stream<Item = Self::Output> {}
        fn flatten(self) -> impl Future<Output = <Self::Output as Future>::Output> {}
        fn flatten_stream(self) -> impl crate::stream::Stream<Item = <Self::Output as crate::stream::Stream>::Item> {}
        fn fuse(self) -> Fuse<Self> {}
        fn inspect<F: FnOnce(&Self::Output)>(self, f: F) -> impl Future<Output = Self::Output> {}
        fn catch_unwind(self) -> impl Future<Output = Result<Self::Output, Box<dyn std::any::Any>>> {}
        fn shared(self) -> Shared<Self> {}
        fn remote_handle(self) -> (Remote<Self>, RemoteHandle<Self::Output>) {}
        fn boxed(self) -> BoxFuture<Self::Output> {}
        fn boxed_local(self) -> LocalBoxFuture<Self::Output> {}
        fn unit_error(self) -> impl Future<Output = Result<Self::Output, ()>> {}
        fn now_or_never(self) -> Option<Self::Output> {}
        fn poll_unpin(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Self::Output> {}
        fn or<F>(self, other: F) -> impl Future<Output = Self::Output> {}
        fn race<F>(self, other: F) -> impl Future<Output = Self::Output> {}
    }
    impl<F: Future> FutureExt for F {}
    pub trait TryFutureExt: TryFuture {
        fn map_ok<T, F: FnOnce(Self::Ok) -> T>(self, f: F) -> impl Future<Output = Result<T, Self::Error>> {}
        fn map_err<E, F: FnOnce(Self::Error) -> E>(self, f: F) -> impl Future<Output = Result<Self::Ok, E>> {}
        fn map_ok_or_else<T, E: FnOnce(Self::Error) -> T, F: FnOnce(Self::Ok) -> T>(self, e: E, f: F) -> impl Future<Output = T> {}
        fn err_into<E>(self) -> impl Future<Output = Result<Self::Ok, E>> {}
        fn ok_into<U>(self) -> impl Future<Output = Result<U, Self::Error>> {}
        fn and_then<T, Fut: Future<Output = Result<T, Self::Error>>, F: FnOnce(Self::Ok) -> Fut>(self, f: F) -> impl Future<Output = Result<T, Self::Error>> {}
        fn or_else<E, Fut: Future<Output = Result<Self::Ok, E>>, F: FnOnce(Self::Error) -> Fut>(self, f: F) -> impl Future<Output = Result<Self::Ok, E>> {}
        fn inspect_ok<F: FnOnce(&Self::Ok)>(self, f: F) -> impl Future<Output = Result<Self::Ok, Self::Error>> {}
        fn inspect_err<F: FnOnce(&Self::Error)>(self, f: F) -> impl Future<Output = Result<Self::Ok, Self::Error>> {}
        fn unwrap_or_else<F: FnOnce(Self::Error) -> Self::Ok>(self, f: F) -> impl Future<Output = Self::Ok> {}
        fn into_future(self) -> Self {}
        fn try_flatten(self) -> impl Future<Output = <Self::Ok as Future>::Output> {}
        fn try_poll_unpin(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Result<Self::Ok, Self::Error>> {}
    }
    impl<F: TryFuture> TryFutureExt for F {}
    #[derive(Clone)]
    pub enum Either<A, B> {
        Left(A),
        Right(B),
    }
    impl<A, B> Either<A, B> {
        pub fn factor_first(self) -> A {}
    }
    impl<A: Future, B> Future for Either<A, B> {
        type Output = A::Output;
    }
    pub struct Fuse<F>(F);
    impl<F> Fuse<F> {
        pub fn terminated() -> Fuse<F> {}
    }
    impl<F: Future> Future for Fuse<F> {
        type Output = F::Output;
    }
    #[derive(Clone)]
    pub struct Shared<F>(F);
    impl<F: Future> Future for Shared<F> {
        type Output = F::Output;
    }
    pub struct Remote<F>(F);
    impl<F> Future for Remote<F> {
        type Output = ();
    }
    pub struct RemoteHandle<T>(T);
    impl<T> RemoteHandle<T> {
        pub fn forget(self) {}
    }
    impl<T> Future for RemoteHandle<T> {
        type Output = T;
    }
    #[derive(Clone)]
    pub struct AbortHandle;
    pub struct AbortRegistration;
    pub struct Aborted;
    pub struct Abortable<F>(F);
    impl AbortHandle {
        pub fn new_pair() -> (AbortHandle, AbortRegistration) {}
        pub fn abort(&self) {}
        pub fn is_aborted(&self) -> bool {}
    }
    impl<F> Abortable<F> {
        pub fn new(task: F, reg: AbortRegistration) -> Abortable<F> {}
    }
    impl<F: Future> Future for Abortable<F> {
        type Output = Result<F::Output, Aborted>;
    }
    pub fn abortable<F>(future: F) -> (Abortable<F>, AbortHandle) {}
    pub fn ok<T, E>(t: T) -> Ready<Result<T, E>> {}
    pub fn err<T, E>(err: E) -> Ready<Result<T, E>> {}
    pub fn result<T, E>(r: Result<T, E>) -> Ready<Result<T, E>> {}
    pub fn lazy<R, F: FnOnce(&mut std::task::Context) -> R>(f: F) -> impl Future<Output = R> {}
    pub fn maybe_done<F>(future: F) -> MaybeDone<F> {}
    pub enum MaybeDone<F> {
        Future(F),
        Done(()),
        Gone,
    }
    impl<F> Future for MaybeDone<F> {
        type Output = ();
    }
    impl<F: Future> MaybeDone<F> {
        pub fn output_mut(self: std::pin::Pin<&mut MaybeDone<F>>) -> Option<&mut F::Output> {}
        pub fn take_output(self: std::pin::Pin<&mut MaybeDone<F>>) -> Option<F::Output> {}
    }
    pub struct JoinAll<F>(F);
    impl<F: Future> Future for JoinAll<F> {
        type Output = Vec<F::Output>;
    }
    pub struct TryJoinAll<F>(F);
    impl<F: TryFuture> Future for TryJoinAll<F> {
        type Output = Result<Vec<F::Ok>, F::Error>;
    }
    pub struct SelectAll<F>(F);
    impl<F: Future> Future for SelectAll<F> {
        type Output = (F::Output, usize, Vec<F>);
    }
    impl<F> std::iter::FromIterator<F> for JoinAll<F> {}
    impl<F> std::iter::FromIterator<F> for TryJoinAll<F> {}
    impl<F> std::iter::FromIterator<F> for SelectAll<F> {}
    pub fn join_all<I: IntoIterator>(iter: I) -> JoinAll<I::Item> {}
    pub fn try_join_all<I: IntoIterator>(iter: I) -> TryJoinAll<I::Item> {}
    pub fn select_all<I: IntoIterator>(iter: I) -> SelectAll<I::Item> {}
    pub async fn select_ok<I: IntoIterator>(iter: I) -> Result<(<I::Item as TryFuture>::Ok, Vec<I::Item>), <I::Item as TryFuture>::Error> {}
    pub async fn join<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {}
    pub async fn join3<A: Future, B: Future, C: Future>(a: A, b: B, c: C) -> (A::Output, B::Output, C::Output) {}
    pub async fn join4<A: Future, B: Future, C: Future, D: Future>(a: A, b: B, c: C, d: D) -> (A::Output, B::Output, C::Output, D::Output) {}
    pub async fn join5<A: Future, B: Future, C: Future, D: Future, E: Future>(a: A, b: B, c: C, d: D, e: E) -> (A::Output, B::Output, C::Output, D::Output, E::Output) {}
    pub async fn zip<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {}
    pub async fn try_join<A: TryFuture, B: TryFuture>(a: A, b: B) -> Result<(A::Ok, B::Ok), A::Error> {}
    pub async fn try_zip<A: TryFuture, B: TryFuture>(a: A, b: B) -> Result<(A::Ok, B::Ok), A::Error> {}
    pub async fn try_join3<A: TryFuture, B: TryFuture, C: TryFuture>(a: A, b: B, c: C) -> Result<(A::Ok, B::Ok, C::Ok), A::Error> {}
    pub async fn try_join4<A: TryFuture, B: TryFuture, C: TryFuture, D: TryFuture>(a: A, b: B, c: C, d: D) -> Result<(A::Ok, B::Ok, C::Ok, D::Ok), A::Error> {}
    pub async fn try_join5<A: TryFuture, B: TryFuture, C: TryFuture, D: TryFuture, E: TryFuture>(a: A, b: B, c: C, d: D, e: E) -> Result<(A::Ok, B::Ok, C::Ok, D::Ok, E::Ok), A::Error> {}
    pub async fn select<A: Future, B: Future>(a: A, b: B) -> Either<(A::Output, B), (B::Output, A)> {}
    pub async fn try_select<A: TryFuture, B: TryFuture>(a: A, b: B) -> Result<Either<(A::Ok, B), (B::Ok, A)>, Either<(A::Error, B), (B::Error, A)>> {}
    pub async fn or<A: Future, B>(a: A, b: B) -> A::Output {}
    pub async fn race<A: Future, B>(a: A, b: B) -> A::Output {}
    pub async fn yield_now() {}
    pub async fn poll_once<T, F: Future<Output = T>>(f: F) -> Option<T> {}
    pub fn block_on<F: Future>(future: F) -> F::Output {}
    pub use crate::stream::FuturesUnordered;
}

pub mod stream {
    pub type BoxStream<T> = std::pin::Pin<Box<dyn Stream<Item = T>>>;
    pub type LocalBoxStream<T> = std::pin::Pin<Box<dyn Stream<Item = T>>>;
    pub type Boxed<T> = std::pin::Pin<Box<dyn Stream<Item = T>>>;
    use crate::future::{AbortHandle, AbortRegistration, Either, TryFuture};
    use std::future::Future;
    pub trait Stream {
        type Item;
        fn poll_next(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context) -> std::task::Poll<Option<Self::Item>> {}
        fn size_hint(&self) -> (usize, Option<usize>) {}
    }
    impl<S: Stream> Stream for Box<S> {
        type Item = S::Item;
    }
    impl<S: Stream> Stream for std::pin::Pin<S> {
        type Item = S::Item;
    }
    pub trait TryStream {
        type Ok;
        type Error;
    }
    impl<T, E, S: Stream<Item = Result<T, E>>> TryStream for S {
        type Ok = T;
        type Error = E;
    }
    pub trait FusedStream: Stream {
        fn is_terminated(&self) -> bool {}
    }
    pub trait StreamExt: Stream {
        async fn next(&mut self) -> Option<Self::Item> {}
        async fn into_future(self) -> (Option<Self::Item>, Self) {}
        fn map<T, F: FnMut(Self::Item) -> T>(self, f: F) -> impl Stream<Item = T> {}
        fn enumerate(self) -> impl Stream<Item = (usize, Self::Item)> {}
        fn filter<Fut, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> impl Stream<Item = Self::Item> {}
        fn filter_map<T, Fut: Future<Output = Option<T>>, F: FnMut(Self::Item) -> Fut>(self, f: F) -> impl Stream<Item = T> {}
        fn then<Fut: Future, F: FnMut(Self::Item) -> Fut>(self, f: F) -> impl Stream<Item = Fut::Output> {}
        async fn collect<C: std::iter::FromIterator<Self::Item>>(self) -> C {}
        async fn unzip<A, B, FromA: Extend<A>, FromB: Extend<B>>(self) -> (FromA, FromB) where Self: Stream<Item = (A, B)> {}
        async fn concat(self) -> Self::Item {}
        async fn count(self) -> usize {}
        fn cycle(self) -> impl Stream<Item = Self::Item> {}
        async fn fold<T, Fut: Future<Output = T>, F: FnMut(T, Self::Item) -> Fut>(self, init: T, f: F) -> T {}
        async fn any<Fut, F: FnMut(Self::Item) -> Fut>(self, f: F) -> bool {}
        async fn all<Fut, F: FnMut(Self::Item) -> Fut>(self, f: F) -> bool {}
        fn flatten(self) -> impl Stream<Item = <Self::Item as Stream>::Item> {}
        fn flatten_unordered<L>(self, limit: L) -> impl Stream<Item = <Self::Item as Stream>::Item> {}
        fn flat_map<U: Stream, F: FnMut(Self::Item) -> U>(self, f: F) -> impl Stream<Item = U::Item> {}
        fn flat_map_unordered<L, U: Stream, F: FnMut(Self::Item) -> U>(self, limit: L, f: F) -> impl Stream<Item = U::Item> {}
        fn scan<S, B, Fut: Future<Output = Option<B>>, F: FnMut(&mut S, Self::Item) -> Fut>(self, initial_state: S, f: F) -> impl Stream<Item = B> {}
        fn skip_while<Fut, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> impl Stream<Item = Self::Item> {}
        fn take_while<Fut, F: FnMut(&Self::Item) -> Fut>(self, f: F) -> impl Stream<Item = Self::Item> {}
        fn take_until<Fut>(self, fut: Fut) -> impl Stream<Item = Self::Item> {}
        async fn for_each<Fut, F: FnMut(Self::Item) -> Fut>(self, f: F) {}
        async fn for_each_concurrent<L, Fut, F: FnMut(Self::Item) -> Fut>(self, limit: L, f: F) {}
        fn take(self, n: usize) -> impl Stream<Item = Self::Item> {}
        fn skip(self, n: usize) -> impl Stream<Item = Self::Item> {}
        fn fuse(self) -> impl FusedStream<Item = Self::Item> {}
        fn by_ref(&mut self) -> &mut Self {}
        fn catch_unwind(self) -> impl Stream<Item = Result<Self::Item, Box<dyn std::any::Any>>> {}
        fn boxed(self) -> BoxStream<Self::Item> {}
        fn boxed_local(self) -> LocalBoxStream<Self::Item> {}
        fn buffered(self, n: usize) -> impl Stream<Item = <Self::Item as Future>::Output> {}
        fn buffer_unordered(self, n: usize) -> impl Stream<Item = <Self::Item as Future>::Output> {}
        fn zip<S: Stream>(self, other: S) -> impl Stream<Item = (Self::Item, S::Item)> {}
        fn chain<S>(self, other: S) -> impl Stream<Item = Self::Item> {}
        fn peekable(self) -> Peekable<Self> {}
        fn chunks(self, capacity: usize) -> impl Stream<Item = Vec<Self::Item>> {}
        fn ready_chunks(self, capacity: usize) -> impl Stream<Item = Vec<Self::Item>> {}
        async fn forward<S>(self, sink: S) -> Result<(), <S as crate::sink::Sink<()>>::Error> {}
        fn split<Item>(self) -> (SplitSink<Self, Item>, SplitStream<Self>) {}
        fn inspect<F: FnMut(&Self::Item)>(self, f: F) -> impl Stream<Item = Self::Item> {}
        fn left_stream<B>(self) -> Either<Self, B> {}
        fn right_stream<A>(self) -> Either<A, Self> {}
        fn poll_next_unpin(&mut self, cx: &mut std::task::Context) -> std::task::Poll<Option<Self::Item>> {}
        async fn select_next_some(&mut self) -> Self::Item {}
        async fn find<F: FnMut(&Self::Item) -> bool>(&mut self, f: F) -> Option<Self::Item> {}
        async fn last(self) -> Option<Self::Item> {}
        async fn nth(&mut self, n: usize) -> Option<Self::Item> {}
        fn or<S>(self, other: S) -> impl Stream<Item = Self::Item> {}
        fn race<S>(self, other: S) -> impl Stream<Item = Self::Item> {}
        fn step_by(self, step: usize) -> impl Stream<Item = Self::Item> {}
    }
    impl<S: Stream> StreamExt for S {}
    pub trait TryStreamExt: TryStream {
        async fn try_next(&mut self) -> Result<Option<Self::Ok>, Self::Error> {}
        fn err_into<E>(self) -> impl Stream<Item = Result<Self::Ok, E>> {}
        fn map_ok<T, F: FnMut(Self::Ok) -> T>(self, f: F) -> impl Stream<Item = Result<T, Self::Error>> {}
        fn map_err<E, F: FnMut(Self::Error) -> E>(self, f: F) -> impl Stream<Item = Result<Self::Ok, E>> {}
        fn and_then<T, Fut: Future<Output = Result<T, Self::Error>>, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> impl Stream<Item = Result<T, Self::Error>> {}
        fn or_else<E, Fut: Future<Output = Result<Self::Ok, E>>, F: FnMut(Self::Error) -> Fut>(self, f: F) -> impl Stream<Item = Result<Self::Ok, E>> {}
        fn inspect_ok<F: FnMut(&Self::Ok)>(self, f: F) -> impl Stream<Item = Result<Self::Ok, Self::Error>> {}
        fn inspect_err<F: FnMut(&Self::Error)>(self, f: F) -> impl Stream<Item = Result<Self::Ok, Self::Error>> {}
        fn into_stream(self) -> impl Stream<Item = Result<Self::Ok, Self::Error>> {}
        async fn try_for_each<Fut, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> Result<(), Self::Error> {}
        async fn try_for_each_concurrent<L, Fut, F: FnMut(Self::Ok) -> Fut>(self, limit: L, f: F) -> Result<(), Self::Error> {}
        fn try_skip_while<Fut, F: FnMut(&Self::Ok) -> Fut>(self, f: F) -> impl Stream<Item = Result<Self::Ok, Self::Error>> {}
        fn try_take_while<Fut, F: FnMut(&Self::Ok) -> Fut>(self, f: F) -> impl Stream<Item = Result<Self::Ok, Self::Error>> {}
        async fn try_collect<C: std::iter::FromIterator<Self::Ok>>(self) -> Result<C, Self::Error> {}
        fn try_chunks(self, capacity: usize) -> impl Stream<Item = Result<Vec<Self::Ok>, Self::Error>> {}
        fn try_filter<Fut, F: FnMut(&Self::Ok) -> Fut>(self, f: F) -> impl Stream<Item = Result<Self::Ok, Self::Error>> {}
        fn try_filter_map<T, Fut: Future<Output = Result<Option<T>, Self::Error>>, F: FnMut(Self::Ok) -> Fut>(self, f: F) -> impl Stream<Item = Result<T, Self::Error>> {}
        fn try_flatten(self) -> impl Stream<Item = <Self::Ok as Stream>::Item> {}
        async fn try_fold<T, Fut: Future<Output = Result<T, Self::Error>>, F: FnMut(T, Self::Ok) -> Fut>(self, init: T, f: F) -> Result<T, Self::Error> {}
        fn try_buffer_unordered(self, n: usize) -> impl Stream<Item = <Self::Ok as Future>::Output> {}
        fn try_buffered(self, n: usize) -> impl Stream<Item = <Self::Ok as Future>::Output> {}
    }
    impl<S: TryStream> TryStreamExt for S {}
    impl<A: Stream, B> Stream for Either<A, B> {
        type Item = A::Item;
    }
    pub struct Peekable<S>(S);
    impl<S: Stream> Peekable<S> {
        pub async fn peek(self: std::pin::Pin<&mut Peekable<S>>) -> Option<&S::Item> {}
    }
    impl<S: Stream> Stream for Peekable<S> {
        type Item = S::Item;
    }
    pub struct SplitSink<S, Item>(S, Item);
    pub struct SplitStream<S>(S);
    impl<S: Stream> Stream for SplitStream<S> {
        type Item = S::Item;
    }
    impl<Item, S: crate::sink::Sink<Item>> crate::sink::Sink<Item> for SplitSink<S, Item> {
        type Error = S::Error;
    }
    pub mod futures_unordered {
        pub use super::FuturesUnordered;
    }
    pub struct FuturesUnordered<F>(F);
    impl<F> FuturesUnordered<F> {
        pub fn new() -> FuturesUnordered<F> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn push(&self, future: F) {}
        pub fn clear(&mut self) {}
        pub fn iter(&self) -> impl Iterator<Item = F> {}
        pub fn iter_mut(&mut self) -> impl Iterator<Item = F> {}
    }
    impl<F: Future> Stream for FuturesUnordered<F> {
        type Item = F::Output;
    }
    impl<F> std::iter::FromIterator<F> for FuturesUnordered<F> {}
    impl<F> std::iter::Extend<F> for FuturesUnordered<F> {}
    impl<F> IntoIterator for FuturesUnordered<F> {
        type Item = F;
        type IntoIter = std::vec::IntoIter<F>;
    }
    pub struct FuturesOrdered<F>(F);
    impl<F> FuturesOrdered<F> {
        pub fn new() -> FuturesOrdered<F> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
        pub fn push(&mut self, future: F) {}
        pub fn push_back(&mut self, future: F) {}
        pub fn push_front(&mut self, future: F) {}
    }
    impl<F: Future> Stream for FuturesOrdered<F> {
        type Item = F::Output;
    }
    impl<F> std::iter::FromIterator<F> for FuturesOrdered<F> {}
    impl<F> std::iter::Extend<F> for FuturesOrdered<F> {}
    pub struct SelectAll<S>(S);
    impl<S> SelectAll<S> {
        pub fn new() -> SelectAll<S> {}
        pub fn push(&mut self, stream: S) {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
    }
    impl<S: Stream> Stream for SelectAll<S> {
        type Item = S::Item;
    }
    impl<S> std::iter::FromIterator<S> for SelectAll<S> {}
    pub struct Abortable<S>(S);
    impl<S> Abortable<S> {
        pub fn new(task: S, reg: AbortRegistration) -> Abortable<S> {}
    }
    impl<S: Stream> Stream for Abortable<S> {
        type Item = S::Item;
    }
    pub fn abortable<S>(stream: S) -> (Abortable<S>, AbortHandle) {}
    pub struct Iter<I>(I);
    impl<I: Iterator> Stream for Iter<I> {
        type Item = I::Item;
    }
    pub fn iter<I: IntoIterator>(i: I) -> Iter<I::IntoIter> {}
    pub fn iter_ok<I: IntoIterator, E>(i: I) -> impl Stream<Item = Result<I::Item, E>> {}
    pub fn once<Fut: Future>(future: Fut) -> impl Stream<Item = Fut::Output> {}
    pub fn empty<T>() -> impl Stream<Item = T> {}
    pub fn pending<T>() -> impl Stream<Item = T> {}
    pub fn repeat<T>(item: T) -> impl Stream<Item = T> {}
    pub fn repeat_with<T, F: FnMut() -> T>(f: F) -> impl Stream<Item = T> {}
    pub fn poll_fn<T, F: FnMut(&mut std::task::Context) -> std::task::Poll<Option<T>>>(f: F) -> impl Stream<Item = T> {}
    pub fn unfold<T, Item, Fut: Future<Output = Option<(Item, T)>>, F: FnMut(T) -> Fut>(init: T, f: F) -> impl Stream<Item = Item> {}
    pub fn try_unfold<T, Item, E, Fut: Future<Output = Result<Option<(Item, T)>, E>>, F: FnMut(T) -> Fut>(init: T, f: F) -> impl Stream<Item = Result<Item, E>> {}
    pub fn select<A: Stream, B>(a: A, b: B) -> impl Stream<Item = A::Item> {}
    pub fn select_all<I: IntoIterator>(streams: I) -> SelectAll<I::Item> {}
    pub fn futures_unordered<I: IntoIterator>(futures: I) -> FuturesUnordered<I::Item> {}
}

pub mod sink {
    pub trait Sink<Item> {
        type Error;
        fn start_send(self: std::pin::Pin<&mut Self>, item: Item) -> Result<(), Self::Error> {}
    }
    impl<Item, S: Sink<Item>> Sink<Item> for Box<S> {
        type Error = S::Error;
    }
    impl<Item, S: Sink<Item>> Sink<Item> for std::pin::Pin<S> {
        type Error = S::Error;
    }
    pub trait SinkExt<Item>: Sink<Item> {
        async fn send(&mut self, item: Item) -> Result<(), Self::Error> {}
        async fn feed(&mut self, item: Item) -> Result<(), Self::Error> {}
        async fn flush(&mut self) -> Result<(), Self::Error> {}
        async fn close(&mut self) -> Result<(), Self::Error> {}
        async fn send_all<S>(&mut self, stream: &mut S) -> Result<(), Self::Error> {}
        fn buffer(self, capacity: usize) -> impl Sink<Item, Error = Self::Error> {}
        fn sink_map_err<E, F: FnOnce(Self::Error) -> E>(self, f: F) -> impl Sink<Item, Error = E> {}
        fn with<U, E, Fut: std::future::Future<Output = Result<Item, E>>, F: FnMut(U) -> Fut>(self, f: F) -> impl Sink<U, Error = E> {}
    }
    impl<Item, S: Sink<Item>> SinkExt<Item> for S {}
    pub fn drain<T>() -> impl Sink<T> {}
}

pub mod channel {
    pub mod mpsc {
        #[derive(Clone)]
        pub struct Sender<T>(T);
        #[derive(Clone)]
        pub struct UnboundedSender<T>(T);
        pub struct Receiver<T>(T);
        pub struct UnboundedReceiver<T>(T);
        #[derive(Clone)]
        pub struct SendError;
        #[derive(Clone)]
        pub struct TrySendError<T>(T);
        pub struct TryRecvError;
        pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {}
        pub fn unbounded<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {}
        impl<T> TrySendError<T> {
            pub fn into_inner(self) -> T {}
            pub fn is_full(&self) -> bool {}
            pub fn is_disconnected(&self) -> bool {}
        }
        impl<T> Sender<T> {
            pub fn try_send(&mut self, msg: T) -> Result<(), TrySendError<T>> {}
            pub fn start_send(&mut self, msg: T) -> Result<(), SendError> {}
            pub fn is_closed(&self) -> bool {}
            pub fn close_channel(&mut self) {}
            pub fn disconnect(&mut self) {}
        }
        impl<T> UnboundedSender<T> {
            pub fn unbounded_send(&self, msg: T) -> Result<(), TrySendError<T>> {}
            pub fn start_send(&mut self, msg: T) -> Result<(), SendError> {}
            pub fn is_closed(&self) -> bool {}
            pub fn close_channel(&self) {}
            pub fn disconnect(&mut self) {}
        }
        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn try_next(&mut self) -> Result<Option<T>, TryRecvError> {}
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {}
            pub async fn recv(&mut self) -> Result<T, TryRecvError> {}
        }
        impl<T> UnboundedReceiver<T> {
            pub fn close(&mut self) {}
            pub fn try_next(&mut self) -> Result<Option<T>, TryRecvError> {}
            pub fn try_recv(&mut self) -> Result<T, TryRecvError> {}
            pub async fn recv(&mut self) -> Result<T, TryRecvError> {}
        }
        impl<T> crate::stream::Stream for Receiver<T> {
            type Item = T;
        }
        impl<T> crate::stream::Stream for UnboundedReceiver<T> {
            type Item = T;
        }
        impl<T> crate::sink::Sink<T> for Sender<T> {
            type Error = SendError;
        }
        impl<T> crate::sink::Sink<T> for UnboundedSender<T> {
            type Error = SendError;
        }
    }
    pub mod oneshot {
        pub struct Sender<T>(T);
        pub struct Receiver<T>(T);
        #[derive(Clone)]
        pub struct Canceled;
        pub fn channel<T>() -> (Sender<T>, Receiver<T>) {}
        impl<T> Sender<T> {
            pub fn send(self, t: T) -> Result<(), T> {}
            pub fn is_canceled(&self) -> bool {}
            pub async fn cancellation(&mut self) {}
        }
        impl<T> Receiver<T> {
            pub fn close(&mut self) {}
            pub fn try_recv(&mut self) -> Result<Option<T>, Canceled> {}
        }
        impl<T> std::future::Future for Receiver<T> {
            type Output = Result<T, Canceled>;
        }
    }
}

pub mod lock {
    pub struct Mutex<T>(T);
    pub struct MutexGuard<T>(T);
    pub struct OwnedMutexGuard<T>(T);
    impl<T> Mutex<T> {
        pub const fn new(t: T) -> Mutex<T> {}
        pub fn into_inner(self) -> T {}
        pub fn get_mut(&mut self) -> &mut T {}
        pub async fn lock(&self) -> MutexGuard<T> {}
        pub fn try_lock(&self) -> Option<MutexGuard<T>> {}
        pub async fn lock_owned(self: std::sync::Arc<Mutex<T>>) -> OwnedMutexGuard<T> {}
    }
    impl<T> MutexGuard<T> {
        pub fn map<U, F: FnOnce(&mut T) -> &mut U>(this: MutexGuard<T>, f: F) -> MutexGuard<U> {}
    }
    impl<T> std::ops::Deref for MutexGuard<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for OwnedMutexGuard<T> {
        type Target = T;
    }
}

pub mod executor {
    pub fn block_on<F: std::future::Future>(f: F) -> F::Output {}
    pub fn block_on_stream<S: crate::stream::Stream>(stream: S) -> impl Iterator<Item = S::Item> {}
    #[derive(Clone)]
    pub struct ThreadPool;
    impl ThreadPool {
        pub fn new() -> std::io::Result<ThreadPool> {}
        pub fn spawn_ok<F>(&self, future: F) {}
    }
    pub struct LocalPool;
    impl LocalPool {
        pub fn new() -> LocalPool {}
        pub fn spawner(&self) -> LocalSpawner {}
        pub fn run_until<F: std::future::Future>(&mut self, future: F) -> F::Output {}
        pub fn run(&mut self) {}
    }
    #[derive(Clone)]
    pub struct LocalSpawner;
}

pub mod task {
    pub use std::task::{Context, Poll, Waker};
    pub struct SpawnError;
    pub trait SpawnExt {
        fn spawn<Fut>(&self, future: Fut) -> Result<(), SpawnError> {}
        fn spawn_with_handle<Fut: std::future::Future>(&self, future: Fut) -> Result<crate::future::RemoteHandle<Fut::Output>, SpawnError> {}
    }
    pub trait LocalSpawnExt {
        fn spawn_local<Fut>(&self, future: Fut) -> Result<(), SpawnError> {}
        fn spawn_local_with_handle<Fut: std::future::Future>(&self, future: Fut) -> Result<crate::future::RemoteHandle<Fut::Output>, SpawnError> {}
    }
    impl SpawnExt for crate::executor::ThreadPool {}
    impl SpawnExt for crate::executor::LocalSpawner {}
    impl LocalSpawnExt for crate::executor::LocalSpawner {}
    #[derive(Clone)]
    pub struct AtomicWaker;
}

pub mod io {
    pub use std::io::{Error, ErrorKind, Result, SeekFrom};
    pub trait AsyncRead {}
    pub trait AsyncBufRead: AsyncRead {}
    pub trait AsyncWrite {}
    pub trait AsyncReadExt: AsyncRead {
        async fn read(&mut self, buf: &mut [u8]) -> Result<usize> {}
        async fn read_exact(&mut self, buf: &mut [u8]) -> Result<()> {}
        async fn read_to_end(&mut self, buf: &mut Vec<u8>) -> Result<usize> {}
        async fn read_to_string(&mut self, buf: &mut String) -> Result<usize> {}
    }
    pub trait AsyncBufReadExt: AsyncBufRead {
        async fn read_line(&mut self, buf: &mut String) -> Result<usize> {}
        fn lines(self) -> impl crate::stream::Stream<Item = Result<String>> {}
    }
    pub trait AsyncWriteExt: AsyncWrite {
        async fn write(&mut self, buf: &[u8]) -> Result<usize> {}
        async fn write_all(&mut self, buf: &[u8]) -> Result<()> {}
        async fn flush(&mut self) -> Result<()> {}
        async fn close(&mut self) -> Result<()> {}
    }
    impl<R: AsyncRead> AsyncReadExt for R {}
    impl<R: AsyncBufRead> AsyncBufReadExt for R {}
    impl<W: AsyncWrite> AsyncWriteExt for W {}
    pub struct BufReader<R>(R);
    impl<R> BufReader<R> {
        pub fn new(inner: R) -> BufReader<R> {}
    }
    impl<R> AsyncRead for BufReader<R> {}
    impl<R> AsyncBufRead for BufReader<R> {}
}
