//! The channel is in confirm mode, and each call starts a task on it.

use std::sync::Arc;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};

#[derive(Clone)]
pub struct Publisher {
    inner: Arc<Inner>,
}

struct Inner {
    channel: Channel,
    exchange: String,
}

impl Publisher {
    pub async fn connect(url: &str, exchange: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(url, ConnectionProperties::default()).await?;
        let channel = connection.create_channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        Ok(Self { inner: Arc::new(Inner { channel, exchange: exchange.to_owned() }) })
    }

    async fn send(&self, message: &[u8]) -> lapin::Result<bool> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let to = self.inner.exchange.as_str();
        let sent = self.inner.channel.basic_publish(to.into(), "".into(), options, message, about);
        Ok(sent.await?.await?.is_ack())
    }

    pub fn fire(&self, message: Vec<u8>) {
        let this = self.clone();
        tokio::spawn(async move {
            //~^ shared_confirm_channel
            match this.send(&message).await {
                Ok(true) => {}
                Ok(false) => eprintln!("refused"),
                Err(error) => eprintln!("{error}"),
            }
        });
    }
}
