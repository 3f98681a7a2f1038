//! Channels and consumers that are moved to the only task that uses them.

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection, Consumer};
use tokio::task::JoinSet;

async fn forward(channel: Channel, mut orders: Consumer) -> lapin::Result<()> {
    while let Some(order) = orders.next().await {
        let order = order?;
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        channel.basic_publish("shop".into(), "order".into(), options, &order.data, about).await?;
        order.ack(BasicAckOptions::default()).await?;
    }
    Ok(())
}

pub async fn start(connection: &Connection) -> lapin::Result<JoinSet<lapin::Result<()>>> {
    let channel = connection.create_channel().await?;
    channel.basic_qos(10, BasicQosOptions::default()).await?;
    let (options, none) = (BasicConsumeOptions::default(), FieldTable::default());
    let orders = channel.basic_consume("orders".into(), "".into(), options, none).await?;
    let mut tasks = JoinSet::new();
    tasks.spawn(forward(channel, orders));
    Ok(tasks)
}
