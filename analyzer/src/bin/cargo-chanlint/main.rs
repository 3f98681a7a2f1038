//! `cargo chanlint`: the command line, colours and exit codes. What is found, and how it reads, is the library's.

mod allow;
mod args;
mod baseline;
mod changed;
mod colors;
mod completions;
mod configure;
mod fixing;
mod formats;
mod meaning;
mod other;
mod output;
mod pages;
mod progress;
mod request;
mod vcs;
mod write;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use chanlint::config::Mistakes;
use chanlint::findings::{Group, Level, Report};
use chanlint::report::{rustc_json, shown_path};
use chanlint::rules::RULES;
use chanlint::sources::Sources;

use crate::args::{Args, BaselineAction, Check, Command};
use crate::formats::OutputFormat;
use crate::other::Other;

/// Parsing is half allocation, and this allocator takes a third off the whole run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FOUND: u8 = 1;
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let args = match args::parse(std::env::args_os()) {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let color = args.check().color;
    match run(args) {
        Ok(code) => code,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error, color);
            ExitCode::from(FAILED)
        }
    }
}

/// Help and version go through here, too.
fn usage(error: &clap::Error) -> ExitCode {
    // Whoever closed the pipe does not want to read it.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(FAILED) } else { ExitCode::SUCCESS }
}

fn run(args: Args) -> Result<ExitCode> {
    match args.command {
        Some(Command::Explain { rule }) => output::document(pages::explain(&rule)?)?,
        Some(Command::Rules) => output::document(&pages::rules())?,
        Some(Command::Baseline { action }) => return change_baseline(&action),
        Some(Command::Completions { shell }) => {
            output::bytes(&completions::script(shell, args::program()))?;
        }
        Some(Command::Man { command }) => {
            output::bytes(&completions::manual(args::program(), command.as_deref())?)?;
        }
        Some(Command::Map(check)) => return map(&check),
        Some(Command::Init) => init()?,
        Some(Command::ShowConfig(check)) => show_config(&check)?,
        None => return check(&args.check),
    }
    Ok(ExitCode::SUCCESS)
}

fn check(check: &Check) -> Result<ExitCode> {
    let start = Instant::now();
    let formats = &check.formats;
    formats.agree()?;
    let request = request::request(check, &rules())?;
    if check.fixes.diff {
        return fixing::diff(check, &request);
    }
    let mut permission = vcs::Permission::new(&check.fixes);
    let (mut report, sources) = if check.fixes.fix {
        fixing::fix(check, &request, &mut permission)?
    } else {
        analysed(check, &request)?
    };
    let stale = baseline::hide(check, &mut report, &sources)?;
    if let Some(revision) = &check.changed_since {
        changed::limit(revision, &mut report, &sources)?;
    }
    let reason = check.add_allow.as_deref();
    let add = |reason| allow::add(reason, &mut report, &sources, &mut permission);
    let added = reason.map(add).transpose()?;
    // The other check is to read the fixed files.
    let other = formats.with.as_deref().map(Other::start).transpose()?;
    let mut code = exit_code(check, &report);
    let written = output::files(&formats.files, &report, &sources, code == 0);
    output::report(check, &report, &sources, code == 0)?;
    output::remarks(check, &report, stale, added)?;
    output::closing(check, &report, start)?;
    written?;
    // Ours takes less than a second: what the other check says waits for it, so that the order is always the same.
    if let Some(other) = other
        && !other.forward()?
    {
        code = code.max(FOUND);
    }
    if formats.format() == OutputFormat::RustcJson {
        output::document(&rustc_json::finished(code == 0))?;
    }
    Ok(ExitCode::from(code))
}

fn change_baseline(action: &BaselineAction) -> Result<ExitCode> {
    let check = action.check();
    meaning::for_baseline(check)?;
    let request = request::request(check, &rules())?;
    let (mut report, sources) = analysed(check, &request)?;
    output::problems(check, &report);
    baseline::demand_everything(&report)?;
    let told = match action {
        BaselineAction::Write(_) => baseline::write(check, &report, &sources)?,
        BaselineAction::Prune(_) => baseline::prune(check, &mut report, &sources)?,
    };
    if !check.quiet {
        output::line(format_args!("{told}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn map(check: &Check) -> Result<ExitCode> {
    meaning::for_map(check)?;
    check.formats.agree_with_map()?;
    let request = request::request(check, &rules())?;
    let (report, sources) = analysed(check, &request)?;
    output::map(check, &report, &sources)?;
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

fn init() -> Result<()> {
    let directory = request::directory()?;
    let path = configure::init(&directory)?;
    Ok(output::line(format_args!("wrote {}", shown_path(&path, &directory)))?)
}

fn show_config(check: &Check) -> Result<()> {
    meaning::for_show_config(check)?;
    let request = request::request(check, &rules())?;
    let (config, homes) = chanlint::configuration(&request)?;
    Ok(output::text(&configure::show(check, &request, &config, &homes)?)?)
}

fn rules() -> Vec<(&'static str, Group)> {
    RULES.iter().map(|rule| (rule.name, rule.group)).collect()
}

/// Runs the analysis; a person who waits for it sees what it does.
fn analysed(check: &Check, request: &chanlint::Request) -> Result<(Report, Sources), Mistakes> {
    let for_people = matches!(check.formats.format(), OutputFormat::Human | OutputFormat::Short);
    if check.quiet || !for_people || !progress::has_a_reader() {
        return chanlint::run(request);
    }
    progress::shown(|tell| chanlint::run_told(request, tell))
}

fn exit_code(check: &Check, report: &Report) -> u8 {
    let failing = if check.deny_warnings { Level::Warn } else { Level::Deny };
    let given_up = check.deny_incomplete && !report.incomplete.is_empty();
    if given_up || !report.problems.is_empty() {
        FAILED
    } else if !check.exit_zero && report.findings.iter().any(|finding| finding.level >= failing) {
        FOUND
    } else {
        0
    }
}
