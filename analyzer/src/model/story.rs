//! The places of a shared channel's story, in the order in which a reader follows it.

use super::{Channel, Conflict, Model, Overlap, Within};
use crate::facts::{Span, to_u32};
use crate::findings::{Confidence, Place, Role, Step};
use crate::knowledge::{HandleKind, Times};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::{OriginId, ProvenanceKind};
use crate::trace::node::{NodeId, NodeKind};

/// A report that is longer than this is not read.
const MAX_PLACES: usize = 12;

/// The places of a story.
#[derive(Debug)]
pub struct Story {
    /// Where the reader should act.
    pub primary: Place,
    /// The rest, in order.
    pub related: Vec<Place>,
    /// Who meets.
    pub steps: Vec<Step>,
}

impl Model<'_, '_> {
    /// The story of a channel's conflicts, the strongest first.
    pub fn story(&self, channel: &Channel, conflicts: &[Conflict<'_>]) -> Option<Story> {
        let strongest = conflicts.first()?;
        // One place is underlined as the one to act on; all others explain it.
        let primary = self.primary(channel, strongest);
        let mut related = vec![self.opened(channel)];
        let by_context = self.by_context(conflicts);
        let steps = self.steps_of(channel, &by_context);
        for conflict in by_context {
            for place in self.places(conflict) {
                let known = |other: &Place| other.at == place.at;
                if place.at != primary.at
                    && !related.iter().any(known)
                    && related.len() < MAX_PLACES
                {
                    related.push(place);
                }
            }
        }
        related.retain(|place| place.at != primary.at);
        Some(Story { primary, related, steps })
    }

    /// One conflict for each context before the second of any: the strongest of each first.
    fn by_context<'c, 'm>(&self, conflicts: &'c [Conflict<'m>]) -> Vec<&'c Conflict<'m>> {
        // A reader first wants to see who takes part, and then what else each of them does.
        let mut seen: Vec<Option<Location>> = Vec::new();
        let (mut first, mut later) = (Vec::new(), Vec::new());
        for conflict in conflicts {
            let at = self.tree().node(conflict.overlap.context).at;
            if seen.contains(&at) {
                later.push(conflict);
            } else {
                seen.push(at);
                first.push(conflict);
            }
        }
        first.extend(later);
        first
    }

    /// Where the channel comes from.
    pub fn opened(&self, channel: &Channel) -> Place {
        self.opened_at(channel.origin)
    }

    /// Where a channel or connection comes from.
    pub fn opened_at(&self, origin: OriginId) -> Place {
        let origin = self.origin(origin);
        let label = match &origin.provenance {
            None if origin.kind == HandleKind::Connection => {
                "the connection is opened here".to_owned()
            }
            None => "the channel is opened here".to_owned(),
            Some(provenance) => match provenance.kind {
                ProvenanceKind::Parameter if provenance.path.is_empty() => {
                    "the channel comes in here".to_owned()
                }
                ProvenanceKind::Parameter => {
                    format!("the channel comes in here as `{}`", provenance.name())
                }
                ProvenanceKind::Shared => {
                    format!("the channel is part of shared state, `{}`", provenance.name())
                }
                ProvenanceKind::Static => {
                    format!("the channel is in a static, `{}`", provenance.name())
                }
                ProvenanceKind::Imprecise => "the channel comes from here".to_owned(),
            },
        };
        Place { at: self.first_line(origin.at), label, role: Role::Opened }
    }

    fn primary(&self, channel: &Channel, conflict: &Conflict<'_>) -> Place {
        let overlap = &conflict.overlap;
        let context = self.context_place(overlap.context, self.in_context(overlap), overlap.many);
        match context {
            // Where a context starts is where the channel was shared, and where that can be mended.
            Some(place) if self.is_reported(place.at) => place,
            _ => {
                let id = [overlap.second, overlap.first]
                    .into_iter()
                    .find(|&id| self.is_reported(self.access(id).at));
                let place = self.used(id.unwrap_or(overlap.second));
                if self.is_reported(place.at) {
                    place
                } else {
                    self.nearest_reported(channel, overlap.second)
                }
            }
        }
    }

    /// The innermost reported call on the way to an access that is in a dependency.
    fn nearest_reported(&self, channel: &Channel, id: AccessId) -> Place {
        let calls =
            self.tree().ancestors(self.access(id).node).filter_map(|at| self.tree().node(at).at);
        let name = self.operation(id).name;
        match calls.into_iter().find(|&at| self.is_reported(at)) {
            Some(at) => Place {
                at: self.first_line(at),
                label: format!("`{name}` runs in here"),
                role: Role::Used,
            },
            None => self.opened(channel),
        }
    }

    /// The operation that an overlap's context is the context of.
    pub(super) fn in_context(&self, overlap: &Overlap) -> AccessId {
        let is_inside = |id: &AccessId| self.is_inside(self.access(*id).node, overlap.context);
        let mut both = [overlap.second, overlap.first].into_iter();
        both.find(is_inside).unwrap_or(overlap.second)
    }

    /// What happens in a conflict, step by step.
    fn places(&self, conflict: &Conflict<'_>) -> Vec<Place> {
        let overlap = &conflict.overlap;
        let mut places = Vec::new();
        places.extend(self.context_place(overlap.context, self.in_context(overlap), overlap.many));
        let other = overlap.other_context;
        places.extend(other.and_then(|context| self.context_place(context, overlap.first, false)));
        for id in [overlap.first, overlap.second] {
            places.extend(self.way_to(id, overlap));
            places.push(self.used(id));
        }
        places.retain(|place| self.is_reported(place.at));
        places
    }

    /// The call in a context's own function that leads to an access elsewhere.
    fn way_to(&self, id: AccessId, overlap: &Overlap) -> Option<Place> {
        let node = self.access(id).node;
        let contexts = [Some(overlap.context), overlap.other_context];
        let inside = |context: &NodeId| self.is_inside(node, *context);
        let context = contexts.into_iter().flatten().find(inside).unwrap_or(overlap.common);
        let path: Vec<NodeId> =
            self.tree().ancestors(node).take_while(|&at| at != context).collect();
        let calls =
            path.iter().rev().filter(|&&at| matches!(self.tree().node(at).kind, NodeKind::Call(_)));
        let call = calls.into_iter().find_map(|&at| {
            let node = self.tree().node(at);
            match node.kind {
                // The call of a handler stands where the handler does, and says nothing new.
                NodeKind::Call(function) if node.at != self.tree().node(context).at => {
                    Some((node.at?, function))
                }
                _ => None,
            }
        });
        let (at, function) = call?;
        let name = self.function_name(function);
        let label = format!("`{name}` leads to `{}`", self.operation(id).name);
        Some(Place { at: self.first_line(at), label, role: Role::Shared })
    }

    /// Where an operation is.
    pub fn used(&self, id: AccessId) -> Place {
        let one = self.access(id);
        let name = self.operation(id).name;
        if self.awaits_confirm(id) && self.text(one.at).ends_with("await") {
            // The last word: the rest is the publish.
            let mut at = one.at;
            at.span.start = at.span.end - 5;
            let label = "the confirm is awaited here".to_owned();
            return Place { at, label, role: Role::Used };
        }
        let label = if self.awaits_confirm(id) {
            "the confirm is awaited here".to_owned()
        } else {
            format!("`{name}` here")
        };
        Place { at: self.first_line(one.name_at), label, role: Role::Used }
    }

    /// What starts a context that runs beside other code, on the way to an access.
    pub fn context_place(&self, context: NodeId, id: AccessId, many: bool) -> Option<Place> {
        let node = self.tree().node(context);
        let at = self.handed_over(context, id).or(node.at)?;
        let label = match &node.kind {
            NodeKind::Spawn { times: Times::Many, context } if context.ends_with("callback") => {
                format!("a {context} runs for every delivery, beside the others")
            }
            NodeKind::Spawn { times: Times::Serial, context } => {
                format!("a {context} runs beside the rest from here on")
            }
            NodeKind::Spawn { times: Times::Many, context } => {
                format!("this {context} runs many times at once")
            }
            NodeKind::Spawn { context, .. } if many => {
                format!("each {context} started here uses the channel")
            }
            NodeKind::Spawn { context, .. } => {
                format!("a {context} that uses the channel is started here")
            }
            NodeKind::Entry(function) => {
                let name = self.function_name(*function);
                if self.stays(context) {
                    format!("`{name}` returns when its consumer ends: other calls come meanwhile")
                } else {
                    format!("`{name}` has a lock beside it: several goroutines call it")
                }
            }
            NodeKind::Lane { .. } => "these futures are polled at the same time".to_owned(),
            _ => return None,
        };
        Some(Place { at: self.first_line(at), label, role: Role::Context })
    }

    /// Where code that was written in another function was handed to the one that starts it: the call of a wrapper.
    pub(super) fn handed_over(&self, context: NodeId, id: AccessId) -> Option<Location> {
        let node = self.access(id).node;
        let inside: Vec<NodeId> =
            self.tree().ancestors(node).take_while(|&at| at != context).collect();
        let is_call = |at: &&NodeId| {
            matches!(self.tree().node(**at).kind, NodeKind::Call(_) | NodeKind::Access(_))
        };
        let written = self.tree().node(*inside.iter().rev().find(is_call)?).at?;
        let mut call = None;
        for at in self.tree().ancestors(context) {
            let (NodeKind::Call(function) | NodeKind::Entry(function)) = self.tree().node(at).kind
            else {
                continue;
            };
            if self.program.contains(function, written) {
                return call;
            }
            call = self.tree().node(at).at;
        }
        None
    }

    /// Whether two places begin on one line.
    pub fn is_same_line(&self, one: Location, other: Location) -> bool {
        let line = |at: Location| self.sources.get(at.file).line_index(at.span.start);
        one.file == other.file && line(one) == line(other)
    }

    /// A place cut at the end of its first line, which for a chain of several lines is the one with its last method: what begins
    /// there is what the reader looks for.
    pub fn first_line(&self, at: Location) -> Location {
        let method = self.trace.method_names.get(&at);
        let method = method.filter(|name| !self.is_same_line(at, **name));
        let at = method
            .map_or(at, |name| Location { span: Span { start: name.span.start, ..at.span }, ..at });
        let text = self.text(at);
        let line = text.lines().next().unwrap_or_default().trim_end();
        let length = to_u32(line.len());
        Location { file: at.file, span: Span { start: at.span.start, end: at.span.start + length } }
    }

    /// How sure the story is.
    pub fn confidence(&self, channel: &Channel, conflict: &Conflict<'_>) -> Confidence {
        let outside = self.origin(channel.origin).provenance.is_some();
        // That it is one channel for all of many is not seen where it came in from outside.
        let inferred = outside && conflict.overlap.within == Within::Tasks && conflict.overlap.many;
        if inferred { Confidence::Likely } else { Confidence::Certain }
    }
}
