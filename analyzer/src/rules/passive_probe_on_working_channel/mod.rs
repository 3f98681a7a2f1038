//! A probe that is expected to fail, on a channel that other code needs.

use super::Rule;
use super::finding::{Said, confidence, finding};
use crate::findings::{Finding, Group, Place};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::outcome::ResultUse;

pub(super) static RULE: Rule = Rule {
    name: "passive_probe_on_working_channel",
    group: Group::Suspicious,
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        for &id in &channel.accesses {
            let asks =
                matches!(model.access(id).result_use, ResultUse::Checked | ResultUse::Discarded);
            if model.is_on(id, "passive") == Some(true) && asks {
                findings.extend(probe(model, channel, id));
            }
        }
    }
}

fn probe(model: &Model<'_, '_>, channel: &Channel, id: AccessId) -> Option<Finding> {
    let works = |other: &AccessId| {
        !model.is_kind(*other, "lifecycle") && model.is_on(*other, "passive") != Some(true)
    };
    let other = channel.accesses.iter().copied().find(works);
    let foreign = model.origin(channel.origin).provenance.is_some();
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
        within: model.function_of(model.access(id).node),
        method: None,
        confidence: confidence(model, channel.origin),
    };
    finding(model, &RULE, said)
}
