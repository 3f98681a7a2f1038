//! A spawned consumer that ends, and nobody hears of it.

mod heard;
mod silence;

use self::heard::{Late, Told, is_one_of_many, waited_for_late};
use self::silence::{Ending, Silence, silent_ends};
use super::finding::{Said, confidence, finding};
use super::tongue;
use super::{Repair, Rule};
use crate::findings::{Cause, Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "consumer_ends_silently",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
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
    let (message, label) = words(model, silence);
    let primary = match (silence.leave, repeat.receive) {
        (Some(at), _) => Place { at: model.first_line(at), label, role: Role::Used },
        (None, Some(receive)) => Place { label, ..model.used(receive) },
        (None, None) => return None,
    };
    let spawned = model.tree().node(silence.context).at.map(|at| Place {
        at: model.first_line(at),
        label: context_label(model, silence),
        role: Role::Context,
    });
    let said = Said {
        message,
        primary,
        related: spawned.into_iter().collect(),
        it: repeat.receive.map_or("consumer", |receive| model.receiver_text(receive)).to_owned(),
        origin: repeat.origin,
        within: model.function_of(repeat.node),
        method: None,
        confidence: confidence(model, repeat.origin),
    };
    // However it ends, and whoever starts it: it is one loop.
    let of_loop = repeat.receive.and(model.tree().node(repeat.node).at);
    let causes = of_loop.map(|at| Cause::At(at, String::new())).into_iter().collect();
    Some(Finding { causes, ..finding(model, &RULE, said)? })
}

/// What a finding says, and what it says about the place.
fn words(model: &Model<'_, '_>, silence: &Silence) -> (String, String) {
    let (how, label) = match silence.ending {
        Ending::FirstError if tongue::streams_give_errors(model) => {
            ("on the first error", "ends on the first error")
        }
        Ending::ErrorLeaves if tongue::streams_give_errors(model) => {
            ("on the first error", "an error ends it here")
        }
        Ending::FirstError | Ending::ErrorLeaves | Ending::EndOfStream => {
            tongue::stream_ends(model)
        }
        Ending::Panic => {
            ("when this panics", "a message that cannot be read ends the consumer here")
        }
        Ending::Unheard => {
            ("when its channel does", "the delegate is told of the error and the end")
        }
    };
    let heard = match silence.told {
        Told::Log => "only a log line tells of it",
        Told::Nobody | Told::Somebody => "nothing tells of it",
    };
    (
        format!("this consumer ends {how}, and {heard}"),
        label.replace("ends it", &format!("ends the {}", tongue::task(model))),
    )
}

/// What the place says that starts the task.
fn context_label(model: &Model<'_, '_>, silence: &Silence) -> String {
    let task = tongue::task(model);
    match silence.ending {
        Ending::Panic | Ending::Unheard => "the consumer is started here".to_owned(),
        _ if is_one_of_many(model, silence.context) => {
            format!("the {task} is one of several that are waited for together: the others run on")
        }
        _ => match waited_for_late(model, silence.context) {
            Some(Late::BehindOthers) => {
                format!("the {task} is waited for only when those before it are over")
            }
            Some(Late::AtTheEnd) => {
                format!("the {task} is waited for only when the program ends")
            }
            None => format!("the {task} is started here, and nothing waits for it"),
        },
    }
}
