//! A call that asks the broker not to reply, and waits for the reply.

use super::misuse::{Misuse, finding, handle};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group};
use crate::knowledge::Meaning;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "confirm_select_nowait_hang",
    group: Group::Correctness,
    repair: Repair::Safe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

const OPTION: Meaning = Meaning::Nowait;

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        findings.extend(channel.accesses.iter().filter_map(|&id| hang(model, channel, id)));
    }
}

fn hang(model: &Model<'_, '_>, channel: &Channel, call: AccessId) -> Option<Finding> {
    if !model.is_set(call, OPTION) {
        return None;
    }
    let (name, option) = (model.operation(call).name, model.word_of(call, OPTION));
    let channel_name = handle(model, call, "the channel");
    let misuse = Misuse {
        channel,
        operation: call,
        message: format!(
            "`{name}` with `{option}` waits for ever for a reply that was not asked for"
        ),
        label: format!("`{option}` is on here"),
        related: vec![model.opened(channel)],
        help: vec![format!(
            "{}: `{channel_name}.{name}` then returns with the broker's reply",
            tongue::left_out(model, option, None)
        )],
    };
    let title = format!("wait for the reply of `{name}`");
    // The call never returned: nothing that worked is different.
    let fix = model.unset(call, OPTION).and_then(|edit| model.fix(title, true, vec![edit]));
    Some(Finding { fix, ..finding(model, &RULE, misuse)? })
}
