//! A setting of the channel, or its end, while other code uses it.

use super::{Repair, Rule, sharing};
use crate::findings::{Finding, Group};
use crate::knowledge::Kind;
use crate::model::{Conflict, Model};

pub(super) static RULE: Rule = Rule {
    name: "channel_state_change_after_share",
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
    let (first, second) = (conflict.overlap.first, conflict.overlap.second);
    let (change, user) =
        if model.is_kind(second, Kind::State) { (second, first) } else { (first, second) };
    let (change, user) = (model.operation(change).name, model.operation(user).name);
    if change == user {
        return format!("{who} change one channel with `{change}`");
    }
    format!("`{change}` changes one channel of {who} while another is in `{user}`")
}
