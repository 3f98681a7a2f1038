//! A callback that waits on the task which reads what the broker sends.

mod waiting;

use self::waiting::{Waiting, What, waits};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::facts::intern;
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "callback_waits",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(waits(model).iter().filter_map(|waiting| told(model, waiting)));
}

fn told(model: &Model<'_, '_>, waiting: &Waiting) -> Option<Finding> {
    let callback = model.function_name(waiting.callback);
    let (message, label, method) = match waiting.what {
        What::Lock(call) => (
            format!(
                "`{callback}` and `{}` can stand still for ever: the callback waits for a lock that is held while a reply is waited for, and the reply waits for the callback",
                model
                    .function_of(model.access(call).node)
                    .map_or_else(|| "a task".to_owned(), |id| model.function_name(id)),
            ),
            "waits for the lock where the client reads",
            "lock",
        ),
        What::Room => (
            format!(
                "the channel can stand still: `{callback}` waits for room in a queue on the task that reads what the broker sends"
            ),
            "waits while the queue is full",
            "room",
        ),
        What::Time => (
            format!(
                "the channel stands still each time: `{callback}` takes its time on the task that reads what the broker sends"
            ),
            "nothing is read until this is done",
            "time",
        ),
    };
    let held = match waiting.what {
        What::Lock(call) => {
            let label = "waits for its reply under the lock".to_owned();
            Some(Place { label, role: Role::Used, ..model.used(call) })
        }
        What::Room | What::Time => None,
    };
    let at = model.name_place(waiting.callback);
    let name =
        Place { at, label: "the client awaits this callback".to_owned(), role: Role::Context };
    let said = Said {
        message,
        primary: Place { at: waiting.at, label: label.to_owned(), role: Role::Used },
        related: held.into_iter().chain([name]).collect(),
        it: String::new(),
        origin: waiting.origin,
        within: Some(waiting.callback),
        method: Some(intern(method)),
        confidence: confidence(model, waiting.origin),
    };
    finding(model, &RULE, said)
}
