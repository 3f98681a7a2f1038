//! Somebody is at work here.

use amqprs::channel::Channel;

pub async fn close(channel: Channel) {
    match channel.close().await {
        Ok(()) -> println!("closed"),
    }
}
