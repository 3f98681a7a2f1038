//! Questions whose answers come into a queue of their own, which is gone with the answer.

use std::time::Duration;

use futures::StreamExt;
use lapin::options::{BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection, Consumer, Result};
use tokio::time::timeout;

async fn answers_on(channel: &Channel) -> Result<(String, Consumer)> {
    let own = QueueDeclareOptions { exclusive: true, auto_delete: true, ..Default::default() };
    let queue = channel.queue_declare("".into(), own, FieldTable::default()).await?;
    let options = BasicConsumeOptions::default();
    let answers = channel
        .basic_consume(queue.name().clone(), "".into(), options, FieldTable::default())
        .await?;
    Ok((queue.name().to_string(), answers))
}

/// Nobody else sends anything there: a limit limits nothing, and what is left over was for nobody else.
pub async fn price(connection: &Connection, question: &[u8], id: &str) -> Result<Option<Vec<u8>>> {
    let channel = connection.create_channel().await?; //~ channel_per_message
    let (queue, mut answers) = answers_on(&channel).await?;
    let about = BasicProperties::default()
        .with_reply_to(queue.into())
        .with_correlation_id(id.into());
    let options = BasicPublishOptions::default();
    channel.basic_publish("".into(), "prices".into(), options, question, about).await?;
    let answer = timeout(Duration::from_secs(5), async {
        while let Some(answer) = answers.next().await {
            let answer = answer?;
            if answer.properties.correlation_id().as_ref().is_some_and(|of| of.as_str() == id) {
                answer.ack(BasicAckOptions::default()).await?;
                return Ok(Some(answer.data));
            }
        }
        Ok(None)
    });
    answer.await.unwrap_or(Ok(None))
}

/// What comes again and again is answered again and again.
pub async fn listen(channel: &Channel, about: BasicProperties) -> Result<()> {
    let own = QueueDeclareOptions { exclusive: true, ..Default::default() };
    channel.queue_declare("news".into(), own, FieldTable::default()).await?;
    let options = BasicConsumeOptions::default();
    let mut news = channel
        .basic_consume("news".into(), "".into(), options, FieldTable::default()) //~ consume_without_prefetch
        .await?;
    let hello = about.with_reply_to("news".into());
    channel.basic_publish("".into(), "hello".into(), BasicPublishOptions::default(), b"", hello).await?;
    while let Some(one) = news.next().await {
        let one = one?;
        if one.data.is_empty() {
            continue; //~ delivery_left_unsettled
        }
        one.ack(BasicAckOptions::default()).await?;
    }
    Ok(())
}
