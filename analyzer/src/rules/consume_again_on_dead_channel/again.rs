//! Loops that start a consumer when it has ended, on a channel from outside of them.

use crate::knowledge::{HandleKind, Kind, Reads};
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::handle::{OriginId, ProvenanceKind};
use crate::trace::node::{GoesOn, Leave, NodeId, NodeKind, Step};
use crate::trace::outcome::ResultUse;

/// A consumer that a loop starts again on one channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Again {
    /// What starts it.
    pub(super) consume: AccessId,
    /// The loop.
    pub(super) repeat: NodeId,
}

/// Every such consumer, each once.
pub(super) fn started_again(model: &Model<'_, '_>) -> Vec<Again> {
    let reads = reads(model);
    let mut found: Vec<Again> = Vec::new();
    for (id, one) in model.trace.accesses().entries() {
        let is_known = found.iter().any(|again| model.access(again.consume).at == one.at);
        if model.is_kind(id, Kind::Consume) && !is_known && may_stay_dead(model, one.origin) {
            let mut of = reads.iter().filter(|read| read.consume == Some(id));
            found.extend(of.find_map(|read| again(model, id, read)));
        }
    }
    found
}

/// The loops that read a consumer, with those of combinators.
fn reads(model: &Model<'_, '_>) -> Vec<DeliveryLoop> {
    let mut reads = model.delivery_loops().to_vec();
    let drains = model.trace.drains.iter().filter(|drain| drain.reads == Reads::ToItsEnd);
    reads.extend(drains.map(|drain| DeliveryLoop {
        node: drain.node,
        origin: drain.origin,
        receive: None,
        consume: drain.by,
    }));
    reads
}

/// Whether nothing but the program opens a channel again; one that was lost on the way may be another each time.
fn may_stay_dead(model: &Model<'_, '_>, origin: OriginId) -> bool {
    let of = model.origin(origin);
    let is_known = of.provenance.as_ref().is_none_or(|from| from.kind != ProvenanceKind::Imprecise);
    is_known
        && !model.trace.brought_back.contains(of.client)
        && !model.trace.replaced.contains(origin)
        && !model.trace.pooled.contains(origin)
}

fn again(model: &Model<'_, '_>, consume: AccessId, read: &DeliveryLoop) -> Option<Again> {
    let one = model.access(consume);
    let is_apart = |at: &NodeId| {
        let kind = &model.tree().node(*at).kind;
        matches!(kind, NodeKind::Spawn { .. } | NodeKind::Lane { many: true })
    };
    let around = model.tree().ancestors(one.node).take_while(|at| !is_apart(at));
    let mut same = around.take_while(|&at| !model.is_opened_in(one.origin, at));
    let repeat = same.find(|&at| {
        let info = model.loop_info(at);
        let is_loop = model.tree().node(at).kind == NodeKind::Loop;
        is_loop && info.goes_on != GoesOn::Elements && info.asks_for_value.is_none()
    })?;
    let is_waited_for = read.node != repeat
        && model.is_inside(read.node, repeat)
        && model.spawned_inside(read.node, repeat).is_none()
        && model.can_follow(one.node, read.node);
    let goes_on = is_waited_for
        && !fails_loudly(model, consume, repeat)
        && comes_back(model, read, repeat)
        && !may_be_opened_again(model, one.origin, repeat);
    goes_on.then_some(Again { consume, repeat })
}

/// Whether the loop is left when the consumer cannot be started.
fn fails_loudly(model: &Model<'_, '_>, consume: AccessId, repeat: NodeId) -> bool {
    let one = model.access(consume);
    match one.result_use {
        // What no `?` passes on is unwrapped.
        ResultUse::Propagated => passed_on(model, one.node, repeat)
            .is_none_or(|(how, target)| leaves_with(model, how, target, repeat)),
        ResultUse::Left => {
            let mut steps = model.steps_in(repeat).into_iter();
            let first = steps.find_map(|(at, step)| match step {
                Step::Leave(how, target) if model.can_follow(one.node, at) => Some((how, target)),
                _ => None,
            });
            first.is_some_and(|(how, target)| leaves_with(model, how, target, repeat))
        }
        _ => false,
    }
}

/// Whether the loop begins its next turn when the consumer has ended by an error of its channel.
fn comes_back(model: &Model<'_, '_>, read: &DeliveryLoop, repeat: NodeId) -> bool {
    let left = model.steps_in(read.node).into_iter().filter_map(|(at, step)| match step {
        Step::Leave(how @ Leave::TryReceive, target) => Some((how, target)),
        Step::Leave(how @ (Leave::Return | Leave::Break | Leave::End), target)
            if model.lacks_delivery(at, read) =>
        {
            Some((how, target))
        }
        _ => None,
    });
    // An error comes before the end of the stream.
    let first = left
        .filter(|&(how, target)| model.ends(how, target, read.node))
        .min_by_key(|&(how, _)| how != Leave::TryReceive);
    match first {
        Some((how, target)) if leaves_with(model, how, target, repeat) => false,
        // Whoever is told of the error decides; what is done after a success says nothing.
        Some((Leave::TryReceive | Leave::Return, call)) => {
            failed_way(model, call, repeat).is_some() || !is_left_behind(model, call, repeat)
        }
        _ => !is_left_behind(model, read.node, repeat),
    }
}

/// Whether an error that leaves a node of the loop leaves the loop, too, maybe by way of callers.
fn leaves_with(model: &Model<'_, '_>, how: Leave, target: NodeId, repeat: NodeId) -> bool {
    if model.ends(how, target, repeat) {
        return true;
    }
    if matches!(how, Leave::Break | Leave::Continue) || !model.is_inside(target, repeat) {
        return false;
    }
    if let Some((how, next)) = passed_on(model, target, repeat) {
        return leaves_with(model, how, next, repeat);
    }
    let Some(way) = failed_way(model, target, repeat) else { return false };
    model.steps_in(way).into_iter().any(|(_, step)| match step {
        Step::Leave(how, next) => leaves_with(model, how, next, repeat),
        _ => false,
    })
}

/// The `?` around a call or an operation, or that an operation's result comes to later.
fn passed_on(model: &Model<'_, '_>, node: NodeId, repeat: NodeId) -> Option<(Leave, NodeId)> {
    let inner = model.tree().node(node).at?;
    let is_propagated = match model.tree().node(node).kind {
        NodeKind::Access(id) => model.access(id).result_use == ResultUse::Propagated,
        _ => false,
    };
    let is_around = |at: NodeId| {
        let place = model.tree().node(at).at;
        place.is_some_and(|outer| {
            let (outer, within) = (outer.span, outer.file == inner.file);
            within && outer.start <= inner.span.start && inner.span.end <= outer.end
        })
    };
    model.steps_in(repeat).into_iter().find_map(|(at, step)| match step {
        Step::Leave(how @ (Leave::Try | Leave::TryReceive), target)
            if model.can_follow(node, at)
                && !model.is_inside(at, node)
                && (is_propagated || is_around(at)) =>
        {
            Some((how, target))
        }
        _ => None,
    })
}

/// Whether something behind a node leaves the loop.
fn is_left_behind(model: &Model<'_, '_>, node: NodeId, repeat: NodeId) -> bool {
    model.steps_in(repeat).into_iter().any(|(at, step)| match step {
        Step::Leave(how, target) => {
            model.ends(how, target, repeat)
                && model.can_follow(node, at)
                && !model.is_inside(at, node)
        }
        _ => false,
    })
}

/// The way that is taken when a call has failed, next behind it.
fn failed_way(model: &Model<'_, '_>, call: NodeId, repeat: NodeId) -> Option<NodeId> {
    let steps = model.steps_in(repeat);
    let mut failed = steps.into_iter().filter(|&(at, step)| {
        step == Step::Failed && !model.is_inside(at, call) && model.can_follow(call, at)
    });
    model.tree().node(failed.next()?.0).parent
}

/// Whether a turn asks whether the channel lives, or opens one.
fn may_be_opened_again(model: &Model<'_, '_>, origin: OriginId, repeat: NodeId) -> bool {
    let connection = model.origin(origin).connection;
    let mut found = false;
    model.visit_inside(repeat, &mut |at| {
        found |= match model.tree().node(at).kind {
            NodeKind::Step(Step::Ask(of)) => of == origin || Some(of) == connection,
            NodeKind::Open(of) => model.origin(of).kind == HandleKind::Channel,
            _ => false,
        };
    });
    found
}
