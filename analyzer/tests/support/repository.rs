//! A package in a git repository of its own, outside of any other, and the program run in it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::run::{Run, command, finished};

pub(crate) const MANIFEST: &str = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
    [dependencies]\nlapin = \"4\"\n";

pub(crate) const NOWAIT: &str = "ConfirmSelectOptions { nowait: true }";
pub(crate) const DEFAULT: &str = "ConfirmSelectOptions::default()";

/// One finding with a safe fix, one with an unsafe one.
pub(crate) const SOURCE: &str = "use lapin::message::Delivery;
use lapin::options::*;

pub async fn confirms(channel: &lapin::Channel) -> lapin::Result<()> {
    channel.confirm_select(ConfirmSelectOptions { nowait: true }).await
}

pub async fn again(job: Delivery) -> lapin::Result<bool> {
    job.reject(BasicRejectOptions { requeue: true }).await
}
";

/// A package in a git repository of its own, all committed.
pub(crate) fn repository(source: &str) -> TempDir {
    let dir = package(source);
    git(dir.path(), &["init", "--quiet"]);
    commit(dir.path());
    dir
}

/// A package that is in no repository.
pub(crate) fn package(source: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("src")).unwrap();
    fs::write(dir.path().join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(dir.path().join("src/lib.rs"), source).unwrap();
    dir
}

pub(crate) fn commit(dir: &Path) {
    git(dir, &["add", "--all"]);
    let who = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    let commit = ["-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "state"];
    git(dir, &[&who[..], &commit].concat());
}

pub(crate) fn git(dir: &Path, arguments: &[&str]) {
    let output = Command::new("git").current_dir(dir).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

pub(crate) fn source(dir: &Path) -> String {
    fs::read_to_string(dir.join("src/lib.rs")).unwrap()
}

pub(crate) fn chanlint(dir: &Path, arguments: &[&str]) -> Run {
    finished(command(dir).args(arguments).output().unwrap())
}
