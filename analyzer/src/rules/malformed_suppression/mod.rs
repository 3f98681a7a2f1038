//! Suppressions that cannot be read, and so silence nothing.

use super::spoken::{Spoken, check, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group};

pub(super) static RULE: Rule = Rule {
    name: "malformed_suppression",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

/// A suppression that cannot be read: what is wrong with it, and what to write instead.
pub(crate) fn malformed(spoken: &Spoken<'_>, said: &str, way_out: &str) -> Finding {
    finding(&RULE, spoken, said.to_owned(), "this silences nothing", way_out.to_owned())
}
