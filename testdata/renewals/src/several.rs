//! A queue's channel is the one that is there, or a new one: its deliveries are of one of them.

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicNackOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection, Consumer};
use tokio::sync::Mutex;

pub struct Queue {
    connection: Connection,
    channel: Mutex<Option<Channel>>,
}

impl Queue {
    async fn channel(&self) -> lapin::Result<Channel> {
        let mut channel = self.channel.lock().await;
        if let Some(channel) = channel.as_ref() {
            return Ok(channel.clone());
        }
        let fresh = self.connection.create_channel().await?;
        fresh.basic_qos(10, BasicQosOptions::default()).await?;
        *channel = Some(fresh.clone());
        Ok(fresh)
    }

    async fn consumer(&self) -> lapin::Result<Consumer> {
        let (consume, none) = (BasicConsumeOptions::default(), FieldTable::default());
        let channel = self.channel().await?;
        channel.basic_consume("orders".into(), "".into(), consume, none).await
    }
}

/// Whichever channel an order is of, it is answered.
pub async fn work(queue: &Queue) -> lapin::Result<()> {
    let mut orders = queue.consumer().await?;
    while let Some(order) = orders.next().await {
        let order = order?;
        if order.data.is_empty() {
            order.nack(BasicNackOptions::default()).await?;
        } else {
            order.ack(BasicAckOptions::default()).await?;
        }
    }
    Ok(())
}

/// An empty order is not.
pub async fn work_carelessly(queue: &Queue) -> lapin::Result<()> {
    let mut orders = queue.consumer().await?;
    while let Some(order) = orders.next().await {
        let order = order?;
        if order.data.is_empty() {
            //~^ delivery_left_unsettled
            println!("an empty order");
        } else {
            order.ack(BasicAckOptions::default()).await?;
        }
    }
    Ok(())
}
