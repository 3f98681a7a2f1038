//! What the Go clients do where the rules say that it fails: a program of the folder `go`, built for each version of a client.
//!
//! It has a scenario for each pair of operations and each misuse, in its bad form and in its good one. Where the failure is a race,
//! the bad form runs in bounded rounds until it has happened once. These programs keep a broker busy: they have one of their own, and
//! talk to it one after the other.

#[expect(dead_code, reason = "the other users of this file need more of it")]
#[path = "../../macros/tests/broker/mod.rs"]
mod broker;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{LazyLock, Mutex, PoisonError};

use broker::Broker;

/// The broker, for one program at a time.
static BROKER: LazyLock<Mutex<Broker>> =
    LazyLock::new(|| Mutex::new(Broker::start().unwrap_or_else(|reason| panic!("{reason}"))));

/// The client that the program is written for.
const NEWEST: &str = "github.com/rabbitmq/amqp091-go";

/// What newer versions of the client do no more: whoever closes a connection waits for no reader.
const MENDED_IN_1_12: &[&str] = &["first_of_two_closes", "unread_close"];

/// A program that talks to the broker through a client.
struct Program {
    path: PathBuf,
}

impl Program {
    /// Builds it for a version of a client.
    fn build(client: &str, version: &str) -> Self {
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/failures/go");
        let name = format!("{}-{version}", client.rsplit('/').next().expect("a path has an end"));
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failures").join(&name);
        if dir.exists() {
            fs::remove_dir_all(&dir).expect("the folder of the last run");
        }
        fs::create_dir_all(&dir).expect("a folder");
        for entry in fs::read_dir(from).expect("the program's folder") {
            let path = entry.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a text");
            // What the older client does not have stands in files that say so.
            if client != NEWEST && text.starts_with("// What streadway/amqp does not have.") {
                continue;
            }
            let target = dir.join(path.file_name().expect("a file has a name"));
            let is_go = path.extension().is_some_and(|extension| extension == "go");
            let text = if is_go { text.replace(NEWEST, client) } else { text };
            fs::write(target, text).expect("a copy");
        }
        let module =
            format!("module example.com/failures\n\ngo 1.24\n\nrequire {client} v{version}\n");
        fs::write(dir.join("go.mod"), module).expect("a module");
        let mut build = Command::new("go");
        build.args(["build", "-o", "program", "."]).current_dir(&dir);
        // The sums of the pinned versions stand beside the program.
        build.env("GOFLAGS", "-mod=mod").env("GONOSUMDB", "*").env("GOTOOLCHAIN", "local");
        let output = build.output().unwrap_or_else(|error| {
            panic!("`go` of 1.24 or newer has to be on the path: {error}; `.ci/test` installs it")
        });
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Self { path: dir.join("program") }
    }

    fn run(&self, args: &[&str]) -> String {
        let output = Command::new(&self.path).args(args).output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// Every scenario fails in its bad form, but for these, and none does in its good one.
    fn shows_all_but(&self, harmless: &[&str]) {
        let broker = BROKER.lock().unwrap_or_else(PoisonError::into_inner);
        let mut wrong = Vec::new();
        let scenarios = self.run(&["list"]);
        assert!(scenarios.lines().count() > 20, "{scenarios}");
        for scenario in scenarios.lines() {
            let bad = self.run(&[broker.url(), scenario, "bad"]);
            let good = self.run(&[broker.url(), scenario, "good"]);
            if bad.starts_with("failed") == harmless.contains(&scenario) {
                wrong.push(format!("{scenario}, bad: {bad}"));
            }
            if good.trim() != "fine" {
                wrong.push(format!("{scenario}, good: {good}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn misuse_of_amqp091_go_fails() {
    Program::build(NEWEST, "1.14.0").shows_all_but(MENDED_IN_1_12);
}

#[test]
fn misuse_of_an_older_amqp091_go_fails() {
    Program::build(NEWEST, "1.10.0").shows_all_but(&[]);
}

#[test]
fn misuse_of_streadway_amqp_fails() {
    Program::build("github.com/streadway/amqp", "1.1.0").shows_all_but(&[]);
}
