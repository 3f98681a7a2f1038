//! `chanlint`: the program beside it, `cargo-chanlint`, under the name that is typed where there is no cargo. It holds nothing of it,
//! so that the program is linked once.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What the program's file is called.
const PROGRAM: &str = "cargo-chanlint";

/// What stands for a run that did not come to its end.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let Some(program) = beside() else {
        return failed(&format!(
            "`{PROGRAM}` belongs into the folder of `chanlint`, and is not there"
        ));
    };
    let mut command = Command::new(&program);
    command.args(env::args_os().skip(1));
    match become_it(command) {
        Ok(code) => code,
        Err(error) => failed(&format!("{} does not start: {error}", program.display())),
    }
}

#[expect(clippy::print_stderr, reason = "the program that knows how to say it is not there")]
fn failed(why: &str) -> ExitCode {
    eprintln!("error: {why}");
    ExitCode::from(FAILED)
}

/// The program in the folder of this one, whatever link led here.
fn beside() -> Option<PathBuf> {
    let own = env::current_exe().ok()?;
    let own = own.canonicalize().unwrap_or(own);
    let program = own.with_file_name(format!("{PROGRAM}{}", env::consts::EXE_SUFFIX));
    program.is_file().then_some(program)
}

/// Goes on as the program, which sees by its first word what it was called.
#[cfg(unix)]
fn become_it(mut command: Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.arg0("chanlint").exec())
}

/// Runs the program, and ends as it does.
#[cfg(not(unix))]
fn become_it(mut command: Command) -> std::io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(FAILED)))
}
