//! Commands whose words and failures can be read in a test's message.

use std::process::{Command, Output};

/// How a command ended, and everything that it said.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) said: String,
}

/// Runs a command to its end.
pub(crate) fn ended(command: &mut Command) -> Ended {
    let Output { status, stdout, stderr } =
        command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = [stdout, stderr].concat();
    Ended { code: status.code(), said: String::from_utf8_lossy(&said).into_owned() }
}

/// Runs a command that has to succeed, and gives what it said.
pub(crate) fn done(command: &mut Command) -> String {
    let Ended { code, said } = ended(command);
    assert_eq!(code, Some(0), "{command:?}\n{said}");
    said
}
