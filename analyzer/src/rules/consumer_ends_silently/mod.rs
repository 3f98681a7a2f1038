//! A spawned consumer that ends, and nobody hears of it.

mod silence;

use self::silence::{Ending, Silence, is_one_of_many, silent_ends};
use super::Rule;
use super::finding::{Said, confidence, finding};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "consumer_ends_silently",
    group: Group::Suspicious,
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for silence in silent_ends(model) {
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
    let label = if is_one_of_many(model, silence.context) {
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
