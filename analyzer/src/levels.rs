//! Which level a finding is reported at: the command line's, else that of the configuration, else its group's default.
//!
//! Knows rules by name only; the registry is handed in.

use std::collections::BTreeMap;
use std::path::Path;

use thiserror::Error;

use crate::config::{Origin, Set, Settings};
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

/// Levels as a configuration wants them. Of those that speak of a finding, the most specific counts: its rule's, else its
/// group's, else that of all.
#[derive(Debug, Clone, Default)]
pub struct LevelTable {
    levels: BTreeMap<Selector, Set<Level>>,
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
#[error("unknown rule or group `{name}`{hint} (`cargo chanlint rules` lists them)")]
pub struct UnknownName {
    /// What was written.
    pub name: String,
    hint: String,
}

/// The level of a finding. Its group may be another than the rule's own, where a client's table says so.
pub fn level(typed: &Levels, settings: &Settings, rule: &str, group: Group, at: &Path) -> Level {
    typed
        .level(rule, group)
        .or_else(|| settings.level(rule, group, at).map(|set| set.value))
        .unwrap_or(group.default_level())
}

/// The configuration that keeps a finding from being reported: nobody typed a level, and by default there is a higher one.
pub fn silencer<'s>(
    typed: &Levels,
    settings: &'s Settings,
    rule: &str,
    group: Group,
    at: &Path,
) -> Option<&'s Path> {
    let is_decided = typed.level(rule, group).is_some() || group.default_level() == Level::Allow;
    let set = settings.level(rule, group, at).filter(|_| !is_decided)?;
    match &set.at {
        Origin::File { path, .. } if set.value == Level::Allow => Some(path),
        Origin::File { .. } | Origin::Default => None,
    }
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

impl LevelTable {
    /// Gives a level to a selector.
    pub fn insert(&mut self, selector: Selector, level: Set<Level>) {
        self.levels.insert(selector, level);
    }

    /// Puts other levels over these.
    pub fn extend(&mut self, over: &Self) {
        self.levels.extend(over.levels.clone());
    }

    /// What it says of a finding.
    pub fn level(&self, rule: &str, group: Group) -> Option<&Set<Level>> {
        self.levels.get(&Selector::Rule(rule.to_owned())).or_else(|| self.group_level(group))
    }

    /// What it says of a whole group.
    pub fn group_level(&self, group: Group) -> Option<&Set<Level>> {
        self.levels.get(&Selector::Group(group)).or_else(|| self.levels.get(&Selector::All))
    }

    /// The rules that it names, in order.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.levels.keys().filter_map(Selector::rule)
    }

    /// Every entry: that of all, those of groups, those of rules.
    pub fn iter(&self) -> impl Iterator<Item = (&Selector, &Set<Level>)> {
        self.levels.iter()
    }
}

impl Settings {
    /// What they say of a finding at a path: the last override that speaks of it, else the levels.
    pub fn level(&self, rule: &str, group: Group, at: &Path) -> Option<&Set<Level>> {
        let below = |paths: &[crate::config::Pattern]| paths.iter().any(|path| path.matches(at));
        let mut overrides = self.overrides.iter().rev().filter(|over| below(&over.paths));
        overrides
            .find_map(|over| over.levels.level(rule, group))
            .or_else(|| self.levels.level(rule, group))
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

    fn rule(&self) -> Option<&str> {
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
    use crate::config::{Override, Pattern};

    const RULES: [(&str, Group); 2] =
        [("shared_channel", Group::Suspicious), ("shared_tx_channel", Group::Correctness)];

    fn typed(directives: &[(Level, &str)]) -> Levels {
        Levels::new(directives.iter().copied(), &RULES).expect("known names")
    }

    fn table(levels: &[(Level, &str)]) -> LevelTable {
        let mut table = LevelTable::default();
        for &(value, name) in levels {
            let selector = Selector::exactly(name, &RULES).expect("a known name");
            table.insert(selector, Set { value, at: Origin::Default });
        }
        table
    }

    fn over(pattern: &str, levels: &[(Level, &str)]) -> Override {
        let pattern = Pattern::new(pattern, Path::new("/w"), Origin::Default);
        Override { paths: vec![pattern.expect("a right pattern")], levels: table(levels) }
    }

    fn shared(typed: &Levels, settings: &Settings) -> Level {
        level(typed, settings, "shared_channel", Group::Suspicious, Path::new("/w/src/lib.rs"))
    }

    #[test]
    fn the_last_directive_that_speaks_of_a_rule_wins() {
        use Level::{Allow, Deny, Warn};
        let shared =
            |directives: &[(Level, &str)]| shared(&typed(directives), &Settings::default());
        assert_eq!(shared(&[]), Warn);
        assert_eq!(shared(&[(Deny, "shared_channel"), (Allow, "all")]), Allow);
        assert_eq!(shared(&[(Allow, "all"), (Deny, "shared_channel")]), Deny);
        assert_eq!(shared(&[(Deny, "correctness")]), Warn);
        assert_eq!(shared(&[(Deny, "chanlint::shared-channel")]), Deny);
    }

    #[test]
    fn the_findings_group_counts_and_not_the_rules_own() {
        let at = Path::new("/w/src/lib.rs");
        let of = |directives: &[(Level, &str)]| {
            let typed = typed(directives);
            level(&typed, &Settings::default(), "shared_channel", Group::Correctness, at)
        };
        assert_eq!(of(&[]), Level::Deny);
        assert_eq!(of(&[(Level::Allow, "correctness")]), Level::Allow);
    }

    #[test]
    fn in_a_configuration_the_most_specific_wins_whatever_its_place() {
        use Level::{Allow, Deny, Warn};
        let of = |levels: &[(Level, &str)]| {
            shared(&Levels::default(), &Settings { levels: table(levels), ..Settings::default() })
        };
        assert_eq!(of(&[(Allow, "all")]), Allow);
        assert_eq!(of(&[(Deny, "suspicious"), (Allow, "all")]), Deny);
        assert_eq!(of(&[(Warn, "shared_channel"), (Deny, "suspicious"), (Allow, "all")]), Warn);
        assert_eq!(of(&[(Allow, "correctness")]), Warn);
    }

    #[test]
    fn the_last_override_that_speaks_of_a_finding_wins_and_the_command_line_beats_all() {
        use Level::{Allow, Deny, Warn};
        let settings = Settings {
            levels: table(&[(Deny, "shared_channel")]),
            overrides: vec![
                over("src/**", &[(Allow, "all")]),
                over("src/lib.rs", &[(Warn, "suspicious")]),
                over("src/lib.rs", &[(Deny, "correctness")]),
                over("tests", &[(Deny, "all")]),
            ],
            ..Settings::default()
        };
        assert_eq!(shared(&Levels::default(), &settings), Warn);
        assert_eq!(shared(&typed(&[(Allow, "all")]), &settings), Allow);
        assert_eq!(shared(&typed(&[(Allow, "pedantic")]), &settings), Warn);
        let elsewhere = Path::new("/w/build.rs");
        let none = Levels::default();
        assert_eq!(level(&none, &settings, "shared_channel", Group::Suspicious, elsewhere), Deny);
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
