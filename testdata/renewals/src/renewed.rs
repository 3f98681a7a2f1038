//! A channel that is opened anew when it is not connected, and a consumer that uses it between its deliveries.

use std::sync::Arc;

use futures::StreamExt;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection, Consumer};
use tokio::sync::{RwLock, RwLockReadGuard};

pub struct Renewed {
    connection: Arc<Connection>,
    channel: RwLock<Channel>,
}

impl Renewed {
    async fn get(&self) -> lapin::Result<RwLockReadGuard<'_, Channel>> {
        if !self.channel.read().await.status().connected() {
            let fresh = self.connection.create_channel().await?;
            *self.channel.write().await = fresh;
        }
        Ok(self.channel.read().await)
    }

    async fn send(&self, queue: &str, body: &[u8]) -> lapin::Result<()> {
        let channel = self.get().await?;
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        channel.basic_publish("".into(), queue.into(), options, body, about).await?;
        Ok(())
    }

    async fn orders(&self) -> lapin::Result<Consumer> {
        let channel = self.connection.create_channel().await?;
        channel.basic_qos(10, BasicQosOptions::default()).await?;
        let (consume, none) = (BasicConsumeOptions::default(), FieldTable::default());
        channel.basic_consume("orders".into(), "".into(), consume, none).await
    }
}

async fn pack(order: &[u8]) -> Result<(), ()> {
    println!("packing {order:?}");
    Ok(())
}

async fn try_later(later: &Renewed, order: &Delivery) -> lapin::Result<()> {
    later.send("later", &order.data).await
}

async fn has_room() -> bool {
    tokio::task::yield_now().await;
    true
}

/// What is acked in one turn has nothing to do with the work in the next.
pub async fn work(orders: Renewed, later: Renewed) -> lapin::Result<()> {
    let mut consumer = orders.orders().await?;
    while let Some(order) = consumer.next().await {
        let order = order?;
        if has_room().await {
            order.ack(BasicAckOptions::default()).await?;
        } else {
            try_later(&later, &order).await?;
            order.ack(BasicAckOptions::default()).await?;
        }
    }
    Ok(())
}

/// The broker forgets the order, and then it may fail.
pub async fn work_carelessly(orders: Renewed, later: Renewed) -> lapin::Result<()> {
    let mut consumer = orders.orders().await?;
    while let Some(order) = consumer.next().await {
        let order = order?;
        order.ack(BasicAckOptions::default()).await?; //~ ack_before_work
        if pack(&order.data).await.is_err() {
            try_later(&later, &order).await?;
        }
    }
    Ok(())
}
