//! Loops in which a queue is polled.

use crate::model::Model;
use crate::trace::access::AccessId;
use crate::trace::node::{GoesOn, Leave, NodeId, NodeKind, Step};

/// The loop in which a queue is polled: it goes on when there is nothing.
pub(super) fn polling_loop(model: &Model<'_, '_>, id: AccessId) -> Option<NodeId> {
    let node = model.access(id).node;
    let loops = model.tree().ancestors(node).take_while(|&at| {
        !matches!(model.tree().node(at).kind, NodeKind::Spawn { .. } | NodeKind::Entry(_))
    });
    let loops = loops.filter(|&at| model.tree().node(at).kind == NodeKind::Loop);
    for repeat in loops {
        if model.is_opened_in(model.access(id).origin, repeat) {
            return None;
        }
        let info = model.loop_info(repeat);
        if info.bounded {
            // It takes what is there, or so many.
            continue;
        }
        if model.pauses_with(node, repeat)
            || (info.goes_on == GoesOn::Ever && !is_left(model, repeat))
        {
            return Some(repeat);
        }
    }
    None
}

/// Whether something leaves a loop but errors.
fn is_left(model: &Model<'_, '_>, repeat: NodeId) -> bool {
    model.steps_in(repeat).into_iter().any(|(_, step)| match step {
        Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
            model.ends(how, target, repeat)
        }
        _ => false,
    })
}
