// deadpool-lapin.

pub struct Manager;
impl Manager {
    pub fn new<S>(addr: S, connection_properties: lapin::ConnectionProperties) -> Manager {}
}
impl deadpool::managed::Manager for Manager {
    type Type = lapin::Connection;
    type Error = lapin::Error;
}
#[derive(Clone)]
pub struct Pool;
impl Pool {
    pub fn builder(manager: Manager) -> deadpool::managed::PoolBuilder<Manager> {}
    pub async fn get(&self) -> Result<deadpool::managed::Object<Manager>, PoolError> {}
    pub async fn timeout_get(&self, timeouts: &deadpool::managed::Timeouts) -> Result<deadpool::managed::Object<Manager>, PoolError> {}
    pub fn resize(&self, max_size: usize) {}
    pub fn close(&self) {}
    pub fn is_closed(&self) -> bool {}
    pub fn status(&self) -> deadpool::managed::Status {}
}
pub type PoolError = deadpool::managed::PoolError<lapin::Error>;
pub type BuildError = deadpool::managed::BuildError;
pub type PoolConfig = deadpool::managed::PoolConfig;
pub type Timeouts = deadpool::managed::Timeouts;
pub use deadpool::managed::reexports::Runtime;
pub struct CreatePoolError;
#[derive(Clone)]
pub struct Config {
    pub url: Option<String>,
    pub pool: Option<PoolConfig>,
    pub connection_properties: lapin::ConnectionProperties,
}
impl Config {
    pub fn create_pool(&self, runtime: Option<Runtime>) -> Result<Pool, CreatePoolError> {}
    pub fn builder(&self, runtime: Option<Runtime>) -> deadpool::managed::PoolBuilder<Manager> {}
    pub fn get_url(&self) -> &str {}
    pub fn get_pool_config(&self) -> PoolConfig {}
}
