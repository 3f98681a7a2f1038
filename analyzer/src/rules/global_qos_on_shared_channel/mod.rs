//! One prefetch window for several consumers.

use super::Rule;
use super::misuse::{Misuse, finding, handle, place};
use crate::findings::{Finding, Group};
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "global_qos_on_shared_channel",
    group: Group::Pedantic,
    docs: include_str!("page.md"),
    check,
};

const OPTION: &str = "global";

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(model.channels.iter().filter_map(|channel| one_window(model, channel)));
}

fn one_window(model: &Model<'_, '_>, channel: &Channel) -> Option<Finding> {
    let qos = channel.accesses.iter().copied().find(|&id| model.is_set(id, OPTION))?;
    let (first, second) = model.two_consumers(channel)?;
    let name = model.operation(qos).name;
    let mut related = vec![model.opened(channel), place(model, first, "a consumer starts here")];
    if second != first {
        related.push(place(model, second, "another consumer starts here"));
    }
    let channel_name = handle(model, qos, "the channel");
    let misuse = Misuse {
        channel,
        operation: qos,
        message: format!(
            "`{name}` with `{OPTION}` gives all consumers of `{channel_name}` one prefetch window"
        ),
        label: format!("`{OPTION}` is on here"),
        related,
        help: vec![
            format!("leave `{OPTION}` out: each consumer then has a window of its own"),
            "or open a channel for each consumer".to_owned(),
        ],
    };
    let title = "give each consumer a window of its own";
    let fix = model.unset(qos, OPTION).and_then(|edit| model.fix(title, false, vec![edit]));
    Some(Finding { fix, ..finding(model, &RULE, misuse)? })
}
