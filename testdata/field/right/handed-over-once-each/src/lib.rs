//! Each task waits for its own `oneshot`, and all get the same channel.

use amqprs::channel::{Channel, QueueDeclareArguments};
use tokio::sync::oneshot;

async fn runner(baton: oneshot::Receiver<Channel>) {
    let Ok(channel) = baton.await else { return };
    let done = channel.queue_declare(QueueDeclareArguments::new("laps")).await;
    println!("{}", done.is_ok());
}

pub fn start(channel: &Channel) {
    for _ in 0..3 {
        let (give, take) = oneshot::channel();
        tokio::spawn(runner(take));
        //~^ shared_channel_rpc
        let _ = give.send(channel.clone());
    }
}
