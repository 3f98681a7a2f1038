// bb8.

pub trait ManageConnection {
    type Connection;
    type Error;
    async fn connect(&self) -> Result<Self::Connection, Self::Error> {}
    async fn is_valid(&self, conn: &mut Self::Connection) -> Result<(), Self::Error> {}
    fn has_broken(&self, conn: &mut Self::Connection) -> bool {}
}
#[derive(Clone)]
pub struct Pool<M>(M);
pub struct PooledConnection<M>(M);
pub struct Builder<M>(M);
pub enum RunError<E> {
    User(E),
    TimedOut,
}
pub struct State;
impl<M: ManageConnection> Pool<M> {
    pub fn builder() -> Builder<M> {}
    pub async fn get(&self) -> Result<PooledConnection<M>, RunError<M::Error>> {}
    pub async fn get_owned(&self) -> Result<PooledConnection<M>, RunError<M::Error>> {}
    pub async fn dedicated_connection(&self) -> Result<M::Connection, M::Error> {}
    pub fn state(&self) -> State {}
}
impl<M: ManageConnection> std::ops::Deref for PooledConnection<M> {
    type Target = M::Connection;
}
impl<M: ManageConnection> Builder<M> {
    pub fn new() -> Builder<M> {}
    pub fn max_size(self, max_size: u32) -> Builder<M> {}
    pub fn min_idle<T>(self, min_idle: T) -> Builder<M> {}
    pub fn test_on_check_out(self, test_on_check_out: bool) -> Builder<M> {}
    pub fn max_lifetime<T>(self, max_lifetime: T) -> Builder<M> {}
    pub fn idle_timeout<T>(self, idle_timeout: T) -> Builder<M> {}
    pub fn connection_timeout(self, connection_timeout: std::time::Duration) -> Builder<M> {}
    pub fn retry_connection(self, retry: bool) -> Builder<M> {}
    pub fn error_sink<S>(self, error_sink: S) -> Builder<M> {}
    pub async fn build(self, manager: M) -> Result<Pool<M>, M::Error> {}
    pub fn build_unchecked(self, manager: M) -> Pool<M> {}
}
