//! Confirms that are asked for when the message is sent already.

mod late;

use self::late::{Late, late};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "confirm_select_after_publish",
    group: Group::Correctness,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in model.channels.iter().filter(|channel| channel.confirms) {
        let all = channel.accesses.iter().copied();
        let mut selects = all.filter(|&id| model.is_kind(id, Kind::ConfirmSelect));
        findings.extend(selects.find_map(|select| {
            let found = late(model, channel, select)?;
            told(model, channel, select, found)
        }));
    }
}

fn told(
    model: &Model<'_, '_>,
    channel: &Channel,
    select: AccessId,
    Late { publish, wait }: Late,
) -> Option<Finding> {
    let (name, sends) = (model.operation(select).name, model.operation(publish).name);
    let labelled = |id, label: &str| Place { label: label.to_owned(), ..model.used(id) };
    let sent = labelled(publish, "this message is sent without");
    let waits = wait.map(|wait| labelled(wait, "nothing is waited for here"));
    let said = Said {
        message: format!(
            "`{name}` comes after the `{sends}` that it is for, which nothing confirms"
        ),
        primary: labelled(select, "confirms are asked for from here on"),
        related: [sent].into_iter().chain(waits).collect(),
        it: model.receiver_text(select).to_owned(),
        origin: channel.origin,
        within: model.function_of(model.access(select).node),
        method: Some(name),
        confidence: confidence(model, channel.origin),
    };
    let fix = model
        .moved_before(select, publish)
        .and_then(|edits| model.fix("ask for confirms before the message is sent", false, edits));
    Some(Finding { fix, ..finding(model, &RULE, said)? })
}
