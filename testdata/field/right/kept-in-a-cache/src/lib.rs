//! The first message of each queue opens a channel, and a cache keeps it for the others.

use std::sync::Arc;

use amqprs::BasicProperties;
use amqprs::channel::{BasicPublishArguments, Channel};
use amqprs::connection::Connection;
use amqprs::error::Error;
use moka::future::Cache;

pub struct Kitchen {
    connection: Connection,
    channels: Cache<String, Channel>,
}

impl Kitchen {
    pub async fn order(&self, dish: String, message: Vec<u8>) -> Result<(), Arc<Error>> {
        let to = BasicPublishArguments::new("", &dish);
        let opening = self.connection.open_channel(None);
        let channel = self.channels.try_get_with(dish, opening).await?;
        channel.basic_publish(BasicProperties::default(), message, to).await?;
        Ok(())
    }
}
