//! The channel lies in a variant, and patterns call the type `Self`.

use std::sync::Arc;

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::connection::Connection;
use amqprs::error::Error;

pub enum Outlet {
    Broker(Tap),
    Bucket(Vec<String>),
}

pub struct Tap {
    channel: Channel,
}

impl Tap {
    async fn open(&self, name: &str) -> Result<(), Error> {
        self.channel.queue_declare(QueueDeclareArguments::new(name)).await?;
        Ok(())
    }
}

impl Outlet {
    pub async fn new(connection: Option<&Connection>) -> Result<Self, Error> {
        Ok(match connection {
            Some(connection) => Self::Broker(Tap { channel: connection.open_channel(None).await? }),
            None => Self::Bucket(Vec::new()),
        })
    }

    async fn open(&self, name: &str) -> Result<(), Error> {
        match self {
            Self::Broker(tap) => tap.open(name).await,
            Self::Bucket(names) => {
                println!("{name}: {}", names.len());
                Ok(())
            }
        }
    }
}

pub async fn start(connection: &Connection) -> Result<(), Error> {
    let outlet = Arc::new(Outlet::new(Some(connection)).await?);
    for name in ["hot", "cold"] {
        let outlet = Arc::clone(&outlet);
        tokio::spawn(async move { outlet.open(name).await });
        //~^ shared_channel_rpc
    }
    Ok(())
}
