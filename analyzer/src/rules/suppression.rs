//! The rules about suppressions, for `suppress`: their findings come from there, when all other rules have spoken and it is
//! known which suppressions silence something.

use super::{Rule, malformed_suppression, suppression_without_reason, unused_suppression};

pub(crate) use super::malformed_suppression::malformed;
pub(crate) use super::spoken::Spoken;
pub(crate) use super::suppression_without_reason::without_reason;
pub(crate) use super::unused_suppression::{unfulfilled, unused};

/// Whether a rule is about suppressions; no suppression can silence it.
pub(crate) fn is_about_suppressions(rule: &Rule) -> bool {
    let rules = [
        &unused_suppression::RULE,
        &suppression_without_reason::RULE,
        &malformed_suppression::RULE,
    ];
    rules.iter().any(|about| about.name == rule.name)
}
