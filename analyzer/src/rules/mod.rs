//! The rules. Each is a folder: the rule, which asks the model, `page.md`, which is its page, its `explain` text and its test,
//! and the analysis that nobody else needs.

mod ack_before_work;
mod ack_in_auto_ack_mode;
mod ack_on_wrong_channel;
mod again;
mod attribute;
mod basic_get_polling;
mod callback_waits;
mod cancellable_channel_rpc;
mod channel_dropped_with_live_consumer;
mod channel_leak;
mod channel_lock_held_while_consuming;
mod channel_per_message;
mod channel_state_change_after_share;
mod concurrent_mandatory_confirms;
mod confirm_and_tx_on_one_channel;
mod confirm_select_after_publish;
mod confirm_select_nowait_hang;
mod connection_dropped_with_live_channel;
mod connection_per_message;
mod consume_again_on_dead_channel;
mod consume_without_prefetch;
mod consumer_ends_silently;
mod consumer_spins_at_end;
mod consumer_tag_reused;
mod delivery_left_unsettled;
mod delivery_settled_twice;
mod direct_reply_to_misused;
mod everything;
mod finding;
mod global_qos;
mod ineffective_prefetch;
mod malformed_suppression;
mod misuse;
mod multiple_ack_across_tasks;
mod multiple_consumers_on_channel;
mod passive_probe_on_working_channel;
mod publish_consume_same_connection;
mod rpc_in_channel_callback;
mod settles_everything;
mod shareable_channel_api;
mod shared_channel;
mod shared_channel_rpc;
mod shared_confirm_channel;
mod shared_tx_channel;
mod sharers;
mod sharing;
mod short_lived;
mod spoken;
pub(crate) mod suppression;
mod suppression_without_reason;
mod tongue;
mod unconditional_requeue;
mod unconfirmed_publish;
mod unobserved_publish_confirm;
mod unpolled_consumer;
mod unread_listener;
mod unread_return;
mod unsupported_by_broker;
mod unused_suppression;
mod way_out;

use crate::findings::{Finding, Group};
use crate::model::Model;

/// Which findings of a rule have a fix; none has one for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// None.
    None,
    /// Some, by fixes that leave the program as it is otherwise.
    Safe,
    /// Some, by fixes that a person should look at.
    Unsafe,
}

impl Repair {
    /// The flags that apply such fixes.
    pub fn flags(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Safe => Some("--fix"),
            Self::Unsafe => Some("--fix --unsafe-fixes"),
        }
    }
}

/// A rule.
pub struct Rule {
    /// Its name: reads well after "allow".
    pub name: &'static str,
    /// Its group, which gives the default level. A client's table may put a finding into another.
    pub group: Group,
    /// Which of its findings can be fixed.
    pub repair: Repair,
    /// The version of the program that has it first.
    pub since: &'static str,
    /// Its page.
    pub docs: &'static str,
    /// Looks for it.
    pub check: fn(&Model<'_, '_>, &mut Vec<Finding>),
}

/// How the mark begins that a page has while its rule is in preview.
const PREVIEW: &str = "In preview since ";

impl Rule {
    /// Whether its name, its level and its findings may still change with the next release: its page says so.
    pub fn is_in_preview(&self) -> bool {
        self.docs.lines().any(|line| line.starts_with(PREVIEW))
    }

    /// What it finds, from its page: "several consumers that live on one channel".
    pub fn finds(&self) -> &'static str {
        let section = self.docs.split("## What it does\n").nth(1).unwrap_or_default();
        let sentence = section.lines().find(|line| !line.is_empty()).unwrap_or_default();
        let finds = sentence.strip_prefix("Finds ").and_then(|finds| finds.strip_suffix('.'));
        finds.unwrap_or(sentence)
    }
}

/// The names that rules had before, each with today's.
const FORMER: &[(&str, &str)] = &[("global_qos_on_shared_channel", "global_qos")];

/// The name that a rule has today, when it had another before.
pub fn renamed(name: &str) -> Option<&'static str> {
    FORMER.iter().find(|(former, _)| *former == name).map(|&(_, now)| now)
}

/// What somebody is told who calls a rule by a name that it had before.
pub fn renaming(name: &str) -> Option<String> {
    renamed(name).map(|now| format!("`{name}` is called `{now}` now"))
}

/// The names that a rule had before.
pub fn former_names(rule: &str) -> impl Iterator<Item = &'static str> {
    FORMER.iter().filter(move |(_, now)| *now == rule).map(|&(former, _)| former)
}

/// Every rule, in the order in which they are listed.
pub static RULES: &[&Rule] = &[
    &shared_channel_rpc::RULE,
    &shared_confirm_channel::RULE,
    &shared_tx_channel::RULE,
    &shared_channel::RULE,
    &multiple_consumers_on_channel::RULE,
    &ack_in_auto_ack_mode::RULE,
    &delivery_settled_twice::RULE,
    &confirm_select_nowait_hang::RULE,
    &confirm_select_after_publish::RULE,
    &unsupported_by_broker::RULE,
    &consumer_tag_reused::RULE,
    &confirm_and_tx_on_one_channel::RULE,
    &unread_listener::RULE,
    &direct_reply_to_misused::RULE,
    &multiple_ack_across_tasks::RULE,
    &rpc_in_channel_callback::RULE,
    &cancellable_channel_rpc::RULE,
    &channel_state_change_after_share::RULE,
    &channel_dropped_with_live_consumer::RULE,
    &consume_again_on_dead_channel::RULE,
    &connection_dropped_with_live_channel::RULE,
    &channel_lock_held_while_consuming::RULE,
    &ack_on_wrong_channel::RULE,
    &global_qos::RULE,
    &concurrent_mandatory_confirms::RULE,
    &publish_consume_same_connection::RULE,
    &shareable_channel_api::RULE,
    &consume_without_prefetch::RULE,
    &ineffective_prefetch::RULE,
    &channel_per_message::RULE,
    &connection_per_message::RULE,
    &basic_get_polling::RULE,
    &unconditional_requeue::RULE,
    &settles_everything::RULE,
    &delivery_left_unsettled::RULE,
    &ack_before_work::RULE,
    &unobserved_publish_confirm::RULE,
    &unread_return::RULE,
    &unconfirmed_publish::RULE,
    &consumer_ends_silently::RULE,
    &consumer_spins_at_end::RULE,
    &unpolled_consumer::RULE,
    &callback_waits::RULE,
    &channel_leak::RULE,
    &passive_probe_on_working_channel::RULE,
    &unused_suppression::RULE,
    &suppression_without_reason::RULE,
    &malformed_suppression::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Tables;

    #[test]
    fn the_builtin_tables_speak_of_rules_that_there_are() {
        for client in Tables::builtin().clients() {
            let hazards = client.hazards.iter().map(|hazard| &hazard.rule.name);
            let failures = client.failures.iter().map(|failure| &failure.rule.name);
            for name in hazards.chain(failures) {
                let is_known = RULES.iter().any(|rule| rule.name == name);
                assert!(is_known, "{}: there is no rule `{name}`", client.name);
            }
        }
    }
}
