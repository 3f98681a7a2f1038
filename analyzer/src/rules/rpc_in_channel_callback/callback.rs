//! Code that a client runs by itself: which channel it was given, and on whose task it runs.

use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::program::FnId;
use crate::trace::access::AccessId;
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::{NodeId, NodeKind};

/// A call inside a callback that runs on the task which must deliver the call's reply.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockedCall {
    /// The call.
    pub(super) call: AccessId,
    /// The callback.
    pub(super) callback: FnId,
}

/// Calls on a channel that wait for a reply inside a callback of the same channel.
pub(super) fn calls_on_dispatcher(model: &Model<'_, '_>, channel: &Channel) -> Vec<BlockedCall> {
    let waiting = channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::Rpc));
    waiting
        .filter_map(|call| {
            let callback = dispatcher_callback(model, channel, call)?;
            Some(BlockedCall { call, callback })
        })
        .collect()
}

/// The callback around an access that the client awaits before it reads the channel's next frame.
fn dispatcher_callback(model: &Model<'_, '_>, channel: &Channel, id: AccessId) -> Option<FnId> {
    let mut callback = None;
    for at in model.tree().ancestors(model.access(id).node) {
        match model.tree().node(at).kind {
            NodeKind::Call(function) if is_dispatcher_method(model, channel, function) => {
                callback = Some(function);
            }
            NodeKind::Entry(function) => {
                let own = is_own_channel(model, channel, function);
                return callback.filter(|&known| known == function && own);
            }
            NodeKind::Spawn { .. } => {
                return callback.filter(|_| is_registered(model, channel, at));
            }
            _ => {}
        }
    }
    None
}

/// Whether a context is a callback that was registered on a channel and runs on its dispatcher.
fn is_registered(model: &Model<'_, '_>, channel: &Channel, node: NodeId) -> bool {
    let mut runs = model.trace.callbacks.iter();
    runs.any(|run| run.on_dispatcher && run.node == node && run.origin == channel.origin)
}

/// Whether the client gives a channel to a function as its parameter.
fn is_own_channel(model: &Model<'_, '_>, channel: &Channel, function: FnId) -> bool {
    let Some(provenance) = &model.origin(channel.origin).provenance else { return false };
    let params = &model.program.function(function).function.params;
    provenance.kind == ProvenanceKind::Parameter
        && params.iter().any(|param| param.span == provenance.at.span)
        && provenance.at.file == model.program.function(function).at.file
}

fn is_dispatcher_method(model: &Model<'_, '_>, channel: &Channel, function: FnId) -> bool {
    let callbacks = model.client(channel).callbacks.iter();
    callbacks
        .filter(|callback| callback.on_dispatcher)
        .any(|callback| model.is_method_of(callback, function))
}
