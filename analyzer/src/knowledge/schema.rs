//! The schema of the tables, shared by the built-in ones and a user's `chanlint.toml`.

mod calls;
mod client;
mod hazards;
mod words;

use serde::Deserialize;

use crate::language::Language;
pub(super) use calls::Route;
pub use calls::{CallRule, Effect, Handlers, Reads, Transparent, Types, WaitsFor};
use calls::{Drains, Waits, Writes};
pub(super) use client::ClientHeader;
use client::Dropped;
pub use client::{
    Alias, Attribute, Callback, Conversion, Handle, HandleKind, Open, Operation, Times,
};
pub use hazards::{Failure, Hazard, LookedAt, RuleName, Scope};
pub(super) use words::Content;
use words::Growth;
pub use words::{Life, OptionRule, Part, Redelivered, Verdict};

/// One file of knowledge.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The language whose libraries it speaks of.
    #[serde(default)]
    pub language: Language,
    /// The client it describes; files of runtimes have none.
    pub client: Option<ClientHeader>,
    /// Re-exports.
    #[serde(default)]
    pub alias: Vec<Alias>,
    /// Handle types.
    #[serde(default)]
    pub handle: Vec<Handle>,
    /// Calls that give a fresh handle.
    #[serde(default)]
    pub open: Vec<Open>,
    /// Operations on handles.
    #[serde(default)]
    pub operation: Vec<Operation>,
    /// Trait methods that the client calls.
    #[serde(default)]
    pub callback: Vec<Callback>,
    /// What overlapping operations do.
    #[serde(default)]
    pub hazard: Vec<Hazard>,
    /// What follows from one operation.
    #[serde(default)]
    pub failure: Vec<Failure>,
    /// What options mean.
    #[serde(default)]
    pub option: Vec<OptionRule>,
    /// Methods that give a part of a handle which still names it, such as a delivery's tag.
    #[serde(default)]
    pub part: Vec<Part>,
    /// Fields of a delivery that are what was sent.
    #[serde(default)]
    pub content: Vec<Content>,
    /// How code asks whether a delivery was sent before.
    #[serde(default)]
    pub redelivered: Vec<Redelivered>,
    /// How code looks at what the broker says about a message.
    #[serde(default)]
    pub verdict: Vec<Verdict>,
    /// How code learns whether a channel lives, or has the client bring it back.
    #[serde(default)]
    pub life: Vec<Life>,
    /// Methods that keep a collection from growing for ever, and more types of collections.
    #[serde(default)]
    pub growth: Vec<Growth>,
    /// Functions that wait, as far as those care who must not.
    #[serde(default)]
    pub waits: Vec<Waits>,
    /// Methods that give the elements of a stream to a closure.
    #[serde(default)]
    pub drain: Vec<Drains>,
    /// Functions that write down what they are given.
    #[serde(default)]
    pub writes: Vec<Writes>,
    /// Known functions and methods.
    #[serde(default)]
    pub call: Vec<CallRule>,
    /// Functions that run another one of the type that is asked for.
    #[serde(default)]
    pub conversion: Vec<Conversion>,
    /// Functions and trait methods that a framework calls many times.
    #[serde(default)]
    pub handlers: Vec<Handlers>,
    /// How code says what requests a handler answers.
    #[serde(default)]
    pub route: Vec<Route>,
    /// Wrappers that behave as what they wrap.
    #[serde(default)]
    pub transparent: Vec<Transparent>,
    /// Containers of many values.
    #[serde(default)]
    pub collection: Vec<Types>,
    /// Values that do something when they are dropped.
    #[serde(default)]
    pub dropped: Vec<Dropped>,
    /// Wrappers that lead to one value, and to the same for as long as they live.
    #[serde(default)]
    pub pointer: Vec<Types>,
    /// Locks.
    #[serde(default)]
    pub lock: Vec<Types>,
    /// Extractors of shared state.
    #[serde(default)]
    pub shared_state: Vec<Types>,
}

impl Table {
    /// Every rule that it names.
    pub fn rules(&self) -> impl Iterator<Item = &RuleName> {
        let hazards = self.hazard.iter().map(|hazard| &hazard.rule);
        hazards.chain(self.failure.iter().map(|failure| &failure.rule))
    }
}
