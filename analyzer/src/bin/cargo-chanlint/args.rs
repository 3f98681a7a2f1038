//! What the user typed.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use chanlint::findings::Level;
use clap::{
    ArgGroup, ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};

use crate::completions;
use crate::formats::FormatArgs;

/// Finds AMQP channels that concurrent Rust code shares, and the other ways in which channels are misused.
///
/// Reads sources, manifests and the lock file; compiles nothing and needs no network.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-chanlint",
    bin_name = "cargo chanlint",
    version,
    args_conflicts_with_subcommands = true,
    after_help = EXIT_CODES
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: Check,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  no findings at level deny
  1  findings at level deny, or at level warn with --deny-warnings
  2  a wrong argument or configuration, or input that could not be read; the findings in the rest are still reported

A path that is called like a command is written with its folder: `./rules`.";

/// What to do instead of checking.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Prints the page of a rule: what it finds, why that is bad, examples and limits
    Explain {
        /// The rule's name
        rule: String,
    },
    /// Lists the rules with their groups and default levels
    Rules,
    /// Writes down the findings that are there, so that only new ones are reported from then on
    Baseline {
        #[command(subcommand)]
        action: BaselineAction,
    },
    /// Draws every channel: where it is opened, which contexts use it how, and whether it is shared
    Map(Box<Check>),
    /// Writes a commented `chanlint.toml` to the root of the workspace, unless it has a configuration
    Init,
    /// Prints the settings that count for a package or path as TOML, and where each came from
    ShowConfig(Box<Check>),
    /// Prints a completion script for a shell
    #[command(after_help = completions::WHERE_TO_PUT_THEM)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the manual page, which `man -l -` shows
    Man {
        /// The command whose page it is; without one, the program
        command: Option<String>,
    },
}

/// What to do with the baseline.
#[derive(Debug, Subcommand)]
pub(crate) enum BaselineAction {
    /// Puts every finding of this run into the baseline, in place of what it held
    Write(Box<Check>),
    /// Takes out of the baseline what is not found any more
    Prune(Box<Check>),
}

impl BaselineAction {
    /// How the findings are found.
    pub(crate) fn check(&self) -> &Check {
        let (Self::Write(check) | Self::Prune(check)) = self;
        check
    }
}

/// The flags that change sources.
const WRITES: &str = "writes";

/// How to check.
#[derive(Debug, clap::Args)]
#[command(group = ArgGroup::new(WRITES).args(["fix", "add_allow"]).multiple(true))]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub(crate) struct Check {
    /// Directories, `Cargo.toml`s or `.rs` files; without one, the package or workspace around the working directory.
    /// `-` reads one file from the standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Report on this package only; may be repeated
    #[arg(
        short,
        long,
        value_name = "NAME",
        conflicts_with = "workspace",
        help_heading = "What to read"
    )]
    pub(crate) package: Vec<String>,

    /// Report on every package of the workspace
    #[arg(long, help_heading = "What to read")]
    pub(crate) workspace: bool,

    /// Do not report on this package; may be repeated
    #[arg(long, value_name = "NAME", conflicts_with = "package", help_heading = "What to read")]
    pub(crate) exclude: Vec<String>,

    /// The manifest of the package or workspace
    #[arg(long, value_name = "FILE", conflicts_with = "paths", help_heading = "What to read")]
    pub(crate) manifest_path: Option<PathBuf>,

    /// Read tests, examples and benches, too
    #[arg(long, help_heading = "What to read")]
    pub(crate) all_targets: bool,

    /// Read tests, too
    #[arg(long, help_heading = "What to read")]
    pub(crate) tests: bool,

    /// Read examples, too
    #[arg(long, help_heading = "What to read")]
    pub(crate) examples: bool,

    /// Read benches, too
    #[arg(long, help_heading = "What to read")]
    pub(crate) benches: bool,

    /// Read this configuration instead of those of workspaces and packages; its patterns are relative to the workspace
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,

    /// Read no configuration
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub(crate) isolated: bool,

    /// The file that the text on the standard input stands in for; findings are reported there only
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["package", "workspace", "exclude", "manifest_path"],
        help_heading = "What to read"
    )]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Report only findings that touch files changed since this git revision, uncommitted and new files included
    #[arg(long, value_name = "REV", help_heading = "Known findings")]
    pub(crate) changed_since: Option<String>,

    /// The baseline; without it `chanlint-baseline.json` at the workspace root, where there is one
    #[arg(long, value_name = "FILE", help_heading = "Known findings")]
    pub(crate) baseline: Option<PathBuf>,

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

    #[command(flatten)]
    pub(crate) levels: LevelArgs,

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

    /// Whether to use colours; `CARGO_TERM_COLOR`, `NO_COLOR` and `CLICOLOR_FORCE` are honoured
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto, help_heading = "Output")]
    pub(crate) color: ColorChoice,

    /// Print findings, problems and notes only
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub(crate) quiet: bool,

    /// Print the clients and the places that were passed over, too
    #[arg(short, long, help_heading = "Output")]
    pub(crate) verbose: bool,

    /// How many threads to use; one for each core without it
    #[arg(short, long, value_name = "N", help_heading = "Output")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

impl Args {
    /// The arguments of the check, whatever is done with them.
    pub(crate) fn check(&self) -> &Check {
        match &self.command {
            Some(Command::Map(check) | Command::ShowConfig(check)) => check,
            Some(Command::Baseline { action }) => action.check(),
            Some(
                Command::Explain { .. }
                | Command::Rules
                | Command::Completions { .. }
                | Command::Man { .. }
                | Command::Init,
            )
            | None => &self.check,
        }
    }
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

/// Levels in the order in which they were typed.
#[derive(Debug, Default)]
pub(crate) struct LevelArgs {
    pub(crate) directives: Vec<(Level, String)>,
}

/// The flags behind [`LevelArgs`]; clap keeps the values of each flag apart.
#[derive(Debug, clap::Args)]
struct LevelFlags {
    /// Do not report a rule, a group or `all`; of several levels for a rule the last one counts
    #[arg(short = 'A', long, value_name = "RULE", help_heading = "Levels")]
    allow: Vec<String>,

    /// Report a rule, a group or `all` as a warning
    #[arg(short = 'W', long, value_name = "RULE", help_heading = "Levels")]
    warn: Vec<String>,

    /// Report a rule, a group or `all` as an error
    #[arg(short = 'D', long, value_name = "RULE", help_heading = "Levels")]
    deny: Vec<String>,
}

/// The values of `--color`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// When the output is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Reads the command line. Cargo runs a subcommand with its own name as the first argument, which is left out.
pub(crate) fn parse(line: impl IntoIterator<Item = OsString>) -> Result<Args, clap::Error> {
    let mut line: Vec<OsString> = line.into_iter().collect();
    if line.get(1).is_some_and(|first| first == "chanlint") {
        line.remove(1);
    }
    Args::from_arg_matches(&Args::command().try_get_matches_from(line)?)
}

/// The command line as clap knows it, under the name that the program has on the path.
pub(crate) fn program() -> clap::Command {
    Args::command().bin_name("cargo-chanlint")
}

impl clap::FromArgMatches for LevelArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut args = Self::default();
        args.update_from_arg_matches(matches)?;
        Ok(args)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        let flags = [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];
        let mut typed: Vec<(usize, Level, String)> = Vec::new();
        for (flag, level) in flags {
            let names = matches.get_many::<String>(flag).into_iter().flatten();
            let places = matches.indices_of(flag).into_iter().flatten();
            typed.extend(places.zip(names).map(|(place, name)| (place, level, name.clone())));
        }
        typed.sort_by_key(|(place, ..)| *place);
        self.directives.extend(typed.into_iter().map(|(_, level, name)| (level, name)));
        Ok(())
    }
}

impl clap::Args for LevelArgs {
    fn augment_args(command: clap::Command) -> clap::Command {
        LevelFlags::augment_args(command)
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        LevelFlags::augment_args_for_update(command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Args {
        parse(line.split(' ').map(OsString::from)).expect("a right line")
    }

    #[test]
    fn the_command_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn levels_keep_their_order_across_flags() {
        let args = parsed("cargo-chanlint -W all -A perf --deny=shared_channel -W perf src");
        let typed =
            args.check.levels.directives.iter().map(|(level, name)| (*level, name.as_str()));
        let expected = [
            (Level::Warn, "all"),
            (Level::Allow, "perf"),
            (Level::Deny, "shared_channel"),
            (Level::Warn, "perf"),
        ];
        assert_eq!(typed.collect::<Vec<_>>(), expected);
        assert_eq!(args.check.paths, [PathBuf::from("src")]);
    }

    #[test]
    fn paths_and_commands_live_together() {
        assert!(matches!(parsed("cargo-chanlint chanlint rules").command, Some(Command::Rules)));
        assert!(parsed("cargo-chanlint ./rules").command.is_none());
        assert_eq!(parsed("cargo-chanlint chanlint a b").check.paths.len(), 2);
    }
}
