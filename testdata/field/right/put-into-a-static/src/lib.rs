//! A method of `Option` puts the channel into a static.

use std::sync::Mutex;

use amqprs::channel::{Channel, QueueDeclareArguments};

static CURRENT: Mutex<Option<Channel>> = Mutex::new(None);

fn current() -> Option<Channel> {
    CURRENT.lock().ok()?.clone()
}

async fn tick() {
    if let Some(channel) = current() {
        let done = channel.queue_declare(QueueDeclareArguments::new("ticks")).await;
        println!("{}", done.is_ok());
    }
}

pub fn start(channel: Channel) {
    if let Ok(mut slot) = CURRENT.lock() {
        slot.replace(channel);
    }
    for _ in 0..3 {
        tokio::spawn(tick());
        //~^ shared_channel_rpc
    }
}
