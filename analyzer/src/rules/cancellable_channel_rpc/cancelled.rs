//! Calls whose future may be dropped before the reply is there.

use crate::findings::{Place, Role};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::node::NodeId;

/// A call that may be dropped half-way on a channel that is used again.
#[derive(Clone, Debug)]
pub(super) struct Cancelled {
    /// The call.
    pub(super) call: AccessId,
    /// The node of what drops it.
    pub(super) region: NodeId,
    /// An access to the channel that may follow, where one was seen.
    pub(super) next: Option<AccessId>,
}

/// Calls on a channel that wait for a reply and may be dropped before it, when the channel lives on.
pub(super) fn cancelled_calls(model: &Model<'_, '_>, channel: &Channel) -> Vec<Cancelled> {
    let waiting = channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::Rpc));
    waiting.filter_map(|call| cancelled(model, channel, call)).collect()
}

fn cancelled(model: &Model<'_, '_>, channel: &Channel, call: AccessId) -> Option<Cancelled> {
    let region = model.access(call).cancellable?;
    let inside = |node: NodeId| model.is_inside(node, region);
    let origin = model.origin(channel.origin);
    // What was opened by the future that is dropped goes with it.
    if origin.node.is_some_and(inside) {
        return None;
    }
    let again = model.loop_since_opening(channel.origin, region).map(|_| call);
    let later = channel.accesses.iter().copied().find(|&other| {
        let node = model.access(other).node;
        node > model.access(call).node && !inside(node)
    });
    let next = later.or(again);
    let outlives = next.is_some() || origin.provenance.is_some();
    outlives.then_some(Cancelled { call, region, next })
}

/// Where a future may be dropped.
pub(super) fn dropper(model: &Model<'_, '_>, region: NodeId) -> Option<Place> {
    let at = model.tree().node(region).at?;
    let label = "the call may be dropped here before its reply is there".to_owned();
    Some(Place { at: model.first_line(at), label, role: Role::Context })
}
