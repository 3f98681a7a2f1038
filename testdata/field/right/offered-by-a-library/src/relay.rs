//! Of two channels, the one that publishes is asked to settle what came on the other.

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};

pub struct Relay {
    input: Channel,
    output: Channel,
}

impl Relay {
    pub async fn connect(url: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(url, ConnectionProperties::default()).await?;
        let input = connection.create_channel().await?;
        input.basic_qos(20, BasicQosOptions::default()).await?;
        Ok(Self { input, output: connection.create_channel().await? })
    }

    async fn forward(&self, tag: u64, message: &[u8]) -> lapin::Result<()> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        self.output.basic_publish("out".into(), "".into(), options, message, about).await?;
        self.output.basic_ack(tag, BasicAckOptions::default()).await //~ ack_on_wrong_channel
    }

    pub async fn run(&self) -> lapin::Result<()> {
        let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
        let mut found = self.input.basic_consume("in".into(), "".into(), options, about).await?;
        while let Some(message) = found.next().await {
            let message = message?;
            self.forward(message.delivery_tag, &message.data).await?;
        }
        Ok(())
    }
}
