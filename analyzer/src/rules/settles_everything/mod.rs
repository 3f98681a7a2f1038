//! An answer to everything that is out, for one message's sake.

use super::everything::answers_all_for_one;
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place};
use crate::knowledge::Kind;
use crate::model::Model;
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "settles_everything",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let all = channel.accesses.iter().copied().filter(|&id| answers_all_for_one(model, id));
        findings.extend(all.filter_map(|id| everything(model, id)));
    }
}

fn everything(model: &Model<'_, '_>, id: AccessId) -> Option<Finding> {
    let origin = model.access(id).origin;
    let name = model.operation(id).name;
    let recovers = model.is_kind(id, Kind::Recover);
    let message = if recovers {
        format!(
            "`{name}` has everything that is out on the channel sent again, not this message alone"
        )
    } else {
        format!(
            "`{name}` with tag 0 and `multiple` answers everything that is out on the channel, not this message alone"
        )
    };
    let label = if recovers { "all that is unacked goes back" } else { "tag 0 with `multiple`" };
    let said = Said {
        message,
        primary: Place { label: label.to_owned(), ..model.used(id) },
        related: Vec::new(),
        it: model.receiver_text(id).to_owned(),
        origin,
        within: model.function_of(model.access(id).node),
        method: Some(name),
        confidence: confidence(model, origin),
    };
    finding(model, &RULE, said)
}
