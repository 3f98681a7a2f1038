//! A client whose parts are there once it is connected.

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection, Consumer};

#[derive(Default)]
pub struct Client {
    channel: Option<Channel>,
    consumer: Option<Consumer>,
}

impl Client {
    pub async fn connect(&mut self, connection: &Connection) -> lapin::Result<()> {
        self.channel = match connection.create_channel().await {
            Ok(channel) => Some(channel),
            Err(_) => None,
        };
        let Some(channel) = &self.channel else { return Ok(()) };
        channel.basic_qos(10, BasicQosOptions::default()).await?;
        let (consume, none) = (BasicConsumeOptions::default(), FieldTable::default());
        self.consumer = match channel.basic_consume("orders".into(), "".into(), consume, none).await
        {
            Ok(consumer) => Some(consumer),
            Err(_) => None,
        };
        Ok(())
    }

    /// Every delivery is acked; what is no delivery needs no answer.
    pub async fn work(&mut self) {
        let Some(consumer) = self.consumer.as_mut() else { return };
        while let Some(order) = consumer.next().await {
            if let Ok(order) = order {
                order.ack(BasicAckOptions::default()).await.expect("the channel is open");
            } else {
                println!("no order");
            }
        }
    }
}

pub async fn run(connection: &Connection) -> lapin::Result<()> {
    let mut client = Client::default();
    client.connect(connection).await?;
    client.work().await;
    Ok(())
}

/// An empty order is not answered.
pub async fn run_carelessly(connection: &Connection) -> lapin::Result<()> {
    let mut client = Client::default();
    client.connect(connection).await?;
    let Some(mut consumer) = client.consumer.take() else { return Ok(()) };
    while let Some(order) = consumer.next().await {
        if let Ok(order) = order {
            if order.data.is_empty() {
                continue; //~ delivery_left_unsettled
            }
            order.ack(BasicAckOptions::default()).await.expect("the channel is open");
        }
    }
    Ok(())
}
