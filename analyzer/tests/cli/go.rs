//! Go as its users lint it: the program under its second name, and what silences a finding, in every output.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::repository::{commit, git};
use crate::support::run::{Run, command, finished};

const MODULE: &str =
    "module example.com/orders\n\ngo 1.22\n\nrequire github.com/rabbitmq/amqp091-go v1.10.0\n";

/// Two goroutines declare queues on one channel: `REMARK` stands on the line before the finding, `END` behind it.
const SHARED: &str = "package main

import (
\t\"log\"

\tamqp \"github.com/rabbitmq/amqp091-go\"
)

func declare(ch *amqp.Channel, queue string) {
\tif _, err := ch.QueueDeclare(queue, true, false, false, false, nil); err != nil {
\t\tlog.Println(err)
\t}
}

func main() {
\tconn, err := amqp.Dial(\"amqp://localhost\")
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tch, err := conn.Channel()
\tif err != nil {
\t\tlog.Fatal(err)
\t}
\tfor _, queue := range []string{\"orders\", \"invoices\"} {
REMARK
\t\tgo declare(ch, queue)END
\t}
\tselect {}
}
";

/// How the finding can be silenced, by what stands before it and behind it.
const SILENCERS: [(&str, &str); 3] = [
    ("\t\t// chanlint: allow(shared_channel_rpc) -- one declares at a time", ""),
    ("", " //nolint:chanlint // one declares at a time"),
    ("", " // chanlint: allow(shared_channel_rpc) -- one declares at a time"),
];

const RULE: &str = "shared_channel_rpc";

/// A module in a folder of its own.
fn module(name: &str, (remark, end): (&str, &str)) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go-modules").join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("go.mod"), MODULE).unwrap();
    fs::write(dir.join("main.go"), SHARED.replace("REMARK", remark).replace("END", end)).unwrap();
    dir
}

fn run(dir: &Path, arguments: &[&str]) -> Run {
    finished(command(dir).args(arguments).output().unwrap())
}

/// The same by the second name.
fn by_second_name(dir: &Path, arguments: &[&str]) -> Run {
    let mut second = Command::new(env!("CARGO_BIN_EXE_chanlint"));
    for (name, value) in command(dir).get_envs() {
        match value {
            Some(value) => second.env(name, value),
            None => second.env_remove(name),
        };
    }
    finished(second.current_dir(dir).args(arguments).output().unwrap())
}

#[test]
fn both_names_are_one_program() {
    let dir = module("names", ("", ""));
    for arguments in [&["-q"][..], &["-q", "./..."], &["-q", "."], &["-q", "main.go"], &["rules"]] {
        let (first, second) = (run(&dir, arguments), by_second_name(&dir, arguments));
        let named = first.stdout.replace("cargo chanlint ", "chanlint ");
        assert_eq!((first.code, named), (second.code, second.stdout), "{arguments:?}");
        assert!(first.stdout.contains(RULE), "{arguments:?}: {first:?}");
    }
    assert_eq!(by_second_name(&dir, &["./..."]).code, 1);
    assert_eq!(by_second_name(&dir, &["--no-such-flag"]).code, 2);
}

#[cfg(unix)]
#[test]
fn whatever_speaks_of_the_program_calls_it_as_it_was_called() {
    let dir = module("help", ("", ""));
    fs::write(dir.join("chanlint-baseline.json"), "{}").unwrap();
    for (arguments, said) in [
        (&["--help"][..], "Usage: chanlint [OPTIONS]"),
        (&["map", "--help"], "Usage: chanlint map "),
        (&["--version"], concat!("chanlint ", env!("CARGO_PKG_VERSION"), "\n")),
        (&["completions", "--help"], "  chanlint completions bash > "),
        (&["completions", "bash"], "complete -F _chanlint "),
        (&["man"], ".TH chanlint 1"),
        (&["explain", "shared_channel"], "`chanlint explain --full shared_channel`"),
        (&["explain", "perf"], "`chanlint explain RULE`"),
        (&["explain", "suppress"], "`chanlint explain config`"),
        (&["explain", "nonsense"], "(`chanlint rules` lists the rules"),
        (&["-A", "nonsense"], "(`chanlint rules` lists them)"),
        (&["./...", "map"], "`chanlint map …`"),
        (&["./..."], "`chanlint baseline write`"),
        (&["--no-baseline", "./..."], "more: chanlint explain shared_channel_rpc"),
    ] {
        let Run { stdout, stderr, .. } = by_second_name(&dir, arguments);
        let all = stdout + &stderr;
        assert!(all.contains(said), "{arguments:?}\n{all}");
        assert!(!all.contains("cargo chanlint"), "{arguments:?}\n{all}");
    }
    assert!(run(&dir, &["--help"]).stdout.contains("Usage: cargo chanlint "));
}

#[test]
fn without_the_program_beside_it_the_second_name_says_so() {
    let dir = module("alone", ("", ""));
    let alone = dir.join(format!("chanlint{}", std::env::consts::EXE_SUFFIX));
    fs::copy(env!("CARGO_BIN_EXE_chanlint"), &alone).unwrap();
    let said = finished(Command::new(alone).arg("./...").current_dir(&dir).output().unwrap());
    let expected =
        "error: `cargo-chanlint` belongs into the folder of `chanlint`, and is not there\n";
    assert_eq!((said.code, said.stderr.as_str()), (2, expected));
}

#[test]
fn a_silenced_finding_is_in_no_output() {
    let formats =
        ["human", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"];
    let loud = module("loud", ("", ""));
    for format in formats {
        let said = run(&loud, &["--output-format", format]);
        assert!(said.code == 1 && said.stdout.contains(RULE), "{format}: {said:?}");
    }
    for (number, silencer) in SILENCERS.into_iter().enumerate() {
        let dir = module(&format!("silent-{number}"), silencer);
        for format in formats {
            let said = run(&dir, &["--output-format", format]);
            assert_eq!(said.code, 0, "{silencer:?}, {format}: {said:?}");
            let is_told = said.stdout.contains("at the same time in many goroutines");
            assert!(!is_told, "{silencer:?}, {format}: {}", said.stdout);
        }
    }
}

#[test]
fn a_silenced_finding_is_in_no_baseline() {
    let loud = module("known-loud", ("", ""));
    assert_eq!(run(&loud, &["baseline", "write"]).code, 0);
    assert!(fs::read_to_string(loud.join("chanlint-baseline.json")).unwrap().contains(RULE));
    assert_eq!(run(&loud, &[]).code, 0, "what is known is not told");
    for (number, silencer) in SILENCERS.into_iter().enumerate() {
        let dir = module(&format!("known-{number}"), silencer);
        assert_eq!(run(&dir, &["baseline", "write"]).code, 0);
        let known = fs::read_to_string(dir.join("chanlint-baseline.json")).unwrap_or_default();
        assert!(!known.contains(RULE), "{silencer:?}: {known}");
    }
}

#[test]
fn the_map_draws_what_is_silenced() {
    for (number, silencer) in SILENCERS.into_iter().enumerate() {
        let dir = module(&format!("drawn-{number}"), silencer);
        let map = run(&dir, &["map"]);
        assert!(map.stdout.contains("QueueDeclare"), "{silencer:?}: {map:?}");
    }
}

#[test]
fn what_did_not_change_is_outside_of_a_change() {
    let dir = tempfile::tempdir().unwrap();
    let from = module("changed", ("", ""));
    for file in ["go.mod", "main.go"] {
        fs::copy(from.join(file), dir.path().join(file)).unwrap();
    }
    git(dir.path(), &["init", "--quiet"]);
    commit(dir.path());
    assert_eq!(run(dir.path(), &["--changed-since", "HEAD"]).code, 0);
    let text = fs::read_to_string(dir.path().join("main.go")).unwrap();
    let changed = text.replace("go declare(ch, queue)", "go declare(ch, queue+\"s\")");
    fs::write(dir.path().join("main.go"), changed).unwrap();
    assert_eq!(run(dir.path(), &["--changed-since", "HEAD"]).code, 1);
    let silenced = fs::read_to_string(dir.path().join("main.go")).unwrap();
    let silenced = silenced.replace("+\"s\")", "+\"s\") //nolint:chanlint // known");
    fs::write(dir.path().join("main.go"), silenced).unwrap();
    assert_eq!(run(dir.path(), &["--changed-since", "HEAD"]).code, 0);
}
