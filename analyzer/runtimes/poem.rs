// poem.

pub use error::{Error, Result};
pub mod error {
    pub struct Error;
    pub type Result<T, E = Error> = std::result::Result<T, E>;
}
pub use route::{get, post, put, delete, patch, head, Route, RouteMethod};
pub mod route {
    pub struct Route;
    pub struct RouteMethod;
    impl Route {
        pub fn new() -> Route {}
        pub fn at<P, E>(self, path: P, ep: E) -> Route {}
        pub fn nest<P, E>(self, path: P, ep: E) -> Route {}
    }
    impl RouteMethod {
        pub fn new() -> RouteMethod {}
        pub fn get<E>(self, ep: E) -> RouteMethod {}
        pub fn post<E>(self, ep: E) -> RouteMethod {}
        pub fn put<E>(self, ep: E) -> RouteMethod {}
        pub fn delete<E>(self, ep: E) -> RouteMethod {}
    }
    pub fn get<E>(ep: E) -> RouteMethod {}
    pub fn post<E>(ep: E) -> RouteMethod {}
    pub fn put<E>(ep: E) -> RouteMethod {}
    pub fn delete<E>(ep: E) -> RouteMethod {}
    pub fn patch<E>(ep: E) -> RouteMethod {}
    pub fn head<E>(ep: E) -> RouteMethod {}
}
pub trait EndpointExt {
    fn data<T>(self, data: T) -> Self {}
    fn with<M>(self, middleware: M) -> Self {}
}
impl<E> EndpointExt for E {}
pub struct Request;
pub struct Response;
impl Request {
    pub fn data<T>(&self) -> Option<&T> {}
}
pub struct Server<L>(L);
impl<L> Server<L> {
    pub fn new(listener: L) -> Server<L> {}
    pub async fn run<E>(self, ep: E) -> std::io::Result<()> {}
    pub async fn run_with_graceful_shutdown<E, S>(self, ep: E, signal: S, timeout: Option<std::time::Duration>) -> std::io::Result<()> {}
}
pub mod listener {
    pub struct TcpListener<T>(T);
    impl<T> TcpListener<T> {
        pub fn bind(addr: T) -> TcpListener<T> {}
    }
}
pub mod runtime {
    pub fn spawn<F: std::future::Future>(fut: F) -> tokio::task::JoinHandle<F::Output> {}
}
pub mod web {
    #[derive(Clone)]
    pub struct Data<T>(pub T);
    pub struct Json<T>(pub T);
    pub struct Path<T>(pub T);
    pub struct Query<T>(pub T);
    pub struct Form<T>(pub T);
    impl<T> std::ops::Deref for Data<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for Json<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for Path<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for Query<T> {
        type Target = T;
    }
}
