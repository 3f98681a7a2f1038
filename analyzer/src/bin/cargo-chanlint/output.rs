//! Everything that is printed: findings go to the standard output, problems to the standard error.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;
use std::{env, fmt};

use anyhow::Context as _;
use chanlint::config::Mistakes;
use chanlint::findings::Report;
use chanlint::fixes::{Change, Fixed};
use chanlint::report::{Lines, diff, github, human, map, mistakes, rustc_json, short, statistics};
use chanlint::sources::Sources;

use crate::args::{Check, ColorChoice};
use crate::baseline::Stale;
use crate::colors;
use crate::formats::{OutputFile, OutputFormat};
use crate::write;

/// Prints text for people.
pub(crate) fn text(lines: &Lines) -> io::Result<()> {
    bytes(lines.as_str().as_bytes())
}

/// Prints one line for people.
pub(crate) fn line(line: fmt::Arguments<'_>) -> io::Result<()> {
    let mut lines = Lines::new();
    lines.line(line);
    text(&lines)
}

/// Prints what has a syntax of its own, or holds nothing but words of ours.
pub(crate) fn document(text: &str) -> io::Result<()> {
    bytes(text.as_bytes())
}

/// Prints what another program reads.
pub(crate) fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Prints a report of a run that succeeds so far, or does not. Nothing else is printed where programs read both streams.
pub(crate) fn report(
    check: &Check,
    report: &Report,
    sources: &Sources,
    success: bool,
) -> anyhow::Result<()> {
    let format = check.formats.format();
    match format {
        _ if check.formats.statistics => counts(format, report)?,
        OutputFormat::Human => people(check, report, sources)?,
        OutputFormat::Short => text(&short::findings(report, sources))?,
        // The line that ends them comes when the other check is over, too.
        OutputFormat::RustcJson => {
            document(&rustc_json::messages(report, sources, check.formats.rendered()))?;
        }
        OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Junit => {
            document(&format.render(report, sources, success)?)?;
        }
        OutputFormat::Github => {
            document(&format.render(report, sources, success)?)?;
            step_summary(report, sources)?;
        }
    }
    if check.formats.statistics || !format.tells_problems() {
        let problems =
            if format == OutputFormat::Short { short::problems } else { human::problems };
        complain(check.color, &problems(report));
    }
    Ok(())
}

/// Prints what people read last: how it went.
pub(crate) fn closing(check: &Check, report: &Report, start: Instant) -> io::Result<()> {
    match check.formats.format() {
        _ if check.quiet => Ok(()),
        OutputFormat::Human => text(&human::closing_line(report, start.elapsed())),
        OutputFormat::Short => text(&human::repairs_line(report)),
        _ => Ok(()),
    }
}

fn people(check: &Check, report: &Report, sources: &Sources) -> io::Result<()> {
    text(&human::findings(report, sources, colors::palette(check.color, &io::stdout())))?;
    if check.verbose { text(&human::details(report, sources)) } else { Ok(()) }
}

fn counts(format: OutputFormat, report: &Report) -> io::Result<()> {
    if format == OutputFormat::Json {
        return document(&statistics::json(report));
    }
    text(&statistics::text(report))
}

/// Prints which files were fixed, to the standard error as what was done is no finding.
pub(crate) fn fixed(check: &Check, changes: &[Change], report: &Report) {
    let for_people = matches!(check.formats.format(), OutputFormat::Human | OutputFormat::Short);
    if for_people && !check.quiet {
        complain(check.color, &human::fixed(changes, &report.root));
    }
}

/// Prints what fixes would change.
pub(crate) fn diff(check: &Check, fixed: &Fixed) -> io::Result<()> {
    text(&diff::unified(&fixed.changes, &fixed.report.root))?;
    complain(check.color, &human::problems(&fixed.report));
    if !check.quiet {
        complain(check.color, &human::would_fix_line(&fixed.changes));
    }
    Ok(())
}

/// Writes a report into each file. `success` is whether the run succeeds.
pub(crate) fn files(
    files: &[OutputFile],
    report: &Report,
    sources: &Sources,
    success: bool,
) -> anyhow::Result<()> {
    for OutputFile { format, path } in files {
        let text = format.render(report, sources, success)?;
        write::put(path, &report.territory, text.as_bytes())
            .with_context(|| format!("{}: the report cannot be written", path.display()))?;
    }
    Ok(())
}

/// GitHub shows what is appended to this file on the page of the run.
fn step_summary(report: &Report, sources: &Sources) -> anyhow::Result<()> {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let path = Path::new(&path);
    write::append(path, github::summary(report, sources).as_bytes())
        .with_context(|| format!("{}: the summary cannot be written", path.display()))
}

/// Prints what else there is to say, where a person reads it.
pub(crate) fn remarks(
    check: &Check,
    report: &Report,
    stale: Option<Stale>,
    added: Option<String>,
) -> io::Result<()> {
    if check.quiet || check.formats.format() != OutputFormat::Human {
        return Ok(());
    }
    text(&human::fixable_line(report))?;
    if let Some(Stale { count, path }) = stale {
        let (entries, them) = if count == 1 { ("entry", "it") } else { ("entries", "them") };
        line(format_args!(
            "chanlint: {path} has {count} stale {entries}: `cargo chanlint baseline prune` removes {them}"
        ))?;
    }
    added.map_or(Ok(()), |added| line(format_args!("{added}")))
}

/// Prints what could not be read.
pub(crate) fn problems(check: &Check, report: &Report) {
    complain(check.color, &human::problems(report));
}

/// Prints the map of channels.
pub(crate) fn map(check: &Check, report: &Report, sources: &Sources) -> io::Result<()> {
    if check.formats.format() == OutputFormat::Json {
        return document(&map::json(report, sources));
    }
    text(&map::text(report, sources))?;
    problems(check, report);
    Ok(())
}

/// Prints why the run failed.
pub(crate) fn error(error: &anyhow::Error, color: ColorChoice) {
    if let Some(found) = error.downcast_ref::<Mistakes>() {
        let root = env::current_dir().unwrap_or_default();
        let palette = colors::palette(color, &io::stderr());
        return tell(mistakes::render(found, &root, palette).as_str());
    }
    let mut lines = Lines::new();
    lines.line(format_args!("error: {error:#}"));
    if let Some(listed) = error.downcast_ref::<Listed>() {
        lines.line(format_args!(""));
        listed.items.iter().for_each(|item| lines.line(format_args!("  * {item}")));
    }
    complain(color, &lines);
}

/// An error that speaks of several things, which stand below it.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) message: String,
    pub(crate) items: Vec<String>,
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Listed {}

fn complain(choice: ColorChoice, lines: &Lines) {
    tell(&colors::errors(lines.as_str(), colors::palette(choice, &io::stderr())));
}

/// Writes to the standard error. Where nobody reads it, the exit code still says so, and the rest of the work is done.
fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether a failure is only that the reader of the output has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_broken)
}
