//! Whether what is printed carries colours: what was typed, what the environment asks for, and whether somebody is looking.

use std::env;
use std::io::IsTerminal;

use chanlint::report::human::Palette;

use crate::args::ColorChoice;

/// The colours of a stream. As cargo does it, the flag comes first, then `CARGO_TERM_COLOR`; then `NO_COLOR`, `CLICOLOR_FORCE`, and
/// whether the stream is a terminal.
pub(crate) fn palette(choice: ColorChoice, stream: &impl IsTerminal) -> Palette {
    let wished = match choice {
        ColorChoice::Always => Some(true),
        ColorChoice::Never => Some(false),
        ColorChoice::Auto => environment(),
    };
    let can_show = || stream.is_terminal() && env::var_os("TERM").is_none_or(|it| it != "dumb");
    if wished.unwrap_or_else(can_show) { Palette::Ansi } else { Palette::Plain }
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
