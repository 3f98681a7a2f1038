//! `confirm_select_nowait_hang`, `rpc_in_channel_callback`, `cancellable_channel_rpc`.

use std::time::Duration;

use amqprs::callbacks::ChannelCallback;
use amqprs::channel::{
    BasicPublishArguments, Channel, ConfirmSelectArguments, QueueDeclareArguments,
};
use amqprs::error::Error;
use amqprs::{Ack, BasicProperties, Cancel, CloseChannel, Nack, Return};
use async_trait::async_trait;
use futures_util::FutureExt as _;
use lapin::options::{ConfirmSelectOptions, QueuePurgeOptions};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use super::support::{amqprs, lapin, queue_with, run, unique, within};

/// Longer than any answer of a broker on this machine takes.
const PATIENCE: Duration = Duration::from_secs(2);

#[test]
fn confirm_select_and_queue_purge_with_nowait_do_not_return() {
    run(async {
        let connection = lapin().await;
        for nowait in [true, false] {
            let channel = connection.create_channel().await.expect("a channel");
            let queue = queue_with(&channel, 0).await;
            let confirms = channel.confirm_select(ConfirmSelectOptions { nowait });
            assert_eq!(timeout(PATIENCE, confirms).await.is_err(), nowait, "confirm_select");
            let purge = channel.queue_purge(queue.into(), QueuePurgeOptions { nowait });
            assert_eq!(timeout(PATIENCE, purge).await.is_err(), nowait, "queue_purge");
        }
    });
}

/// Tells of each confirm, and calls back where it is told to.
pub(super) struct Confirmed {
    calls: bool,
    events: UnboundedSender<bool>,
}

impl Confirmed {
    /// It only tells.
    pub(super) fn that_listens(events: UnboundedSender<bool>) -> Self {
        Self { calls: false, events }
    }
}

async fn declare(channel: &Channel) -> bool {
    let queue = QueueDeclareArguments::new(&unique("declared"));
    matches!(timeout(PATIENCE, channel.queue_declare(queue)).await, Ok(Ok(_)))
}

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
    async fn publish_ack(&mut self, channel: &Channel, _: Ack) {
        let declared = self.calls && declare(channel).await;
        self.events.send(declared).expect("the test listens");
    }
    async fn publish_nack(&mut self, _: &Channel, _: Nack) {}
    async fn publish_return(&mut self, _: &Channel, _: Return, _: BasicProperties, _: Vec<u8>) {}
}

/// Publishes one message; gives whether a declare was answered, in the callback or after it.
async fn declare_on_confirm(calls: bool) -> bool {
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let (events, mut confirmed) = unbounded_channel();
    let callback = Confirmed { calls, events };
    channel.register_callback(callback).await.expect("a callback");
    let confirms = channel.confirm_select(ConfirmSelectArguments::default());
    within("confirm_select", confirms).await.expect("confirms");
    let to = BasicPublishArguments::new("", &unique("nowhere"));
    channel.basic_publish(BasicProperties::default(), Vec::new(), to).await.expect("a message");
    let declared = within("a confirm", confirmed.recv()).await.expect("the callback lives");
    if calls { declared } else { declare(&channel).await }
}

#[test]
fn a_call_in_a_callback_is_not_answered() {
    run(async {
        assert!(!declare_on_confirm(true).await, "in the callback");
        assert!(declare_on_confirm(false).await, "outside of it");
    });
}

/// A second declare after one that is given up after its first poll, or run to its end by a task.
async fn second_declare(given_up: bool) -> bool {
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let queue = || QueueDeclareArguments::new(&unique("declared"));
    if given_up {
        let unfinished = channel.queue_declare(queue()).now_or_never();
        assert!(unfinished.is_none(), "no reply is there at once");
    } else {
        let task = channel.clone();
        let first = tokio::spawn(async move { task.queue_declare(queue()).await.is_ok() });
        assert!(within("the first", first).await.expect("no panic"));
    }
    let name = unique("second");
    let second = timeout(PATIENCE, channel.queue_declare(QueueDeclareArguments::new(&name))).await;
    matches!(second, Ok(Ok(Some((declared, ..)))) if declared == name)
}

#[test]
fn a_call_after_one_that_was_given_up_fails() {
    run(async {
        for _ in 0..5 {
            assert!(!second_declare(true).await, "after a call that was dropped");
            assert!(second_declare(false).await, "after a call that was not");
        }
    });
}
