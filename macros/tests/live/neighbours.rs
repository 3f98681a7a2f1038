//! A neighbour's 404 ends a consumer that shares its channel, and leaves one on a channel of its
//! own alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::support::{Flavor, Vhost, run, within};

const MESSAGES: u32 = 100;

/// What the consumer has done, for its neighbour to see.
type Done = Arc<AtomicU32>;

async fn await_some(done: &Done) {
    while done.load(Ordering::Relaxed) < 10 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// A message's work, long enough for the neighbour to come between.
async fn work(done: &Done) {
    tokio::time::sleep(Duration::from_millis(3)).await;
    done.fetch_add(1, Ordering::Relaxed);
}

mod with_lapin {
    use super::{Arc, Done, MESSAGES, Ordering, Vhost, await_some, within, work};
    use chanlint_macros::dedicated_channel;
    use futures_util::StreamExt as _;
    use lapin::options::{
        BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, BasicQosOptions,
        QueueDeclareOptions,
    };
    use lapin::types::FieldTable;
    use lapin::{BasicProperties, Channel, Consumer};

    async fn set_up_on(channel: &Channel) -> lapin::Result<Consumer> {
        channel
            .basic_consume(
                "work".into(),
                "".into(),
                BasicConsumeOptions::default(),
                FieldTable::default(),
            )
            .await
    }

    async fn probe_on(channel: &Channel) -> lapin::Result<u32> {
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        Ok(channel
            .queue_declare("missing".into(), passive, FieldTable::default())
            .await?
            .message_count())
    }

    #[dedicated_channel(lapin, prefetch = 5)]
    async fn set_up(channel: &Channel) -> lapin::Result<Consumer> {
        set_up_on(channel).await
    }

    #[dedicated_channel(lapin, close)]
    async fn probe(channel: &Channel) -> lapin::Result<u32> {
        probe_on(channel).await
    }

    #[dedicated_channel(lapin, close)]
    async fn fill(channel: &Channel) -> lapin::Result<()> {
        channel
            .queue_declare("work".into(), QueueDeclareOptions::default(), FieldTable::default())
            .await?;
        for _ in 0..MESSAGES {
            let (options, properties) =
                (BasicPublishOptions::default(), BasicProperties::default());
            channel.basic_publish("".into(), "work".into(), options, b"", properties).await?;
        }
        Ok(())
    }

    /// Ends with the consumer, or when all is done.
    async fn consume(mut consumer: Consumer, done: Done) -> lapin::Result<()> {
        while done.load(Ordering::Relaxed) < MESSAGES
            && let Some(delivery) = consumer.next().await
        {
            let delivery = delivery?;
            work(&done).await;
            delivery.ack(BasicAckOptions::default()).await?;
        }
        Ok(())
    }

    pub(super) async fn done(vhost: Vhost, shared: bool) -> u32 {
        let conn = vhost.lapin().await;
        fill(&conn).await.expect("messages");
        let channel = conn.create_channel().await.expect("a channel");
        channel.basic_qos(5, BasicQosOptions::default()).await.expect("a limit");
        let consumer = if shared { set_up_on(&channel).await } else { set_up(&conn).await };
        let done = Done::default();
        let consumer = tokio::spawn(consume(consumer.expect("a consumer"), Arc::clone(&done)));
        await_some(&done).await;
        let probed = if shared { probe_on(&channel).await } else { probe(&conn).await };
        assert!(probed.is_err_and(|error| error.is_amqp_soft_error()));
        let ended = within(20, "the consumer's end", consumer).await.expect("no panic");
        assert_eq!(ended.is_err(), shared, "{ended:?}");
        done.load(Ordering::Relaxed)
    }
}

mod with_amqprs {
    use super::{Arc, Done, MESSAGES, Ordering, Vhost, await_some, within, work};
    use amqprs::BasicProperties;
    use amqprs::channel::{
        BasicAckArguments, BasicConsumeArguments, BasicPublishArguments, BasicQosArguments,
        Channel, ConsumerMessage, QueueDeclareArguments,
    };
    use amqprs::error::Error;
    use chanlint_macros::dedicated_channel;
    use tokio::sync::mpsc::UnboundedReceiver;

    type Rx = UnboundedReceiver<ConsumerMessage>;

    async fn set_up_on(channel: &Channel) -> Result<Rx, Error> {
        Ok(channel.basic_consume_rx(BasicConsumeArguments::new("work", "")).await?.1)
    }

    async fn probe_on(channel: &Channel) -> Result<(), Error> {
        channel.queue_declare(QueueDeclareArguments::new("missing").passive(true).finish()).await?;
        Ok(())
    }

    #[dedicated_channel(amqprs, prefetch = 5, keep)]
    async fn set_up(channel: &Channel) -> Result<Rx, Error> {
        set_up_on(channel).await
    }

    #[dedicated_channel(amqprs, close)]
    async fn probe(channel: &Channel) -> Result<(), Error> {
        probe_on(channel).await
    }

    #[dedicated_channel(amqprs, close)]
    async fn fill(channel: &Channel) -> Result<(), Error> {
        channel.queue_declare(QueueDeclareArguments::new("work")).await?;
        for _ in 0..MESSAGES {
            let arguments = BasicPublishArguments::new("", "work");
            channel.basic_publish(BasicProperties::default(), Vec::new(), arguments).await?;
        }
        Ok(())
    }

    /// Ends with the consumer, or when all is done.
    async fn consume((mut messages, channel): (Rx, Channel), done: Done) -> Result<(), Error> {
        while done.load(Ordering::Relaxed) < MESSAGES
            && let Some(message) = messages.recv().await
        {
            work(&done).await;
            let tag = message.deliver.expect("a delivery").delivery_tag();
            channel.basic_ack(BasicAckArguments::new(tag, false)).await?;
        }
        Ok(())
    }

    pub(super) async fn done(vhost: Vhost, shared: bool) -> u32 {
        let conn = vhost.amqprs().await;
        fill(&conn).await.expect("messages");
        let channel = conn.open_channel(None).await.expect("a channel");
        channel.basic_qos(BasicQosArguments::new(0, 5, false)).await.expect("a limit");
        let consumer = if shared {
            set_up_on(&channel).await.map(|messages| (messages, channel.clone()))
        } else {
            set_up(&conn).await
        };
        let done = Done::default();
        let consumer = tokio::spawn(consume(consumer.expect("a consumer"), Arc::clone(&done)));
        await_some(&done).await;
        let probed = if shared { probe_on(&channel).await } else { probe(&conn).await };
        assert!(probed.is_err());
        let ended = within(20, "the consumer's end", consumer).await.expect("no panic");
        assert!(shared || ended.is_ok(), "{ended:?}");
        let done = done.load(Ordering::Relaxed);
        // Without a word: the count is all that tells.
        assert!(shared || conn.is_open());
        done
    }
}

#[test]
fn lapin_on_channels_of_their_own() {
    let done = run("neighbour_lapin", Flavor::MultiThread, |vhost| with_lapin::done(vhost, false));
    assert_eq!(done, MESSAGES);
}

#[test]
fn lapin_on_one_channel() {
    let done =
        run("neighbour_lapin_shared", Flavor::MultiThread, |vhost| with_lapin::done(vhost, true));
    assert!((10..MESSAGES).contains(&done), "{done} done");
}

#[test]
fn amqprs_on_channels_of_their_own() {
    let done =
        run("neighbour_amqprs", Flavor::MultiThread, |vhost| with_amqprs::done(vhost, false));
    assert_eq!(done, MESSAGES);
}

#[test]
fn amqprs_on_one_channel() {
    let done =
        run("neighbour_amqprs_shared", Flavor::MultiThread, |vhost| with_amqprs::done(vhost, true));
    assert!((10..MESSAGES).contains(&done), "{done} done");
}
