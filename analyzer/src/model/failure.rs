//! What a client's table says about a misuse.

use super::Model;
use crate::facts::Name;
use crate::knowledge::{Attribute, Failure, Kind};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::{OriginId, ProvenanceKind};
use crate::workspace::{PackageRole, TargetKind};

impl Model<'_, '_> {
    /// What an origin's client does when a rule is broken; nothing, when its table does not speak of it.
    pub fn failure(
        &self,
        rule: &str,
        origin: OriginId,
        method: Option<Name>,
        at: Location,
    ) -> Option<&Failure> {
        let version = self.version_of(origin, at).cloned();
        let failures = self.client_of(origin).failures.iter();
        let mut fitting = failures.filter(|failure| {
            let named = failure.methods.is_empty()
                || method.is_some_and(|method| {
                    failure.methods.iter().any(|known| method == known.as_str())
                });
            failure.rule.name == rule && named && failure.holds_for(version.as_ref())
        });
        fitting.next()
    }

    /// How `#[dedicated_channel]` is written for the client of an operation, when it knows its version.
    pub fn attribute(&self, id: AccessId) -> Option<&Attribute> {
        let (origin, at) = (self.access(id).origin, self.access(id).at);
        let attribute = self.client_of(origin).attribute.as_ref()?;
        let version = self.version_of(origin, at);
        version.is_none_or(|version| attribute.versions.matches(version)).then_some(attribute)
    }

    /// Whether an origin's client sends a frame when its method is called, and not when the future is polled.
    pub fn sends_at_the_call(&self, origin: OriginId, at: Location) -> bool {
        let eager = self.client_of(origin).eager.as_ref();
        eager
            .zip(self.version_of(origin, at))
            .is_some_and(|(eager, version)| eager.matches(version))
    }

    /// What an operation is called on, in the user's words.
    pub fn receiver_text(&self, id: AccessId) -> &str {
        let one = self.access(id);
        let mut at = one.at;
        at.span.end = one.name_at.span.start.max(at.span.start);
        if one.name_at.file != at.file {
            return "channel";
        }
        // Everything before the method's name, without the dot and the line break of a chain.
        let text = self.text(at).trim_end().trim_end_matches('.').trim_end();
        let text =
            if text.is_empty() { operand(self.text(one.at)).unwrap_or_default() } else { text };
        let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
        let text = inside.unwrap_or(text).trim();
        // Code on several lines, or with a call in it, cannot be read inside of a sentence.
        if text.is_empty() || text.contains(['\n', '(']) { "channel" } else { text }
    }

    /// Whether the workspace has a program: then its libraries are called by what is seen.
    pub fn has_program(&self) -> bool {
        let mut members =
            self.workspace.packages.iter().filter(|package| package.role == PackageRole::Member);
        members.any(|package| package.targets.iter().any(|target| target.kind == TargetKind::Bin))
    }

    /// Whether a channel's set-up lies outside of what was seen: someone else may have done what is missing.
    pub fn may_be_set_up_elsewhere(&self, origin: OriginId, kind: Kind) -> bool {
        // A channel that was opened in view and given to nobody is set up in view, or not at all.
        let unseen = match &self.origin(origin).provenance {
            None => self.trace.given_away.contains(origin),
            Some(provenance)
                // Whoever calls a library is not in view.
                if provenance.kind == ProvenanceKind::Parameter && !self.has_program() =>
            {
                return true;
            }
            Some(_) => true,
        };
        unseen && self.is_known_in_package(origin, kind)
    }
}

/// What an operation is done on that is written without a name: `<-orders`, `for order := range orders { .. }`.
pub(super) fn operand(text: &str) -> Option<&str> {
    let line = text.lines().next()?;
    let line = line.split_once("//").map_or(line, |(code, _)| code);
    if let Some(operand) = line.strip_prefix("<-") {
        return Some(operand.trim());
    }
    let (_, over) = line.split_once("range ")?;
    Some(over.trim_end_matches(['{', ' ']))
}
