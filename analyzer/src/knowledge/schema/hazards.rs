//! What a table says goes wrong: with operations that overlap, and with one alone.

use std::ops::Range;

use semver::VersionReq;
use serde::Deserialize;
use toml::Spanned;

use crate::findings::{Evidence, Level, Outcome};
use crate::knowledge::names::{Mode, Pattern};

/// What a table calls a rule. Whether there is one of that name, who knows the rules has to say.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Spanned<String>")]
#[cfg_attr(test, schemars(from = "String"))]
pub struct RuleName {
    /// The name.
    pub name: String,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
}

impl From<Spanned<String>> for RuleName {
    fn from(name: Spanned<String>) -> Self {
        Self { at: name.span(), name: name.into_inner() }
    }
}

/// Where two operations must be for a hazard.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Anywhere.
    #[default]
    Any,
    /// In two tasks or threads.
    Tasks,
    /// In one task that polls several futures.
    Task,
}

/// What follows when two operations overlap.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hazard {
    /// The two operations.
    pub between: [Pattern; 2],
    /// The rule that reports it.
    pub rule: RuleName,
    /// Its level.
    pub level: Level,
    /// The versions that do this.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "String"))]
    pub versions: VersionReq,
    /// The mode that the channel must be in.
    pub when: Option<Mode>,
    /// Where the operations must be.
    #[serde(default)]
    pub within: Scope,
    /// Whether whoever makes them takes the confirm out of one queue that the client puts all of them into.
    #[serde(default)]
    pub at_listener: bool,
    /// Whether the one that ends the channel has to be made by code that is done with it: nothing told it to end, nothing had
    /// failed, and no other channel comes in its place.
    #[serde(default)]
    pub unprompted: bool,
    /// What somebody sees then who runs the program; what `why` says, when it is left out.
    pub consequence: Option<String>,
    /// What the client or the broker does, that it comes to this.
    pub why: String,
    /// Where that was seen; every built-in table says it. What begins with `run` was measured.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

impl Hazard {
    /// What follows, for a finding.
    pub fn outcome(&self) -> Outcome {
        Outcome::new(self.consequence.as_deref(), &self.why, &self.evidence)
    }
}

/// What a client does when one operation is misused. A rule that a client's table does not name is silent for it.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    /// The rule that reports it.
    pub rule: RuleName,
    /// The versions that do this.
    #[serde(default)]
    #[cfg_attr(test, schemars(with = "String"))]
    pub versions: VersionReq,
    /// The methods that it speaks of; all when empty.
    #[serde(default)]
    pub methods: Vec<String>,
    /// How bad it is, where that differs from what the rule says.
    pub level: Option<Level>,
    /// The code to write instead, with `{it}` for what the operation is called on.
    #[serde(default)]
    pub help: Vec<String>,
    /// The call that a fix puts before the operation, with `{it}` and with `{crate}` for the client's name in code.
    pub call_before: Option<String>,
    /// The call that a fix puts behind the opening of the channel, in the same words.
    pub call_after_opening: Option<String>,
    /// How a fix looks at what the broker says.
    pub looked_at: Option<LookedAt>,
    /// What somebody sees then who runs the program; what `why` says, when it is left out.
    pub consequence: Option<String>,
    /// What the client or the broker does, that it comes to this.
    pub why: String,
    /// Where that was seen; every built-in table says it. What begins with `run` was measured.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

impl Failure {
    /// What follows, for a finding.
    pub fn outcome(&self) -> Outcome {
        Outcome::new(self.consequence.as_deref(), &self.why, &self.evidence)
    }
}

/// How the broker's word on a message is looked at.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookedAt {
    /// What code writes after the word, to know whether it is a good one.
    pub by: String,
    /// The client's error that stands for another one, with `{crate}` for the client's name in code.
    pub refusal: String,
}
