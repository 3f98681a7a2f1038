//! The nodes of the effect tree: what happens, and how what is inside a node relates.

use std::fmt;

use super::access::{AccessId, LockId};
use super::handle::OriginId;
use crate::facts::Name;
use crate::ids::{Id, ids};
use crate::knowledge::{Times, WaitsFor};
use crate::program::FnId;
use crate::sources::Location;

ids! {
    /// Index of a node.
    pub NodeId
    /// Something through which contexts tell each other of what they did: a queue, a notification.
    pub QueueId
}

impl NodeId {
    /// The root: the whole program.
    pub const PROGRAM: Self = Self(0);
}

/// How the children of a node relate, or what a leaf does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The whole program; children are entry points that know nothing of each other.
    Program,
    /// A function that something outside calls.
    Entry(FnId),
    /// A call: children in sequence.
    Call(FnId),
    /// A closure that is called: children in sequence.
    Closure,
    /// Children exclude each other.
    Branch,
    /// One alternative of a branch: children in sequence.
    Alternative,
    /// Children in sequence, again and again.
    Loop,
    /// Children run at the same time, in one task.
    Together,
    /// One of the things that run together; `many` when it stands for many.
    Lane {
        /// Whether it stands for many.
        many: bool,
    },
    /// Children run in a context of their own; what follows does not wait for them.
    Spawn {
        /// How many at the same time.
        times: Times,
        /// What a report calls it.
        context: Name,
    },
    /// Children are of a future that may be dropped before it is finished.
    Cancellable,
    /// These contexts were waited for, and are over.
    Join(Vec<NodeId>),
    /// These contexts are stopped, whatever they were at: nobody learns here that they had ended before.
    Stop(Vec<NodeId>),
    /// Children run once, before whoever asked for their result goes on: the initialiser of a cell.
    Once,
    /// A handle is opened.
    Open(OriginId),
    /// An operation.
    Access(AccessId),
    /// Something between operations.
    Step(Step),
}

/// What happens between operations, written down where handles are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Control leaves this node.
    Leave(Leave, NodeId),
    /// Time passes.
    Pause,
    /// A panic is asked for that may have ended the code around anywhere.
    Caught,
    /// Something is awaited that may take as long as the program runs.
    Wait,
    /// Something is logged or printed.
    Say,
    /// A value is dropped that does something then.
    Guard,
    /// Code runs that is not followed.
    Call,
    /// Something that was made of a delivery's content is awaited.
    Work(OriginId),
    /// What was made of a delivery's content goes to code of which nobody knows whether it waits for something.
    Use(OriginId),
    /// What was made of a delivery's content is published.
    Resend(OriginId),
    /// What was made of a delivery's content is unwrapped: what cannot be read ends the task.
    Unwrap(OriginId),
    /// A delivery goes to code that is not followed.
    HandOver(OriginId),
    /// A delivery is offered to a queue that gives it back when it is full.
    Offer(OriginId),
    /// Of a delivery that was sent through a queue, what a closed queue gives back is dropped.
    Forget(OriginId, QueueId),
    /// On this path there is no delivery: the stream gave an error or its end.
    Without(OriginId),
    /// On this path there is no delivery: something else that was waited for came first.
    Instead(OriginId),
    /// On this way something had failed: it is that of an `Err`.
    Failed,
    /// What a function waits for is waited for: in a client's own task whatever it is, elsewhere the end of the program.
    Delay(WaitsFor),
    /// A client's own task waits here for a lock.
    Lock(LockId, Hold),
    /// This way gives an error to whoever called.
    GivesError,
    /// Whether a channel or connection lives is asked, or it is waited for.
    Ask(OriginId),
    /// This way is taken, maybe among others, when the stream of deliveries is over.
    Over(OriginId),
    /// A channel is put where other code can find it.
    Publish(OriginId),
    /// Another context may be told here that it can go on.
    Send(QueueId),
    /// Waits for what another context sends.
    Arrive(QueueId),
}

/// How a lock is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// By nobody else.
    Alone,
    /// Beside others who do not hold it alone.
    Shared,
}

/// How control leaves a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// `return`, `bail!`
    Return,
    /// `?`
    Try,
    /// `?` on what a stream of deliveries gave.
    TryReceive,
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// A panic or the end of the process.
    End,
}

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The node around it; the program has none.
    pub parent: Option<NodeId>,
    /// Where it stands.
    pub at: Option<Location>,
    /// What a branch asks: its condition or what it matches. Of one alternative, its body.
    pub asks: Option<Location>,
    /// What decides for an alternative.
    pub tests: Tests,
    /// What is known of its rounds. Few nodes have some, and a tree has many nodes.
    rounds: Option<Box<Rounds>>,
}

/// What is known of the rounds of a node.
#[derive(Clone, Debug, Default)]
pub struct Rounds {
    /// What is known of a loop.
    pub repeats: LoopInfo,
    /// Loops whose results this one iterates over. Round *i* here sees what round *i* there made, so a handle that was opened
    /// there is a different one in each round.
    pub zips_with: Vec<NodeId>,
    /// Origins that at most one round of this loop can get, such as the elements of a list literal: two rounds never share
    /// them.
    pub distinct_per_iteration: Vec<OriginId>,
}

impl Node {
    /// A node that no loop has told anything of.
    pub(super) fn new(kind: NodeKind, parent: Option<NodeId>, at: Option<Location>) -> Self {
        Self { kind, parent, at, asks: None, tests: Tests::default(), rounds: None }
    }

    /// What is known of a loop.
    pub fn repeats(&self) -> LoopInfo {
        self.rounds.as_ref().map_or_else(LoopInfo::default, |rounds| rounds.repeats)
    }

    /// Loops whose results this one iterates over.
    pub fn zips_with(&self) -> &[NodeId] {
        self.rounds.as_ref().map_or(&[], |rounds| &rounds.zips_with)
    }

    /// Origins that at most one round can get.
    pub fn distinct_per_iteration(&self) -> &[OriginId] {
        self.rounds.as_ref().map_or(&[], |rounds| &rounds.distinct_per_iteration)
    }

    /// What is known of its rounds, to be added to.
    pub(crate) fn rounds_mut(&mut self) -> &mut Rounds {
        self.rounds.get_or_insert_default()
    }
}

/// What a loop goes on for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GoesOn {
    /// As long as there are elements.
    #[default]
    Elements,
    /// As long as a condition holds.
    Condition,
    /// Without a condition.
    Ever,
}

/// What a decision tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tests {
    /// How the work on a message went, or what the message says: when it comes again, the same comes of it.
    #[default]
    Work,
    /// A number that the message says, against another that stays: when it comes again, so do they.
    Count,
    /// Something else: how often it came, what kind of error it was, whether the program ends.
    Else,
}

/// What is known of a loop.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoopInfo {
    /// Whether it runs over a range or a list that is written there.
    pub bounded: bool,
    /// Whether the first error of a stream ends it: `while let Some(Ok(x))`.
    pub ends_on_error: bool,
    /// What it goes on for.
    pub goes_on: GoesOn,
    /// The condition that asks for a value, without which the loop is over: `while let Some(x)`.
    pub asks_for_value: Option<Location>,
    /// Where the body begins that was evaluated once more, with what the first left on the heap.
    pub second: Option<NodeId>,
}

impl NodeKind {
    /// Whether it is a function that something outside calls.
    pub fn is_entry(&self) -> bool {
        matches!(self, Self::Entry(_))
    }

    /// Whether it only says how others relate, or that code was entered: without others in it, it is of no account.
    pub(super) fn is_frame(&self) -> bool {
        matches!(
            self,
            Self::Call(_) | Self::Closure | Self::Branch | Self::Alternative | Self::Cancellable
        )
    }
}

/// A word and the numbers of what it speaks of: `open 3`, `spawn task, many`, `join 4 7`.
impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program => f.write_str("program"),
            Self::Entry(function) => write!(f, "entry {}", function.index()),
            Self::Call(function) => write!(f, "call {}", function.index()),
            Self::Closure => f.write_str("closure"),
            Self::Branch => f.write_str("branch"),
            Self::Alternative => f.write_str("alternative"),
            Self::Loop => f.write_str("loop"),
            Self::Together => f.write_str("together"),
            Self::Lane { many: false } => f.write_str("lane"),
            Self::Lane { many: true } => f.write_str("lane, many"),
            Self::Spawn { times, context } => match times {
                Times::One => write!(f, "spawn {context}"),
                Times::Many => write!(f, "spawn {context}, many"),
                Times::Serial => write!(f, "spawn {context}, one after the other"),
            },
            Self::Cancellable => f.write_str("cancellable"),
            Self::Join(contexts) => listed(f, "join", contexts),
            Self::Stop(contexts) => listed(f, "stop", contexts),
            Self::Once => f.write_str("once"),
            Self::Open(origin) => write!(f, "open {}", origin.index()),
            Self::Access(access) => write!(f, "access {}", access.index()),
            Self::Step(step) => step.fmt(f),
        }
    }
}

fn listed(f: &mut fmt::Formatter<'_>, word: &str, contexts: &[NodeId]) -> fmt::Result {
    f.write_str(word)?;
    contexts.iter().try_for_each(|context| write!(f, " {}", context.index()))
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |f: &mut fmt::Formatter<'_>, word: &str, origin: &OriginId| {
            write!(f, "{word} {}", origin.index())
        };
        match self {
            Self::Leave(how, node) => write!(f, "{how} {}", node.index()),
            Self::Pause => f.write_str("pause"),
            Self::Caught => f.write_str("caught"),
            Self::Wait => f.write_str("wait"),
            Self::Say => f.write_str("say"),
            Self::Guard => f.write_str("guard"),
            Self::Call => f.write_str("call of unknown code"),
            Self::Work(origin) => of(f, "work on", origin),
            Self::Use(origin) => of(f, "use of what was made of", origin),
            Self::Resend(origin) => of(f, "publish what was made of", origin),
            Self::Unwrap(origin) => of(f, "unwrap what was made of", origin),
            Self::HandOver(origin) => of(f, "hand over", origin),
            Self::Offer(origin) => of(f, "offer", origin),
            Self::Forget(origin, _) => of(f, "forget what comes back of", origin),
            Self::Without(origin) => of(f, "without", origin),
            Self::Instead(origin) => of(f, "instead of", origin),
            Self::Failed => f.write_str("failed"),
            Self::GivesError => f.write_str("gives an error"),
            Self::Delay(WaitsFor::Room) => f.write_str("wait for room"),
            Self::Delay(WaitsFor::Time) => f.write_str("wait for long"),
            Self::Delay(WaitsFor::End) => f.write_str("wait for the end"),
            Self::Delay(WaitsFor::Requests) => f.write_str("serve"),
            Self::Lock(lock, _) => write!(f, "lock {}", lock.index()),
            Self::Ask(origin) => of(f, "ask for the life of", origin),
            Self::Over(origin) => of(f, "over", origin),
            Self::Publish(origin) => of(f, "publish", origin),
            Self::Send(queue) => write!(f, "send through {}", queue.index()),
            Self::Arrive(queue) => write!(f, "wait for {}", queue.index()),
        }
    }
}

impl fmt::Display for Leave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Return => "return from",
            Self::Try => "leave by error",
            Self::TryReceive => "leave by error of a receive",
            Self::Break => "break",
            Self::Continue => "continue",
            Self::End => "end in",
        })
    }
}
