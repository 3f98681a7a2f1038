//! What the user typed.

mod check;
mod input;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

pub(crate) use self::check::{BaselineFile, Check, FixArgs};
pub(crate) use self::input::{Input, StandardInput, Work};
use chanlint::called::{self, Called};
use chanlint::report::picture::html::LinkBase;

use crate::completions;
use crate::formats::{MapFormat, RulesFormat};

/// Finds AMQP channels that concurrent Rust and Go code shares, and the other ways in which channels are misused.
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
    /// Explains a rule: what it finds, what follows with your client, code to write instead; or another topic
    Explain(ExplainArgs),
    /// Lists the rules: what each finds, its group and level, whether it can be fixed, and since when there is one
    Rules(RulesArgs),
    /// Writes down the findings that are there, so that only new ones are reported from then on
    Baseline {
        #[command(subcommand)]
        action: BaselineAction,
    },
    /// Draws every channel: where it is opened, which contexts use it how, and whether it is shared
    Map(Box<MapArgs>),
    /// Writes a commented `chanlint.toml` to the root of the workspace, unless it has a configuration
    Init,
    /// Prints the settings that count for a package or path as TOML, and where each came from
    ShowConfig(Box<ShowConfigArgs>),
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

/// What to explain.
#[derive(Debug, clap::Args)]
pub(crate) struct ExplainArgs {
    /// A rule, a group of rules, `config` or `suppress`
    #[arg(value_name = "RULE|GROUP|TOPIC")]
    pub(crate) topic: String,

    /// Print the whole page of a rule, with every example and the references
    #[arg(long)]
    pub(crate) full: bool,

    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

/// How to list the rules.
#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// How to print the list
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = RulesFormat::Human, help_heading = "Output")]
    pub(crate) output_format: RulesFormat,

    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

/// What to draw.
#[derive(Debug, clap::Args)]
pub(crate) struct MapArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) standard_input: StandardInput,

    /// How to print the map
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MapFormat::Human, help_heading = "Output")]
    pub(crate) output_format: MapFormat,

    /// Where the code is to be seen, so that the page of `html` leads there: `https://github.com/acme/shop/blob/main`
    #[arg(long, value_name = "URL", help_heading = "Output")]
    pub(crate) link_base: Option<LinkBase>,

    #[command(flatten)]
    pub(crate) color: ColorArgs,

    #[command(flatten)]
    pub(crate) work: Work,
}

/// Whose settings to show.
#[derive(Debug, clap::Args)]
pub(crate) struct ShowConfigArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) color: ColorArgs,
}

/// What to do with the baseline.
#[derive(Debug, Subcommand)]
pub(crate) enum BaselineAction {
    /// Puts every finding of this run into the baseline, in place of what it held
    Write(Box<BaselineArgs>),
    /// Takes out of the baseline what is not found any more
    Prune(Box<BaselineArgs>),
}

/// Which findings belong into a baseline.
#[derive(Debug, clap::Args)]
pub(crate) struct BaselineArgs {
    #[command(flatten)]
    pub(crate) input: Input,

    #[command(flatten)]
    pub(crate) baseline: BaselineFile,

    #[command(flatten)]
    pub(crate) color: ColorArgs,

    /// Print problems and notes only
    #[arg(short, long, help_heading = "Output")]
    pub(crate) quiet: bool,

    #[command(flatten)]
    pub(crate) work: Work,
}

impl BaselineAction {
    /// How the findings are found.
    pub(crate) fn args(&self) -> &BaselineArgs {
        let (Self::Write(args) | Self::Prune(args)) = self;
        args
    }
}

/// The flags that change sources.
const WRITES: &str = "writes";

impl Args {
    /// Whether errors are to be coloured.
    pub(crate) fn color(&self) -> ColorChoice {
        let color = match &self.command {
            Some(Command::Explain(args)) => &args.color,
            Some(Command::Rules(args)) => &args.color,
            Some(Command::Baseline { action }) => &action.args().color,
            Some(Command::Map(args)) => &args.color,
            Some(Command::ShowConfig(args)) => &args.color,
            Some(Command::Completions { .. } | Command::Man { .. } | Command::Init) | None => {
                &self.check.color
            }
        };
        color.choice
    }
}

/// Whether there are colours.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct ColorArgs {
    /// Whether to use colours; `CARGO_TERM_COLOR`, `NO_COLOR` and `CLICOLOR_FORCE` are honoured
    #[arg(id = "color", long = "color", value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto, help_heading = "Output")]
    pub(crate) choice: ColorChoice,
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
    Args::from_arg_matches(&definition().try_get_matches_from(line)?)
}

/// What the program is called by a command line: its second name, where its file is called so.
pub(crate) fn name(line: impl IntoIterator<Item = OsString>) -> Called {
    let file = line.into_iter().next().map(PathBuf::from);
    let is_second = file.is_some_and(|file| file.file_stem() == Some(OsStr::new(SECOND_NAME)));
    if is_second { Called::Plainly } else { Called::ByCargo }
}

const SECOND_NAME: &str = "chanlint";

/// The command line as clap knows it.
fn definition() -> clap::Command {
    let command = Args::command();
    match called::name() {
        Called::ByCargo => command,
        Called::Plainly => {
            let places = called::in_words(completions::WHERE_TO_PUT_THEM).into_owned();
            let command = command.name(SECOND_NAME).bin_name(SECOND_NAME);
            command.mut_subcommand("completions", |command| command.after_help(places))
        }
    }
}

/// The command line as clap knows it, under the name that the program has on the path.
pub(crate) fn program() -> clap::Command {
    let command = definition();
    let name = command.get_name().to_owned();
    command.bin_name(name)
}

#[cfg(test)]
mod tests {
    use chanlint::findings::Level;

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
            args.check.input.levels.directives.iter().map(|(level, name)| (*level, name.as_str()));
        let expected = [
            (Level::Warn, "all"),
            (Level::Allow, "perf"),
            (Level::Deny, "shared_channel"),
            (Level::Warn, "perf"),
        ];
        assert_eq!(typed.collect::<Vec<_>>(), expected);
        assert_eq!(args.check.input.paths, [PathBuf::from("src")]);
    }

    #[test]
    fn the_name_of_the_file_is_the_name_of_the_program() {
        let called = |file: &str| name([OsString::from(file), OsString::from("chanlint")]);
        for file in ["chanlint", "/usr/bin/chanlint", "./chanlint.exe"] {
            assert_eq!(called(file), Called::Plainly, "{file}");
        }
        for file in ["cargo-chanlint", "/opt/chanlint/cargo-chanlint", "", "chanlint-0.1"] {
            assert_eq!(called(file), Called::ByCargo, "{file}");
        }
    }

    #[test]
    fn paths_and_commands_live_together() {
        assert!(matches!(parsed("cargo-chanlint chanlint rules").command, Some(Command::Rules(_))));
        assert!(parsed("cargo-chanlint ./rules").command.is_none());
        assert_eq!(parsed("cargo-chanlint chanlint a b").check.input.paths.len(), 2);
    }
}
