//! The broker: one connection, and one channel for everybody.

use amqprs::BasicProperties;
use amqprs::channel::{
    BasicConsumeArguments, BasicPublishArguments, BasicQosArguments, Channel, QueueDeclareArguments,
};
use amqprs::connection::{Connection, OpenConnectionArguments};
use amqprs::consumer::AsyncConsumer;
use amqprs::error::Error;

#[derive(Clone)]
pub struct Bus {
    channel: Channel,
    _connection: Connection,
}

impl Bus {
    pub async fn connect(host: &str) -> Result<Self, Error> {
        let arguments = OpenConnectionArguments::new(host, 5672, "guest", "guest");
        let connection = Connection::open(&arguments).await?;
        let channel = connection.open_channel(None).await?;
        Ok(Self { channel, _connection: connection })
    }

    pub async fn subscribe(
        &self,
        queue: &str,
        consumer: impl AsyncConsumer + Send + 'static,
    ) -> Result<(), Error> {
        self.channel.queue_declare(QueueDeclareArguments::durable_client_named(queue)).await?;
        self.channel.basic_qos(BasicQosArguments::new(0, 10, false)).await?;
        self.channel.basic_consume(consumer, BasicConsumeArguments::new(queue, "")).await?;
        Ok(())
    }

    pub async fn publish(&self, topic: &str, body: Vec<u8>) -> Result<(), Error> {
        let to = BasicPublishArguments::new("shop", topic);
        self.channel.basic_publish(BasicProperties::default(), body, to).await
    }
}
