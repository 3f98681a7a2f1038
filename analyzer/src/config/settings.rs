//! The settings of a package or workspace, each with where it came from.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::Pattern;
use crate::levels::LevelTable;
use crate::workspace::TargetKind;

/// Where a value came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said otherwise.
    Default,
    /// A file.
    File {
        /// Which.
        path: PathBuf,
        /// 1-based line.
        line: u32,
    },
}

/// A value with where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where it came from.
    pub at: Origin,
}

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
    /// These settings with others over them: single values are replaced, lists grow.
    pub(super) fn with(mut self, over: &Self) -> Self {
        self.levels.extend(&over.levels);
        self.overrides.extend_from_slice(&over.overrides);
        self.exclude.extend_from_slice(&over.exclude);
        self.targets.extend(over.targets.clone());
        self
    }
}
