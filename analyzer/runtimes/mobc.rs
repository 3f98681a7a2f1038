// mobc.

pub trait Manager {
    type Connection;
    type Error;
    async fn connect(&self) -> Result<Self::Connection, Self::Error> {}
    async fn check(&self, conn: Self::Connection) -> Result<Self::Connection, Self::Error> {}
}
#[derive(Clone)]
pub struct Pool<M>(M);
pub struct Connection<M>(M);
pub struct Builder<M>(M);
pub enum Error<E> {
    Inner(E),
    Timeout,
    BadConn,
    PoolClosed,
}
impl<M: Manager> Pool<M> {
    pub fn new(manager: M) -> Pool<M> {}
    pub fn builder() -> Builder<M> {}
    pub async fn get(&self) -> Result<Connection<M>, Error<M::Error>> {}
    pub fn try_get(&self) -> Option<Connection<M>> {}
    pub async fn get_timeout(&self, duration: std::time::Duration) -> Result<Connection<M>, Error<M::Error>> {}
}
impl<M: Manager> Connection<M> {
    pub fn into_inner(self) -> M::Connection {}
}
impl<M: Manager> std::ops::Deref for Connection<M> {
    type Target = M::Connection;
}
impl<M: Manager> Builder<M> {
    pub fn new() -> Builder<M> {}
    pub fn max_open(self, max_open: u64) -> Builder<M> {}
    pub fn max_idle(self, max_idle: u64) -> Builder<M> {}
    pub fn max_lifetime(self, max_lifetime: Option<std::time::Duration>) -> Builder<M> {}
    pub fn get_timeout(self, get_timeout: Option<std::time::Duration>) -> Builder<M> {}
    pub fn build(self, manager: M) -> Pool<M> {}
}
