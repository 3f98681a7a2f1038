//! What the README tells people to type is understood.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::program::{FILES, chanlint, package, write};
use crate::support::run::{command as program, finished};

/// What is typed behind the program's name: in lines of shell blocks, and in code between backticks.
fn commands(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        if let Some(language) = line.strip_prefix("```") {
            block = if block.is_some() { None } else { Some(language) };
        } else if block == Some("sh") {
            all.extend(command(line.split("  #").next().unwrap_or(line)));
        } else if block.is_none() {
            all.extend(line.split('`').skip(1).step_by(2).filter_map(command));
        }
    }
    all
}

fn command(code: &str) -> Option<String> {
    const NAMES: [&str; 3] = ["cargo chanlint", "cargo-chanlint", "chanlint"];
    let rest = NAMES.iter().find_map(|name| code.strip_prefix(name))?;
    // What a shell takes for itself is no argument.
    let arguments = rest.split(" < ").next().unwrap_or(rest).trim();
    (rest.is_empty() || rest.starts_with(' ')).then(|| arguments.to_owned())
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

#[test]
fn every_command_of_the_readme_is_one() {
    let all = commands(&readme());
    assert!(all.len() > 20, "{all:?}");
    let dir = package("readme", FILES);
    for command in all {
        let words = shlex::split(&command).unwrap_or_else(|| panic!("{command}"));
        // Help is printed when everything before it was understood.
        let words: Vec<&str> = words.iter().map(String::as_str).chain(["--help"]).collect();
        let run = chanlint(&dir, &words);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
    }
}

#[test]
fn commands_are_found_and_wrong_ones_refused() {
    let text = "`cargo chanlint map`, `cargo chanlinter`\n```sh\ncargo chanlint --fix  # x\ncargo test\n```\n\
        ```text\ncargo chanlint --no\n```\n`cargo-chanlint - < a`";
    assert_eq!(commands(text), ["-", "--fix", "map"].map(str::to_owned).into());
    let dir = package("readme-wrong", FILES);
    assert_eq!(chanlint(&dir, &["--lod", "--help"]).code, 2);
    assert_eq!(chanlint(&dir, &["map", "--output-format", "sgv", "--help"]).code, 2);
}

/// Lines of shell that no test of the program can run: what compiles it, what runs this test, and what another program does.
const ELSEWHERE: [&str; 4] = [
    "cargo run --release -p cargo-chanlint -- testdata/outage",
    "cargo install --locked --path analyzer",
    ".ci/test",
    "golangci-lint run ./...",
];

/// The section whose commands need what a release brings.
const AFTER_THE_RELEASE: &str = "## Once a version is published\n";

/// The lines in blocks of shell.
fn shell(text: &str) -> Vec<&str> {
    let blocks = text.split("```sh\n").skip(1);
    blocks.flat_map(|rest| rest.split("```").next().unwrap().lines()).collect()
}

/// A clone of this repository, as far as the README names its files, which is a package that shares a channel itself.
fn clone_of_ours() -> PathBuf {
    let dir = package("readme-shell", FILES);
    for file in ["Cargo.toml", "src/main.rs", "src/bus.rs", "src/workers.rs"] {
        let file = format!("testdata/outage/{file}");
        write(&dir, &file, &fs::read_to_string(root().join(&file)).unwrap());
    }
    dir
}

/// What a shell makes of a line, with the programs of this build before all others.
fn by_shell(dir: &Path, line: &str) -> (i32, String) {
    let ours = Path::new(env!("CARGO_BIN_EXE_cargo-chanlint")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap();
    let path = std::env::join_paths([ours].into_iter().chain(std::env::split_paths(&others)));
    let mut shell = std::process::Command::new("sh");
    for (name, _) in program(dir).get_envs() {
        shell.env_remove(name);
    }
    shell.args(["-c", line]).env("PATH", path.unwrap()).current_dir(dir);
    let run = finished(shell.output().unwrap());
    (run.code, run.stdout + &run.stderr)
}

#[test]
fn every_line_of_shell_in_the_readme_runs_as_it_stands_or_waits_for_the_release() {
    let text = readme();
    let (before, after) = text.split_once(AFTER_THE_RELEASE).unwrap();
    let (waiting, behind) = after.split_once("\n## ").unwrap();
    let needs_what_is_published = ["pip ", "cargo binstall ", "cargo install ", "docker run "];
    for line in shell(waiting) {
        assert!(needs_what_is_published.iter().any(|start| line.starts_with(start)), "{line}");
    }
    let lines = [shell(before), shell(behind)].concat();
    assert!(ELSEWHERE.iter().all(|line| lines.contains(line)), "{lines:?}");
    let dir = clone_of_ours();
    let mut said = Vec::new();
    for line in lines.into_iter().filter(|line| !ELSEWHERE.contains(line)) {
        let (code, text) = by_shell(&dir, line);
        assert!(code < 2, "{line}\n{text}");
        said.push((line.split("  ").next().unwrap(), code));
    }
    let expected = [
        ("cargo chanlint", 1),
        ("cargo chanlint baseline write", 0),
        ("cargo chanlint", 0),
        ("cargo chanlint baseline prune", 0),
        (
            "cargo-chanlint --workspace --deny-warnings --output-file junit:chanlint.xml --output-file html:chanlint.html",
            0,
        ),
        ("chanlint ./...", 0),
    ];
    assert_eq!(said, expected);
    assert!(dir.join("chanlint.html").is_file() && dir.join("chanlint.xml").is_file());
}
