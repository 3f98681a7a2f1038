// http.

pub use header::{HeaderMap, HeaderName, HeaderValue};
#[derive(Clone)]
pub struct StatusCode;
impl StatusCode {
    pub const OK: StatusCode = 0;
    pub const CREATED: StatusCode = 0;
    pub const ACCEPTED: StatusCode = 0;
    pub const NO_CONTENT: StatusCode = 0;
    pub const BAD_REQUEST: StatusCode = 0;
    pub const UNAUTHORIZED: StatusCode = 0;
    pub const FORBIDDEN: StatusCode = 0;
    pub const NOT_FOUND: StatusCode = 0;
    pub const CONFLICT: StatusCode = 0;
    pub const UNPROCESSABLE_ENTITY: StatusCode = 0;
    pub const TOO_MANY_REQUESTS: StatusCode = 0;
    pub const INTERNAL_SERVER_ERROR: StatusCode = 0;
    pub const BAD_GATEWAY: StatusCode = 0;
    pub const SERVICE_UNAVAILABLE: StatusCode = 0;
    pub fn as_u16(&self) -> u16 {}
    pub fn as_str(&self) -> &str {}
    pub fn is_success(&self) -> bool {}
    pub fn is_client_error(&self) -> bool {}
    pub fn is_server_error(&self) -> bool {}
    pub fn from_u16(src: u16) -> Result<StatusCode, Error> {}
}
#[derive(Clone)]
pub struct Method;
impl Method {
    pub const GET: Method = 0;
    pub const POST: Method = 0;
    pub const PUT: Method = 0;
    pub const DELETE: Method = 0;
    pub const PATCH: Method = 0;
    pub const HEAD: Method = 0;
    pub const OPTIONS: Method = 0;
    pub fn as_str(&self) -> &str {}
}
#[derive(Clone)]
pub struct Uri;
impl Uri {
    pub fn path(&self) -> &str {}
    pub fn query(&self) -> Option<&str> {}
    pub fn host(&self) -> Option<&str> {}
    pub fn port_u16(&self) -> Option<u16> {}
}
impl std::str::FromStr for Uri {
    type Err = Error;
}
pub struct Error;
#[derive(Clone)]
pub struct Request<T>(T);
#[derive(Clone)]
pub struct Response<T>(T);
impl<T> Request<T> {
    pub fn new(body: T) -> Request<T> {}
    pub fn method(&self) -> &Method {}
    pub fn uri(&self) -> &Uri {}
    pub fn headers(&self) -> &HeaderMap {}
    pub fn headers_mut(&mut self) -> &mut HeaderMap {}
    pub fn extensions(&self) -> &Extensions {}
    pub fn extensions_mut(&mut self) -> &mut Extensions {}
    pub fn body(&self) -> &T {}
    pub fn body_mut(&mut self) -> &mut T {}
    pub fn into_body(self) -> T {}
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Request<U> {}
}
impl<T> Response<T> {
    pub fn new(body: T) -> Response<T> {}
    pub fn status(&self) -> StatusCode {}
    pub fn status_mut(&mut self) -> &mut StatusCode {}
    pub fn headers(&self) -> &HeaderMap {}
    pub fn headers_mut(&mut self) -> &mut HeaderMap {}
    pub fn extensions(&self) -> &Extensions {}
    pub fn body(&self) -> &T {}
    pub fn body_mut(&mut self) -> &mut T {}
    pub fn into_body(self) -> T {}
    pub fn map<U, F: FnOnce(T) -> U>(self, f: F) -> Response<U> {}
}
#[derive(Clone)]
pub struct Extensions;
impl Extensions {
    pub fn new() -> Extensions {}
    pub fn insert<T>(&mut self, val: T) -> Option<T> {}
    pub fn get<T>(&self) -> Option<&T> {}
    pub fn get_mut<T>(&mut self) -> Option<&mut T> {}
    pub fn remove<T>(&mut self) -> Option<T> {}
}
pub mod header {
    #[derive(Clone)]
    pub struct HeaderMap;
    #[derive(Clone)]
    pub struct HeaderName;
    #[derive(Clone)]
    pub struct HeaderValue;
    impl HeaderMap {
        pub fn new() -> HeaderMap {}
        pub fn get<K>(&self, key: K) -> Option<&HeaderValue> {}
        pub fn insert<K>(&mut self, key: K, val: HeaderValue) -> Option<HeaderValue> {}
        pub fn append<K>(&mut self, key: K, val: HeaderValue) -> bool {}
        pub fn remove<K>(&mut self, key: K) -> Option<HeaderValue> {}
        pub fn contains_key<K>(&self, key: K) -> bool {}
        pub fn iter(&self) -> impl Iterator<Item = (HeaderName, HeaderValue)> {}
        pub fn len(&self) -> usize {}
        pub fn is_empty(&self) -> bool {}
    }
    impl HeaderValue {
        pub const fn from_static(src: &str) -> HeaderValue {}
        pub fn from_str(src: &str) -> Result<HeaderValue, super::Error> {}
        pub fn to_str(&self) -> Result<&str, super::Error> {}
        pub fn as_bytes(&self) -> &[u8] {}
    }
    impl HeaderName {
        pub const fn from_static(src: &str) -> HeaderName {}
        pub fn as_str(&self) -> &str {}
    }
}
