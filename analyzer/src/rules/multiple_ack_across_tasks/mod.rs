//! An ack for all deliveries so far, while other code still works on some of them.

mod several;

use self::several::multiple_settlings;
use super::misuse::{Misuse, finding, place};
use super::tongue;
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::Meaning;
use crate::model::{Channel, Model, Overlap, Within};

pub(super) static RULE: Rule = Rule {
    name: "multiple_ack_across_tasks",
    group: Group::Correctness,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

const OPTION: Meaning = Meaning::Multiple;

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let settlings = multiple_settlings(model, channel);
        findings.extend(settlings.iter().filter_map(|overlap| across(model, channel, overlap)));
    }
}

fn across(model: &Model<'_, '_>, channel: &Channel, overlap: &Overlap) -> Option<Finding> {
    let ids = [overlap.first, overlap.second];
    let multiple = ids.into_iter().find(|&id| model.is_set(id, OPTION))?;
    let other = ids.into_iter().find(|&id| id != multiple);
    let name = model.operation(multiple).name;
    let who = match overlap.within {
        Within::Tasks => format!("other {}s", tongue::task(model)),
        Within::Task => "other futures of this task".to_owned(),
    };
    let mut related = vec![model.opened(channel)];
    related.extend(model.context_place(overlap.context, multiple, overlap.many));
    related.extend(other.map(|id| place(model, id, "another delivery is settled here")));
    let misuse = Misuse {
        channel,
        operation: multiple,
        message: format!("`{name}` with `{OPTION}` settles deliveries that {who} still work on"),
        label: format!("`{OPTION}` is on here"),
        related,
        help: vec![
            format!(
                "{}: each {} then settles its own delivery alone",
                tongue::left_out(model, OPTION.word(), Some(&name)),
                tongue::task(model)
            ),
            format!(
                "or settle with `{OPTION}` in the one place that reads the consumer, once all before it are done"
            ),
        ],
    };
    let title = format!("let `{name}` settle this delivery alone");
    let fix = model.unset(multiple, OPTION).and_then(|edit| model.fix(title, false, vec![edit]));
    Some(Finding { fix, ..finding(model, &RULE, misuse)? })
}
