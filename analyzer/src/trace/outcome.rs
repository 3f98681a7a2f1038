//! What becomes of results, of futures and of channels in the end.

use super::access::AccessId;
use super::handle::OriginId;
use super::node::NodeId;
use crate::facts::Name;
use crate::knowledge::OperationId;
use crate::program::FnId;
use crate::sources::Location;

/// What becomes of an operation's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ResultUse {
    /// Nobody knows.
    #[default]
    Unknown,
    /// An error goes on to the caller, or ends the program.
    Propagated,
    /// The code asks whether it went well.
    Checked,
    /// The code asks whether it went well, and leaves when it did not.
    Left,
    /// It is dropped where it stands.
    Discarded,
}

/// What code asks of the broker's word on a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Whether it was taken, and nothing else.
    Taken,
    /// All of it, with a message that came back.
    All,
}

/// A future that is dropped without being polled.
#[derive(Clone, Copy, Debug)]
pub struct Unpolled {
    /// Where it is dropped.
    pub at: Location,
    /// The function around.
    pub within: Option<FnId>,
    /// The function that was called.
    pub function: Option<FnId>,
    /// The operation that was called, and its handle.
    pub operation: Option<OperationId>,
    /// A channel that it holds.
    pub origin: Option<OriginId>,
    /// Who got the future and does not poll it.
    pub by: Unpolling,
}

/// Who does not poll a future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpolling {
    /// The statement drops it.
    Statement,
    /// A thread was given a closure that gives it.
    Thread,
    /// A task ends by giving it.
    Task,
}

/// A channel, or a consumer on it, that goes into a collection which nothing keeps from growing.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// The channel.
    pub origin: OriginId,
    /// The call that puts it there.
    pub at: Location,
    /// The node around it.
    pub node: NodeId,
    /// What the collection is called.
    pub collection: Name,
    /// Where it is declared, when it is a variable of the same body.
    pub declared: Option<Location>,
}

/// A queue that a client was given for its notices, and that fills up.
#[derive(Clone, Debug)]
pub struct Unread {
    /// What gives it to the client.
    pub register: AccessId,
    /// How many notices it has room for, where that is known.
    pub room: Option<u128>,
    /// How they are left in it.
    pub how: Unreading,
}

/// Somebody is told by a client that a channel or a connection is lost.
#[derive(Clone, Copy, Debug)]
pub struct Watch {
    /// Which of them.
    pub of: OriginId,
    /// Whether a person is told of it, and nothing else is done.
    pub only_said: bool,
}

/// Something is taken out of a queue that a client puts its confirms into.
#[derive(Clone, Copy, Debug)]
pub struct ConfirmTaken {
    /// What gives the client the queue.
    pub register: AccessId,
    /// The node around.
    pub around: NodeId,
    /// The node that comes next.
    pub next: NodeId,
}

/// How a client's notices are left in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreading {
    /// Nobody takes any.
    Never,
    /// Another queue each time, of which nobody takes more than the code that gave it to the client.
    LeftBehind {
        /// The nodes around each place where that takes one.
        taken_in: Vec<NodeId>,
    },
    /// Code waits for the first of several notices, takes it and is over.
    OnlyFirst {
        /// Where it waits.
        select: Location,
        /// What gave the client the other queues.
        beside: Vec<AccessId>,
    },
}

/// A channel that nobody holds any more.
#[derive(Clone, Copy, Debug)]
pub struct Orphaned {
    /// The channel.
    pub origin: OriginId,
    /// What started the consumer.
    pub consume: AccessId,
    /// The function that it happens in.
    pub function: Option<FnId>,
    /// What ends.
    pub end: End,
}

/// A connection that nobody holds any more.
#[derive(Clone, Copy, Debug)]
pub struct CutOff {
    /// The connection.
    pub connection: OriginId,
    /// A channel of it that somebody still has.
    pub channel: OriginId,
    /// The function that it happens in.
    pub function: Option<FnId>,
    /// What ends.
    pub end: End,
}

/// What ends when the last handle of a channel or connection goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A function or another body.
    Body,
    /// A turn of a loop.
    Turn,
}
