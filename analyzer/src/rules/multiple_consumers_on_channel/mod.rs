//! Two consumers on one channel.

use super::sharing::is_general;
use super::{Repair, Rule};
use crate::findings::{Confidence, Evidence, Finding, Group, Outcome, Role};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "multiple_consumers_on_channel",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        // A stronger word about the same channel says it all.
        if model.conflicts(channel).first().is_none_or(is_general) {
            findings.extend(finding(model, channel));
        }
    }
}

fn finding(model: &Model<'_, '_>, channel: &Channel) -> Option<Finding> {
    let (first, second) = model.two_consumers(channel)?;
    let mut primary = model.used(second);
    "this consumer lives on a channel that has one already".clone_into(&mut primary.label);
    if !model.is_reported(primary.at) {
        return None;
    }
    let mut related = vec![model.opened(channel)];
    if first != second {
        let mut other = model.used(first);
        other.role = Role::Used;
        "the other consumer is started here".clone_into(&mut other.label);
        related.push(other);
    }
    related.retain(|place| place.at != primary.at);
    let node = model.access(second).node;
    Some(Finding {
        rule: RULE.name,
        group: RULE.group,
        level: RULE.group.default_level(),
        confidence: Confidence::Certain,
        message: "two consumers share one channel".to_owned(),
        package: model.package(primary.at).map(|package| package.name.clone()).unwrap_or_default(),
        client: model.client(channel).name.clone(),
        client_version: model.known_version(channel.origin, primary.at),
        story: Vec::new(),
        outcome: Some(outcome(model.method_of(second, Kind::Qos, &[]))),
        help: vec!["open a channel for each consumer".to_owned()],
        fix: None,
        symbol: model.function_of(node).map(|id| model.function_name(id)).unwrap_or_default(),
        primary,
        related,
        causes: vec![model.design(channel.origin)],
        program: None,
        again: Vec::new(),
    })
}

/// What is so with every client: the protocol knows one limit and one life for each channel.
fn outcome(limit: &str) -> Outcome {
    let measured = ": a neighbour's 404 ended the consumer in 200 of 200 rounds";
    Outcome {
        consequence: "the first error of one consumer ends both".to_owned(),
        cause: Some(format!(
            "prefetch and life are the channel's: the last `{limit}` counts for both"
        )),
        evidence: vec![Evidence::Measured(measured.to_owned())],
    }
}
