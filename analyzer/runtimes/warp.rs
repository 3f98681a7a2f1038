// warp: a filter is known by what it takes out of a request.

pub trait Filter {
    type Extract;
    fn and<F>(self, other: F) -> Any {}
    fn or<F>(self, other: F) -> Any {}
    fn map<F>(self, fun: F) -> Any {}
    fn then<F>(self, fun: F) -> Any {}
    fn and_then<F>(self, fun: F) -> Any {}
    fn recover<F>(self, fun: F) -> Any {}
    fn with<W>(self, wrapper: W) -> Any {}
    fn boxed(self) -> Any {}
    fn unify(self) -> Any {}
}
#[derive(Clone)]
pub struct Any;
impl Filter for Any {
    type Extract = ();
}
pub fn any() -> Any {}
pub fn get() -> Any {}
pub fn post() -> Any {}
pub fn put() -> Any {}
pub fn delete() -> Any {}
pub fn patch() -> Any {}
pub fn head() -> Any {}
pub fn options() -> Any {}
pub mod path {
    use super::Any;
    pub fn path<P>(p: P) -> Any {}
    pub fn param<T>() -> Any {}
    pub fn end() -> Any {}
    pub fn tail() -> Any {}
}
pub mod query {
    use super::Any;
    pub fn query<T>() -> Any {}
}
pub mod body {
    use super::Any;
    pub fn json<T>() -> Any {}
    pub fn bytes() -> Any {}
    pub fn form<T>() -> Any {}
    pub fn content_length_limit(limit: u64) -> Any {}
}
pub mod header {
    use super::Any;
    pub fn header<T>(name: &str) -> Any {}
}
pub fn ws() -> Any {}
pub struct Server<F>(F);
impl<F> Server<F> {
    pub async fn run<A>(self, addr: A) {}
}
pub fn serve<F>(filter: F) -> Server<F> {}
pub struct Rejection;
#[assumed]
pub trait Reply {
    fn into_response(self) -> () {}
}
pub mod reply {
    pub struct Json;
    pub fn json<T>(val: &T) -> Json {}
    pub fn with_status<T, S>(reply: T, status: S) -> T {}
}
pub mod reject {
    pub use super::Rejection;
    pub fn not_found() -> Rejection {}
    pub fn custom<T>(err: T) -> Rejection {}
}
