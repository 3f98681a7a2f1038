//! A connection that is opened for one message.

use super::short_lived::{report, short_lived};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::HandleKind;
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "connection_per_message",
    group: Group::Perf,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for life in short_lived(model, HandleKind::Connection) {
        findings.extend(report(model, &RULE, &life, "connection"));
    }
}
