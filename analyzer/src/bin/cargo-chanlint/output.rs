//! Everything that is printed: findings go to the standard output, problems to the standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;
use std::time::Instant;
use std::{env, fmt};

use anyhow::Context as _;
use chanlint::called;
use chanlint::config::Mistakes;
use chanlint::findings::Report;
use chanlint::fixes::{Change, Fixed};
use chanlint::report::human::{self, Detail};
use chanlint::report::{
    Lines, Look, agent, closing, diff, github, map, mistakes, picture, rustc_json, short,
    statistics, told,
};
use chanlint::sources::Sources;

use crate::args::{Check, ColorArgs, ColorChoice, MapArgs};
use crate::baseline::Stale;
use crate::colors;
use crate::formats::{FormatArgs, MapFormat, OutputFile, OutputFormat};
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
    let (format, base) = (check.formats.format(), check.formats.link_base.as_ref());
    match format {
        _ if check.formats.statistics => counts(format, report)?,
        OutputFormat::Human | OutputFormat::Full => people(check, report, sources)?,
        OutputFormat::Agent => text(&agent::findings(report, sources))?,
        OutputFormat::Short => text(&short::findings(report, sources))?,
        // The line that ends them comes when the other check is over, too.
        OutputFormat::RustcJson => {
            document(&rustc_json::messages(report, sources, check.formats.rendered()))?;
        }
        OutputFormat::Json
        | OutputFormat::Sarif
        | OutputFormat::Gitlab
        | OutputFormat::Junit
        | OutputFormat::Rdjson
        | OutputFormat::Checkstyle
        | OutputFormat::Html => {
            document(&format.render(report, sources, success, base)?)?;
        }
        OutputFormat::Github => {
            document(&format.render(report, sources, success, base)?)?;
            step_summary(report, sources)?;
        }
    }
    if check.formats.statistics || !format.tells_problems() {
        let problems = if format == OutputFormat::Short { short::problems } else { told::problems };
        complain(check.color.choice, &problems(report));
    }
    Ok(())
}

/// Prints what people read last: how it went.
pub(crate) fn closing(check: &Check, report: &Report, start: Instant) -> io::Result<()> {
    let look = look(check.color);
    match check.formats.format() {
        _ if check.quiet => Ok(()),
        OutputFormat::Human | OutputFormat::Full | OutputFormat::Agent => {
            let remark = check.formats.chosen_by().map(|variable| {
                format!("one line each as {variable} is set: `--output-format human` tells more")
            });
            text(&closing::closing_line(report, start.elapsed(), remark.as_deref(), look))
        }
        OutputFormat::Short => text(&closing::repairs_line(report, look)),
        _ => Ok(()),
    }
}

fn people(check: &Check, report: &Report, sources: &Sources) -> io::Result<()> {
    let detail = if check.verbose { Detail::Full } else { check.formats.format().detail() };
    text(&human::findings(report, sources, look(check.color), detail))?;
    if check.verbose { text(&told::details(report, sources)) } else { Ok(()) }
}

/// How text on the standard output looks.
pub(crate) fn look(color: ColorArgs) -> Look {
    colors::look(color.choice, &io::stdout())
}

/// Whether a person reads the standard output as it comes.
pub(crate) fn is_watched() -> bool {
    io::stdout().is_terminal()
}

fn counts(format: OutputFormat, report: &Report) -> io::Result<()> {
    if format == OutputFormat::Json {
        return document(&statistics::json(report));
    }
    text(&statistics::text(report))
}

/// Prints which files were fixed, to the standard error as what was done is no finding.
pub(crate) fn fixed(check: &Check, changes: &[Change], report: &Report) {
    if check.formats.format().is_for_people() && !check.quiet {
        complain(check.color.choice, &closing::fixed(changes, &report.root));
    }
}

/// Prints what fixes would change.
pub(crate) fn diff(check: &Check, fixed: &Fixed) -> io::Result<()> {
    text(&diff::unified(&fixed.changes, &fixed.report.root, look(check.color).palette))?;
    complain(check.color.choice, &told::problems(&fixed.report));
    if !check.quiet {
        complain(check.color.choice, &closing::would_fix_line(&fixed.changes));
    }
    Ok(())
}

/// Writes a report into each file. `success` is whether the run succeeds.
pub(crate) fn files(
    formats: &FormatArgs,
    report: &Report,
    sources: &Sources,
    success: bool,
) -> anyhow::Result<()> {
    for OutputFile { format, path } in &formats.files {
        let text = format.render(report, sources, success, formats.link_base.as_ref())?;
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
    let has_remarks = [OutputFormat::Human, OutputFormat::Full, OutputFormat::Agent];
    if check.quiet || !has_remarks.contains(&check.formats.format()) {
        return Ok(());
    }
    text(&closing::fixable_line(report, look(check.color)))?;
    if let Some(Stale { count, path }) = stale {
        let (entries, them) = if count == 1 { ("entry", "it") } else { ("entries", "them") };
        line(format_args!(
            "chanlint: {path} has {count} stale {entries}: `{} baseline prune` removes {them}",
            called::command()
        ))?;
    }
    added.map_or(Ok(()), |added| line(format_args!("{added}")))
}

/// Prints what could not be read.
pub(crate) fn problems(color: ColorArgs, report: &Report) {
    complain(color.choice, &told::problems(report));
}

/// Prints the map of channels.
pub(crate) fn map(args: &MapArgs, report: &Report, sources: &Sources) -> io::Result<()> {
    match args.output_format {
        MapFormat::Json => document(&map::json(report, sources)),
        MapFormat::Svg => document(&picture::svg::render(report, sources)),
        MapFormat::Html => {
            document(&picture::html::render(report, sources, args.link_base.as_ref()))
        }
        MapFormat::Mermaid => document(&picture::mermaid::render(report, sources)),
        MapFormat::Dot => document(&picture::dot::render(report, sources)),
        MapFormat::Human => {
            text(&map::text(report, sources))?;
            problems(args.color, report);
            Ok(())
        }
    }
}

/// Prints why the run failed.
pub(crate) fn error(error: &anyhow::Error, color: ColorChoice) {
    if let Some(found) = error.downcast_ref::<Mistakes>() {
        let root = env::current_dir().unwrap_or_default();
        let look = colors::look(color, &io::stderr());
        return tell(mistakes::render(found, &root, look).as_str());
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
    tell(&colors::errors(lines.as_str(), colors::look(choice, &io::stderr()).palette));
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
