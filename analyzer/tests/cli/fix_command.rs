//! `--fix` and `--diff` as users run them: what is written and what is not, git's say in it, and exit codes.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::repository::{
    DEFAULT, NOWAIT, SOURCE, chanlint, commit, git, package, repository, source,
};
use crate::support::run::command;

#[test]
fn safe_fixes_are_written_and_the_rest_is_reported() {
    let dir = repository(SOURCE);
    let before = chanlint(dir.path(), &[]);
    let line = "chanlint: `--fix` repairs 1 finding, `--fix --unsafe-fixes` 1 more\n";
    assert!(before.stdout.contains(line), "{}", before.stdout);
    let run = chanlint(dir.path(), &["--fix"]);
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
    assert_eq!((run.code, run.stderr.as_str()), (0, "fixed: src/lib.rs (1 fix)\n"));
    assert!(
        run.stdout.starts_with("warning: `reject` requeues whatever went wrong"),
        "{}",
        run.stdout
    );
    commit(dir.path());
    let again = chanlint(dir.path(), &["--fix"]);
    assert_eq!(
        (again.stdout.lines().next(), again.stderr.as_str()),
        (run.stdout.lines().next(), "")
    );
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
}

#[test]
fn unsafe_fixes_are_written_when_they_are_asked_for() {
    let dir = repository(SOURCE);
    let run = chanlint(dir.path(), &["--fix", "--unsafe-fixes"]);
    let expected =
        SOURCE.replace(NOWAIT, DEFAULT).replace("requeue: true", "requeue: !job.redelivered");
    assert_eq!(source(dir.path()), expected);
    assert_eq!((run.code, run.stderr.as_str()), (0, "fixed: src/lib.rs (2 fixes)\n"));
}

#[test]
fn a_level_that_hides_a_finding_keeps_its_code() {
    let dir = repository(SOURCE);
    assert_eq!(chanlint(dir.path(), &["--fix", "-A", "confirm_select_nowait_hang"]).code, 0);
    assert_eq!(source(dir.path()), SOURCE);
}

/// Whether the run is at the root of the repository or below, git takes the diff where the run was; and so does `patch`.
#[test]
fn git_and_patch_take_a_diff_where_it_was_made() {
    let dir = repository(SOURCE);
    fs::create_dir(dir.path().join("src/mo dule")).unwrap();
    let below = dir.path().join("src");
    fs::write(below.join("lib.rs"), "#[path = \"mo dule/größe.rs\"]\nmod size;\n").unwrap();
    let module = below.join("mo dule/größe.rs");
    for (at, apply) in [
        (dir.path(), ["git", "apply", "-"]),
        (below.as_path(), ["git", "apply", "-"]),
        (below.as_path(), ["patch", "-p1", "-s"]),
    ] {
        if Command::new(apply[0]).arg("--version").output().is_err() {
            continue;
        }
        fs::write(&module, SOURCE).unwrap();
        let run = chanlint(at, &["--diff", "--color", "never"]);
        assert_eq!(run.code, 1, "{run:?}");
        let mut command = Command::new(apply[0]);
        let mut child =
            command.args(&apply[1..]).current_dir(at).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(run.stdout.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "{apply:?}: {}", run.stdout);
        assert_eq!(
            fs::read_to_string(&module).unwrap(),
            SOURCE.replace(NOWAIT, DEFAULT),
            "{apply:?}"
        );
    }
    let coloured = chanlint(dir.path(), &["--diff", "--unsafe-fixes", "--color", "always"]);
    assert!(coloured.stdout.contains("\u{1b}[32m+"), "{}", coloured.stdout);
}

#[test]
fn a_diff_writes_nothing_and_can_be_applied() {
    let dir = repository(SOURCE);
    let run = chanlint(dir.path(), &["--diff"]);
    assert_eq!(source(dir.path()), SOURCE);
    assert_eq!((run.code, run.stderr.as_str()), (1, "chanlint: 1 fix in 1 file to apply\n"));
    let head = "--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -2,7 +2,7 @@\n";
    assert!(run.stdout.starts_with(head), "{}", run.stdout);
    fs::write(dir.path().join("fix.patch"), run.stdout).unwrap();
    git(dir.path(), &["apply", "fix.patch"]);
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
    let nothing = chanlint(dir.path(), &["--fix", "--diff"]);
    assert_eq!((nothing.code, nothing.stdout.as_str()), (0, ""));
    assert_eq!(nothing.stderr, "chanlint: nothing would be fixed\n");
}

#[test]
fn uncommitted_changes_are_not_mixed_with_fixes() {
    let dir = repository(SOURCE);
    fs::write(dir.path().join("notes.txt"), "new").unwrap();
    let refused = chanlint(dir.path(), &["--fix"]);
    assert_eq!((refused.code, source(dir.path()).as_str()), (2, SOURCE));
    let said = "`--diff` to see what would change:\n\n  * notes.txt (dirty)\n";
    assert!(refused.stderr.ends_with(said), "{}", refused.stderr);
    assert_eq!(refused.stdout, "");
    git(dir.path(), &["add", "notes.txt"]);
    let staged = chanlint(dir.path(), &["--fix"]);
    assert!(staged.stderr.ends_with("\n  * notes.txt (staged)\n"), "{}", staged.stderr);
    assert_eq!(chanlint(dir.path(), &["--fix", "--allow-staged"]).code, 0);
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
    fs::write(dir.path().join("src/lib.rs"), SOURCE).unwrap();
    fs::write(dir.path().join("notes.txt"), "newer").unwrap();
    assert_eq!(chanlint(dir.path(), &["--fix", "--allow-staged"]).code, 2);
    assert_eq!(chanlint(dir.path(), &["--fix", "--allow-dirty"]).code, 0);
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
}

#[test]
fn files_that_git_does_not_know_are_fixed_when_that_is_allowed() {
    let dir = package(SOURCE);
    let refused = chanlint(dir.path(), &["--fix"]);
    assert_eq!((refused.code, source(dir.path()).as_str()), (2, SOURCE));
    assert!(refused.stderr.contains("pass `--allow-no-vcs`"), "{}", refused.stderr);
    assert_eq!(chanlint(dir.path(), &["--fix", "--allow-no-vcs"]).code, 0);
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
}

#[test]
fn a_file_of_two_targets_is_fixed_once() {
    let dir = repository("pub mod bus;\n");
    fs::write(dir.path().join("src/bus.rs"), SOURCE).unwrap();
    fs::write(dir.path().join("src/main.rs"), "mod bus;\n\nfn main() {}\n").unwrap();
    commit(dir.path());
    let run = chanlint(dir.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(run.stderr, "fixed: src/bus.rs (2 fixes)\n");
    let bus = fs::read_to_string(dir.path().join("src/bus.rs")).unwrap();
    assert_eq!(bus.matches(DEFAULT).count(), 1, "{bus}");
    assert_eq!(bus.matches("!job.redelivered").count(), 1, "{bus}");
}

#[test]
fn json_holds_the_fix_with_its_edits() {
    let dir = repository(SOURCE);
    let run = chanlint(dir.path(), &["--output-format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let fix = &report["findings"][0]["fix"];
    assert_eq!((&fix["safe"], &fix["edits"][0]["replacement"]), (&true.into(), &DEFAULT.into()));
    let at = |key: &str| usize::try_from(fix["edits"][0][key].as_u64().unwrap()).unwrap();
    assert_eq!(&SOURCE[at("byte_start")..at("byte_end")], NOWAIT);
    let fixed = chanlint(dir.path(), &["--fix", "--output-format", "json"]);
    let report: Value = serde_json::from_str(&fixed.stdout).unwrap();
    assert_eq!((report["findings"].as_array().unwrap().len(), fixed.stderr.as_str()), (1, ""));
}

#[test]
fn the_last_line_says_what_was_fixed_in_every_format_for_people() {
    for (format, last) in [
        ("human", "chanlint: 1 package, 1 file, 2 channels: no findings, 2 fixed in 1 file ("),
        ("short", "chanlint: 2 fixed in 1 file"),
        ("github", "chanlint: 1 package, 1 file, 2 channels: no findings, 2 fixed in 1 file"),
    ] {
        let dir = repository(SOURCE);
        let arguments = ["--fix", "--unsafe-fixes", "--output-format", format];
        let run = chanlint(dir.path(), &arguments);
        let ends_log = |line: &&str| line.starts_with("::chanlint-");
        let line = run.stdout.lines().rev().find(|line| !ends_log(line)).unwrap();
        assert!(line.starts_with(last), "{format}: {line}");
        let again = chanlint(dir.path(), &["--allow-dirty", "--fix", "--output-format", format]);
        let line = again.stdout.lines().rev().find(|line| !ends_log(line)).unwrap();
        assert!(line.contains("nothing fixed"), "{format}: {line}");
        assert!(!chanlint(dir.path(), &[]).stdout.contains("fixed"), "nobody asked");
    }
}

/// Fixed findings leave entries behind that are stale.
#[test]
fn the_last_line_stays_the_last() {
    let dir = repository(SOURCE);
    chanlint(dir.path(), &["baseline", "write"]);
    commit(dir.path());
    let run = chanlint(dir.path(), &["--fix"]);
    assert!(run.stdout.contains("has 1 stale entry"), "{run:?}");
    let last = run.stdout.lines().last().unwrap();
    assert!(last.contains(": no findings, 1 in the baseline, 1 fixed in 1 file ("), "{last}");
}

#[test]
fn readers_that_go_away_keep_nothing_from_being_fixed() {
    let closed = || {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        writer
    };
    let arguments = ["--fix", "-D", "all", "--output-file", "json:report.json"];
    let fix = |dir: &std::path::Path| {
        let mut command = command(dir);
        command.args(arguments);
        command
    };
    let dir = repository(SOURCE);
    let run = fix(dir.path()).stderr(closed()).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stdout).unwrap();
    assert!(said.starts_with("error: `reject` requeues whatever went wrong"), "{said}");
    assert!(said.lines().last().unwrap().contains("1 fixed in 1 file"), "{said}");
    let dir = repository(SOURCE);
    let run = fix(dir.path()).stdout(closed()).output().unwrap();
    assert_eq!(String::from_utf8(run.stderr).unwrap(), "fixed: src/lib.rs (1 fix)\n");
    assert_eq!(source(dir.path()), SOURCE.replace(NOWAIT, DEFAULT));
    let report = fs::read_to_string(dir.path().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["summary"]["fixed"], 1);
}

#[test]
fn flags_that_make_no_sense_are_refused() {
    let dir = repository(SOURCE);
    let alone = chanlint(dir.path(), &["--allow-dirty"]);
    assert!(alone.code == 2 && alone.stderr.contains("--fix"), "{}", alone.stderr);
    let map = chanlint(dir.path(), &["map", "--fix"]);
    assert_eq!(map.code, 2);
    assert!(map.stderr.contains("unexpected argument '--fix'"), "{}", map.stderr);
    let both = chanlint(dir.path(), &["--diff", "--add-allow", "known"]);
    assert!(both.code == 2 && both.stderr.contains("--diff"), "{}", both.stderr);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let dir = repository(SOURCE);
    fs::rename(dir.path().join("src/lib.rs"), dir.path().join("real.rs")).unwrap();
    fs::set_permissions(dir.path().join("real.rs"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../real.rs", dir.path().join("src/lib.rs")).unwrap();
    commit(dir.path());
    assert_eq!(chanlint(dir.path(), &["--fix"]).code, 0);
    assert!(fs::symlink_metadata(dir.path().join("src/lib.rs")).unwrap().is_symlink());
    let real = dir.path().join("real.rs");
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(real).unwrap(), SOURCE.replace(NOWAIT, DEFAULT));
    let left: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 4, "no temporary file is left: {left:?}");
}
