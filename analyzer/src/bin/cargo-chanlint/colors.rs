//! How what is printed looks: whether it carries colours and links, and how wide it is. What was typed counts, then what the
//! environment asks for, then whether somebody is looking.

use std::env;
use std::io::IsTerminal;

use chanlint::report::{Look, Palette, WIDTH};
use supports_hyperlinks::supports_hyperlinks;
use terminal_size::{Width, terminal_size_of};

use crate::args::ColorChoice;

/// A stream that may be a terminal.
#[cfg(unix)]
pub(crate) trait Stream: IsTerminal + std::os::fd::AsFd {}
#[cfg(unix)]
impl<T: IsTerminal + std::os::fd::AsFd> Stream for T {}
/// A stream that may be a terminal.
#[cfg(windows)]
pub(crate) trait Stream: IsTerminal + std::os::windows::io::AsHandle {}
#[cfg(windows)]
impl<T: IsTerminal + std::os::windows::io::AsHandle> Stream for T {}

/// The look of what goes to a stream.
pub(crate) fn look(choice: ColorChoice, stream: &impl Stream) -> Look {
    Look::new(palette(choice, stream), columns(stream))
}

/// As wide as the terminal; elsewhere what `COLUMNS` says.
fn columns(stream: &impl Stream) -> usize {
    let of_terminal = terminal_size_of(stream).map(|(Width(columns), _)| usize::from(columns));
    let said = || env::var("COLUMNS").ok()?.parse().ok();
    of_terminal.filter(|&columns| columns > 0).or_else(said).unwrap_or(WIDTH)
}

/// The colours of a stream. As cargo does it, the flag comes first, then `CARGO_TERM_COLOR`; then `NO_COLOR`, `CLICOLOR_FORCE`, and
/// whether the stream is a terminal.
fn palette(choice: ColorChoice, stream: &impl Stream) -> Palette {
    let wished = match choice {
        ColorChoice::Always => Some(true),
        ColorChoice::Never => Some(false),
        ColorChoice::Auto => environment(),
    };
    let can_show = || stream.is_terminal() && env::var_os("TERM").is_none_or(|it| it != "dumb");
    match wished.unwrap_or_else(can_show) {
        true if supports_hyperlinks() && stream.is_terminal() => Palette::Linked,
        true => Palette::Ansi,
        false => Palette::Plain,
    }
}

fn environment() -> Option<bool> {
    match env::var("CARGO_TERM_COLOR").as_deref() {
        Ok("always") => return Some(true),
        Ok("never") => return Some(false),
        _ => {}
    }
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("NO_COLOR") {
        return Some(false);
    }
    (is_set("CLICOLOR_FORCE") && env::var_os("CLICOLOR_FORCE").is_some_and(|it| it != "0"))
        .then_some(true)
}

/// Lines for the standard error, with the word that opens an error in the colour that findings give it.
pub(crate) fn errors(lines: &str, palette: Palette) -> String {
    const WORD: &str = "error:";
    if palette == Palette::Plain {
        return lines.to_owned();
    }
    let painted = lines.split_inclusive('\n').map(|line| match line.strip_prefix(WORD) {
        Some(rest) => format!("\u{1b}[1;91merror\u{1b}[0m:{rest}"),
        None => line.to_owned(),
    });
    painted.collect()
}
