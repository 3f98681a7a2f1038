use amqprs::channel::{BasicConsumeArguments, Channel, ConsumerMessage};
use amqprs::error::Error;
use chanlint_macros::dedicated_channel;
use tokio::sync::mpsc::UnboundedReceiver;

#[dedicated_channel(amqprs, prefetch = 10)]
async fn set_up(channel: &Channel, queue: &str) -> Result<UnboundedReceiver<ConsumerMessage>, Error> {
    Ok(channel.basic_consume_rx(BasicConsumeArguments::new(queue, "")).await?.1)
}

fn main() {}
