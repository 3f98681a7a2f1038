//! From what the user typed to what the library is asked, with what the environment adds.

use std::collections::BTreeSet;
use std::env;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use chanlint::called;
use chanlint::config;
use chanlint::discover::{self, Selection};
use chanlint::findings::Group;
use chanlint::levels::Levels;
use chanlint::rules::renamed;
use chanlint::suggest;
use chanlint::workspace::{TargetKind, Texts};
use clap::CommandFactory as _;

use crate::args::{Args, Input, StandardInput, Work};

/// The request that the arguments stand for. `rules` are the known ones.
pub(crate) fn request(
    input: &Input,
    standard_input: Option<&StandardInput>,
    work: Option<Work>,
    rules: &[(&str, Group)],
) -> anyhow::Result<chanlint::Request> {
    mistyped_command(input)?;
    let typed = input.levels.directives.iter();
    let typed = typed.map(|(level, name)| (*level, renamed(name).unwrap_or(name)));
    Ok(chanlint::Request {
        discovery: discovery(input, standard_input)?,
        config: configuration(input)?,
        levels: Levels::new(typed, rules)?,
        jobs: work.and_then(|work| work.jobs).map(Into::into),
    })
}

fn discovery(
    input: &Input,
    standard_input: Option<&StandardInput>,
) -> anyhow::Result<discover::Request> {
    let directory = directory()?;
    let texts = texts(input, standard_input)?;
    let paths =
        if texts.is_empty() { input.paths.clone() } else { texts.keys().cloned().collect() };
    Ok(discover::Request {
        paths,
        texts,
        manifest_path: input.manifest_path.clone(),
        selection: selection(input),
        exclude: input.exclude.clone(),
        kinds: kinds(input),
        cargo_home: cargo_home(),
        go_modules: go_modules(),
        ..discover::Request::new(directory)
    })
}

/// A mistyped command is taken for a path; the user should hear of commands and not of files.
fn mistyped_command(input: &Input) -> anyhow::Result<()> {
    let command = Args::command();
    let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    for path in input.paths.iter().filter(|path| !path.exists()) {
        let typed = path.to_string_lossy();
        if names.contains(&&*typed) {
            bail!("`{typed}` is a command and comes first: `{} {typed} …`", called::command());
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

fn configuration(input: &Input) -> anyhow::Result<config::Choice> {
    if input.isolated {
        return Ok(config::Choice::Isolated);
    }
    let Some(path) = &input.config else { return Ok(config::Choice::Found) };
    Ok(config::Choice::File(directory()?.join(path)))
}

/// The text on the standard input, when it is asked for.
fn texts(input: &Input, standard_input: Option<&StandardInput>) -> anyhow::Result<Texts> {
    let is_asked = input.paths.iter().any(|path| path == Path::new("-"));
    match standard_input.and_then(|it| it.stdin_filename.as_ref()) {
        Some(path) if is_asked && input.paths.len() == 1 => {
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

fn selection(input: &Input) -> Selection {
    if input.workspace {
        Selection::Workspace
    } else if input.package.is_empty() {
        Selection::Paths
    } else {
        Selection::Packages(input.package.clone())
    }
}

fn kinds(input: &Input) -> BTreeSet<TargetKind> {
    let others = [
        (input.tests, TargetKind::Test),
        (input.examples, TargetKind::Example),
        (input.benches, TargetKind::Bench),
    ];
    let others =
        others.into_iter().filter(|(asked, _)| *asked || input.all_targets).map(|(_, kind)| kind);
    [TargetKind::Lib, TargetKind::Bin].into_iter().chain(others).collect()
}

fn cargo_home() -> Option<PathBuf> {
    let given = env::var_os("CARGO_HOME").filter(|home| !home.is_empty()).map(PathBuf::from);
    given.or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// Where `go` keeps modules: `GOMODCACHE`, else below the first folder of `GOPATH`, which is `~/go` where nobody says it.
fn go_modules() -> Option<PathBuf> {
    let given = |name| env::var_os(name).filter(|value| !value.is_empty());
    if let Some(modules) = given("GOMODCACHE") {
        return Some(modules.into());
    }
    let first = given("GOPATH").and_then(|paths| env::split_paths(&paths).next());
    let home = first.or_else(|| Some(env::home_dir()?.join("go")))?;
    Some(home.join("pkg/mod"))
}
