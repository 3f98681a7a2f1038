//! How to check: what is already known, what becomes of fixes, what a run fails on.

use std::path::PathBuf;

use clap::ArgGroup;

use super::input::{Input, StandardInput, Work};
use super::{ColorArgs, WRITES};
use crate::formats::FormatArgs;

/// How to check.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new(WRITES).args(["fix", "add_allow"]).multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) standard_input: StandardInput,

    /// Report only findings that touch files changed since this git revision, uncommitted and new files included
    #[arg(long, value_name = "REV", help_heading = "Known findings")]
    pub(crate) changed_since: Option<String>,

    #[command(flatten)]
    pub(crate) baseline: BaselineFile,

    /// Report what the baseline has, too
    #[arg(long, conflicts_with = "baseline", help_heading = "Known findings")]
    pub(crate) no_baseline: bool,

    /// Write a suppression with this reason above every finding
    #[arg(
        long,
        value_name = "REASON",
        conflicts_with_all = ["stdin_filename", "diff"],
        help_heading = "Known findings"
    )]
    pub(crate) add_allow: Option<String>,

    #[command(flatten)]
    pub(crate) fixes: FixArgs,

    /// Exit with 1 on warnings
    #[arg(long, help_heading = "Levels")]
    pub(crate) deny_warnings: bool,

    /// Exit with 2 when something was not followed to its end, so that findings may be missing
    #[arg(long, conflicts_with = "exit_zero", help_heading = "Levels")]
    pub(crate) deny_incomplete: bool,

    /// Exit with 0 whatever was found; problems with the input still give 2
    #[arg(long, conflicts_with = "deny_warnings", help_heading = "Levels")]
    pub(crate) exit_zero: bool,

    #[command(flatten)]
    pub(crate) formats: FormatArgs,

    #[command(flatten)]
    pub(crate) color: ColorArgs,

    /// Print findings, problems and notes only
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Print all code of each finding, the clients and the places that were passed over, too
    #[arg(short, long, help_heading = "Output")]
    pub(crate) verbose: bool,

    #[command(flatten)]
    pub(crate) work: Work,
}

/// Where the baseline is.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineFile {
    /// The baseline; without it `chanlint-baseline.json` at the workspace root, where there is one
    #[arg(
        id = "baseline",
        long = "baseline",
        value_name = "FILE",
        help_heading = "Known findings"
    )]
    pub(crate) path: Option<PathBuf>,
}

/// What becomes of fixes.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub(crate) struct FixArgs {
    /// Apply the fixes that leave the program as it is otherwise, and report what is left
    #[arg(long, help_heading = "Fixes")]
    pub(crate) fix: bool,

    /// Print what would be fixed as a diff and write nothing; exit with 1 when something would
    #[arg(long, help_heading = "Fixes")]
    pub(crate) diff: bool,

    /// Apply fixes that change what the program does, too: look at each
    #[arg(long, help_heading = "Fixes")]
    pub(crate) unsafe_fixes: bool,

    /// Change files although there are changes that are not committed
    #[arg(long, requires = WRITES, help_heading = "Fixes")]
    pub(crate) allow_dirty: bool,

    /// Change files although there are staged changes
    #[arg(long, requires = WRITES, help_heading = "Fixes")]
    pub(crate) allow_staged: bool,

    /// Change files that are in no git repository
    #[arg(long, requires = WRITES, help_heading = "Fixes")]
    pub(crate) allow_no_vcs: bool,
}
