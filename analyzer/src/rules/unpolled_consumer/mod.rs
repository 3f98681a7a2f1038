//! Futures that nobody polls: the consumer in them never starts.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;
use crate::trace::outcome::{Unpolled, Unpolling};

pub(super) static RULE: Rule = Rule {
    name: "unpolled_consumer",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for unpolled in &model.trace.unpolled {
        findings.extend(never_runs(model, unpolled));
    }
}

fn never_runs(model: &Model<'_, '_>, unpolled: &Unpolled) -> Option<Finding> {
    let what = match (unpolled.function, unpolled.operation) {
        (Some(id), _) => format!("`{}`", model.function_name(id)),
        (None, Some(operation)) => format!("`{}`", model.operation_name(operation)),
        (None, None) => "this async closure".to_owned(),
    };
    let (message, label) = match unpolled.by {
        Unpolling::Statement => (
            format!("{what} never runs: its future is dropped without `.await`"),
            "nothing happens here",
        ),
        Unpolling::Thread => (
            format!("{what} never runs: a thread does not poll the future that its closure gives"),
            "the thread ends at once",
        ),
        Unpolling::Task => (
            format!("{what} never runs: the task ends by giving its future instead of awaiting it"),
            "the task ends at once",
        ),
    };
    let primary =
        Place { at: model.first_line(unpolled.at), label: label.to_owned(), role: Role::Used };
    let said = Said {
        message,
        primary,
        related: Vec::new(),
        it: what.trim_matches('`').to_owned(),
        origin: unpolled.origin?,
        within: unpolled.within,
        method: None,
        confidence: confidence(model, unpolled.origin?),
    };
    finding(model, &RULE, said)
}
