//! `cargo chanlint`: the command line, colours and exit codes. What is found, and how it reads, is the library's.

mod agents;
mod allow;
mod args;
mod baseline;
mod changed;
mod colors;
mod completions;
mod configure;
mod fixing;
mod formats;
mod other;
mod output;
mod pager;
mod pages;
mod progress;
mod request;
mod vcs;
mod write;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use chanlint::called;
use chanlint::config::Mistakes;
use chanlint::findings::{Group, Level, Report};
use chanlint::report::{self, rustc_json, shown_path};
use chanlint::rules::RULES;
use chanlint::sources::Sources;

use crate::args::{Args, BaselineAction, Check, Command, Input, MapArgs, RulesArgs};
use crate::formats::{MapFormat, OutputFormat, RulesFormat};
use crate::other::Other;

/// Parsing is half allocation, and this allocator takes a third off the whole run.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const FOUND: u8 = 1;
const FAILED: u8 = 2;

fn main() -> ExitCode {
    called::say(args::name(std::env::args_os()));
    let args = match args::parse(std::env::args_os()) {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let color = args.color();
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
        Some(Command::Explain(args)) => {
            pager::show(&pages::explain(&args, output::look(args.color))?)?;
        }
        Some(Command::Rules(args)) => list_rules(&args)?,
        Some(Command::Baseline { action }) => return change_baseline(&action),
        Some(Command::Completions { shell }) => {
            output::bytes(&completions::script(shell, args::program()))?;
        }
        Some(Command::Man { command }) => {
            output::bytes(&completions::manual(args::program(), command.as_deref())?)?;
        }
        Some(Command::Map(args)) => return map(&args),
        Some(Command::Init) => init()?,
        Some(Command::ShowConfig(args)) => show_config(&args.input)?,
        None => return check(&args.check),
    }
    Ok(ExitCode::SUCCESS)
}

fn check(check: &Check) -> Result<ExitCode> {
    let start = Instant::now();
    let formats = &check.formats;
    formats.agree()?;
    let request =
        request::request(&check.input, Some(&check.standard_input), Some(check.work), &rules())?;
    if check.fixes.diff {
        return fixing::diff(check, &request);
    }
    let mut permission = vcs::Permission::new(&check.fixes);
    let (mut report, sources) = if check.fixes.fix {
        fixing::fix(check, &request, &mut permission)?
    } else {
        analysed(&request, watches(check))?
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
    let written = output::files(formats, &report, &sources, code == 0);
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

fn list_rules(args: &RulesArgs) -> Result<()> {
    match args.output_format {
        RulesFormat::Json => Ok(output::document(&report::rules::json())?),
        RulesFormat::Human => Ok(pager::show(&report::rules::text(output::look(args.color)))?),
    }
}

fn change_baseline(action: &BaselineAction) -> Result<ExitCode> {
    let args = action.args();
    let request = request::request(&args.input, None, Some(args.work), &rules())?;
    let watch = if args.quiet { Watch::Nobody } else { Watch::Person };
    let (mut report, sources) = analysed(&request, watch)?;
    output::problems(args.color, &report);
    baseline::demand_everything(&report)?;
    let told = match action {
        BaselineAction::Write(_) => baseline::write(&args.baseline, &report, &sources)?,
        BaselineAction::Prune(_) => baseline::prune(&args.baseline, &mut report, &sources)?,
    };
    if !args.quiet {
        output::line(format_args!("{told}"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn map(args: &MapArgs) -> Result<ExitCode> {
    let input = Some(&args.standard_input);
    let request = request::request(&args.input, input, Some(args.work), &rules())?;
    let watch = if args.output_format == MapFormat::Human { Watch::Person } else { Watch::Nobody };
    let (report, sources) = analysed(&request, watch)?;
    output::map(args, &report, &sources)?;
    Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAILED) })
}

fn init() -> Result<()> {
    let directory = request::directory()?;
    let path = configure::init(&directory)?;
    Ok(output::line(format_args!("wrote {}", shown_path(&path, &directory)))?)
}

fn show_config(input: &Input) -> Result<()> {
    let request = request::request(input, None, None, &rules())?;
    let (config, homes) = chanlint::configuration(&request)?;
    Ok(output::text(&configure::show(input, &request, &config, &homes)?)?)
}

fn rules() -> Vec<(&'static str, Group)> {
    RULES.iter().map(|rule| (rule.name, rule.group)).collect()
}

/// Who waits for a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// Somebody who wants to see what it does.
    Person,
    /// Nobody who could be told.
    Nobody,
}

fn watches(check: &Check) -> Watch {
    let for_people = check.formats.format().is_for_people();
    if for_people && !check.quiet { Watch::Person } else { Watch::Nobody }
}

/// Runs the analysis; a person who waits for it sees what it does.
fn analysed(request: &chanlint::Request, watch: Watch) -> Result<(Report, Sources), Mistakes> {
    if watch == Watch::Nobody || !progress::has_a_reader() {
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
