//! Channels that go into a collection again and again, and never come out.

mod growth;

use self::growth::{Growth, growing};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "channel_leak",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(growing(model).iter().filter_map(|growth| told(model, growth)));
}

fn told(model: &Model<'_, '_>, growth: &Growth) -> Option<Finding> {
    let kept = &growth.kept;
    let when = growth.again.each_time(model);
    let said = Said {
        message: format!(
            "channels pile up in `{}`: {when} adds one, and none is ever taken out",
            kept.collection
        ),
        primary: Place {
            at: model.first_line(kept.at),
            label: "stays open as long as the collection lives".to_owned(),
            role: Role::Used,
        },
        related: [model.opened_at(kept.origin)]
            .into_iter()
            .chain(growth.again.place(model))
            .collect(),
        it: kept.collection.to_string(),
        origin: kept.origin,
        within: model.function_of(kept.node),
        method: None,
        confidence: confidence(model, kept.origin),
    };
    finding(model, &RULE, said)
}
