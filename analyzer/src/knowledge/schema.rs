//! The schema of the tables, shared by the built-in ones and a user's `chanlint.toml`.

use std::ops::Range;

use semver::VersionReq;
use serde::Deserialize;
use toml::Spanned;

use super::names::{Kind, Meaning, Mode, Pattern};
use crate::findings::{Evidence, Level, Outcome};
use crate::language::Language;

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
    /// Known functions and methods.
    #[serde(default)]
    pub call: Vec<CallRule>,
    /// Functions that run another one of the type that is asked for.
    #[serde(default)]
    pub conversion: Vec<Conversion>,
    /// Functions and trait methods that a framework calls many times.
    #[serde(default)]
    pub handlers: Vec<Handlers>,
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
}

/// Trait methods that the client calls with the channel.
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

/// What a table calls a rule. Whether there is one of that name, who knows the rules has to say.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Spanned<String>")]
pub struct RuleName {
    /// The name.
    pub name: String,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
}

impl From<Spanned<String>> for RuleName {
    fn from(name: Spanned<String>) -> Self {
        Self { at: name.span(), name: name.into_inner() }
    }
}

/// Where two operations must be for a hazard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Anywhere.
    #[default]
    Any,
    /// In two tasks or threads.
    Tasks,
    /// In one task that polls several futures.
    Task,
}

/// What follows when two operations overlap.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// The two operations.
    pub between: [Pattern; 2],
    /// The rule that reports it.
    pub rule: RuleName,
    /// Its level.
    pub level: Level,
    /// The versions that do this.
    #[serde(default)]
    pub versions: VersionReq,
    /// The mode that the channel must be in.
    pub when: Option<Mode>,
    /// Where the operations must be.
    #[serde(default)]
    pub within: Scope,
    /// What somebody sees then who runs the program; what `why` says, when it is left out.
    pub consequence: Option<String>,
    /// What the client or the broker does, that it comes to this.
    pub why: String,
    /// Where that was seen; every built-in table says it. What begins with `run` was measured.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

impl Hazard {
    /// What follows, for a finding.
    pub fn outcome(&self) -> Outcome {
        Outcome::new(self.consequence.as_deref(), &self.why, &self.evidence)
    }
}

/// What a client does when one operation is misused. A rule that a client's table does not name is silent for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// The rule that reports it.
    pub rule: RuleName,
    /// The versions that do this.
    #[serde(default)]
    pub versions: VersionReq,
    /// The methods that it speaks of; all when empty.
    #[serde(default)]
    pub methods: Vec<String>,
    /// How bad it is, where that differs from what the rule says.
    pub level: Option<Level>,
    /// The code to write instead, with `{it}` for what the operation is called on.
    #[serde(default)]
    pub help: Vec<String>,
    /// The call that a fix puts before the operation, with `{it}` and with `{crate}` for the client's name in code.
    pub call_before: Option<String>,
    /// The call that a fix puts behind the opening of the channel, in the same words.
    pub call_after_opening: Option<String>,
    /// How a fix looks at what the broker says.
    pub looked_at: Option<LookedAt>,
    /// What somebody sees then who runs the program; what `why` says, when it is left out.
    pub consequence: Option<String>,
    /// What the client or the broker does, that it comes to this.
    pub why: String,
    /// Where that was seen; every built-in table says it. What begins with `run` was measured.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

impl Failure {
    /// What follows, for a finding.
    pub fn outcome(&self) -> Outcome {
        Outcome::new(self.consequence.as_deref(), &self.why, &self.evidence)
    }
}

/// How the broker's word on a message is looked at.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedAt {
    /// What code writes after the word, to know whether it is a good one.
    pub by: String,
    /// The client's error that stands for another one, with `{crate}` for the client's name in code.
    pub refusal: String,
}

/// What an option of some operations means, however it is set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRule {
    /// What it means.
    pub meaning: Meaning,
    /// The operations that take it.
    pub methods: Vec<String>,
    /// Which of their arguments holds it: an unknown value there says nothing.
    pub argument: Option<usize>,
    /// Fields and builder methods that set it, and its position in a constructor's arguments; without any, the argument is the
    /// option itself.
    pub names: Vec<String>,
    /// Fields and builder methods that set its opposite.
    #[serde(default)]
    pub inverted: Vec<String>,
    /// Whether the operations mean it by their names, whatever they are given.
    #[serde(default)]
    pub always: bool,
    /// The function of the options' type that leaves it off and everything else as it comes.
    pub unset_by: Option<String>,
}

/// Methods whose result stands for the handle itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The handle's kind.
    pub on: HandleKind,
    /// The methods.
    pub methods: Vec<String>,
}

/// Fields of a delivery that are what was sent, and not a way to settle it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The fields.
    pub fields: Vec<String>,
}

/// How code asks whether a delivery was sent before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redelivered {
    /// What it writes after the delivery.
    pub by: String,
    /// Types that are not followed as deliveries and have it, too.
    #[serde(default)]
    pub types: Vec<String>,
    /// Fields and methods that code settles a delivery through, and that only the delivery itself has.
    pub through: Vec<String>,
}

/// How code looks at what the broker says about a message, and looks away from a message that it returned.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Methods that ask whether it was taken, and for nothing else.
    pub asked_by: Vec<String>,
    /// The variant of what was taken, with the message that came back, if one did.
    pub taken: String,
}

/// How code learns whether a channel or connection lives, or has the client bring lost ones back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Life {
    /// Methods that ask for it, or wait until it lives again.
    pub asked_by: Vec<String>,
    /// Methods of settings that have the client open lost ones again.
    #[serde(default)]
    pub brought_back_by: Vec<String>,
}

/// What keeps a collection from growing for ever.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Methods that take something out, or that are asked for how much there is.
    #[serde(default)]
    pub bounded_by: Vec<String>,
    /// Collections whose elements are not followed.
    #[serde(default)]
    pub types: Vec<String>,
}

/// Functions that wait for something that may take long.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waits {
    /// What they wait for.
    #[serde(rename = "for")]
    pub what: WaitsFor,
    /// Their canonical paths.
    pub paths: Vec<String>,
}

/// What a function waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// Room in a bounded queue.
    Room,
    /// Something outside of the program, another task, or time to pass.
    Time,
}

/// Known functions and methods.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRule {
    /// Canonical paths of functions.
    #[serde(default)]
    pub paths: Vec<String>,
    /// Methods.
    #[serde(default)]
    pub methods: Vec<String>,
    /// The external types whose methods are meant; empty means any receiver that is not the workspace's own type.
    #[serde(default)]
    pub on: Vec<String>,
    /// What they do.
    pub effect: Effect,
    /// The argument that matters, 0-based.
    #[serde(default)]
    pub arg: usize,
    /// How often it runs.
    #[serde(default)]
    pub times: Times,
    /// What a report calls the code that it starts: `task`, `thread` …
    #[serde(default)]
    pub context: Option<String>,
    /// The canonical path of the type that it gives, for further methods.
    #[serde(default)]
    pub gives: Option<String>,
}

/// What a known function does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Runs the argument in a context of its own and gives a handle of it.
    Spawn,
    /// As `spawn`; the receiver keeps the handle.
    SpawnInto,
    /// As `spawn`; the argument is only called: a future that it gives is polled by nobody.
    SpawnThread,
    /// Calls the argument, and ends when all that it spawned has ended.
    Scope,
    /// Runs the argument here and now.
    Run,
    /// Gives a future that polls all arguments, or the elements of a lone one, at the same time.
    Together,
    /// As `together`, and whoever waits goes on with the first that ends or fails.
    Race,
    /// Calls the argument for each element; the futures that it gives are polled at the same time, as many as argument 0 says.
    EachTogether,
    /// Polls the receiver's elements at the same time, as many as the argument says.
    ElementsTogether,
    /// The tasks in the receiver and the arguments are waited for, and over afterwards.
    Join,
    /// The tasks in the receiver and the arguments are stopped.
    Stop,
    /// Says whether the tasks in the receiver are over.
    AskEnd,
    /// Gives a value of the type `gives` around the receiver and the arguments.
    Wrap,
    /// Gives the receiver as it is, a guard included.
    Keep,
    /// Gives the receiver or what it guards, or the argument of a function.
    Same,
    /// Gives the argument.
    SameArg,
    /// Calls the argument with the receiver's content and gives what it gives.
    Apply,
    /// Calls the argument with the receiver's content and gives the receiver.
    Inspect,
    /// Calls the argument without parameters; gives the receiver or what it gives.
    OrElse,
    /// Gives the receiver as something to iterate over.
    Iterate,
    /// Calls the argument for each element and gives a collection of what it gives.
    Each,
    /// Gives a stream of what the second argument gives, called with the first and then with what it gave itself.
    Unfold,
    /// Gives an exclusive guard of the receiver's content.
    Lock,
    /// Gives a guard that others can hold too.
    LockShared,
    /// The receiver is held exclusively from here on, until it is released.
    Acquire,
    /// As `acquire`; others can hold it so, too.
    AcquireShared,
    /// The receiver is not held any more.
    Release,
    /// Gives an exclusive guard when the receiver was made for one holder.
    Permit,
    /// Puts the argument into the receiver.
    Insert,
    /// Puts the other arguments into the first one, and gives that.
    Append,
    /// Gives the two ends of a queue of messages, of the type `gives`.
    Messages,
    /// Gives a queue of messages, of the type `gives`, whose two ends are one value.
    Queue,
    /// Puts the argument into the queue.
    Send,
    /// Waits for the next message of the queue and gives it.
    Receive,
    /// Waits until something is sent through the queue, and gives nothing.
    Hear,
    /// Gives another end of the queue, which gets everything that the others get.
    Subscribe,
    /// Gives the next message of the queue if there is one by now.
    Look,
    /// Puts the second argument where the first one points, and gives what was there.
    Replace,
    /// Gives one element, no one knows which.
    Element,
    /// Gives the next element; of futures that run together, a future that polls them all.
    Next,
    /// Calls the argument for each element, many at the same time, and ends when all have ended.
    EachParallel,
    /// Takes an element out for good.
    Take,
    /// Takes everything out.
    Clear,
    /// Stores what the argument, or what it gives when called, and gives the stored.
    Init,
    /// As `init`; a future that it is given is polled for the value.
    Fill,
    /// Registers the argument as a handler.
    Handler,
    /// Makes the argument state that all handlers share.
    Share,
    /// Gives the state that all handlers share, of the type that is asked for.
    State,
    /// Registers the argument as a handler, and makes what it gives state that all handlers share.
    Provide,
    /// Gives a value out of a pool that nobody else has until it is dropped.
    Checkout,
    /// Gives an empty collection, or one of the argument's elements; a value of the type `gives` around it.
    Collect,
    /// Ends the argument's life.
    Drop,
    /// Gives a future that may be dropped before it is finished.
    Cancellable,
    /// Ends the process or waits for ever.
    Diverge,
    /// Tells a person something, and nobody else.
    Say,
    /// The context around is over when the receiver is waited for.
    Done,
    /// Lets time pass: a sleep, a tick.
    Pause,
    /// Gives nothing that matters.
    Nothing,
}

/// Functions and trait methods that a framework calls by itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handlers {
    /// Attributes of functions, by path or last segment.
    #[serde(default)]
    pub attributes: Vec<String>,
    /// Attributes of `impl` blocks.
    #[serde(default)]
    pub impl_attributes: Vec<String>,
    /// Traits by name.
    #[serde(default)]
    pub traits: Vec<String>,
    /// The traits' methods; all when empty.
    #[serde(default)]
    pub methods: Vec<String>,
    /// Packages that must be among the dependencies.
    pub packages: Vec<String>,
    /// How they run.
    pub times: Times,
    /// What a report calls them.
    pub context: String,
}

/// Wrappers that behave as one of their type arguments.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transparent {
    /// Canonical paths.
    pub types: Vec<String>,
    /// Which type argument, 0-based.
    #[serde(default)]
    pub arg: u8,
}

/// A list of types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Types {
    /// Canonical paths.
    pub types: Vec<String>,
}
