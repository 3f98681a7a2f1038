//! Connections with publishers and consumers on them.

use crate::findings::{Place, Role};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;

/// A connection that something publishes and something consumes through.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mixed<'m> {
    /// The connection.
    pub(super) connection: OriginId,
    /// A channel that consumes.
    pub(super) consumer: &'m Channel,
    /// The consume.
    pub(super) consume: AccessId,
    /// A publish, on any of the connection's channels.
    pub(super) publish: AccessId,
}

/// Connections that something publishes and something consumes through.
pub(super) fn mixed_connections<'m>(model: &'m Model<'_, '_>) -> Vec<Mixed<'m>> {
    let mut out: Vec<Mixed<'_>> = Vec::new();
    for consumer in &model.channels {
        let Some(connection) = model.origin(consumer.origin).connection else { continue };
        if out.iter().any(|known| known.connection == connection) {
            continue;
        }
        let Some(consume) = first_of_kind(model, consumer, Kind::Consume) else { continue };
        let mut siblings = model
            .channels
            .iter()
            .filter(|other| model.origin(other.origin).connection == Some(connection));
        if let Some(publish) = siblings.find_map(|other| first_of_kind(model, other, Kind::Publish))
        {
            out.push(Mixed { connection, consumer, consume, publish });
        }
    }
    out
}

fn first_of_kind(model: &Model<'_, '_>, channel: &Channel, kind: Kind) -> Option<AccessId> {
    channel.accesses.iter().copied().find(|&id| model.is_kind(id, kind))
}

/// Where a connection comes from.
pub(super) fn connected(model: &Model<'_, '_>, connection: OriginId) -> Option<Place> {
    let origin = model.origin(connection);
    let label = match &origin.provenance {
        None => "the connection is opened here",
        Some(_) => "the connection comes in here",
    };
    let place =
        Place { at: model.first_line(origin.at), label: label.to_owned(), role: Role::Opened };
    model.is_reported(place.at).then_some(place)
}
