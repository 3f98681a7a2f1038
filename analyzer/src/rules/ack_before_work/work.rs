//! Work on a message that comes after its ack.

use crate::knowledge::Meaning;
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind, Step};

/// The loops over deliveries, and what else runs for a delivery that comes out of a queue, a map or a parameter: the loop around
/// its ack, or the function or task.
pub(super) fn turns(model: &Model<'_, '_>) -> Vec<DeliveryLoop> {
    let mut turns = model.delivery_loops().to_vec();
    for (id, one) in model.trace.accesses().entries() {
        if !model.is_settling(id) || model.takes(id, Meaning::Requeue) {
            continue;
        }
        let own = one.deliveries.first().map_or(one.origin, |delivery| delivery.origin);
        let is_known =
            |turn: &DeliveryLoop| turn.origin == own && model.is_inside(one.node, turn.node);
        let is_turn = |at: &NodeId| {
            let kind = &model.tree().node(*at).kind;
            matches!(kind, NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Entry(_))
        };
        if let Some(node) = model.tree().ancestors(one.node).find(is_turn)
            && !turns.iter().any(is_known)
        {
            turns.push(DeliveryLoop { node, origin: own, receive: None, consume: one.by });
        }
    }
    turns
}

/// An ack in a loop's turn before any work on the message is done, and the work after it.
pub(super) fn work_after_ack(
    model: &Model<'_, '_>,
    repeat: &DeliveryLoop,
) -> Option<(AccessId, NodeId)> {
    let steps = model.steps_in(repeat.node);
    let all =
        |wanted: Step| steps.iter().filter(move |(_, step)| *step == wanted).map(|&(at, _)| at);
    let resent: Vec<NodeId> = all(Step::Resend(repeat.origin)).collect();
    let mut work: Vec<NodeId> = all(Step::Work(repeat.origin))
        .filter(|&at| !leads_to_answer(model, at, repeat))
        .chain(resent.iter().copied())
        .collect();
    work.sort_unstable();
    let acks = model
        .accesses_in(repeat.node)
        .into_iter()
        .filter(|&id| model.settles(id, repeat.origin) && !model.takes(id, Meaning::Requeue))
        .filter(|&id| !is_answered_again(model, id));
    acks.into_iter().find_map(|ack| {
        let node = model.access(ack).node;
        let is_instead = |at: NodeId| {
            let place = model.tree().node(at).at;
            let same = work.iter().filter(|&&other| model.tree().node(other).at == place);
            same.into_iter().any(|&other| is_other_way(model, node, other))
        };
        let late = |at: NodeId| {
            let follows = model.can_follow(node, at) && !is_instead(at);
            follows || runs_beside(model, at, node, repeat.node)
        };
        let done = |at: NodeId| model.can_follow(at, node) && !late(at);
        // What failed and is to come again is lost when it is acked first and the publish fails, too.
        let is_put_off = is_of_failure(model, node, repeat)
            && !resent.iter().any(|&at| model.can_follow(at, node));
        if is_put_off && let Some(&at) = resent.iter().find(|&&at| late(at)) {
            return Some((ack, at));
        }
        let maybe = steps.iter().filter(|(_, step)| *step == Step::Use(repeat.origin));
        if work.iter().copied().chain(maybe.map(|&(at, _)| at)).any(done) {
            return None;
        }
        work.iter().copied().find(|&at| late(at)).map(|at| (ack, at))
    })
}

/// Whether an ack is on a way of a turn on which something had failed.
fn is_of_failure(model: &Model<'_, '_>, ack: NodeId, repeat: &DeliveryLoop) -> bool {
    model.between(ack, repeat.node).any(|way| model.is_failed_way(way))
}

/// Whether a second answer comes behind an ack: that closes the channel, and has a rule of its own.
fn is_answered_again(model: &Model<'_, '_>, ack: AccessId) -> bool {
    let at = |id| model.access(id).at;
    model.answered_twice().iter().any(|twice| at(twice.first) == at(ack))
}

/// Whether two nodes are on ways that exclude each other: that a loop comes to both says nothing about one message.
fn is_other_way(model: &Model<'_, '_>, one: NodeId, other: NodeId) -> bool {
    let around = model.nearest_around(one, other);
    around.is_some_and(|around| model.tree().node(around).kind == NodeKind::Branch)
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
    let is_before = !model.is_inside(ack, spawn) && model.can_follow(work, ack);
    is_before && !may_be_waited_for(model, spawn, around)
}

/// Whether somebody may wait for a task in the turn that starts it: who waits behind the loop comes after the ack.
fn may_be_waited_for(model: &Model<'_, '_>, spawn: NodeId, around: NodeId) -> bool {
    let mut joins = model.joins_of(spawn).peekable();
    match joins.peek() {
        Some(_) => joins.any(|join| model.is_inside(join, around)),
        None => model.trace.join_handle_stored.contains(spawn),
    }
}
