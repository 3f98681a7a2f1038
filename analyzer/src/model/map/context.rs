//! Who uses a channel: each context once, with what it does there.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::Times;
use crate::map::{MappedContext, MappedTimes};
use crate::model::{Channel, Model};
use crate::program::FnId;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind};

impl Model<'_, '_> {
    /// The contexts that use a channel, in program order; `meeting` are those in which operations can meet.
    pub(super) fn mapped_contexts(
        &self,
        channel: &Channel,
        meeting: &FxHashSet<Option<NodeId>>,
    ) -> Vec<MappedContext> {
        let mut contexts: Vec<MappedContext> = Vec::new();
        let mut places: FxHashMap<Option<NodeId>, usize> = FxHashMap::default();
        let mut known = FxHashSet::default();
        for &id in &channel.accesses {
            let context = self.context_of(self.access(id).node);
            // The first use decides what the context is called: later ones go the same way in.
            let place = *places.entry(context).or_insert_with(|| {
                let meets = meeting.contains(&context);
                contexts.push(MappedContext { meets, ..self.mapped_context(context, id, channel) });
                contexts.len() - 1
            });
            let operation = self.mapped_operation(id);
            if known.insert((place, operation.clone())) {
                contexts[place].operations.push(operation);
            }
        }
        contexts
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
        let started = node.and_then(|node| node.at);
        let begins = context.and_then(|context| self.handed_over(context, id)).or(started);
        let entry = || self.entry(id).map(|entry| self.function_place(entry));
        // Code that runs on begins where its function does.
        let at = if context.is_some() { started } else { entry() };
        MappedContext {
            name,
            at,
            begins: begins.map(|at| self.first_line(at)),
            function: context.and_then(|context| self.first_function(context, id)),
            started_in: context
                .and_then(|context| self.function_of(context))
                .map(|id| self.function_name(id)),
            route: context.and_then(|context| self.trace.routes.get(&context).cloned()),
            times,
            meets: false,
            operations: Vec::new(),
        }
    }

    /// The first function that is called in a context, on the way to a use.
    fn first_function(&self, context: NodeId, id: AccessId) -> Option<String> {
        let inside = self.tree().ancestors(self.access(id).node).take_while(|&at| at != context);
        let functions = inside.filter_map(|at| match self.tree().node(at).kind {
            NodeKind::Call(function) => Some(function),
            _ => None,
        });
        functions.last().map(|function| self.function_name(function))
    }

    fn entry_name(&self, id: AccessId) -> String {
        let entry = self.entry(id);
        entry.map_or_else(|| "program".to_owned(), |id| format!("`{}`", self.function_name(id)))
    }

    /// The function that evaluation began in.
    fn entry(&self, id: AccessId) -> Option<FnId> {
        self.tree().ancestors(self.access(id).node).find_map(|at| match self.tree().node(at).kind {
            NodeKind::Entry(function) => Some(function),
            _ => None,
        })
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
}
