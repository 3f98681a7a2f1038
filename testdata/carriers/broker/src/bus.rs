//! The carrier.

use std::ops::Deref;
use std::sync::Arc;

use mq::options::BasicPublishOptions;
use mq::{BasicProperties, Channel, Connection};

pub struct Inner {
    channel: Option<Channel>,
}

#[derive(Clone)]
pub struct Bus {
    inner: Arc<Inner>,
}

impl Deref for Bus {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

impl Bus {
    pub async fn open(connection: &Connection) -> mq::Result<Self> {
        let channel = Some(connection.create_channel().await?);
        Ok(Self { inner: Arc::new(Inner { channel }) })
    }
}

impl Inner {
    pub async fn publish(&self, topic: &str, body: &[u8]) -> mq::Result<()> {
        let Some(channel) = self.channel.as_ref() else { return Ok(()) };
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        channel.basic_publish("shop".into(), topic.into(), options, body, about).await?;
        Ok(())
    }
}
