//! A loop that goes on when its stream of deliveries is over.

mod spin;

use self::spin::{Spin, spins};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "consumer_spins_at_end",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(spins(model).iter().filter_map(|spin| told(model, spin)));
}

fn told(model: &Model<'_, '_>, spin: &Spin) -> Option<Finding> {
    let receive = model.access(spin.receive);
    let consumer = model.receiver_text(spin.receive).to_owned();
    let name = model.operation(spin.receive).name;
    let on = Place {
        at: model.first_line(spin.goes_on),
        label: "and the loop goes on from here".to_owned(),
        role: Role::Context,
    };
    let repeat = model.tree().node(spin.repeat).at.map(|at| Place {
        at: model.first_line(at),
        label: "this loop".to_owned(),
        role: Role::Context,
    });
    let said = Said {
        message: format!(
            "this loop goes on for ever when `{consumer}` is over: it takes the end for a turn without a message"
        ),
        primary: Place {
            label: tongue::at_the_end(model, &name, &consumer),
            ..model.used(spin.receive)
        },
        related: repeat.into_iter().chain([on]).collect(),
        it: consumer,
        origin: receive.origin,
        within: model.function_of(receive.node),
        method: Some(name),
        confidence: confidence(model, receive.origin),
    };
    finding(model, &RULE, said)
}
