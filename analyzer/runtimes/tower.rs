// tower.

pub use tower_service::Service;
pub use util::{service_fn, ServiceExt};
pub type BoxError = Box<dyn std::error::Error>;
pub trait Layer<S> {
    type Service;
    fn layer(&self, inner: S) -> Self::Service {}
}
#[derive(Clone)]
pub struct ServiceBuilder<L = ()>(L);
impl<L> ServiceBuilder<L> {
    pub fn new() -> ServiceBuilder<L> {}
    pub fn layer<T>(self, layer: T) -> ServiceBuilder<(T, L)> {}
    pub fn service<S>(&self, service: S) -> <L as Layer<S>>::Service {}
    pub fn into_inner(self) -> L {}
}
pub mod util {
    #[derive(Clone)]
    pub struct ServiceFn<T>(T);
    impl<R, S, E, F: std::future::Future<Output = Result<S, E>>, T: FnMut(R) -> F> tower_service::Service<R> for ServiceFn<T> {
        type Response = S;
        type Error = E;
        type Future = F;
    }
    pub fn service_fn<T>(f: T) -> ServiceFn<T> {}
    pub trait ServiceExt<Request>: tower_service::Service<Request> {
        async fn oneshot(self, req: Request) -> Result<Self::Response, Self::Error> {}
        async fn ready(&mut self) -> Result<&mut Self, Self::Error> {}
    }
    impl<R, S: tower_service::Service<R>> ServiceExt<R> for S {}
}
