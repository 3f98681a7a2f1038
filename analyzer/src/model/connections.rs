//! Connections with publishers and consumers on them.

use super::{Channel, Model};
use crate::findings::{Place, Role};
use crate::knowledge::Kind;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;

/// A connection that something publishes and something consumes through.
#[derive(Clone, Copy, Debug)]
pub struct Mixed<'m> {
    /// The connection.
    pub connection: OriginId,
    /// A channel that consumes.
    pub consumer: &'m Channel,
    /// The consume.
    pub consume: AccessId,
    /// A publish, on any of the connection's channels.
    pub publish: AccessId,
}

impl Model<'_, '_> {
    /// Connections that something publishes and something consumes through.
    pub fn mixed_connections(&self) -> Vec<Mixed<'_>> {
        let mut out: Vec<Mixed<'_>> = Vec::new();
        for consumer in &self.channels {
            let Some(connection) = self.origin(consumer.origin).connection else { continue };
            if out.iter().any(|known| known.connection == connection) {
                continue;
            }
            let Some(consume) = self.first_of_kind(consumer, Kind::Consume) else { continue };
            let mut siblings = self
                .channels
                .iter()
                .filter(|other| self.origin(other.origin).connection == Some(connection));
            if let Some(publish) =
                siblings.find_map(|other| self.first_of_kind(other, Kind::Publish))
            {
                out.push(Mixed { connection, consumer, consume, publish });
            }
        }
        out
    }

    fn first_of_kind(&self, channel: &Channel, kind: Kind) -> Option<AccessId> {
        channel.accesses.iter().copied().find(|&id| self.is_kind(id, kind))
    }

    /// Where a connection comes from.
    pub fn connected(&self, connection: OriginId) -> Option<Place> {
        let origin = self.origin(connection);
        let label = match &origin.provenance {
            None => "the connection is opened here",
            Some(_) => "the connection comes in here",
        };
        let place =
            Place { at: self.first_line(origin.at), label: label.to_owned(), role: Role::Opened };
        self.is_reported(place.at).then_some(place)
    }
}
