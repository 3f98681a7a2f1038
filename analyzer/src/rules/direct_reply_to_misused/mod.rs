//! Answers by direct reply-to that cannot come.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::facts::intern;
use crate::findings::{Finding, Group, Place};
use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "direct_reply_to_misused",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let started: Vec<AccessId> = model
        .trace
        .accesses()
        .ids()
        .filter(|&id| model.is_kind(id, Kind::Consume) && model.is_of_answers(id, Meaning::Queue))
        .collect();
    for channel in &model.channels {
        for &id in &channel.accesses {
            if model.is_kind(id, Kind::Consume) {
                findings.extend(by_hand(model, channel, id));
            } else if model.is_kind(id, Kind::Publish) {
                findings.extend(elsewhere(model, channel, id, &started));
            }
        }
    }
}

fn by_hand(model: &Model<'_, '_>, channel: &Channel, consume: AccessId) -> Option<Finding> {
    let acks = model.is_on(consume, Meaning::AutoAck) == Some(false);
    if !acks || !model.is_of_answers(consume, Meaning::Queue) {
        return None;
    }
    let message = "the consumer of `amq.rabbitmq.reply-to` acks by hand, and the broker refuses it";
    report(model, channel, consume, "by_hand", (message.to_owned(), "it starts here"), Vec::new())
}

/// A question on a channel that was opened in sight and has no consumer of answers, whatever its consumers are.
fn elsewhere(
    model: &Model<'_, '_>,
    channel: &Channel,
    publish: AccessId,
    started: &[AccessId],
) -> Option<Finding> {
    let origin = channel.origin;
    let is_seen =
        model.origin(origin).provenance.is_none() && !model.trace.given_away.contains(origin);
    if !is_seen || !model.is_of_answers(publish, Meaning::ReplyTo) {
        return None;
    }
    let may_be_of_answers = |id: AccessId| {
        model.is_kind(id, Kind::Consume)
            && (model.is_of_answers(id, Meaning::Queue)
                || model.said_text(id, Meaning::Queue).is_none())
    };
    let mut own = channel.accesses.iter().copied().filter(|&id| may_be_of_answers(id));
    let late = own.next();
    let asked = model.access(publish).node;
    let is_late = |id: AccessId| model.can_reach(asked, model.access(id).node);
    let other = started.iter().copied().find(|&id| model.access(id).origin != origin);
    let name = model.operation(publish).name;
    let (message, related, label) = match (late, other) {
        (Some(late), _) if own.next().is_none() && is_late(late) && !is_in_loop(model, late) => (
            format!("`{name}` asks for an answer before the channel has a consumer of answers"),
            Some(late),
            "the consumer of answers starts here, too late",
        ),
        (None, Some(other)) => (
            format!(
                "`{name}` asks for an answer on another channel than the one that consumes `amq.rabbitmq.reply-to`"
            ),
            Some(other),
            "answers are consumed on this one",
        ),
        (None, None) if !model.trace.is_published(origin) => (
            format!(
                "`{name}` asks for an answer on a channel that has no consumer of `amq.rabbitmq.reply-to`"
            ),
            None,
            "",
        ),
        _ => return None,
    };
    let related =
        related.map(|id| Place { label: label.to_owned(), ..model.used(id) }).into_iter().collect();
    let found = report(model, channel, publish, "elsewhere", (message, "the question"), related)?;
    let help = match other.and_then(|other| model.receiver(other)) {
        Some(name) if late.is_none() => {
            format!("ask on `{name}`, the channel that consumes the answers")
        }
        _ => {
            "start a consumer of `amq.rabbitmq.reply-to` on this channel before the first question"
                .to_owned()
        }
    };
    Some(Finding { help: vec![help], ..found })
}

/// Whether a loop comes round to a node again: then what it starts is there in the next turn.
fn is_in_loop(model: &Model<'_, '_>, id: AccessId) -> bool {
    model.loop_since_opening(model.access(id).origin, model.access(id).node).is_some()
}

fn report(
    model: &Model<'_, '_>,
    channel: &Channel,
    id: AccessId,
    how: &str,
    (message, label): (String, &str),
    related: Vec<Place>,
) -> Option<Finding> {
    let said = Said {
        message,
        primary: Place { label: label.to_owned(), ..model.used(id) },
        related,
        it: model.receiver_text(id).to_owned(),
        origin: channel.origin,
        within: model.function_of(model.access(id).node),
        method: Some(intern(how)),
        confidence: confidence(model, channel.origin),
    };
    finding(model, &RULE, said)
}
