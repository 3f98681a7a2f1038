//! Channels that go into a collection again and again, and never come out.

mod growth;

use self::growth::{Again, Growth, growing};
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
    let (when, around) = match growth.again {
        Again::Loop(node) => (
            "each turn of the loop".to_owned(),
            model.tree().node(node).at.map(|at| (model.first_line(at), "the loop")),
        ),
        Again::Handler(node) => (
            "each call of the handler".to_owned(),
            model.tree().node(node).at.map(|at| (model.first_line(at), "the handler")),
        ),
        Again::Call(id) => {
            let name = model.function_name(id);
            (format!("`{name}`"), Some((model.name_place(id), "the function")))
        }
    };
    let around =
        around.map(|(at, label)| Place { at, label: label.to_owned(), role: Role::Context });
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
        related: [model.opened_at(kept.origin)].into_iter().chain(around).collect(),
        it: kept.collection.to_string(),
        origin: kept.origin,
        within: model.function_of(kept.node),
        method: None,
        confidence: confidence(model, kept.origin),
    };
    finding(model, &RULE, said)
}
