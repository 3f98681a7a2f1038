// actix-web.

pub use error::Error;
pub use http::StatusCode;
pub type Result<T, E = Error> = std::result::Result<T, E>;
pub mod error {
    pub struct Error;
    pub type Result<T, E = Error> = std::result::Result<T, E>;
    pub trait ResponseError {
        fn status_code(&self) -> http::StatusCode {}
        fn error_response(&self) -> super::HttpResponse {}
    }
    pub fn ErrorInternalServerError<T>(err: T) -> Error {}
    pub fn ErrorBadRequest<T>(err: T) -> Error {}
    pub fn ErrorNotFound<T>(err: T) -> Error {}
    pub fn ErrorUnauthorized<T>(err: T) -> Error {}
}
pub use error::ResponseError;
#[assumed]
pub trait Responder {
    fn respond_to(self, req: &HttpRequest) -> HttpResponse {}
}
pub struct HttpResponse;
impl HttpResponse {
    pub fn Ok() -> HttpResponseBuilder {}
    pub fn Created() -> HttpResponseBuilder {}
    pub fn Accepted() -> HttpResponseBuilder {}
    pub fn NoContent() -> HttpResponseBuilder {}
    pub fn BadRequest() -> HttpResponseBuilder {}
    pub fn Unauthorized() -> HttpResponseBuilder {}
    pub fn Forbidden() -> HttpResponseBuilder {}
    pub fn NotFound() -> HttpResponseBuilder {}
    pub fn Conflict() -> HttpResponseBuilder {}
    pub fn InternalServerError() -> HttpResponseBuilder {}
    pub fn ServiceUnavailable() -> HttpResponseBuilder {}
    pub fn new(status: StatusCode) -> HttpResponse {}
    pub fn build(status: StatusCode) -> HttpResponseBuilder {}
    pub fn status(&self) -> StatusCode {}
}
pub struct HttpResponseBuilder;
impl HttpResponseBuilder {
    pub fn json<T>(&mut self, value: T) -> HttpResponse {}
    pub fn body<B>(&mut self, body: B) -> HttpResponse {}
    pub fn finish(&mut self) -> HttpResponse {}
    pub fn content_type<V>(&mut self, value: V) -> &mut HttpResponseBuilder {}
    pub fn insert_header<H>(&mut self, header: H) -> &mut HttpResponseBuilder {}
    pub fn streaming<S>(&mut self, stream: S) -> HttpResponse {}
}
#[derive(Clone)]
pub struct HttpRequest;
impl HttpRequest {
    pub fn app_data<T>(&self) -> Option<&T> {}
    pub fn path(&self) -> &str {}
    pub fn headers(&self) -> &http::HeaderMap {}
    pub fn match_info(&self) -> &() {}
}
pub trait HttpMessage {
    fn extensions(&self) -> std::cell::Ref<http::Extensions> {}
}
impl HttpMessage for HttpRequest {}
pub struct App;
impl App {
    pub fn new() -> App {}
    pub fn app_data<U>(self, data: U) -> App {}
    pub fn data<U>(self, data: U) -> App {}
    pub fn configure<F: FnOnce(&mut web::ServiceConfig)>(self, f: F) -> App {}
    pub fn route(self, path: &str, route: Route) -> App {}
    pub fn service<F>(self, factory: F) -> App {}
    pub fn wrap<M>(self, mw: M) -> App {}
    pub fn default_service<F>(self, f: F) -> App {}
}
pub struct HttpServer<F>(F);
impl<A, F: Fn() -> A> HttpServer<F> {
    pub fn new(factory: F) -> HttpServer<F> {}
    pub fn bind<B>(self, addrs: B) -> std::io::Result<HttpServer<F>> {}
    pub fn listen<L>(self, lst: L) -> std::io::Result<HttpServer<F>> {}
    pub fn workers(self, num: usize) -> HttpServer<F> {}
    pub fn run(self) -> dev::Server {}
}
pub mod dev {
    pub struct Server;
    impl std::future::Future for Server {
        type Output = std::io::Result<()>;
    }
    impl Server {
        pub fn handle(&self) -> ServerHandle {}
    }
    #[derive(Clone)]
    pub struct ServerHandle;
    impl ServerHandle {
        pub async fn stop(&self, graceful: bool) {}
    }
}
pub struct Route;
impl Route {
    pub fn to<H>(self, handler: H) -> Route {}
    pub fn to_async<H>(self, handler: H) -> Route {}
    pub fn guard<G>(self, f: G) -> Route {}
    pub fn wrap<M>(self, mw: M) -> Route {}
}
pub struct Resource;
impl Resource {
    pub fn route(self, route: Route) -> Resource {}
    pub fn to<H>(self, handler: H) -> Resource {}
    pub fn app_data<U>(self, data: U) -> Resource {}
    pub fn wrap<M>(self, mw: M) -> Resource {}
}
pub struct Scope;
impl Scope {
    pub fn new(path: &str) -> Scope {}
    pub fn route(self, path: &str, route: Route) -> Scope {}
    pub fn service<F>(self, factory: F) -> Scope {}
    pub fn app_data<U>(self, data: U) -> Scope {}
    pub fn configure<F: FnOnce(&mut web::ServiceConfig)>(self, f: F) -> Scope {}
    pub fn wrap<M>(self, mw: M) -> Scope {}
}
pub mod rt {
    pub use actix_rt::{spawn, time, System};
}
pub mod web {
    pub use super::{HttpRequest, HttpResponse, Resource, Route, Scope};
    pub use bytes::{Bytes, BytesMut};
    #[derive(Clone)]
    pub struct Data<T>(T);
    impl<T> Data<T> {
        pub fn new(state: T) -> Data<T> {}
        pub fn from(state: std::sync::Arc<T>) -> Data<T> {}
        pub fn get_ref(&self) -> &T {}
        pub fn into_inner(self) -> std::sync::Arc<T> {}
    }
    impl<T> std::ops::Deref for Data<T> {
        type Target = std::sync::Arc<T>;
    }
    pub struct ThinData<T>(pub T);
    impl<T> std::ops::Deref for ThinData<T> {
        type Target = T;
    }
    pub struct Json<T>(pub T);
    pub struct Path<T>(T);
    pub struct Query<T>(pub T);
    pub struct Form<T>(pub T);
    pub struct ReqData<T>(T);
    impl<T> Json<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Path<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Query<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> Form<T> {
        pub fn into_inner(self) -> T {}
    }
    impl<T> ReqData<T> {
        pub fn into_inner(self) -> T {}
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
    impl<T> std::ops::Deref for Form<T> {
        type Target = T;
    }
    impl<T> std::ops::Deref for ReqData<T> {
        type Target = T;
    }
    pub struct Payload;
    pub struct ServiceConfig;
    impl ServiceConfig {
        pub fn app_data<U>(&mut self, data: U) -> &mut ServiceConfig {}
        pub fn route(&mut self, path: &str, route: Route) -> &mut ServiceConfig {}
        pub fn service<F>(&mut self, factory: F) -> &mut ServiceConfig {}
    }
    pub fn scope(path: &str) -> Scope {}
    pub fn resource<T>(path: T) -> Resource {}
    pub fn route() -> Route {}
    pub fn get() -> Route {}
    pub fn post() -> Route {}
    pub fn put() -> Route {}
    pub fn patch() -> Route {}
    pub fn delete() -> Route {}
    pub fn head() -> Route {}
    pub fn to<H>(handler: H) -> Route {}
    pub async fn block<R, F: FnOnce() -> R>(f: F) -> Result<R, super::Error> {}
}
#[derive(Clone)]
pub struct Either<L, R>(L, R);
