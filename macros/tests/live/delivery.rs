//! Fifty consumers are set up at once and ten thousand messages are published to them with
//! confirms.
//!
//! With the attribute each message is seen once. The same program on one shared channel fails with
//! amqprs; that is asserted too, so that the claim stays true.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::support::{Flavor, Ledger, Vhost, panics, run, within};

const CONSUMERS: u32 = 50;
const PUBLISHERS: u32 = 10;
const MESSAGES: u32 = 10_000;

/// What became of the messages, and of the broker's channels.
#[derive(Debug, PartialEq)]
struct Report {
    failed_set_ups: u32,
    consumers_per_channel: Vec<u32>,
    prefetches: Vec<u32>,
    once: usize,
    lost: usize,
    twice: usize,
    left: u32,
    channels_left: usize,
    panics: u32,
}

/// The report of a program that works.
fn faultless() -> Report {
    Report {
        failed_set_ups: 0,
        consumers_per_channel: vec![1; CONSUMERS as usize],
        prefetches: vec![10; CONSUMERS as usize],
        once: MESSAGES as usize,
        lost: 0,
        twice: 0,
        left: 0,
        channels_left: 0,
        panics: 0,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Channels {
    Dedicated,
    Shared,
}

fn queue_of(message: u32) -> String {
    format!("q{}", message % CONSUMERS)
}

fn messages_of(publisher: u32) -> Range<u32> {
    let each = MESSAGES / PUBLISHERS;
    publisher * each..(publisher + 1) * each
}

/// Waits until every message was seen, or for so long that the missing ones are lost.
async fn await_all(ledger: &Ledger) {
    let start = Instant::now();
    while !ledger.is_complete() && start.elapsed() < Duration::from_secs(20) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

mod lapin_program {
    use super::*;
    use chanlint_macros::dedicated_channel;
    use futures_util::StreamExt as _;
    use lapin::options::{
        BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, QueueBindOptions,
        QueueDeclareOptions,
    };
    use lapin::types::FieldTable;
    use lapin::{BasicProperties, Connection, Consumer};

    #[dedicated_channel(prefetch = 10)]
    async fn set_up(channel: &lapin::Channel, queue: &str) -> lapin::Result<Consumer> {
        let none = FieldTable::default;
        channel.queue_declare(queue.into(), QueueDeclareOptions::default(), none()).await?;
        channel
            .queue_bind(
                queue.into(),
                "amq.direct".into(),
                queue.into(),
                QueueBindOptions::default(),
                none(),
            )
            .await?;
        channel.basic_consume(queue.into(), "".into(), BasicConsumeOptions::default(), none()).await
    }

    #[dedicated_channel(confirm, close)]
    async fn publish(channel: &lapin::Channel, messages: Range<u32>) -> lapin::Result<()> {
        for message in messages {
            let mandatory =
                BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
            let (queue, body) = (queue_of(message), message.to_be_bytes());
            let properties = BasicProperties::default();
            let sent = channel
                .basic_publish("amq.direct".into(), queue.into(), mandatory, &body, properties)
                .await?
                .await?;
            assert!(
                sent.is_ack() && sent.take_message().is_none(),
                "message {message} was not stored"
            );
        }
        Ok(())
    }

    async fn consume(mut consumer: Consumer, ledger: Arc<Ledger>) -> lapin::Result<()> {
        while let Some(delivery) = consumer.next().await {
            let delivery = delivery?;
            ledger.mark(&delivery.data);
            delivery.ack(BasicAckOptions::default()).await?;
        }
        Ok(())
    }

    async fn set_up_all(conn: &Arc<Connection>) -> Vec<Consumer> {
        let mut set_ups = JoinSet::new();
        for number in 0..CONSUMERS {
            let conn = Arc::clone(conn);
            set_ups
                .spawn(async move { set_up(&conn, &queue_of(number)).await.expect("a consumer") });
        }
        set_ups.join_all().await
    }

    pub(super) async fn report(vhost: Vhost) -> Report {
        let conn = Arc::new(vhost.lapin().await);
        let ledger = Arc::new(Ledger::new(MESSAGES));
        let set_ups = within(20, "the set-ups", set_up_all(&conn)).await;
        let (consumers_per_channel, prefetches) =
            (vhost.channels().await, vhost.prefetches().await);

        let mut consumers = JoinSet::new();
        for consumer in set_ups {
            consumers.spawn(consume(consumer, Arc::clone(&ledger)));
        }
        let mut publishers = JoinSet::new();
        for number in 0..PUBLISHERS {
            let conn = Arc::clone(&conn);
            publishers
                .spawn(async move { publish(&conn, messages_of(number)).await.expect("confirms") });
        }
        within(60, "publishing", publishers.join_all()).await;
        await_all(&ledger).await;

        let left = vhost.messages_left().await;
        consumers.shutdown().await;
        let channels_left = vhost.channels_left().await;
        let _ = within(10, "closing the connection", conn.close(200, "OK".into())).await;
        Report {
            failed_set_ups: 0,
            consumers_per_channel,
            prefetches,
            once: ledger.count(|times| times == 1),
            lost: ledger.count(|times| times == 0),
            twice: ledger.count(|times| times > 1),
            left,
            channels_left,
            panics: panics(vhost.name()),
        }
    }
}

mod amqprs_program {
    use super::*;
    use amqprs::callbacks::ChannelCallback;
    use amqprs::channel::{
        BasicAckArguments, BasicConsumeArguments, BasicPublishArguments, BasicQosArguments,
        Channel, ConsumerMessage, QueueBindArguments, QueueDeclareArguments,
    };
    use amqprs::connection::Connection;
    use amqprs::error::Error;
    use amqprs::{Ack, BasicProperties, Cancel, CloseChannel, Nack, Return};
    use chanlint_macros::dedicated_channel;
    use tokio::sync::mpsc::UnboundedReceiver;
    use tokio::sync::watch;

    type Rx = UnboundedReceiver<ConsumerMessage>;

    async fn set_up_on(channel: &Channel, queue: &str) -> Result<Rx, Error> {
        channel.queue_declare(QueueDeclareArguments::new(queue)).await?;
        channel.queue_bind(QueueBindArguments::new(queue, "amq.direct", queue)).await?;
        let (_tag, messages) =
            channel.basic_consume_rx(BasicConsumeArguments::new(queue, "")).await?;
        Ok(messages)
    }

    #[dedicated_channel(amqprs, prefetch = 10, keep)]
    async fn set_up(channel: &Channel, queue: &str) -> Result<Rx, Error> {
        set_up_on(channel, queue).await
    }

    /// Keeps the messages that the broker has not confirmed yet, and tells how many they are.
    struct Confirms {
        outstanding: BTreeSet<u64>,
        left: watch::Sender<usize>,
    }

    #[async_trait::async_trait]
    impl ChannelCallback for Confirms {
        async fn publish_ack(&mut self, _channel: &Channel, ack: Ack) {
            if ack.mutiple() {
                self.outstanding = self.outstanding.split_off(&(ack.delivery_tag() + 1));
            } else {
                self.outstanding.remove(&ack.delivery_tag());
            }
            self.left.send_replace(self.outstanding.len());
        }
        async fn publish_nack(&mut self, _channel: &Channel, _nack: Nack) {
            panic!("a message was not stored");
        }
        async fn publish_return(&mut self, _: &Channel, _: Return, _: BasicProperties, _: Vec<u8>) {
            panic!("a message was not routed");
        }
        async fn close(&mut self, _channel: &Channel, _close: CloseChannel) -> Result<(), Error> {
            Ok(())
        }
        async fn cancel(&mut self, _channel: &Channel, _cancel: Cancel) -> Result<(), Error> {
            Ok(())
        }
        async fn flow(&mut self, _channel: &Channel, active: bool) -> Result<bool, Error> {
            Ok(active)
        }
    }

    #[dedicated_channel(amqprs, confirm, close)]
    async fn publish(channel: &Channel, messages: Range<u32>) -> Result<(), Error> {
        let outstanding: BTreeSet<u64> = (1..=u64::from(messages.end - messages.start)).collect();
        let (left, mut confirmed) = watch::channel(outstanding.len());
        channel.register_callback(Confirms { outstanding, left }).await?;
        for message in messages {
            let arguments = BasicPublishArguments::new("amq.direct", &queue_of(message))
                .mandatory(true)
                .finish();
            channel
                .basic_publish(
                    BasicProperties::default(),
                    message.to_be_bytes().to_vec(),
                    arguments,
                )
                .await?;
        }
        within(30, "confirming", confirmed.wait_for(|left| *left == 0)).await.expect("confirms");
        Ok(())
    }

    async fn consume(channel: Channel, mut messages: Rx, ledger: Arc<Ledger>) -> Result<(), Error> {
        while let Some(message) = messages.recv().await {
            ledger.mark(&message.content.expect("a body"));
            let tag = message.deliver.expect("a delivery").delivery_tag();
            channel.basic_ack(BasicAckArguments::new(tag, false)).await?;
        }
        Ok(())
    }

    /// A consumer's set-up, or that it failed or was not done in time.
    async fn set_up_one(
        conn: Connection,
        shared: Option<Channel>,
        queue: String,
    ) -> Option<(Rx, Channel)> {
        let set_up = async {
            match shared {
                None => set_up(&conn, &queue).await,
                Some(channel) => Ok((set_up_on(&channel, &queue).await?, channel)),
            }
        };
        tokio::time::timeout(Duration::from_secs(10), set_up).await.ok()?.ok()
    }

    async fn set_up_all(conn: &Connection, channels: Channels) -> Vec<Option<(Rx, Channel)>> {
        let shared = match channels {
            Channels::Dedicated => None,
            Channels::Shared => {
                let channel = conn.open_channel(None).await.expect("a channel");
                channel.basic_qos(BasicQosArguments::new(0, 10, false)).await.expect("a limit");
                Some(channel)
            }
        };
        let mut set_ups = JoinSet::new();
        for number in 0..CONSUMERS {
            set_ups.spawn(set_up_one(conn.clone(), shared.clone(), queue_of(number)));
        }
        set_ups.join_all().await
    }

    pub(super) async fn report(vhost: Vhost, channels: Channels) -> Report {
        let conn = vhost.amqprs().await;
        let ledger = Arc::new(Ledger::new(MESSAGES));
        let set_ups = within(20, "the set-ups", set_up_all(&conn, channels)).await;
        let (consumers_per_channel, prefetches) =
            (vhost.channels().await, vhost.prefetches().await);
        let failed_set_ups =
            u32::try_from(set_ups.iter().filter(|it| it.is_none()).count()).expect("a count");

        let mut consumers = JoinSet::new();
        for (messages, channel) in set_ups.into_iter().flatten() {
            consumers.spawn(consume(channel, messages, Arc::clone(&ledger)));
        }
        // Without all consumers there is nobody to publish to.
        if failed_set_ups == 0 {
            let mut publishers = JoinSet::new();
            for number in 0..PUBLISHERS {
                let conn = conn.clone();
                publishers.spawn(async move {
                    publish(&conn, messages_of(number)).await.expect("confirms");
                });
            }
            within(60, "publishing", publishers.join_all()).await;
            await_all(&ledger).await;
        }
        let left = vhost.messages_left().await;
        consumers.shutdown().await;
        let channels_left = vhost.channels_left().await;
        let _ = within(10, "closing the connection", conn.close()).await;
        Report {
            failed_set_ups,
            consumers_per_channel,
            prefetches,
            once: ledger.count(|times| times == 1),
            lost: ledger.count(|times| times == 0),
            twice: ledger.count(|times| times > 1),
            left,
            channels_left,
            panics: panics(vhost.name()),
        }
    }
}

#[test]
fn lapin_on_current_thread() {
    let report = run("lapin_current", Flavor::CurrentThread, lapin_program::report);
    assert_eq!(report, faultless());
}

#[test]
fn lapin_on_multi_thread() {
    let report = run("lapin_multi", Flavor::MultiThread, lapin_program::report);
    assert_eq!(report, faultless());
}

fn amqprs(name: &'static str, flavor: Flavor, channels: Channels) -> Report {
    run(name, flavor, move |vhost| amqprs_program::report(vhost, channels))
}

#[test]
fn amqprs_on_current_thread() {
    assert_eq!(amqprs("amqprs_current", Flavor::CurrentThread, Channels::Dedicated), faultless());
}

#[test]
fn amqprs_on_multi_thread() {
    assert_eq!(amqprs("amqprs_multi", Flavor::MultiThread, Channels::Dedicated), faultless());
}

#[test]
fn amqprs_on_one_shared_channel_fails_on_current_thread() {
    let report = amqprs("amqprs_shared_current", Flavor::CurrentThread, Channels::Shared);
    assert!(report.failed_set_ups > 0 && report.panics > 0, "{report:?}");
}

#[test]
fn amqprs_on_one_shared_channel_fails_on_multi_thread() {
    let report = amqprs("amqprs_shared_multi", Flavor::MultiThread, Channels::Shared);
    assert!(report.failed_set_ups > 0 && report.panics > 0, "{report:?}");
}
