//! Three tasks read one channel from a `watch`.

use amqprs::channel::{Channel, QueueDeclareArguments};
use tokio::sync::watch;

async fn reader(mut news: watch::Receiver<Option<Channel>>) {
    while news.changed().await.is_ok() {
        let channel = news.borrow_and_update().clone();
        if let Some(channel) = channel {
            let done = channel.queue_declare(QueueDeclareArguments::new("news")).await;
            println!("{}", done.is_ok());
        }
    }
}

pub fn start(channel: Channel) {
    let (paper, news) = watch::channel(None);
    for _ in 0..3 {
        tokio::spawn(reader(news.clone()));
        //~^ shared_channel_rpc
    }
    paper.send_replace(Some(channel));
}
