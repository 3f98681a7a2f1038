//! One version everywhere: what a release has to change is the version of the workspace, and what this test then names.

use std::fs;

use crate::packaging::place::root;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

#[test]
fn the_root_installs_the_version_of_this_revision() {
    let manifest = text("pyproject.toml");
    let pin = format!("dependencies = [\"chanlint=={VERSION}\"]\n");
    assert!(manifest.contains(&pin), "pyproject.toml: {pin}");
}

#[test]
fn the_readme_names_the_version_of_this_revision() {
    let readme = text("README.md");
    for (before, after) in [("  rev: v", "\n"), ("chanlint/chanlint@v", "\n")] {
        let named: Vec<&str> = readme
            .split(before)
            .skip(1)
            .map(|rest| rest.split(after).next().unwrap().trim())
            .collect();
        assert!(
            !named.is_empty() && named.iter().all(|name| *name == VERSION),
            "{before}{named:?}"
        );
    }
}
