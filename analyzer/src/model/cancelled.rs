//! Calls whose future may be dropped before the reply is there.

use super::{Channel, Model};
use crate::findings::{Place, Role};
use crate::knowledge::Kind;
use crate::trace::access::AccessId;
use crate::trace::node::NodeId;

/// A call that may be dropped half-way on a channel that is used again.
#[derive(Clone, Debug)]
pub struct Cancelled {
    /// The call.
    pub call: AccessId,
    /// The node of what drops it.
    pub region: NodeId,
    /// An access to the channel that may follow, where one was seen.
    pub next: Option<AccessId>,
}

impl Model<'_, '_> {
    /// Calls on a channel that wait for a reply and may be dropped before it, when the channel lives on.
    pub fn cancelled_calls(&self, channel: &Channel) -> Vec<Cancelled> {
        let waiting = channel.accesses.iter().copied().filter(|&id| self.is_kind(id, Kind::Rpc));
        waiting.filter_map(|call| self.cancelled(channel, call)).collect()
    }

    fn cancelled(&self, channel: &Channel, call: AccessId) -> Option<Cancelled> {
        let region = self.access(call).cancellable?;
        let inside = |node: NodeId| self.is_inside(node, region);
        let origin = self.origin(channel.origin);
        // What was opened by the future that is dropped goes with it.
        if origin.node.is_some_and(inside) {
            return None;
        }
        let again = self.loop_since_opening(channel.origin, region).map(|_| call);
        let later = channel.accesses.iter().copied().find(|&other| {
            let node = self.access(other).node;
            node > self.access(call).node && !inside(node)
        });
        let next = later.or(again);
        let outlives = next.is_some() || origin.provenance.is_some();
        outlives.then_some(Cancelled { call, region, next })
    }

    /// Where a future may be dropped.
    pub fn dropper(&self, region: NodeId) -> Option<Place> {
        let at = self.tree().node(region).at?;
        let label = "the call may be dropped here before its reply is there".to_owned();
        Some(Place { at: self.first_line(at), label, role: Role::Context })
    }
}
