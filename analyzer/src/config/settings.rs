//! The settings of a package or workspace, and which level a finding is reported at by them and by the command line.

use std::collections::BTreeMap;
use std::path::Path;

use super::levels::LevelTable;
use super::origin::{Origin, Set};
use super::pattern::Pattern;
use crate::findings::{Group, Level};
use crate::levels::Levels;
use crate::workspace::TargetKind;

/// What counts for a package or workspace.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Levels of rules, groups and of all.
    pub levels: LevelTable,
    /// Other levels below some paths; the last one that speaks of a finding counts.
    pub overrides: Vec<Override>,
    /// Files that are not read.
    pub exclude: Vec<Pattern>,
    /// Whether targets are read that are neither libraries nor programs.
    pub targets: BTreeMap<TargetKind, Set<bool>>,
}

/// Levels below some paths.
#[derive(Debug, Clone)]
pub struct Override {
    /// The paths.
    pub paths: Vec<Pattern>,
    /// The levels.
    pub levels: LevelTable,
}

impl Settings {
    /// The level of a finding: the command line's, else that of these settings, else its group's default. The group may be
    /// another than the rule's own, where a client's table says so.
    pub fn level(&self, typed: &Levels, rule: &str, group: Group, at: &Path) -> Level {
        typed
            .level(rule, group)
            .or_else(|| self.set_level(rule, group, at).map(|set| set.value))
            .unwrap_or(group.default_level())
    }

    /// The configuration that keeps a finding from being reported: nobody typed a level, and by default there is a higher one.
    pub fn silencer(&self, typed: &Levels, rule: &str, group: Group, at: &Path) -> Option<&Path> {
        let is_decided =
            typed.level(rule, group).is_some() || group.default_level() == Level::Allow;
        let set = self.set_level(rule, group, at).filter(|_| !is_decided)?;
        match &set.at {
            Origin::File { path, .. } if set.value == Level::Allow => Some(path),
            Origin::File { .. } | Origin::Default => None,
        }
    }

    /// What they say of a finding at a path: the last override that speaks of it, else the levels.
    fn set_level(&self, rule: &str, group: Group, at: &Path) -> Option<&Set<Level>> {
        let below = |paths: &[Pattern]| paths.iter().any(|path| path.matches(at));
        let mut overrides = self.overrides.iter().rev().filter(|over| below(&over.paths));
        overrides
            .find_map(|over| over.levels.level(rule, group))
            .or_else(|| self.levels.level(rule, group))
    }

    /// These settings with others over them: single values are replaced, lists grow.
    pub(super) fn with(mut self, over: &Self) -> Self {
        self.levels.extend(&over.levels);
        self.overrides.extend_from_slice(&over.overrides);
        self.exclude.extend_from_slice(&over.exclude);
        self.targets.extend(over.targets.clone());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levels::Selector;

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
        settings.level(typed, "shared_channel", Group::Suspicious, Path::new("/w/src/lib.rs"))
    }

    #[test]
    fn the_findings_group_counts_and_not_the_rules_own() {
        let at = Path::new("/w/src/lib.rs");
        let of = |directives: &[(Level, &str)]| {
            let typed = typed(directives);
            Settings::default().level(&typed, "shared_channel", Group::Correctness, at)
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
        let there = settings.level(&none, "shared_channel", Group::Suspicious, elsewhere);
        assert_eq!(there, Deny);
    }
}
