//! The shapes of functions that the attribute takes, each run, and no channel left behind.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;

use chanlint_macros::dedicated_channel;
use futures_util::{Stream, StreamExt as _, stream};
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, QueueDeclareOptions,
};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Consumer};

use crate::support::{Flavor, Vhost, run, within};

/// The messages in the queue `q`, which a probe counts and a consumer takes.
pub(crate) const MESSAGES: u32 = 3;

pub(crate) async fn fill(vhost: &Vhost) {
    let conn = vhost.lapin().await;
    let channel = conn.create_channel().await.expect("a channel");
    channel
        .queue_declare("q".into(), QueueDeclareOptions::default(), FieldTable::default())
        .await
        .expect("a queue");
    for _ in 0..MESSAGES {
        let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
        channel
            .basic_publish("".into(), "q".into(), options, b"m", properties)
            .await
            .expect("a message");
    }
    channel.close(200, "OK".into()).await.expect("a close");
    conn.close(200, "OK".into()).await.expect("a close");
}

/// What most bodies do: count the messages of `q`.
pub(crate) async fn depth(channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
    let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
    Ok(channel.queue_declare(queue.into(), passive, FieldTable::default()).await?.message_count())
}

async fn consume(channel: &lapin::Channel, queue: &str) -> lapin::Result<Consumer> {
    channel
        .basic_consume(
            queue.into(),
            "".into(),
            BasicConsumeOptions::default(),
            FieldTable::default(),
        )
        .await
}

/// Takes all messages and gives them back.
async fn take(mut consumer: Consumer) -> u32 {
    for _ in 0..MESSAGES {
        consumer.next().await.expect("a delivery").expect("a delivery");
    }
    MESSAGES
}

/// Runs shapes on a broker of their own, and looks for channels that they left while the connection
/// is still open.
pub(crate) fn shapes<F: Future>(
    name: &'static str,
    shapes: impl FnOnce(Vhost, Arc<lapin::Connection>) -> F + Send + 'static,
) {
    run(name, Flavor::MultiThread, move |vhost| async move {
        fill(&vhost).await;
        let conn = Arc::new(vhost.lapin().await);
        shapes(vhost.clone(), Arc::clone(&conn)).await;
        assert_eq!(vhost.channels_left().await, 0);
        let _ = within(10, "closing the connection", conn.close(200, "OK".into())).await;
    });
}

// By reference: the returned consumer keeps lapin's channel open.
#[dedicated_channel(prefetch = 10)]
async fn set_up(channel: &lapin::Channel, queue: &str) -> lapin::Result<Consumer> {
    consume(channel, queue).await
}

#[dedicated_channel(keep)]
async fn kept(channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

#[dedicated_channel(prefetch = 10)]
async fn by_value(
    channel: lapin::Channel,
    queue: String,
) -> lapin::Result<(Consumer, lapin::Channel)> {
    Ok((consume(&channel, &queue).await?, channel))
}

#[test]
fn who_ends_the_channel() {
    shapes("shapes_end", |vhost, conn| async move {
        let consumer = set_up(&conn, "q").await.expect("a consumer");
        assert_eq!((vhost.channels().await, vhost.prefetches().await), (vec![1], vec![10]));
        assert_eq!(take(consumer).await, MESSAGES);

        let (consumer, channel) = by_value(&conn, "q".to_owned()).await.expect("a consumer");
        assert_eq!(take(consumer).await, MESSAGES);
        channel.close(200, "OK".into()).await.expect("a close");
        assert_eq!(vhost.channels_left().await, 0);

        let (count, channel) = kept(&conn, "q").await.expect("a count");
        assert_eq!((count, vhost.channels().await.len()), (MESSAGES, 1));
        assert_eq!(depth(&channel, "q").await.expect("a count"), MESSAGES);
        channel.close(200, "OK".into()).await.expect("a close");
        // On failure there is nobody to hand the channel to.
        assert!(kept(&conn, "missing").await.is_err());
    });
}

#[derive(Debug)]
enum AppError {
    Amqp,
    Empty,
}

impl From<lapin::Error> for AppError {
    fn from(_: lapin::Error) -> Self {
        AppError::Amqp
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

// Generics, a named lifetime, an error of the caller's, and a return in the middle.
#[dedicated_channel(confirm, close)]
async fn publish<'a, T>(
    channel: &lapin::Channel,
    queue: &'a str,
    body: &T,
) -> Result<&'a str, AppError>
where
    T: AsRef<[u8]> + ?Sized,
{
    if body.as_ref().is_empty() {
        return Err(AppError::Empty);
    }
    let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
    let confirm = channel
        .basic_publish("".into(), queue.into(), options, body.as_ref(), properties)
        .await?
        .await?;
    assert!(confirm.is_ack());
    Ok(queue)
}

#[dedicated_channel]
async fn boxed_error(
    channel: &lapin::Channel,
    queue: &str,
) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
    Ok(depth(channel, queue).await?)
}

#[expect(clippy::needless_lifetimes, reason = "the connection takes the name over")]
#[dedicated_channel(close)]
async fn named_lifetime<'c>(channel: &'c lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

#[test]
fn errors_and_generics() {
    shapes("shapes_generic", |_, conn| async move {
        assert_eq!(publish(&conn, "other", "m").await.expect("a confirm"), "other");
        assert!(matches!(publish(&conn, "other", "").await, Err(AppError::Empty)));
        assert_eq!(boxed_error(&conn, "q").await.expect("a count"), MESSAGES);
        assert!(boxed_error(&conn, "missing").await.is_err());
        assert_eq!(named_lifetime(&conn, "q").await.expect("a count"), MESSAGES);
        // Set-ups are `Send`.
        let in_task = tokio::spawn({
            let conn = Arc::clone(&conn);
            async move { publish(&conn, "other", b"m").await.map(str::to_owned) }
        });
        assert_eq!(in_task.await.expect("no panic").expect("a confirm"), "other");
    });
}

struct Service {
    conn: Arc<lapin::Connection>,
    prefetch: u16,
}

impl Service {
    #[dedicated_channel(from = self.conn, prefetch = self.prefetch)]
    async fn consumer(&self, channel: &lapin::Channel, queue: &str) -> lapin::Result<Consumer> {
        consume(channel, queue).await
    }

    #[dedicated_channel(close)]
    async fn depth(&self, channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
        depth(channel, queue).await.map(|count| count + u32::from(self.prefetch))
    }

    #[dedicated_channel(from = self.connection()?, close)]
    async fn raise(&mut self, channel: &lapin::Channel) -> Result<u32, AppError> {
        self.prefetch += 1;
        Ok(depth(channel, "q").await?)
    }

    fn connection(&self) -> Result<Arc<lapin::Connection>, AppError> {
        match self.prefetch {
            0 => Err(AppError::Empty),
            _ => Ok(Arc::clone(&self.conn)),
        }
    }
}

// The connection is the call's alone, and lives as long.
#[dedicated_channel(amqprs, from = vhost.amqprs().await, close)]
async fn own_connection(
    vhost: &Vhost,
    channel: &amqprs::channel::Channel,
) -> Result<Option<u32>, amqprs::error::Error> {
    let arguments = amqprs::channel::QueueDeclareArguments::new("q").passive(true).finish();
    Ok(channel.queue_declare(arguments).await?.map(|(_, messages, _)| messages))
}

#[test]
fn methods_and_from() {
    shapes("shapes_methods", |vhost, conn| async move {
        let mut service = Service { conn: Arc::clone(&conn), prefetch: 2 };
        let consumer = service.consumer("q").await.expect("a consumer");
        assert_eq!(vhost.prefetches().await, [2]);
        drop(consumer);
        assert_eq!(vhost.channels_left().await, 0);
        assert_eq!(service.depth(&conn, "q").await.expect("a count"), MESSAGES + 2);
        assert_eq!(service.raise().await.expect("a count"), MESSAGES);
        assert_eq!(service.prefetch, 3);
        service.prefetch = 0;
        assert!(matches!(service.raise().await, Err(AppError::Empty)));
        assert_eq!(own_connection(&vhost).await.expect("a count"), Some(MESSAGES));
    });
}

// A stream owns the channel that it runs on.
#[dedicated_channel(prefetch = 1)]
async fn bodies(
    channel: lapin::Channel,
    queue: String,
) -> lapin::Result<impl Stream<Item = lapin::Result<Vec<u8>>> + Send + 'static> {
    let consumer = consume(&channel, &queue).await?;
    Ok(stream::unfold((consumer, channel), |(mut consumer, channel)| async move {
        let body = match consumer.next().await? {
            Ok(delivery) => delivery.ack(BasicAckOptions::default()).await.map(|_| delivery.data),
            Err(error) => Err(error),
        };
        Some((body, (consumer, channel)))
    }))
}

// `impl Trait` in the type that `close` and `keep` have to name.
#[dedicated_channel(close)]
async fn numbers(
    channel: &lapin::Channel,
) -> lapin::Result<(impl Iterator<Item = u32> + use<>, u32)> {
    let count = depth(channel, "q").await?;
    Ok((0..count, count))
}

#[test]
fn streams() {
    shapes("shapes_streams", |_, conn| async move {
        let (numbers, count) = numbers(&conn).await.expect("numbers");
        assert_eq!(u32::try_from(numbers.count()).expect("a count"), count);
        let stream = bodies(&conn, "q".to_owned()).await.expect("a stream");
        let mut stream = pin!(stream.take(MESSAGES as usize));
        while let Some(body) = stream.next().await {
            assert_eq!(body.expect("a body"), b"m");
        }
    });
}

mod reexport {
    pub(crate) use ::lapin;

    pub(crate) mod prelude {
        pub(crate) use lapin::{Channel, Connection};
    }
}

// The user's own names are not met by those of the expansion.
#[expect(unused_qualifications, reason = "the longer path is what is tried")]
#[dedicated_channel(close)]
async fn hygiene(
    channel: &reexport::lapin::Channel,
    owned_channel: u32,
    result: u32,
) -> lapin::Result<u32> {
    let connection = owned_channel + result;
    Ok(depth(channel, "q").await? + connection)
}

#[dedicated_channel(lapin, close)]
async fn told_whose(
    channel: &reexport::prelude::Channel,
    (first, second): (u32, u32),
) -> lapin::Result<u32> {
    #![expect(unused_variables, reason = "an attribute inside the body stays one of the function")]
    let unused = first + second;
    depth(channel, "q").await
}

macro_rules! by_macro {
    ($name:ident, $channel:ty) => {
        #[dedicated_channel(close)]
        async fn $name(mut channel: &$channel) -> lapin::Result<u32> {
            for other in [channel] {
                channel = other;
            }
            depth(channel, "q").await
        }
    };
}

by_macro!(from_macro, lapin::Channel);

macro_rules! by_crate {
    ($name:ident) => {
        #[dedicated_channel(prefetch = 1, close)]
        async fn $name(channel: &$crate::shapes::reexport::lapin::Channel) -> lapin::Result<u32> {
            depth(channel, "q").await
        }
    };
}

by_crate!(from_crate);

#[test]
fn names_and_paths() {
    shapes("shapes_names", |_, conn| async move {
        assert_eq!(hygiene(&conn, 1, 2).await.expect("a count"), MESSAGES + 3);
        assert_eq!(told_whose(&conn, (1, 2)).await.expect("a count"), MESSAGES);
        assert_eq!(from_macro(&conn).await.expect("a count"), MESSAGES);
        assert_eq!(from_crate(&conn).await.expect("a count"), MESSAGES);
    });
}
