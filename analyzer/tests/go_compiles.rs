//! Every block of Go on a rule's page, and every fixture in Go that needs nothing but the client, is a program that `go vet` takes, so
//! that no page teaches an API that does not exist.
//!
//! The blocks become packages of a module for each version of a client that they name, and what `go vet` says is told with the line of
//! the page.

mod support {
    pub(crate) mod page;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chanlint::rules::RULES;
use support::page;
use walkdir::WalkDir;

/// The client that blocks are about which name none.
const CLIENT: &str = "github.com/rabbitmq/amqp091-go v1.10.0";

fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go").join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir).expect("the folder of the last run");
    }
    fs::create_dir_all(&dir).expect("a folder");
    dir
}

/// What `go vet` says about a module; nothing when it takes it.
fn vet(dir: &Path) -> Option<String> {
    let mut command = Command::new("go");
    command.args(["vet", "./..."]).current_dir(dir);
    command.env("GOFLAGS", "-mod=mod").env("GONOSUMDB", "*").env("GOTOOLCHAIN", "local");
    let output = command.output().unwrap_or_else(|error| {
        panic!("`go` of 1.24 or newer has to be on the path: {error}; `.ci/test` installs it")
    });
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (!output.status.success()).then_some(said)
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn module(client: &str) -> String {
    format!("module example.com/page\n\ngo 1.24\n\nrequire {client}\n")
}

/// The files of a block, each with its path.
fn files(code: &str) -> Vec<(String, String)> {
    if !code.starts_with("//- ") {
        return vec![("main.go".to_owned(), code.to_owned())];
    }
    let parts = code.split("//- /").filter(|part| !part.is_empty());
    let parts = parts.map(|part| part.split_once('\n').expect("a header ends its line"));
    parts.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn every_block_is_taken_by_go_vet() {
    let mut modules: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut blocks = 0;
    for rule in RULES {
        for block in page::parse(rule.docs, "go").0 {
            blocks += 1;
            let comments =
                block.code.lines().filter_map(|line| line.strip_prefix("// github.com/"));
            let client = comments.map(|rest| format!("github.com/{rest}")).next();
            let client = client.unwrap_or_else(|| CLIENT.to_owned());
            let dir = modules.entry(client.clone()).or_insert_with(|| {
                let dir = scratch(&client.replace(['/', ' '], "-"));
                write(&dir.join("go.mod"), &module(&client));
                dir
            });
            let package = dir.join(format!("{}_{}", rule.name, block.line));
            for (path, text) in files(&block.code) {
                write(&package.join(path), &text);
            }
        }
    }
    assert!(blocks > 60, "{blocks} blocks");
    let wrong: Vec<String> = modules.values().filter_map(|dir| vet(dir)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_fixture_is_taken_by_go_vet() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in the workspace");
    let mut wrong = Vec::new();
    let mut fixtures = 0;
    for entry in fs::read_dir(root.join("testdata")).expect("the fixtures") {
        let from = entry.expect("a folder").path();
        let Ok(manifest) = fs::read_to_string(from.join("go.mod")) else { continue };
        // Frameworks take minutes to fetch and compile; what is said of their API is in their fixture only.
        if manifest.matches(" v").count() > 1 {
            continue;
        }
        fixtures += 1;
        let name = from.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let to = scratch(&format!("fixture-{name}"));
        for entry in WalkDir::new(&from) {
            let path = entry.expect("a fixture can be listed").into_path();
            if path.extension().is_some_and(|end| end == "go" || end == "mod") {
                let text = fs::read_to_string(&path).expect("a text");
                write(&to.join(path.strip_prefix(&from).expect("it lies there")), &text);
            }
        }
        wrong.extend(vet(&to).map(|said| format!("{name}: {said}")));
    }
    assert!(fixtures > 1, "{fixtures} fixtures");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
