//! The last handle of a channel goes while a consumer lives on it.

use super::misuse::{Misuse, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;
use crate::trace::outcome::{End, Orphaned};

pub(super) static RULE: Rule = Rule {
    name: "channel_dropped_with_live_consumer",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(model.trace.orphaned.iter().filter_map(|orphaned| told(model, orphaned)));
}

fn told(model: &Model<'_, '_>, orphaned: &Orphaned) -> Option<Finding> {
    let channel = model.channels.iter().find(|channel| channel.origin == orphaned.origin)?;
    let name = model.operation(orphaned.consume).name;
    let function = orphaned.function.map(|id| (model.function_name(id), model.function_place(id)));
    let (end, of) = match (orphaned.end, &function) {
        (End::Turn, _) => ("at the end of the loop's turn".to_owned(), "a turn in "),
        (End::Body, Some((name, _))) => (format!("when `{name}` is done"), ""),
        (End::Body, None) => ("at the end of the block".to_owned(), ""),
    };
    let mut related = vec![Place { role: Role::Opened, ..model.opened(channel) }];
    related.extend(function.map(|(name, at)| Place {
        at,
        label: format!("the last handle of the channel is dropped at the end of {of}`{name}`"),
        role: Role::Context,
    }));
    let misuse = Misuse {
        channel,
        operation: orphaned.consume,
        message: format!("the consumer of `{name}` ends {end}, as its channel is dropped then"),
        label: "this consumer does not keep the channel open".to_owned(),
        related,
        help: vec![
            "return the channel beside the consumer, or store it where the consumer lives"
                .to_owned(),
            "or wait here until the consumer is to end".to_owned(),
        ],
    };
    finding(model, &RULE, misuse)
}
