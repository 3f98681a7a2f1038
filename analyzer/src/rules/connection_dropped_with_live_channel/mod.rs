//! The last handle of a connection goes while a channel of it lives on.

use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;
use crate::trace::outcome::{CutOff, End};

pub(super) static RULE: Rule = Rule {
    name: "connection_dropped_with_live_channel",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let mut seen = Vec::new();
    for cut_off in &model.trace.cut_off {
        let at = model.origin(cut_off.connection).at;
        if !seen.contains(&at) {
            seen.push(at);
            findings.extend(told(model, cut_off));
        }
    }
}

fn told(model: &Model<'_, '_>, cut_off: &CutOff) -> Option<Finding> {
    let function = cut_off.function.map(|id| (model.function_name(id), model.function_place(id)));
    let end = match (cut_off.end, &function) {
        (End::Turn, _) => "at the end of the loop's turn".to_owned(),
        (End::Body, Some((name, _))) => format!("when `{name}` is done"),
        (End::Body, None) => "at the end of the block".to_owned(),
    };
    let label = "this channel lives on".to_owned();
    let channel = Place { label, ..model.opened_at(cut_off.channel) };
    let context = function.map(|(name, at)| Place {
        at,
        label: format!("the last handle of the connection is dropped at the end of `{name}`"),
        role: Role::Context,
    });
    let label = "the connection is opened here, and kept nowhere".to_owned();
    let connection = Place { label, ..model.opened_at(cut_off.connection) };
    let said = Said {
        message: format!(
            "the channel is closed {end}, although it is used on: its connection is dropped then"
        ),
        primary: connection,
        related: [channel].into_iter().chain(context).collect(),
        it: String::new(),
        origin: cut_off.connection,
        within: cut_off.function,
        method: None,
        confidence: confidence(model, cut_off.connection),
    };
    finding(model, &RULE, said)
}
