//! A call that waits for a reply on the task that delivers it.

mod callback;

use self::callback::{BlockedCall, calls_on_dispatcher};
use super::misuse::{Misuse, finding, handle};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "rpc_in_channel_callback",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let calls = calls_on_dispatcher(model, channel);
        findings
            .extend(calls.into_iter().filter_map(|blocked| in_callback(model, channel, blocked)));
    }
}

fn in_callback(model: &Model<'_, '_>, channel: &Channel, blocked: BlockedCall) -> Option<Finding> {
    let name = model.operation(blocked.call).name;
    let callback = model.function_name(blocked.callback);
    let channel_name = handle(model, blocked.call, "the channel");
    let misuse = Misuse {
        channel,
        operation: blocked.call,
        message: format!(
            "`{name}` in `{callback}` waits for a reply that only the task it blocks can deliver"
        ),
        label: format!("`{name}` here"),
        related: vec![model.opened(channel)],
        help: vec![
            format!("send what happened to a task outside, and call `{name}` there"),
            format!("or spawn a task here that calls `{channel_name}.{name}`, and return"),
        ],
    };
    finding(model, &RULE, misuse)
}
