//! Waiting for a delivery with a lock held that other code needs.

mod locked;

use self::locked::{LockedReceive, locked_receives};
use super::misuse::{Misuse, finding, handle, place};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "channel_lock_held_while_consuming",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(locked_receives(model).iter().filter_map(|locked| told(model, locked)));
}

fn told(model: &Model<'_, '_>, locked: &LockedReceive) -> Option<Finding> {
    let origin = model.access(locked.receive).origin;
    let channel = model.channels.iter().find(|channel| channel.origin == origin)?;
    let (wait, blocked) =
        (model.operation(locked.receive).name, model.operation(locked.blocked).name);
    let consumer = handle(model, locked.receive, "the consumer");
    let misuse = Misuse {
        channel,
        operation: locked.receive,
        message: format!("`{consumer}.{wait}` waits with a lock held that `{blocked}` needs"),
        label: "the lock is held until the next delivery is there".to_owned(),
        related: vec![
            model.opened(channel),
            place(model, locked.blocked, format!("`{blocked}` waits for the lock here")),
        ],
        help: vec![
            format!(
                "{} once the consumer is there: `{consumer}` needs no lock",
                tongue::unlocked(model)
            ),
            format!("or give the consumer and `{blocked}` a channel each, without a lock"),
        ],
    };
    finding(model, &RULE, misuse)
}
