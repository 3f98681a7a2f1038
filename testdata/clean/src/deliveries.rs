//! Deliveries are settled in a task each, which is how the protocol means it.

use futures::StreamExt;
use lapin::Consumer;
use lapin::message::Delivery;
use lapin::options::{BasicAckOptions, BasicNackOptions};

async fn settle(order: Delivery) -> lapin::Result<bool> {
    if order.data.is_empty() {
        order.nack(BasicNackOptions { requeue: !order.redelivered, multiple: false }).await
    } else {
        order.ack(BasicAckOptions::default()).await
    }
}

pub async fn settle_all(mut orders: Consumer) -> lapin::Result<()> {
    while let Some(order) = orders.next().await {
        let order = order?;
        tokio::spawn(async move {
            match settle(order).await {
                Ok(true) => {}
                Ok(false) => eprintln!("the channel is gone: the order comes again"),
                Err(error) => eprintln!("an order was not settled: {error}"),
            }
        });
    }
    Ok(())
}
