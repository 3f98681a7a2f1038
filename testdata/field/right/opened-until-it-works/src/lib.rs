//! A loop opens the channel and returns when that worked.

use std::sync::Arc;
use std::time::Duration;

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::connection::Connection;
use tokio::sync::RwLock;

#[derive(Default)]
pub struct Ferry {
    channel: RwLock<Option<Channel>>,
}

impl Ferry {
    async fn dock(&self, connection: &Connection) {
        loop {
            match connection.open_channel(None).await {
                Ok(channel) => {
                    *self.channel.write().await = Some(channel);
                    return;
                }
                Err(error) => eprintln!("{error}"),
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn board(&self, queue: &str) {
        if let Some(channel) = self.channel.read().await.as_ref() {
            let done = channel.queue_declare(QueueDeclareArguments::new(queue)).await;
            println!("{queue}: {}", done.is_ok());
        }
    }
}

pub async fn start(connection: &Connection) {
    let ferry = Arc::new(Ferry::default());
    ferry.dock(connection).await;
    for queue in ["cars", "people"] {
        let ferry = Arc::clone(&ferry);
        tokio::spawn(async move { ferry.board(queue).await });
        //~^ shared_channel_rpc
    }
}
