//! What the tests against the broker share: a runtime for each, a virtual host for each, bounds,
//! and the books.
//!
//! It must not know the attribute, nor what is tested with it.

use std::collections::BTreeMap;
use std::panic;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};

use crate::broker::Broker;

/// The longest that a test may take, with all its awaits.
const TEST_LIMIT: Duration = Duration::from_secs(300);

/// One for all tests; it is stopped when the process ends.
fn broker() -> &'static Broker {
    static BROKER: LazyLock<Result<Broker, String>> = LazyLock::new(Broker::start);
    BROKER.as_ref().unwrap_or_else(|failure| panic!("{failure}"))
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Flavor {
    CurrentThread,
    MultiThread,
}

/// Runs a test to its end, or to the limit, on a runtime and a virtual host of its own.
///
/// All threads of the runtime carry the test's name: a client that panics inside its own tasks is
/// found by it.
pub(crate) fn run<T, F>(
    name: &'static str,
    flavor: Flavor,
    test: impl FnOnce(Vhost) -> F + Send + 'static,
) -> T
where
    T: Send + 'static,
    F: Future<Output = T>,
{
    count_panics();
    let job = move || {
        let vhost = Vhost::new(name);
        let runtime = runtime(name, flavor);
        let outcome =
            runtime.block_on(async { tokio::time::timeout(TEST_LIMIT, test(vhost)).await });
        runtime.shutdown_timeout(Duration::from_secs(5));
        outcome.unwrap_or_else(|_| panic!("the test was not done within {TEST_LIMIT:?}"))
    };
    let thread = thread::Builder::new().name(name.to_owned()).spawn(job).expect("a thread");
    thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
}

fn runtime(name: &str, flavor: Flavor) -> Runtime {
    let mut builder = match flavor {
        Flavor::CurrentThread => Builder::new_current_thread(),
        Flavor::MultiThread => Builder::new_multi_thread(),
    };
    builder.worker_threads(4).thread_name(name).enable_all().build().expect("a runtime")
}

/// Bounds one wait inside a test, where its end is part of what is tested.
pub(crate) async fn within<F: Future>(seconds: u64, what: &str, future: F) -> F::Output {
    let limit = Duration::from_secs(seconds);
    tokio::time::timeout(limit, future)
        .await
        .unwrap_or_else(|_| panic!("{what} took more than {limit:?}"))
}

static PANICS: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

fn count_panics() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let name = thread::current().name().unwrap_or_default().to_owned();
            *PANICS.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += 1;
            print(info);
        }));
    });
}

/// The panics so far on a test's threads, and on lapin's own.
pub(crate) fn panics(test: &str) -> u32 {
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    panics
        .iter()
        .filter(|(name, _)| *name == test || name.starts_with("lapin"))
        .map(|(_, count)| count)
        .sum()
}

/// A part of the broker that no other test sees.
#[derive(Clone)]
pub(crate) struct Vhost {
    name: &'static str,
}

impl Vhost {
    fn new(name: &'static str) -> Self {
        let steps = format!(
            r#"catch rabbit_vhost:delete(<<"{name}">>, <<"test">>),
               rabbit_vhost:add(<<"{name}">>, <<"test">>),
               rabbit_auth_backend_internal:set_permissions(
                   <<"{user}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"test">>)."#,
            user = Address::of(broker().url()).user
        );
        broker().ctl(&["eval", &steps]);
        Vhost { name }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// A lapin URL.
    pub(crate) fn url(&self) -> String {
        let Address { user, password, host, port } = Address::of(broker().url());
        format!("amqp://{user}:{password}@{host}:{port}/{}", self.name)
    }

    pub(crate) async fn lapin(&self) -> lapin::Connection {
        let url = self.url();
        let connect = lapin::Connection::connect(&url, lapin::ConnectionProperties::default());
        within(10, "connecting", connect).await.expect("a connection")
    }

    pub(crate) async fn amqprs(&self) -> amqprs::connection::Connection {
        let Address { user, password, host, port } = Address::of(broker().url());
        let mut arguments =
            amqprs::connection::OpenConnectionArguments::new(&host, port, &user, &password);
        arguments.virtual_host(self.name);
        within(10, "connecting", amqprs::connection::Connection::open(&arguments))
            .await
            .expect("a connection")
    }

    pub(crate) fn amqprs1_arguments(&self) -> amqprs1::connection::OpenConnectionArguments {
        let Address { user, password, host, port } = Address::of(broker().url());
        let mut arguments =
            amqprs1::connection::OpenConnectionArguments::new(&host, port, &user, &password);
        arguments.virtual_host(self.name);
        arguments
    }

    /// Runs `rabbitmqctl` without holding up the runtime.
    pub(crate) async fn ctl(&self, arguments: &[&str]) -> String {
        let arguments: Vec<String> = arguments.iter().map(|it| (*it).to_owned()).collect();
        let job = move || broker().ctl(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        tokio::task::spawn_blocking(job).await.expect("rabbitmqctl")
    }

    /// The consumers on each open channel.
    pub(crate) async fn channels(&self) -> Vec<u32> {
        let table =
            self.ctl(&["list_channels", "--no-table-headers", "vhost", "consumer_count"]).await;
        let rows = table.lines().filter_map(|line| line.split_once('\t'));
        rows.filter(|(vhost, _)| *vhost == self.name)
            .map(|(_, count)| count.parse().expect("a count"))
            .collect()
    }

    /// The prefetch limit of each consumer.
    pub(crate) async fn prefetches(&self) -> Vec<u32> {
        let table = self
            .ctl(&["list_consumers", "--no-table-headers", "-p", self.name, "prefetch_count"])
            .await;
        table.lines().map(|line| line.parse().expect("a limit")).collect()
    }

    /// The messages in the queues, ready and unacknowledged.
    pub(crate) async fn left(&self) -> u32 {
        let table =
            self.ctl(&["list_queues", "--no-table-headers", "-p", self.name, "messages"]).await;
        table.lines().map(|line| line.parse::<u32>().expect("a count")).sum()
    }

    /// Waits until no channel is open, and says how many still are after that.
    pub(crate) async fn channels_left(&self) -> usize {
        let start = Instant::now();
        loop {
            let left = self.channels().await.len();
            if left == 0 || start.elapsed() > Duration::from_secs(10) {
                return left;
            }
        }
    }

    /// Waits until no message is left, and says how many still are after that.
    pub(crate) async fn messages_left(&self) -> u32 {
        let start = Instant::now();
        loop {
            let left = self.left().await;
            if left == 0 || start.elapsed() > Duration::from_secs(10) {
                return left;
            }
        }
    }
}

struct Address {
    user: String,
    password: String,
    host: String,
    port: u16,
}

impl Address {
    fn of(url: &str) -> Self {
        let rest = url
            .strip_prefix("amqp://")
            .unwrap_or_else(|| panic!("`{url}` does not begin with amqp://"));
        let authority = rest.split('/').next().unwrap_or_default();
        let (credentials, place) = authority.rsplit_once('@').unwrap_or(("guest:guest", authority));
        let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
        let (host, port) = place.split_once(':').unwrap_or((place, "5672"));
        let port = port.parse().unwrap_or_else(|_| panic!("`{url}` has no port that is a number"));
        Address {
            user: user.to_owned(),
            password: password.to_owned(),
            host: host.to_owned(),
            port,
        }
    }
}

/// How often each message was seen.
pub(crate) struct Ledger {
    seen: Vec<AtomicU32>,
}

impl Ledger {
    pub(crate) fn new(messages: u32) -> Self {
        Ledger { seen: (0..messages).map(|_| AtomicU32::new(0)).collect() }
    }

    pub(crate) fn mark(&self, body: &[u8]) {
        let id = u32::from_be_bytes(body.try_into().expect("four bytes"));
        self.seen[id as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// How many messages were seen so often.
    pub(crate) fn count(&self, times: impl Fn(u32) -> bool) -> usize {
        self.seen.iter().filter(|it| times(it.load(Ordering::Relaxed))).count()
    }

    pub(crate) fn is_complete(&self) -> bool {
        self.count(|times| times == 0) == 0
    }
}
