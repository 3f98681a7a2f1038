//! A delivery that is answered a second time.

use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::model::{Model, Twice};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "delivery_settled_twice",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(model.answered_twice().iter().filter_map(|twice| again(model, *twice)));
}

fn again(model: &Model<'_, '_>, Twice { first, second }: Twice) -> Option<Finding> {
    let origin = model.access(second).origin;
    let channel = model.channels.iter().find(|channel| channel.origin == origin)?;
    let (before, name) = (model.operation(first).name, model.operation(second).name);
    let misuse = Misuse {
        channel,
        operation: second,
        message: format!(
            "`{name}` answers a delivery that `{before}` has answered on the same way"
        ),
        label: "the second answer".to_owned(),
        related: vec![place(model, first, "the first answer")],
        help: vec![way_out(model, first, second)],
    };
    finding(model, &RULE, misuse)
}

/// How each way comes to one answer.
fn way_out(model: &Model<'_, '_>, first: AccessId, second: AccessId) -> String {
    let (before, name) = (model.operation(first).name, model.operation(second).name);
    let function = |id| model.function_of(model.access(id).node);
    let named = |id| function(id).map(|function| model.function_name(function));
    if let (Some(inner), Some(outer)) = (named(first), named(second))
        && function(first) != function(second)
    {
        return format!(
            "answer in one place: let `{inner}` say how it went, and leave the answer to `{outer}`"
        );
    }
    if model.is_same_line(model.access(first).at, model.access(second).at) {
        return format!("answer in one place: leave one of the calls that lead to `{name}` out");
    }
    format!(
        "answer once: put `{before}` and `{name}` on ways that exclude each other, behind the work that decides between them, or leave after the first"
    )
}
