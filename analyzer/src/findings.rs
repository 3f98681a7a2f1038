//! What rules say and reports print.

mod client;
mod outcome;

use std::path::PathBuf;

use serde::Serialize;

pub use client::ClientVersion;
pub use outcome::{Evidence, Outcome};

use crate::sources::{FileId, Location};

/// How a finding counts.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported.
    Warn,
    /// Reported, and the run fails.
    Deny,
}

impl Level {
    /// The name that users write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

/// Rules of a group share a default level.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Group {
    /// Code that fails at run time.
    Correctness,
    /// Code that is most likely wrong.
    Suspicious,
    /// Code that wastes time or memory.
    Perf,
    /// Code that a strict reviewer would ask about.
    Pedantic,
}

impl Group {
    /// Every group, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Correctness, Self::Suspicious, Self::Perf, Self::Pedantic];

    /// What its rules find.
    pub fn about(self) -> &'static str {
        match self {
            Self::Correctness => "code that fails at run time",
            Self::Suspicious => "code that is most likely wrong",
            Self::Perf => "code that wastes time or memory",
            Self::Pedantic => "code that a strict reviewer would ask about",
        }
    }

    /// The level of a group's rules when nobody says otherwise.
    pub fn default_level(self) -> Level {
        match self {
            Self::Correctness => Level::Deny,
            Self::Suspicious | Self::Perf => Level::Warn,
            Self::Pedantic => Level::Allow,
        }
    }

    /// The name that users write.
    pub fn name(self) -> &'static str {
        match self {
            Self::Correctness => "correctness",
            Self::Suspicious => "suspicious",
            Self::Perf => "perf",
            Self::Pedantic => "pedantic",
        }
    }
}

/// How sure the analysis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A type is known only by distinctive method names; reported only when asked.
    Possible,
    /// One step was inferred: a wrapper, a multiplicity.
    Likely,
    /// Both contexts and operations are resolved.
    Certain,
}

/// What a place has to do with the story of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Where the channel or connection was opened.
    Opened,
    /// Where it was put into a field, static or collection.
    Stored,
    /// Where a clone or reference went into a context.
    Shared,
    /// Where code starts that can run at the same time.
    Context,
    /// An operation.
    Used,
    /// A lock that does not protect, or does.
    Guarded,
}

/// A place with what the reader should see there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub at: Location,
    /// What is there, in lower case without a full stop.
    pub label: String,
    /// Its part in the story.
    pub role: Role,
}

/// A step of a story: where a channel comes from, and then whoever uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The channel is opened, or comes into view.
    Opened {
        /// Where.
        at: Location,
        /// How: the code that opens it, or where it comes from.
        how: String,
    },
    /// Code that uses the channel beside other code.
    Context(Context),
}

/// Code that can run at the same time as other code, and the way from its beginning to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// What it is: `task`, `request handler`; `meanwhile` for what runs on beside the others.
    pub kind: String,
    /// Where it begins.
    pub at: Location,
    /// Whether it stands for many that run at the same time.
    pub many: bool,
    /// The functions that are called on the way, the first one first.
    pub calls: Vec<String>,
    /// The operation at the end of the way, as a reader calls it.
    pub operation: String,
    /// Where that is.
    pub operation_at: Location,
    /// What else it does on the channel.
    pub also: Vec<String>,
}

/// What findings have in common that one change removes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A place: where a channel is opened, or where it comes into view, with the way to it from there.
    At(Location, String),
    /// A type that holds the channel: its package, and its name with the way to the channel.
    Held(String, String),
}

/// Another place at which the cause of a finding shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Where.
    pub at: Location,
    /// The package that holds it.
    pub package: String,
    /// The program that it happens in, when there is one alone.
    pub program: Option<String>,
    /// The name of the innermost function or type around it.
    pub symbol: String,
}

/// A replacement of text that a fix makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub at: Location,
    /// The new text.
    pub text: String,
}

/// A change that removes the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: "replace `nowait: true` by the default".
    pub title: String,
    /// Whether the program is otherwise provably the same.
    pub safe: bool,
    /// The replacements, none overlapping another.
    pub edits: Vec<Edit>,
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// The group that gives the default level; a client's table may choose another than the rule's own.
    pub group: Group,
    /// The level it is reported at; set from the group, then by configuration.
    pub level: Level,
    /// How sure the analysis is.
    pub confidence: Confidence,
    /// The fact, in lower case without a full stop, names in backticks.
    pub message: String,
    /// The package that holds the primary place.
    pub package: String,
    /// The program whose contexts the story tells of, when they are those of one alone.
    pub program: Option<String>,
    /// The client library.
    pub client: String,
    /// Its version, when known.
    pub client_version: Option<ClientVersion>,
    /// Where the reader should act.
    pub primary: Place,
    /// The rest of the story, in its order.
    pub related: Vec<Place>,
    /// Who meets on the channel, in the order in which a reader follows it; empty where the places say it all.
    pub story: Vec<Step>,
    /// What the client does then.
    pub outcome: Option<Outcome>,
    /// Ways out, best first.
    pub help: Vec<String>,
    /// A change that removes the finding.
    pub fix: Option<Fix>,
    /// The name of the innermost function or type around the primary place; part of the fingerprint.
    pub symbol: String,
    /// What it has in common with others of its rule, where one change removes them all.
    pub causes: Vec<Cause>,
    /// The places of other findings that it stands for, as they have the same cause.
    pub again: Vec<Again>,
}

impl Finding {
    /// At how many places its cause shows.
    pub fn places(&self) -> usize {
        1 + self.again.len()
    }

    /// The same finding as it would be without others of its cause, at each of its places, its own first.
    pub fn at_each_place(&self) -> impl Iterator<Item = Self> {
        let again = self.again.iter().map(|one| Self {
            package: one.package.clone(),
            program: one.program.clone(),
            primary: Place { at: one.at, ..self.primary.clone() },
            symbol: one.symbol.clone(),
            again: Vec::new(),
            ..self.clone()
        });
        std::iter::once(Self { again: Vec::new(), ..self.clone() }).chain(again)
    }

    /// What the client does then, which client it is, and at how many places, a sentence each.
    pub fn notes(&self) -> Vec<String> {
        let outcome = self.outcome.iter().map(Outcome::told);
        let version = self.client_version.iter();
        let client = version.map(|version| format!("the client here is {} {version}", self.client));
        let places = (!self.again.is_empty())
            .then(|| format!("this shows at {} places, and one change mends all", self.places()));
        outcome.chain(client).chain(places).collect()
    }
}

/// What was looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Packages that reach a client.
    pub packages: usize,
    /// Files that were analysed.
    pub files: usize,
    /// Distinct channel origins.
    pub channels: usize,
    /// Findings at warn or deny.
    pub findings: usize,
    /// Findings at warn or deny that the sources allow or expect.
    pub suppressed: usize,
    /// Findings at warn or deny that the baseline has.
    pub baselined: usize,
    /// Findings at warn or deny that touch nothing of the change that was asked about.
    pub outside: usize,
    /// Findings that a configuration allows, and that would be reported otherwise.
    pub allowed: usize,
    /// Files that a configuration leaves out.
    pub excluded: usize,
    /// Packages that reach a client and that the command line leaves out.
    pub left_out: usize,
    /// Fixes that were made.
    pub fixed: usize,
}

/// How far a run went: what is not found elsewhere may be there all the same.
#[derive(Debug, Default)]
pub struct Scope {
    /// The files that findings are reported in, by their ids.
    pub files: Vec<FileId>,
    /// Whether nothing was left out that could lead to a finding: every package was asked for, and could be read.
    pub is_whole: bool,
}

/// The outcome of a run.
#[derive(Debug, Default)]
pub struct Report {
    /// Findings, sorted by path, offset, rule and message.
    pub findings: Vec<Finding>,
    /// Problems with the input, sorted.
    pub problems: Vec<crate::problem::Problem>,
    /// What a reader should know besides, sorted.
    pub notes: Vec<crate::problem::Note>,
    /// Places that were passed over, with reasons, for `--verbose`.
    pub skipped: Vec<(Location, String)>,
    /// What was not followed to its end, sorted: findings in it may be missing.
    pub incomplete: Vec<crate::limits::Incomplete>,
    /// What of the channels was not understood, sorted.
    pub gaps: Vec<crate::gaps::Gap>,
    /// Every channel of the reported packages.
    pub map: Vec<crate::map::MappedChannel>,
    /// What was looked at.
    pub summary: Summary,
    /// The directory that paths are shown relative to.
    pub root: PathBuf,
    /// The directory of the workspace.
    pub workspace: PathBuf,
    /// What belongs to the workspaces on disk.
    pub territory: crate::territory::Territory,
    /// The packages that findings may lie in.
    pub packages: Vec<crate::workspace::Package>,
    /// The files that the configuration was read from, sorted.
    pub configuration: Vec<PathBuf>,
    /// Findings at level allow, which are not reported; a baseline may have them.
    pub allowed: Vec<Finding>,
    /// How many files fixes changed; `None` when nothing was to be fixed.
    pub fixed_files: Option<usize>,
    /// For each configuration how many findings it allows that would be reported otherwise, sorted.
    pub silenced: Vec<(PathBuf, usize)>,
    /// How far the run went.
    pub scope: Scope,
    /// Clients found in the workspace, as `name version`, sorted.
    pub clients: Vec<String>,
}
