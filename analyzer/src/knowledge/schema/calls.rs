//! What a table says of functions and types of runtimes and frameworks.

use serde::Deserialize;

use super::Times;

/// Functions that wait for something that may take long.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waits {
    /// What they wait for.
    #[serde(rename = "for")]
    pub what: WaitsFor,
    /// Their canonical paths.
    #[serde(default)]
    pub paths: Vec<String>,
    /// Types of which a value is given to whatever may wait: it says when to give up.
    #[serde(default)]
    pub given: Vec<String>,
}

/// What a function waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitsFor {
    /// Room in a bounded queue.
    Room,
    /// Something outside of the program, another task, or time to pass.
    Time,
    /// The end of the program: a signal.
    End,
    /// Requests, which handlers answer in the meantime: a server serves as long as the program runs.
    Requests,
}

impl WaitsFor {
    /// Whether it lasts as long as the program.
    pub fn is_for_good(self) -> bool {
        matches!(self, Self::End | Self::Requests)
    }
}

/// Methods that give the elements of a stream to a closure, one by one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drains {
    /// How far they read it.
    pub reads: Reads,
    /// The methods.
    pub methods: Vec<String>,
}

/// How far a stream is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reads {
    /// Until it is over.
    ToItsEnd,
    /// As far as somebody asks for more.
    AsAsked,
}

/// Functions that write down what they are given, in some format: it fails for no message.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writes {
    /// Their canonical paths.
    pub paths: Vec<String>,
}

/// Known functions and methods.
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// How functions are called of whatever library, with `*` for a part of the name: `Register*Server`. They count where no path
    /// says more.
    pub named: Option<String>,
    /// The argument that matters, 0-based.
    #[serde(default)]
    pub arg: usize,
    /// How often it runs.
    #[serde(default)]
    pub times: Times,
    /// The methods that are called of an argument that is no function.
    #[serde(default)]
    pub calls: Vec<String>,
    /// What a report calls the code that it starts: `task`, `thread` …
    #[serde(default)]
    pub context: Option<String>,
    /// The canonical path of the type that it gives, for further methods.
    #[serde(default)]
    pub gives: Option<String>,
}

/// What a known function does.
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// The same, where the elements come again and again.
    Cycle,
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
    /// As `acquire`, when the receiver was made for so few that nobody else can hold the rest.
    AcquirePermit,
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
    /// Puts what it reads from the receiver, or from the first argument, where another argument points, and gives how it went.
    Decode,
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
    /// Runs the argument the first time, and never again.
    Once,
    /// Registers the arguments as handlers.
    Handler,
    /// Registers every public method of the argument as a handler.
    Service,
    /// Registers what the receiver was made with as handlers.
    Serve,
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
    /// Gives the panic that ended the code around, if one did.
    Catch,
    /// Gives nothing that matters.
    Nothing,
}

/// Functions and trait methods that a framework calls by itself.
#[cfg_attr(test, derive(schemars::JsonSchema))]
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

/// How code says what requests a handler answers, for the map.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Functions, methods and attributes that are called as the verb of such requests, in any case of letters.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// Methods whose first argument is the path of the handlers among the others.
    #[serde(default)]
    pub methods: Vec<String>,
}

/// Wrappers that behave as one of their type arguments.
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Types {
    /// Canonical paths.
    pub types: Vec<String>,
}
