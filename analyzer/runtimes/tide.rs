// tide.

pub struct Error;
pub type Result<T = Response> = std::result::Result<T, Error>;
pub struct Request<State>(State);
impl<State> Request<State> {
    pub fn state(&self) -> &State {}
    pub fn param(&self, key: &str) -> Result<&str> {}
    pub fn query<T>(&self) -> Result<T> {}
    pub async fn body_json<T>(&mut self) -> Result<T> {}
    pub async fn body_string(&mut self) -> Result<String> {}
    pub async fn body_bytes(&mut self) -> Result<Vec<u8>> {}
}
pub struct Response;
impl Response {
    pub fn new<S>(status: S) -> Response {}
}
#[derive(Clone)]
pub struct Server<State = ()>(State);
pub struct Route<State>(State);
impl<State> Server<State> {
    pub fn at(&mut self, path: &str) -> Route<State> {}
    pub fn with<M>(&mut self, middleware: M) -> &mut Server<State> {}
    pub async fn listen<L>(self, listener: L) -> std::io::Result<()> {}
}
impl<State> Route<State> {
    pub fn get<E>(&mut self, ep: E) -> &mut Route<State> {}
    pub fn post<E>(&mut self, ep: E) -> &mut Route<State> {}
    pub fn put<E>(&mut self, ep: E) -> &mut Route<State> {}
    pub fn delete<E>(&mut self, ep: E) -> &mut Route<State> {}
    pub fn at(&mut self, path: &str) -> Route<State> {}
}
pub fn new() -> Server<()> {}
pub fn with_state<State>(state: State) -> Server<State> {}
