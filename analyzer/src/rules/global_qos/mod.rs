//! One prefetch window for several consumers.

use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group};
use crate::knowledge::Meaning;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "global_qos",
    group: Group::Suspicious,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

const OPTION: Meaning = Meaning::Global;

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let mut limits = channel.accesses.iter().copied().filter(|&id| model.is_set(id, OPTION));
        findings.extend(limits.next().and_then(|qos| one_window(model, channel, qos)));
    }
}

fn one_window(model: &Model<'_, '_>, channel: &Channel, qos: AccessId) -> Option<Finding> {
    let name = model.operation(qos).name;
    let consumers = model.two_consumers(channel);
    let mut related = vec![model.opened(channel)];
    if let Some((first, second)) = consumers {
        related.push(place(model, first, "a consumer starts here"));
        if second != first {
            related.push(place(model, second, "another consumer starts here"));
        }
    }
    let message = match consumers {
        Some(_) => {
            format!(
                "`{name}` with `{OPTION}` gives all consumers of the channel one prefetch window"
            )
        }
        None => format!("`{name}` with `{OPTION}` asks for a limit that brokers refuse"),
    };
    let misuse = Misuse {
        channel,
        operation: qos,
        message,
        label: format!("`{OPTION}` is on here"),
        related,
        help: vec![format!(
            "{}: the limit then counts for each consumer that is started after it",
            tongue::left_out(model, OPTION.word(), None)
        )],
    };
    let title = "set the limit for each consumer";
    let fix = model.unset(qos, OPTION).and_then(|edit| model.fix(title, false, vec![edit]));
    let causes = vec![model.design(channel.origin)];
    Some(Finding { fix, causes, ..finding(model, &RULE, misuse)? })
}
