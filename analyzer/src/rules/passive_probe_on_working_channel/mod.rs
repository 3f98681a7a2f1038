//! A probe that is expected to fail, on a channel that other code needs.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place};
use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;
use crate::trace::outcome::ResultUse;

pub(super) static RULE: Rule = Rule {
    name: "passive_probe_on_working_channel",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        for &id in &channel.accesses {
            if model.is_probe(id) {
                findings.extend(probe(model, channel, id));
            }
        }
    }
}

fn probe(model: &Model<'_, '_>, channel: &Channel, id: AccessId) -> Option<Finding> {
    let leaves = model.access(id).result_use == ResultUse::Left;
    let works = |other: &AccessId| {
        !model.is_kind(*other, Kind::Lifecycle)
            && model.is_on(*other, Meaning::Passive) != Some(true)
            && !(leaves && needs_no_failed_channel(model, id, *other))
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

/// Whether another operation is done with a channel when a probe that leaves on failure has failed: it comes before and leaves
/// nothing behind, or it comes after success alone.
fn needs_no_failed_channel(model: &Model<'_, '_>, probe: AccessId, other: AccessId) -> bool {
    let (asked, node) = (model.access(probe).node, model.access(other).node);
    let before = model.can_follow(node, asked) && !model.is_kind(other, Kind::Consume);
    model.context_of(asked) == model.context_of(node) && (before || model.can_follow(asked, node))
}
