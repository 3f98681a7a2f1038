//! Suppressions that do not say why.

use super::spoken::{Spoken, check, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};

pub(super) static RULE: Rule = Rule {
    name: "suppression_without_reason",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

/// A suppression without a reason, which silences its findings all the same.
pub(crate) fn without_reason(spoken: &Spoken<'_>, is_attribute: bool) -> Finding {
    let help = if is_attribute {
        "add `reason = \"…\"` behind the names"
    } else {
        "add `-- reason` behind the parenthesis"
    };
    let message = "this suppression does not say why".to_owned();
    finding(&RULE, spoken, message, "a reason is missing", help.to_owned())
}
