//! What can stand in a configuration, in the types that read it. Their comments are what editors show.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[cfg(test)]
use super::schema;
use crate::findings::Level;
use crate::knowledge::{Alias, CallRule, Handlers, OwnClient, Transparent, Types};

/// The keys of a configuration.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    /// Levels of rules and groups, and of `all`. The most specific name counts.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "schema::LevelNames"))]
    pub(super) levels: Levels,
    /// Other levels below some paths, whatever `levels` says. Of several that speak of a finding, the last one counts.
    #[serde(default, rename = "override")]
    pub(super) overrides: Vec<OverrideKeys>,
    /// Files that are not read at all, as if they were not there. One pattern without a slash fits at any depth, and one that fits a directory takes out what lies below it.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) exclude: Vec<Spanned<String>>,
    /// Targets that are read beside libraries and programs.
    #[serde(default)]
    pub(super) targets: Targets,
    /// Client libraries. One that is called like a built-in client adds to it.
    #[serde(default)]
    pub(super) client: Vec<OwnClient>,
    /// Re-exports of libraries.
    #[serde(default)]
    pub(super) alias: Vec<Alias>,
    /// What functions and methods of libraries do.
    #[serde(default)]
    pub(super) call: Vec<CallRule>,
    /// Functions and methods that a framework calls by itself.
    #[serde(default)]
    pub(super) handlers: Vec<Handlers>,
    /// Wrappers that behave as the value inside.
    #[serde(default)]
    pub(super) transparent: Vec<Transparent>,
    /// Types that hold any number of values.
    #[serde(default)]
    pub(super) collection: Vec<Types>,
    /// Locks: what they give protects the value inside for as long as it lives.
    #[serde(default)]
    pub(super) lock: Vec<Types>,
    /// Extractors of handlers that give what all of them share.
    #[serde(default)]
    pub(super) shared_state: Vec<Types>,
}

pub(super) type Levels = BTreeMap<Spanned<String>, Level>;

#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OverrideKeys {
    /// The paths; patterns as in `exclude`.
    #[cfg_attr(test, schemars(with = "Vec<String>"))]
    pub(super) paths: Vec<Spanned<String>>,
    /// Their levels.
    #[cfg_attr(test, schemars(with = "schema::LevelNames"))]
    pub(super) levels: Levels,
}

#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Targets {
    /// `tests/` and code under `#[cfg(test)]`.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(super) tests: Option<Spanned<bool>>,
    /// `examples/`.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(super) examples: Option<Spanned<bool>>,
    /// `benches/`.
    #[cfg_attr(test, schemars(with = "Option<bool>"))]
    pub(super) benches: Option<Spanned<bool>>,
}
