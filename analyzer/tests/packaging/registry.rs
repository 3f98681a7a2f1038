//! The crate as `cargo publish` would send it: it needs nothing that is in no registry.

use std::process::Command;

use crate::packaging::command::done;
use crate::packaging::place::{fresh, root};

#[test]
fn what_is_published_needs_no_crate_of_the_tests() {
    let target = fresh("registry");
    let mut package = Command::new("cargo");
    package.args(["package", "-p", "cargo-chanlint", "--no-verify", "--allow-dirty", "--offline"]);
    done(package.arg("--target-dir").arg(&target).current_dir(root()));
    let name = concat!("cargo-chanlint-", env!("CARGO_PKG_VERSION"));
    let archive = target.join(format!("package/{name}.crate"));
    let mut tar = Command::new("tar");
    let manifest = done(tar.arg("-xzOf").arg(archive).arg(format!("{name}/Cargo.toml")));
    assert!(manifest.contains("\n[dev-dependencies.insta]\n"), "{manifest}");
    assert!(!manifest.contains("chanlint-generator"), "{manifest}");
}
