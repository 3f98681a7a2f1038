//! `unconfirmed_publish`, `unread_return`.

use amqprs::callbacks::ChannelCallback;
use amqprs::channel::{BasicPublishArguments, Channel};
use amqprs::error::Error;
use amqprs::{Ack, BasicProperties, Cancel, CloseChannel, Nack, Return};
use async_trait::async_trait;
use lapin::Confirmation;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use super::support::{amqprs, answers, is_alive, lapin, publish, queue_with, run, unique, within};

/// How often something is tried that has to come before the broker's answer.
const ROUNDS: usize = 20;

/// Longer than a message takes on this machine.
const PATIENCE: Duration = Duration::from_secs(2);

async fn publish_to(channel: &lapin::Channel, exchange: &str) -> lapin::Result<()> {
    let (options, about) = (BasicPublishOptions::default(), lapin::BasicProperties::default());
    channel.basic_publish(exchange.into(), "key".into(), options, b"message", about).await?;
    Ok(())
}

#[test]
fn a_publish_of_lapin_to_an_exchange_that_is_not_there_is_ok_and_takes_the_next_along() {
    run(async {
        let connection = lapin().await;
        let own = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&own, 0).await;
        let mut is_written_too = false;
        for _ in 0..ROUNDS {
            // What is written while the broker closes the channel can cost the whole connection (504, expected `channel.open`).
            let other = lapin().await;
            let channel = other.create_channel().await.expect("a channel");
            // Where the broker is faster than what is written, the call fails.
            let is_written = publish_to(&channel, &unique("missing")).await.is_ok();
            is_written_too |= publish(&channel, &queue).await.is_ok() && is_written;
            assert!(!is_alive(&channel).await, "the channel is closed for it");
            let options = QueueDeclareOptions { passive: true, ..Default::default() };
            let look = own.queue_declare(queue.as_str().into(), options, FieldTable::default());
            let left = within("a look", look).await.expect("the queue").message_count();
            assert_eq!(left, 0, "the message behind is lost");
        }
        assert!(is_written_too, "both were written in no round");
    });
}

#[test]
fn a_publish_of_amqprs_to_an_exchange_that_is_not_there_is_ok() {
    run(async {
        let connection = amqprs().await;
        let channel = connection.open_channel(None).await.expect("a channel");
        let to = BasicPublishArguments::new(&unique("missing"), "key");
        let publish = channel.basic_publish(BasicProperties::default(), Vec::new(), to);
        within("publishing", publish).await.expect("it is handed on");
        assert!(!answers(&channel).await, "the channel is closed for it");
    });
}

#[test]
fn a_message_of_lapin_that_came_back_counts_as_acked() {
    run(async {
        let connection = lapin().await;
        for confirms in [true, false] {
            let channel = connection.create_channel().await.expect("a channel");
            if confirms {
                let select = channel.confirm_select(ConfirmSelectOptions::default());
                within("confirm_select", select).await.expect("confirms");
            }
            let options = BasicPublishOptions { mandatory: true, ..Default::default() };
            let (to, about) = (unique("nowhere"), lapin::BasicProperties::default());
            let publish = channel.basic_publish("".into(), to.as_str().into(), options, b"", about);
            let confirm = within("publishing", publish).await.expect("it is written");
            let word = within("the word", confirm).await.expect("no error");
            assert_eq!(word.is_ack(), confirms);
            let returned = matches!(word, Confirmation::Ack(Some(_)));
            assert_eq!(returned, confirms, "it came back, and without confirms nobody is told");
            assert!(is_alive(&channel).await);
        }
    });
}

/// Tells of each message that came back.
struct Returned(UnboundedSender<String>);

#[async_trait]
impl ChannelCallback for Returned {
    async fn close(&mut self, _: &Channel, _: CloseChannel) -> Result<(), Error> {
        Ok(())
    }
    async fn cancel(&mut self, _: &Channel, _: Cancel) -> Result<(), Error> {
        Ok(())
    }
    async fn flow(&mut self, _: &Channel, active: bool) -> Result<bool, Error> {
        Ok(active)
    }
    async fn publish_ack(&mut self, _: &Channel, _: Ack) {}
    async fn publish_nack(&mut self, _: &Channel, _: Nack) {}
    async fn publish_return(&mut self, _: &Channel, came: Return, _: BasicProperties, _: Vec<u8>) {
        self.0.send(came.reply_text().clone()).expect("the test listens");
    }
}

#[test]
fn a_message_of_amqprs_that_came_back_is_told_to_the_callback_alone() {
    run(async {
        for registers in [true, false] {
            let connection = amqprs().await;
            let channel = connection.open_channel(None).await.expect("a channel");
            let (returned, mut listens) = unbounded_channel();
            if registers {
                channel.register_callback(Returned(returned)).await.expect("a callback");
            }
            let to = BasicPublishArguments::new("", &unique("nowhere")).mandatory(true).finish();
            let publish = channel.basic_publish(BasicProperties::default(), Vec::new(), to);
            within("publishing", publish).await.expect("it is handed on");
            assert!(answers(&channel).await, "the channel lives");
            let told = timeout(PATIENCE, listens.recv()).await;
            assert_eq!(matches!(told, Ok(Some(_))), registers);
        }
    });
}
