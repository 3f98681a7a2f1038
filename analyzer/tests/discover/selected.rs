//! What a user chooses: packages, folders, files and kinds of targets.

use chanlint::discover::{Request, Selection, discover};
use chanlint::load::load;
use chanlint::workspace::{PackageRole, TargetKind};

use super::lay_out;

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
