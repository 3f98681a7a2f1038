//! An ack of a delivery that the broker did not wait for an ack of.

use super::misuse::{Misuse, finding, handle, place};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group};
use crate::knowledge::Meaning;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "ack_in_auto_ack_mode",
    group: Group::Correctness,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

const OPTION: Meaning = Meaning::AutoAck;

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let settling = channel.accesses.iter().copied().filter(|&id| model.is_settling(id));
        findings.extend(settling.filter_map(|id| in_auto_ack_mode(model, channel, id)));
    }
}

fn in_auto_ack_mode(model: &Model<'_, '_>, channel: &Channel, settle: AccessId) -> Option<Finding> {
    let source = model.source_of(settle)?;
    if !model.is_set(source, OPTION) {
        return None;
    }
    let (name, started) = (model.operation(settle).name, model.operation(source).name);
    let option = model.word_of(source, OPTION);
    let delivery = handle(model, settle, "the delivery");
    let misuse = Misuse {
        channel,
        operation: settle,
        message: format!(
            "`{name}` settles a delivery that the broker took as acked when it sent it"
        ),
        label: format!("`{name}` here"),
        related: vec![
            model.opened(channel),
            place(model, source, format!("`{started}` asks for automatic acks with `{option}`")),
        ],
        help: vec![
            format!(
                "{}, so that the broker waits for this ack",
                tongue::left_out_of_options(model, option, &started)
            ),
            format!("or leave the ack of `{delivery}` out, if a message may be lost in a crash"),
        ],
    };
    let title = format!("let `{started}` ask for deliveries that wait for an ack");
    let fix = model.unset(source, OPTION).and_then(|edit| model.fix(title, false, vec![edit]));
    Some(Finding { fix, ..finding(model, &RULE, misuse)? })
}
