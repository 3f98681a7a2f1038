//! A channel that is opened for one message.

use super::finding::{Said, finding};
use super::{Repair, Rule};
use crate::findings::{Confidence, Finding, Group, Place, Role};
use crate::knowledge::HandleKind;
use crate::model::Model;
use crate::model::churn::{Again, ShortLived};

pub(super) static RULE: Rule = Rule {
    name: "channel_per_message",
    group: Group::Perf,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("channel_per_message.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let connections = model.short_lived(HandleKind::Connection);
    for life in model.short_lived(HandleKind::Channel) {
        // Where the connection lives no longer, that says it all.
        let connection = model.origin(life.origin).connection;
        if !connections.iter().any(|known| Some(known.origin) == connection) {
            findings.extend(report(model, &RULE, &life, "channel"));
        }
    }
}

/// The finding about a handle that lives for one message.
pub(super) fn report(
    model: &Model<'_, '_>,
    rule: &Rule,
    life: &ShortLived,
    what: &str,
) -> Option<Finding> {
    let operation = model.operation(life.message).name;
    let (when, again) = match life.again {
        Again::Loop(node) => (
            "each turn of a loop".to_owned(),
            model.tree().node(node).at.map(|at| (at, "the loop")),
        ),
        Again::Handler(node) => (
            "each call of a handler".to_owned(),
            model.tree().node(node).at.map(|at| (at, "the handler")),
        ),
        Again::Call(id) => {
            let name = model.function_name(id);
            (format!("each call of `{name}`"), Some((model.name_place(id), "the function")))
        }
    };
    let mut primary = model.opening(life);
    primary.label = format!("a new {what} every time");
    let mut related = vec![model.opened_at(life.origin), model.used(life.message)];
    related.extend(again.map(|(at, label)| Place {
        at: model.first_line(at),
        label: label.to_owned(),
        role: Role::Context,
    }));
    related.extend(model.opened_beside(life));
    let certain = !matches!(life.again, Again::Call(_));
    let said = Said {
        message: format!("{when} opens a {what} for one `{operation}`"),
        primary,
        related,
        it: model.receiver_text(life.message).to_owned(),
        origin: life.origin,
        within: model.function_of(life.open),
        method: None,
        confidence: if certain { Confidence::Certain } else { Confidence::Likely },
    };
    finding(model, rule, said)
}
