//! Which level a finding is reported at: the group's default, then `-A`, `-W` and `-D` in the order in which they were given.
//!
//! Knows rules by name only; the registry is handed in.

use thiserror::Error;

use crate::findings::{Group, Level};
use crate::suggest;

/// The word that stands for every rule.
const ALL: &str = "all";

/// Levels as the user wants them.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    directives: Vec<Directive>,
}

/// One `-A`, `-W` or `-D`.
#[derive(Debug, Clone)]
struct Directive {
    level: Level,
    selector: Selector,
}

/// What a directive speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Selector {
    All,
    Group(Group),
    Rule(String),
}

/// A name that is neither a rule nor a group.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown rule or group `{name}`{hint} (`cargo chanlint rules` lists them)")]
pub struct UnknownName {
    /// What was written.
    pub name: String,
    hint: String,
}

impl Levels {
    /// Reads directives, each a level and the name of a rule, a group or `all`. `rules` are the known ones.
    /// Fails on a name that is none of them.
    pub fn new<'a>(
        directives: impl IntoIterator<Item = (Level, &'a str)>,
        rules: &[(&str, Group)],
    ) -> Result<Self, UnknownName> {
        let directives = directives
            .into_iter()
            .map(|(level, name)| Ok(Directive { level, selector: selector(name, rules)? }));
        Ok(Self { directives: directives.collect::<Result<_, _>>()? })
    }

    /// The level of a finding. Its group may be another than the rule's own, where a client's table says so.
    pub fn level(&self, rule: &str, group: Group) -> Level {
        let speaks = |directive: &&Directive| match &directive.selector {
            Selector::All => true,
            Selector::Group(named) => *named == group,
            Selector::Rule(named) => named == rule,
        };
        self.directives
            .iter()
            .rev()
            .find(speaks)
            .map_or(group.default_level(), |directive| directive.level)
    }
}

fn selector(name: &str, rules: &[(&str, Group)]) -> Result<Selector, UnknownName> {
    // Users of clippy write the tool's name and dashes.
    let plain = name.strip_prefix("chanlint::").unwrap_or(name).replace('-', "_");
    if plain == ALL {
        return Ok(Selector::All);
    }
    if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == plain) {
        return Ok(Selector::Group(group));
    }
    if rules.iter().any(|(rule, _)| *rule == plain) {
        return Ok(Selector::Rule(plain));
    }
    let mut known = vec![ALL];
    known.extend(Group::ALL.map(Group::name));
    known.extend(rules.iter().map(|(rule, _)| *rule));
    Err(UnknownName { name: name.to_owned(), hint: suggest::did_you_mean(&plain, &known) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [(&str, Group); 2] =
        [("shared_channel", Group::Suspicious), ("shared_tx_channel", Group::Correctness)];

    fn level(directives: &[(Level, &str)], rule: &str, group: Group) -> Level {
        Levels::new(directives.iter().copied(), &RULES).expect("known names").level(rule, group)
    }

    #[test]
    fn the_last_directive_that_speaks_of_a_rule_wins() {
        use Level::{Allow, Deny, Warn};
        let shared =
            |directives: &[(Level, &str)]| level(directives, "shared_channel", Group::Suspicious);
        assert_eq!(shared(&[]), Warn);
        assert_eq!(shared(&[(Deny, "shared_channel"), (Allow, "all")]), Allow);
        assert_eq!(shared(&[(Allow, "all"), (Deny, "shared_channel")]), Deny);
        assert_eq!(shared(&[(Deny, "correctness")]), Warn);
        assert_eq!(shared(&[(Deny, "chanlint::shared-channel")]), Deny);
    }

    #[test]
    fn the_findings_group_counts_and_not_the_rules_own() {
        assert_eq!(level(&[], "shared_channel", Group::Correctness), Level::Deny);
        assert_eq!(
            level(&[(Level::Allow, "correctness")], "shared_channel", Group::Correctness),
            Level::Allow
        );
    }

    #[test]
    fn an_unknown_name_says_what_was_meant() {
        let error = Levels::new([(Level::Warn, "shared_chanel")], &RULES).expect_err("is unknown");
        assert_eq!(
            error.to_string(),
            "unknown rule or group `shared_chanel`: did you mean `shared_channel`? (`cargo chanlint rules` lists them)"
        );
    }
}
