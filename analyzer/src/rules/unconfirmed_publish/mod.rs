//! Publishes whose loss nobody can notice.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place};
use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::outcome::ResultUse;

pub(super) static RULE: Rule = Rule {
    name: "unconfirmed_publish",
    group: Group::Pedantic,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let mut seen = Vec::new();
    for channel in model.channels.iter().filter(|channel| !is_told(model, channel)) {
        let mut publishes =
            channel.accesses.iter().copied().filter(|&id| {
                model.is_kind(id, Kind::Publish) && !is_answered_for(model, channel, id)
            });
        // One channel is put into confirm mode once, so it is told once.
        if let Some(publish) = publishes.next()
            && !seen.contains(&model.access(publish).at)
        {
            seen.push(model.access(publish).at);
            findings.extend(told(model, channel, publish));
        }
    }
}

/// Whether somebody may learn of a loss: by confirms, a transaction, or a callback; what waits for confirms that were never asked for
/// is told by another rule.
fn is_told(model: &Model<'_, '_>, channel: &Channel) -> bool {
    channel.confirms
        || channel.transactions
        || channel.accesses.iter().any(|&id| model.is_kind(id, Kind::ConfirmWait))
        || model.may_be_set_up_elsewhere(channel.origin, Kind::ConfirmSelect)
        || model.may_be_set_up_elsewhere(channel.origin, Kind::Tx)
}

/// Whether a close of the channel or the connection follows whose answer is looked at: the broker has read all before it then.
fn is_answered_for(model: &Model<'_, '_>, channel: &Channel, publish: AccessId) -> bool {
    let connection = model.origin(channel.origin).connection;
    let node = model.access(publish).node;
    let handles = [Some(channel.origin), connection].into_iter().flatten();
    let mut all = handles.flat_map(|handle| model.accesses_on(handle)).copied();
    all.any(|id| {
        let one = model.access(id);
        model.is_kind(id, Kind::Lifecycle)
            && one.result_use != ResultUse::Discarded
            && model.can_follow(node, one.node)
    })
}

fn told(model: &Model<'_, '_>, channel: &Channel, publish: AccessId) -> Option<Finding> {
    let one = model.access(publish);
    let name = match model.receiver_text(publish) {
        "self" => "channel",
        name => name,
    };
    let message = match model.said_text(publish, Meaning::Exchange) {
        _ if model.is_last_before_end(one.node) => format!(
            "what is published on `{name}` may never leave: the program ends right behind, and nothing waits for the broker"
        ),
        Some(exchange) if !is_declared(model, &exchange) => format!(
            "what is published on `{name}` is lost unseen where the exchange `{exchange}` is not there: no code in sight declares it, and no confirm tells of it"
        ),
        _ => format!(
            "what the broker does not take of what is published on `{name}` is lost unseen: it asks for no confirms"
        ),
    };
    let said = Said {
        message,
        primary: Place { label: "done when it is written".to_owned(), ..model.used(publish) },
        related: vec![model.opened(channel)],
        it: name.to_owned(),
        origin: channel.origin,
        within: model.function_of(one.node),
        method: Some(model.operation(publish).name),
        confidence: confidence(model, channel.origin),
    };
    finding(model, &RULE, said)
}

/// Whether code in sight declares an exchange, or the broker has it from the beginning.
fn is_declared(model: &Model<'_, '_>, exchange: &str) -> bool {
    let mut all = model.trace.accesses().entries();
    exchange.starts_with("amq.")
        || all.any(|(id, _)| {
            !model.is_kind(id, Kind::Publish)
                && model.takes(id, Meaning::Exchange)
                && model.said_text(id, Meaning::Exchange).is_none_or(|known| known == exchange)
        })
}
