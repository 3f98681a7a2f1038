//! `callback_waits`.

use std::sync::Arc;
use std::time::Duration;

use amqprs::callbacks::ChannelCallback;
use amqprs::channel::{
    BasicPublishArguments, Channel, ConfirmSelectArguments, QueueDeclareArguments,
};
use amqprs::error::Error;
use amqprs::{Ack, BasicProperties, Cancel, CloseChannel, Nack, Return};
use async_trait::async_trait;
use tokio::sync::mpsc::{self, Sender, UnboundedSender};
use tokio::sync::{Mutex, Notify};
use tokio::time::timeout;

use super::support::{amqprs, run, unique, within};

/// Longer than any answer of a broker on this machine takes.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a callback does with a confirm.
enum Then {
    Lock(Arc<Mutex<u64>>),
    SendBounded(Sender<u64>),
    SendUnbounded(UnboundedSender<u64>),
    Wait(Arc<Notify>),
}

struct Confirmed(Then);

#[async_trait]
impl ChannelCallback for Confirmed {
    async fn close(&mut self, _: &Channel, _: CloseChannel) -> Result<(), Error> {
        Ok(())
    }
    async fn cancel(&mut self, _: &Channel, _: Cancel) -> Result<(), Error> {
        Ok(())
    }
    async fn flow(&mut self, _: &Channel, active: bool) -> Result<bool, Error> {
        Ok(active)
    }
    async fn publish_ack(&mut self, _: &Channel, ack: Ack) {
        match &self.0 {
            Then::Lock(last) => *last.lock().await = ack.delivery_tag(),
            Then::SendBounded(tags) => drop(tags.send(ack.delivery_tag()).await),
            Then::SendUnbounded(tags) => drop(tags.send(ack.delivery_tag())),
            Then::Wait(until) => until.notified().await,
        }
    }
    async fn publish_nack(&mut self, _: &Channel, _: Nack) {}
    async fn publish_return(&mut self, _: &Channel, _: Return, _: BasicProperties, _: Vec<u8>) {}
}

/// A connection with a channel in confirm mode; of the first the channel lives.
async fn confirming(then: Then) -> (amqprs::connection::Connection, Channel) {
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    channel.register_callback(Confirmed(then)).await.expect("a callback");
    let confirms = channel.confirm_select(ConfirmSelectArguments::default());
    within("confirm_select", confirms).await.expect("confirms");
    (connection, channel)
}

async fn publish(channel: &Channel) {
    let to = BasicPublishArguments::new("", &unique("nowhere"));
    channel.basic_publish(BasicProperties::default(), Vec::new(), to).await.expect("a message");
    // The confirm is there by then, and the callback called.
    tokio::time::sleep(Duration::from_millis(200)).await;
}

async fn declares(channel: &Channel) -> bool {
    let queue = QueueDeclareArguments::new(&unique("declared"));
    matches!(timeout(PATIENCE, channel.queue_declare(queue)).await, Ok(Ok(_)))
}

/// Whether a declare is answered that waits with the lock, or without it, which the callback waits for.
async fn declares_with_lock(held: bool) -> bool {
    let last = Arc::new(Mutex::new(0));
    let (_connection, channel) = confirming(Then::Lock(last.clone())).await;
    let guard = last.lock().await;
    publish(&channel).await;
    let guard = held.then_some(guard);
    let declared = declares(&channel).await;
    drop(guard);
    declared
}

#[test]
fn a_callback_and_a_call_wait_for_each_other_by_a_lock() {
    run(async {
        assert!(!declares_with_lock(true).await, "with the lock held");
        assert!(declares_with_lock(false).await, "with the lock given back");
    });
}

#[test]
fn a_callback_waits_for_room_that_its_reader_makes_after_a_call() {
    run(async {
        let (tags, mut reader) = mpsc::channel(1);
        let (_connection, channel) = confirming(Then::SendBounded(tags)).await;
        publish(&channel).await;
        publish(&channel).await;
        assert!(!declares(&channel).await, "the second confirm waits for room");
        assert_eq!(reader.recv().await, Some(1));

        let (tags, mut reader) = mpsc::unbounded_channel();
        let (_connection, channel) = confirming(Then::SendUnbounded(tags)).await;
        publish(&channel).await;
        publish(&channel).await;
        assert!(declares(&channel).await, "there is always room");
        assert_eq!(reader.recv().await, Some(1));
    });
}

#[test]
fn nothing_is_read_until_a_callback_is_done() {
    run(async {
        let until = Arc::new(Notify::new());
        let (_connection, channel) = confirming(Then::Wait(until.clone())).await;
        publish(&channel).await;
        let asking = channel.clone();
        let mut declare = tokio::spawn(async move {
            let queue = QueueDeclareArguments::new(&unique("declared"));
            asking.queue_declare(queue).await.is_ok()
        });
        assert!(timeout(PATIENCE, &mut declare).await.is_err(), "the callback waits");
        until.notify_one();
        assert!(within("the answer", declare).await.expect("no panic"), "it is done");
    });
}
