//! A channel that is to have confirms and transactions.

use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "confirm_and_tx_on_one_channel",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let both = model.channels.iter().filter(|channel| channel.confirms && channel.transactions);
    findings.extend(both.filter_map(|channel| told(model, channel)));
}

fn told(model: &Model<'_, '_>, channel: &Channel) -> Option<Finding> {
    let (first, second) = both_modes(model, channel)?;
    let (before, name) = (model.operation(first).name, model.operation(second).name);
    let mode = if model.is_kind(first, Kind::TxSelect) { "transaction" } else { "confirm" };
    let misuse = Misuse {
        channel,
        operation: second,
        message: format!("`{name}` on a channel that `{before}` has put into {mode} mode"),
        label: format!("`{name}` is refused here"),
        related: vec![
            model.opened(channel),
            place(model, first, format!("the channel is in {mode} mode from here on")),
        ],
        help: vec![
            "leave one of them out: confirms are enough to know what the broker took, and far faster"
                .to_owned(),
            "or open a channel for what goes into transactions".to_owned(),
        ],
    };
    finding(model, &RULE, misuse)
}

/// Two calls of one run that ask for both modes, the first of which is made whatever decides on the other, or the other way
/// round: two conditions may exclude each other.
fn both_modes(model: &Model<'_, '_>, channel: &Channel) -> Option<(AccessId, AccessId)> {
    let all = model.accesses_on(channel.origin).iter().copied();
    let is_mode = |id: &AccessId| {
        [Kind::ConfirmSelect, Kind::TxSelect].into_iter().any(|kind| model.is_kind(*id, kind))
    };
    let modes: Vec<AccessId> = all.filter(is_mode).collect();
    let is_tx = |id| model.is_kind(id, Kind::TxSelect);
    let is_in_one_run = |first: AccessId, second: AccessId| {
        let nodes = [first, second].map(|id| model.access(id).node);
        let around = model.nearest_around(nodes[0], nodes[1]);
        model.can_reach(nodes[0], nodes[1])
            && around.is_some_and(|around| nodes.iter().any(|&node| model.is_certain(node, around)))
    };
    let pairs = modes
        .iter()
        .enumerate()
        .flat_map(|(index, &first)| modes[index + 1..].iter().map(move |&second| (first, second)));
    pairs
        .into_iter()
        .find(|&(first, second)| is_tx(first) != is_tx(second) && is_in_one_run(first, second))
}
