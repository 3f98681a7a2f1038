//! What manifests say, against `cargo metadata`: where cargo says something, the same is read here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use chanlint::discover::{Request, discover};
use chanlint::workspace::{TargetKind, Workspace};
use serde_json::Value;

use super::lay_out;

/// Everything that is read when every kind of target is asked for.
fn everything(dir: &Path, clients: &[&str]) -> Workspace {
    let mut request = Request::new(dir);
    request.kinds.extend([TargetKind::Test, TargetKind::Example, TargetKind::Bench]);
    discover(&request, clients)
}

/// Packages with their targets as (kind, crate, file) and dependencies as (name in code, package).
type Shape = BTreeMap<String, (BTreeSet<(String, String, PathBuf)>, BTreeSet<(String, String)>)>;

fn shape(workspace: &Workspace) -> Shape {
    let kind = |kind: TargetKind| format!("{kind:?}").to_lowercase();
    let package = |package: &chanlint::workspace::Package| {
        let targets = package
            .targets
            .iter()
            .map(|t| (kind(t.kind), t.name.to_string(), t.root.clone()))
            .collect();
        let dependencies =
            package.dependencies.iter().map(|d| (d.name.to_string(), d.package.clone())).collect();
        (package.name.clone(), (targets, dependencies))
    };
    workspace.packages.iter().map(package).collect()
}

/// The same, as `cargo metadata` says it.
fn cargo_shape(dir: &Path) -> Shape {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let in_code = |name: &str| name.replace('-', "_");
    let target = |target: &Value| {
        let kind = match text(&target["kind"][0]).as_str() {
            "proc-macro" | "rlib" | "cdylib" | "staticlib" => "lib".to_owned(),
            other => other.to_owned(),
        };
        (kind, in_code(&text(&target["name"])), PathBuf::from(text(&target["src_path"])))
    };
    let dependency = |dependency: &Value| {
        let package = text(&dependency["name"]);
        (in_code(dependency["rename"].as_str().unwrap_or(&package)), package)
    };
    let package = |package: &Value| {
        let targets = package["targets"].as_array().unwrap().iter().map(target);
        let targets = targets.filter(|(kind, ..)| kind != "custom-build").collect();
        let dependencies = package["dependencies"].as_array().unwrap().iter();
        let dependencies = dependencies
            .filter(|dependency| dependency["kind"] != "build")
            .map(dependency)
            .collect();
        (text(&package["name"]), (targets, dependencies))
    };
    metadata["packages"].as_array().unwrap().iter().map(package).collect()
}

#[test]
fn targets_and_dependencies_are_those_that_cargo_sees() {
    let dir = lay_out(
        "as-cargo",
        r#"
//- Cargo.toml
[workspace]
resolver = "3"
members = ["crates/*", "tools/[ab]", "named"]
exclude = ["crates/left-out"]
[workspace.package]
version = "1.2.3"
edition = "2021"
[workspace.dependencies]
mq = { package = "lapin", version = "2" }
bus-lib = { path = "crates/bus" }
//- crates/bus/Cargo.toml
[package]
name = "bus-lib"
version.workspace = true
edition.workspace = true
[dependencies]
mq = { workspace = true }
implicit = { path = "../../nested/implicit" }
[build-dependencies]
cc = "1"
//- crates/bus/build.rs
fn main() {}
//- crates/bus/src/lib.rs
//- crates/bus/src/bin/one.rs
fn main() {}
//- crates/bus/src/bin/two/main.rs
fn main() {}
//- crates/bus/src/bin/two/helper.rs
//- crates/bus/tests/it.rs
//- crates/bus/tests/big/main.rs
//- crates/bus/tests/common/mod.rs
//- crates/bus/examples/show-it.rs
fn main() {}
//- crates/bus/benches/speed.rs
fn main() {}
//- crates/left-out/Cargo.toml
[package]
name = "left-out"
[dependencies]
lapin = "2"
//- crates/left-out/src/lib.rs
//- nested/implicit/Cargo.toml
[package]
name = "implicit"
version = "0.1.0"
[dependencies]
lapin = "2"
[[bin]]
name = "only-this"
path = "tool.rs"
//- nested/implicit/src/lib.rs
//- nested/implicit/src/main.rs
fn main() {}
//- nested/implicit/src/bin/ignored-in-2015.rs
fn main() {}
//- nested/implicit/tool.rs
fn main() {}
//- tools/a/Cargo.toml
[package]
name = "tool-a"
version = "0.1.0"
edition = "2021"
autobins = false
autotests = false
[lib]
name = "quite_other"
path = "lib/root.rs"
proc-macro = true
[[bin]]
name = "tool-a"
[[test]]
name = "named"
[target.'cfg(unix)'.dependencies]
bus-lib = { workspace = true }
[dev-dependencies]
lapin-dev = { package = "lapin", version = "2" }
//- tools/a/lib/root.rs
//- tools/a/src/main.rs
fn main() {}
//- tools/a/src/bin/not-found.rs
fn main() {}
//- tools/a/tests/named.rs
//- tools/a/tests/not-found.rs
//- tools/c/Cargo.toml
[package]
name = "tool-c"
//- named/Cargo.toml
[package]
name = "named"
version = "0.1.0"
edition = "2024"
[dependencies]
lapin = { version = "2", optional = true }
//- named/src/main.rs
fn main() {}
"#,
    );
    let workspace = everything(&dir, &["lapin"]);
    assert_eq!(workspace.problems, []);
    assert_eq!(workspace.members, 4);
    assert_eq!(shape(&workspace), cargo_shape(&dir));
}

#[test]
fn this_repository_is_read_as_cargo_reads_it() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let cargo = cargo_shape(dir);
    // Every package of it parses Rust, so that all of them reach that "client".
    let workspace = everything(dir, &["syn"]);
    assert_eq!(shape(&workspace), cargo);
}
