//! What the README tells people to copy is read by those who will read it.

use std::fs;

use serde_json::{Value, json};

use crate::packaging::command::done;
use crate::packaging::place::{fresh, root, tool};

/// The blocks of the README that begin with a comment with their file's name.
fn snippet(file: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, rest) = readme.split_once(&format!("# {file}\n")).unwrap();
    rest.split_once("\n```").unwrap().0.to_owned() + "\n"
}

#[test]
fn configurations_of_the_readme_are_well_formed() {
    let dir = fresh("snippets");
    for (file, schema) in [
        (".github/workflows/chanlint.yml", "vendor.github-workflows"),
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
    ] {
        let path = dir.join("ci.yml");
        fs::write(&path, snippet(file)).unwrap();
        done(tool("check-jsonschema").args(["--builtin-schema", schema]).arg(&path));
    }
    let path = dir.join("hooks.yaml");
    fs::write(&path, snippet(".pre-commit-config.yaml")).unwrap();
    done(tool("pre-commit").arg("validate-config").arg(&path));
}

#[test]
fn every_editor_gets_the_same_command() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let block = |language: &str, with: &str| {
        let fence = format!("```{language}\n");
        let mut blocks = readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap());
        blocks.find(|block| block.contains(with)).unwrap().to_owned()
    };
    let code: Value = serde_json::from_str(&block("json", "overrideCommand")).unwrap();
    let code = code["rust-analyzer.check.overrideCommand"].clone();
    let helix: Value = toml::from_str(&block("toml", "overrideCommand")).unwrap();
    let helix = &helix["language-server"]["rust-analyzer"]["config"]["check"]["overrideCommand"];
    let with = "cargo clippy --message-format=json --all-targets";
    assert_eq!(code, json!(["cargo", "chanlint", "--message-format=json", "--with", with]));
    assert_eq!(*helix, code);
    let words = code.as_array().unwrap().iter().map(|word| format!("{word},"));
    let lua = block("lua", "overrideCommand");
    assert!(words.clone().all(|word| lua.contains(&word)), "{lua}");
}
