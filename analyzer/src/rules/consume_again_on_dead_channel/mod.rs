//! A retry loop that starts its consumer again on the channel whose error has ended it.

mod again;

use self::again::{Again, started_again};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "consume_again_on_dead_channel",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(started_again(model).into_iter().filter_map(|again| told(model, again)));
}

fn told(model: &Model<'_, '_>, again: Again) -> Option<Finding> {
    let consume = model.access(again.consume);
    let (name, channel) = (model.operation(again.consume).name, model.receiver_text(again.consume));
    let repeat = model.tree().node(again.repeat).at.map(|at| Place {
        at: model.first_line(at),
        label: "this loop is to start it again".to_owned(),
        role: Role::Context,
    });
    let said = Said {
        message: format!(
            "once an error has closed `{channel}`, every turn of the loop fails: it calls `{name}` on the same channel again"
        ),
        primary: Place {
            label: format!("`{channel}` is closed from the second turn on"),
            ..model.used(again.consume)
        },
        related: repeat.into_iter().chain([model.opened_at(consume.origin)]).collect(),
        it: channel.to_owned(),
        origin: consume.origin,
        within: model.function_of(consume.node),
        method: Some(name),
        confidence: confidence(model, consume.origin),
    };
    finding(model, &RULE, said)
}
