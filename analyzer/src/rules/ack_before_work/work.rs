//! Work on a message that comes after its ack.

use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind, Step};

/// An ack in a loop's turn before any work on the message is done, and the work after it.
pub(super) fn work_after_ack(
    model: &Model<'_, '_>,
    repeat: &DeliveryLoop,
) -> Option<(AccessId, NodeId)> {
    let work: Vec<NodeId> = model
        .steps_in(repeat.node)
        .into_iter()
        .filter(|(_, step)| *step == Step::Work(repeat.origin))
        .map(|(at, _)| at)
        .filter(|&at| !leads_to_answer(model, at, repeat))
        .collect();
    let acks = model
        .accesses_in(repeat.node)
        .into_iter()
        .filter(|&id| model.settles(id, repeat.origin) && !model.takes(id, "requeue"));
    acks.into_iter().find_map(|ack| {
        let node = model.access(ack).node;
        let late =
            |at: NodeId| model.can_follow(node, at) || runs_beside(model, at, node, repeat.node);
        let done = |at: NodeId| model.can_follow(at, node) && !late(at);
        if work.iter().any(|&at| done(at)) {
            return None;
        }
        work.iter().copied().find(|&at| late(at)).map(|at| (ack, at))
    })
}

/// Whether the call that is awaited here settles the delivery itself.
fn leads_to_answer(model: &Model<'_, '_>, work: NodeId, repeat: &DeliveryLoop) -> bool {
    let Some(parent) = model.tree().node(work).parent else { return false };
    let next = model.children(parent).iter().copied().find(|&at| at > work);
    let call = next.filter(|&at| matches!(model.tree().node(at).kind, NodeKind::Call(_)));
    call.is_some_and(|call| {
        model.accesses_in(call).into_iter().any(|id| model.settles(id, repeat.origin))
    })
}

/// Whether work runs in a task that was started before an ack which does not wait for it.
fn runs_beside(model: &Model<'_, '_>, work: NodeId, ack: NodeId, around: NodeId) -> bool {
    let Some(spawn) = model.spawned_inside(work, around) else { return false };
    !model.is_inside(ack, spawn) && model.can_follow(work, ack) && !model.is_joined(spawn)
}
