//! The broker: one connection, and one channel for everybody.

use std::sync::Arc;

use lapin::options::{
    BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, QueueDeclareOptions,
};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties, Consumer};

#[derive(Clone)]
pub struct Bus {
    channel: Channel,
    _connection: Arc<Connection>,
}

impl Bus {
    pub async fn connect(broker: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(broker, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        Ok(Self { channel, _connection: Arc::new(connection) })
    }

    pub async fn subscribe(&self, queue: &str) -> lapin::Result<Consumer> {
        let (declare, consume) = (QueueDeclareOptions::durable(), BasicConsumeOptions::default());
        let none = FieldTable::default();
        self.channel.queue_declare(queue.into(), declare, none.clone()).await?;
        self.channel.basic_qos(10, BasicQosOptions::default()).await?;
        self.channel.basic_consume(queue.into(), "".into(), consume, none).await
    }

    pub async fn publish(&self, topic: &str, body: &[u8]) -> lapin::Result<()> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        self.channel.basic_publish("shop".into(), topic.into(), options, body, about).await?;
        Ok(())
    }
}
