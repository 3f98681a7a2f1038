//! What repeats the code that puts a channel into a collection.

use super::super::again::Again;
use crate::knowledge::{Kind, Times};
use crate::model::Model;
use crate::program::FnId;
use crate::trace::node::{GoesOn, NodeId, NodeKind, Step};
use crate::trace::outcome::Kept;

/// A collection that gets another channel each time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Growth {
    /// What goes where.
    pub(super) kept: Kept,
    /// What repeats it.
    pub(super) again: Again,
}

/// Every such collection, each place once.
pub(super) fn growing(model: &Model<'_, '_>) -> Vec<Growth> {
    let mut found: Vec<Growth> = Vec::new();
    for &kept in &model.trace.kept {
        if !found.iter().any(|known| known.kept.at == kept.at) {
            found.extend(again(model, &kept).map(|again| Growth { kept, again }));
        }
    }
    found
}

fn again(model: &Model<'_, '_>, kept: &Kept) -> Option<Again> {
    let mut fills = false;
    for at in model.tree().ancestors(kept.node) {
        match &model.tree().node(at).kind {
            NodeKind::Loop if is_repeated(model, kept, at) => return Some(Again::Loop(at)),
            NodeKind::Loop if is_without_end(model, at) => {}
            // A list of queues, so many of a pool: as many as are written or configured.
            NodeKind::Loop | NodeKind::Lane { many: true } => fills = true,
            // A variable is gone when its function is.
            NodeKind::Call(_) if kept.declared.is_some() => return None,
            NodeKind::Spawn { times: Times::Many, .. } => {
                let is_own = kept.declared.is_none() && !fills;
                return (is_own && model.is_opened_in(kept.origin, at))
                    .then_some(Again::Handler(at));
            }
            NodeKind::Entry(id) => {
                let is_repeated = kept.declared.is_none() && !fills && sends(model, *id, at, kept);
                return is_repeated.then_some(Again::Call(*id));
            }
            _ => {}
        }
    }
    None
}

/// Whether each turn of a loop adds another channel to a collection from outside of it.
fn is_repeated(model: &Model<'_, '_>, kept: &Kept, repeat: NodeId) -> bool {
    is_without_end(model, repeat)
        && model.is_opened_in(kept.origin, repeat)
        && outlives(model, kept, repeat)
}

/// Whether a loop goes on as long as something comes, and waits for it.
fn is_without_end(model: &Model<'_, '_>, repeat: NodeId) -> bool {
    let info = model.loop_info(repeat);
    let waits = || {
        let steps = model.steps_in(repeat).into_iter();
        let mut waits =
            steps.filter(|(_, step)| matches!(step, Step::Wait | Step::Pause | Step::Arrive(_)));
        let mut accesses = model.accesses_in(repeat).into_iter();
        waits.next().is_some() || accesses.any(|id| model.is_kind(id, Kind::Receive))
    };
    info.goes_on != GoesOn::Elements && waits()
}

/// Whether a collection is there before a loop and behind it.
fn outlives(model: &Model<'_, '_>, kept: &Kept, repeat: NodeId) -> bool {
    let (Some(declared), Some(at)) = (kept.declared, model.tree().node(repeat).at) else {
        return true;
    };
    let (whole, own) = (at.span, declared.span);
    declared.file != at.file || own.start < whole.start || whole.end <= own.start
}

/// Whether a method is called for each message: it is given something to send, and sends it on the channel.
fn sends(model: &Model<'_, '_>, id: FnId, entry: NodeId, kept: &Kept) -> bool {
    let is_method = model.program.function(id).function.receiver.is_some();
    let mut accesses = model.accesses_in(entry).into_iter();
    let is_sent = accesses.any(|access| {
        model.is_kind(access, Kind::Publish) && model.access(access).origin == kept.origin
    });
    is_method && is_sent && model.takes_payload(id) && model.is_opened_in(kept.origin, entry)
}
