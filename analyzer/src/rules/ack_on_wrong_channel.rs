//! A delivery that is settled through another channel than the one it came on.

use super::Rule;
use super::misuse::{Misuse, finding, handle, place};
use crate::findings::{Finding, Group};
use crate::model::{Channel, Misdirected, Model};

pub(super) static RULE: Rule = Rule {
    name: "ack_on_wrong_channel",
    group: Group::Correctness,
    docs: include_str!("ack_on_wrong_channel.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let misdirected = model.misdirected(channel);
        findings.extend(misdirected.iter().filter_map(|found| told(model, channel, found)));
    }
}

fn told(model: &Model<'_, '_>, channel: &Channel, found: &Misdirected) -> Option<Finding> {
    let name = model.operation(found.settle).name;
    let wrong = handle(model, found.settle, "this channel");
    let right = model.channels.iter().find(|other| other.origin == found.delivered_on)?;
    let opened = |channel, label: &str| crate::findings::Place {
        label: label.to_owned(),
        ..model.opened(channel)
    };
    let mut related = vec![
        opened(channel, "the channel that the ack goes to is opened here"),
        opened(right, "the channel that delivers is opened here"),
    ];
    let started = found.by.map(|by| (by, model.operation(by).name));
    related.extend(
        started.map(|(by, name)| place(model, by, format!("`{name}` delivers on that one"))),
    );
    let consuming =
        found.by.and_then(|by| model.receiver(by)).unwrap_or("the channel that delivered");
    let misuse = Misuse {
        channel,
        operation: found.settle,
        message: format!("`{name}` on `{wrong}` settles a delivery of another channel"),
        label: format!("`{name}` here"),
        related,
        help: vec![format!(
            "call `{name}` on `{consuming}`: a delivery tag belongs to the channel that delivered"
        )],
    };
    finding(model, &RULE, misuse)
}
