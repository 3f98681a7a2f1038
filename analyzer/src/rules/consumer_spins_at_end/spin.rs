//! Loops that ask a stream again that is over, without anything between that takes time.

use crate::knowledge::Kind;
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::{GoesOn, Leave, NodeId, NodeKind, Step};

/// A loop that goes on when its stream is over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spin {
    /// What takes the next delivery.
    pub(super) receive: AccessId,
    /// The loop.
    pub(super) repeat: NodeId,
    /// Where the end is taken for nothing.
    pub(super) goes_on: Location,
}

/// Every such loop, each once.
pub(super) fn spins(model: &Model<'_, '_>) -> Vec<Spin> {
    let mut found: Vec<Spin> = Vec::new();
    for (id, one) in model.trace.accesses().entries() {
        let is_known = found.iter().any(|spin| model.access(spin.receive).at == one.at);
        if model.is_kind(id, Kind::Receive) && !is_known {
            found.extend(spin(model, id));
        }
    }
    found
}

fn spin(model: &Model<'_, '_>, receive: AccessId) -> Option<Spin> {
    let one = model.access(receive);
    let is_loop = |at: &NodeId| model.tree().node(*at).kind == NodeKind::Loop;
    let is_spawn = |at: &NodeId| matches!(model.tree().node(*at).kind, NodeKind::Spawn { .. });
    let around = model.tree().ancestors(one.node).take_while(|at| !is_spawn(at));
    let mut inner = None;
    for repeat in around.filter(is_loop) {
        // A loop that starts the consumer in each turn has another stream to ask.
        if one.by.is_some_and(|consume| model.is_inside(model.access(consume).node, repeat)) {
            return None;
        }
        let of = DeliveryLoop {
            node: repeat,
            origin: one.origin,
            receive: Some(receive),
            consume: one.by,
        };
        if model.loop_info(repeat).goes_on == GoesOn::Ever && model.error_leaves(&of).is_none() {
            let ends = ends(model, &of, inner);
            let end = ends.into_iter().find(|&(end, _)| !is_slowed(model, &of, receive, end));
            if let Some((_, goes_on)) = end {
                return Some(Spin { receive, repeat, goes_on });
            }
        }
        inner = model.is_over_with_stream(&of).then_some(repeat);
    }
    None
}

/// Where a loop's turn goes on when the stream is over: on a way that is taken then, or behind the loop inside of it that ends
/// with the stream.
fn ends(
    model: &Model<'_, '_>,
    of: &DeliveryLoop,
    inner: Option<NodeId>,
) -> Vec<(NodeId, Location)> {
    let own = model.steps_in(of.node).into_iter().filter_map(|(at, step)| {
        let is_end = step == Step::Over(of.origin) && model.loop_around(at) == Some(of.node);
        is_end.then_some(at)
    });
    let own = own.chain(inner);
    own.filter_map(|at| Some((at, model.tree().node(at).at?))).collect()
}

/// Whether a turn in which the stream is over takes time, leaves the loop, or gets another stream.
fn is_slowed(model: &Model<'_, '_>, of: &DeliveryLoop, receive: AccessId, end: NodeId) -> bool {
    let node = model.access(receive).node;
    let mut slowed = false;
    model.visit_inside(of.node, &mut |at| {
        let is_before = at < node && model.can_follow(at, end);
        let is_behind = !model.is_inside(at, end) && model.can_follow(end, at);
        if (is_before || is_behind) && !is_beside(model, of.node, node, at) {
            slowed |= takes_time(model, at) || is_behind && leaves(model, of.node, at);
        }
    });
    slowed
}

/// Whether a node is one of several things that are waited for along with a receive, or runs in a context of its own.
fn is_beside(model: &Model<'_, '_>, repeat: NodeId, receive: NodeId, at: NodeId) -> bool {
    model.between(at, repeat).any(|around| match model.tree().node(around).kind {
        NodeKind::Together => model.is_inside(receive, around),
        NodeKind::Spawn { .. } => true,
        _ => false,
    })
}

fn takes_time(model: &Model<'_, '_>, at: NodeId) -> bool {
    match model.tree().node(at).kind {
        NodeKind::Step(Step::Pause | Step::Wait | Step::Arrive(_))
        | NodeKind::Join(_)
        | NodeKind::Open(_) => true,
        NodeKind::Access(id) => {
            model.is_kind(id, Kind::Rpc) || model.is_kind(id, Kind::ConfirmWait)
        }
        _ => false,
    }
}

fn leaves(model: &Model<'_, '_>, repeat: NodeId, at: NodeId) -> bool {
    match model.tree().node(at).kind {
        NodeKind::Step(Step::Leave(Leave::End, _)) => true,
        NodeKind::Step(Step::Leave(how, target)) => model.ends(how, target, repeat),
        _ => false,
    }
}
