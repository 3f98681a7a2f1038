//! A task says that it is done, and only then the other one goes on.

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;
use tokio::sync::oneshot;

async fn declare(channel: &Channel, queue: &str) -> Result<(), Error> {
    channel.queue_declare(QueueDeclareArguments::new(queue)).await?;
    Ok(())
}

pub async fn start(channel: Channel) -> Result<(), Error> {
    let own = channel.clone();
    let (done, over) = oneshot::channel();
    tokio::spawn(async move {
        let first = declare(&own, "first").await;
        let _ = done.send(first.is_ok());
    });
    if over.await.is_err() {
        return Ok(());
    }
    declare(&channel, "second").await
}
