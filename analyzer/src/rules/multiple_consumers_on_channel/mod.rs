//! Two consumers on one channel.

use super::sharing::is_general;
use super::{Repair, Rule};
use crate::findings::{Confidence, Evidence, Finding, Group, Outcome, Place, Role};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::program::FnId;
use crate::trace::access::AccessId;

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
    if let Some((first, second)) = model.two_consumers(channel) {
        return two(model, channel, first, second);
    }
    let (consume, method) = model.consumer_of_each_call(channel)?;
    one_for_each_call(model, channel, consume, method)
}

fn two(
    model: &Model<'_, '_>,
    channel: &Channel,
    first: AccessId,
    second: AccessId,
) -> Option<Finding> {
    let mut related = vec![model.opened(channel)];
    if first != second {
        let mut other = model.used(first);
        other.role = Role::Used;
        "the other consumer is started here".clone_into(&mut other.label);
        related.push(other);
    }
    told(model, channel, second, "two consumers share one channel".to_owned(), related)
}

fn one_for_each_call(
    model: &Model<'_, '_>,
    channel: &Channel,
    consume: AccessId,
    method: FnId,
) -> Option<Finding> {
    let name = model.function_name(method);
    let message = format!("each call of `{name}` starts another consumer on one channel");
    let at = model.first_line(model.name_place(method));
    let label = "the method".to_owned();
    let related = vec![model.opened(channel), Place { at, label, role: Role::Context }];
    told(model, channel, consume, message, related)
}

fn told(
    model: &Model<'_, '_>,
    channel: &Channel,
    consume: AccessId,
    message: String,
    mut related: Vec<Place>,
) -> Option<Finding> {
    let mut primary = model.used(consume);
    "this consumer lives on a channel that has one already".clone_into(&mut primary.label);
    if !model.is_reported(primary.at) {
        return None;
    }
    related.retain(|place| place.at != primary.at);
    let node = model.access(consume).node;
    Some(Finding {
        rule: RULE.name,
        group: RULE.group,
        level: RULE.group.default_level(),
        confidence: Confidence::Certain,
        message,
        package: model.package(primary.at).map(|package| package.name.clone()).unwrap_or_default(),
        client: model.client(channel).name.clone(),
        client_version: model.known_version(channel.origin, primary.at),
        story: Vec::new(),
        outcome: Some(outcome(model.method_of(consume, Kind::Qos, &[]))),
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
