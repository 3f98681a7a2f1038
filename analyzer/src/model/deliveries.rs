//! Deliveries: which consumer they come from, and who settles them.

use super::Model;
use crate::knowledge::Kind;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};

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
        let at = self.channels.binary_search_by_key(&origin, |channel| channel.origin).ok()?;
        let channel = &self.channels[at];
        // A channel from outside may have had consumers before.
        if self.origin(origin).provenance.is_some() {
            return None;
        }
        let gives = |&id: &AccessId| self.is_kind(id, Kind::Consume) || self.is_kind(id, Kind::Get);
        let mut sources = channel.accesses.iter().copied().filter(gives);
        let only = sources.next()?;
        let at = self.access(only).at;
        // One consume that is evaluated in several settings is one to a reader.
        sources.all(|other| self.access(other).at == at).then_some(only)
    }

    /// The loop around an access that the handle's opening is not part of, the innermost.
    pub fn loop_since_opening(&self, origin: OriginId, node: NodeId) -> Option<NodeId> {
        let mut around =
            self.tree().ancestors(node).take_while(|&at| !self.is_opened_in(origin, at));
        around.find(|&at| matches!(self.tree().node(at).kind, NodeKind::Loop))
    }
}
