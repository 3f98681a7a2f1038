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
    /// How it comes into view, such as "opened here".
    pub how: String,
    /// The channel's modes: `confirms`, `transactions`.
    pub modes: Vec<&'static str>,
    /// The contexts that use it, in program order.
    pub contexts: Vec<MappedContext>,
    /// Names of queues and exchanges that are known, sorted.
    pub names: Vec<String>,
    /// The rule that reports it, when concurrent code shares it.
    pub shared: Option<String>,
}

/// A context and the operations that it runs on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappedContext {
    /// What it is: `task`, `request handler`, or the function that everything else is in.
    pub name: String,
    /// Where it starts.
    pub at: Option<Location>,
    /// How many run at the same time.
    pub times: MappedTimes,
    /// Its operations.
    pub operations: Vec<MappedOperation>,
}

/// How many executions there can be at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    /// Where it is called.
    pub at: Location,
    /// How many exclusive locks are held.
    pub guards: usize,
}
