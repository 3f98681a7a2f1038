//! The levels that one configuration, or one of its overrides, gives to rules and groups.

use std::collections::BTreeMap;

use super::origin::Set;
use crate::findings::{Group, Level};
use crate::levels::Selector;

/// Levels as a configuration wants them. Of those that speak of a finding, the most specific counts: its rule's, else its
/// group's, else that of all.
#[derive(Debug, Clone, Default)]
pub struct LevelTable {
    levels: BTreeMap<Selector, Set<Level>>,
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
