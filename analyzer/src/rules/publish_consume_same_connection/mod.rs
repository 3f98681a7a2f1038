//! Publishers and consumers behind one connection.

mod mixed;

use self::mixed::{Mixed, connected, mixed_connections};
use super::misuse::{Misuse, finding, place};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};
use crate::model::Model;

pub(super) static RULE: Rule = Rule {
    name: "publish_consume_same_connection",
    group: Group::Pedantic,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(mixed_connections(model).iter().filter_map(|mixed| told(model, mixed)));
}

fn told(model: &Model<'_, '_>, mixed: &Mixed<'_>) -> Option<Finding> {
    let (consume, publish) =
        (model.operation(mixed.consume).name, model.operation(mixed.publish).name);
    let mut related = vec![place(model, mixed.publish, format!("`{publish}` here"))];
    related.extend(connected(model, mixed.connection));
    let misuse = Misuse {
        channel: mixed.consumer,
        operation: mixed.consume,
        message: format!("`{consume}` and `{publish}` go through one connection"),
        label: format!("`{consume}` here"),
        related,
        help: vec!["open one connection for what publishes and one for what consumes".to_owned()],
    };
    let causes = vec![model.design(mixed.connection)];
    Some(Finding { causes, ..finding(model, &RULE, misuse)? })
}
