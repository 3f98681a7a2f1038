//! Modules of Go below the target folder, made of the blocks of pages, of fixtures and of the generator's twins.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chanlint::rules::RULES;
use generator::go::twin;
use walkdir::WalkDir;

use super::page;

/// The client that blocks are about which name none.
const CLIENT: &str = "github.com/rabbitmq/amqp091-go v1.10.0";

/// The command of Go in a folder, which takes modules as they stand.
pub(crate) fn go(dir: &Path) -> Command {
    with_go("go".as_ref(), dir)
}

/// A program that runs Go, in a folder.
pub(crate) fn with_go(program: &OsStr, dir: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(dir);
    command.env("GOFLAGS", "-mod=mod").env("GONOSUMDB", "*").env("GOTOOLCHAIN", "local");
    command
}

/// What a command of Go says when it fails.
pub(crate) fn complaint(command: &mut Command) -> Option<String> {
    let output = command.output().unwrap_or_else(|error| {
        panic!("`go` of 1.25 or newer has to be on the path: {error}; `.ci/test` installs it")
    });
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (!output.status.success()).then_some(said)
}

/// A folder of a test without what its last run left there.
pub(crate) fn emptied(test: &str, name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("go").join(test).join(name);
    if dir.exists() {
        fs::remove_dir_all(&dir).expect("the folder of the last run");
    }
    fs::create_dir_all(&dir).expect("a folder");
    dir
}

pub(crate) fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The file `go.mod` of a module that requires something.
fn manifest(requires: &str) -> String {
    format!("module example.com/page\n\ngo 1.25\n\nrequire {requires}\n")
}

/// A module for each version of a client that blocks of pages name, each block in a folder that its page and line name.
pub(crate) fn of_pages(test: &str) -> Vec<PathBuf> {
    let blocks = RULES.iter().flat_map(|rule| {
        let blocks = page::parse(rule.docs, "go").0.into_iter();
        blocks.map(|block| (format!("{}_{}", rule.name, block.line), block.code))
    });
    let blocks: Vec<(String, String)> = blocks.collect();
    assert!(blocks.len() > 60, "{} blocks", blocks.len());
    of_blocks(test, blocks)
}

/// A module for each version of a client that blocks name, each block in a folder of its name.
pub(crate) fn of_blocks(
    test: &str,
    blocks: impl IntoIterator<Item = (String, String)>,
) -> Vec<PathBuf> {
    let mut modules: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (name, code) in blocks {
        let comments = code.lines().filter_map(|line| line.strip_prefix("// github.com/"));
        let client = comments.map(|rest| format!("github.com/{rest}")).next();
        let client = client.unwrap_or_else(|| CLIENT.to_owned());
        let dir = modules.entry(client.clone()).or_insert_with(|| {
            let dir = emptied(test, &client.replace(['/', ' '], "-"));
            write(&dir.join("go.mod"), &manifest(&client));
            dir
        });
        for (path, text) in files(&code) {
            write(&dir.join(&name).join(path), &text);
        }
    }
    modules.into_values().collect()
}

/// A module for each client, with twins of the generator in folders that are called by their seeds.
pub(crate) fn of_twins(test: &str, count: u64) -> Vec<PathBuf> {
    let mut modules: BTreeMap<&str, PathBuf> = BTreeMap::new();
    for twin in (0..count).map(twin) {
        let (client, version) = twin.client.module();
        let dir = modules.entry(client).or_insert_with(|| {
            let dir = emptied(test, &format!("twins-{}", client.replace('/', "-")));
            let requires = format!("(\n{client} {version}\ngolang.org/x/sync v0.17.0\n)");
            write(&dir.join("go.mod"), &manifest(&requires));
            dir
        });
        let package = format!("seed{}", twin.seed);
        for file in &twin.files {
            let text =
                file.text.replace("example.com/page", &format!("example.com/page/{package}"));
            write(&dir.join(&package).join(&file.path), &text);
        }
    }
    modules.into_values().collect()
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

/// A copy of each fixture that is a module.
pub(crate) fn of_fixtures(test: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in the workspace");
    let mut fixtures = Vec::new();
    for entry in fs::read_dir(root.join("testdata")).expect("the fixtures") {
        let from = entry.expect("a folder").path();
        let Ok(manifest) = fs::read_to_string(from.join("go.mod")) else { continue };
        // Frameworks take minutes to fetch and compile; what is said of their API is in their fixture only.
        if manifest.matches(" v").count() > 1 {
            continue;
        }
        let name = from.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        let to = emptied(test, &format!("fixture-{name}"));
        for entry in WalkDir::new(&from) {
            let path = entry.expect("a fixture can be listed").into_path();
            if path.extension().is_some_and(|end| end == "go" || end == "mod") {
                let text = fs::read_to_string(&path).expect("a text");
                write(&to.join(path.strip_prefix(&from).expect("it lies there")), &text);
            }
        }
        fixtures.push(to);
    }
    assert!(fixtures.len() > 1, "{} fixtures", fixtures.len());
    fixtures
}
