//! Ways to use channels that are right by design: owners, pools, deliveries, and types that are merely called channel.

mod apart;
pub(crate) mod found;
mod pools;

use super::build::{Build, Fails, Layer};
use super::client::Client;
use super::op::Op;
use super::tasks::Scenario;
use super::tasks::apart::own_holder;
use super::text::code;

/// What makes the program right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Right {
    Owner,
    AckOnly,
    ConsumerMoved,
    OneLoop,
    DeadpoolConnections,
    DeadpoolChannels,
    OwnPool,
    TonicChannel,
    LocalChannel,
    MessageChannel,
    ConnectionShared,
    TwoChannels,
    OwnedGuard,
    OnePermit,
    TakenOnce,
    StopsAfterOne,
    ReturningPool,
    TwoOpened,
}

/// A program that is right by design.
pub(crate) fn safe(build: &mut Build) -> Scenario {
    let mut kinds = vec![
        (4, Right::Owner),
        (2, Right::ConsumerMoved),
        (3, Right::OneLoop),
        (2, Right::DeadpoolChannels),
        (2, Right::OwnPool),
        (2, Right::TonicChannel),
        (2, Right::LocalChannel),
        (2, Right::MessageChannel),
        (2, Right::ConnectionShared),
        (3, Right::TwoChannels),
        (2, Right::OwnedGuard),
        (2, Right::OnePermit),
        (2, Right::TakenOnce),
        (1, Right::StopsAfterOne),
        (2, Right::ReturningPool),
        (2, Right::TwoOpened),
    ];
    if build.client == Client::Lapin4 {
        kinds.extend([(4, Right::AckOnly), (3, Right::DeadpoolConnections)]);
    }
    let right = build.rng.weighted(&kinds);
    build.dim("safe", right);
    let (code, owns_connection) = match right {
        Right::Owner => (owner(build), false),
        Right::AckOnly => (ack_only(build), false),
        Right::ConsumerMoved => (consumer_moved(build), false),
        Right::OneLoop => (one_loop(build), false),
        Right::DeadpoolConnections => (pools::deadpool_connections(build), false),
        Right::DeadpoolChannels => (pools::deadpool_channels(build), false),
        Right::OwnPool => (pools::own_pool(build), true),
        Right::TonicChannel => (tonic_channel(build), false),
        Right::LocalChannel => (local_channel(build), false),
        Right::MessageChannel => (message_channel(build), false),
        Right::ConnectionShared => (connection_shared(build), true),
        Right::TwoChannels => (apart::two_channels(build), false),
        Right::OwnedGuard => (apart::owned_guard(build), false),
        Right::OnePermit => (found::permits(build, 1), false),
        Right::TakenOnce => (apart::taken_once(build), false),
        Right::StopsAfterOne => (apart::stops_after_one(build), false),
        Right::ReturningPool => (apart::returning_pool(build), true),
        Right::TwoOpened => (apart::two_opened(build), false),
    };
    Scenario { code, owns_connection, found: false }
}

/// One task owns the channel; the others send it messages.
fn owner(build: &mut Build) -> String {
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let publish = holder.use_channel(build, &var, &[Op::Publish], Fails::Here);
    let declare = holder.use_channel(build, &var, &[Op::Declare], Fails::Here);
    let ty = build.name(&["Command", "Outgoing", "Request"]);
    build.item(
        Layer::App,
        &[&ty],
        code!("pub enum $n { Publish(String), Declare(String), Stop }", n = ty),
    );
    let code = code!(
        "$create let (commands, mut inbox) = mpsc::channel::<$n>(64); \
         tokio::spawn(async move { while let Some(command) = inbox.recv().await { match command { \
         $n::Publish(body) => { println!(\"{body}\"); $publish } $n::Declare(queue) => { println!(\"{queue}\"); $declare } $n::Stop => break, } } }); \
         for id in 0..4 { let commands = commands.clone(); tokio::spawn(async move { \
         let _ = commands.send($n::Publish(format!(\"job {id}\"))).await; let _ = commands.send($n::Declare(\"orders\".to_string())).await; }); } \
         commands.send($n::Stop).await.ok();",
        create = create,
        n = ty,
        publish = publish,
        declare = declare
    );
    holder.declare(build);
    code
}

/// A consumer's deliveries are acked by a task for each.
fn ack_only(build: &mut Build) -> String {
    let mut holder = own_holder(build);
    let channel = build.rng.pick(&["channel", "ch", "intake"]);
    let open = build.client.open("conn");
    let consume = build.call(Op::Consume, channel);
    holder.set_up(&[]);
    let task = build.rng.pick(&[
        "tokio::spawn(async move { println!(\"{} bytes\", delivery.data.len()); delivery.ack(BasicAckOptions::default()).await.unwrap(); });",
        "tokio::spawn(async move { if delivery.data.is_empty() { let _ = delivery.nack(BasicNackOptions::default()).await; } else { \
         let _ = delivery.acker.ack(BasicAckOptions::default()).await; } });",
        "tokio::spawn(settle(delivery));",
    ]);
    if task.contains("settle") && !build.has_item("settle") {
        let code = "pub async fn settle(delivery: Delivery) { println!(\"{}\", delivery.delivery_tag); \
            if let Err(err) = delivery.ack(BasicAckOptions::default()).await { eprintln!(\"{err}\"); } }";
        build.item(Layer::App, &["settle"], code.to_owned());
    }
    code!(
        "/*+StreamExt*/ let $ch = $open.await?; $ch.basic_qos(10, BasicQosOptions::default()).await?; let mut consumer = $consume.await?; \
         while let Some(delivery) = consumer.next().await { let delivery = delivery?; $task }",
        ch = channel,
        open = open,
        consume = consume,
        task = task
    )
}

/// A consumer is moved into its task; the channel is not used any more.
fn consumer_moved(build: &mut Build) -> String {
    let open = build.client.open("conn");
    let consume = build.call(Op::Consume, "channel");
    if build.client == Client::Amqprs {
        return code!(
            "let channel = $open.await?; let (_tag, mut messages) = $consume.await?; \
             tokio::spawn(async move { while let Some(message) = messages.recv().await { println!(\"{}\", message.content.unwrap().len()); } }); \
             tokio::time::sleep(Duration::from_secs(60)).await; drop(channel);",
            open = open,
            consume = consume
        );
    }
    let pattern = if build.client == Client::Lapin1 { "(_, delivery)" } else { "delivery" };
    code!(
        "/*+StreamExt*/ let channel = $open.await?; let mut consumer = $consume.await?; \
         let reader = tokio::spawn(async move { while let Some(Ok($p)) = consumer.next().await { delivery.ack(BasicAckOptions::default()).await.ok(); } }); \
         println!(\"consuming\"); reader.await?; drop(channel);",
        open = open,
        consume = consume,
        p = pattern
    )
}

/// Consume and publish in one sequential loop.
fn one_loop(build: &mut Build) -> String {
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let publish = holder.use_channel(build, &var, &[Op::Declare, Op::Publish], Fails::Question);
    let spawned = build.rng.chance(50);
    let code = if spawned {
        code!(
            "$c let pump: tokio::task::JoinHandle<Result<()>> = tokio::spawn(async move { for _ in 0..100 { $p } Ok(()) }); pump.await??;",
            c = create,
            p = publish
        )
    } else {
        code!("$c for _ in 0..100 { $p }", c = create, p = publish)
    };
    holder.declare(build);
    code
}

/// A gRPC transport.
fn tonic_channel(build: &mut Build) -> String {
    let (first, second) = build.rng.pick(&[("greeter", "orders"), ("users", "billing")]);
    code!(
        "let channel = tonic::transport::Channel::from_static(\"http://[::1]:50051\").connect().await?; \
         for id in 0..4 { let channel = channel.clone(); tokio::spawn(async move { let mut client = $a::Client::new(channel); client.publish(id).await }); } \
         let mut client = $b::Client::new(channel.clone()); client.publish(7).await?; \
         tokio::spawn(async move { channel.close().await; }); println!(\"{:?}\", conn.status());",
        a = first,
        b = second
    )
}

/// A type of the program that is called channel and has methods of the same names.
fn local_channel(build: &mut Build) -> String {
    let name = build.name(&["ChatRoom", "MockChannel", "PubSubChannel"]);
    let publish = build.rng.pick(&["publish", "basic_publish"]);
    let declare = build.rng.pick(&["declare", "queue_declare"]);
    let code = code!(
        "#[derive(Clone, Default)] pub struct $n { log: Arc<std::sync::Mutex<Vec<String>>> } impl $n { \
         pub async fn $p(&self, body: &str) -> Result<()> { self.log.lock().unwrap().push(body.to_string()); Ok(()) } \
         pub async fn $d(&self, name: &str) -> Result<()> { self.log.lock().unwrap().push(name.to_string()); Ok(()) } }",
        n = name,
        p = publish,
        d = declare
    );
    build.item(Layer::Support, &[&name], code);
    code!(
        "let channel = $n::default(); for _ in 0..3 { let channel = channel.clone(); tokio::spawn(async move { channel.$p(\"hi\").await }); } \
         tokio::join!(channel.$d(\"a\"), channel.$d(\"b\")); channel.$p(\"bye\").await?; let _ = conn;",
        n = name,
        p = publish,
        d = declare
    )
}

/// An mpsc channel under the usual names.
fn message_channel(build: &mut Build) -> String {
    let _ = build;
    "let (channel, mut inbox) = mpsc::channel::<String>(16); for id in 0..4 { let channel = channel.clone(); \
     tokio::spawn(async move { channel.send(format!(\"hello {id}\")).await }); } drop(channel); \
     while let Some(line) = inbox.recv().await { println!(\"{line}\"); } let _ = conn;"
        .to_owned()
}

/// Only the connection is shared: a function opens a channel, uses it and is called from every task.
fn connection_shared(build: &mut Build) -> String {
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let name = build.name(&["publish_once", "run_job", "send_report"]);
    let create = holder.create(build, &var, "conn", Fails::Question);
    let body = holder.use_channel(build, &var, &[Op::Declare, Op::Publish], Fails::Question);
    let code = code!(
        "pub async fn $n(conn: &Connection) -> Result<()> { $c $b Ok(()) }",
        n = name,
        c = create,
        b = body
    );
    build.item(Layer::App, &[&name], code);
    holder.declare(build);
    code!(
        "for _ in 0..4 { let conn = Arc::clone(&conn); tokio::spawn(async move { if let Err(err) = $n(&conn).await { eprintln!(\"{err}\"); } }); } \
         $n(&conn).await?; tokio::try_join!($n(&conn), $n(&conn))?;",
        n = name
    )
}
