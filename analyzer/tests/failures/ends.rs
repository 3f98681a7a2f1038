//! `consumer_spins_at_end`, `consume_again_on_dead_channel`.

use amqprs::channel::{BasicConsumeArguments, QueueDeclareArguments};
use futures_util::{FutureExt as _, StreamExt as _};
use lapin::options::{BasicConsumeOptions, QueueDeclareOptions};
use lapin::types::FieldTable;

use super::support::{amqprs, consume, lapin, publish, queue_with, run, unique, within};

/// More turns than a loop needs to show that it waits for nothing.
const TURNS: usize = 50;

/// Asks for a queue that is not there: the broker closes the channel for it.
async fn lose(channel: &lapin::Channel) {
    let missing = unique("missing");
    let options = QueueDeclareOptions { passive: true, ..Default::default() };
    let ask = channel.queue_declare(missing.as_str().into(), options, FieldTable::default());
    within("asking", ask).await.expect_err("there is no such queue");
}

async fn lose_with_amqprs(channel: &amqprs::channel::Channel) {
    let arguments = QueueDeclareArguments::new(&unique("missing")).passive(true).finish();
    within("asking", channel.queue_declare(arguments)).await.expect_err("there is no such queue");
}

#[test]
fn a_stream_of_lapin_tells_its_end_once_and_a_fused_one_each_time() {
    run(async {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 0).await;
        let mut consumer = consume(&channel, &queue, true).await;
        let mut fused = consume(&channel, &queue, true).await.fuse();
        lose(&channel).await;
        within("the error", consumer.next()).await.expect("one item").expect_err("an error");
        assert!(within("the end", consumer.next()).await.is_none());
        for _ in 0..TURNS {
            assert!(consumer.next().now_or_never().is_none(), "whoever asks again waits");
        }
        within("the error", fused.next()).await.expect("one item").expect_err("an error");
        for _ in 0..TURNS {
            let turn = within("the end", fused.next()).await;
            assert!(turn.is_none(), "the end, again");
        }
    });
}

#[test]
fn a_receiver_of_amqprs_that_is_over_is_ready_at_once_each_time() {
    run(async {
        let (filler, connection) = (lapin().await, amqprs().await);
        let queue = queue_with(&filler.create_channel().await.expect("a channel"), 0).await;
        let channel = connection.open_channel(None).await.expect("a channel");
        let arguments = BasicConsumeArguments::new(&queue, "").auto_ack(true).finish();
        let (_, mut receiver) = channel.basic_consume_rx(arguments).await.expect("a consumer");
        assert!(receiver.recv().now_or_never().is_none(), "it waits while the channel lives");
        lose_with_amqprs(&channel).await;
        assert!(within("the end", receiver.recv()).await.is_none(), "without an error");
        for _ in 0..TURNS {
            let turn = receiver.recv().now_or_never().expect("no turn waits");
            assert!(turn.is_none(), "the end, again");
        }
    });
}

#[test]
fn lapin_starts_no_consumer_on_a_channel_that_an_error_has_closed() {
    run(async {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 0).await;
        let again = |channel: lapin::Channel| {
            let queue = queue.clone();
            async move {
                let options = BasicConsumeOptions::default();
                let about = FieldTable::default();
                let consume =
                    channel.basic_consume(queue.as_str().into(), "".into(), options, about);
                within("consuming", consume).await
            }
        };
        lose(&channel).await;
        for _ in 0..3 {
            let error = again(channel.clone()).await.expect_err("no turn gets a consumer");
            assert!(error.to_string().contains("invalid channel state"), "{error}");
        }
        let other = connection.create_channel().await.expect("a channel");
        again(other.clone()).await.expect("a consumer on a channel of its own");
        publish(&other, &queue).await.expect("a message");
    });
}

#[test]
fn amqprs_starts_no_consumer_on_a_channel_that_an_error_has_closed() {
    run(async {
        let (filler, connection) = (lapin().await, amqprs().await);
        let queue = queue_with(&filler.create_channel().await.expect("a channel"), 0).await;
        let channel = connection.open_channel(None).await.expect("a channel");
        let other = connection.open_channel(None).await.expect("a channel");
        lose_with_amqprs(&channel).await;
        for _ in 0..3 {
            let arguments = BasicConsumeArguments::new(&queue, "").auto_ack(true).finish();
            let consume = within("consuming", channel.basic_consume_rx(arguments));
            let error = consume.await.expect_err("no turn gets a consumer");
            assert!(error.to_string().contains("channel closed"), "{error}");
        }
        let arguments = BasicConsumeArguments::new(&queue, "").auto_ack(true).finish();
        let own = within("consuming", other.basic_consume_rx(arguments));
        own.await.expect("a consumer on a channel of its own");
    });
}
