//! Calls that wait for a reply of the broker, made by concurrent code on one channel.

use super::{Repair, Rule, sharing};
use crate::findings::{Finding, Group};
use crate::model::{Conflict, Model};

pub(super) static RULE: Rule = Rule {
    name: "shared_channel_rpc",
    group: Group::Correctness,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    sharing::report(model, findings, RULE.name, message);
}

fn message(model: &Model<'_, '_>, conflict: &Conflict<'_>, who: &str) -> String {
    let calls = sharing::operations(model, conflict);
    let calls = if calls.contains(" and ") { calls } else { format!("calls of {calls}") };
    format!("{calls} run at the same time in {who} on one channel")
}
