//! Any other use of one channel by concurrent code.

use super::{Repair, Rule, sharing};
use crate::findings::{Finding, Group};
use crate::knowledge::Kind;
use crate::model::{Conflict, Model};

pub(super) static RULE: Rule = Rule {
    name: sharing::GENERAL,
    group: Group::Suspicious,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    sharing::report(model, findings, RULE.name, message);
}

fn message(model: &Model<'_, '_>, conflict: &Conflict<'_>, who: &str) -> String {
    let both = [conflict.overlap.first, conflict.overlap.second];
    if both.into_iter().all(|id| model.is_kind(id, Kind::Publish)) {
        return format!("{who} publish on one channel at the same time");
    }
    let operations = sharing::operations(model, conflict);
    format!("{who} use one channel at the same time: {operations}")
}
