//! What the rules about shared channels have in common: one finding for each channel, told by its strongest conflict.

use crate::findings::{Finding, Fix, Group, Level};
use crate::knowledge::Kind;
use crate::model::{Channel, Conflict, Model, Within};

/// Adds a finding for each channel whose strongest conflict belongs to a rule.
pub(super) fn report(
    model: &Model<'_, '_>,
    findings: &mut Vec<Finding>,
    rule: &'static str,
    message: fn(&Model<'_, '_>, &Conflict<'_>) -> String,
) {
    for channel in &model.channels {
        let conflicts = model.conflicts(channel);
        if let Some(strongest) = conflicts.first()
            && strongest.hazard.rule.name == rule
        {
            let message = message(model, strongest);
            findings.extend(finding(model, channel, &conflicts, rule, message));
        }
    }
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
    let version = model.client_version(channel, story.primary.at).map(ToString::to_string);
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
        client: model.client(channel).name.clone(),
        client_version: version,
        outcome: Some(strongest.hazard.outcome()),
        help: help(model, conflicts),
        fix: fix(model, channel, conflicts),
        symbol: model.function_of(node).map(|id| model.function_name(id)).unwrap_or_default(),
        primary: story.primary,
        related: story.related,
        story: story.steps,
    })
}

/// A channel of its own for each task, where each gets a clone next to the connection.
fn fix(model: &Model<'_, '_>, channel: &Channel, conflicts: &[Conflict<'_>]) -> Option<Fix> {
    let edits = model.own_channels(channel, conflicts)?;
    model.fix("open a channel for each task instead of a clone", false, edits)
}

/// The way out that fits the kind of sharing.
fn help(model: &Model<'_, '_>, conflicts: &[Conflict<'_>]) -> Vec<String> {
    if conflicts.iter().all(|conflict| conflict.overlap.within == Within::Task) {
        return vec![
            "await one after the other, or give each future a channel of its own".to_owned(),
        ];
    }
    let mut help = vec![
        "open a channel for each task: channels are cheap, the connection is what is shared"
            .to_owned(),
        "or keep the channel in one task that the others send messages to".to_owned(),
    ];
    let accesses =
        conflicts.iter().flat_map(|conflict| [conflict.overlap.first, conflict.overlap.second]);
    let set_up = accesses.into_iter().find(|&id| model.is_kind(id, Kind::Consume));
    if let Some(function) = set_up.and_then(|id| model.function_of(model.access(id).node)) {
        let name = model.function_name(function);
        help.push(format!(
            "or put `#[dedicated_channel]` (crate chanlint-macros) on `{name}`: callers pass the connection, and each call opens a channel of its own"
        ));
    }
    help
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

/// How a message calls what runs beside each other.
pub(super) fn sharers(conflict: &Conflict<'_>) -> &'static str {
    match (conflict.overlap.within, conflict.overlap.many) {
        (Within::Task, _) => "several futures of one task",
        (Within::Tasks, true) => "many tasks",
        (Within::Tasks, false) => "two tasks",
    }
}
