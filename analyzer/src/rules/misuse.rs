//! What the rules about one misused operation have in common: the finding, told with what the client's table says.

use super::Rule;
use super::finding::Said;
use crate::findings::{Confidence, Finding, Place, Role};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

/// A misuse of a channel.
pub(super) struct Misuse<'m> {
    /// The channel.
    pub(super) channel: &'m Channel,
    /// The operation that is wrong.
    pub(super) operation: AccessId,
    /// The fact.
    pub(super) message: String,
    /// What the operation's place says.
    pub(super) label: String,
    /// The rest of the story.
    pub(super) related: Vec<Place>,
    /// The code to write instead.
    pub(super) help: Vec<String>,
}

/// The finding of a misuse; nothing where the client is not known to fail, or outside of what is reported.
pub(super) fn finding(model: &Model<'_, '_>, rule: &Rule, misuse: Misuse<'_>) -> Option<Finding> {
    let Misuse { channel, operation, message, label, related, help } = misuse;
    let said = Said {
        message,
        primary: Place { label, ..model.used(operation) },
        related,
        it: String::new(),
        origin: channel.origin,
        within: model.function_of(model.access(operation).node),
        method: Some(model.operation(operation).name),
        confidence: Confidence::Certain,
    };
    let mut found = super::finding::finding(model, rule, said)?;
    found.related.dedup_by(|later, earlier| later.at == earlier.at);
    Some(Finding { help, ..found })
}

/// The place of an operation, with another label.
pub(super) fn place(model: &Model<'_, '_>, id: AccessId, label: impl Into<String>) -> Place {
    Place { label: label.into(), role: Role::Used, ..model.used(id) }
}

/// What the code calls the handle of an operation, for help.
pub(super) fn handle<'m>(model: &'m Model<'_, '_>, id: AccessId, otherwise: &'m str) -> &'m str {
    model.receiver(id).unwrap_or(otherwise)
}
