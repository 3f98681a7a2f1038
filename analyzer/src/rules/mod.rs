//! The rules. Each is one `.rs`, which asks the model, and one `.md`, which is its page, its `explain` text and its test.

mod multiple_consumers_on_channel;
mod shared_channel;
mod shared_channel_rpc;
mod shared_confirm_channel;
mod shared_tx_channel;
mod sharing;

use crate::findings::{Finding, Group};
use crate::model::Model;

/// A rule.
pub struct Rule {
    /// Its name: reads well after "allow".
    pub name: &'static str,
    /// Its group, which gives the default level. A client's table may put a finding into another.
    pub group: Group,
    /// Its page.
    pub docs: &'static str,
    /// Looks for it.
    pub check: fn(&Model<'_, '_>, &mut Vec<Finding>),
}

/// Every rule, in the order in which they are listed.
pub static RULES: &[&Rule] = &[
    &shared_channel_rpc::RULE,
    &shared_confirm_channel::RULE,
    &shared_tx_channel::RULE,
    &shared_channel::RULE,
    &multiple_consumers_on_channel::RULE,
];
