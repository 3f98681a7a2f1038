//! Small programs whose findings can be fixed, with what the fixes make of them.

/// A program and its fixed form.
pub(crate) struct Case {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Every case. The fixed forms also compile.
pub(crate) fn all() -> Vec<Case> {
    let connected = CONNECTED.iter().map(|(before, after)| Case {
        before: with_connection(before),
        after: with_connection(after),
    });
    let answered = REQUEUED.iter().map(|body| Case {
        before: with_delivery(body),
        after: with_delivery(&body.replace("true", "!job.redelivered")),
    });
    let confirmed = CONFIRMED.iter().map(|(before, after)| {
        let after = with_connection(after);
        let is_named = after.contains("Err(Error::");
        let imported = after.replace("Channel, Connection};", "Channel, Connection, Error};");
        Case { before: with_connection(before), after: if is_named { imported } else { after } }
    });
    connected.chain(answered).chain(confirmed).collect()
}

/// A program around the body of a function that has a connection.
pub(crate) fn with_connection(body: &str) -> String {
    format!("{WITH_CONNECTION}{body}    Ok(())\n}}\n")
}

/// A program that answers deliveries.
pub(crate) fn with_delivery(body: &str) -> String {
    format!("{WITH_DELIVERY}{body}\n")
}

const WITH_CONNECTION: &str = r#"use lapin::options::*;
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection};

async fn beat(channel: Channel) -> lapin::Result<()> {
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    channel.basic_publish("eu".into(), "alive".into(), options, b"", about).await?;
    Ok(())
}

async fn run(connection: Connection) -> lapin::Result<()> {
"#;

const WITH_DELIVERY: &str = "use lapin::Channel;
use lapin::message::Delivery;
use lapin::options::*;

";

/// Two tasks, each with a clone.
const TWO_TASKS: &str = "    let channel = connection.create_channel().await?;
    let first = channel.clone();
    tokio::spawn(beat(first));
    tokio::spawn(beat(channel.clone()));
";

const CONNECTED: &[(&str, &str)] = &[
    (
        TWO_TASKS,
        "    let first = connection.create_channel().await?;
    tokio::spawn(beat(first));
    tokio::spawn(beat(connection.create_channel().await?));
",
    ),
    // The first channel stays where something else is done on it.
    (
        "    let channel = connection.create_channel().await?;
    tokio::spawn(beat(channel.clone()));
    let (options, about) = (QueueDeclareOptions::default(), FieldTable::default());
    channel.queue_declare(\"jobs\".into(), options, about).await?;
",
        "    let channel = connection.create_channel().await?;
    tokio::spawn(beat(connection.create_channel().await?));
    let (options, about) = (QueueDeclareOptions::default(), FieldTable::default());
    channel.queue_declare(\"jobs\".into(), options, about).await?;
",
    ),
    // What a format string names is there, too.
    (
        "    let channel = connection.create_channel().await?;
    for _ in 0..3 {
        tokio::spawn(beat(channel.clone()));
    }
    println!(\"{channel:?}\");
",
        "    let channel = connection.create_channel().await?;
    for _ in 0..3 {
        tokio::spawn(beat(connection.create_channel().await?));
    }
    println!(\"{channel:?}\");
",
    ),
    // The opening is repeated as it is written, but in one line.
    (
        "    let channel = connection
        .create_channel()
        .await
        .unwrap();
    for _ in 0..3 {
        let own = channel.clone();
        tokio::spawn(async move { beat(own).await });
    }
",
        "    for _ in 0..3 {
        let own = connection.create_channel().await.unwrap();
        tokio::spawn(async move { beat(own).await });
    }
",
    ),
];

const REQUEUED: &[&str] = &[
    "async fn f(job: Delivery) -> lapin::Result<bool> { job.reject(BasicRejectOptions { requeue: true }).await }",
    "async fn f(job: &Delivery) -> lapin::Result<bool> { job.acker.reject(BasicRejectOptions { requeue: true }).await }",
    "async fn f(job: Delivery) -> lapin::Result<bool> { let acker = job.acker; acker.reject(BasicRejectOptions { requeue: true }).await }",
    "async fn f(on: &Channel, job: Delivery) -> lapin::Result<()> { on.basic_reject(job.delivery_tag, BasicRejectOptions { requeue: true }).await }",
    "async fn f(on: &Channel, job: Delivery) -> lapin::Result<()> { let tag = job.delivery_tag; on.basic_reject(tag, BasicRejectOptions { requeue: true }).await }",
];

/// What the broker says of messages is dropped, or was not asked for.
const CONFIRMED: &[(&str, &str)] = &[
    (
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    channel
        .basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about)
        .await?;
",
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    if !channel
        .basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about)
        .await?
        .await?.is_ack() {
        Err(Error::from(std::io::Error::other(\"the broker refused the message\")))?;
    }
",
    ),
    (
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    let sent = channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about).await?;
    // The broker; its word.
    sent.await?;
",
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    let sent = channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about).await?;
    // The broker; its word.
    if !sent.await?.is_ack() {
        Err(Error::from(std::io::Error::other(\"the broker refused the message\")))?;
    }
",
    ),
    (
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about).await.expect(\"open\");
",
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    assert!(channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about).await.expect(\"open\").await.expect(\"open\").is_ack(), \"the broker refused the message\");
",
    ),
    (
        "    // Where it begins
    let channel = connection.create_channel().await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    let sent = channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about).await?;
    println!(\"stored: {}\", sent.await?.is_ack());
",
        "    // Where it begins
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    let sent = channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"4711\", about).await?;
    println!(\"stored: {}\", sent.await?.is_ack());
",
    ),
];
