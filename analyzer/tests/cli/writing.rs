//! Files that the program writes: whole or not at all, whatever happens meanwhile, and as others can read them.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::repository::{
    DEFAULT, NOWAIT, SOURCE, chanlint, commit, package, repository, source,
};
use crate::support::run::{command, finished};

/// What a run that was killed leaves behind.
const LEFT: &str = ".chanlint-a1B2c3.tmp";

fn touch(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, "half a fi").unwrap();
}

/// What stands in a folder, but for files that are called as they should be.
fn leftovers(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.into_string().unwrap());
    let is_temporary = |name: &String| Path::new(name).extension().is_some_and(|it| it == "tmp");
    let mut names: Vec<String> = names.filter(is_temporary).collect();
    names.sort();
    names
}

/// The program in a shell that lets no file grow beyond 8 KiB. `trap` is what it does about the signal.
fn in_small_files(dir: &Path, trap: &str, arguments: &[&str]) -> Output {
    let script = format!("ulimit -f 8; {trap} exec \"$0\" \"$@\"");
    let program = command(dir);
    let mut bash = Command::new("bash");
    bash.args(["-c", &script]).arg(program.get_program()).args(arguments).current_dir(dir);
    bash.output().unwrap()
}

/// More than 8 KiB with two fixes.
fn long() -> String {
    SOURCE.to_owned()
        + &"// a comment that fills a line of eighty columns, more or less\n".repeat(200)
}

#[test]
fn a_run_that_is_killed_leaves_the_old_text_and_the_next_one_tidies_up() {
    const DIES_OF_A_LARGE_FILE: i32 = 25;
    let dir = repository(&long());
    let killed = in_small_files(dir.path(), "", &["--fix"]);
    assert_eq!(killed.status.signal(), Some(DIES_OF_A_LARGE_FILE), "{killed:?}");
    assert_eq!(source(dir.path()), long());
    assert_eq!(leftovers(&dir.path().join("src")).len(), 1, "that is the point of this test");
    let run = chanlint(dir.path(), &["--fix"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(source(dir.path()), long().replace(NOWAIT, DEFAULT));
    assert_eq!(leftovers(&dir.path().join("src")), [""; 0]);
}

#[test]
fn every_command_that_writes_removes_what_was_left_where_it_writes() {
    let dir = package(&format!("mod deep;\n{SOURCE}"));
    fs::create_dir(dir.path().join("src/deep")).unwrap();
    fs::write(dir.path().join("src/deep/mod.rs"), "").unwrap();
    for (arguments, folder) in [
        (&["--fix", "--allow-no-vcs"][..], "src/deep"),
        (&["--add-allow", "known", "--allow-no-vcs"], "src/deep"),
        (&["baseline", "write"], ""),
        (&["init"], ""),
        (&["--output-file", "json:out/new.json"], "out"),
        (&["--output-file", "json:out/new.json"], "out"),
    ] {
        touch(&dir.path().join(folder).join(LEFT));
        assert_eq!(chanlint(dir.path(), arguments).code, 0, "{arguments:?}");
        assert_eq!(leftovers(&dir.path().join(folder)), [""; 0], "{arguments:?}");
    }
}

#[test]
fn what_another_run_is_writing_and_what_others_wrote_stays() {
    let dir = package(SOURCE);
    let src = dir.path().join("src");
    for name in [LEFT, ".chanlint-x", "chanlint-a1B2c3.tmp", ".other-a1B2c3.tmp"] {
        touch(&src.join(name));
    }
    let file = File::open(src.join(LEFT)).unwrap();
    file.lock().unwrap();
    assert_eq!(chanlint(dir.path(), &["--fix", "--allow-no-vcs"]).code, 0);
    assert_eq!(leftovers(&src), [LEFT, ".other-a1B2c3.tmp", "chanlint-a1B2c3.tmp"]);
    assert!(src.join(".chanlint-x").exists());
    drop(file);
    fs::write(src.join("lib.rs"), SOURCE).unwrap();
    assert_eq!(chanlint(dir.path(), &["--fix", "--allow-no-vcs"]).code, 0);
    assert_eq!(leftovers(&src), [".other-a1B2c3.tmp", "chanlint-a1B2c3.tmp"]);
}

#[test]
fn a_disk_that_is_full_costs_nothing_that_was_there() {
    let dir = repository(&long());
    let run = finished(in_small_files(dir.path(), "trap '' XFSZ;", &["--fix"]));
    assert_eq!((run.code, source(dir.path())), (2, long()));
    let said = "error: src/lib.rs was not fixed: File too large";
    assert!(run.stderr.starts_with(said) && run.stderr.lines().count() == 1, "{run:?}");
    assert_eq!(leftovers(&dir.path().join("src")), [""; 0]);

    let function =
        |n| SOURCE.replace("confirms", &format!("f{n}")).replace("again", &format!("g{n}"));
    let module = |n| format!("mod m{n} {{ {} }}\n", function(n));
    let many: String = (0..40).map(module).collect();
    fs::write(dir.path().join("src/lib.rs"), many).unwrap();
    chanlint(dir.path(), &["baseline", "write"]);
    let known = fs::read(dir.path().join("chanlint-baseline.json")).unwrap();
    assert!(known.len() > 8192, "{}", known.len());
    let run = finished(in_small_files(dir.path(), "trap '' XFSZ;", &["baseline", "write"]));
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("chanlint-baseline.json` cannot be written: File too large"),
        "{run:?}"
    );
    assert_eq!(fs::read(dir.path().join("chanlint-baseline.json")).unwrap(), known);
}

/// What could be fixed before is told when the rest fails.
#[test]
fn files_that_were_fixed_are_named_when_another_fails() {
    let dir = repository(&format!("mod a;\n{}", long()));
    fs::write(dir.path().join("src/a.rs"), SOURCE).unwrap();
    commit(dir.path());
    let run = finished(in_small_files(dir.path(), "trap '' XFSZ;", &["--fix"]));
    assert_eq!(run.code, 2);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines[0], "fixed: src/a.rs (1 fix)", "{run:?}");
    assert!(lines[1].starts_with("error: src/lib.rs was not fixed: "), "{run:?}");
}

#[test]
fn new_files_can_be_read_by_whoever_reads_the_users_others() {
    let dir = package(SOURCE);
    let mode =
        |file: &str| fs::metadata(dir.path().join(file)).unwrap().permissions().mode() & 0o777;
    let usual = mode("src/lib.rs");
    chanlint(dir.path(), &["baseline", "write"]);
    chanlint(dir.path(), &["--no-baseline", "--output-file", "json:out/report.json"]);
    chanlint(dir.path(), &["init"]);
    for file in ["chanlint-baseline.json", "out/report.json", "chanlint.toml"] {
        assert_eq!(mode(file), usual, "{file}");
    }
    fs::set_permissions(dir.path().join("out/report.json"), fs::Permissions::from_mode(0o600))
        .unwrap();
    chanlint(dir.path(), &["--no-baseline", "--output-file", "json:out/report.json"]);
    assert_eq!(mode("out/report.json"), 0o600);
}

#[test]
fn what_is_no_file_is_written_into() {
    let dir = package(SOURCE);
    let report = chanlint(dir.path(), &["--output-format", "json"]).stdout;
    let both = chanlint(
        dir.path(),
        &["-q", "--output-file", "json:/dev/stdout", "--output-format", "short"],
    );
    assert!(both.stdout.starts_with(&report), "{both:?}");
    let full = chanlint(dir.path(), &["--output-file", "json:/dev/full"]);
    assert_eq!(full.code, 2);
    let said = "error: /dev/full: the report cannot be written: No space left on device";
    assert!(full.stderr.contains(said), "{full:?}");
    let folder = chanlint(dir.path(), &["--output-file", "json:src"]);
    let said = "error: src: the report cannot be written: Is a directory";
    assert!(folder.stderr.starts_with(said), "{folder:?}");
}
