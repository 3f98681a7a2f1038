//! Which limits hold nobody back.

use crate::knowledge::{Kind, Meaning};
use crate::model::options::Setting;
use crate::model::{Channel, Model};
use crate::trace::access::{AccessId, Constant};

/// Why a limit holds nobody back.
#[derive(Clone, Copy, Debug)]
pub(super) enum Vain {
    /// All consumers of the channel ack automatically.
    Automatic(AccessId),
    /// It comes after the only consumers.
    Late(AccessId),
}

impl Vain {
    /// The consumer that it was meant for.
    pub(super) fn consume(self) -> AccessId {
        let (Self::Automatic(consume) | Self::Late(consume)) = self;
        consume
    }
}

/// Whether a limit holds none of its channel's consumers back, when all of them are in view.
pub(super) fn in_vain(model: &Model<'_, '_>, channel: &Channel, limit: AccessId) -> Option<Vain> {
    let is_none = model.setting(limit, Meaning::Prefetch) == Setting::Set(Constant::Int(0));
    if is_none || model.trace.given_away.contains(channel.origin) {
        return None;
    }
    let own = model.accesses_on(channel.origin).iter().copied();
    let consumers: Vec<AccessId> = own.filter(|&id| model.is_kind(id, Kind::Consume)).collect();
    automatic(model, &consumers, limit).or_else(|| late(model, &consumers, limit))
}

/// Consumers that all ack automatically, one of them behind the limit. Where acks are sent all the same, these are what is
/// wrong.
fn automatic(model: &Model<'_, '_>, consumers: &[AccessId], limit: AccessId) -> Option<Vain> {
    let is_automatic = |&id: &AccessId| model.is_on(id, Meaning::AutoAck) == Some(true);
    let is_acked = |id: AccessId| {
        let mut all = model.trace.accesses().ids();
        all.any(|ack| model.is_settling(ack) && model.source_of(ack) == Some(id))
    };
    let at = model.access(limit).node;
    let mut behind = consumers.iter().copied().filter(|&id| {
        let started = model.access(id).node;
        let around = model.nearest_around(at, started);
        model.can_reach(at, started) && around.is_some_and(|around| model.is_certain(at, around))
    });
    let consume = behind.next()?;
    let all = consumers.iter().all(is_automatic) && !consumers.iter().any(|&id| is_acked(id));
    all.then_some(Vain::Automatic(consume))
}

/// A consumer that acks by hand before the limit, and none behind it. A limit for the whole channel counts at once.
fn late(model: &Model<'_, '_>, consumers: &[AccessId], limit: AccessId) -> Option<Vain> {
    let at = model.access(limit).node;
    let is_before = |id: AccessId| {
        model.is_on(id, Meaning::AutoAck) == Some(false)
            && model.is_done_before(model.access(id).node, at)
    };
    let own = model.is_on(limit, Meaning::Global) == Some(false);
    let is_last = consumers.iter().all(|&id| model.access(id).node < at);
    let consume = consumers.iter().copied().find(|&id| is_before(id))?;
    (own && is_last).then_some(Vain::Late(consume))
}
