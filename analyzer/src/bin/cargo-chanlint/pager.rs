//! Long text on a terminal goes through the pager that the user has chosen, or through `less`.

use std::env;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use chanlint::report::Lines;

use crate::output;

/// What is used where nobody says anything.
const PAGER: &str = "less";

/// Prints a text. Where there is no terminal, or no pager, it is printed as it is.
pub(crate) fn show(lines: &Lines) -> io::Result<()> {
    if output::is_watched() && paged(lines.as_str()) { Ok(()) } else { output::text(lines) }
}

/// Whether a pager has shown the text.
fn paged(text: &str) -> bool {
    let Some(mut command) = command() else { return false };
    let Ok(mut pager) = command.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut input) = pager.stdin.take() {
        // Who leaves the pager has seen enough.
        let _ = input.write_all(text.as_bytes());
    }
    pager.wait().is_ok()
}

/// The pager: `PAGER`, whose words are told apart as a shell does it; none when that is empty or `cat`.
fn command() -> Option<Command> {
    let chosen = env::var("PAGER").unwrap_or_else(|_| PAGER.to_owned());
    let words = shlex::split(&chosen)?;
    let (program, arguments) = words.split_first().filter(|(program, _)| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(arguments);
    if env::var_os("LESS").is_none() {
        // As git does it: a text that fits is printed, colours are shown, and the screen is left as it is.
        command.env("LESS", "FRX");
    }
    Some(command)
}
