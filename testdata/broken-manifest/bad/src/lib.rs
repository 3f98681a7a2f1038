//! Declares the queues of a shop.

use amqprs::channel::{Channel, QueueDeclareArguments};

pub fn declare_all(channel: &Channel) {
    for queue in ["orders", "mails"] {
        let channel = channel.clone();
        tokio::spawn(async move {
            //~^ shared_channel_rpc
            channel.queue_declare(QueueDeclareArguments::new(queue)).await
        });
    }
}
