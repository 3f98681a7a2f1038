//! The only place that starts git, and what it starts it with.
//!
//! What is read may be a stranger's: a folder of it can look like a repository whose configuration names commands. Git is told to
//! run none of them, to ask nobody, and to change nothing.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, bail};

/// Settings that count over those of any repository.
const SETTINGS: &[&str] = &[
    // A repository inside another one is taken only when somebody names it: it may have come with a clone.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "credential.helper=",
];

/// What would open a window, or wait for an answer. The words of git are read in English.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ASKPASS", ""),
    ("GIT_EDITOR", "false"),
    ("LC_ALL", "C"),
    ("LANGUAGE", ""),
];

/// Runs git in a folder and waits for its end.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
    Command::new("git")
        .arg("--no-pager")
        .arg("--no-optional-locks")
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .args(arguments)
        .current_dir(folder)
        .envs(ENVIRONMENT.iter().copied())
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("git cannot be run in `{}`", folder.display()))
}

/// As [`run`]: what git printed, or an error with what it said.
pub(super) fn text(folder: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = run(folder, arguments)?;
    if !output.status.success() {
        let command = arguments.first().copied().unwrap_or_default();
        bail!("`git {command}` failed in `{}`: {}", folder.display(), said(&output));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What git said to the standard error, in one line.
pub(super) fn said(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
