//! Publisher confirms that nobody reads, or that were never asked for.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule, tongue};
use crate::facts::intern;
use crate::findings::{Finding, Fix, Group, Place};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::outcome::ResultUse;

pub(super) static RULE: Rule = Rule {
    name: "unobserved_publish_confirm",
    group: Group::Suspicious,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let select =
            channel.accesses.iter().copied().find(|&id| model.is_kind(id, Kind::ConfirmSelect));
        match select {
            Some(select) => confirmed(model, channel, select, findings),
            None if !channel.confirms
                && !model.may_be_set_up_elsewhere(channel.origin, Kind::ConfirmSelect) =>
            {
                never_asked(model, channel, findings);
            }
            None => {}
        }
    }
}

/// The channel is in confirm mode: what is dropped is the broker's word.
fn confirmed(
    model: &Model<'_, '_>,
    channel: &Channel,
    select: AccessId,
    findings: &mut Vec<Finding>,
) {
    let waits =
        |id: &&AccessId| model.is_kind(**id, Kind::ConfirmWait) && model.access(**id).by.is_none();
    let registers = |id: &&AccessId| model.is_kind(**id, Kind::Register);
    let heard = model.may_be_set_up_elsewhere(channel.origin, Kind::Register);
    if channel.accesses.iter().any(|id| waits(&id) || registers(&id)) {
        return;
    }
    // What was sent before has no confirm that could be dropped.
    let is_asked_for = |id: AccessId| {
        let publish = model.access(id).by.filter(|_| model.awaits_confirm(id)).unwrap_or(id);
        !model.is_done_before(model.access(publish).node, model.access(select).node)
    };
    let no_hearer = format!("confirms are on, and no {} takes them", tongue::hearer(model));
    let mut seen = Vec::new();
    for &id in channel.accesses.iter().filter(|&&id| is_asked_for(id)) {
        let is_awaited = || {
            let mut waits = channel.accesses.iter();
            waits.any(|&wait| model.access(wait).by == Some(id))
        };
        let dropped = model.access(id).result_use == ResultUse::Discarded
            && !(model.is_kind(id, Kind::Publish) && is_awaited());
        let (fact, label) = match () {
            () if model.is_kind(id, Kind::Publish) && dropped => {
                ("the confirm of this publish is dropped", "nobody waits for the broker's word")
            }
            () if model.is_kind(id, Kind::Publish) && !model.gives_confirm(id) && !heard => {
                (no_hearer.as_str(), "nobody hears whether the broker took it")
            }
            () if model.is_kind(id, Kind::ConfirmWait) && dropped => (
                "the broker's word on this message is dropped: a refusal looks like success",
                "a `Nack` is no error",
            ),
            () => continue,
        };
        if !seen.contains(&model.access(id).at) {
            seen.push(model.access(id).at);
            let primary = Place { label: label.to_owned(), ..model.used(id) };
            findings.extend(report(model, channel, id, fact, primary, vec![model.used(select)]));
        }
    }
}

/// The channel is not in confirm mode: what is awaited says nothing.
fn never_asked(model: &Model<'_, '_>, channel: &Channel, findings: &mut Vec<Finding>) {
    let waits = channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::ConfirmWait));
    for (index, id) in waits.enumerate() {
        let primary = Place { label: tongue::unasked(model).to_owned(), ..model.used(id) };
        let fact =
            "this waits for a confirm that was never asked for: the channel is not in confirm mode";
        let found = report(model, channel, id, fact, primary, vec![model.opened(channel)]);
        // To ask where the channel is opened is enough for all who get theirs there.
        let causes = vec![model.design(channel.origin), model.opening(channel.origin)];
        findings.extend(found.map(|found| Finding {
            // To ask once is enough.
            fix: found.fix.filter(|_| index == 0),
            causes,
            ..found
        }));
    }
}

fn report(
    model: &Model<'_, '_>,
    channel: &Channel,
    id: AccessId,
    fact: &str,
    primary: Place,
    related: Vec<Place>,
) -> Option<Finding> {
    let method = if model.is_kind(id, Kind::Publish) {
        "publish"
    } else if channel.confirms {
        "verdict"
    } else {
        "unasked"
    };
    let said = Said {
        message: fact.to_owned(),
        primary,
        related,
        it: model.receiver_text(id).to_owned(),
        origin: channel.origin,
        within: model.function_of(model.access(id).node),
        method: Some(intern(method)),
        confidence: confidence(model, channel.origin),
    };
    let fix = fix(model, channel, id, method);
    Some(Finding { fix, ..finding(model, &RULE, said)? })
}

/// A look at the confirm, or confirms that are asked for; where others use the channel at the same time, that would be wrong, too.
fn fix(model: &Model<'_, '_>, channel: &Channel, id: AccessId, method: &str) -> Option<Fix> {
    let at = model.access(id).at;
    let failure = model.failure(RULE.name, channel.origin, Some(intern(method)), at)?;
    if let Some(looked_at) = &failure.looked_at {
        let edits = model.look_at(id, looked_at)?;
        return model.fix("wait for the broker's word, and fail when it refuses", false, edits);
    }
    let call =
        failure.call_after_opening.as_ref().filter(|_| model.conflicts(channel).is_empty())?;
    let edits = model.call_after_opening(channel.origin, call)?;
    model.fix("ask for confirms where the channel is opened", false, edits)
}
