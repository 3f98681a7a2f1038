//! What code asks about what stands right before it and may have failed: a call, a time limit, an offer to a queue.

use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::node::{NodeId, NodeKind, Step};

/// Whether a way may do something with what a full queue gave back: it does more than say so.
pub(super) fn takes_back(model: &Model<'_, '_>, way: NodeId) -> bool {
    model.inside(way).iter().any(|&at| {
        matches!(
            model.tree().node(at).kind,
            NodeKind::Access(_)
                | NodeKind::Call(_)
                | NodeKind::Closure
                | NodeKind::Spawn { .. }
                | NodeKind::Step(Step::Call | Step::HandOver(_) | Step::Work(_) | Step::Offer(_))
        )
    })
}

/// Whether a branch asks whether what is right before it failed.
pub(super) fn asks_of_call_before(model: &Model<'_, '_>, branch: NodeId) -> bool {
    let is_call = matches!(
        done_before(model, branch),
        Some(NodeKind::Call(_) | NodeKind::Closure | NodeKind::Cancellable | NodeKind::Step(_))
    );
    is_call && model.children(branch).iter().any(|&way| model.is_failed_way(way))
}

/// Whether a time limit or an offer stands right before a node, and says whether it came to its end.
pub(super) fn is_told_before(model: &Model<'_, '_>, node: NodeId) -> bool {
    matches!(done_before(model, node), Some(NodeKind::Cancellable | NodeKind::Step(_)))
}

/// What stands right before a node and may fail: of steps, an offer alone.
fn done_before<'m>(model: &'m Model<'_, '_>, node: NodeId) -> Option<&'m NodeKind> {
    let kind = |at: NodeId| &model.tree().node(at).kind;
    let around = model.tree().node(node).parent.unwrap_or(NodeId::PROGRAM);
    let before = model.children(around).iter().rev().skip_while(|&&at| at >= node);
    let may_fail = |kind: &&NodeKind| match kind {
        NodeKind::Step(step) => matches!(step, Step::Offer(_)),
        _ => true,
    };
    before.map(|&at| kind(at)).find(may_fail)
}

/// Whether a time limit drops code that settles the delivery. What `select!` drops, another way goes on with.
pub(super) fn drops_the_work(model: &Model<'_, '_>, node: NodeId, of: &DeliveryLoop) -> bool {
    let around = model.tree().node(node).parent;
    let is_way =
        around.is_some_and(|at| matches!(model.tree().node(at).kind, NodeKind::Lane { .. }));
    !is_way && model.settles_inside(node, of.origin)
}
