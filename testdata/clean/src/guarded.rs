//! A guard that lives until the reply or the confirm is there makes the users of a channel take turns.

use std::sync::Arc;

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;
use lapin::BasicProperties;
use lapin::options::BasicPublishOptions;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

#[derive(Clone)]
pub struct Topology {
    channel: Arc<Mutex<Channel>>,
}

impl Topology {
    pub fn new(channel: Channel) -> Self {
        Self { channel: Arc::new(Mutex::new(channel)) }
    }

    async fn declare(&self, queue: &str) -> Result<(), Error> {
        let channel = self.channel.lock().await;
        channel.queue_declare(QueueDeclareArguments::durable_client_named(queue)).await?;
        Ok(())
    }

    pub fn declare_all(&self) -> JoinSet<Result<(), Error>> {
        let mut tasks = JoinSet::new();
        for queue in ["orders", "payments", "mails"] {
            let topology = self.clone();
            tasks.spawn(async move { topology.declare(queue).await });
        }
        tasks
    }
}

/// A channel in confirm mode.
pub struct Outbox {
    channel: Mutex<lapin::Channel>,
}

impl Outbox {
    pub async fn new(channel: lapin::Channel) -> lapin::Result<Self> {
        channel.confirm_select(lapin::options::ConfirmSelectOptions::default()).await?;
        Ok(Self { channel: Mutex::new(channel) })
    }

    async fn send(&self, body: &[u8]) -> lapin::Result<bool> {
        let channel = self.channel.lock().await;
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let sent = channel.basic_publish("".into(), "mails".into(), options, body, about).await?;
        Ok(sent.await?.is_ack())
    }
}

pub fn send_all(outbox: Arc<Outbox>, mails: Vec<Vec<u8>>) -> JoinSet<lapin::Result<bool>> {
    let mut tasks = JoinSet::new();
    for mail in mails {
        let outbox = Arc::clone(&outbox);
        tasks.spawn(async move { outbox.send(&mail).await });
    }
    tasks
}
