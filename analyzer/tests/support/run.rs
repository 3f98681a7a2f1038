//! The program as its users run it, whatever the settings of the machine are.

use std::path::Path;
use std::process::{Command, Output};

/// What the program looks up in its environment: colours, widths, pagers, the toolchain, where a page of a CI server goes.
const SETTINGS: &[&str] = &[
    "NO_COLOR",
    "CLICOLOR_FORCE",
    "CARGO_TERM_COLOR",
    "COLUMNS",
    "FORCE_HYPERLINK",
    "PAGER",
    "LESS",
    "RUSTUP_TOOLCHAIN",
    "GITHUB_STEP_SUMMARY",
];

/// How it sees whether a program that writes code runs it.
const AGENTS: &str = include_str!("../../src/bin/cargo-chanlint/agents.txt");

/// What a run left.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The program, ready to run in a directory.
pub(crate) fn command(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-chanlint"));
    command.current_dir(dir);
    for variable in SETTINGS.iter().copied().chain(AGENTS.lines()) {
        command.env_remove(variable);
    }
    command
}

/// A run that is over.
pub(crate) fn finished(output: Output) -> Run {
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
