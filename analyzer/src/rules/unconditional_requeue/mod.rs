//! A delivery that is put back whatever went wrong, and comes again at once.

mod weighed;

use self::weighed::is_weighed;
use super::everything::answers_all_for_one;
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::Meaning;
use crate::model::Model;
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "unconditional_requeue",
    group: Group::Suspicious,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let requeues = channel
            .accesses
            .iter()
            .copied()
            .filter(|&id| model.is_on(id, Meaning::Requeue) == Some(true));
        for id in requeues {
            if !is_weighed(model, id) && !is_told(model, id) {
                findings.extend(hot(model, id));
            }
        }
    }
}

/// Whether another rule tells what comes of it: the delivery is answered before, or more than this one is.
fn is_told(model: &Model<'_, '_>, id: AccessId) -> bool {
    let at = |id| model.access(id).at;
    model.answered_twice().iter().any(|twice| at(twice.second) == at(id))
        || answers_all_for_one(model, id)
}

fn hot(model: &Model<'_, '_>, id: AccessId) -> Option<Finding> {
    let origin = model.access(id).origin;
    let name = model.operation(id).name;
    let mut primary = model.used(id);
    "goes back into the queue and comes again at once".clone_into(&mut primary.label);
    let said = Said {
        message: format!("`{name}` requeues whatever went wrong, as often as it goes wrong"),
        primary,
        related: Vec::new(),
        it: model.receiver_text(id).to_owned(),
        origin,
        within: model.function_of(model.access(id).node),
        method: Some(name),
        confidence: confidence(model, origin),
    };
    let fix = model.requeue_once(id).and_then(|(edit, delivery)| {
        let title =
            format!("requeue `{delivery}` once: what fails again is dropped or dead-lettered");
        model.fix(title, false, vec![edit])
    });
    Some(Finding { fix, ..finding(model, &RULE, said)? })
}
