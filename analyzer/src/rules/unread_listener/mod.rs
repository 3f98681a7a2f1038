//! Queues that a client is given for its notices and that nobody empties: the client stops at the first notice that has no room.

mod stopped;

use self::stopped::{Stop, stops};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group, Place, Role};
use crate::knowledge::{HandleKind, Notice};
use crate::model::Model;
use crate::trace::outcome::Unreading;

pub(super) static RULE: Rule = Rule {
    name: "unread_listener",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(stops(model).iter().filter_map(|stop| told(model, stop)));
}

fn told(model: &Model<'_, '_>, stop: &Stop<'_>) -> Option<Finding> {
    let id = stop.unread.register;
    let register = model.access(id);
    let name = model.operation(id).name;
    let what = match model.origin(register.origin).kind {
        HandleKind::Connection => "connection",
        _ => "channel",
    };
    let when = match stop.notice {
        Notice::Close => format!("when this {what} is lost, the client waits for a reader"),
        Notice::Return => "the first message that comes back stops the client".to_owned(),
        Notice::Confirm => "the broker's answers stop the client".to_owned(),
    };
    let queue = tongue::queue_of_notices(model, stop.unread.room);
    let (message, label) = match &stop.unread.how {
        Unreading::Never => (
            format!("nobody reads what `{name}` sends into {queue}: {when}"),
            "the client waits until somebody reads it",
        ),
        Unreading::LeftBehind { .. } => (
            format!("`{name}` adds {queue} each time, and nobody reads those of before: {when}"),
            "the client goes on to send to this one",
        ),
        Unreading::OnlyFirst { .. } => (
            format!(
                "only one of these notices is read, and `{name}` sends into {queue}: when the connection is lost, the client waits for a reader of the other one"
            ),
            "a notice goes here",
        ),
    };
    let said = Said {
        message,
        primary: Place { label: label.to_owned(), ..model.used(id) },
        related: related(model, stop),
        it: model.receiver_text(id).to_owned(),
        origin: register.origin,
        within: model.function_of(register.node),
        method: Some(name),
        confidence: confidence(model, register.origin),
    };
    finding(model, &RULE, said)
}

fn related(model: &Model<'_, '_>, stop: &Stop<'_>) -> Vec<Place> {
    let mut places: Vec<Place> = stop
        .beside
        .iter()
        .map(|&other| Place { label: "and here".to_owned(), ..model.used(other) })
        .collect();
    if let Unreading::OnlyFirst { select, .. } = &stop.unread.how {
        places.push(Place {
            at: model.first_line(*select),
            label: "whichever comes first is read here, and then nobody reads".to_owned(),
            role: Role::Context,
        });
    }
    places.extend(
        stop.publish.map(|id| Place {
            label: "what is sent here is answered".to_owned(),
            ..model.used(id)
        }),
    );
    places
}
