//! A connection that is opened for one message.

use super::{Repair, Rule, channel_per_message};
use crate::findings::{Finding, Group};
use crate::knowledge::HandleKind;
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "connection_per_message",
    group: Group::Perf,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("connection_per_message.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for life in model.short_lived(HandleKind::Connection) {
        findings.extend(channel_per_message::report(model, &RULE, &life, "connection"));
    }
}
