//! The shapes with amqprs, where somebody has to say what ends the channel.

use amqprs::channel;
use amqprs::channel::{
    BasicAckArguments, BasicConsumeArguments, Channel, ConsumerMessage, QueueDeclareArguments,
};
use amqprs::connection::Connection;
use amqprs::error::Error;
use chanlint_macros::dedicated_channel;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::shapes::{MESSAGES, shapes};
use crate::support::Vhost;

type Rx = UnboundedReceiver<ConsumerMessage>;

async fn consume(channel: &Channel, queue: &str) -> Result<Rx, Error> {
    Ok(channel.basic_consume_rx(BasicConsumeArguments::new(queue, "")).await?.1)
}

async fn take(messages: &mut Rx) -> u32 {
    for _ in 0..MESSAGES {
        messages.recv().await.expect("a delivery");
    }
    MESSAGES
}

#[dedicated_channel(amqprs, prefetch = 10, keep)]
async fn kept(channel: &Channel, queue: &str) -> Result<Rx, Error> {
    consume(channel, queue).await
}

#[expect(unused_qualifications, reason = "the longer path is what is tried")]
#[dedicated_channel(prefetch = 10)]
async fn by_value(channel: amqprs::channel::Channel, queue: &str) -> Result<(Rx, Channel), Error> {
    Ok((consume(&channel, queue).await?, channel))
}

// A worker: the channel lives as long as the call.
#[dedicated_channel(amqprs, prefetch = 5, close)]
async fn worker(channel: &Channel, queue: String, limit: u32) -> Result<u32, Error> {
    let mut messages = consume(channel, &queue).await?;
    let mut count = 0;
    while count < limit
        && let Some(message) = messages.recv().await
    {
        let tag = message.deliver.expect("a delivery").delivery_tag();
        channel.basic_ack(BasicAckArguments::new(tag, false)).await?;
        count += 1;
    }
    Ok(count)
}

// `use amqprs::channel` leaves nothing before the module that a connection could be spelled
// from.
#[expect(unused_qualifications, reason = "the longer path is what is tried")]
#[dedicated_channel(amqprs, close)]
async fn depth(channel: &channel::Channel) -> Result<Option<u32>, Error> {
    let arguments = QueueDeclareArguments::new("q").passive(true).finish();
    Ok(channel.queue_declare(arguments).await?.map(|(_, messages, _)| messages))
}

struct MyPool(Connection);

impl MyPool {
    async fn open_channel(&self, id: Option<u16>) -> Result<Channel, Error> {
        self.0.open_channel(id).await
    }
}

#[dedicated_channel(amqprs, conn = MyPool, close)]
async fn by_pool(channel: &Channel) -> Result<bool, Error> {
    Ok(channel.is_open())
}

async fn all(vhost: Vhost) {
    let conn = vhost.amqprs().await;
    let (mut messages, channel) = kept(&conn, "q").await.expect("a consumer");
    assert_eq!((vhost.channels().await, vhost.prefetches().await), (vec![1], vec![10]));
    assert_eq!(take(&mut messages).await, MESSAGES);
    channel.close().await.expect("a close");

    let (mut messages, channel) = by_value(&conn, "q").await.expect("a consumer");
    assert_eq!(take(&mut messages).await, MESSAGES);
    drop(channel);
    assert_eq!(vhost.channels_left().await, 0);

    assert!(kept(&conn, "missing").await.is_err());
    assert_eq!(depth(&conn).await.expect("a count"), Some(MESSAGES));
    assert!(by_pool(&MyPool(conn.clone())).await.expect("an answer"));
    assert_eq!(worker(&conn, "q".to_owned(), MESSAGES).await.expect("a count"), MESSAGES);
    assert_eq!(depth(&conn).await.expect("a count"), Some(0));
    assert!(conn.is_open());
}

#[test]
fn amqprs() {
    shapes("shapes_amqprs", |vhost, _| all(vhost));
}
