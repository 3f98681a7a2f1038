//! What a release uploads beside the wheels: the archive as `cargo binstall` looks for it, its checksum, the text of the release.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::packaging::command::{Ended, done, ended};
use crate::packaging::place::{copy_tracked, fresh, root, tool};

/// The program, and its second name.
const PROGRAMS: [&str; 2] = ["cargo-chanlint", "chanlint"];

const TARGET: &str = "x86_64-unknown-linux-musl";

/// Packs programs that say what they are called, into a folder.
fn packed(name: &str) -> std::path::PathBuf {
    let dir = fresh(name);
    for program in PROGRAMS {
        fs::write(dir.join(program), format!("#!/bin/sh\necho {program}\n")).unwrap();
    }
    let out = dir.join("out");
    done(Command::new(root().join(".ci/pack")).arg(TARGET).args([&dir, &out]));
    out
}

#[test]
fn the_archive_is_where_binstall_looks_and_holds_the_program() {
    let out = packed("archive");
    // `pkg-url`, `pkg-fmt` and `bin-dir` of the manifest.
    let name = format!("cargo-chanlint-{TARGET}.tgz");
    let manifest = fs::read_to_string(root().join("analyzer/Cargo.toml")).unwrap();
    let ends = "/cargo-chanlint-{ target }{ archive-suffix }\"\npkg-fmt = \"tgz\"\nbin-dir = \"{ bin }{ binary-ext }\"";
    assert!(manifest.contains(ends), "{manifest}");
    let unpacked = fresh("unpacked");
    done(Command::new("tar").arg("-xzf").arg(out.join(&name)).arg("-C").arg(&unpacked));
    for program in PROGRAMS {
        let Ended { said, .. } = ended(&mut Command::new(unpacked.join(program)));
        assert_eq!(said, format!("{program}\n"));
    }
    assert!(unpacked.join("LICENSE-MIT").is_file() && unpacked.join("LICENSE-APACHE").is_file());
    let sum = fs::read_to_string(out.join(format!("{name}.sha256"))).unwrap();
    assert!(sum.len() > 64 && sum.trim_end().ends_with(&name), "{sum}");
}

#[test]
fn equal_programs_give_equal_archives() {
    let archive = |out: &Path| fs::read(out.join(format!("cargo-chanlint-{TARGET}.tgz"))).unwrap();
    assert!(archive(&packed("one")) == archive(&packed("other")));
}

#[test]
fn the_release_says_what_the_changelog_does_and_nothing_where_that_is_silent() {
    let dir = fresh("notes");
    copy_tracked(".ci", &dir.join(".ci"));
    let log = "# Changelog\n\n## [Unreleased]\n\n- later\n\n## [1.2.0] - 2027-01-01\n\n- now\n\n## [1.1.0]\n\n- before\n";
    fs::write(dir.join("CHANGELOG.md"), log).unwrap();
    let notes = |version| ended(Command::new(dir.join(".ci/notes")).arg(version));
    assert_eq!((notes("1.2.0").code, notes("1.2.0").said.trim()), (Some(0), "- now"));
    assert_eq!(notes("1.3.0").code, Some(1));
}

#[test]
fn the_workflow_is_well_formed_and_builds_with_the_profile_of_releases() {
    let workflow = root().join(".github/workflows/release.yml");
    let mut check = tool("check-jsonschema");
    done(check.args(["--builtin-schema", "vendor.github-workflows"]).arg(&workflow));
    let workflow = fs::read_to_string(workflow).unwrap();
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, profile) = workflow.split_once("PROFILE: ").unwrap();
    let profile = profile.lines().next().unwrap();
    assert!(manifest.contains(&format!("[profile.{profile}]")), "{profile}");
}
