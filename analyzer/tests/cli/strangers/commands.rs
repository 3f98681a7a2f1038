//! A folder that looks like a repository of its own names a command, and comes with a clone.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::repository::{SOURCE, chanlint, commit, git, package, repository};

/// A repository whose folder `pkg` holds a package beside the insides of a bare repository. Its configuration has git run a
/// command that leaves a trace.
struct Trap {
    dir: TempDir,
}

impl Trap {
    fn new() -> Self {
        let outer = repository("");
        let bare = tempfile::tempdir().unwrap();
        git(bare.path(), &["init", "--quiet", "--bare", "--initial-branch", "main"]);
        git(outer.path(), &["push", "--quiet", bare.path().to_str().unwrap(), "HEAD:main"]);
        let trap = Self { dir: outer };
        fs::rename(trap.dir.path().join("src"), trap.folder("pkg").join("src")).unwrap();
        fs::rename(trap.dir.path().join("Cargo.toml"), trap.pkg().join("Cargo.toml")).unwrap();
        fs::write(trap.pkg().join("src/lib.rs"), SOURCE).unwrap();
        for part in ["HEAD", "objects", "refs"] {
            fs::rename(bare.path().join(part), trap.pkg().join(part)).unwrap();
        }
        let config = format!(
            "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = src\n\tfsmonitor = \"touch {}; false\"\n",
            trap.trace().display()
        );
        fs::write(trap.pkg().join("config"), config).unwrap();
        trap
    }

    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.dir.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn pkg(&self) -> PathBuf {
        self.dir.path().join("pkg")
    }

    fn trace(&self) -> PathBuf {
        self.dir.path().join("trace")
    }
}

#[test]
fn a_repository_that_came_with_the_clone_is_not_asked() {
    let trap = Trap::new();
    git(&trap.pkg(), &["--git-dir", ".", "status"]);
    assert!(fs::remove_file(trap.trace()).is_ok(), "the trap works");
    for arguments in [
        &["--fix"][..],
        &["--fix", "--allow-dirty"],
        &["--fix", "--allow-no-vcs"],
        &["--add-allow", "known"],
        &["--changed-since", "main"],
        &["--diff"],
        &["baseline", "write"],
        &[],
    ] {
        let run = chanlint(&trap.pkg(), arguments);
        assert!(!trap.trace().exists(), "{arguments:?}: {run:?}");
    }
}

#[test]
fn the_reason_is_git_s_own() {
    let trap = Trap::new();
    let run = chanlint(&trap.pkg(), &["--fix"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("(fatal: cannot use bare repository "), "{run:?}");
    assert!(run.stderr.contains("pass `--allow-no-vcs`"), "{run:?}");
    let run = chanlint(&trap.pkg(), &["--changed-since", "main"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(": fatal: cannot use bare repository "), "{run:?}");
}

/// The monitor of an ordinary repository is a program, too; what it would save is not worth running it.
#[test]
fn no_monitor_and_no_hook_runs_in_any_repository() {
    let dir = repository(SOURCE);
    let trace = tempfile::tempdir().unwrap();
    let mark = |name: &str| trace.path().join(name);
    let touch = |name: &str| format!("touch {}; false", mark(name).display());
    git(dir.path(), &["config", "core.fsmonitor", &touch("monitor")]);
    let hook = dir.path().join(".git/hooks/post-index-change");
    script(&hook, &touch("hook"));
    git(dir.path(), &["update-index", "--force-untracked-cache"]);
    assert!(fs::remove_file(mark("hook")).is_ok(), "the hook works");
    assert!(fs::remove_file(mark("monitor")).is_ok(), "the monitor works");
    for arguments in [&["--changed-since", "HEAD"][..], &["--fix"]] {
        assert_eq!(chanlint(dir.path(), arguments).code, 0, "{arguments:?}");
    }
    let left: Vec<_> = fs::read_dir(trace.path()).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}

fn script(path: &Path, line: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, format!("#!/bin/sh\n{line}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn suppressions_are_added_where_they_could_be_taken_out_again() {
    let dir = repository(SOURCE);
    fs::write(dir.path().join("notes.txt"), "new").unwrap();
    let refused = chanlint(dir.path(), &["--add-allow", "known"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (2, ""));
    let said = "(`--allow-staged` when all are staged):\n\n  * notes.txt (dirty)\n";
    assert!(refused.stderr.ends_with(said), "{refused:?}");
    assert_eq!(chanlint(dir.path(), &["--add-allow", "known", "--allow-dirty"]).code, 0);
    let nowhere = package(SOURCE);
    let refused = chanlint(nowhere.path(), &["--add-allow", "known"]);
    assert_eq!(refused.code, 2);
    assert!(
        refused.stderr.ends_with("pass `--allow-no-vcs` to write all the same\n"),
        "{refused:?}"
    );
    assert_eq!(chanlint(nowhere.path(), &["--add-allow", "known", "--allow-no-vcs"]).code, 0);
}

/// What `--fix` changed is not committed when the suppressions come.
#[test]
fn fixes_and_suppressions_go_together() {
    let dir = repository(SOURCE);
    let run = chanlint(dir.path(), &["--fix", "--add-allow", "known"]);
    assert_eq!(run.code, 0, "{run:?}");
    let text = fs::read_to_string(dir.path().join("src/lib.rs")).unwrap();
    assert!(text.contains("ConfirmSelectOptions::default()"), "{text}");
    assert!(text.contains("// chanlint: allow(unconditional_requeue) -- known"), "{text}");
    commit(dir.path());
}
