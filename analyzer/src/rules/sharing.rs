//! What the rules about shared channels have in common: one finding for each channel, told by its strongest conflict.

use super::sharers::sharers;
use super::{tongue, way_out};
use crate::findings::{Finding, Fix, Group, Level};
use crate::model::{Channel, Conflict, Model};

/// The rule that says no more than that.
pub(super) const GENERAL: &str = "shared_channel";

/// Adds a finding for each channel whose strongest conflict belongs to a rule; its message names the sharers.
pub(super) fn report(
    model: &Model<'_, '_>,
    findings: &mut Vec<Finding>,
    rule: &'static str,
    message: fn(&Model<'_, '_>, &Conflict<'_>, &str) -> String,
) {
    for channel in &model.channels {
        let conflicts = model.conflicts(channel);
        if let Some(strongest) = conflicts.first()
            && strongest.hazard.rule.name == rule
            && !(is_general(strongest) && model.two_consumers(channel).is_some())
        {
            let message = message(model, strongest, &sharers(model, &conflicts));
            findings.extend(finding(model, channel, &conflicts, rule, message));
        }
    }
}

/// Whether nothing worse is known than that the channel can end for all at once: rules that say more come first.
pub(super) fn is_general(conflict: &Conflict<'_>) -> bool {
    conflict.hazard.rule.name == GENERAL
}

fn finding(
    model: &Model<'_, '_>,
    channel: &Channel,
    conflicts: &[Conflict<'_>],
    rule: &'static str,
    message: String,
) -> Option<Finding> {
    let strongest = conflicts.first()?;
    let story = model.story(channel, conflicts)?;
    if !model.is_reported(story.primary.at) {
        return None;
    }
    let group =
        if strongest.hazard.level == Level::Deny { Group::Correctness } else { Group::Suspicious };
    let version = model.known_version(channel.origin, story.primary.at);
    let node = model.access(strongest.overlap.second).node;
    Some(Finding {
        rule,
        group,
        level: group.default_level(),
        confidence: model.confidence(channel, strongest),
        message,
        package: model
            .package(story.primary.at)
            .map(|package| package.name.clone())
            .unwrap_or_default(),
        program: model.program_of(node),
        client: model.client(channel).name.clone(),
        client_version: version,
        outcome: Some(strongest.hazard.outcome()),
        help: way_out::help(model, conflicts),
        fix: fix(model, channel, conflicts),
        symbol: model.function_of(node).map(|id| model.function_name(id)).unwrap_or_default(),
        primary: story.primary,
        related: story.related,
        story: story.steps,
        causes: vec![model.design(channel.origin)],
        again: Vec::new(),
    })
}

/// A channel of its own for each task, where each gets the one that was opened next to the connection.
pub(super) fn fix(
    model: &Model<'_, '_>,
    channel: &Channel,
    conflicts: &[Conflict<'_>],
) -> Option<Fix> {
    if let Some(edits) = model.own_channels(channel, conflicts) {
        return model.fix("open a channel for each task instead of a clone", false, edits);
    }
    let edits = model.opened_apart(channel, conflicts)?;
    model.fix(format!("open a channel for each {}", tongue::task(model)), false, edits)
}

/// The two operations as a message names them: "`a` and `b`", or "`a`" for one that meets itself.
pub(super) fn operations(model: &Model<'_, '_>, conflict: &Conflict<'_>) -> String {
    let shown = |id| {
        if model.awaits_confirm(id) {
            "waiting for a confirm".to_owned()
        } else {
            format!("`{}`", model.operation(id).name)
        }
    };
    let (first, second) = (shown(conflict.overlap.first), shown(conflict.overlap.second));
    if first == second { first } else { format!("{first} and {second}") }
}
