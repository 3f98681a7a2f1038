//! The image: the static program and nothing else.

use std::process::Command;

use crate::packaging::command::done;
use crate::packaging::place::{builds_quickly, built, hooks, one_build, root};

#[test]
fn a_static_program_needs_nothing_around_it() {
    let _only = one_build();
    // Linked with the system's C library, as a build for musl would compile everything anew; the release workflow does the same
    // with the program that it releases.
    let mut cargo = Command::new("cargo");
    cargo.args(["rustc", "--quiet", "--locked", "-p", "cargo-chanlint", "--bin", "cargo-chanlint"]);
    cargo.args(["--", "-C", "target-feature=+crt-static"]);
    builds_quickly(&mut cargo);
    done(cargo.current_dir(hooks()));
    let program = built().join("debug/cargo-chanlint");
    let said = done(Command::new(root().join(".ci/alone")).arg(program));
    assert!(said.contains("[shared_channel_rpc]"), "{said}");
}
