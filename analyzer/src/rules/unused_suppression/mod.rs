//! Suppressions that silence nothing, and expectations that are not met.

use super::spoken::{Spoken, check, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};

pub(super) static RULE: Rule = Rule {
    name: "unused_suppression",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

/// An `allow` that silences nothing. `on_code` is false for a comment that no code follows.
pub(crate) fn unused(spoken: &Spoken<'_>, name: &str, on_code: bool) -> Finding {
    let label = if on_code { "nothing is found here" } else { "no code follows this comment" };
    let message = format!("this suppression of `{name}` silences nothing");
    finding(&RULE, spoken, message, label, "remove it, or put it where the finding is".to_owned())
}

/// An `expect` that is not met.
pub(crate) fn unfulfilled(spoken: &Spoken<'_>, name: &str) -> Finding {
    let message = format!("`{name}` is expected and not found");
    let help = "remove the expectation: what it waited for has happened".to_owned();
    finding(&RULE, spoken, message, "nothing is found here", help)
}
