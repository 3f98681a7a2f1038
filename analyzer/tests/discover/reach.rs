//! Which packages matter: those that reach a client, with what helps them, from members to the registry.

use chanlint::discover::{Request, discover};
use chanlint::ids::Id;
use chanlint::workspace::{ClientVersion, PackageRole};

use super::lay_out;

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
