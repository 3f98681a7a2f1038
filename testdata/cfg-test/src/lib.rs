//! The same hazard behind different conditions.

#[cfg(feature = "audit")]
pub mod audit;
#[cfg(test)]
mod tests;

use amqprs::channel::{Channel, QueueDeclareArguments};

#[cfg(not(test))]
pub fn declare_all(channel: &Channel) {
    for queue in ["orders", "mails"] {
        let channel = channel.clone();
        tokio::spawn(async move {
            //~^ shared_channel_rpc
            channel.queue_declare(QueueDeclareArguments::new(queue)).await
        });
    }
}

#[cfg(test)]
pub fn declare_all(channel: &Channel) {
    for queue in ["test-orders", "test-mails"] {
        let channel = channel.clone();
        tokio::spawn(async move { channel.queue_declare(QueueDeclareArguments::new(queue)).await });
    }
}
