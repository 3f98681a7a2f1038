//! A channel that is opened for one message.

use rustc_hash::FxHashSet;

use super::short_lived::{report, short_lived};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::HandleKind;
use crate::model::Model;
use crate::sources::Location;

pub(super) static RULE: Rule = Rule {
    name: "channel_per_message",
    group: Group::Perf,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let connections = short_lived(model, HandleKind::Connection).into_iter();
    // One that a loop opens is another one in each turn.
    let connections: FxHashSet<Location> =
        connections.map(|life| model.origin(life.origin).at).collect();
    for life in short_lived(model, HandleKind::Channel) {
        // Where the connection lives no longer, that says it all.
        let connection = model.origin(life.origin).connection;
        if connection.is_none_or(|id| !connections.contains(&model.origin(id).at)) {
            findings.extend(report(model, &RULE, &life, "channel"));
        }
    }
}
