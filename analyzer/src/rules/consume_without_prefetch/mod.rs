//! A consumer that acks by hand and has no prefetch limit.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::facts::intern;
use crate::findings::{Finding, Fix, Group};
use crate::knowledge::{Kind, Meaning};
use crate::model::options::Setting;
use crate::model::{Channel, Model};
use crate::sources::Location;
use crate::trace::access::{AccessId, Constant};
use crate::trace::node::NodeId;

pub(super) static RULE: Rule = Rule {
    name: "consume_without_prefetch",
    group: Group::Perf,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let never_answered: Vec<Location> = model
        .delivery_loops()
        .iter()
        .filter(|repeat| model.is_never_answered(repeat))
        .filter_map(|repeat| Some(model.access(repeat.consume?).at))
        .collect();
    for channel in &model.channels {
        if model.may_be_set_up_elsewhere(channel.origin, Kind::Qos) {
            continue;
        }
        let limits: Vec<AccessId> = of_kind(model, channel, Kind::Qos);
        let is_zero = |id: AccessId, of| model.setting(id, of) == Setting::Set(Constant::Int(0));
        // A size in the place of the number ends the connection: that is told alone.
        let is_limit = |&id: &AccessId| {
            let asks_for_size = matches!(model.setting(id, Meaning::PrefetchSize), Setting::Set(Constant::Int(size)) if size > 0);
            asks_for_size || !is_zero(id, Meaning::Prefetch)
        };
        let real: Vec<AccessId> = limits.iter().copied().filter(is_limit).collect();
        let by_hand = of_kind(model, channel, Kind::Consume)
            .into_iter()
            .filter(|&id| is_acked_by_hand(model, id) && !is_limited(model, id, &real))
            // Without any ack a limit stops the consumer: that they are missing is told alone.
            .filter(|&id| !never_answered.contains(&model.access(id).at))
            // Such a consumer does not start.
            .filter(|&id| !model.is_of_answers(id, Meaning::Queue))
            // Nobody else sends what comes here.
            .filter(|&id| !model.is_for_one_answer(id));
        for (index, id) in by_hand.enumerate() {
            let found = unlimited(model, channel, id, limits.first().copied());
            // One limit serves all consumers that start after it.
            let fix =
                if index == 0 && limits.is_empty() { limit(model, channel, id) } else { None };
            let causes = vec![model.design(channel.origin)];
            findings.extend(found.map(|found| Finding { fix, causes, ..found }));
        }
    }
}

fn limit(model: &Model<'_, '_>, channel: &Channel, consume: AccessId) -> Option<Fix> {
    let failure = model.failure(RULE.name, channel.origin, None, model.access(consume).at)?;
    let edits = model.call_before(consume, failure.call_before.as_ref()?)?;
    model.fix("set a prefetch limit before the consumer starts", false, edits)
}

/// Whether a consumer's deliveries are acked: where nothing is known of its option, some are.
fn is_acked_by_hand(model: &Model<'_, '_>, consume: AccessId) -> bool {
    let acks = || {
        let on = model.accesses_on(model.access(consume).origin).iter();
        let mut all = on.chain(model.accesses_by(consume));
        all.any(|&id| model.is_settling(id) && model.source_of(id) == Some(consume))
    };
    model.is_on(consume, Meaning::AutoAck).map_or_else(acks, |automatic| !automatic)
}

/// Whether a limit was set on every way to a consumer: one that is set on some of them is none for the others.
fn is_limited(model: &Model<'_, '_>, consume: AccessId, limits: &[AccessId]) -> bool {
    let consumer = model.access(consume);
    // Who opens the channel and limits it at once has done so however often that is tried, and wherever it goes from there.
    let opened = model.origin(consumer.origin).node;
    let goes_with = |limit: NodeId, other: NodeId| {
        let around = model.nearest_around(limit, other);
        around.is_none_or(|around| model.is_certain(limit, around))
    };
    let is_sure = |&limit: &AccessId| {
        let limit = model.access(limit).node;
        goes_with(limit, consumer.node) || opened.is_some_and(|opened| goes_with(limit, opened))
    };
    // One call that is evaluated in several settings is one limit.
    let place = |limit: &AccessId| model.access(*limit).at;
    let are_several = limits.iter().any(|limit| place(limit) != place(&limits[0]));
    are_several || limits.iter().any(is_sure)
}

fn of_kind(model: &Model<'_, '_>, channel: &Channel, kind: Kind) -> Vec<AccessId> {
    channel.accesses.iter().copied().filter(|&id| model.is_kind(id, kind)).collect()
}

fn unlimited(
    model: &Model<'_, '_>,
    channel: &Channel,
    id: AccessId,
    zero: Option<AccessId>,
) -> Option<Finding> {
    let queue = model.said_text(id, Meaning::Queue);
    let consumer = queue
        .map_or_else(|| "this consumer".to_owned(), |queue| format!("the consumer of `{queue}`"));
    let is_zero = |id| model.setting(id, Meaning::Prefetch) == Setting::Set(Constant::Int(0));
    let message = match zero {
        Some(limit) if is_zero(limit) => {
            format!("{consumer} acks by hand, and its prefetch is 0: no limit")
        }
        Some(_) => format!("{consumer} acks by hand and has a prefetch limit on some ways only"),
        None => format!("{consumer} acks by hand and has no prefetch limit"),
    };
    let mut primary = model.used(id);
    "the broker sends this consumer all that the queue holds".clone_into(&mut primary.label);
    let mut related = vec![model.opened(channel)];
    related.extend(zero.map(|zero| model.used(zero)));
    let said = Said {
        message,
        primary,
        related,
        it: model.receiver_text(id).to_owned(),
        origin: channel.origin,
        within: model.function_of(model.access(id).node),
        method: model.is_private(id).then(|| intern("private")),
        confidence: confidence(model, channel.origin),
    };
    finding(model, &RULE, said)
}
