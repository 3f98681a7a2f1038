//! What the rules about one misused operation have in common: the finding, told with what the client's table says.

use super::Rule;
use super::finding::cited;
use crate::findings::{Confidence, Finding, Place, Role};
use crate::flow::tree::UseId;
use crate::model::{Channel, Model};

/// A misuse of a channel.
pub(super) struct Misuse<'m> {
    /// The channel.
    pub(super) channel: &'m Channel,
    /// The operation that is wrong.
    pub(super) operation: UseId,
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
    let Misuse { channel, operation, message, label, mut related, help } = misuse;
    let primary = Place { label, ..model.used(operation) };
    let method = Some(model.operation(operation).name);
    let failure = model.failure(rule.name, channel.origin, method, primary.at)?;
    if !model.is_reported(primary.at) {
        return None;
    }
    related.retain(|place| place.at != primary.at && model.is_reported(place.at));
    related.dedup_by(|later, earlier| later.at == earlier.at);
    let node = model.usage(operation).node;
    Some(Finding {
        rule: rule.name,
        group: rule.group,
        level: rule.group.default_level(),
        confidence: Confidence::Certain,
        message,
        package: model.package(primary.at).map(|package| package.name.clone()).unwrap_or_default(),
        client: model.client(channel).name.clone(),
        client_version: model.client_version(channel, primary.at).map(ToString::to_string),
        notes: vec![cited(&failure.why, &failure.evidence)],
        help,
        fix: None,
        symbol: model.function_of(node).map(|id| model.function_name(id)).unwrap_or_default(),
        primary,
        related,
    })
}

/// The place of an operation, with another label.
pub(super) fn place(model: &Model<'_, '_>, id: UseId, label: impl Into<String>) -> Place {
    Place { label: label.into(), role: Role::Used, ..model.used(id) }
}

/// What the code calls the handle of an operation, for help.
pub(super) fn handle<'m>(model: &'m Model<'_, '_>, id: UseId, otherwise: &'m str) -> &'m str {
    model.receiver(id).unwrap_or(otherwise)
}
