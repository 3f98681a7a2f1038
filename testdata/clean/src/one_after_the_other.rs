//! Tasks that are over before the next one begins.

use amqprs::channel::{Channel, QueueBindArguments, QueueDeclareArguments};
use amqprs::connection::Connection;
use amqprs::error::Error;

async fn declare(channel: Channel, queue: &'static str) -> Result<(), Error> {
    channel.queue_declare(QueueDeclareArguments::durable_client_named(queue)).await?;
    channel.queue_bind(QueueBindArguments::new(queue, "shop", queue)).await
}

pub async fn set_up(connection: &Connection) -> Result<(), Error> {
    let channel = connection.open_channel(None).await?;
    for queue in ["orders", "payments", "mails"] {
        let declared = tokio::spawn(declare(channel.clone(), queue));
        declared.await.expect("the task does not panic")?;
    }
    channel.close().await
}
