//! The picture of a program's channels: the analysis made visible, for people and for tests.

use serde::Serialize;

use crate::sources::Location;

/// A channel and what happens to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedChannel {
    /// The client library.
    pub client: String,
    /// Where it is opened or comes into view.
    pub origin: Location,
    /// The same place as a finding's story begins with it.
    pub opened: Location,
    /// How it comes into view, such as "opened here".
    pub how: String,
    /// What a reader calls it: the function that opens it, or the way to it.
    pub name: Option<String>,
    /// The connection that it was opened on, where that was seen.
    pub connection: Option<MappedConnection>,
    /// The channel's modes: `confirms`, `transactions`.
    pub modes: Vec<&'static str>,
    /// The prefetch limits that it is given, sorted.
    pub prefetch: Vec<u64>,
    /// The contexts that use it, in program order.
    pub contexts: Vec<MappedContext>,
    /// Names of queues and exchanges that are known, sorted.
    pub names: Vec<String>,
    /// The rule that reports it, when concurrent code shares it.
    pub shared: Option<String>,
}

/// A connection that channels are opened on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MappedConnection {
    /// Where it is opened or comes into view.
    pub at: Location,
    /// How it comes into view, as for a channel.
    pub how: String,
    /// The function that opens it, or the way to it.
    pub name: Option<String>,
}

/// A context and the operations that it runs on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedContext {
    /// What it is: `task`, `request handler`, or the function that everything else is in.
    pub name: String,
    /// Where it starts.
    pub at: Option<Location>,
    /// The same place as a finding's story tells of it.
    pub begins: Option<Location>,
    /// The first function that runs in it.
    pub function: Option<String>,
    /// The function that starts it.
    pub started_in: Option<String>,
    /// What a request must ask for that it answers, such as `POST /orders`.
    pub route: Option<String>,
    /// How many run at the same time.
    pub times: MappedTimes,
    /// Whether something that it does on the channel can meet something else there that it must not meet.
    pub meets: bool,
    /// Its operations.
    pub operations: Vec<MappedOperation>,
}

/// How many executions there can be at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MappedTimes {
    /// One.
    One,
    /// Many.
    Many,
}

/// An operation on a channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MappedOperation {
    /// The method.
    pub name: String,
    /// What it is for.
    pub kind: MappedKind,
    /// Where it is called.
    pub at: Location,
    /// The same place as a finding's story tells of it.
    pub told_at: Location,
    /// How many exclusive locks are held.
    pub guards: usize,
    /// The queue, exchange and routing key that it names, as far as they are known.
    pub names: Vec<MappedName>,
}

/// What an operation is for, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MappedKind {
    /// It sends messages, or waits for the broker's confirm.
    Publish,
    /// It gets messages.
    Consume,
    /// It settles messages that came.
    Settle,
    /// It prepares: declares, binds, sets limits and modes.
    SetUp,
    /// It ends the channel or a consumer.
    Close,
}

/// A name that an operation is given.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct MappedName {
    /// What it is the name of.
    pub kind: MappedNameKind,
    /// The name; of an exchange, nothing for the default one.
    pub name: String,
}

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MappedNameKind {
    /// A queue.
    Queue,
    /// An exchange.
    Exchange,
    /// What the broker chooses queues by.
    RoutingKey,
}
