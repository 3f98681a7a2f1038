//! What an operation on the map is for, and what it names.

use crate::knowledge::{Kind, Meaning};
use crate::map::{MappedKind, MappedName, MappedNameKind, MappedOperation};
use crate::model::Model;
use crate::model::options::Setting;
use crate::trace::access::{AccessId, Constant};

/// The kinds of the tables that say what an operation is for; the first that fits counts.
const PURPOSES: &[(MappedKind, &[Kind])] = &[
    (MappedKind::Close, &[Kind::Lifecycle, Kind::Cancel]),
    (MappedKind::Publish, &[Kind::Publish, Kind::ConfirmWait]),
    (MappedKind::Consume, &[Kind::Consume, Kind::Get, Kind::Receive]),
    (MappedKind::Settle, &[Kind::Ack, Kind::DeliveryAck, Kind::Recover]),
];

const NAMES: &[(MappedNameKind, Meaning)] = &[
    (MappedNameKind::Queue, Meaning::Queue),
    (MappedNameKind::Exchange, Meaning::Exchange),
    (MappedNameKind::Exchange, Meaning::BoundExchange),
    (MappedNameKind::RoutingKey, Meaning::RoutingKey),
];

impl Model<'_, '_> {
    pub(super) fn mapped_operation(&self, id: AccessId) -> MappedOperation {
        let one = self.access(id);
        let is = |kinds: &[Kind]| kinds.iter().any(|&kind| self.is_kind(id, kind));
        let kind = PURPOSES.iter().find(|(_, kinds)| is(kinds));
        let text = |meaning| match self.setting(id, meaning) {
            Setting::Set(Constant::Str(text)) => Some(text.to_string()),
            _ => None,
        };
        let names = NAMES.iter().filter_map(|&(kind, meaning)| {
            // The default exchange has no name; a queue or key without one names nothing.
            let name = text(meaning)?;
            let says = kind == MappedNameKind::Exchange || !name.is_empty();
            says.then_some(MappedName { kind, name })
        });
        MappedOperation {
            name: self.operation(id).name.to_string(),
            kind: kind.map_or(MappedKind::SetUp, |(kind, _)| *kind),
            at: one.name_at,
            told_at: self.used(id).at,
            guards: one.lockset.exclusive().len(),
            names: names.collect(),
        }
    }
}
