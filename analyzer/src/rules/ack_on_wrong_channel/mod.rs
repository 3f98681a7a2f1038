//! A delivery that is settled through another channel than the one it came on.

mod misdirected;

use self::misdirected::{Misdirected, Misdirection, misdirected};
use super::misuse::{Misuse, finding, handle, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place};
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "ack_on_wrong_channel",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let misdirected = misdirected(model, channel);
        findings.extend(misdirected.iter().filter_map(|found| told(model, channel, found)));
    }
}

fn told(model: &Model<'_, '_>, channel: &Channel, found: &Misdirected) -> Option<Finding> {
    let name = model.operation(found.settle).name;
    let wrong = handle(model, found.settle, "this channel");
    let right = model.channels.iter().find(|other| other.origin == found.delivered_on)?;
    let started = found.by.map(|by| (by, model.operation(by).name));
    let delivers = started
        .map(|(by, operation)| place(model, by, format!("`{operation}` delivers on that one")));
    let opened = |channel, label: &str| Place { label: label.to_owned(), ..model.opened(channel) };
    let misuse = match found.how {
        Misdirection::Mixed => Misuse {
            channel,
            operation: found.settle,
            message: format!("`{name}` on `{wrong}` settles a delivery of another channel"),
            label: format!("`{name}` here"),
            related: [
                opened(channel, "the channel that the ack goes to is opened here"),
                opened(right, "the channel that delivers is opened here"),
            ]
            .into_iter()
            .chain(delivers)
            .collect(),
            help: vec![format!(
                "call `{name}` on `{}`: a delivery tag belongs to the channel that delivered",
                found.by.and_then(|by| model.receiver(by)).unwrap_or("the channel that delivered")
            )],
        },
        Misdirection::Replaced => Misuse {
            channel,
            operation: found.settle,
            message: format!("`{name}` on `{wrong}` can settle a delivery of the channel before"),
            label: format!("`{name}` here, with the tag of the delivery"),
            related: delivers
                .into_iter()
                .chain([opened(channel, "a new channel is opened here while the delivery waits")])
                .collect(),
            help: vec![
                "settle on the channel that delivered, by the delivery's own acker or a clone of \
                 its channel, and let the error tell that it has gone: the broker delivers the \
                 message again"
                    .to_owned(),
            ],
        },
    };
    finding(model, &RULE, misuse)
}
