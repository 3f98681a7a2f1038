//! The hooks, run by pre-commit and git in the repository of somebody who shares a channel.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packaging::command::{Ended, done, ended};
use crate::packaging::place::{
    builds_quickly, commit_all, copy_tracked, fresh, git, hooks, one_build, path_with, root, tool,
    wheels, without_git_settings,
};

const TAG: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// A repository whose commits run a hook.
struct User {
    dir: PathBuf,
    home: PathBuf,
}

impl User {
    /// The service that went down, with a hook that is installed when its first commit needs it.
    fn new(hook: &str) -> Self {
        let dir = fresh(&format!("user-of-{hook}"));
        copy_tracked("testdata/outage", &dir);
        let repo = hooks().display();
        let config = format!("repos:\n- repo: {repo}\n  rev: {TAG}\n  hooks:\n  - id: {hook}\n");
        fs::write(dir.join(".pre-commit-config.yaml"), config).unwrap();
        commit_all(&dir);
        let user = Self { dir, home: fresh(&format!("home-of-{hook}")) };
        done(user.here(tool("pre-commit")).arg("install"));
        user
    }

    /// A command in the repository, whose hooks live in a home of their own.
    fn here(&self, mut command: Command) -> Command {
        builds_quickly(&mut command);
        without_git_settings(&mut command);
        command.current_dir(&self.dir).env("PRE_COMMIT_HOME", &self.home).env_remove("SKIP");
        command
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.dir.join(file), text).unwrap();
    }

    /// A commit of everything, with a variable of the environment.
    fn commits(&self, variable: (&str, &Path)) -> Ended {
        done(git(&self.dir).args(["add", "--all"]));
        let mut commit = self.here(Command::new("git"));
        ended(commit.args(["commit", "--message", "work"]).env(variable.0, variable.1))
    }
}

fn assert_refused(commit: &Ended) {
    let Ended { code, said } = commit;
    assert_eq!(*code, Some(1), "{said}");
    assert!(said.contains("Failed\n- hook id: chanlint"), "{said}");
    assert!(said.contains("[shared_channel_rpc]"), "{said}");
}

#[test]
fn the_hooks_are_well_formed() {
    done(tool("pre-commit").arg("validate-manifest").arg(root().join(".pre-commit-hooks.yaml")));
}

#[test]
fn the_hook_of_the_wheel_runs_where_something_can_have_changed() {
    let user = User::new("chanlint");
    let published = ("PIP_FIND_LINKS", wheels());
    user.write("README.md", "# Orders\n");
    let said = user.commits(published).said;
    assert!(said.contains("(no files to check)Skipped"), "{said}");

    user.write("src/other.rs", "//! Nothing yet.\n");
    assert_refused(&user.commits(published));

    user.write("other.go", "package main\n");
    assert_refused(&user.commits(published));

    user.write("src/workers.rs", "//! Nobody works.\n\npub fn start(_: &super::Bus) {}\n");
    let Ended { code, said } = user.commits(published);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Passed"), "{said}");
}

#[test]
fn the_hook_from_source_builds_the_program() {
    let _only = one_build();
    let user = User::new("chanlint-src");
    user.write("src/other.rs", "//! Nothing yet.\n");
    assert_refused(&user.commits(("PIP_NO_CACHE_DIR", Path::new("1"))));
}

#[test]
fn the_hook_of_the_system_runs_what_is_on_the_path() {
    let user = User::new("chanlint-system");
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-chanlint"));
    user.write("src/other.rs", "//! Nothing yet.\n");
    assert_refused(&user.commits(("PATH", Path::new(&path_with(&[program.parent().unwrap()])))));
}
