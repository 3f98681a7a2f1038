// hyper.

pub use http::{header, HeaderMap, Method, Request, Response, StatusCode, Uri};
pub struct Error;
pub mod service {
    pub use tower::util::service_fn;
    pub use tower_service::Service;
}
pub mod body {
    pub use bytes::{Buf, Bytes};
    pub struct Incoming;
}
