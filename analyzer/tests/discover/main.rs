//! Discovery against cargo: what is read from manifests here has to be what cargo says, where cargo says something.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod go;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chanlint::discover::{Request, Selection, discover};
use chanlint::ids::Id;
use chanlint::load::load;
use chanlint::workspace::{ClientVersion, PackageRole, TargetKind, Workspace};
use serde_json::Value;

/// Lays out files, given as `path` lines after `//- ` with their content below, in a directory of the test's own.
fn lay_out(test: &str, files: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("discover").join(test);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    for file in files.split("//- ").skip(1) {
        let (path, content) = file.split_once('\n').unwrap();
        let path = dir.join(path.trim());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}

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

#[test]
fn clients_are_reached_through_members_and_helpers_come_along() {
    let dir = lay_out(
        "reach",
        r#"
//- Cargo.toml
[workspace]
members = ["app", "bus", "helper", "unrelated"]
//- app/Cargo.toml
[package]
name = "app"
[dependencies]
bus = { path = "../bus" }
helper = { path = "../helper" }
//- app/src/main.rs
//- bus/Cargo.toml
[package]
name = "bus"
[dependencies]
amqprs = "=2.1.0"
//- bus/src/lib.rs
//- helper/Cargo.toml
[package]
name = "helper"
[lib]
name = "helper_code"
//- helper/src/lib.rs
//- helper/src/main.rs
//- unrelated/Cargo.toml
[package]
name = "unrelated"
[dev-dependencies]
amqprs = "2"
//- unrelated/src/lib.rs
"#,
    );
    let workspace = discover(&Request::new(&dir), &["amqprs"]);
    let roles: Vec<_> =
        workspace.packages.iter().map(|package| (package.name.as_str(), package.role)).collect();
    assert_eq!(
        roles,
        [
            ("app", PackageRole::Member),
            ("bus", PackageRole::Member),
            ("helper", PackageRole::Dependency)
        ]
    );
    let helper = &workspace.packages[2];
    assert_eq!(helper.targets.len(), 1, "only the library of a dependency can be used");
    let named = &workspace.packages[0].dependencies[1];
    assert_eq!((named.name.as_str(), named.resolved.map(Id::index)), ("helper_code", Some(2)));
    let version = &workspace.packages[1].dependencies[0].version;
    assert_eq!(*version, ClientVersion::Required("2.1.0".parse().unwrap()));
}

#[test]
fn wrappers_are_read_from_the_registry_and_from_git() {
    let dir = lay_out(
        "outside",
        r#"
//- ws/Cargo.toml
[package]
name = "app"
version = "0.1.0"
[dependencies]
wrapper = "0.3"
forked = { git = "https://example.org/them/forked.git" }
plain = "1"
//- ws/src/main.rs
//- ws/Cargo.lock
version = 4
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["forked", "plain", "wrapper"]
[[package]]
name = "forked"
version = "0.2.0"
source = "git+https://example.org/them/forked.git#0123456789abcdef0123456789abcdef01234567"
dependencies = ["lapin 1.10.0"]
[[package]]
name = "lapin"
version = "1.10.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "lapin"
version = "2.5.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "plain"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "wrapper"
version = "0.3.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["lapin 2.5.0"]
//- home/registry/src/index-1/wrapper-0.3.1/Cargo.toml
[package]
name = "wrapper"
version = "0.3.1"
[dependencies.lapin]
version = "*"
//- home/registry/src/index-1/wrapper-0.3.1/src/lib.rs
//- home/registry/src/index-1/plain-1.0.0/Cargo.toml
[package]
name = "plain"
//- home/registry/src/index-1/plain-1.0.0/src/lib.rs
//- home/registry/src/index-1/lapin-2.5.0/Cargo.toml
[package]
name = "lapin"
//- home/registry/src/index-1/lapin-2.5.0/src/lib.rs
//- home/git/checkouts/forked-89ab/0123456/crates/forked/Cargo.toml
[package]
name = "forked"
version = "0.2.0"
[dependencies]
lapin = "*"
//- home/git/checkouts/forked-89ab/0123456/crates/forked/src/lib.rs
"#,
    );
    let request = Request { cargo_home: Some(dir.join("home")), ..Request::new(dir.join("ws")) };
    let workspace = discover(&request, &["lapin"]);
    let locked = |package: &chanlint::workspace::Package| {
        let client = package.dependencies.iter().find(|dependency| dependency.package == "lapin");
        (package.name.clone(), package.role, client.map(|client| client.version.clone()))
    };
    let found: Vec<_> = workspace.packages.iter().map(locked).collect();
    let version = |text: &str| Some(ClientVersion::Locked(text.parse().unwrap()));
    assert_eq!(
        found,
        [
            ("app".to_owned(), PackageRole::Member, None),
            ("forked".to_owned(), PackageRole::Foreign, version("1.10.0")),
            ("wrapper".to_owned(), PackageRole::Foreign, version("2.5.0")),
        ]
    );
    let without = discover(&Request::new(dir.join("ws")), &["lapin"]);
    assert_eq!(
        without.packages.len(),
        0,
        "nothing outside the workspace is read without a cargo home"
    );
}

#[test]
fn selections_choose_whom_to_report_on() {
    let dir = lay_out(
        "selections",
        r#"
//- Cargo.toml
[workspace]
members = ["a", "b"]
//- a/Cargo.toml
[package]
name = "a"
[dependencies]
lapin = "2"
//- a/src/lib.rs
//- a/tests/t.rs
//- b/Cargo.toml
[package]
name = "b"
[dependencies]
a = { path = "../a" }
//- b/src/lib.rs
"#,
    );
    let members = |request: Request| {
        let members = discover(&request, &["lapin"]).packages.into_iter();
        let members = members.filter(|package| package.role == PackageRole::Member);
        members.map(|package| package.name).collect::<Vec<_>>().join(" ")
    };
    let request = || Request::new(&dir);
    let packages = |name: &str| Selection::Packages(vec![name.to_owned()]);
    assert_eq!(members(request()), "a b");
    assert_eq!(members(Request { paths: vec!["b".into()], ..request() }), "b");
    assert_eq!(
        members(Request { paths: vec!["b".into()], selection: Selection::Workspace, ..request() }),
        "a b"
    );
    assert_eq!(members(Request { selection: packages("a"), ..request() }), "a");
    assert_eq!(members(Request { exclude: vec!["a".to_owned()], ..request() }), "b");
    assert_eq!(members(Request { manifest_path: Some("a/Cargo.toml".into()), ..request() }), "a");
    assert_eq!(members(Request::new(dir.join("b/src"))), "b");
    let test = discover(&Request { paths: vec!["a/tests/t.rs".into()], ..request() }, &["lapin"]);
    let kinds: Vec<_> = test.packages[0].targets.iter().map(|target| target.kind).collect();
    assert_eq!(kinds, [TargetKind::Lib, TargetKind::Test], "a test that is named is read");
    assert_eq!(test.packages[0].only, [dir.join("a/tests/t.rs")]);
}

#[test]
fn a_folder_of_repositories_is_several_workspaces() {
    let dir = lay_out(
        "folder",
        r#"
//- one/Cargo.toml
[package]
name = "one"
[dependencies]
lapin = "2"
//- one/src/lib.rs
//- one/testdata/case/Cargo.toml
[package]
name = "case"
[dependencies]
lapin = "2"
//- one/testdata/case/src/lib.rs
//- deep/two/Cargo.toml
[package]
name = "two"
[dependencies]
lapin = "3"
//- deep/two/src/lib.rs
//- node_modules/x/Cargo.toml
[package]
name = "x"
[dependencies]
lapin = "4"
//- node_modules/x/src/lib.rs
"#,
    );
    let workspace =
        discover(&Request { paths: vec![dir.clone()], ..Request::new(&dir) }, &["lapin"]);
    let names: Vec<_> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
    assert_eq!(
        names,
        ["two", "one"],
        "sorted by path; what lies below a manifest is for that one to name"
    );
}

#[test]
fn only_files_of_the_chosen_targets_are_loaded() {
    let dir = lay_out(
        "loaded",
        r#"
//- Cargo.toml
[package]
name = "flat"
[lib]
path = "lib.rs"
[dependencies]
lapin = "2"
//- lib.rs
//- build.rs
//- deep/target/mod.rs
//- target/debug/build/generated.rs
//- .hidden/x.rs
//- nested/Cargo.toml
[package]
name = "nested"
//- nested/src/lib.rs
//- tests/it.rs
//- examples/show/main.rs
//- examples/show/part.rs
"#,
    );
    let loaded = |kinds: &[TargetKind]| {
        let mut request = Request::new(&dir);
        request.kinds.extend(kinds);
        let loaded = load(&discover(&request, &["lapin"]));
        assert_eq!(loaded.problems, []);
        let paths = loaded
            .sources
            .iter()
            .map(|(_, source)| source.path.strip_prefix(&dir).unwrap().display().to_string());
        paths.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(loaded(&[]), "deep/target/mod.rs lib.rs");
    let with_examples = "deep/target/mod.rs examples/show/main.rs examples/show/part.rs lib.rs";
    assert_eq!(loaded(&[TargetKind::Example]), with_examples);
}
