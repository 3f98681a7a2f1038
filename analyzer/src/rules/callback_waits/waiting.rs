//! What is waited for in callbacks that a client awaits before it reads on.

use crate::knowledge::{Kind, Meaning, WaitsFor};
use crate::model::Model;
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::access::{Access, AccessId, LockId};
use crate::trace::handle::OriginId;
use crate::trace::node::{Hold, NodeId, NodeKind, Step};

/// A wait in a callback.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waiting {
    /// The callback.
    pub(super) callback: FnId,
    /// The channel that it is called for, or one of its client.
    pub(super) origin: OriginId,
    /// Where it waits.
    pub(super) at: Location,
    /// What for.
    pub(super) what: What,
}

/// What a callback waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A lock that this operation's caller holds until the reply is there.
    Lock(AccessId),
    /// Room in a queue.
    Room,
    /// Something that takes long.
    Time,
}

/// Every wait, each place once.
pub(super) fn waits(model: &Model<'_, '_>) -> Vec<Waiting> {
    let mut found: Vec<Waiting> = Vec::new();
    for (node, origin) in callbacks(model) {
        model.visit_inside(node, &mut |at| {
            let Some(place) = model.tree().node(at).at else { return };
            let is_own = model.spawned_inside(at, node).is_none();
            let is_known = found.iter().any(|waiting| waiting.at == place);
            if !is_own || is_known {
                return;
            }
            let what = what(model, node, origin, &model.tree().node(at).kind);
            if let (Some(what), Some(callback)) = (what, callback_around(model, at, node)) {
                found.push(Waiting { callback, origin, at: place, what });
            }
        });
    }
    found
}

/// The contexts that run where a client reads, each with a channel.
fn callbacks(model: &Model<'_, '_>) -> Vec<(NodeId, OriginId)> {
    let registered = model.trace.callbacks.iter().filter(|run| run.on_dispatcher);
    let mut all: Vec<_> = registered.map(|run| (run.node, run.origin)).collect();
    for (node, function) in model.dispatcher_entries() {
        let params = model.program.function(function).at;
        let given = model.trace.origins().entries().find(|(_, origin)| {
            origin.provenance.as_ref().is_some_and(|from| {
                from.at.file == params.file
                    && model
                        .program
                        .function(function)
                        .function
                        .params
                        .iter()
                        .any(|param| param.span == from.at.span)
            })
        });
        all.extend(given.map(|(origin, _)| (node, origin)));
    }
    all
}

fn what(
    model: &Model<'_, '_>,
    callback: NodeId,
    origin: OriginId,
    kind: &NodeKind,
) -> Option<What> {
    match *kind {
        NodeKind::Step(Step::Delay(WaitsFor::Room)) => Some(What::Room),
        NodeKind::Step(Step::Delay(_) | Step::Pause) | NodeKind::Join(_) => Some(What::Time),
        NodeKind::Step(Step::Lock(lock, hold)) => {
            let accesses = model.trace.accesses().entries();
            let mut waiting = accesses.filter(|(id, one)| {
                !model.is_inside(one.node, callback)
                    && waits_for_reply(model, *id)
                    && may_be_one(model, origin, one.origin)
                    && holds(model, one, lock, hold)
            });
            waiting.next().map(|(id, _)| What::Lock(id))
        }
        _ => None,
    }
}

fn waits_for_reply(model: &Model<'_, '_>, id: AccessId) -> bool {
    model.is_kind(id, Kind::Rpc) && !model.is_set(id, Meaning::NoReply)
}

/// Whether two channels can be the same: not when both were seen being opened.
fn may_be_one(model: &Model<'_, '_>, one: OriginId, other: OriginId) -> bool {
    let (first, second) = (model.origin(one), model.origin(other));
    let is_seen = first.provenance.is_none() && second.provenance.is_none();
    one == other || first.client == second.client && !is_seen
}

/// Whether an operation's caller holds a lock in a way that another one has to wait for.
fn holds(model: &Model<'_, '_>, one: &Access, lock: LockId, hold: Hold) -> bool {
    let locks = model.trace.locks();
    let is_same = |other: &LockId| {
        *other == lock
            || locks[lock].outside.is_some() && locks[lock].outside == locks[*other].outside
    };
    one.lockset.exclusive().iter().any(is_same)
        || hold == Hold::Alone && one.lockset.shared().iter().any(is_same)
}

/// The callback's own function.
fn callback_around(model: &Model<'_, '_>, at: NodeId, node: NodeId) -> Option<FnId> {
    let around = model.tree().ancestors(at).take_while(|&around| around != node).chain([node]);
    let functions = around.filter_map(|around| match model.tree().node(around).kind {
        NodeKind::Call(id) | NodeKind::Entry(id) => Some(id),
        _ => None,
    });
    functions.last()
}
