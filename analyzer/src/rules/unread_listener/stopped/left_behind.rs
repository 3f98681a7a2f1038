//! Queues that the same code gives the client again and again: those of before are filled, too.

use crate::knowledge::{Kind, Times};
use crate::model::Model;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind, Step};
use crate::trace::outcome::Unread;

/// The node of which each round gives another queue to the client, for one channel or connection, and takes a few notices at most.
pub(super) fn rounds(
    model: &Model<'_, '_>,
    unread: &Unread,
    taken_in: &[NodeId],
) -> Option<NodeId> {
    let register = model.access(unread.register);
    let outside = model.tree().ancestors(register.node);
    let mut outside = outside.take_while(|&at| !is_made_or_ended_in(model, register.origin, at));
    let rounds = outside.find(|&at| comes_again(model, register.origin, at))?;
    let is_repeated = |&take: &NodeId| {
        let mut around = model.tree().ancestors(take).take_while(|&at| at != rounds);
        around.any(|at| is_loop(model, at) && !model.is_inside(register.node, at))
    };
    let mut own = taken_in.iter().filter(|&&take| model.is_inside(take, rounds));
    (!own.any(is_repeated)).then_some(rounds)
}

/// Whether each round of a node has a channel or connection of its own, or closes it.
fn is_made_or_ended_in(model: &Model<'_, '_>, origin: OriginId, at: NodeId) -> bool {
    let closes =
        |&id: &_| model.is_kind(id, Kind::Lifecycle) && model.is_inside(model.access(id).node, at);
    let is_ended = || is_repeated_node(model, at) && model.accesses_on(origin).iter().any(closes);
    model.tree().node(at).kind == NodeKind::Once || model.is_opened_in(origin, at) || is_ended()
}

fn is_repeated_node(model: &Model<'_, '_>, at: NodeId) -> bool {
    matches!(
        model.tree().node(at).kind,
        NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Entry(_)
    )
}

/// Whether a node comes again as often as there is something to do.
fn comes_again(model: &Model<'_, '_>, origin: OriginId, at: NodeId) -> bool {
    match model.tree().node(at).kind {
        NodeKind::Loop => !model.loop_info(at).bounded,
        NodeKind::Spawn { times: Times::Many, .. } => true,
        NodeKind::Entry(id) => model.is_served_on(origin, id),
        _ => false,
    }
}

fn is_loop(model: &Model<'_, '_>, at: NodeId) -> bool {
    model.tree().node(at).kind == NodeKind::Loop
}

/// Whether the rounds go on past a wait for each notice that did not come.
pub(super) fn is_passed_by(model: &Model<'_, '_>, rounds: NodeId, taken_in: &[NodeId]) -> bool {
    let mut own = taken_in.iter().filter(|&&take| model.is_inside(take, rounds)).peekable();
    own.peek().is_some() && own.all(|&take| goes_on_beside(model, rounds, take))
}

fn goes_on_beside(model: &Model<'_, '_>, rounds: NodeId, take: NodeId) -> bool {
    let path: Vec<NodeId> = model.tree().ancestors(take).take_while(|&at| at != rounds).collect();
    let kind = |at: &NodeId| &model.tree().node(*at).kind;
    // Who waits in a context of its own goes on to wait.
    if path.iter().any(|at| matches!(kind(at), NodeKind::Spawn { .. })) {
        return false;
    }
    let leaves = |way: NodeId| {
        model.steps_in(way).into_iter().any(|(_, step)| match step {
            Step::Leave(how, target) => model.ends(how, target, rounds),
            _ => false,
        })
    };
    let branches = path.iter().filter(|at| *kind(at) == NodeKind::Branch);
    let mut ways = branches.flat_map(|&branch| model.children(branch).iter().copied());
    ways.any(|way| !path.contains(&way) && !leaves(way))
}
