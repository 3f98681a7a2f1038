//! What the tests share: one broker, a runtime and connections for each test, and a bound on every wait.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use amqprs::channel::{BasicConsumeArguments, ConsumerMessage};
use futures_util::StreamExt as _;
use lapin::message::Delivery;
use lapin::options::{
    BasicConsumeOptions, BasicPublishOptions, BasicQosOptions, QueueDeclareOptions,
};
use lapin::types::FieldTable;
use tokio::runtime::Builder;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::broker::Broker;

/// The longest that one wait may take.
pub(super) const LIMIT: Duration = Duration::from_secs(10);
/// The longest that a test may take, with all its waits.
const TEST_LIMIT: Duration = Duration::from_secs(50);

static BROKER: LazyLock<Broker> =
    LazyLock::new(|| Broker::start().unwrap_or_else(|reason| panic!("{reason}")));

/// Runs a test to its end, or to the limit.
pub(super) fn run(test: impl Future<Output = ()>) {
    let runtime = Builder::new_multi_thread().worker_threads(4).enable_all().build();
    let runtime = runtime.expect("a runtime");
    let outcome = runtime.block_on(async { tokio::time::timeout(TEST_LIMIT, test).await });
    runtime.shutdown_background();
    outcome.unwrap_or_else(|_| panic!("the test was not done within {TEST_LIMIT:?}"));
}

/// Bounds a wait whose end is not what is tested.
pub(super) async fn within<F: Future>(what: &str, future: F) -> F::Output {
    let outcome = tokio::time::timeout(LIMIT, future).await;
    outcome.unwrap_or_else(|_| panic!("{what} took more than {LIMIT:?}"))
}

/// A name that nobody else uses.
pub(super) fn unique(what: &str) -> String {
    static USED: AtomicU32 = AtomicU32::new(0);
    format!("{what}-{}-{}", std::process::id(), USED.fetch_add(1, Ordering::Relaxed))
}

pub(super) async fn lapin() -> lapin::Connection {
    let connect = lapin::Connection::connect(BROKER.url(), lapin::ConnectionProperties::default());
    within("connecting", connect).await.expect("a connection")
}

pub(super) async fn amqprs() -> amqprs::connection::Connection {
    let rest = BROKER.url().strip_prefix("amqp://").expect("a URL of the broker");
    let (login, place) = rest.split_once('@').expect("a URL with a login");
    let (user, password) = login.split_once(':').expect("a login with a password");
    let address = place.split('/').next().expect("a split gives one part");
    let (host, port) = address.split_once(':').expect("a URL with a port");
    let port = port.parse().expect("a port");
    let arguments = amqprs::connection::OpenConnectionArguments::new(host, port, user, password);
    let open = amqprs::connection::Connection::open(&arguments);
    within("connecting", open).await.expect("a connection")
}

/// A queue with so many messages.
pub(super) async fn queue_with(channel: &lapin::Channel, messages: usize) -> String {
    let name = unique("queue");
    let options = QueueDeclareOptions { auto_delete: true, ..Default::default() };
    let declare = channel.queue_declare(name.as_str().into(), options, FieldTable::default());
    within("declaring", declare).await.expect("a queue");
    for _ in 0..messages {
        within("publishing", publish(channel, &name)).await.expect("a message");
    }
    name
}

pub(super) async fn publish(channel: &lapin::Channel, queue: &str) -> lapin::Result<()> {
    let (options, about) = (BasicPublishOptions::default(), lapin::BasicProperties::default());
    channel.basic_publish("".into(), queue.into(), options, b"message", about).await?;
    Ok(())
}

pub(super) async fn consume(
    channel: &lapin::Channel,
    queue: &str,
    no_ack: bool,
) -> lapin::Consumer {
    let options = BasicConsumeOptions { no_ack, ..Default::default() };
    let consume = channel.basic_consume(queue.into(), "".into(), options, FieldTable::default());
    within("consuming", consume).await.expect("a consumer")
}

pub(super) async fn next(consumer: &mut lapin::Consumer) -> Delivery {
    let delivery = within("a delivery", consumer.next()).await;
    delivery.expect("the consumer goes on").expect("no error")
}

/// Whether a channel answers: what was sent before has been dealt with then.
pub(super) async fn is_alive(channel: &lapin::Channel) -> bool {
    let ask = channel.basic_qos(10, BasicQosOptions::default());
    within("an answer", ask).await.is_ok()
}

/// Whether a channel answers: what was sent before has been dealt with then.
pub(super) async fn answers(channel: &amqprs::channel::Channel) -> bool {
    let ask = channel.basic_qos(amqprs::channel::BasicQosArguments::new(0, 10, false));
    within("an answer", ask).await.is_ok()
}

/// A receiver of what a queue holds.
pub(super) async fn receive(
    channel: &amqprs::channel::Channel,
    queue: &str,
    auto: bool,
) -> UnboundedReceiver<ConsumerMessage> {
    let arguments = BasicConsumeArguments::new(queue, "").auto_ack(auto).finish();
    let consume = within("consuming", channel.basic_consume_rx(arguments)).await;
    consume.expect("a consumer").1
}

pub(super) async fn next_tag(receiver: &mut UnboundedReceiver<ConsumerMessage>) -> u64 {
    let message = within("a delivery", receiver.recv()).await.expect("the consumer goes on");
    message.deliver.expect("a delivery").delivery_tag()
}
