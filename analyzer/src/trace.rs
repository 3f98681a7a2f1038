//! What an evaluation writes down: the one type between `flow`, which makes it, and `model`, which answers questions about it.
//!
//! Plain data: no body, no evaluator, nothing of the heap on which the values lived, and nothing borrowed.

pub mod access;
pub mod handle;
pub mod node;
pub mod outcome;
pub mod sites;
pub mod tree;

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::ids::{Id as _, IdSet, IdVec};
use crate::knowledge::{ClientId, HandleKind, Reads};
use crate::limits::Incomplete;
use crate::program::FnId;
use crate::sources::Location;
use access::{Access, AccessId, Lock, LockId};
use handle::{DeliveryId, OriginId, Provenance};
use node::{NodeId, NodeKind, Step};
use outcome::{ConfirmTaken, CutOff, Kept, Orphaned, ResultUse, Unpolled, Unread, Watch};
use sites::{CallSite, CloneSite, StartSite};
use tree::Tree;

/// Where a handle comes from: its allocation site, as often as it was evaluated.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The client.
    pub client: ClientId,
    /// What it is.
    pub kind: HandleKind,
    /// Where it was opened or came into view.
    pub at: Location,
    /// `None` when the opening was seen.
    pub provenance: Option<Provenance>,
    /// The node of the opening; `None` for handles that were there before the entry point.
    pub node: Option<NodeId>,
    /// The connection that it was opened on.
    pub connection: Option<OriginId>,
}

/// Code that a client runs by itself on a channel that it was registered on.
#[derive(Clone, Copy, Debug)]
pub struct CallbackRun {
    /// The context.
    pub node: NodeId,
    /// The channel.
    pub origin: OriginId,
    /// Whether it runs on the task that must deliver the channel's replies.
    pub on_dispatcher: bool,
}

/// A consumer whose deliveries a combinator gives to a closure, one by one.
#[derive(Clone, Copy, Debug)]
pub struct Drain {
    /// The loop over its deliveries.
    pub node: NodeId,
    /// The channel.
    pub origin: OriginId,
    /// What started the consumer, where it was seen.
    pub by: Option<AccessId>,
    /// Whether the first error ends it.
    pub ends_on_error: bool,
    /// How far it reads.
    pub reads: Reads,
}

/// What the evaluation wrote down.
#[derive(Debug, Default)]
pub struct Trace {
    /// Effects in their order.
    pub tree: Tree,
    accesses: IdVec<AccessId, Access>,
    origins: IdVec<OriginId, Origin>,
    locks: IdVec<LockId, Lock>,
    /// What was not followed to its end, in the order of the evaluation.
    pub incomplete: Vec<Incomplete>,
    /// Futures that are dropped without being polled, with the operations inside them.
    pub unpolled: Vec<Unpolled>,
    /// Functions that take a payload: something besides handles and settings.
    pub takes_payload: IdSet<FnId>,
    /// Functions that expect that others run beside them: a lock lies beside what they work on.
    pub expects_company: IdSet<FnId>,
    /// Entry points and handlers that were not followed to their end: what is not seen in them may be there.
    pub cut_short: IdSet<NodeId>,
    /// Channels that calls of offered functions leave where the next call finds them.
    pub left: IdSet<OriginId>,
    published: IdSet<OriginId>,
    /// Channels on which an answer to a delivery is made somewhere, awaited or not.
    pub answered: IdSet<OriginId>,
    /// Channels that went to code that is not followed.
    pub given_away: IdSet<OriginId>,
    /// Contexts whose handles were stored or given away: someone may wait for them.
    pub join_handle_stored: IdSet<NodeId>,
    /// Contexts whose handles went into a collection: who waits for them all learns of the last one's end.
    pub join_handle_collected: IdSet<NodeId>,
    /// What started consumers that went into a collection.
    pub consumers_collected: IdSet<AccessId>,
    /// Deliveries that went into a collection: one that is taken out of it may be another one.
    pub deliveries_collected: IdSet<DeliveryId>,
    deliveries: usize,
    /// Contexts that own the sending end of a queue, or a guard of one, whose receiving end the program itself waits at.
    pub ends_heard: IdSet<NodeId>,
    /// Nodes of several that are polled at the same time until the first of them ends or fails.
    pub first_ends: IdSet<NodeId>,
    /// Consumers whose deliveries combinators give to closures.
    pub drains: Vec<Drain>,
    /// Channels and connections that come out of a pool.
    pub pooled: IdSet<OriginId>,
    /// Channels and connections that are taken out of a queue and put back into it: one at a time has each.
    pub in_turns: IdSet<OriginId>,
    /// Channels and connections in whose place another context puts another one.
    pub replaced: IdSet<OriginId>,
    /// Clients whose settings have them open lost channels again.
    pub brought_back: IdSet<ClientId>,
    /// Waits for the broker's word whose code asks whether the message was taken, and not whether it came back.
    pub asked_for_taken: IdSet<AccessId>,
    /// Waits for the broker's word whose code may see a message that came back.
    pub return_seen: IdSet<AccessId>,
    /// Callbacks that were registered.
    pub callbacks: Vec<CallbackRun>,
    /// Channels whose last handle goes while a consumer lives on them.
    pub orphaned: Vec<Orphaned>,
    /// Connections whose last handle goes while a channel of them lives on.
    pub cut_off: Vec<CutOff>,
    /// Channels that go into collections which nothing keeps from growing.
    pub kept: Vec<Kept>,
    /// Queues that clients were given for their notices, and that fill up.
    pub unread: Vec<Unread>,
    /// Where confirms are taken that a client puts into a queue.
    pub confirms_taken: Vec<ConfirmTaken>,
    /// Who hears from a client that a channel or a connection is lost.
    pub watches: Vec<Watch>,
    /// The calls of operations as they are written, by place.
    pub call_sites: BTreeMap<Location, CallSite>,
    /// Where the name of a method stands, by the place of its call.
    pub method_names: BTreeMap<Location, Location>,
    /// What requests handlers answer, where code says it: `POST /orders`.
    pub routes: BTreeMap<NodeId, String>,
    /// Where a channel's handle was cloned.
    pub clone_sites: Vec<CloneSite>,
    /// Where contexts are started that name a channel which is opened beside them.
    pub start_sites: Vec<StartSite>,
}

impl Trace {
    /// Every operation, in program order.
    pub fn accesses(&self) -> &IdVec<AccessId, Access> {
        &self.accesses
    }

    /// An operation.
    #[inline]
    pub fn access(&self, id: AccessId) -> &Access {
        &self.accesses[id]
    }

    /// Every origin, in the order in which they came into view.
    pub fn origins(&self) -> &IdVec<OriginId, Origin> {
        &self.origins
    }

    /// An origin.
    #[inline]
    pub fn origin(&self, id: OriginId) -> &Origin {
        &self.origins[id]
    }

    /// Every lock of which a guard was taken.
    pub fn locks(&self) -> &IdVec<LockId, Lock> {
        &self.locks
    }

    /// Whether a channel or connection was stored in something, or given to who called from outside.
    pub fn is_published(&self, origin: OriginId) -> bool {
        self.published.contains(origin)
    }

    /// An operation happens at the cursor; its leaf is the one that is given.
    pub fn add_access(&mut self, at: Location, made: impl FnOnce(NodeId) -> Access) -> AccessId {
        let id = self.accesses.next_id();
        let node = self.tree.leaf(NodeKind::Access(id), Some(at));
        self.accesses.push(made(node))
    }

    /// What becomes of an operation's result.
    pub fn set_result_use(&mut self, id: AccessId, result_use: ResultUse) {
        self.accesses[id].result_use = result_use;
    }

    /// A handle is there that is not opened at the cursor.
    pub fn add_origin(&mut self, origin: Origin) -> OriginId {
        self.origins.push(origin)
    }

    /// A handle is opened at the cursor, or is another one there in each run.
    pub fn open(&mut self, origin: Origin) -> OriginId {
        let id = self.origins.next_id();
        let node = self.tree.leaf(NodeKind::Open(id), Some(origin.at));
        self.origins.push(Origin { node: Some(node), ..origin })
    }

    /// A delivery is taken.
    pub fn add_delivery(&mut self) -> DeliveryId {
        self.deliveries += 1;
        DeliveryId::from_index(self.deliveries - 1)
    }

    /// A guard of a lock is taken for the first time.
    pub fn add_lock(&mut self, lock: Lock) -> LockId {
        self.locks.push(lock)
    }

    /// Each round of a node has a lock of its own.
    pub(crate) fn set_made_in(&mut self, lock: LockId, round: NodeId) {
        self.locks[lock].made_in = Some(round);
    }

    /// Some locks turned out to keep nobody out.
    pub(crate) fn forget_locks(&mut self, are_none: &FxHashSet<LockId>) {
        if !are_none.is_empty() {
            let accesses = self.accesses.iter_mut();
            accesses.for_each(|access| access.lockset.forget(|lock| are_none.contains(&lock)));
        }
    }

    /// A channel goes at the cursor to whoever reads a queue; it is stored nowhere by that.
    pub fn send(&mut self, origin: OriginId) {
        self.tree.step(Step::Publish(origin), self.origins[origin].at);
    }

    /// A channel or connection is put at the cursor where other code can find it.
    pub fn publish(&mut self, origin: OriginId) {
        self.published.insert(origin);
        self.tree.step(Step::Publish(origin), self.origins[origin].at);
    }
}
