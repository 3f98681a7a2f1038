//! From what the user typed to what the library is asked, with what the environment adds.

use std::collections::BTreeSet;
use std::env;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chanlint::config;
use chanlint::discover::{self, Selection};
use chanlint::findings::Group;
use chanlint::levels::Levels;
use chanlint::rules::renamed;
use chanlint::suggest;
use chanlint::workspace::{TargetKind, Texts};
use clap::CommandFactory as _;

use crate::args::{Args, Check};

/// The request that the arguments stand for. `rules` are the known ones.
pub(crate) fn request(check: &Check, rules: &[(&str, Group)]) -> anyhow::Result<chanlint::Request> {
    mistyped_command(check)?;
    let typed = check.levels.directives.iter();
    let typed = typed.map(|(level, name)| (*level, renamed(name).unwrap_or(name)));
    Ok(chanlint::Request {
        discovery: discovery(check)?,
        config: configuration(check)?,
        levels: Levels::new(typed, rules)?,
        jobs: check.jobs.map(Into::into),
    })
}

fn discovery(check: &Check) -> anyhow::Result<discover::Request> {
    let directory = directory()?;
    let texts = standard_input(check)?;
    let paths =
        if texts.is_empty() { check.paths.clone() } else { texts.keys().cloned().collect() };
    Ok(discover::Request {
        paths,
        texts,
        manifest_path: check.manifest_path.clone(),
        selection: selection(check),
        exclude: check.exclude.clone(),
        kinds: kinds(check),
        cargo_home: cargo_home(),
        ..discover::Request::new(directory)
    })
}

/// A mistyped command is taken for a path; the user should hear of commands and not of files.
fn mistyped_command(check: &Check) -> anyhow::Result<()> {
    let command = Args::command();
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    for path in check.paths.iter().filter(|path| !path.exists()) {
        let typed = path.to_string_lossy();
        if names.contains(&&*typed) {
            bail!("`{typed}` is a command and comes first: `cargo chanlint {typed} …`");
        }
        if let Some(meant) = suggest::nearest(&typed, &names) {
            bail!("there is neither a path nor a command `{typed}`: did you mean `{meant}`?");
        }
    }
    Ok(())
}

/// The working directory.
pub(crate) fn directory() -> anyhow::Result<PathBuf> {
    env::current_dir().context("the working directory cannot be read")
}

fn configuration(check: &Check) -> anyhow::Result<config::Choice> {
    if check.isolated {
        return Ok(config::Choice::Isolated);
    }
    let Some(path) = &check.config else { return Ok(config::Choice::Found) };
    Ok(config::Choice::File(directory()?.join(path)))
}

/// The text on the standard input, when it is asked for.
fn standard_input(check: &Check) -> anyhow::Result<Texts> {
    let is_asked = check.paths.iter().any(|path| path == Path::new("-"));
    match &check.stdin_filename {
        Some(path) if is_asked && check.paths.len() == 1 => {
            let text = io::read_to_string(io::stdin())
                .context("the text on the standard input cannot be read")?;
            Ok(Texts::from([(path.clone(), text.into())]))
        }
        Some(_) if is_asked => bail!("`-` cannot stand beside other paths"),
        Some(_) => bail!("`--stdin-filename` needs `-` as the only path"),
        None if is_asked => {
            bail!("`-` needs `--stdin-filename`: findings depend on where the text belongs")
        }
        None => Ok(Texts::new()),
    }
}

fn selection(check: &Check) -> Selection {
    if check.workspace {
        Selection::Workspace
    } else if check.package.is_empty() {
        Selection::Paths
    } else {
        Selection::Packages(check.package.clone())
    }
}

fn kinds(check: &Check) -> BTreeSet<TargetKind> {
    let others = [
        (check.tests, TargetKind::Test),
        (check.examples, TargetKind::Example),
        (check.benches, TargetKind::Bench),
    ];
    let others =
        others.into_iter().filter(|(asked, _)| *asked || check.all_targets).map(|(_, kind)| kind);
    [TargetKind::Lib, TargetKind::Bin].into_iter().chain(others).collect()
}

fn cargo_home() -> Option<PathBuf> {
    let given = env::var_os("CARGO_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    given.or_else(|| Some(env::home_dir()?.join(".cargo")))
}
