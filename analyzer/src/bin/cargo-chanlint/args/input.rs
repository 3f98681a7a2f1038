//! What is read, and how: the arguments of every command that looks at code.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chanlint::findings::Level;
use clap::ArgMatches;

/// What to read, by which configuration, and how much each rule counts.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
pub(crate) struct Input {
    /// Directories, `Cargo.toml`s or `.rs` files; without one, the package or workspace around the working directory
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

    #[command(flatten)]
    pub(crate) levels: LevelArgs,
}

/// A text that stands in for a file.
#[derive(Debug, clap::Args)]
pub(crate) struct StandardInput {
    /// Read one file from the standard input, with `-` as the path: this is the file that the text stands in for; findings are
    /// reported there only
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["package", "workspace", "exclude", "manifest_path"],
        help_heading = "What to read"
    )]
    pub(crate) stdin_filename: Option<PathBuf>,
}

/// How the work is done.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Work {
    /// How many threads to use; one for each core without it
    #[arg(short, long, value_name = "N", help_heading = "Output")]
    pub(crate) jobs: Option<NonZeroUsize>,
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
