//! Code that a client runs by itself: which channel it was given, and on whose task it runs.

use super::{Channel, Model};
use crate::knowledge::{Callback, Kind};
use crate::program::{FnId, Owner};
use crate::trace::access::AccessId;
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::{NodeId, NodeKind};

/// A call inside a callback that runs on the task which must deliver the call's reply.
#[derive(Clone, Copy, Debug)]
pub struct BlockedCall {
    /// The call.
    pub call: AccessId,
    /// The callback.
    pub callback: FnId,
}

impl Model<'_, '_> {
    /// Calls on a channel that wait for a reply inside a callback of the same channel.
    pub fn calls_on_dispatcher(&self, channel: &Channel) -> Vec<BlockedCall> {
        let waiting = channel.accesses.iter().copied().filter(|&id| self.is_kind(id, Kind::Rpc));
        waiting
            .filter_map(|call| {
                let callback = self.dispatcher_callback(channel, call)?;
                Some(BlockedCall { call, callback })
            })
            .collect()
    }

    /// The callback around an access that the client awaits before it reads the channel's next frame.
    fn dispatcher_callback(&self, channel: &Channel, id: AccessId) -> Option<FnId> {
        let mut callback = None;
        for at in self.tree().ancestors(self.access(id).node) {
            match self.tree().node(at).kind {
                NodeKind::Call(function) if self.is_dispatcher_method(channel, function) => {
                    callback = Some(function);
                }
                NodeKind::Entry(function) => {
                    let own = self.is_own_channel(channel, function);
                    return callback.filter(|&known| known == function && own);
                }
                NodeKind::Spawn { .. } => {
                    return callback.filter(|_| self.is_registered(channel, at));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether a context is a callback that was registered on a channel and runs on its dispatcher.
    fn is_registered(&self, channel: &Channel, node: NodeId) -> bool {
        let mut runs = self.trace.callbacks.iter();
        runs.any(|run| run.on_dispatcher && run.node == node && run.origin == channel.origin)
    }

    /// Whether the client gives a channel to a function as its parameter.
    fn is_own_channel(&self, channel: &Channel, function: FnId) -> bool {
        let Some(provenance) = &self.origin(channel.origin).provenance else { return false };
        let params = &self.program.function(function).function.params;
        provenance.kind == ProvenanceKind::Parameter
            && params.iter().any(|param| param.span == provenance.at.span)
            && provenance.at.file == self.program.function(function).at.file
    }

    fn is_dispatcher_method(&self, channel: &Channel, function: FnId) -> bool {
        let callbacks = self.client(channel).callbacks.iter();
        callbacks
            .filter(|callback| callback.on_dispatcher)
            .any(|callback| self.is_of(callback, function))
    }

    /// Whether a function is a method of a callback's trait, in some type's impl.
    fn is_of(&self, callback: &Callback, function: FnId) -> bool {
        let data = self.program.function(function);
        let Owner::Impl(id) = data.owner else { return false };
        let impls = self.program.impls_of_external.get(&ustr::ustr(&callback.of_trait));
        impls.is_some_and(|impls| impls.contains(&id))
            && callback.methods.iter().any(|method| data.function.name == method.as_str())
    }
}
