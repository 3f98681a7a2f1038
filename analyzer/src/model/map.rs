//! Draws the map of a program's channels.

mod context;
mod operation;

use rustc_hash::FxHashSet;

use super::options::Setting;
use super::{Channel, Conflict, Model};
use crate::knowledge::{Kind, Meaning};
use crate::map::{MappedChannel, MappedConnection};
use crate::trace::Origin;
use crate::trace::access::{AccessId, Constant};
use crate::trace::handle::{OriginId, ProvenanceKind};
use crate::trace::node::NodeId;

impl Model<'_, '_> {
    /// Every channel of the reported packages, and those of others that they share, in the order of their origins.
    pub fn map(&self) -> Vec<MappedChannel> {
        let mapped = self.channels.iter().filter(|channel| {
            self.is_reported(self.origin(channel.origin).at) || self.is_shared_here(channel)
        });
        mapped.map(|channel| self.mapped(channel)).collect()
    }

    /// Whether a finding in the reported packages says that a channel is shared.
    fn is_shared_here(&self, channel: &Channel) -> bool {
        let story = self.story(channel, &self.conflicts(channel));
        story.is_some_and(|story| self.is_reported(story.primary.at))
    }

    fn mapped(&self, channel: &Channel) -> MappedChannel {
        let origin = self.origin(channel.origin);
        let modes = [(channel.confirms, "confirms"), (channel.transactions, "transactions")];
        let conflicts = self.conflicts(channel);
        let meeting = self.meeting(&conflicts);
        MappedChannel {
            client: self.client(channel).name.clone(),
            origin: origin.at,
            opened: self.first_line(origin.at),
            how: came(origin),
            name: self.called(origin),
            connection: origin.connection.map(|connection| self.mapped_connection(connection)),
            modes: modes.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect(),
            prefetch: self.prefetch(channel),
            contexts: self.mapped_contexts(channel, &meeting),
            names: self.names(channel),
            shared: conflicts.first().map(|conflict| conflict.hazard.rule.name.clone()),
        }
    }

    fn mapped_connection(&self, connection: OriginId) -> MappedConnection {
        let origin = self.origin(connection);
        MappedConnection { at: origin.at, how: came(origin), name: self.called(origin) }
    }

    /// The contexts in which operations can meet.
    fn meeting(&self, conflicts: &[Conflict<'_>]) -> FxHashSet<Option<NodeId>> {
        let sides = conflicts.iter().flat_map(|it| [it.overlap.first, it.overlap.second]);
        sides.map(|id| self.context_of(self.access(id).node)).collect()
    }

    /// The function that opens a handle, or the way to it from where it came into view.
    fn called(&self, origin: &Origin) -> Option<String> {
        match &origin.provenance {
            Some(known) => (!known.path.is_empty()).then(|| format!("`{}`", known.name())),
            None => Some(self.function_name(self.function_of(origin.node?)?)),
        }
    }

    /// The limits that a channel is given, as far as they are known.
    fn prefetch(&self, channel: &Channel) -> Vec<u64> {
        let limits = channel.accesses.iter().filter(|&&id| self.is_kind(id, Kind::Qos));
        let mut limits: Vec<u64> = limits
            .filter_map(|&id| match self.setting(id, Meaning::Prefetch) {
                Setting::Set(Constant::Int(limit)) => u64::try_from(limit).ok(),
                _ => None,
            })
            .collect();
        // Several limits are shown as a range of choices, not as a history.
        limits.sort_unstable();
        limits.dedup();
        limits
    }

    /// Strings that operations were given: names of queues, exchanges, routing keys.
    fn names(&self, channel: &Channel) -> Vec<String> {
        let arguments =
            channel.accesses.iter().flat_map(|&id: &AccessId| &self.access(id).arguments);
        let mut names: Vec<String> = arguments
            .filter_map(|argument| match &argument.value {
                Constant::Str(text) if !text.is_empty() => Some(text.to_string()),
                _ => None,
            })
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

/// How a handle comes into view.
fn came(origin: &Origin) -> String {
    let Some(provenance) = &origin.provenance else { return "opened here".to_owned() };
    match provenance.kind {
        ProvenanceKind::Parameter => format!("comes in as `{}`", provenance.name()),
        ProvenanceKind::Shared => format!("shared state, `{}`", provenance.name()),
        ProvenanceKind::Static => format!("static `{}`", provenance.name()),
        ProvenanceKind::Imprecise => {
            format!("comes from `{}`, whose making was not followed", provenance.name())
        }
    }
}
