//! What the rules about answers have in common: answers to all deliveries that are out on a channel, where one of them was meant.

use crate::knowledge::{Kind, Meaning};
use crate::model::Model;
use crate::model::options::Setting;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::{AccessId, Constant};
use crate::trace::node::{NodeId, NodeKind, Step};

/// Whether an operation answers whatever is out for the sake of one delivery: it is made in that one's turn, or where another
/// way answers that one alone.
pub(super) fn answers_all_for_one(model: &Model<'_, '_>, id: AccessId) -> bool {
    model.answers_all(id)
        && !is_limited_to_one(model, id)
        && !model.is_decided_otherwise(model.access(id).node)
        && !is_at_the_end_or_without(model, id)
        && (is_beside_single(model, id) || is_in_a_turn(model, id))
}

/// Whether no more than one delivery can be out.
fn is_limited_to_one(model: &Model<'_, '_>, id: AccessId) -> bool {
    let origin = model.access(id).origin;
    model.accesses_on(origin).iter().any(|&limit| {
        model.is_kind(limit, Kind::Qos)
            && model.setting(limit, Meaning::Prefetch) == Setting::Set(Constant::Int(1))
    })
}

/// Whether code begins anew at a node for each delivery, request or call from outside.
fn is_turn(model: &Model<'_, '_>, at: NodeId) -> bool {
    let kind = &model.tree().node(at).kind;
    matches!(kind, NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Entry(_))
}

/// The branches around an operation, in the same turn.
fn decisions_around(model: &Model<'_, '_>, id: AccessId) -> Vec<NodeId> {
    let around = model.tree().ancestors(model.access(id).node);
    let here = around.take_while(|&at| !is_turn(model, at));
    here.filter(|&at| model.tree().node(at).kind == NodeKind::Branch).collect()
}

/// Whether another way of a decision answers one delivery alone.
fn is_beside_single(model: &Model<'_, '_>, id: AccessId) -> bool {
    let node = model.access(id).node;
    let is_single = |other: AccessId| {
        model.is_settling(other)
            && !model.answers_all(other)
            && model.is_on(other, Meaning::Multiple) != Some(true)
    };
    decisions_around(model, id).into_iter().any(|branch| {
        let mut others = model.accesses_in(branch).into_iter();
        others.any(|other| {
            let around = model.nearest_around(model.access(other).node, node);
            is_single(other) && around == Some(branch)
        })
    })
}

/// Whether an operation is made in the turn of a delivery.
fn is_in_a_turn(model: &Model<'_, '_>, id: AccessId) -> bool {
    let one = model.access(id);
    let is_of_it = |of: &DeliveryLoop| {
        model.may_be_same(of.origin, one.origin)
            && model.is_inside(one.node, of.node)
            && model.spawned_inside(one.node, of.node).is_none()
            && of.receive.is_none_or(|receive| model.access(receive).node < one.node)
    };
    model.delivery_loops().iter().any(is_of_it)
}

/// Whether the consumer ends with an operation, or this way has no delivery.
fn is_at_the_end_or_without(model: &Model<'_, '_>, id: AccessId) -> bool {
    let node = model.access(id).node;
    let turn = model.tree().ancestors(node).find(|&at| is_turn(model, at));
    let is_elsewhere = |(at, step): (NodeId, Step)| {
        matches!(step, Step::Without(_) | Step::Instead(_)) && model.can_reach(at, node)
    };
    let mut steps = turn.into_iter().flat_map(|turn| model.steps_in(turn));
    steps.any(is_elsewhere) || model.ends_with(node)
}
