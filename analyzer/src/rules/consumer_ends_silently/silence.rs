//! Consumers that end without anybody hearing of it.

use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::sources::Location;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

/// A consumer in a task of its own that ends, and nothing tells of it.
#[derive(Clone, Debug)]
pub(super) struct Silence {
    /// The loop.
    pub(super) of: DeliveryLoop,
    /// The task.
    pub(super) context: NodeId,
    /// How it ends.
    pub(super) ending: Ending,
    /// Where it leaves, when it does so inside the loop.
    pub(super) leave: Option<Location>,
}

/// How a consumer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The loop's pattern takes no error.
    FirstError,
    /// An error leaves the loop.
    ErrorLeaves,
    /// The stream is over.
    EndOfStream,
}

/// Every consumer that ends silently.
pub(super) fn silent_ends(model: &Model<'_, '_>) -> Vec<Silence> {
    model.delivery_loops().into_iter().filter_map(|repeat| silent_end(model, repeat)).collect()
}

fn silent_end(model: &Model<'_, '_>, of: DeliveryLoop) -> Option<Silence> {
    of.receive?;
    let context = task_of(model, of.node)?;
    if is_heard(model, context) || speaks_after(model, of.node, context) {
        return None;
    }
    if model.loop_info(of.node).ends_on_error {
        return Some(Silence { of, context, ending: Ending::FirstError, leave: None });
    }
    if speaks_of_errors(model, &of) {
        return None;
    }
    let leave = error_leaves(model, &of);
    if leave.is_none() && model.loop_info(of.node).endless {
        return None;
    }
    let ending = if leave.is_some() { Ending::ErrorLeaves } else { Ending::EndOfStream };
    Some(Silence { of, context, ending, leave })
}

/// The task around a loop that is in no other loop of the task.
fn task_of(model: &Model<'_, '_>, repeat: NodeId) -> Option<NodeId> {
    let mut around = model.tree().ancestors(repeat).skip(1);
    let at = around.find(|&at| {
        matches!(
            model.tree().node(at).kind,
            NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Lane { .. }
        )
    })?;
    match &model.tree().node(at).kind {
        // What a framework calls is none of ours; it stands directly below the program.
        NodeKind::Spawn { .. } => {
            (model.tree().node(at).parent != Some(NodeId::PROGRAM)).then_some(at)
        }
        // One of many consumers that are polled together: the others go on.
        NodeKind::Lane { many: true } => Some(at),
        _ => None,
    }
}

/// Whether somebody learns of a task's end when it comes.
fn is_heard(model: &Model<'_, '_>, context: NodeId) -> bool {
    let has_join = model.joins_of(context).next().is_some();
    model.trace.join_handle_stored.contains(context)
        || (has_join && !is_one_of_many(model, context))
        || (!has_join && model.trace.join_handle_collected.contains(context))
}

/// Whether a context is waited for together with others only: who does that learns of the last one's end.
pub(super) fn is_one_of_many(model: &Model<'_, '_>, context: NodeId) -> bool {
    let is_lane_of_many = |at| model.tree().node(at).kind == NodeKind::Lane { many: true };
    let waits_for_all = |join| model.tree().node(join).parent.is_some_and(is_lane_of_many);
    let mut joins = model.joins_of(context).peekable();
    is_lane_of_many(context) || (joins.peek().is_some() && joins.all(waits_for_all))
}

/// Whether anything happens in a task after a loop.
fn speaks_after(model: &Model<'_, '_>, repeat: NodeId, context: NodeId) -> bool {
    let mut last = repeat;
    model.visit_inside(repeat, &mut |at| last = last.max(at));
    let mut speaks = false;
    model.visit_inside(context, &mut |at| {
        let tells = match model.tree().node(at).kind {
            NodeKind::Step(
                Step::Say | Step::Call | Step::Work(_) | Step::Pause | Step::Leave(Leave::End, _),
            )
            | NodeKind::Open(_)
            | NodeKind::Spawn { .. }
            | NodeKind::Join(_) => true,
            // Closing up tells nobody.
            NodeKind::Access(id) => {
                !model.is_kind(id, "lifecycle") && model.operation(id).name != "basic_cancel"
            }
            _ => false,
        };
        speaks |= tells && at > last && !model.is_inside(at, repeat);
    });
    speaks
}

/// Whether the loop tells of a stream's error or end, or hands it on.
fn speaks_of_errors(model: &Model<'_, '_>, of: &DeliveryLoop) -> bool {
    let steps = model.steps_in(of.node);
    let without = steps.iter().filter(|(_, step)| *step == Step::Without(of.origin));
    let mut ways = without.filter_map(|&(at, _)| model.tree().node(at).parent);
    ways.any(|way| {
        model
            .steps_in(way)
            .into_iter()
            .any(|(_, step)| matches!(step, Step::Say | Step::Call | Step::Leave(Leave::End, _)))
    })
}

/// Where a stream's error leaves the loop.
fn error_leaves(model: &Model<'_, '_>, of: &DeliveryLoop) -> Option<Location> {
    let steps = model.steps_in(of.node);
    let (at, _) = steps.into_iter().find(|&(at, step)| match step {
        Step::Leave(Leave::TryReceive, _) => true,
        Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
            model.ends(how, target, of.node) && lacks_delivery(model, at, of)
        }
        _ => false,
    })?;
    model.tree().node(at).at
}

/// Whether a node is on a way on which the stream gave no delivery.
fn lacks_delivery(model: &Model<'_, '_>, node: NodeId, of: &DeliveryLoop) -> bool {
    model.between(node, of.node).any(|way| {
        let first = model.children(way).first().map(|&child| &model.tree().node(child).kind);
        first == Some(&NodeKind::Step(Step::Without(of.origin)))
    })
}
