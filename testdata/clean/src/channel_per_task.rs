//! The connection is what tasks share; each opens its own channel.

use std::sync::Arc;

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection, Consumer};
use tokio::task::JoinSet;

#[derive(Clone)]
pub struct Broker {
    connection: Arc<Connection>,
}

impl Broker {
    async fn channel(&self) -> lapin::Result<Channel> {
        let channel = self.connection.create_channel().await?;
        channel.basic_qos(10, BasicQosOptions::default()).await?;
        Ok(channel)
    }

    async fn subscribe(&self, queue: &str) -> lapin::Result<Consumer> {
        let channel = self.channel().await?;
        let none = FieldTable::default();
        channel.queue_declare(queue.into(), QueueDeclareOptions::durable(), none.clone()).await?;
        let options = BasicConsumeOptions::default();
        channel.basic_consume(queue.into(), "".into(), options, none).await
    }

    async fn work(&self, queue: &str) -> lapin::Result<()> {
        let mut jobs = self.subscribe(queue).await?;
        while let Some(job) = jobs.next().await {
            job?.ack(BasicAckOptions::default()).await?;
        }
        Ok(())
    }
}

pub fn start(broker: &Broker) -> JoinSet<lapin::Result<()>> {
    let mut workers = JoinSet::new();
    for queue in ["orders", "payments", "mails"] {
        let broker = broker.clone();
        workers.spawn(async move { broker.work(queue).await });
    }
    workers
}
