//! A type that anybody may clone or share, with a channel inside whose mode allows one user at a time.

mod offered;

use self::offered::{Offered, offered_channels};
use super::misuse::{Misuse, finding};
use super::{Repair, Rule};
use crate::findings::{Cause, Finding, Group, Place, Role};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "shareable_channel_api",
    group: Group::Pedantic,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(offered_channels(model).iter().filter_map(|offered| told(model, offered)));
}

fn told(model: &Model<'_, '_>, offered: &Offered<'_>) -> Option<Finding> {
    let name = model.operation(offered.operation).name;
    let mode = if offered.channel.transactions { "transaction" } else { "confirm" };
    let method = model.function_name(offered.method);
    let mut related = vec![model.opened(offered.channel)];
    related.push(Place {
        at: offered.at,
        label: format!("`{}` can be cloned", offered.name),
        role: Role::Shared,
    });
    let misuse = Misuse {
        channel: offered.channel,
        operation: offered.operation,
        message: format!(
            "`{method}` lets every clone of `{}` use one channel in {mode} mode",
            offered.name
        ),
        label: format!("`{name}` here"),
        related,
        help: vec![
            format!(
                "take `&mut self` in `{method}` and leave `Clone` out, so that the compiler keeps users apart"
            ),
            format!(
                "or keep the channel of `{}` in one task that its clones send messages to",
                offered.name
            ),
        ],
    };
    let causes = vec![Cause::At(offered.at, String::new())];
    Some(Finding { causes, ..finding(model, &RULE, misuse)? })
}
