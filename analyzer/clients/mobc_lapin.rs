// mobc-lapin.

pub struct RMQConnectionManager;
impl RMQConnectionManager {
    pub fn new(addr: String, connection_properties: lapin::ConnectionProperties) -> RMQConnectionManager {}
}
impl mobc::Manager for RMQConnectionManager {
    type Connection = lapin::Connection;
    type Error = lapin::Error;
}
