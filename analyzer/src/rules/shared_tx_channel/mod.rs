//! A transaction on a channel that other code uses.

use super::{Repair, Rule, sharing};
use crate::findings::{Finding, Group};
use crate::model::{Conflict, Model};

pub(super) static RULE: Rule = Rule {
    name: "shared_tx_channel",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    sharing::report(model, findings, RULE.name, message);
}

fn message(model: &Model<'_, '_>, conflict: &Conflict<'_>, who: &str) -> String {
    let operations = sharing::operations(model, conflict);
    format!("{who} share one channel with a transaction: {operations} at the same time")
}
