// lapin-pool.

pub struct Error;
pub struct RabbitMqChannel;
impl std::ops::Deref for RabbitMqChannel {
    type Target = lapin::Channel;
}
pub struct RabbitMqPool;
impl RabbitMqPool {
    pub fn from_config(url: &str, min_connections: u32, max_channels_per_connection: u32) -> std::sync::Arc<RabbitMqPool> {}
    pub async fn make_connection(&self) -> Result<lapin::Connection, Error> {}
    pub async fn create_channel(&self) -> Result<RabbitMqChannel, Error> {}
    pub async fn close(&self, reply_code: u16, reply_message: &str) -> Result<(), Error> {}
}
