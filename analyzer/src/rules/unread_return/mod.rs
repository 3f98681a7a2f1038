//! Messages that are to come back when no queue takes them, where nobody looks at what does.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::facts::intern;
use crate::findings::{Finding, Group, Place};
use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::outcome::ResultUse;

pub(super) static RULE: Rule = Rule {
    name: "unread_return",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let mut seen = Vec::new();
    for channel in &model.channels {
        for &id in &channel.accesses {
            let at = model.access(id).at;
            let is_sent = model.is_kind(id, Kind::Publish) && model.is_set(id, Meaning::Mandatory);
            if is_sent && !seen.contains(&at) {
                let told = told(model, channel, id);
                seen.extend(told.is_some().then_some(at));
                findings.extend(told);
            }
        }
    }
}

fn told(model: &Model<'_, '_>, channel: &Channel, publish: AccessId) -> Option<Finding> {
    let wait =
        channel.accesses.iter().copied().find(|&id| {
            model.is_kind(id, Kind::ConfirmWait) && model.access(id).by == Some(publish)
        });
    let (method, label, asked) = match wait {
        Some(wait) if looks_away(model, channel, wait) => {
            ("word", "no queue may take it, and the broker acks it all the same", Some(wait))
        }
        None if is_unasked(model, channel, publish) => {
            ("unasked", "what comes back is dropped", None)
        }
        _ => return None,
    };
    let asked = asked.map(|wait| Place {
        label: "this asks whether it was taken, and not whether it came back".to_owned(),
        ..model.used(wait)
    });
    let one = model.access(publish);
    let said = Said {
        message: "a message that no queue takes is lost in silence: it is published as `mandatory`, and nobody looks at what comes back".to_owned(),
        primary: Place { label: label.to_owned(), ..model.used(publish) },
        related: asked.into_iter().chain([model.opened(channel)]).collect(),
        it: model.receiver_text(publish).to_owned(),
        origin: channel.origin,
        within: model.function_of(one.node),
        method: Some(intern(method)),
        confidence: confidence(model, channel.origin),
    };
    finding(model, &RULE, said)
}

/// Whether the code asks for the broker's word and does not see a message that came back.
fn looks_away(model: &Model<'_, '_>, channel: &Channel, wait: AccessId) -> bool {
    // In another mode nothing is confirmed, and nothing comes back with it.
    (channel.confirms || model.may_be_set_up_elsewhere(channel.origin, Kind::ConfirmSelect))
        && model.trace.asked_for_taken.contains(wait)
        && !model.trace.return_seen.contains(wait)
        && !hears_returns(model, channel)
}

/// Whether nobody can hear of a return: confirms that are dropped in confirm mode are another matter.
fn is_unasked(model: &Model<'_, '_>, channel: &Channel, publish: AccessId) -> bool {
    let gives_confirm = model.gives_confirm(publish);
    let is_dropped = model.access(publish).result_use == ResultUse::Discarded;
    let by_confirm = gives_confirm
        && is_dropped
        && !channel.confirms
        && !model.may_be_set_up_elsewhere(channel.origin, Kind::ConfirmSelect)
        && !model.may_be_set_up_elsewhere(channel.origin, Kind::ConfirmWait);
    let by_callback =
        !gives_confirm && !model.may_be_set_up_elsewhere(channel.origin, Kind::Register);
    (by_confirm || by_callback) && !hears_returns(model, channel)
}

/// Whether a callback, or a wait for all confirms, is told of returns.
fn hears_returns(model: &Model<'_, '_>, channel: &Channel) -> bool {
    channel.accesses.iter().any(|&id| {
        let waits = model.is_kind(id, Kind::ConfirmWait)
            && model.access(id).by.is_none()
            && model.access(id).result_use != ResultUse::Discarded;
        waits || model.is_kind(id, Kind::Register)
    })
}
