//! Two living consumers of one channel that have the same tag.

use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::knowledge::Meaning;
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "consumer_tag_reused",
    group: Group::Correctness,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(model.channels.iter().filter_map(|channel| taken(model, channel)));
}

fn taken(model: &Model<'_, '_>, channel: &Channel) -> Option<Finding> {
    let (first, second) = model.two_with_one_tag(channel)?;
    let tag = model.said_text(second, Meaning::ConsumerTag)?;
    let is_same_place = model.access(first).at == model.access(second).at;
    let message = if first == second {
        format!("each turn of a loop starts a consumer `{tag}` on the same channel")
    } else {
        format!("two consumers of one channel have the tag `{tag}`")
    };
    let mut related = vec![model.opened(channel)];
    if !is_same_place {
        related.push(place(model, first, format!("`{tag}` is taken here")));
    }
    let misuse = Misuse {
        channel,
        operation: second,
        message,
        label: format!("`{tag}` is the tag of a consumer that lives"),
        related,
        help: vec![
            format!(
                "leave the tag empty, and the broker makes one, or make it of what differs, such as the queue's name: `{tag}-orders`"
            ),
            "or open a channel for each consumer: a tag counts within its channel".to_owned(),
        ],
    };
    finding(model, &RULE, misuse)
}
