//! Deliveries: which consumer they come from, who settles them, and what is received under a lock.

use super::turn::DeliveryLoop;
use super::{Channel, Model, Overlap};
use crate::knowledge::{Kind, Meaning};
use crate::trace::access::AccessId;
use crate::trace::handle::{Handle, OriginId};
use crate::trace::node::{NodeId, NodeKind};

/// A delivery that is settled through another channel than the one it came on.
#[derive(Clone, Copy, Debug)]
pub struct Misdirected {
    /// The raw ack.
    pub settle: AccessId,
    /// The channel that the delivery came on.
    pub delivered_on: OriginId,
    /// What started its consumer, where that was seen.
    pub by: Option<AccessId>,
    /// How the ack came to the other channel.
    pub how: Misdirection,
}

/// How an ack comes to another channel than the one that delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misdirection {
    /// There are two channels, and it is made on the wrong one.
    Mixed,
    /// The channel was replaced by a new one after the delivery came.
    Replaced,
}

/// Waiting for a delivery while a lock is held that another context needs.
#[derive(Clone, Debug)]
pub struct LockedReceive {
    /// The wait.
    pub receive: AccessId,
    /// What needs the lock.
    pub blocked: AccessId,
}

impl Model<'_, '_> {
    /// Whether an access settles a delivery.
    pub fn is_settling(&self, id: AccessId) -> bool {
        self.is_kind(id, Kind::Ack) || self.is_kind(id, Kind::DeliveryAck)
    }

    /// The consume or get that gave the delivery which an access settles, where it was seen.
    pub fn source_of(&self, id: AccessId) -> Option<AccessId> {
        let one = self.access(id);
        if self.is_kind(id, Kind::DeliveryAck) {
            return one.by;
        }
        let same = |origin: OriginId| origin == one.origin;
        match &one.deliveries[..] {
            [only] if same(only.origin) => only.by,
            [] => self.only_source(one.origin),
            _ => None,
        }
    }

    /// The only consume or get of a channel: it gave every delivery there is.
    fn only_source(&self, origin: OriginId) -> Option<AccessId> {
        let channel = self.channels.iter().find(|channel| channel.origin == origin)?;
        if self.origin(origin).provenance.is_some() {
            return None;
        }
        let gives = |&id: &AccessId| self.is_kind(id, Kind::Consume) || self.is_kind(id, Kind::Get);
        let mut sources = channel.accesses.iter().copied().filter(gives);
        let only = sources.next()?;
        let at = self.access(only).at;
        sources.all(|other| self.access(other).at == at).then_some(only)
    }

    /// Two settlings of one channel's deliveries that can be under way at the same time, the first of them for several
    /// deliveries at once.
    pub fn multiple_settlings(&self, channel: &Channel) -> Vec<Overlap> {
        let settling: Vec<AccessId> =
            channel.accesses.iter().copied().filter(|&id| self.is_settling(id)).collect();
        let several = settling.iter().copied().filter(|&id| self.is_set(id, Meaning::Multiple));
        several
            .filter_map(|multiple| {
                let mut others = std::iter::once(multiple).chain(settling.iter().copied());
                others.find_map(|other| {
                    let (first, second) = (multiple.min(other), multiple.max(other));
                    self.overlap_of(channel.origin, first, second)
                })
            })
            .collect()
    }

    /// Deliveries of a channel that was opened in sight, settled through another one that was, too.
    pub fn misdirected(&self, channel: &Channel) -> Vec<Misdirected> {
        let is_seen = |origin: OriginId| self.origin(origin).provenance.is_none();
        let settles: Vec<AccessId> =
            channel.accesses.iter().copied().filter(|&id| self.is_kind(id, Kind::Ack)).collect();
        if settles.is_empty() || !is_seen(channel.origin) {
            return Vec::new();
        }
        let loops = self.delivery_loops();
        settles
            .into_iter()
            .filter_map(|settle| {
                let deliveries = &self.access(settle).deliveries[..];
                let seen = deliveries.iter().find(|delivery| is_seen(delivery.origin))?;
                let is_older = |delivery: &Handle| {
                    self.is_opened_after(delivery.origin, channel.origin, &loops)
                };
                let is_other = deliveries.len() == 1 && seen.origin != channel.origin;
                let how = if deliveries.iter().all(is_older) {
                    Misdirection::Replaced
                } else if is_other && !self.is_ever_right(settle) {
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
        &self,
        delivered_on: OriginId,
        it: OriginId,
        loops: &[DeliveryLoop],
    ) -> bool {
        let mut its = loops.iter().filter(|of| of.origin == delivered_on);
        delivered_on != it && its.any(|of| self.is_opened_in(it, of.node))
    }

    /// Whether the same code settles deliveries of the right channel, too: then one of several values was meant.
    fn is_ever_right(&self, settle: AccessId) -> bool {
        let at = self.access(settle).at;
        self.trace.accesses().iter().filter(|other| other.at == at).any(|other| {
            let right = |delivery: &Handle| delivery.origin == other.origin;
            let unknown =
                other.deliveries.is_empty() && self.origin(other.origin).provenance.is_none();
            unknown || other.deliveries.iter().any(right)
        })
    }

    /// Waits for a delivery under a lock that an operation of another context needs.
    pub fn locked_receives(&self) -> Vec<LockedReceive> {
        let all = || self.trace.accesses().ids();
        let mut out: Vec<LockedReceive> = Vec::new();
        for receive in all().filter(|&id| self.is_kind(id, Kind::Receive)) {
            let (held, origin) =
                (self.access(receive).lockset.exclusive(), self.access(receive).origin);
            if held.is_empty()
                || out.iter().any(|known| self.access(known.receive).at == self.access(receive).at)
            {
                continue;
            }
            let blocked = all().find(|&other| {
                let needs =
                    self.access(other).lockset.exclusive().iter().any(|lock| held.contains(lock));
                needs
                    && !self.is_kind(other, Kind::Receive)
                    && self.access(other).at != self.access(receive).at
                    && self.is_beside(origin, receive, other)
            });
            out.extend(blocked.map(|blocked| LockedReceive { receive, blocked }));
        }
        out
    }

    fn is_beside(&self, origin: OriginId, one: AccessId, other: AccessId) -> bool {
        let (first, second) = (one.min(other), one.max(other));
        self.overlap_of(origin, first, second).is_some()
    }

    /// The loop around an access that the handle's opening is not part of, the innermost.
    pub fn loop_since_opening(&self, origin: OriginId, node: NodeId) -> Option<NodeId> {
        let mut around =
            self.tree().ancestors(node).take_while(|&at| !self.is_opened_in(origin, at));
        around.find(|&at| matches!(self.tree().node(at).kind, NodeKind::Loop))
    }
}
