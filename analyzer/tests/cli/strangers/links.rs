//! A link in a repository leads out of it, and nothing is read or written behind it.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::repository::{
    DEFAULT, NOWAIT, SOURCE, chanlint, commit, git, package, repository, source,
};

/// A repository `home`, and what lies beside it: `outside`, which is clean as far as git knows.
struct Neighbours {
    dir: TempDir,
}

impl Neighbours {
    fn new() -> Self {
        let neighbours = Self { dir: package(SOURCE) };
        let home = neighbours.home();
        fs::create_dir_all(home.join("src")).unwrap();
        for file in ["Cargo.toml", "src/lib.rs"] {
            fs::rename(neighbours.dir.path().join(file), home.join(file)).unwrap();
        }
        fs::create_dir(neighbours.outside("")).unwrap();
        git(neighbours.dir.path(), &["init", "--quiet"]);
        neighbours
    }

    fn home(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    fn outside(&self, file: &str) -> PathBuf {
        self.dir.path().join("outside").join(file)
    }

    /// Moves a file outside and leaves a link to it.
    fn move_out(&self, file: &str) -> PathBuf {
        let there = self.outside(Path::new(file).file_name().unwrap().to_str().unwrap());
        fs::rename(self.home().join(file), &there).unwrap();
        symlink(&there, self.home().join(file)).unwrap();
        there
    }
}

#[test]
fn sources_behind_links_are_reported_and_left_alone() {
    let neighbours = Neighbours::new();
    let there = neighbours.move_out("src/lib.rs");
    commit(neighbours.dir.path());
    let why = "a link leads to it out of the workspace";
    let run = chanlint(&neighbours.home(), &["--fix", "--unsafe-fixes"]);
    let said = format!("note: src/lib.rs: this file was not fixed: {why}\n");
    assert_eq!((run.code, run.stderr), (1, said));
    let said = "error: `confirm_select` with `nowait` waits for ever";
    assert!(run.stdout.starts_with(said), "{}", run.stdout);
    let run = chanlint(&neighbours.home(), &["--diff"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let run = chanlint(&neighbours.home(), &["--add-allow", "known"]);
    let said = format!("note: src/lib.rs: no suppression was added to this file: {why}\n");
    assert_eq!((run.code, run.stderr), (1, said));
    assert!(run.stdout.contains("chanlint: added 0 suppressions in 0 files\n"), "{}", run.stdout);
    assert_eq!(fs::read_to_string(there).unwrap(), SOURCE);
}

#[test]
fn folders_behind_links_and_files_beside_the_workspace_are_left_alone() {
    let neighbours = Neighbours::new();
    let there = neighbours.move_out("src");
    let write = |file: &str| fs::write(neighbours.outside(file), SOURCE).unwrap();
    write("main.rs");
    let manifest = fs::read_to_string(neighbours.home().join("Cargo.toml")).unwrap();
    let main = "[[bin]]\nname = \"main\"\npath = \"../outside/main.rs\"\n";
    fs::write(neighbours.home().join("Cargo.toml"), manifest + main).unwrap();
    commit(neighbours.dir.path());
    let run = chanlint(&neighbours.home(), &["--fix"]);
    // A package whose own sources were not read is no clean one: that is a problem, not a note.
    assert_eq!(run.code, 2, "{run:?}");
    assert!(
        run.stderr.starts_with(
            "error: src: this link was not followed: it leads out of the workspace, to `"
        ),
        "{run:?}"
    );
    assert!(
        run.stderr.ends_with(
            "/outside/main.rs: this file was not fixed: it lies outside of the workspace\n"
        ),
        "{run:?}"
    );
    for file in [there.join("lib.rs"), neighbours.outside("main.rs")] {
        assert_eq!(fs::read_to_string(file).unwrap(), SOURCE);
    }
}

#[test]
fn a_member_beside_the_workspace_belongs_to_it() {
    let neighbours = Neighbours::new();
    let member = neighbours.dir.path().join("member");
    fs::rename(neighbours.home(), &member).unwrap();
    fs::create_dir(neighbours.home()).unwrap();
    let manifest = "[workspace]\nmembers = [\"../member\"]\n";
    fs::write(neighbours.home().join("Cargo.toml"), manifest).unwrap();
    commit(neighbours.dir.path());
    let run = chanlint(&neighbours.home(), &["--fix", "--workspace"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(source(&member), SOURCE.replace(NOWAIT, DEFAULT));
}

#[test]
fn what_is_left_alone_keeps_nothing_else_from_being_fixed() {
    let neighbours = Neighbours::new();
    fs::write(neighbours.home().join("src/other.rs"), SOURCE).unwrap();
    let lib = format!("mod other;\n{SOURCE}");
    fs::write(neighbours.home().join("src/lib.rs"), &lib).unwrap();
    let there = neighbours.move_out("src/other.rs");
    commit(neighbours.dir.path());
    let run = chanlint(&neighbours.home(), &["--fix"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(source(&neighbours.home()), lib.replace(NOWAIT, DEFAULT));
    assert_eq!(fs::read_to_string(there).unwrap(), SOURCE);
}

#[test]
fn no_report_and_no_baseline_is_written_behind_a_link() {
    let neighbours = Neighbours::new();
    let home = neighbours.home();
    fs::write(neighbours.outside("profile"), "secret").unwrap();
    for (file, to) in [
        ("chanlint-baseline.json", "../outside/profile"),
        ("report.json", "../outside/profile"),
        ("dead.json", "../outside/new"),
        ("folder", "../outside"),
    ] {
        symlink(to, home.join(file)).unwrap();
    }
    let refused = "a link leads to it out of the workspace";
    let dead = "it is a link to a file that is not there";
    for (arguments, why) in [
        (&["baseline", "write"][..], refused),
        (&["baseline", "write", "--baseline", "report.json"], refused),
        (&["baseline", "write", "--baseline", "folder/new.json"], refused),
        (&["--no-baseline", "--output-file", "json:report.json"], refused),
        (&["--no-baseline", "--output-file", "json:dead.json"], dead),
        (&["--no-baseline", "--output-file", "json:folder/a/b.json"], refused),
    ] {
        let run = chanlint(&home, arguments);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.ends_with(&format!("cannot be written: {why}\n")), "{run:?}");
    }
    assert_eq!(fs::read_to_string(neighbours.outside("profile")).unwrap(), "secret");
    assert_eq!(fs::read_dir(neighbours.outside("")).unwrap().count(), 1);
    // Who names a place beside the workspace means it.
    let run = chanlint(&home, &["--no-baseline", "--output-file", "json:../outside/a/b.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(neighbours.outside("a/b.json").exists());
}

#[test]
fn what_is_found_behind_a_link_is_not_read() {
    let neighbours = Neighbours::new();
    let home = neighbours.home();
    fs::write(neighbours.outside("secret"), "token: top-secret\n").unwrap();
    let why = "a link leads to it out of the workspace";
    for name in ["chanlint.toml", ".chanlint.toml", ".config/chanlint.toml"] {
        fs::create_dir_all(home.join(".config")).unwrap();
        symlink(neighbours.outside("secret"), home.join(name)).unwrap();
        let run = chanlint(&home, &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.starts_with(&format!("error: {name}: {why}\n")), "{run:?}");
        fs::remove_file(home.join(name)).unwrap();
    }
    symlink(neighbours.outside("secret"), home.join("chanlint-baseline.json")).unwrap();
    let run = chanlint(&home, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.ends_with(&format!("cannot be read: {why}\n")), "{run:?}");
    fs::remove_file(home.join("chanlint-baseline.json")).unwrap();
    // Inside, a link is a link.
    fs::write(home.join("levels.toml"), "[levels]\nall = \"allow\"\n").unwrap();
    symlink("levels.toml", home.join("chanlint.toml")).unwrap();
    assert_eq!(chanlint(&home, &[]).code, 0);
}

#[test]
fn read_only_files_and_those_with_two_names_are_left_alone() {
    let dir = repository(SOURCE);
    let file = dir.path().join("src/lib.rs");
    let mode = |mode| fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o444);
    let run = chanlint(dir.path(), &["--fix"]);
    let said = "note: src/lib.rs: this file was not fixed: it is read-only\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    mode(0o644);
    let other = tempfile::NamedTempFile::new_in(dir.path()).unwrap();
    fs::remove_file(other.path()).unwrap();
    fs::hard_link(&file, other.path()).unwrap();
    let run = chanlint(dir.path(), &["--fix", "--allow-dirty"]);
    let said = "note: src/lib.rs: this file was not fixed: it has another name, a hard link, which would keep the old text\n";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    assert_eq!((source(dir.path()).as_str(), fs::metadata(&file).unwrap().nlink()), (SOURCE, 2));
    let run = chanlint(dir.path(), &["--output-file", "json:src/lib.rs"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .starts_with("error: src/lib.rs: the report cannot be written: it has another name"),
        "{run:?}"
    );
}
