//! What the README tells people to type is understood.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::program::{FILES, chanlint, package};

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

#[test]
fn every_command_of_the_readme_is_one() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("README.md");
    let all = commands(&fs::read_to_string(readme).unwrap());
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
