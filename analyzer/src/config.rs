//! What a project wants: levels, what to leave out, which targets to read, and what it knows of its own libraries.
//!
//! `read` finds the files and tells what is wrong with them; it is the only part that touches the file system.
//! What is asked here is asked by path: the settings of the nearest package or workspace above it count.
//! Each value keeps where it came from.

mod document;
mod file;
mod levels;
mod mistake;
mod origin;
mod pattern;
mod read;
mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::discover::Home;
use crate::knowledge::Table;
use crate::problem::Note;
use crate::workspace::TargetKind;

pub use levels::LevelTable;
pub use mistake::{Labelled, Mistake, Mistakes};
pub use origin::{Origin, Set};
pub use pattern::Pattern;
pub use read::{NAMES, read};
pub use settings::{Override, Settings};

/// A configuration to begin with: it says what counts without one.
pub const TEMPLATE: &str = concat!(
    "#:schema https://raw.githubusercontent.com/chanlint/chanlint/v",
    env!("CARGO_PKG_VERSION"),
    "/analyzer/schema/config.schema.json\n\n",
    include_str!("config/template.toml"),
);

/// Which configuration counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Choice {
    /// What the workspaces say: files at their roots, metadata in their manifests.
    #[default]
    Found,
    /// This file, whatever the workspaces say.
    File(PathBuf),
    /// None: the defaults.
    Isolated,
}

/// The configuration of a run.
#[derive(Debug, Default)]
pub struct Config {
    /// By the directory of the package or workspace.
    scopes: BTreeMap<PathBuf, Settings>,
    /// What counts outside every directory of `scopes`.
    elsewhere: Settings,
    /// The tables that it adds to the built-in ones. They hold for the whole run.
    pub tables: Vec<Table>,
    /// The same as TOML, by the file that they stand in.
    pub written: Vec<(PathBuf, String)>,
    /// The files that it was read from, sorted.
    pub files: Vec<PathBuf>,
    /// What its writer should know of.
    pub notes: Vec<Note>,
}

impl Config {
    /// The settings that count at a path.
    pub fn settings(&self, path: &Path) -> &Settings {
        path.ancestors().find_map(|dir| self.scopes.get(dir)).unwrap_or(&self.elsewhere)
    }

    /// Whether a file is not to be read.
    pub fn is_excluded(&self, path: &Path) -> bool {
        self.settings(path).exclude.iter().any(|pattern| pattern.matches(path))
    }

    /// The kinds of targets that are read in each package: those that were asked for, and those that its settings name.
    pub fn kinds(
        &self,
        homes: &[Home],
        asked: &BTreeSet<TargetKind>,
    ) -> BTreeMap<PathBuf, BTreeSet<TargetKind>> {
        let manifests = homes.iter().flat_map(|home| &home.members);
        let dirs = manifests.filter_map(|member| member.manifest.parent());
        dirs.map(|dir| {
            let settings = self.settings(dir);
            let wanted = settings.targets.iter().filter(|(_, wanted)| wanted.value);
            let kinds = asked.iter().copied().chain(wanted.map(|(kind, _)| *kind));
            (dir.to_owned(), kinds.collect())
        })
        .collect()
    }
}
