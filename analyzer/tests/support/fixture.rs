//! A small workspace in one string, analysed without a file system.
//!
//! Lines `//- /bus/src/lib.rs crate:bus deps:lapin@1.8.1,tokio` split it into files. A header that names a crate starts one with
//! this file as its root: a program when the file is called `main.rs`, a library otherwise. Its package depends on what `deps`
//! lists, with a version where one is given, on every crate of the fixture that its code names, and on those that
//! [`KNOWN`] has and its code names. Without any header the whole string is the library `page`.
//!
//! A file that ends in `.go` belongs to the module `example.com/page` and to the package of its folder. The module requires what
//! the first comment of its first file names, `// github.com/streadway/amqp v1.1.0`, else [`GO_CLIENT`]. A string without headers
//! that begins with a package clause, but for comments, is the file `/main.go`.

use std::path::PathBuf;
use std::sync::LazyLock;

use chanlint::ids::Id as _;
use chanlint::knowledge::Tables;
use chanlint::language::Language;
use chanlint::load::Loaded;
use chanlint::workspace::{
    ClientVersion, Dependency, Package, PackageId, PackageRole, Target, TargetKind, Workspace,
};

/// Crates that a fixture may name without saying more, as code spells them, and the versions that they then have.
const KNOWN: &[(&str, &str)] = &[
    ("actix_web", "4.11.0"),
    ("amqprs", "2.1.5"),
    ("async_trait", "0.1.89"),
    ("axum", "0.8.6"),
    ("deadpool_lapin", "0.14.0"),
    ("futures", "0.3.31"),
    ("lapin", "4.12.3"),
    ("tokio", "1.48.0"),
];

/// The client that modules of Go require.
const GO_CLIENT: &str = "github.com/rabbitmq/amqp091-go@1.10.0";

pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(Tables::builtin);

const IMPLIED: &str = "//- /src/lib.rs crate:page\n";

const IMPLIED_GO: &str = "//- /main.go\n";

/// A workspace, and where its files stand in the string.
pub(crate) struct Fixture {
    pub(super) workspace: Workspace,
    pub(super) loaded: Loaded,
    /// For each file in the order of their ids, the 0-based line of the string on which it begins.
    pub(super) starts: Vec<usize>,
}

impl Fixture {
    /// Takes a string apart.
    pub(crate) fn parse(text: &str) -> Self {
        let (headed, implied) = if text.contains("//- ") {
            (text.to_owned(), 0)
        } else if is_go(text) {
            (format!("{IMPLIED_GO}{text}"), 1)
        } else {
            (format!("{IMPLIED}{text}"), 1)
        };
        let mut fixture =
            Self { workspace: Workspace::default(), loaded: Loaded::default(), starts: Vec::new() };
        let (mut before, mut after) = (0, headed.as_str());
        while let Some(rest) = after.strip_prefix("//- ") {
            let end = rest.find("\n//- ").map_or(rest.len(), |at| at + 1);
            let (file, next) = rest.split_at(end);
            let (header, code) = file.split_once('\n').expect("a header ends its line");
            fixture.starts.push(before + 1 - implied);
            fixture.add(header, code);
            before += file.lines().count();
            after = next;
        }
        assert!(after.is_empty(), "a fixture with headers begins with one");
        fixture.link();
        fixture
    }

    fn add(&mut self, header: &str, code: &str) {
        let mut words = header.split_whitespace();
        let path = PathBuf::from(words.next().expect("a header names a file"));
        if path.extension().is_some_and(|extension| extension == "go") {
            return self.add_go(path, code);
        }
        for word in words {
            match word.split_once(':') {
                Some(("crate", name)) => self.workspace.packages.push(package(name, &path)),
                Some(("deps", list)) => {
                    let package = self.workspace.packages.last_mut().expect("a crate comes first");
                    package.dependencies.extend(list.split(',').map(dependency));
                }
                _ => panic!("`{word}` is neither `crate:…` nor `deps:…`"),
            }
        }
        let file = self.loaded.sources.add_code(path, code, Language::Rust);
        let package = self.workspace.packages.len().checked_sub(1).expect("a crate comes first");
        self.loaded.files.push((PackageId::from_index(package), file));
    }

    /// Adds a file to the package of its folder, in the only module.
    fn add_go(&mut self, path: PathBuf, code: &str) {
        if self.workspace.packages.is_empty() {
            self.workspace.packages.push(module(&required(code)));
        }
        let dir = path.parent().expect("a file stands in a folder");
        let below = dir.strip_prefix("/").expect("a path begins with a slash").to_string_lossy();
        let name = match &*below {
            "" => GO_MODULE.to_owned(),
            below => format!("{GO_MODULE}/{below}"),
        };
        let clause = code.lines().find_map(|line| line.strip_prefix("package "));
        let is_main = clause.expect("a file has a package clause").trim() == "main";
        let kind = if is_main { TargetKind::Bin } else { TargetKind::Lib };
        let targets = &mut self.workspace.packages[0].targets;
        if let Some(target) = targets.iter_mut().find(|target| target.name == name.as_str()) {
            target.files.push(path.clone());
        } else {
            let (name, root, files) = (name.as_str().into(), path.clone(), vec![path.clone()]);
            targets.push(Target { kind, name, root, files });
        }
        let file = self.loaded.sources.add_code(path, code, Language::Go);
        self.loaded.files.push((PackageId::from_index(0), file));
    }

    /// Gives every package the dependencies that its code names, and connects those within the fixture.
    fn link(&mut self) {
        let names: Vec<String> =
            self.workspace.packages.iter().map(|package| package.name.clone()).collect();
        for at in 0..names.len() {
            let named = |name: &str| self.code_of(at).any(|code| names_crate(code, name));
            let known = KNOWN.iter().map(|(name, _)| *name).chain(names.iter().map(String::as_str));
            let named: Vec<&str> = known.filter(|name| *name != names[at] && named(name)).collect();
            let package = &mut self.workspace.packages[at];
            for name in named {
                if !package.dependencies.iter().any(|dependency| dependency.name == name) {
                    package.dependencies.push(dependency(name));
                }
            }
            for dependency in &mut package.dependencies {
                let own = names.iter().position(|name| *name == dependency.package);
                dependency.resolved = own.map(PackageId::from_index);
            }
        }
    }

    fn code_of(&self, package: usize) -> impl Iterator<Item = &str> {
        let files = self
            .loaded
            .files
            .iter()
            .filter(move |(owner, _)| *owner == PackageId::from_index(package));
        files.map(|&(_, file)| &*self.loaded.sources.get(file).text)
    }
}

const GO_MODULE: &str = "example.com/page";

/// Whether code begins with a package clause, but for comments.
fn is_go(code: &str) -> bool {
    let mut lines = code.lines().filter(|line| !line.starts_with("//") && !line.is_empty());
    lines.next().is_some_and(|line| line.starts_with("package "))
}

/// The client that a file's first comment names, with its version.
fn required(code: &str) -> String {
    let comment = code.lines().next().and_then(|line| line.strip_prefix("// github.com/"));
    let named = comment.and_then(|rest| rest.split_once(" v"));
    named.map_or(GO_CLIENT.to_owned(), |(name, version)| format!("github.com/{name}@{version}"))
}

fn module(client: &str) -> Package {
    Package {
        language: Language::Go,
        name: GO_MODULE.to_owned(),
        version: None,
        edition: Some("1.25".to_owned()),
        role: PackageRole::Member,
        manifest: Some(PathBuf::from("/go.mod")),
        dir: PathBuf::from("/"),
        targets: Vec::new(),
        dependencies: vec![dependency(client)],
        only: Vec::new(),
        test_code: false,
    }
}

fn package(name: &str, root: &std::path::Path) -> Package {
    let kind = if root.ends_with("main.rs") { TargetKind::Bin } else { TargetKind::Lib };
    let sources = root.parent().expect("a root stands in a folder");
    let dir = sources.parent().unwrap_or(sources).to_owned();
    Package {
        language: Language::Rust,
        name: name.to_owned(),
        version: None,
        edition: None,
        role: PackageRole::Member,
        manifest: Some(dir.join("Cargo.toml")),
        dir,
        targets: vec![Target { kind, name: name.into(), root: root.to_owned(), files: Vec::new() }],
        dependencies: Vec::new(),
        only: Vec::new(),
        test_code: false,
    }
}

/// `lapin@1.8.1`, or a name whose version [`KNOWN`] has.
fn dependency(text: &str) -> Dependency {
    let known =
        |name: &str| KNOWN.iter().find(|(known, _)| *known == name).map(|(_, version)| *version);
    let (name, version) = match text.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (text, known(text)),
    };
    let version = version.map(|version| version.parse().expect("a full version"));
    Dependency {
        name: name.into(),
        package: name.replace("deadpool_lapin", "deadpool-lapin"),
        version: version.map_or(ClientVersion::Unknown, ClientVersion::Locked),
        resolved: None,
    }
}

/// Whether code names a crate at the start of a path.
fn names_crate(code: &str, name: &str) -> bool {
    let is_start = |at: usize| {
        !code[..at].ends_with(|before: char| before.is_alphanumeric() || "_:.".contains(before))
    };
    code.match_indices(name)
        .any(|(at, _)| is_start(at) && code[at + name.len()..].starts_with("::"))
}
