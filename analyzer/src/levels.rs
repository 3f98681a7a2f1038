//! What a level can be given to, and the levels that the command line gives.
//!
//! Knows rules by name only; the registry is handed in.

use thiserror::Error;

use crate::called;
use crate::findings::{Group, Level};
use crate::suggest;

/// The word that stands for every rule.
const ALL: &str = "all";

/// Levels as the command line wants them: `-A`, `-W` and `-D` in the order in which they were given.
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

/// What a level is given to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selector {
    /// Every rule.
    All,
    /// The rules of a group.
    Group(Group),
    /// One rule.
    Rule(String),
}

/// A name that is neither a rule nor a group.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown rule or group `{name}`{hint} (`{} rules` lists them)", called::command())]
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

    /// What the last directive that speaks of a rule says.
    pub fn level(&self, rule: &str, group: Group) -> Option<Level> {
        self.last(|selector| match selector {
            Selector::All => true,
            Selector::Group(named) => *named == group,
            Selector::Rule(named) => named == rule,
        })
    }

    /// What the last directive that speaks of a whole group says.
    pub fn group_level(&self, group: Group) -> Option<Level> {
        self.last(|selector| {
            matches!(selector, Selector::All) || *selector == Selector::Group(group)
        })
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.directives.is_empty()
    }

    /// The rules that directives name.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.directives.iter().filter_map(|directive| directive.selector.rule())
    }

    fn last(&self, speaks: impl Fn(&Selector) -> bool) -> Option<Level> {
        let mut latest_first = self.directives.iter().rev();
        latest_first.find(|directive| speaks(&directive.selector)).map(|directive| directive.level)
    }
}

impl Selector {
    /// What a name stands for; `rules` are the known ones.
    pub fn exactly(name: &str, rules: &[(&str, Group)]) -> Option<Self> {
        if name == ALL {
            return Some(Self::All);
        }
        if let Some(group) = Group::ALL.into_iter().find(|group| group.name() == name) {
            return Some(Self::Group(group));
        }
        rules.iter().any(|(rule, _)| *rule == name).then(|| Self::Rule(name.to_owned()))
    }

    /// Every name that stands for something.
    pub fn names<'r>(rules: &[(&'r str, Group)]) -> Vec<&'r str> {
        let mut names = vec![ALL];
        names.extend(Group::ALL.map(Group::name));
        names.extend(rules.iter().map(|(rule, _)| *rule));
        names
    }

    /// The name that users write.
    pub fn name(&self) -> &str {
        match self {
            Self::All => ALL,
            Self::Group(group) => group.name(),
            Self::Rule(rule) => rule,
        }
    }

    /// The rule that it names.
    pub fn rule(&self) -> Option<&str> {
        match self {
            Self::Rule(rule) => Some(rule),
            Self::All | Self::Group(_) => None,
        }
    }
}

fn selector(name: &str, rules: &[(&str, Group)]) -> Result<Selector, UnknownName> {
    // Users of clippy write the tool's name and dashes.
    let plain = name.strip_prefix("chanlint::").unwrap_or(name).replace('-', "_");
    Selector::exactly(&plain, rules).ok_or_else(|| {
        let hint = suggest::did_you_mean(&plain, &Selector::names(rules));
        UnknownName { name: name.to_owned(), hint }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: [(&str, Group); 2] =
        [("shared_channel", Group::Suspicious), ("shared_tx_channel", Group::Correctness)];

    #[test]
    fn the_last_directive_that_speaks_of_a_rule_wins() {
        use Level::{Allow, Deny};
        let shared = |directives: &[(Level, &str)]| {
            let typed = Levels::new(directives.iter().copied(), &RULES).expect("known names");
            typed.level("shared_channel", Group::Suspicious)
        };
        assert_eq!(shared(&[]), None);
        assert_eq!(shared(&[(Deny, "shared_channel"), (Allow, "all")]), Some(Allow));
        assert_eq!(shared(&[(Allow, "all"), (Deny, "shared_channel")]), Some(Deny));
        assert_eq!(shared(&[(Deny, "correctness")]), None);
        assert_eq!(shared(&[(Deny, "chanlint::shared-channel")]), Some(Deny));
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
