//! Publishes whose confirms are outstanding at the same time, in one task.

use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind};

/// Two publishes with the mandatory flag that are in flight at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pipelined {
    /// The earlier publish.
    pub(super) first: AccessId,
    /// The later one; the same where it meets itself in a loop.
    pub(super) second: AccessId,
}

/// Mandatory publishes of a channel in confirm mode whose confirms are waited for after the next publish.
pub(super) fn pipelined_mandatory(model: &Model<'_, '_>, channel: &Channel) -> Option<Pipelined> {
    if !channel.confirms {
        return None;
    }
    let mandatory =
        |&id: &AccessId| model.is_kind(id, Kind::Publish) && model.is_set(id, Meaning::Mandatory);
    // Each call of a helper that publishes counts.
    let own = model.accesses_on(channel.origin).iter().copied();
    let publishes: Vec<AccessId> = own.filter(mandatory).collect();
    publishes.iter().find_map(|&first| in_flight_with(model, channel, first, &publishes))
}

fn in_flight_with(
    model: &Model<'_, '_>,
    channel: &Channel,
    first: AccessId,
    all: &[AccessId],
) -> Option<Pipelined> {
    let wait = channel
        .accesses
        .iter()
        .copied()
        .find(|&id| model.awaits_confirm(id) && model.access(id).by == Some(first))?;
    let (sent, confirmed) = (model.access(first).node, model.access(wait).node);
    let between = |&id: &AccessId| {
        let node = model.access(id).node;
        id != first && node > sent && node < confirmed && are_in_sequence(model, sent, node)
    };
    if let Some(second) = all.iter().copied().find(between) {
        return Some(Pipelined { first, second });
    }
    let repeat = model.loop_since_opening(channel.origin, sent)?;
    let waits_inside = model.is_inside(confirmed, repeat);
    let zipped = is_zipped(model, confirmed, repeat);
    (!waits_inside && (zipped || confirmed > sent)).then_some(Pipelined { first, second: first })
}

/// Whether one leaf follows another in the same task, on the same way.
fn are_in_sequence(model: &Model<'_, '_>, first: NodeId, second: NodeId) -> bool {
    let Some((common, ..)) = model.common(first, second) else { return false };
    let is_apart = |at: NodeId| {
        matches!(model.tree().node(at).kind, NodeKind::Spawn { .. } | NodeKind::Lane { .. })
    };
    let apart = model.tree().ancestors(first).take_while(|&at| at != common).any(is_apart)
        || model.tree().ancestors(second).take_while(|&at| at != common).any(is_apart);
    !apart && !matches!(model.tree().node(common).kind, NodeKind::Branch | NodeKind::Program)
}

fn is_zipped(model: &Model<'_, '_>, node: NodeId, repeat: NodeId) -> bool {
    model.tree().ancestors(node).any(|at| model.tree().node(at).zips_with().contains(&repeat))
}
