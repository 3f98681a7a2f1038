//! Mandatory messages whose confirms are outstanding at the same time.

mod pipelined;

use self::pipelined::pipelined_mandatory;
use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::model::{Channel, Model};

pub(super) static RULE: Rule = Rule {
    name: "concurrent_mandatory_confirms",
    group: Group::Pedantic,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(model.channels.iter().filter_map(|channel| told(model, channel)));
}

fn told(model: &Model<'_, '_>, channel: &Channel) -> Option<Finding> {
    let found = pipelined_mandatory(model, channel)?;
    let name = model.operation(found.first).name;
    let mut related = vec![model.opened(channel)];
    if found.first != found.second {
        related.push(place(model, found.first, "the message before it is not confirmed yet"));
    }
    let misuse = Misuse {
        channel,
        operation: found.second,
        message: format!("`{name}` sends a mandatory message while another waits for its confirm"),
        label: format!("`{name}` here"),
        related,
        help: vec![
            "await each confirm before the next message, where it matters which one was returned"
                .to_owned(),
            "or publish what may be returned on a channel of its own".to_owned(),
        ],
    };
    finding(model, &RULE, misuse)
}
