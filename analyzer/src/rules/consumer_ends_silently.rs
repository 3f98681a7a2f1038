//! A spawned consumer that ends, and nobody hears of it.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;
use crate::model::silence::{Ending, Silence};

pub(super) static RULE: Rule = Rule {
    name: "consumer_ends_silently",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("consumer_ends_silently.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for silence in model.silent_ends() {
        findings.extend(silent(model, &silence));
    }
}

fn silent(model: &Model<'_, '_>, silence: &Silence) -> Option<Finding> {
    let repeat = &silence.of;
    let receive = repeat.receive?;
    let (how, label) = match silence.ending {
        Ending::FirstError => {
            ("on the first error", "ends the loop on the first error, and says nothing")
        }
        Ending::ErrorLeaves => {
            ("on the first error", "an error ends the task here, and nobody hears of it")
        }
        Ending::EndOfStream => ("when the stream does", "ends with the stream, and says nothing"),
    };
    let primary = match silence.leave {
        Some(at) => Place { at: model.first_line(at), label: label.to_owned(), role: Role::Used },
        None => Place { label: label.to_owned(), ..model.used(receive) },
    };
    let label = if model.is_one_of_many(silence.context) {
        "the task is one of several that are waited for together: the others run on"
    } else {
        "the task is started here, and nothing waits for it"
    };
    let spawned = model.tree().node(silence.context).at.map(|at| Place {
        at: model.first_line(at),
        label: label.to_owned(),
        role: Role::Context,
    });
    let said = Said {
        message: format!("this consumer ends {how}, and nothing tells of it"),
        primary,
        related: spawned.into_iter().collect(),
        it: model.receiver_text(receive).to_owned(),
        origin: repeat.origin,
        within: model.function_of(model.access(receive).node),
        method: None,
        confidence: confidence(model, repeat.origin),
    };
    finding(model, &RULE, said)
}
