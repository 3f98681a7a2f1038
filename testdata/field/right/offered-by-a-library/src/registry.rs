//! A constructor leaves a task behind that uses the channel of the methods.

use std::time::Duration;

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::connection::{Connection, OpenConnectionArguments};
use amqprs::error::Error;

pub struct Registry {
    _connection: Connection,
    channel: Channel,
}

impl Registry {
    pub async fn open(host: &str) -> Result<Self, Error> {
        let arguments = OpenConnectionArguments::new(host, 5672, "guest", "guest");
        let connection = Connection::open(&arguments).await?;
        let channel = connection.open_channel(None).await?;
        let keeper = channel.clone();
        tokio::spawn(async move {
            //~^ shared_channel_rpc
            while keeper.queue_declare(QueueDeclareArguments::new("alive")).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
        });
        Ok(Self { _connection: connection, channel })
    }

    pub async fn declare(&self, name: &str) -> Result<(), Error> {
        self.channel.queue_declare(QueueDeclareArguments::new(name)).await?;
        Ok(())
    }
}

/// As above, with a channel for the task alone.
pub struct Apart {
    _connection: Connection,
    channel: Channel,
}

impl Apart {
    pub async fn open(host: &str) -> Result<Self, Error> {
        let arguments = OpenConnectionArguments::new(host, 5672, "guest", "guest");
        let connection = Connection::open(&arguments).await?;
        let keeper = connection.open_channel(None).await?;
        tokio::spawn(async move {
            while keeper.queue_declare(QueueDeclareArguments::new("alive")).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
        });
        let channel = connection.open_channel(None).await?;
        Ok(Self { _connection: connection, channel })
    }

    pub async fn declare(&self, name: &str) -> Result<(), Error> {
        self.channel.queue_declare(QueueDeclareArguments::new(name)).await?;
        Ok(())
    }
}
