//! `channel_dropped_with_live_consumer`, `connection_dropped_with_live_channel`, `channel_state_change_after_share`, `channel_lock_held_while_consuming`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use amqprs::BasicProperties;
use amqprs::channel::{BasicConsumeArguments, BasicPublishArguments, BasicQosArguments};
use futures_util::StreamExt as _;
use tokio::sync::Mutex;
use tokio::time::timeout;

use super::support::{amqprs, consume, is_alive, lapin, publish, queue_with, run, unique, within};

/// Longer than a message takes on this machine.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a consumer of amqprs gets a message that is sent when its function is over.
async fn is_delivered(keep: bool) -> bool {
    let filler = lapin().await;
    let fills = filler.create_channel().await.expect("a channel");
    let queue = queue_with(&fills, 0).await;
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let arguments = BasicConsumeArguments::new(&queue, "").auto_ack(true).finish();
    let (_, mut receiver) = channel.basic_consume_rx(arguments).await.expect("a consumer");
    let kept = keep.then_some(channel);
    if kept.is_none() {
        // The implicit close is a task of its own.
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // With the consumer's end the queue may be gone: nobody gets the message then, which is what is asked.
    publish(&fills, &queue).await.expect("a message");
    let message = timeout(PATIENCE, receiver.recv()).await;
    assert!(connection.is_open(), "nobody is told");
    drop(kept);
    matches!(message, Ok(Some(_)))
}

#[test]
fn a_consumer_of_amqprs_ends_with_the_last_handle() {
    run(async {
        assert!(!is_delivered(false).await, "the channel was dropped");
        assert!(is_delivered(true).await, "the channel was kept");
    });
}

/// Whether a channel of amqprs is answered when its function is over.
async fn is_answered(keep: bool) -> bool {
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let kept = keep.then_some(connection);
    // The implicit close is a task of its own.
    tokio::time::sleep(Duration::from_millis(200)).await;
    let ask = BasicQosArguments::new(0, 10, false);
    let answered = within("an answer", channel.basic_qos(ask)).await.is_ok();
    drop(kept);
    answered
}

#[test]
fn a_channel_of_amqprs_ends_with_the_last_handle_of_its_connection() {
    run(async {
        assert!(!is_answered(false).await, "the connection was dropped");
        assert!(is_answered(true).await, "the connection was kept");
    });
}

/// With lapin the channel keeps its connection.
#[test]
fn a_channel_of_lapin_outlives_the_handle_of_its_connection() {
    run(async {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        drop(connection);
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(is_alive(&channel).await, "the channel is answered");
    });
}

#[test]
fn lapin_close_ends_the_channel_of_every_clone() {
    run(async {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 0).await;
        let (clone, own) = (channel.clone(), connection.create_channel().await.expect("a channel"));
        within("closing", channel.close(200, "done".into())).await.expect("it closes");
        assert!(publish(&clone, &queue).await.is_err(), "a clone");
        assert!(publish(&own, &queue).await.is_ok() && is_alive(&own).await, "another channel");
    });
}

/// Publishes when another handle was closed: gives whether all was `Ok`, and whether the connection lives.
async fn publish_after_close(own: bool) -> (bool, bool) {
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let other =
        if own { connection.open_channel(None).await.expect("a channel") } else { channel.clone() };
    within("closing", channel.close()).await.expect("it closes");
    let mut all_fine = true;
    let start = Instant::now();
    while start.elapsed() < PATIENCE && connection.is_open() {
        let to = BasicPublishArguments::new("", &unique("nowhere"));
        all_fine &= other.basic_publish(BasicProperties::default(), Vec::new(), to).await.is_ok();
        tokio::time::sleep(Duration::from_millis(20)).await;
        if own {
            break;
        }
    }
    (all_fine, connection.is_open())
}

#[test]
fn amqprs_close_on_a_clone_costs_the_connection() {
    run(async {
        let (_, lives) = publish_after_close(false).await;
        assert!(!lives, "a publish on a closed clone");
        assert_eq!(publish_after_close(true).await, (true, true), "on another channel");
    });
}

/// Whether a message comes that is published under the lock which the consumer was started under.
async fn echoes(hold: bool) -> bool {
    let connection = lapin().await;
    let channel = connection.create_channel().await.expect("a channel");
    let queue = queue_with(&channel, 0).await;
    let channel = Arc::new(Mutex::new(channel));
    let guard = channel.clone().lock_owned().await;
    let mut consumer = consume(&guard, &queue, true).await;
    let publisher = tokio::spawn(async move { publish(&*channel.lock().await, &queue).await });
    let guard = hold.then_some(guard);
    let echo = timeout(PATIENCE, consumer.next()).await;
    drop(guard);
    within("the publisher", publisher).await.expect("no panic").expect("a message");
    echo.is_ok()
}

#[test]
fn a_consumer_that_holds_the_lock_waits_for_ever() {
    run(async {
        for _ in 0..3 {
            assert!(!echoes(true).await, "with the lock held");
            assert!(echoes(false).await, "with the lock given back");
        }
    });
}

/// Whether a message of amqprs comes that is published under the lock which its reader holds.
async fn echoes_with_amqprs(hold: bool) -> bool {
    let filler = lapin().await;
    let fills = filler.create_channel().await.expect("a channel");
    let queue = queue_with(&fills, 0).await;
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let arguments = BasicConsumeArguments::new(&queue, "").auto_ack(true).finish();
    let (_, mut receiver) = channel.basic_consume_rx(arguments).await.expect("a consumer");
    let channel = Arc::new(Mutex::new(channel));
    let guard = channel.clone().lock_owned().await;
    let publishing = channel.clone();
    let publisher = tokio::spawn(async move {
        let to = BasicPublishArguments::new("", &queue);
        let channel = publishing.lock().await;
        channel.basic_publish(BasicProperties::default(), Vec::new(), to).await
    });
    let guard = hold.then_some(guard);
    let echo = timeout(PATIENCE, receiver.recv()).await;
    drop(guard);
    within("the publisher", publisher).await.expect("no panic").expect("a message");
    echo.is_ok()
}

#[test]
fn a_reader_of_amqprs_that_holds_the_lock_waits_for_ever() {
    run(async {
        assert!(!echoes_with_amqprs(true).await, "with the lock held");
        assert!(echoes_with_amqprs(false).await, "with the lock given back");
    });
}
