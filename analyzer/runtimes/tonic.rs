// tonic.

pub use body::Body;
pub mod body {
    pub struct Body;
}
pub struct Request<T>(T);
pub struct Response<T>(T);
impl<T> Request<T> {
    pub fn new(message: T) -> Request<T> {}
    pub fn get_ref(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn into_inner(self) -> T {}
    pub fn metadata(&self) -> &metadata::MetadataMap {}
    pub fn metadata_mut(&mut self) -> &mut metadata::MetadataMap {}
    pub fn extensions(&self) -> &http::Extensions {}
    pub fn remote_addr(&self) -> Option<std::net::SocketAddr> {}
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Request<U> {}
}
impl<T> Response<T> {
    pub fn new(message: T) -> Response<T> {}
    pub fn get_ref(&self) -> &T {}
    pub fn get_mut(&mut self) -> &mut T {}
    pub fn into_inner(self) -> T {}
    pub fn metadata(&self) -> &metadata::MetadataMap {}
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Response<U> {}
}
#[derive(Clone)]
pub struct Status;
impl Status {
    pub fn new<M>(code: Code, message: M) -> Status {}
    pub fn ok<M>(message: M) -> Status {}
    pub fn cancelled<M>(message: M) -> Status {}
    pub fn unknown<M>(message: M) -> Status {}
    pub fn invalid_argument<M>(message: M) -> Status {}
    pub fn deadline_exceeded<M>(message: M) -> Status {}
    pub fn not_found<M>(message: M) -> Status {}
    pub fn already_exists<M>(message: M) -> Status {}
    pub fn permission_denied<M>(message: M) -> Status {}
    pub fn resource_exhausted<M>(message: M) -> Status {}
    pub fn failed_precondition<M>(message: M) -> Status {}
    pub fn aborted<M>(message: M) -> Status {}
    pub fn unimplemented<M>(message: M) -> Status {}
    pub fn internal<M>(message: M) -> Status {}
    pub fn unavailable<M>(message: M) -> Status {}
    pub fn unauthenticated<M>(message: M) -> Status {}
    pub fn code(&self) -> Code {}
    pub fn message(&self) -> &str {}
}
#[derive(Clone)]
pub enum Code {
    Ok,
    Cancelled,
    Unknown,
    InvalidArgument,
    DeadlineExceeded,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    ResourceExhausted,
    FailedPrecondition,
    Aborted,
    OutOfRange,
    Unimplemented,
    Internal,
    Unavailable,
    DataLoss,
    Unauthenticated,
}
pub struct Streaming<T>(T);
impl<T> Streaming<T> {
    pub async fn message(&mut self) -> Result<Option<T>, Status> {}
}
impl<T> futures::stream::Stream for Streaming<T> {
    type Item = Result<T, Status>;
}
pub mod codec {
    pub use super::Streaming;
}
pub mod metadata {
    #[derive(Clone)]
    pub struct MetadataMap;
}
pub mod transport {
    pub use channel::{Channel, Endpoint};
    pub struct Error;
    pub struct Server;
    impl Server {
        pub fn builder() -> Server {}
        pub fn add_service<S>(&mut self, svc: S) -> Router {}
        pub fn layer<L>(self, layer: L) -> Server {}
    }
    pub struct Router;
    impl Router {
        pub fn add_service<S>(self, svc: S) -> Router {}
        pub async fn serve(self, addr: std::net::SocketAddr) -> Result<(), Error> {}
        pub async fn serve_with_shutdown<F>(self, addr: std::net::SocketAddr, signal: F) -> Result<(), Error> {}
        pub async fn serve_with_incoming<I>(self, incoming: I) -> Result<(), Error> {}
    }
    pub mod channel {
        #[derive(Clone)]
        pub struct Channel;
        #[derive(Clone)]
        pub struct Endpoint;
        impl Channel {
            pub fn from_static(s: &str) -> Endpoint {}
            pub fn from_shared<S>(s: S) -> Result<Endpoint, ()> {}
        }
        impl Endpoint {
            pub fn new<D>(dst: D) -> Result<Endpoint, super::Error> {}
            pub fn from_static(s: &str) -> Endpoint {}
            pub fn from_shared<S>(s: S) -> Result<Endpoint, ()> {}
            pub fn timeout(self, dur: std::time::Duration) -> Endpoint {}
            pub async fn connect(&self) -> Result<Channel, super::Error> {}
            pub fn connect_lazy(&self) -> Channel {}
        }
    }
}
