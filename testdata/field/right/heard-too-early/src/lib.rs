//! What is heard of, and yet orders nothing: a look that does not wait, a wait that gives up, a signal that others give too.

use std::sync::Arc;
use std::time::Duration;

use amqprs::channel::{Channel, QueueDeclareArguments};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;

async fn declare(channel: &Channel, queue: &str) {
    let done = channel.queue_declare(QueueDeclareArguments::new(queue)).await;
    println!("{}", done.is_ok());
}

pub async fn looks_once(channel: Channel) {
    let own = channel.clone();
    let (done, mut over) = oneshot::channel();
    tokio::spawn(async move {
        //~^ shared_channel_rpc
        declare(&own, "first").await;
        let _ = done.send(());
    });
    println!("{}", over.try_recv().is_ok());
    declare(&channel, "second").await;
}

pub async fn waits_a_second(channel: Channel) {
    let own = channel.clone();
    let (done, over) = oneshot::channel();
    tokio::spawn(async move {
        //~^ shared_channel_rpc
        declare(&own, "first").await;
        let _ = done.send(());
    });
    println!("{}", timeout(Duration::from_secs(1), over).await.is_ok());
    declare(&channel, "second").await;
}

pub async fn hears_others(channel: Channel, done: Arc<Notify>) {
    let own = channel.clone();
    let tells = done.clone();
    tokio::spawn(async move {
        //~^ shared_channel_rpc
        declare(&own, "first").await;
        tells.notify_one();
    });
    done.notified().await;
    declare(&channel, "second").await;
}

pub async fn hears_the_first_of_two(channel: Channel) {
    let own = channel.clone();
    let (done, mut over) = mpsc::channel(2);
    let early = done.clone();
    tokio::spawn(async move { early.send(1).await });
    tokio::spawn(async move {
        //~^ shared_channel_rpc
        declare(&own, "first").await;
        let _ = done.send(2).await;
    });
    println!("{}", over.recv().await.is_some());
    declare(&channel, "second").await;
}

pub async fn waits(channel: Channel) {
    let own = channel.clone();
    let done = Arc::new(Notify::new());
    let tells = done.clone();
    tokio::spawn(async move {
        declare(&own, "first").await;
        tells.notify_one();
    });
    done.notified().await;
    declare(&channel, "second").await;
}
