//! What two binaries have in common: each has a channel of its own.

use lapin::options::BasicPublishOptions;
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};

pub struct Bus {
    channel: Channel,
}

impl Bus {
    pub async fn new() -> lapin::Result<Self> {
        let uri = "amqp://localhost";
        let connection = Connection::connect(uri, ConnectionProperties::default()).await?;
        Ok(Self { channel: connection.create_channel().await? })
    }

    pub async fn tell(&self, key: &str) -> lapin::Result<()> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let publish = self.channel.basic_publish("".into(), key.into(), options, b"", about);
        publish.await.map(drop)
    }
}
