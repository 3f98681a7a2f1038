//! What a table says of a client: its packages, handles, openings, operations and callbacks.

use semver::VersionReq;
use serde::Deserialize;

use crate::knowledge::names::{Kind, Mode, Notice};

/// Name and packages of a client.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientHeader {
    /// The name that reports print.
    pub name: String,
    /// Package names.
    pub packages: Vec<String>,
    /// How the names of its option types end; a glob import is taken to bring them in.
    #[serde(default)]
    pub options: Vec<String>,
    /// Whether its calls wait until there is what they give: nothing is awaited.
    #[serde(default)]
    pub blocking: bool,
    /// Whether a delivery sends only the first answer that it is given itself.
    #[serde(default)]
    pub answers_once: bool,
    /// Versions of the first package whose calls send at once, awaited or not.
    pub eager: Option<VersionReq>,
    /// How `#[dedicated_channel]` is put on functions that take its channel, where it can be.
    pub attribute: Option<Attribute>,
}

/// What `#[dedicated_channel]` asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attribute {
    /// The versions that it knows.
    pub versions: VersionReq,
    /// The channel's type as the client's users write it.
    pub path: String,
    /// The option that says whose channel it is, where the written type does not.
    pub option: String,
    /// The option that keeps the channel open where a consumer is started on it by reference, when nothing else does.
    pub keep: Option<String>,
}

/// A path that is another path's re-export.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The prefix that code writes.
    pub from: String,
    /// The prefix it stands for.
    pub to: String,
}

/// A function that runs a trait's function of the type that is asked for, as `into` runs `From::from`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversion {
    /// What is called, by its canonical path.
    pub call: String,
    /// What runs, by its canonical path.
    pub runs: String,
    /// The generic parameter of what is called that says whose function runs.
    pub of: String,
    /// The generic parameter of what is called that is an argument of the trait, where that has one.
    pub from: Option<String>,
}

/// Values that do something when they are dropped.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dropped {
    /// Canonical paths of types outside.
    #[serde(default)]
    pub types: Vec<String>,
    /// Traits, by name: whose type has one of them, in the program.
    #[serde(default)]
    pub traits: Vec<String>,
}

/// What a handle is.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandleKind {
    /// A connection.
    Connection,
    /// A channel.
    Channel,
    /// A stream of deliveries.
    Consumer,
    /// One delivery, or its acker.
    Delivery,
    /// A publish that waits for the broker's confirm.
    Confirm,
    /// A pool of connections.
    Pool,
}

/// Types that are handles.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handle {
    /// What they are.
    pub kind: HandleKind,
    /// Their canonical paths.
    pub types: Vec<String>,
    /// The first argument that a type has to have to be one: a queue of deliveries is, any other queue is not.
    pub of: Option<String>,
    /// Whether they are parts that stand for the handle, such as the acker of a delivery.
    #[serde(default)]
    pub part: bool,
}

/// Calls that give a fresh handle.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// Methods, on a handle of the kind `on`.
    #[serde(default)]
    pub methods: Vec<String>,
    /// Functions.
    #[serde(default)]
    pub paths: Vec<String>,
    /// The receiver's kind; any receiver of unknown type when the name is distinctive.
    pub on: Option<HandleKind>,
    /// What they give.
    pub gives: HandleKind,
    /// Whether other libraries use the method's name too.
    #[serde(default)]
    pub common_name: bool,
}

/// Operations on a handle.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// What they are.
    pub kinds: Vec<Kind>,
    /// The methods.
    pub methods: Vec<String>,
    /// The receiver's kind.
    pub on: HandleKind,
    /// The handle that the result is.
    pub gives: Option<HandleKind>,
    /// Whether other libraries use the method's name too, so that the receiver must be known.
    #[serde(default)]
    pub common_name: bool,
    /// Whether the handle itself stands for the first of the methods: a consumer that is iterated over, a confirm that is awaited.
    #[serde(default)]
    pub implied: bool,
    /// The mode that the channel is in afterwards.
    pub mode: Option<Mode>,
    /// What the client puts into a queue that it is given.
    pub notices: Option<Notice>,
}

/// Trait methods that the client calls with the channel.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Callback {
    /// The operation or method that registers it.
    pub registered_by: Vec<String>,
    /// Which argument is the implementing value, 0-based.
    pub arg: usize,
    /// The methods that are called; a closure argument is called itself.
    pub methods: Vec<String>,
    /// The trait's name, for impls that are looked up by it.
    pub of_trait: String,
    /// How often they run at the same time.
    pub times: Times,
    /// Whether they run on the task that must deliver the channel's replies.
    #[serde(default)]
    pub on_dispatcher: bool,
    /// Whether they are given a delivery after the channel.
    #[serde(default)]
    pub delivers: bool,
}

/// How many executions there can be at the same time.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Times {
    /// One.
    #[default]
    One,
    /// Many.
    Many,
    /// One after the other, without end.
    Serial,
}
