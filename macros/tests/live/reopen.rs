//! `reopen`: a consumer whose channel the broker closes goes on with a fresh one, until its policy
//! gives up.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chanlint_macros::dedicated_channel;
use futures_util::StreamExt as _;
use lapin::BasicProperties;
use lapin::options::{
    BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, QueueDeclareOptions,
};
use lapin::types::FieldTable;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::support::{Flavor, Ledger, Vhost, run, within};

const MESSAGES: u32 = 2_000;
const CLOSES: u32 = 20;
/// A close for every so many messages leaves a tail that flows undisturbed.
const EACH: u32 = MESSAGES / CLOSES - 5;
const PREFETCH: u16 = 10;

/// Reopens after what ended only the channel, so often in a row, and waits twice as long each time.
#[derive(Clone)]
struct Reopen {
    attempts: u32,
    delays: Vec<Duration>,
}

impl Reopen {
    fn new(attempts: u32) -> Self {
        Reopen { attempts, delays: Vec::new() }
    }

    fn delay(&mut self, error: &Failure) -> Option<Duration> {
        let channel_only = match error {
            Failure::Lapin(error) => error.is_amqp_soft_error(),
            // amqprs does not say; where it is the connection, the attempts are soon used up.
            Failure::Amqprs | Failure::StreamEnded => true,
        };
        let attempt = u32::try_from(self.delays.len()).expect("a count");
        if !channel_only || attempt == self.attempts {
            return None;
        }
        let delay = Duration::from_millis(1 << attempt.min(5));
        self.delays.push(delay);
        Some(delay)
    }

    async fn sleep(&self, delay: Duration) {
        tokio::time::sleep(delay).await;
    }
}

#[derive(Debug)]
enum Failure {
    Lapin(lapin::Error),
    Amqprs,
    /// amqprs says no more than that when a channel is closed.
    StreamEnded,
}

impl From<lapin::Error> for Failure {
    fn from(error: lapin::Error) -> Self {
        Failure::Lapin(error)
    }
}

impl From<amqprs::error::Error> for Failure {
    fn from(_: amqprs::error::Error) -> Self {
        Failure::Amqprs
    }
}

/// How the broker is brought to close the channel.
#[derive(Clone, Copy, PartialEq)]
enum Cause {
    /// The body asks for a queue that is missing (404) and for one with other properties than it
    /// has (406) in turn.
    OnPurpose,
    /// `rabbitmqctl` closes it while the consumer waits for the next delivery.
    Ctl,
    /// `rabbitmqctl` closes it at any time, with deliveries and acknowledgements on their way.
    AnyTime,
}

/// One flow of messages, for all runs of its consumer.
#[derive(Clone)]
struct Flow {
    cause: Cause,
    seen: Arc<Ledger>,
    acked: Arc<Ledger>,
    taken: Arc<AtomicU32>,
    runs: Arc<AtomicU32>,
    closes: Arc<AtomicU32>,
    closer: mpsc::UnboundedSender<()>,
}

impl Flow {
    /// Takes one message to the books, and says whether the channel is to be closed next.
    async fn take(&self, body: &[u8]) -> bool {
        self.seen.mark(body);
        let taken = self.taken.fetch_add(1, Ordering::Relaxed) + 1;
        tokio::time::sleep(Duration::from_millis(1)).await;
        self.cause != Cause::AnyTime
            && self.closes.load(Ordering::Relaxed) < CLOSES
            && taken.is_multiple_of(EACH)
    }

    /// Whether the channel is to be closed now, with so many deliveries held back: a full window
    /// keeps the broker from sending one more after its close, which would end the connection.
    fn closes_now(&self, held: usize) -> bool {
        let due = held == usize::from(PREFETCH);
        if due {
            self.closes.fetch_add(1, Ordering::Relaxed);
            if self.cause == Cause::Ctl {
                self.closer.send(()).expect("a closer");
            }
        }
        due && self.cause == Cause::OnPurpose
    }
}

#[dedicated_channel(prefetch = PREFETCH, reopen = Reopen::new(CLOSES))]
async fn work(channel: &lapin::Channel, queue: String, flow: Flow) -> Result<(), Failure> {
    flow.runs.fetch_add(1, Ordering::Relaxed);
    let (options, none) = (BasicConsumeOptions::default(), FieldTable::default());
    let mut consumer = channel.basic_consume(queue.into(), "".into(), options, none).await?;
    let mut held = Vec::new();
    while !flow.acked.is_complete()
        && let Some(delivery) = consumer.next().await
    {
        let delivery = delivery?;
        if flow.take(&delivery.data).await || !held.is_empty() {
            held.push(delivery);
            if flow.closes_now(held.len()) {
                provoke(channel, flow.closes.load(Ordering::Relaxed)).await?;
            }
        } else if delivery.ack(BasicAckOptions::default()).await? {
            // Not where it says `false`: the channel is closed, and nothing was sent.
            flow.acked.mark(&delivery.data);
        }
    }
    if flow.acked.is_complete() { Ok(()) } else { Err(Failure::StreamEnded) }
}

async fn provoke(channel: &lapin::Channel, number: u32) -> lapin::Result<()> {
    if number.is_multiple_of(2) {
        let passive = QueueDeclareOptions { passive: true, ..QueueDeclareOptions::default() };
        channel.queue_declare("missing".into(), passive, FieldTable::default()).await.map(drop)
    } else {
        let durable = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
        channel.queue_declare("work".into(), durable, FieldTable::default()).await.map(drop)
    }
}

#[dedicated_channel(amqprs, prefetch = PREFETCH, reopen = Reopen::new(CLOSES))]
async fn work_with_amqprs(channel: &amqprs::channel::Channel, flow: Flow) -> Result<(), Failure> {
    use amqprs::channel::{BasicAckArguments, BasicConsumeArguments, QueueDeclareArguments};

    flow.runs.fetch_add(1, Ordering::Relaxed);
    let (_tag, mut messages) =
        channel.basic_consume_rx(BasicConsumeArguments::new("work", "")).await?;
    let mut held = 0;
    while !flow.acked.is_complete()
        && let Some(message) = messages.recv().await
    {
        let body = message.content.expect("a body");
        if flow.take(&body).await || held > 0 {
            held += 1;
            if flow.closes_now(held) {
                let missing = QueueDeclareArguments::new("missing").passive(true).finish();
                channel.queue_declare(missing).await?;
            }
        } else {
            let tag = message.deliver.expect("a delivery").delivery_tag();
            channel.basic_ack(BasicAckArguments::new(tag, false)).await?;
            flow.acked.mark(&body);
        }
    }
    if flow.acked.is_complete() { Ok(()) } else { Err(Failure::StreamEnded) }
}

#[dedicated_channel(close)]
async fn declare(channel: &lapin::Channel) -> lapin::Result<()> {
    let (options, none) = (QueueDeclareOptions::default(), FieldTable::default());
    channel.queue_declare("work".into(), options, none).await.map(drop)
}

#[dedicated_channel(confirm, close)]
async fn publish(channel: &lapin::Channel) -> lapin::Result<()> {
    for message in 0..MESSAGES {
        let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
        let body = message.to_be_bytes();
        let confirm = channel
            .basic_publish("".into(), "work".into(), options, &body, properties)
            .await?
            .await?;
        assert!(confirm.is_ack());
    }
    Ok(())
}

/// Closes the consumer's channel: the broker takes the acknowledgement as the client's own.
async fn close(vhost: &Vhost) {
    let close = format!(
        "[rabbit_channel:do(Pid, {{'basic.ack', 1000000, false}}) || Consumer <- \
         rabbit_amqqueue:consumers_all(<<\"{}\">>), {{channel_pid, Pid}} <- Consumer].",
        vhost.name()
    );
    vhost.ctl(&["eval", &close]).await;
}

async fn close_when_asked(vhost: Vhost, mut asked: mpsc::UnboundedReceiver<()>) {
    while asked.recv().await.is_some() {
        close(&vhost).await;
    }
}

#[derive(Clone, Copy)]
enum Client {
    Lapin,
    Amqprs,
}

/// A new connection, and a consumer on it until its policy gives up.
async fn work_anew(vhost: &Vhost, client: Client, flow: Flow) -> Result<(), Failure> {
    match client {
        Client::Lapin => work(&vhost.lapin().await, "work".to_owned(), flow).await,
        Client::Amqprs => work_with_amqprs(&vhost.amqprs().await, flow).await,
    }
}

/// Begins to publish.
async fn start_flow(vhost: &Vhost, cause: Cause) -> (Flow, JoinHandle<()>, JoinHandle<()>) {
    let (closer, asked) = mpsc::unbounded_channel();
    let flow = Flow {
        cause,
        seen: Arc::new(Ledger::new(MESSAGES)),
        acked: Arc::new(Ledger::new(MESSAGES)),
        taken: Arc::default(),
        runs: Arc::default(),
        closes: Arc::default(),
        closer,
    };
    let conn = vhost.lapin().await;
    declare(&conn).await.expect("a queue");
    let publisher = tokio::spawn(async move { publish(&conn).await.expect("confirms") });
    let closer = tokio::spawn(close_when_asked(vhost.clone(), asked));
    (flow, publisher, closer)
}

fn survives(name: &'static str, flavor: Flavor, client: Client, cause: Cause) {
    run(name, flavor, move |vhost| async move {
        let (flow, publisher, closer) = start_flow(&vhost, cause).await;
        let ended = within(240, "the run", work_anew(&vhost, client, flow.clone())).await;
        assert!(ended.is_ok(), "{ended:?}");
        publisher.await.expect("no panic");
        let (lost, runs) = (flow.seen.count(|times| times == 0), flow.runs.load(Ordering::Relaxed));
        let again = flow.seen.count(|times| times > 1);
        // What was in hand when the channel was closed comes again.
        assert!(again >= CLOSES as usize, "{again} messages were seen again");
        assert_eq!((lost, runs), (0, CLOSES + 1));
        assert_eq!((vhost.messages_left().await, vhost.channels_left().await), (0, 0));
        drop(flow);
        within(10, "the closer", closer).await.expect("no panic");
    });
}

/// With deliveries on their way, a close may end the connection as well; that is handed up, and who
/// called connects anew.
fn survives_connections(name: &'static str, client: Client) {
    run(name, Flavor::MultiThread, move |vhost| async move {
        let (flow, publisher, _closer) = start_flow(&vhost, Cause::AnyTime).await;
        let closing = tokio::spawn({
            let vhost = vhost.clone();
            async move {
                for _ in 0..CLOSES {
                    close(&vhost).await;
                }
            }
        });
        let mut connections = 1;
        while let Err(error) = within(240, "a run", work_anew(&vhost, client, flow.clone())).await {
            connections += 1;
            assert!(connections <= CLOSES, "{error:?}");
        }
        closing.abort();
        publisher.await.expect("no panic");
        let runs = flow.runs.load(Ordering::Relaxed);
        assert!(runs > 1, "{runs} runs on {connections} connections");
        assert!(flow.seen.is_complete());
    });
}

#[test]
fn lapin_closed_on_purpose() {
    survives("reopen_lapin_current", Flavor::CurrentThread, Client::Lapin, Cause::OnPurpose);
    survives("reopen_lapin_multi", Flavor::MultiThread, Client::Lapin, Cause::OnPurpose);
}

#[test]
fn lapin_closed_by_rabbitmqctl() {
    survives("reopen_lapin_ctl", Flavor::MultiThread, Client::Lapin, Cause::Ctl);
}

#[test]
fn amqprs_closed_on_purpose() {
    survives("reopen_amqprs_current", Flavor::CurrentThread, Client::Amqprs, Cause::OnPurpose);
    survives("reopen_amqprs_multi", Flavor::MultiThread, Client::Amqprs, Cause::OnPurpose);
}

#[test]
fn amqprs_closed_by_rabbitmqctl() {
    survives("reopen_amqprs_ctl", Flavor::MultiThread, Client::Amqprs, Cause::Ctl);
}

#[test]
fn lapin_closed_at_any_time() {
    survives_connections("reopen_lapin_any", Client::Lapin);
}

#[test]
fn amqprs_closed_at_any_time() {
    survives_connections("reopen_amqprs_any", Client::Amqprs);
}
