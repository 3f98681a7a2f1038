//! Deliveries that are settled through another channel than the one they came on.

use crate::knowledge::Kind;
use crate::model::Channel;
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::handle::{Handle, OriginId};

/// A delivery that is settled through another channel than the one it came on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Misdirected {
    /// The raw ack.
    pub(super) settle: AccessId,
    /// The channel that the delivery came on.
    pub(super) delivered_on: OriginId,
    /// What started its consumer, where that was seen.
    pub(super) by: Option<AccessId>,
    /// How the ack came to the other channel.
    pub(super) how: Misdirection,
}

/// How an ack comes to another channel than the one that delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misdirection {
    /// There are two channels, and it is made on the wrong one.
    Mixed,
    /// The channel was replaced by a new one after the delivery came.
    Replaced,
}

/// Deliveries of a channel that was opened in sight, settled through another one that was, too.
pub(super) fn misdirected(model: &Model<'_, '_>, channel: &Channel) -> Vec<Misdirected> {
    let is_seen = |origin: OriginId| model.origin(origin).provenance.is_none();
    let settles: Vec<AccessId> =
        channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::Ack)).collect();
    if settles.is_empty() || !is_seen(channel.origin) {
        return Vec::new();
    }
    let loops = model.delivery_loops();
    settles
        .into_iter()
        .filter_map(|settle| {
            let deliveries = &model.access(settle).deliveries[..];
            let seen = deliveries.iter().find(|delivery| is_seen(delivery.origin))?;
            let is_older = |delivery: &Handle| {
                is_opened_after(model, delivery.origin, channel.origin, loops)
                    || is_opened_between(model, delivery, channel.origin, settle)
            };
            let is_other = deliveries.len() == 1 && seen.origin != channel.origin;
            let how = if deliveries.iter().all(is_older) {
                Misdirection::Replaced
            } else if is_other && !is_ever_right(model, settle) {
                Misdirection::Mixed
            } else {
                return None;
            };
            Some(Misdirected { settle, delivered_on: seen.origin, by: seen.by, how })
        })
        .collect()
}

/// Whether a channel is opened in the loop over another one's deliveries: whichever of several values is meant, it is
/// not the one that delivered.
fn is_opened_after(
    model: &Model<'_, '_>,
    delivered_on: OriginId,
    it: OriginId,
    loops: &[DeliveryLoop],
) -> bool {
    let mut its = loops.iter().filter(|of| of.origin == delivered_on);
    // Where no value ends, that of an earlier round is there still, and may be taken for this round's.
    let site = |origin: OriginId| model.origin(origin).at;
    let may_be_rounds = site(delivered_on) == site(it) && !model.language().ends_values();
    delivered_on != it && !may_be_rounds && its.any(|of| model.is_opened_in(it, of.node))
}

/// Whether a channel is opened after a delivery was fetched from another one, and before it is settled.
fn is_opened_between(
    model: &Model<'_, '_>,
    delivery: &Handle,
    it: OriginId,
    settle: AccessId,
) -> bool {
    let (Some(fetch), Some(opened)) = (delivery.by, model.origin(it).node) else { return false };
    let settled = model.access(settle).node;
    delivery.origin != it
        && model.is_kind(fetch, Kind::Get)
        && model.can_follow(model.access(fetch).node, opened)
        && model.can_follow(opened, settled)
}

/// Whether the same code settles deliveries of the right channel, too: then one of several values was meant.
fn is_ever_right(model: &Model<'_, '_>, settle: AccessId) -> bool {
    let at = model.access(settle).at;
    model.trace.accesses().iter().filter(|other| other.at == at).any(|other| {
        let right = |delivery: &Handle| delivery.origin == other.origin;
        let unknown = other.deliveries.is_empty()
            && model.origin(other.origin).provenance.is_none()
            && !model.waited_in_vain(other.node);
        unknown || other.deliveries.iter().any(right)
    })
}
