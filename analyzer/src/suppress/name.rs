//! What a suppression names: a rule, a group of rules, or all.

use super::directive;
use crate::called;
use crate::findings::Group;
use crate::rules::{self, RULES, Rule, renamed, suppression};
use crate::suggest;

/// The word that stands for every rule.
const ALL: &str = "all";

/// A known name.
#[derive(Clone, Copy)]
pub(super) enum Named {
    All,
    Group(Group),
    Rule(&'static Rule),
}

/// The name without the tool's, as rules are spelled.
fn plain(name: &str) -> String {
    name.strip_prefix("chanlint::").unwrap_or(name).replace('-', "_")
}

/// What there is to say of a name that a rule had before.
pub(super) fn renaming(name: &str) -> Option<String> {
    rules::renaming(&plain(name))
}

impl Named {
    /// Reads a name, written as users of clippy do or without the tool's name. The error says what is wrong, and what to do.
    pub(super) fn read(name: &str) -> Result<Self, (String, String)> {
        let plain = plain(name);
        let plain = renamed(&plain).map_or(plain.as_str(), |now| now).to_owned();
        if plain == ALL || plain == directive::ALL {
            return Ok(Self::All);
        }
        if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == plain) {
            return Ok(Self::Group(group));
        }
        let Some(rule) = RULES.iter().find(|rule| rule.name == plain) else {
            let mut known = vec![ALL];
            known.extend(Group::ALL.map(Group::name));
            known.extend(RULES.iter().map(|rule| rule.name));
            let said =
                format!("unknown rule or group `{name}`{}", suggest::did_you_mean(&plain, &known));
            return Err((said, format!("`{} rules` lists the rules", called::command())));
        };
        if suppression::is_about_suppressions(rule) {
            let said = format!("`{}` cannot be suppressed in the sources", rule.name);
            return Err((said, format!("`-A {}` turns it off", rule.name)));
        }
        Ok(Self::Rule(rule))
    }

    /// Whether a rule's findings in a group are meant.
    pub(super) fn includes(self, rule: &str, group: Group) -> bool {
        match self {
            Self::All => true,
            Self::Group(named) => named == group,
            Self::Rule(named) => named.name == rule,
        }
    }

    /// The name as it is listed.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::All => ALL,
            Self::Group(group) => group.name(),
            Self::Rule(rule) => rule.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::former_names;

    #[test]
    fn a_rule_is_known_by_its_former_names_too() {
        let former: Vec<&str> = former_names("global_qos").collect();
        assert_eq!(former, ["global_qos_on_shared_channel"]);
        let named = Named::read("chanlint::global-qos-on-shared-channel").ok().map(Named::as_str);
        assert_eq!(named, Some("global_qos"));
    }
}
