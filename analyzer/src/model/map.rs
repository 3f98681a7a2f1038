//! Draws the map of a program's channels.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Channel, Model};
use crate::knowledge::Times;
use crate::map::{MappedChannel, MappedContext, MappedOperation, MappedTimes};
use crate::trace::access::{AccessId, Constant};
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::{NodeId, NodeKind};

impl Model<'_, '_> {
    /// Every channel of the reported packages, in the order of their origins.
    pub fn map(&self) -> Vec<MappedChannel> {
        let reported =
            self.channels.iter().filter(|channel| self.is_reported(self.origin(channel.origin).at));
        reported.map(|channel| self.mapped(channel)).collect()
    }

    fn mapped(&self, channel: &Channel) -> MappedChannel {
        let origin = self.origin(channel.origin);
        let how = match &origin.provenance {
            None => "opened here".to_owned(),
            Some(provenance) => match provenance.kind {
                ProvenanceKind::Parameter => format!("comes in as `{}`", provenance.name()),
                ProvenanceKind::Shared => format!("shared state, `{}`", provenance.name()),
                ProvenanceKind::Static => format!("static `{}`", provenance.name()),
                ProvenanceKind::Imprecise => {
                    format!("comes from `{}`, whose making was not followed", provenance.name())
                }
            },
        };
        let modes = [(channel.confirms, "confirms"), (channel.transactions, "transactions")];
        MappedChannel {
            client: self.client(channel).name.clone(),
            origin: origin.at,
            how,
            modes: modes.into_iter().filter(|(on, _)| *on).map(|(_, name)| name).collect(),
            contexts: self.mapped_contexts(channel),
            names: self.names(channel),
            shared: self
                .conflicts(channel)
                .first()
                .map(|conflict| conflict.hazard.rule.name.clone()),
        }
    }

    fn mapped_contexts(&self, channel: &Channel) -> Vec<MappedContext> {
        let mut contexts: Vec<MappedContext> = Vec::new();
        let mut places: FxHashMap<Option<NodeId>, usize> = FxHashMap::default();
        let mut known = FxHashSet::default();
        for &id in &channel.accesses {
            let context = self.context_of(self.access(id).node);
            let place = *places.entry(context).or_insert_with(|| {
                contexts.push(self.mapped_context(context, id, channel));
                contexts.len() - 1
            });
            let operation = self.mapped_operation(id);
            if known.insert((place, operation.clone())) {
                contexts[place].operations.push(operation);
            }
        }
        contexts
    }

    fn mapped_operation(&self, id: AccessId) -> MappedOperation {
        let one = self.access(id);
        MappedOperation {
            name: self.operation(id).name.to_string(),
            at: one.name_at,
            guards: one.lockset.exclusive().len(),
        }
    }

    fn mapped_context(
        &self,
        context: Option<NodeId>,
        id: AccessId,
        channel: &Channel,
    ) -> MappedContext {
        let node = context.map(|context| self.tree().node(context));
        let name = match node.map(|node| &node.kind) {
            Some(NodeKind::Spawn { context, .. }) => context.to_string(),
            Some(NodeKind::Lane { .. }) => "future polled beside others".to_owned(),
            _ => self.entry_name(id),
        };
        let times = if context.is_some_and(|context| self.is_many(context, channel)) {
            MappedTimes::Many
        } else {
            MappedTimes::One
        };
        MappedContext { name, at: node.and_then(|node| node.at), times, operations: Vec::new() }
    }

    fn entry_name(&self, id: AccessId) -> String {
        let entry = self.tree().ancestors(self.access(id).node).find_map(|at| {
            match self.tree().node(at).kind {
                NodeKind::Entry(function) => Some(self.function_name(function)),
                _ => None,
            }
        });
        entry.map_or_else(|| "program".to_owned(), |name| format!("`{name}`"))
    }

    /// Whether a context stands for many that see the same channel.
    fn is_many(&self, context: NodeId, channel: &Channel) -> bool {
        let around =
            self.tree().ancestors(context).take_while(|&at| !self.is_opened_in(channel.origin, at));
        let mut kinds = around.map(|at| &self.tree().node(at).kind);
        kinds.any(|kind| {
            matches!(
                kind,
                NodeKind::Loop
                    | NodeKind::Lane { many: true }
                    | NodeKind::Spawn { times: Times::Many, .. }
            )
        })
    }

    /// Strings that operations were given: names of queues, exchanges, routing keys.
    fn names(&self, channel: &Channel) -> Vec<String> {
        let arguments = channel.accesses.iter().flat_map(|&id| &self.access(id).arguments);
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
