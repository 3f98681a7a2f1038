//! Built only with the feature `audit`.

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;

pub async fn declare(channel: &Channel) -> Result<(), Error> {
    tokio::try_join!(
        //~^ shared_channel_rpc
        channel.queue_declare(QueueDeclareArguments::new("audit")),
        channel.queue_declare(QueueDeclareArguments::new("audit-errors")),
    )?;
    Ok(())
}
