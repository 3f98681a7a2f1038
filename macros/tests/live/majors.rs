//! The older majors of the clients, under the names that a manifest gives them: each shape compiles
//! and runs.

use std::time::Duration;

use crate::shapes::{MESSAGES, fill};
use crate::support::{Flavor, Vhost, run, within};

/// Runs again whatever failed, three times.
#[derive(Default)]
struct Again {
    failures: u32,
}

impl Again {
    fn delay<E>(&mut self, _: &E) -> Option<Duration> {
        self.failures += 1;
        (self.failures < 4).then_some(Duration::from_millis(5))
    }

    async fn sleep(&self, delay: Duration) {
        tokio::time::sleep(delay).await;
    }
}

macro_rules! lapin_major {
    ($module:ident, $lapin:ident) => {
        mod $module {
            use super::{Again, MESSAGES, Vhost, within};
            use chanlint_macros::dedicated_channel;
            use futures_util::StreamExt as _;
            use $lapin::options::{BasicConsumeOptions, BasicPublishOptions, QueueDeclareOptions};
            use $lapin::types::FieldTable;

            #[dedicated_channel(prefetch = 10)]
            async fn set_up(
                channel: &$lapin::Channel,
                queue: &str,
            ) -> $lapin::Result<$lapin::Consumer> {
                channel
                    .basic_consume(queue, "", BasicConsumeOptions::default(), FieldTable::default())
                    .await
            }

            #[dedicated_channel(confirm, close)]
            async fn publish(channel: &$lapin::Channel) -> $lapin::Result<bool> {
                let (options, properties) = (BasicPublishOptions::default(), Default::default());
                Ok(channel.basic_publish("", "q", options, b"m", properties).await?.await?.is_ack())
            }

            #[dedicated_channel(keep)]
            async fn kept(channel: &$lapin::Channel) -> $lapin::Result<u32> {
                let passive =
                    QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
                Ok(channel
                    .queue_declare("q", passive, FieldTable::default())
                    .await?
                    .message_count())
            }

            #[dedicated_channel]
            async fn by_value(channel: $lapin::Channel) -> $lapin::Result<$lapin::Channel> {
                Ok(channel)
            }

            #[dedicated_channel(reopen = Again::default())]
            async fn run(channel: &$lapin::Channel, runs: &mut Vec<u16>) -> $lapin::Result<u32> {
                runs.push(channel.id());
                let passive =
                    QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
                let queue = if runs.len() < 3 { "missing" } else { "q" };
                Ok(channel
                    .queue_declare(queue, passive, FieldTable::default())
                    .await?
                    .message_count())
            }

            pub(super) async fn shapes(vhost: Vhost) {
                let (url, properties) = (vhost.url(), $lapin::ConnectionProperties::default());
                let connect = $lapin::Connection::connect(&url, properties);
                let conn = within(10, "connecting", connect).await.expect("a connection");
                let mut consumer = set_up(&conn, "q").await.expect("a consumer");
                for _ in 0..MESSAGES {
                    consumer.next().await.expect("a delivery").expect("a delivery");
                }
                drop(consumer);
                assert_eq!(vhost.channels_left().await, 0);
                let (count, channel) = kept(&conn).await.expect("a count");
                assert_eq!((count, vhost.channels().await.len()), (MESSAGES, 1));
                channel.close(200, "OK").await.expect("a close");
                assert!(publish(&conn).await.expect("a confirm"));
                drop(by_value(&conn).await.expect("a channel"));
                let mut runs = Vec::new();
                assert_eq!(run(&conn, &mut runs).await.expect("a count"), MESSAGES + 1);
                assert_eq!(runs.len(), 3);
                assert_eq!(vhost.channels_left().await, 0);
                let _ = within(10, "closing the connection", conn.close(200, "OK")).await;
            }
        }
    };
}

lapin_major!(lapin_2, lapin2);
lapin_major!(lapin_3, lapin3);

mod amqprs_1 {
    use super::{Again, MESSAGES, Vhost, within};
    use amqprs1::channel::{BasicConsumeArguments, ConsumerMessage, QueueDeclareArguments};
    use amqprs1::error::Error;
    use chanlint_macros::dedicated_channel;
    use tokio::sync::mpsc::UnboundedReceiver;

    type Rx = UnboundedReceiver<ConsumerMessage>;

    #[dedicated_channel(prefetch = 10, keep)]
    async fn set_up(channel: &amqprs1::channel::Channel, queue: &str) -> Result<Rx, Error> {
        Ok(channel.basic_consume_rx(BasicConsumeArguments::new(queue, "")).await?.1)
    }

    #[dedicated_channel(confirm, close)]
    async fn probe(channel: &amqprs1::channel::Channel) -> Result<Option<u32>, Error> {
        let arguments = QueueDeclareArguments::new("q").passive(true).finish();
        Ok(channel.queue_declare(arguments).await?.map(|(_, messages, _)| messages))
    }

    #[dedicated_channel]
    async fn by_value(channel: amqprs1::channel::Channel) -> Result<bool, Error> {
        channel.close().await?;
        Ok(true)
    }

    #[dedicated_channel(reopen = Again::default())]
    async fn run(channel: &amqprs1::channel::Channel, runs: &mut Vec<u16>) -> Result<(), Error> {
        runs.push(channel.channel_id());
        let queue = if runs.len() < 3 { "missing" } else { "q" };
        channel
            .queue_declare(QueueDeclareArguments::new(queue).passive(true).finish())
            .await
            .map(drop)
    }

    pub(super) async fn shapes(vhost: Vhost) {
        let arguments = vhost.amqprs1_arguments();
        let open = amqprs1::connection::Connection::open(&arguments);
        let conn = within(10, "connecting", open).await.expect("a connection");
        let (mut messages, channel) = set_up(&conn, "q").await.expect("a consumer");
        for _ in 0..MESSAGES {
            messages.recv().await.expect("a delivery");
        }
        channel.close().await.expect("a close");
        assert_eq!(probe(&conn).await.expect("a count"), Some(MESSAGES));
        assert!(by_value(&conn).await.expect("a close"));
        let mut runs = Vec::new();
        run(&conn, &mut runs).await.expect("a queue");
        assert_eq!(runs.len(), 3);
        assert_eq!(vhost.channels_left().await, 0);
        let _ = within(10, "closing the connection", conn.close()).await;
    }
}

#[test]
fn lapin2() {
    run("majors_lapin2", Flavor::MultiThread, |vhost| async move {
        fill(&vhost).await;
        lapin_2::shapes(vhost).await;
    });
}

#[test]
fn lapin3() {
    run("majors_lapin3", Flavor::MultiThread, |vhost| async move {
        fill(&vhost).await;
        lapin_3::shapes(vhost).await;
    });
}

#[test]
fn amqprs1() {
    run("majors_amqprs1", Flavor::MultiThread, |vhost| async move {
        fill(&vhost).await;
        amqprs_1::shapes(vhost).await;
    });
}
