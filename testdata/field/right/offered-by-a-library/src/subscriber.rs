//! Whether there is a limit, the constructor says.

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;
use lapin::{Channel, Connection, ConnectionProperties};

async fn print(channel: &Channel, queue: &str) -> lapin::Result<()> {
    let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
    let mut found = channel.basic_consume(queue.into(), "".into(), options, about).await?;
    //~^ consume_without_prefetch
    while let Some(message) = found.next().await {
        let message = message?;
        println!("{} bytes", message.data.len());
        message.ack(BasicAckOptions::default()).await?;
    }
    Ok(())
}

pub struct Unlimited {
    channel: Channel,
}

impl Unlimited {
    pub async fn new(url: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(url, ConnectionProperties::default()).await?;
        Ok(Self { channel: connection.create_channel().await? })
    }

    pub async fn start(&self, queue: &str) -> lapin::Result<()> {
        print(&self.channel, queue).await
    }
}

pub struct Limited {
    channel: Channel,
}

impl Limited {
    pub async fn new(url: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(url, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        channel.basic_qos(10, BasicQosOptions::default()).await?;
        Ok(Self { channel })
    }

    pub async fn start(&self, queue: &str) -> lapin::Result<()> {
        let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
        let mut found = self.channel.basic_consume(queue.into(), "".into(), options, about).await?;
        while let Some(message) = found.next().await {
            let message = message?;
            println!("{} bytes", message.data.len());
            message.ack(BasicAckOptions::default()).await?;
        }
        Ok(())
    }
}

/// The channel is put there from outside as well, and may have a limit.
pub struct Given {
    pub channel: Channel,
}

impl Given {
    pub async fn new(url: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(url, ConnectionProperties::default()).await?;
        Ok(Self { channel: connection.create_channel().await? })
    }

    pub async fn start(&self, queue: &str) -> lapin::Result<()> {
        let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
        let mut found = self.channel.basic_consume(queue.into(), "".into(), options, about).await?;
        while let Some(message) = found.next().await {
            let message = message?;
            println!("{} bytes", message.data.len());
            message.ack(BasicAckOptions::default()).await?;
        }
        Ok(())
    }
}
