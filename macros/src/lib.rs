#![doc = include_str!("../README.md")]

mod args;
mod beside;
mod body;
mod channel;
mod expand;
mod function;

use proc_macro::TokenStream;

/// Turns a function that is written against a channel into one that callers hand a connection.
///
/// Each call opens a channel of its own, sets it up, and runs the body on it. The body stays as it
/// was; in the signature the channel parameter becomes `connection: &Connection` of the same
/// client, so that passing a channel is a type error.
///
/// # With lapin
///
/// ```no_run
/// use chanlint_macros::dedicated_channel;
/// use futures_util::StreamExt as _;
/// use lapin::options::{
///     BasicAckOptions, BasicConsumeOptions, BasicPublishOptions, QueueDeclareOptions,
/// };
/// use lapin::types::FieldTable;
/// use lapin::{BasicProperties, Connection, ConnectionProperties, Consumer};
///
/// // lapin: the returned consumer keeps its channel open.
/// #[dedicated_channel(prefetch = 10)]
/// async fn set_up(channel: &lapin::Channel, queue: &str) -> lapin::Result<Consumer> {
///     let (options, arguments) = (QueueDeclareOptions::default(), FieldTable::default());
///     channel.queue_declare(queue.into(), options, arguments).await?;
///     let (options, arguments) = (BasicConsumeOptions::default(), FieldTable::default());
///     channel.basic_consume(queue.into(), "".into(), options, arguments).await
/// }
///
/// // One-shot work: the channel is closed when the call returns, with `Ok` and with `Err`.
/// #[dedicated_channel(confirm, close)]
/// async fn publish(channel: &lapin::Channel, queue: &str, bodies: &[&[u8]]) -> lapin::Result<bool> {
///     for body in bodies {
///         let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
///         let sent = channel.basic_publish("".into(), queue.into(), options, body, properties).await?;
///         if !sent.await?.is_ack() {
///             return Ok(false);
///         }
///     }
///     Ok(true)
/// }
///
/// #[tokio::main]
/// async fn main() -> lapin::Result<()> {
///     let conn = Connection::connect("amqp://localhost", ConnectionProperties::default()).await?;
///     let mut orders = set_up(&conn, "orders").await?;
///     publish(&conn, "orders", &[b"one", b"two"]).await?;
///     while let Some(delivery) = orders.next().await {
///         delivery?.ack(BasicAckOptions::default()).await?;
///     }
///     Ok(())
/// }
/// ```
///
/// # With amqprs
///
/// amqprs closes a channel when its last clone is dropped, and a consumer that was started on it
/// then stops without a word: of 200 messages it handled five, the prefetch. So a channel by
/// reference needs one of `close`, `keep` and `reopen`; without, the attribute is a compile error.
///
/// ```no_run
/// use amqprs::channel::{
///     BasicAckArguments, BasicConsumeArguments, Channel, ConsumerMessage, QueueDeclareArguments,
/// };
/// use amqprs::connection::{Connection, OpenConnectionArguments};
/// use amqprs::error::Error;
/// use chanlint_macros::dedicated_channel;
/// use tokio::sync::mpsc::UnboundedReceiver;
///
/// type Messages = UnboundedReceiver<ConsumerMessage>;
///
/// // `keep`: the caller gets `Result<(Messages, Channel), Error>`. Nothing in the signature shows
/// // whose `Channel` it is, hence `amqprs`; `amqprs::error::Error` would.
/// #[dedicated_channel(amqprs, prefetch = 10, keep)]
/// async fn set_up(channel: &Channel, queue: &str) -> Result<Messages, Error> {
///     channel.queue_declare(QueueDeclareArguments::new(queue)).await?;
///     let (_tag, messages) = channel.basic_consume_rx(BasicConsumeArguments::new(queue, "")).await?;
///     Ok(messages)
/// }
///
/// #[tokio::main]
/// async fn main() -> Result<(), Error> {
///     let arguments = OpenConnectionArguments::new("localhost", 5672, "guest", "guest");
///     let conn = Connection::open(&arguments).await?;
///     let (mut messages, channel) = set_up(&conn, "orders").await?;
///     while let Some(message) = messages.recv().await {
///         if let Some(deliver) = message.deliver {
///             channel.basic_ack(BasicAckArguments::new(deliver.delivery_tag(), false)).await?;
///         }
///     }
///     Ok(())
/// }
/// ```
///
/// # Options
///
/// | option | what it does |
/// |---|---|
/// | `prefetch = EXPR` | sets the prefetch limit of the channel's consumers, a `u16`, by `basic_qos` |
/// | `confirm` | turns on publisher confirms |
/// | `close` | closes the channel when the body is done, and waits for that, before the call returns |
/// | `keep` | returns the channel beside the value: `Result<T, E>` becomes `Result<(T, Channel), E>` |
/// | `from = EXPR` | opens the channel on the connection that this yields; the parameter goes away |
/// | `conn = TYPE` | the type of the connection parameter, where it is not the client's own |
/// | `reopen = POLICY` | runs the body again, on a fresh channel, when it ended with an error that the policy allows |
/// | `lapin`, `amqprs` | whose `Channel` it is, where neither its path nor the rest of the signature shows it |
///
/// The channel is taken by reference, `channel: &lapin::Channel`, or by value, where the body owns
/// it: a stream that runs on it takes it along, a worker may spawn with it. Expressions may use
/// `self` and the other parameters. The error of the function must be [`From`] the client's, which
/// `?` needs; `Box<dyn Error + Send + Sync>` is.
///
/// ## `close` and `keep`
///
/// Say `close` for everything that returns no consumer. Without it lapin closes the channel in the
/// background, and a `conn.close()` right after the call fails: 230 to 300 times of 300, and never
/// with `close`. It closes after a failure, too, and is silent about a channel that the broker has
/// closed already.
///
/// `keep` is for consumers of amqprs, and for whatever else needs the channel after the set-up.
/// Where the body fails there is nobody to hand the channel to, and it is closed.
///
/// ## Other connections
///
/// Callers may pass whatever derefs to the client's connection: `&Arc<Connection>`, or a pool's
/// object. What `from` yields is borrowed, and held until the body is done, as a caller would hold
/// it: an object goes back to its pool after that, and a connection that was opened for the call is
/// closed then.
///
/// `conn` works by duck typing: the type needs an `async fn create_channel(&self)` for lapin, or
/// `open_channel(&self, Option<u16>)` for amqprs, whose error the function's is `From`.
///
/// ```
/// # use chanlint_macros::dedicated_channel;
/// # struct Service { pool: deadpool_lapin::Pool }
/// # type AnyError = Box<dyn std::error::Error + Send + Sync>;
/// impl Service {
///     #[dedicated_channel(from = self.pool.get().await?, prefetch = 10, close)]
///     async fn work(&self, channel: &lapin::Channel, queue: &str) -> Result<(), AnyError> {
///         // …
/// #       let _ = (channel, queue);
///         Ok(())
///     }
/// }
///
/// // Any type that can open a channel.
/// trait Opener {
///     fn create_channel(&self) -> impl Future<Output = lapin::Result<lapin::Channel>> + Send;
/// }
///
/// #[dedicated_channel(conn = impl Opener + Sync, close)]
/// async fn id(channel: &lapin::Channel) -> lapin::Result<u16> {
///     Ok(channel.id())
/// }
/// ```
///
/// ## `reopen`
///
/// A function that *runs* a consumer is a recipe that can be run again. With `reopen`, when a run
/// ends with `Err`, the policy is asked how long to wait; the body then runs again on a fresh
/// channel, or the error is returned. Opening the channel is part of the run. What was not
/// acknowledged is delivered again, so each message is processed at least once.
///
/// The policy is an expression, evaluated once for each call, of a type that has two methods:
///
/// - `delay(&mut self, error: &E) -> Option<D>`: how long to wait before the next run, or `None` to
///   give up with this error. How many attempts there are, how they are spaced, and which errors
///   concern the channel alone, is decided here and nowhere else.
/// - `async fn sleep(&self, delay: D)`: waits, on whatever runtime there is.
///
/// ```no_run
/// use std::time::{Duration, Instant};
///
/// use chanlint_macros::dedicated_channel;
/// use futures_util::StreamExt as _;
/// use lapin::options::{BasicAckOptions, BasicConsumeOptions};
/// use lapin::types::FieldTable;
///
/// /// Up to five fresh channels in a row, after 100 ms, 200 ms, 400 ms, 800 ms and 1.6 s. A run that
/// /// lasted for a minute starts the count anew.
/// struct Reopen {
///     failures: u32,
///     last: Instant,
/// }
///
/// impl Reopen {
///     fn new() -> Self {
///         Reopen { failures: 0, last: Instant::now() }
///     }
///
///     fn delay(&mut self, error: &lapin::Error) -> Option<Duration> {
///         let invalid_channel = matches!(error.kind(), lapin::ErrorKind::InvalidChannelState(..));
///         if !error.is_amqp_soft_error() && !invalid_channel {
///             // The connection is gone, or it is no failure of the channel: hand it up.
///             return None;
///         }
///         let ran = std::mem::replace(&mut self.last, Instant::now()).elapsed();
///         self.failures = if ran > Duration::from_secs(60) { 1 } else { self.failures + 1 };
///         (self.failures <= 5).then(|| Duration::from_millis(50) * 2_u32.pow(self.failures))
///     }
///
///     async fn sleep(&self, delay: Duration) {
///         tokio::time::sleep(delay).await;
///     }
/// }
///
/// #[dedicated_channel(prefetch = 10, reopen = Reopen::new())]
/// async fn run(channel: &lapin::Channel, queue: &str) -> lapin::Result<()> {
///     let (options, arguments) = (BasicConsumeOptions::default(), FieldTable::default());
///     let mut consumer = channel.basic_consume(queue.into(), "".into(), options, arguments).await?;
///     while let Some(delivery) = consumer.next().await {
///         let delivery = delivery?;
///         // … the work …
///         delivery.ack(BasicAckOptions::default()).await?;
///     }
///     Ok(())
/// }
/// ```
///
/// - The body has to end with its consumer, and to end with `Err` where it is to run again. lapin's
///   stream yields the broker's error before it ends; amqprs' receiver only ends, and the body
///   tells a channel's end from a connection's by `channel.is_connection_open()`. A queue that is
///   deleted ends the consumer without an error.
/// - lapin 2 has no `is_amqp_soft_error`: there it is `Error::ProtocolError(error)` whose
///   `error.kind()` is `AMQPErrorKind::Soft(_)`.
/// - Each run starts from the arguments that the caller passed. References are passed on as they
///   are, and by-value arguments are cloned for each run, so they must be [`Clone`]; take the
///   others by reference. What a run does through `&mut` stays done.
/// - Each run's channel is closed before the next one opens, as by `close`.
/// - A failure of the connection fails the opening, too, so even a policy that does not tell them
///   apart hands it up when its attempts are used up. `from` is evaluated for each run: with one
///   that yields a new connection, a policy may outlive the old one.
///
/// # Traits
///
/// In a trait the function has the signature that callers see, with the connection; the attribute
/// stands in the impl, or on a body in the trait.
///
/// Under `#[async_trait]` the attribute meets the expansion, `Box::pin(async move { … })`, and
/// reads it as it reads an `async fn`; it does so for the expansions of `async-trait` 0.1.44 and
/// later, and for nothing else that returns a future.
///
/// ```
/// use async_trait::async_trait;
/// use chanlint_macros::dedicated_channel;
///
/// #[async_trait]
/// trait Worker {
///     async fn work(&self, connection: &lapin::Connection, queue: &str) -> lapin::Result<u16>;
/// }
///
/// struct Orders;
///
/// #[async_trait]
/// impl Worker for Orders {
///     #[dedicated_channel(prefetch = 10, close)]
///     async fn work(&self, channel: &lapin::Channel, queue: &str) -> lapin::Result<u16> {
///         // …
/// #       let _ = queue;
///         Ok(channel.id())
///     }
/// }
/// ```
///
/// # When not to use it
///
/// Never per message. Opening a channel takes about 0.2 ms, against 0.03 ms for a call on an open
/// one; a channel for each message was 37 to 45 times slower than reuse with lapin, 7 to 12 times
/// with confirms, and 270 times with amqprs. Nor for speed: tasks that share a lapin channel
/// published 1.0 to 1.7 times as fast as on channels of their own. It is there because channels
/// fail, limit, confirm and answer each for itself.
///
/// # Limits
///
/// - It keeps calls apart, and does nothing within one: two calls of the same kind in a `join!` on
///   one amqprs channel still panic in the client, and a failing call on the channel still ends the
///   body's own consumer.
/// - A call that is dropped while its channel opens or closes, in a `select!` or by a timeout, takes
///   nothing back: with amqprs such channels stayed open at the broker, 2 of 163 and 2 of 175 calls
///   with a timeout. They end with the connection; put the timeout around the work in the body.
/// - Await confirms in the body. A `PublisherConfirm` that is returned outlives its channel, and
///   may never resolve. With `mandatory`, await each before the next publish.
/// - When the broker closes a channel whose consumer is busy, a delivery may come after the close,
///   and either client then ends the connection. That is a failure of the connection: `reopen`
///   hands it up.
/// - Numbers of channels that the broker closed are not reusable: lapin's `create_channel` fails
///   once for each with the old error, when the count comes round after 2047; amqprs never gives
///   them back, and panics when they are used up. Renew the connection of a consumer that fails for
///   days.
/// - Drop lapin's consumers before `conn.close()`, and put a limit on that call, which can hang
///   where a consumer is dropped meanwhile.
/// - A channel by value makes a reference parameter where there was none, so elided lifetimes in
///   the return type may need names.
/// - `keep` changes the first type behind the name of the return type, so an alias has to be one of
///   the value, as `lapin::Result<T>` is.
/// - Under `#[async_trait]`, `conn` cannot name a type with elided lifetimes.
#[proc_macro_attribute]
pub fn dedicated_channel(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into()).into()
}
