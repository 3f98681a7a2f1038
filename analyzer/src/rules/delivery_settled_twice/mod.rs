//! A delivery that is answered a second time.

use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::{Model, Twice};
use crate::program::FnId;
use crate::trace::access::AccessId;
use crate::trace::node::NodeId;

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
        related: [place(model, first, "the first answer")]
            .into_iter()
            .chain(calls(model, first, second))
            .collect(),
        help: vec![way_out(model, first, second)],
    };
    finding(model, &RULE, misuse)
}

/// The calls that lead to each answer from the code around both, where there are such.
fn led_by(model: &Model<'_, '_>, first: AccessId, second: AccessId) -> [Option<(NodeId, FnId)>; 2] {
    let (from, to) = (model.access(first).node, model.access(second).node);
    let Some((_, one, other)) = model.common(from, to) else { return [None, None] };
    [(from, one), (to, other)].map(|(leaf, below)| {
        let mut outermost_first = model.functions_around(leaf).into_iter().rev();
        outermost_first.find(|&(at, _)| model.is_inside(at, below))
    })
}

/// Where these calls are made, when the answers alone do not tell the way.
fn calls(model: &Model<'_, '_>, first: AccessId, second: AccessId) -> Vec<Place> {
    let said = ["this call leads to the first answer", "this call leads to the second answer"];
    let calls = led_by(model, first, second).into_iter().zip(said);
    let told = calls.filter_map(|(call, label)| {
        let at = model.first_line(model.tree().node(call?.0).at?);
        Some(Place { at, label: label.to_owned(), role: Role::Used })
    });
    told.collect()
}

/// How each way comes to one answer.
fn way_out(model: &Model<'_, '_>, first: AccessId, second: AccessId) -> String {
    let (before, name) = (model.operation(first).name, model.operation(second).name);
    let named = |function: FnId| model.function_name(function);
    match led_by(model, first, second).map(|call| call.map(|(_, function)| named(function))) {
        [Some(one), Some(other)] if one == other => {
            format!("answer once: leave one of the calls of `{one}` out")
        }
        [Some(one), Some(other)] => {
            format!("answer in one place: let `{one}` say how it went, and give that to `{other}`")
        }
        [Some(one), None] => format!(
            "answer in one place: let `{one}` say how it went, and answer by that behind its call"
        ),
        [None, Some(other)] => {
            format!("answer in one place: leave the answer to `{other}`, which knows how it went")
        }
        [None, None] => format!(
            "answer once: put `{before}` and `{name}` on ways that exclude each other, behind the work that decides between them, or leave after the first"
        ),
    }
}
