//! A call that may be dropped before its reply, with a client that does not survive that.

mod cancelled;

use self::cancelled::{Cancelled, cancelled_calls, dropper};
use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "cancellable_channel_rpc",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let calls = cancelled_calls(model, channel);
        findings.extend(calls.iter().filter_map(|cancelled| told(model, channel, cancelled)));
    }
}

fn told(model: &Model<'_, '_>, channel: &Channel, cancelled: &Cancelled) -> Option<Finding> {
    let name = model.operation(cancelled.call).name;
    let mut related = vec![model.opened(channel)];
    related.extend(dropper(model, cancelled.region));
    let next = cancelled.next.filter(|&next| next != cancelled.call);
    related.extend(next.map(|next| place(model, next, "the channel is used again here")));
    let misuse = Misuse {
        channel,
        operation: cancelled.call,
        message: format!("`{name}` may be dropped before its reply, on a channel that lives on"),
        label: format!("`{name}` here"),
        related,
        help: vec![
            format!(
                "spawn a task that opens a channel and awaits `{name}` to its end, and bound the wait for the task"
            ),
            "or give the channel up when the time is over: close it and open another".to_owned(),
        ],
    };
    finding(model, &RULE, misuse)
}
