//! Who meets on a channel: each context once, with the way from its beginning to what it does there.

use rustc_hash::FxHashMap;

use super::repair::in_one_line;
use super::{Channel, Conflict, Model, Overlap};
use crate::findings::{Context, Step};
use crate::knowledge::Times;
use crate::program::FnId;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::{OriginId, ProvenanceKind};
use crate::trace::node::{NodeId, NodeKind};

/// What a report calls code that runs on while a context runs beside it.
const MEANWHILE: &str = "meanwhile";

impl Model<'_, '_> {
    /// Where a channel comes from, and then each context that takes part in conflicts: the strongest conflict's first.
    pub(super) fn steps_of(&self, channel: &Channel, conflicts: &[&Conflict<'_>]) -> Vec<Step> {
        let mut contexts: Vec<Context> = Vec::new();
        // What starts at one place is one context to a reader, on however many ways the program comes there.
        let mut known: FxHashMap<Location, usize> = FxHashMap::default();
        for conflict in conflicts {
            for id in self.sides(&conflict.overlap) {
                let context = self.context_step(id, &conflict.overlap);
                // A reader cannot open what is not theirs; who meets whom there is in the message.
                if !self.is_reported(context.at) {
                    continue;
                }
                if let Some(&at) = known.get(&context.at) {
                    add_operation(&mut contexts[at], context);
                } else {
                    known.insert(context.at, contexts.len());
                    contexts.push(context);
                }
            }
        }
        let opened = Step::Opened {
            at: self.first_line(self.origin(channel.origin).at),
            how: self.how_opened(channel.origin),
        };
        [opened].into_iter().chain(contexts.into_iter().map(Step::Context)).collect()
    }

    /// The two operations, the one in the context that runs beside the rest first; one when it meets itself.
    fn sides(&self, overlap: &Overlap) -> Vec<AccessId> {
        let inside = self.in_context(overlap);
        let other = if inside == overlap.first { overlap.second } else { overlap.first };
        if other == inside { vec![inside] } else { vec![inside, other] }
    }

    /// Whether some context of an overlap begins inside of somebody else's library.
    pub(super) fn begins_elsewhere(&self, overlap: &Overlap) -> bool {
        let begins = |id: AccessId| self.context_step(id, overlap).at;
        self.sides(overlap).into_iter().any(|id| self.is_foreign(begins(id)))
    }

    fn context_step(&self, id: AccessId, overlap: &Overlap) -> Context {
        if let Some(context) = self.context_in(id, overlap) {
            return self.started(id, context, self.is_many_there(context, overlap));
        }
        self.running_on(id, overlap.common)
    }

    /// The context of an overlap that one of its operations is in; nothing for code that runs on beside the other's.
    pub fn context_in(&self, id: AccessId, overlap: &Overlap) -> Option<NodeId> {
        let node = self.access(id).node;
        let mut contexts = [Some(overlap.context), overlap.other_context].into_iter().flatten();
        contexts.find(|&context| self.is_inside(node, context))
    }

    fn is_many_there(&self, context: NodeId, overlap: &Overlap) -> bool {
        let by_itself =
            matches!(self.tree().node(context).kind, NodeKind::Spawn { times: Times::Many, .. });
        by_itself || context == overlap.context && overlap.many
    }

    /// A use in a context of its own.
    fn started(&self, id: AccessId, context: NodeId, many: bool) -> Context {
        let node = self.tree().node(context);
        let kind = match &node.kind {
            NodeKind::Spawn { context, .. } => context.to_string(),
            NodeKind::Entry(function) => format!("call of `{}`", self.function_name(*function)),
            _ => "future".to_owned(),
        };
        let begins = self.handed_over(context, id).or(node.at);
        let calls = self.calls_to(id, context).into_iter().map(|(function, _)| function);
        let names = calls.map(|function| self.function_name(function)).collect();
        self.to_operation(id, kind, begins, many, names)
    }

    /// A use in code that runs on; it begins with the first call that leads there.
    fn running_on(&self, id: AccessId, common: NodeId) -> Context {
        let around = self.function_of(common);
        let calls = self.calls_to(id, common);
        let begins = calls.iter().find_map(|&(_, at)| at);
        // Code that runs on has no beginning of its own: its function is the first name on the way.
        let functions = around.into_iter().chain(calls.into_iter().map(|(function, _)| function));
        let names = functions.map(|function| self.function_name(function)).collect();
        self.to_operation(id, MEANWHILE.to_owned(), begins, false, names)
    }

    fn to_operation(
        &self,
        id: AccessId,
        kind: String,
        begins: Option<Location>,
        many: bool,
        calls: Vec<String>,
    ) -> Context {
        let used = self.used(id).at;
        let operation = if self.awaits_confirm(id) {
            "the confirm's await".to_owned()
        } else {
            self.operation(id).name.to_string()
        };
        Context {
            kind,
            at: begins.map_or(used, |at| self.first_line(at)),
            many,
            calls,
            operation,
            operation_at: used,
            also: Vec::new(),
        }
    }

    /// The calls on the way from a node to a use, the outermost first, and where each is made.
    fn calls_to(&self, id: AccessId, from: NodeId) -> Vec<(FnId, Option<Location>)> {
        let inside = self.tree().ancestors(self.access(id).node).take_while(|&at| at != from);
        let call = |at: NodeId| match self.tree().node(at).kind {
            NodeKind::Call(function) => Some((function, self.tree().node(at).at)),
            _ => None,
        };
        let mut calls: Vec<_> = inside.filter_map(call).collect();
        calls.reverse();
        calls
    }

    /// The code that opens a channel, or where it comes from.
    fn how_opened(&self, origin: OriginId) -> String {
        let origin = self.origin(origin);
        let Some(provenance) = &origin.provenance else {
            let first_line = self.text(self.first_line(origin.at));
            return in_one_line(self.text(origin.at)).unwrap_or_else(|| first_line.to_owned());
        };
        match provenance.kind {
            ProvenanceKind::Parameter if provenance.path.is_empty() => "a parameter".to_owned(),
            ProvenanceKind::Parameter => format!("comes in as `{}`", provenance.name()),
            ProvenanceKind::Shared => format!("shared state, `{}`", provenance.name()),
            ProvenanceKind::Static => format!("a static, `{}`", provenance.name()),
            ProvenanceKind::Imprecise => "its making was not followed".to_owned(),
        }
    }
}

/// Another operation in a context that is told already.
fn add_operation(context: &mut Context, other: Context) {
    context.many |= other.many;
    let name = other.operation;
    if context.operation != name && !context.also.contains(&name) {
        context.also.push(name);
    }
}
