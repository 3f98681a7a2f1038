//! What the rules about shared channels have in common: one finding for each channel, told by its strongest conflict.

use crate::findings::{Finding, Group, Level};
use crate::model::{Channel, Conflict, Model};

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
            && strongest.hazard.rule == rule
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
    let node = model.usage(strongest.overlap.second).node;
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
        notes: vec![format!("{} ({})", strongest.hazard.why, strongest.hazard.evidence.join("; "))],
        help: help(strongest),
        fix: None,
        symbol: model.function_of(node).map(|id| model.function_name(id)).unwrap_or_default(),
        primary: story.primary,
        related: story.related,
    })
}

/// The way out that fits the kind of sharing.
fn help(conflict: &Conflict<'_>) -> Vec<String> {
    let own = "open a channel for each task: channels are cheap, the connection is what is shared"
        .to_owned();
    let lock = "or keep the channel in one task that the others send messages to".to_owned();
    match conflict.overlap.within {
        crate::model::Within::Tasks => vec![own, lock],
        crate::model::Within::Task => {
            vec!["await one after the other, or give each future a channel of its own".to_owned()]
        }
    }
}

/// The two operations as a message names them: "`a` and `b`", or "`a`" for one that meets itself.
pub(super) fn operations(model: &Model<'_, '_>, conflict: &Conflict<'_>) -> String {
    let (first, second) = (
        model.operation(conflict.overlap.first).name,
        model.operation(conflict.overlap.second).name,
    );
    let shown = |name: crate::facts::Name| match name.as_str() {
        "await_confirm" => "waiting for a confirm".to_owned(),
        name => format!("`{name}`"),
    };
    if first == second { shown(first) } else { format!("{} and {}", shown(first), shown(second)) }
}

/// How a message calls what runs beside each other.
pub(super) fn sharers(conflict: &Conflict<'_>) -> &'static str {
    match (conflict.overlap.within, conflict.overlap.many) {
        (crate::model::Within::Task, _) => "several futures of one task",
        (crate::model::Within::Tasks, true) => "many tasks",
        (crate::model::Within::Tasks, false) => "two tasks",
    }
}
