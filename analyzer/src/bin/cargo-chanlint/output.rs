//! Everything that is printed: findings go to the standard output, problems to the standard error.

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::time::Instant;

use anyhow::bail;
use chanlint::findings::Report;
use chanlint::report::human::{self, Palette};
use chanlint::report::{json, map, rustc_json};
use chanlint::sources::Sources;

use crate::args::{Check, ColorChoice};
use crate::formats::OutputFormat;

/// Prints a text as it is.
pub(crate) fn text(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints a report. In JSON mode nothing else is printed, as programs read both streams.
pub(crate) fn report(
    check: &Check,
    report: &Report,
    sources: &Sources,
    start: Instant,
) -> io::Result<()> {
    match check.formats.format() {
        OutputFormat::Human => {}
        OutputFormat::Json => return text(&json::render(report, sources)),
        OutputFormat::RustcJson => {
            return text(&rustc_json::messages(report, sources, check.formats.rendered()));
        }
    }
    text(&human::findings(report, sources, palette(check.color)))?;
    if check.verbose {
        text(&human::details(report, sources))?;
    }
    io::stderr().lock().write_all(human::problems(report).as_bytes())?;
    if !check.quiet {
        text(&human::closing_line(report, start.elapsed()))?;
    }
    Ok(())
}

/// Prints the map of channels.
pub(crate) fn map(check: &Check, report: &Report, sources: &Sources) -> anyhow::Result<()> {
    let format = check.formats.format();
    if format == OutputFormat::Json {
        return Ok(text(&map::json(report, sources))?);
    }
    if format != OutputFormat::Human {
        bail!("the map is printed as `human` or `json`");
    }
    text(&map::text(report, sources))?;
    Ok(io::stderr().lock().write_all(human::problems(report).as_bytes())?)
}

/// Prints why the run failed.
#[expect(clippy::print_stderr, reason = "the last word of a failed run")]
pub(crate) fn error(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// Whether a failure is only that the reader of the output has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_broken)
}

/// As cargo does it: the flag, then `CARGO_TERM_COLOR`, then `NO_COLOR`, then whether somebody is looking.
fn palette(choice: ColorChoice) -> Palette {
    let wished = match choice {
        ColorChoice::Always => Some(true),
        ColorChoice::Never => Some(false),
        ColorChoice::Auto => match env::var("CARGO_TERM_COLOR").as_deref() {
            Ok("always") => Some(true),
            Ok("never") => Some(false),
            _ => None,
        },
    };
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let looks_on = || {
        !is_set("NO_COLOR")
            && env::var_os("TERM").is_none_or(|term| term != "dumb")
            && io::stdout().is_terminal()
    };
    if wished.unwrap_or_else(looks_on) { Palette::Ansi } else { Palette::Plain }
}
