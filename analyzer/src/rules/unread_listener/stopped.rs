//! Which queues fill up: what the client puts into them, and whether that comes.

mod left_behind;

use self::left_behind::{is_passed_by, rounds};
use crate::knowledge::{Kind, Meaning, Notice};
use crate::model::Model;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::outcome::{Unread, Unreading};

/// A queue that stops the client.
#[derive(Debug)]
pub(super) struct Stop<'m> {
    /// The queue.
    pub(super) unread: &'m Unread,
    /// What comes.
    pub(super) notice: Notice,
    /// What gave the client other queues, of whose notices one is read.
    pub(super) beside: Vec<AccessId>,
    /// What the client answers with a notice.
    pub(super) publish: Option<AccessId>,
}

/// Every such queue, each once.
pub(super) fn stops<'m>(model: &'m Model<'_, '_>) -> Vec<Stop<'m>> {
    let mut found: Vec<Stop<'m>> = Vec::new();
    // Where nobody reads at all, that is said.
    let (behind, others): (Vec<&Unread>, Vec<&Unread>) = (model.trace.unread.iter())
        .partition(|unread| matches!(unread.how, Unreading::LeftBehind { .. }));
    for unread in others.into_iter().chain(behind) {
        let at = model.access(unread.register).at;
        let is_told = found.iter().any(|stop| {
            let told = stop.beside.iter().chain([&stop.unread.register]);
            told.into_iter().any(|&id| model.access(id).at == at)
        });
        if !is_told {
            found.extend(stop(model, unread));
        }
    }
    found
}

fn stop<'m>(model: &'m Model<'_, '_>, unread: &'m Unread) -> Option<Stop<'m>> {
    let notice = model.operation(unread.register).operation.notices?;
    let mut stop = Stop { unread, notice, beside: Vec::new(), publish: None };
    match (&unread.how, notice) {
        // One notice comes, and room for one is enough.
        (Unreading::Never, Notice::Close) => (unread.room == Some(0)).then_some(stop),
        (Unreading::Never, Notice::Return | Notice::Confirm) => {
            stop.publish = Some(answered(model, unread, notice)?);
            Some(stop)
        }
        (Unreading::OnlyFirst { beside, .. }, Notice::Close) if unread.room == Some(0) => {
            stop.beside =
                beside.iter().copied().filter(|&id| comes_with(model, unread, id)).collect();
            (!stop.beside.is_empty()).then_some(stop)
        }
        (Unreading::OnlyFirst { .. }, _) => None,
        (Unreading::LeftBehind { taken_in }, _) => {
            let rounds = rounds(model, unread, taken_in)?;
            match notice {
                Notice::Close => {
                    let is_left = unread.room == Some(0) && is_passed_by(model, rounds, taken_in);
                    is_left.then_some(stop)
                }
                Notice::Return | Notice::Confirm => {
                    stop.publish = Some(answered_in(model, unread, notice, rounds)?);
                    Some(stop)
                }
            }
        }
    }
}

/// A publish of the same channel that is answered with a notice, in each round of a node.
fn answered_in(
    model: &Model<'_, '_>,
    unread: &Unread,
    notice: Notice,
    rounds: NodeId,
) -> Option<AccessId> {
    // A size that is not known is taken for enough.
    let is_known = unread.room.is_some_and(|room| room != u128::MAX);
    let mut answered = publishes_answered(model, unread, notice).into_iter();
    answered.find(|&id| is_known && model.is_inside(model.access(id).node, rounds))
}

/// Whether the loss of one connection puts a notice into another queue, too, in which there is no room.
fn comes_with(model: &Model<'_, '_>, unread: &Unread, other: AccessId) -> bool {
    let is_close = model.operation(other).operation.notices == Some(Notice::Close);
    let mut all = model.trace.unread.iter();
    is_close
        && connection(model, unread.register) == connection(model, other)
        && all.any(|known| known.register == other && known.room == Some(0))
}

/// The connection that an operation belongs to; of a channel whose connection was not seen, the channel.
fn connection(model: &Model<'_, '_>, id: AccessId) -> OriginId {
    let origin = model.access(id).origin;
    model.origin(origin).connection.unwrap_or(origin)
}

/// A publish of the same channel that is answered with a notice, more often than there is room.
fn answered(model: &Model<'_, '_>, unread: &Unread, notice: Notice) -> Option<AccessId> {
    let register = model.access(unread.register).node;
    let mut answered = publishes_answered(model, unread, notice).into_iter();
    answered
        .find(|&id| unread.room == Some(0) || comes_again(model, register, model.access(id).node))
}

/// The publishes of the same channel that are answered with a notice.
fn publishes_answered(model: &Model<'_, '_>, unread: &Unread, notice: Notice) -> Vec<AccessId> {
    let origin = model.access(unread.register).origin;
    let channel = model.channels.iter().find(|channel| channel.origin == origin);
    let Some(channel) = channel else { return Vec::new() };
    let is_answered = |id: AccessId| match notice {
        Notice::Close => false,
        Notice::Confirm => {
            channel.confirms || model.may_be_set_up_elsewhere(origin, Kind::ConfirmSelect)
        }
        Notice::Return => [Meaning::Mandatory, Meaning::Immediate]
            .into_iter()
            .any(|asked| model.takes(id, asked) && model.is_on(id, asked) != Some(false)),
    };
    let publishes = channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::Publish));
    publishes.filter(|&id| is_answered(id)).collect()
}

/// Whether a publish is in a loop without an end that the queue was not made in.
fn comes_again(model: &Model<'_, '_>, register: NodeId, publish: NodeId) -> bool {
    let mut around = model.tree().ancestors(publish);
    around.any(|at| {
        let is_loop = model.tree().node(at).kind == NodeKind::Loop;
        is_loop && !model.loop_info(at).bounded && !model.is_inside(register, at)
    })
}
