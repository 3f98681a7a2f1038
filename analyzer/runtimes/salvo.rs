// salvo.

pub struct Depot;
impl Depot {
    pub fn inject<V>(&mut self, value: V) -> &mut Depot {}
    pub fn obtain<T>(&self) -> Result<&T, ()> {}
    pub fn obtain_mut<T>(&mut self) -> Result<&mut T, ()> {}
    pub fn insert<K, V>(&mut self, key: K, value: V) -> &mut Depot {}
    pub fn get<V>(&self, key: &str) -> Result<&V, ()> {}
}
pub struct Request;
impl Request {
    pub async fn parse_json<T>(&mut self) -> Result<T, Error> {}
    pub async fn parse_body<T>(&mut self) -> Result<T, Error> {}
    pub fn param<T>(&self, key: &str) -> Option<T> {}
    pub fn query<T>(&self, key: &str) -> Option<T> {}
}
pub struct Response;
impl Response {
    pub fn render<P>(&mut self, scribe: P) {}
}
pub struct Error;
pub struct Router;
impl Router {
    pub fn new() -> Router {}
    pub fn with_path(path: &str) -> Router {}
    pub fn push(self, router: Router) -> Router {}
    pub fn hoop<H>(self, hoop: H) -> Router {}
    pub fn path(self, path: &str) -> Router {}
    pub fn get<H>(self, goal: H) -> Router {}
    pub fn post<H>(self, goal: H) -> Router {}
    pub fn put<H>(self, goal: H) -> Router {}
    pub fn delete<H>(self, goal: H) -> Router {}
    pub fn goal<H>(self, goal: H) -> Router {}
}
pub mod writing {
    pub struct Json<T>(pub T);
}
pub mod affix_state {
    #[derive(Clone)]
    pub struct AffixList;
    pub fn inject<V>(value: V) -> AffixList {}
    pub fn insert<K, V>(key: K, value: V) -> AffixList {}
}
pub mod prelude {
    pub use super::writing::Json;
    pub use super::{Depot, Request, Response, Router};
}
