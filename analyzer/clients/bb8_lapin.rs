// bb8-lapin.

#[derive(Clone)]
pub struct LapinConnectionManager;
impl LapinConnectionManager {
    pub fn new(amqp_address: &str, conn_properties: lapin::ConnectionProperties) -> LapinConnectionManager {}
}
impl bb8::ManageConnection for LapinConnectionManager {
    type Connection = lapin::Connection;
    type Error = lapin::Error;
}
pub mod prelude {
    pub use super::LapinConnectionManager;
    pub use bb8::{ManageConnection, Pool, RunError};
}
