//! A channel that is opened for one message.

use super::short_lived::{report, short_lived};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::HandleKind;
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "channel_per_message",
    group: Group::Perf,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let connections = short_lived(model, HandleKind::Connection);
    for life in short_lived(model, HandleKind::Channel) {
        // Where the connection lives no longer, that says it all.
        let connection = model.origin(life.origin).connection;
        if !connections.iter().any(|known| Some(known.origin) == connection) {
            findings.extend(report(model, &RULE, &life, "channel"));
        }
    }
}
