//! What a policy decides, what every run starts with, and where `reopen` may stand.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chanlint_macros::dedicated_channel;
use futures_util::StreamExt as _;
use lapin::options::BasicConsumeOptions;
use lapin::types::FieldTable;

use crate::shapes::{MESSAGES, depth, shapes};
use crate::support::{Vhost, within};

/// So many fresh channels in a row, 20 ms apart, then 40, then 80.
struct Reopen {
    attempts: u32,
    failed: u32,
}

impl Reopen {
    fn new(attempts: u32) -> Self {
        Reopen { attempts, failed: 0 }
    }

    fn delay(&mut self, error: &lapin::Error) -> Option<Duration> {
        if !error.is_amqp_soft_error() || self.failed == self.attempts {
            return None;
        }
        self.failed += 1;
        Some(Duration::from_millis(10) * (1 << self.failed))
    }

    async fn sleep(&self, delay: Duration) {
        tokio::time::sleep(delay).await;
    }
}

type Runs = Arc<AtomicU32>;

fn next(runs: &Runs) -> u32 {
    runs.fetch_add(1, Ordering::Relaxed) + 1
}

// Each run asks for another queue, and none of them is there.
#[dedicated_channel(reopen = Reopen::new(3))]
async fn fails(channel: &lapin::Channel, runs: Runs) -> lapin::Result<u32> {
    depth(channel, &format!("missing-{}", next(&runs))).await
}

#[test]
fn gives_up_with_the_last_error() {
    shapes("policy_gives_up", |_, conn| async move {
        let (runs, start) = (Runs::default(), Instant::now());
        let error = fails(&conn, Arc::clone(&runs)).await.expect_err("a 404");
        assert_eq!(runs.load(Ordering::Relaxed), 4);
        assert!(error.to_string().contains("missing-4"), "{error}");
        assert!(start.elapsed() >= Duration::from_millis(20 + 40 + 80));
        // And the next call begins with a policy of its own.
        assert!(fails(&conn, Arc::clone(&runs)).await.is_err());
        assert_eq!(runs.load(Ordering::Relaxed), 8);
    });
}

#[dedicated_channel(prefetch = 1, reopen = Reopen::new(5))]
async fn consumes(channel: &lapin::Channel, runs: Runs) -> lapin::Result<()> {
    next(&runs);
    let (options, none) = (BasicConsumeOptions::default(), FieldTable::default());
    let mut consumer = channel.basic_consume("q".into(), "".into(), options, none).await?;
    while let Some(delivery) = consumer.next().await {
        delivery?;
    }
    Ok(())
}

async fn close_connections(vhost: &Vhost) {
    vhost.ctl(&["close_all_connections", "--vhost", vhost.name(), "test"]).await;
}

#[test]
fn hands_up_what_ended_the_connection() {
    shapes("policy_connection", |vhost, _| async move {
        let (conn, runs) = (vhost.lapin().await, Runs::default());
        let run = consumes(&conn, Arc::clone(&runs));
        let (ended, ()) = tokio::join!(within(20, "the run", run), async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            close_connections(&vhost).await;
        });
        let error = ended.expect_err("a failure");
        assert!(!error.is_amqp_soft_error() && !conn.status().connected(), "{error}");
        assert_eq!(runs.load(Ordering::Relaxed), 1);
        // On a connection that is gone, the opening is what fails.
        assert!(within(20, "the run", consumes(&conn, Arc::clone(&runs))).await.is_err());
        assert_eq!(runs.load(Ordering::Relaxed), 1);
    });
}

/// The first two runs end by a 404.
async fn fail_twice(channel: &lapin::Channel, runs: &Runs) -> lapin::Result<u32> {
    let queue = if next(runs) < 3 { "missing" } else { "q" };
    depth(channel, queue).await
}

// Values are cloned for each run, references passed on as they are; patterns and `mut` mean what
// they did.
#[dedicated_channel(reopen = Reopen::new(5))]
async fn takes_arguments<T: Clone + Into<String>>(
    channel: lapin::Channel,
    (name, numbers): (T, [u32; 2]),
    mut text: String,
    mut slice: &[u32],
    log: &mut Vec<String>,
    runs: &Runs,
    _: u8,
) -> lapin::Result<u32> {
    text.push('!');
    slice = &slice[1..];
    log.push(text);
    log.push(name.into());
    let count = fail_twice(&channel, runs).await?;
    Ok(count + numbers[0] + slice[0])
}

#[test]
fn every_run_starts_from_the_same_arguments() {
    shapes("policy_arguments", |_, conn| async move {
        let (runs, mut log) = (Runs::default(), Vec::new());
        let call =
            takes_arguments(&conn, ("n", [1, 2]), "t".to_owned(), &[1, 10], &mut log, &runs, 0);
        assert_eq!(call.await.expect("a count"), MESSAGES + 11);
        assert_eq!(log, ["t!", "n", "t!", "n", "t!", "n"]);
    });
}

// The policy may be the caller's, and is used where it stands.
#[dedicated_channel(reopen = policy, close, confirm, prefetch = 3)]
async fn callers_policy(
    channel: &lapin::Channel,
    runs: Runs,
    policy: Reopen,
) -> lapin::Result<u32> {
    fail_twice(channel, &runs).await
}

#[dedicated_channel(reopen = policy)]
async fn borrowed_policy(
    channel: &lapin::Channel,
    runs: &Runs,
    policy: &mut Reopen,
) -> lapin::Result<u32> {
    fail_twice(channel, runs).await
}

/// Decides by nothing that changes, so that one serves all.
struct Always {
    millis: Option<u64>,
}

impl Always {
    fn delay<E>(&self, _: &E) -> Option<u64> {
        self.millis
    }

    async fn sleep(&self, millis: u64) {
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

static ALWAYS: Always = Always { millis: Some(5) };

struct Service {
    vhost: Vhost,
    runs: Runs,
    opened: AtomicU32,
}

impl Service {
    async fn connection(&self) -> lapin::Connection {
        self.opened.fetch_add(1, Ordering::Relaxed);
        self.vhost.lapin().await
    }

    // `from` is asked again for every run, so a policy that allows it outlives the connection.
    #[dedicated_channel(from = self.connection().await, reopen = &ALWAYS)]
    async fn outlives_connections(&self, channel: &lapin::Channel) -> lapin::Result<u32> {
        if next(&self.runs) < 3 {
            close_connections(&self.vhost).await;
        }
        depth(channel, "q").await
    }

    #[dedicated_channel(reopen = &ALWAYS)]
    async fn changes(&mut self, channel: &lapin::Channel) -> lapin::Result<u32> {
        self.opened = AtomicU32::new(0);
        fail_twice(channel, &self.runs).await
    }
}

#[async_trait]
trait Worker {
    async fn work(
        &self,
        queue: String,
        connection: &lapin::Connection,
        pair: (u32, u32),
    ) -> lapin::Result<u32>;
}

#[async_trait]
impl Worker for Service {
    #[dedicated_channel(reopen = Reopen::new(5))]
    async fn work(
        &self,
        queue: String,
        channel: &lapin::Channel,
        (one, two): (u32, u32),
    ) -> lapin::Result<u32> {
        drop(queue);
        Ok(fail_twice(channel, &self.runs).await? + one + two)
    }
}

#[test]
fn stands_on_what_the_attribute_stands_on() {
    shapes("policy_shapes", |vhost, conn| async move {
        let runs = Runs::default;
        assert_eq!(callers_policy(&conn, runs(), Reopen::new(2)).await.expect("a count"), MESSAGES);
        assert!(callers_policy(&conn, runs(), Reopen::new(1)).await.is_err());
        let mut policy = Reopen::new(9);
        assert_eq!(borrowed_policy(&conn, &runs(), &mut policy).await.expect("a count"), MESSAGES);
        assert_eq!(policy.failed, 2);

        let mut service = Service { vhost, runs: runs(), opened: AtomicU32::new(0) };
        assert_eq!(service.changes(&conn).await.expect("a count"), MESSAGES);
        service.runs = runs();
        assert_eq!(service.outlives_connections().await.expect("a count"), MESSAGES);
        assert_eq!(service.opened.load(Ordering::Relaxed), 3);
    });
}

#[test]
fn stands_under_async_trait() {
    shapes("policy_async_trait", |vhost, conn| async move {
        let worker: Box<dyn Worker + Send + Sync> =
            Box::new(Service { vhost, runs: Runs::default(), opened: AtomicU32::new(0) });
        let call = tokio::spawn(async move { worker.work("q".to_owned(), &conn, (1, 2)).await });
        assert_eq!(call.await.expect("no panic").expect("a count"), MESSAGES + 3);
    });
}
