//! Everything that is printed: findings go to the standard output, problems to the standard error.

use std::io::{self, Write as _};
use std::time::Instant;
use std::{env, fs};

use anyhow::Context as _;
use chanlint::config::Mistakes;
use chanlint::findings::Report;
use chanlint::fixes::Fixed;
use chanlint::report::human;
use chanlint::report::{diff, github, map, mistakes, rustc_json, short, statistics};
use chanlint::sources::Sources;

use crate::args::{Check, ColorChoice};
use crate::baseline::Stale;
use crate::colors;
use crate::formats::{OutputFile, OutputFormat};

/// Prints a text as it is.
pub(crate) fn text(text: &str) -> io::Result<()> {
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
    start: Instant,
) -> anyhow::Result<()> {
    let format = check.formats.format();
    match format {
        _ if check.formats.statistics => text(&counts(format, report))?,
        OutputFormat::Human => people(check, report, sources)?,
        OutputFormat::Short => text(&short::findings(report, sources))?,
        // The line that ends them comes when the other check is over, too.
        OutputFormat::RustcJson => {
            text(&rustc_json::messages(report, sources, check.formats.rendered()))?;
        }
        OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Junit => {
            text(&format.render(report, sources, success))?;
        }
        OutputFormat::Github => {
            text(&format.render(report, sources, success))?;
            step_summary(report, sources)?;
        }
    }
    if check.formats.statistics || !format.tells_problems() {
        let problems =
            if format == OutputFormat::Short { short::problems } else { human::problems };
        complain(check.color, &problems(report))?;
    }
    if format == OutputFormat::Human && !check.quiet {
        text(&human::fixable_line(report))?;
        text(&human::closing_line(report, start.elapsed()))?;
    }
    Ok(())
}

fn people(check: &Check, report: &Report, sources: &Sources) -> io::Result<()> {
    text(&human::findings(report, sources, colors::palette(check.color, &io::stdout())))?;
    if check.verbose { text(&human::details(report, sources)) } else { Ok(()) }
}

fn counts(format: OutputFormat, report: &Report) -> String {
    if format == OutputFormat::Json { statistics::json(report) } else { statistics::text(report) }
}

/// Prints which files were fixed, to the standard error as what was done is no finding.
pub(crate) fn fixed(check: &Check, fixed: &Fixed) -> io::Result<()> {
    if check.quiet || check.formats.format() != OutputFormat::Human {
        return Ok(());
    }
    let lines = human::fixed(&fixed.changes, &fixed.report.root);
    io::stderr().lock().write_all(lines.as_bytes())
}

/// Prints what fixes would change.
pub(crate) fn diff(check: &Check, fixed: &Fixed) -> io::Result<()> {
    text(&diff::unified(&fixed.changes, &fixed.report.root))?;
    let mut lines = human::problems(&fixed.report);
    if !check.quiet {
        lines += &human::would_fix_line(&fixed.changes);
    }
    io::stderr().lock().write_all(lines.as_bytes())
}

/// Writes a report into each file. `success` is whether the run succeeds.
pub(crate) fn files(
    files: &[OutputFile],
    report: &Report,
    sources: &Sources,
    success: bool,
) -> anyhow::Result<()> {
    for OutputFile { format, path } in files {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(path, format.render(report, sources, success)))
            .with_context(|| format!("{}: the report cannot be written", path.display()))?;
    }
    Ok(())
}

/// GitHub shows what is appended to this file on the page of the run.
fn step_summary(report: &Report, sources: &Sources) -> anyhow::Result<()> {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let file = fs::OpenOptions::new().create(true).append(true).open(&path);
    file.and_then(|mut file| file.write_all(github::summary(report, sources).as_bytes()))
        .with_context(|| format!("{}: the summary cannot be written", path.display()))
}

/// Prints what else happened, where a person reads it.
pub(crate) fn remarks(
    check: &Check,
    stale: Option<Stale>,
    added: Option<String>,
) -> io::Result<()> {
    if check.quiet || check.formats.format() != OutputFormat::Human {
        return Ok(());
    }
    if let Some(Stale { count, path }) = stale {
        let (entries, them) = if count == 1 { ("entry", "it") } else { ("entries", "them") };
        text(&format!(
            "chanlint: {path} has {count} stale {entries}: `cargo chanlint baseline prune` removes {them}\n"
        ))?;
    }
    added.map_or(Ok(()), |added| text(&added))
}

/// Prints what could not be read.
pub(crate) fn problems(check: &Check, report: &Report) -> io::Result<()> {
    complain(check.color, &human::problems(report))
}

/// Prints the map of channels.
pub(crate) fn map(check: &Check, report: &Report, sources: &Sources) -> io::Result<()> {
    if check.formats.format() == OutputFormat::Json {
        return text(&map::json(report, sources));
    }
    text(&map::text(report, sources))?;
    problems(check, report)
}

/// Prints why the run failed. Where nobody reads it, the exit code still says so.
pub(crate) fn error(error: &anyhow::Error, color: ColorChoice) {
    let Some(found) = error.downcast_ref::<Mistakes>() else {
        let _ = complain(color, &format!("error: {error:#}\n"));
        return;
    };
    let root = env::current_dir().unwrap_or_default();
    let mut err = io::stderr().lock();
    let text = mistakes::render(found, &root, colors::palette(color, &err));
    let _ = err.write_all(text.as_bytes());
}

fn complain(choice: ColorChoice, lines: &str) -> io::Result<()> {
    let mut err = io::stderr().lock();
    let lines = colors::errors(lines, colors::palette(choice, &err));
    err.write_all(lines.as_bytes())
}

/// Whether a failure is only that the reader of the output has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_broken)
}
