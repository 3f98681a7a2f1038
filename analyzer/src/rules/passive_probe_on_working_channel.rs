//! A probe that is expected to fail, on a channel that other code needs.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place};
use crate::flow::fate::Fate;
use crate::flow::tree::UseId;
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "passive_probe_on_working_channel",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("passive_probe_on_working_channel.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        for &id in &channel.uses {
            let asks = matches!(model.usage(id).fate, Fate::Tested | Fate::Dropped);
            if model.is_on(id, "passive") == Some(true) && asks {
                findings.extend(probe(model, channel, id));
            }
        }
    }
}

fn probe(model: &Model<'_, '_>, channel: &Channel, id: UseId) -> Option<Finding> {
    let works = |other: &UseId| {
        !model.is_kind(*other, "lifecycle") && model.is_on(*other, "passive") != Some(true)
    };
    let other = channel.uses.iter().copied().find(works);
    let foreign = model.origin(channel.origin).source.is_some();
    if other.is_none() && !foreign {
        return None;
    }
    let name = model.operation(id).name;
    let mut primary = model.used(id);
    "when it is not there, the broker closes the channel".clone_into(&mut primary.label);
    let mut related = vec![model.opened(channel)];
    related.extend(other.map(|other| Place {
        label: "and this needs the channel".to_owned(),
        ..model.used(other)
    }));
    let said = Said {
        message: format!("a passive `{name}` asks on a channel that other code works with"),
        primary,
        related,
        it: model.receiver_text(id).to_owned(),
        origin: channel.origin,
        within: model.function_of(model.usage(id).node),
        method: None,
        confidence: confidence(model, channel.origin),
    };
    finding(model, &RULE, said)
}
