//! Whether a requeue was weighed: it depends on something that ends, or is slowed down.

use crate::knowledge::{Kind, Meaning};
use crate::model::Model;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind, Step, Tests};

/// Whether a requeue depends on something that ends, or is slowed down.
pub(super) fn is_weighed(model: &Model<'_, '_>, id: AccessId) -> bool {
    let node = model.access(id).node;
    model.is_decided_otherwise(node)
        || has_other_answer(model, id)
        || is_slowed(model, node)
        || model.ends_with(node)
        || is_after_a_look(model, id)
        || is_asked_for_outside(model, id)
        || is_of_failed_answer(model, id)
        || is_of_failed_publish(model, id)
        || is_followed_by_close(model, id)
}

/// Whether the delivery comes from outside of what is seen, and nothing decides here: who gives it has decided.
fn is_asked_for_outside(model: &Model<'_, '_>, id: AccessId) -> bool {
    let one = model.access(id);
    let mut around = model.tree().ancestors(one.node).map(|at| &model.tree().node(at).kind);
    let is_tag_of_others = || {
        model.is_kind(id, Kind::Ack)
            && one.deliveries.is_empty()
            && model.origin(one.origin).provenance.is_some()
    };
    (is_tag_of_others() || is_received_elsewhere(model, id))
        && around.all(|kind| *kind != NodeKind::Branch)
        && model.loop_around(one.node).is_none()
}

/// Whether something outside calls a method that answers the delivery of its value, and that is not what received it.
fn is_received_elsewhere(model: &Model<'_, '_>, id: AccessId) -> bool {
    let entry = |id: AccessId| {
        let mut around = model.tree().ancestors(model.access(id).node);
        around.find_map(|at| match model.tree().node(at).kind {
            NodeKind::Entry(function) => Some(function),
            _ => None,
        })
    };
    let Some(answered) = entry(id) else { return false };
    let Some(receiver) = &model.program.function(answered).function.receiver else { return false };
    if let Some(source) = model.source_of(id) {
        let mut received = model.accesses_by(source).iter().copied();
        return entry(source) != Some(answered)
            && received.all(|one| one == id || entry(one) != Some(answered));
    }
    let from = model.origin(model.access(id).origin).provenance.as_ref();
    from.is_some_and(|from| {
        let inside = from.path.strip_prefix(receiver.name.as_str());
        inside.is_some_and(|inside| inside.starts_with('.'))
    })
}

/// Whether the answer right before had failed: the channel is lost then, and this one goes nowhere.
fn is_of_failed_answer(model: &Model<'_, '_>, id: AccessId) -> bool {
    let (node, origin) = (model.access(id).node, model.access(id).origin);
    let is_answer = |at: NodeId| match model.tree().node(at).kind {
        NodeKind::Access(other) => model.settles(other, origin),
        _ => false,
    };
    let mut ways = model.tree().ancestors(node).filter(|&way| model.is_failed_way(way));
    ways.any(|way| {
        let branch = model.tree().node(way).parent;
        let around = branch.and_then(|branch| model.tree().node(branch).parent);
        let before = around.and_then(|around| {
            let mut inside = model.children(around).iter().copied();
            inside.rfind(|&at| Some(at) < branch)
        });
        before.is_some_and(is_answer)
    })
}

/// Whether a publish right before had failed: that is the channel's or the broker's doing, and not the message's.
fn is_of_failed_publish(model: &Model<'_, '_>, id: AccessId) -> bool {
    let mut around = model.tree().ancestors(model.access(id).node);
    let Some(way) = around.find(|&way| model.is_failed_way(way)) else { return false };
    let Some(branch) = model.tree().node(way).parent else { return false };
    let (Some(asks), Some(outside)) =
        (model.tree().node(branch).asks, model.tree().node(branch).parent)
    else {
        return false;
    };
    let is_asked = |at: Location| {
        at.file == asks.file && asks.span.start <= at.span.start && at.span.end <= asks.span.end
    };
    let is_publish = |id: AccessId| model.is_kind(id, Kind::Publish);
    let mut asked = model.children(outside).iter().copied().take_while(|&at| at < branch);
    asked.any(|at| match model.tree().node(at).kind {
        NodeKind::Access(id) => is_asked(model.access(id).at) && is_publish(id),
        // A function that works on the message before it publishes fails for more reasons.
        NodeKind::Call(_) => {
            let works = |&(_, step): &(NodeId, Step)| matches!(step, Step::Work(_) | Step::Call);
            model.tree().node(at).at.is_some_and(is_asked)
                && model.accesses_in(at).into_iter().any(is_publish)
                && !model.steps_in(at).iter().any(works)
        }
        _ => false,
    })
}

/// Whether the channel is closed behind it: its consumer has ended.
fn is_followed_by_close(model: &Model<'_, '_>, id: AccessId) -> bool {
    let one = model.access(id);
    model.accesses_on(one.origin).iter().any(|&other| {
        let closes = model.is_kind(other, Kind::Lifecycle);
        closes
            && model.loop_around(one.node).is_none()
            && model.can_follow(one.node, model.access(other).node)
            && model.function_of(model.access(other).node) == model.function_of(one.node)
    })
}

/// Whether the messages were fetched for a look and are put back once, when the fetching is over.
fn is_after_a_look(model: &Model<'_, '_>, id: AccessId) -> bool {
    let one = model.access(id);
    let Some(source) = model.source_of(id) else { return false };
    let is_get = model.is_kind(source, Kind::Get);
    let fetches: Vec<NodeId> = if is_get {
        vec![model.access(source).node]
    } else {
        let given = model.accesses_by(source).iter().copied();
        given
            .filter(|&id| model.is_kind(id, Kind::Receive))
            .map(|id| model.access(id).node)
            .collect()
    };
    let comes_again = |fetch: NodeId| {
        let mut loops = model.tree().ancestors(one.node).filter(|&at| is_loop(model, at));
        loops.any(|around| model.is_inside(fetch, around))
    };
    let in_loop = |fetch: NodeId| model.loop_around(fetch).is_some();
    let only_answer = || {
        let mut all = model.trace.accesses().entries();
        all.all(|(other, answer)| answer.at == one.at || !model.settles(other, one.origin))
    };
    !fetches.is_empty()
        && !fetches.iter().any(|&fetch| comes_again(fetch))
        && (fetches.iter().any(|&fetch| in_loop(fetch)) || (is_get && only_answer()))
}

fn is_loop(model: &Model<'_, '_>, at: NodeId) -> bool {
    matches!(model.tree().node(at).kind, NodeKind::Loop)
}

/// Whether the innermost decision between answers also knows one that does not requeue. A number that the message says is the
/// same each time: who counts by it never comes to the other answer.
fn has_other_answer(model: &Model<'_, '_>, id: AccessId) -> bool {
    let node = model.access(id).node;
    let origin = model.access(id).origin;
    let branches =
        model.tree().ancestors(node).filter(|&at| model.tree().node(at).kind == NodeKind::Branch);
    for branch in branches {
        let others: Vec<AccessId> = model
            .accesses_in(branch)
            .into_iter()
            .filter(|&other| {
                // One place may be reached with another word for it.
                model.access(other).at != model.access(id).at
                    || model.is_on(other, Meaning::Requeue) == Some(false)
            })
            .filter(|&other| {
                model.settles(other, origin) && excludes(model, model.access(other).node, node)
            })
            .collect();
        if !others.is_empty() {
            return others.into_iter().any(|other| {
                model.takes(other, Meaning::Requeue)
                    && model.is_on(other, Meaning::Requeue) != Some(true)
            });
        }
    }
    false
}

/// Whether a decision lies between two nodes that comes out otherwise another time.
fn excludes(model: &Model<'_, '_>, one: NodeId, other: NodeId) -> bool {
    let counts = |branch: NodeId| {
        let mut ways = model.children(branch).iter();
        ways.any(|&way| model.tree().node(way).tests == Tests::Count)
    };
    model
        .nearest_around(one, other)
        .is_some_and(|around| model.tree().node(around).kind == NodeKind::Branch && !counts(around))
}

fn is_slowed(model: &Model<'_, '_>, node: NodeId) -> bool {
    let outermost = model.tree().ancestors(node).find(|&at| {
        matches!(
            model.tree().node(at).kind,
            NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Entry(_)
        )
    });
    outermost.is_some_and(|around| model.pauses_with(node, around))
}
