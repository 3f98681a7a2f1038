//! A workspace made of the blocks of pages, and the way back from a compiler's message to the line of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::page::Block;

/// Crates that blocks may name, as code spells them, and how a manifest asks for them.
const KNOWN: &[(&str, &str)] = &[
    (
        "actix_web",
        r#"actix-web = { version = "4", default-features = false, features = ["macros"] }"#,
    ),
    ("amqprs", r#"amqprs = "2""#),
    ("async_stream", r#"async-stream = "0.3""#),
    ("async_trait", r#"async-trait = "0.1""#),
    ("axum", r#"axum = "0.8""#),
    ("bb8", r#"bb8 = "0.9""#),
    ("deadpool", r#"deadpool = "0.13""#),
    (
        "deadpool_lapin",
        r#"deadpool-lapin = { version = "0.14", default-features = false, features = ["rt_tokio_1"] }"#,
    ),
    ("futures", r#"futures = "0.3""#),
    ("futures_lite", r#"futures-lite = "2""#),
    ("lapin", r#"lapin = { version = "4", default-features = false, features = ["tokio"] }"#),
    ("rayon", r#"rayon = "1""#),
    ("serde", r#"serde = { version = "1", features = ["derive"] }"#),
    ("serde_json", r#"serde_json = "1""#),
    ("tokio", r#"tokio = { version = "1", features = ["full"] }"#),
    ("tokio_util", r#"tokio-util = { version = "0.7", features = ["rt"] }"#),
    ("tracing", r#"tracing = "0.1""#),
];

/// The package of the blocks that are one file.
const MODULES: &str = "modules";

/// A file of the workspace, and where its text stands.
struct Origin {
    page: String,
    /// The 1-based line of the page on which the file's text begins.
    line: usize,
}

/// A package.
#[derive(Default)]
struct Package {
    /// What its code calls itself.
    krate: String,
    /// Dependencies with an exact version.
    pinned: Vec<(String, String)>,
    files: BTreeMap<PathBuf, String>,
    /// Other packages of its block, by the names that code knows them by.
    siblings: BTreeMap<String, String>,
}

/// The workspace.
pub(crate) struct Scratch {
    root: PathBuf,
    packages: BTreeMap<String, Package>,
    origins: BTreeMap<PathBuf, Origin>,
}

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        Self { root, packages: BTreeMap::new(), origins: BTreeMap::new() }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Adds a block: a module, or packages of its own where it has files.
    pub(crate) fn add(&mut self, rule: &str, block: &Block) {
        let name = format!("{rule}_{}", block.line);
        if !block.code.starts_with("//- ") {
            let modules = self.packages.entry(MODULES.to_owned()).or_default();
            let line = format!("mod {name};\n");
            modules.files.entry("src/lib.rs".into()).or_default().push_str(&line);
            self.file(MODULES, &format!("src/{name}.rs"), &block.code, rule, block.line);
            return;
        }
        self.add_files(&name, rule, block);
    }

    fn add_files(&mut self, name: &str, rule: &str, block: &Block) {
        let mut package = String::new();
        let mut base = PathBuf::new();
        let mut line = block.line;
        let mut of_block: BTreeMap<String, String> = BTreeMap::new();
        for file in block.code.split("//- ").skip(1) {
            let (header, code) = file.split_once('\n').expect("a header ends its line");
            let mut words = header.split_whitespace();
            let path = PathBuf::from(words.next().expect("a header names a file"));
            for word in words {
                match word.split_once(':') {
                    Some(("crate", krate)) => {
                        package = format!("{name}_{krate}");
                        let folder = path.parent().and_then(Path::parent);
                        folder.expect("a root stands in `src`").clone_into(&mut base);
                        of_block.insert(krate.to_owned(), package.clone());
                        let new = Package { krate: krate.to_owned(), ..Package::default() };
                        self.packages.insert(package.clone(), new);
                    }
                    Some(("deps", list)) => self.pin(&package, list),
                    _ => panic!("{rule}.md:{line}: `{word}`"),
                }
            }
            let inside = path.strip_prefix(&base).expect("files of a crate stand in its folder");
            self.file(&package, &inside.to_string_lossy(), code, rule, line + 1);
            line += file.lines().count();
        }
        for package in of_block.values() {
            let entry = self.packages.get_mut(package).expect("it was added above");
            entry.siblings.clone_from(&of_block);
        }
    }

    fn pin(&mut self, package: &str, list: &str) {
        let pinned = list.split(',').filter_map(|dependency| dependency.split_once('@'));
        let pinned = pinned.map(|(name, version)| (name.to_owned(), version.to_owned()));
        self.packages.get_mut(package).expect("a crate comes first").pinned.extend(pinned);
    }

    fn file(&mut self, package: &str, path: &str, code: &str, rule: &str, line: usize) {
        let origin = Origin { page: format!("{rule}.md"), line };
        self.origins.insert(Path::new(package).join(path), origin);
        let entry = self.packages.get_mut(package).expect("the package was added");
        entry.files.insert(path.into(), code.to_owned());
    }

    /// Writes everything down; files that are as they were keep their times.
    pub(crate) fn write(&self) {
        let members: Vec<String> = self.packages.keys().map(|name| format!("{name:?}")).collect();
        let workspace =
            format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        put(&self.root.join("Cargo.toml"), &workspace);
        for (name, package) in &self.packages {
            let folder = self.root.join(name);
            put(&folder.join("Cargo.toml"), &package.manifest(name));
            for (path, code) in &package.files {
                put(&folder.join(path), code);
            }
        }
    }

    /// The errors in what `cargo check` printed, at their places on the pages.
    pub(crate) fn errors(&self, messages: &[u8]) -> Vec<String> {
        let text = String::from_utf8_lossy(messages);
        let messages =
            text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        let errors = messages.filter(|message| message["message"]["level"] == "error");
        let told: BTreeSet<String> = errors.map(|message| self.told(&message["message"])).collect();
        told.into_iter().collect()
    }

    fn told(&self, message: &serde_json::Value) -> String {
        let rendered = message["rendered"].as_str().unwrap_or_default();
        let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
        let place = spans.iter().find(|span| span["is_primary"] == true).and_then(|span| {
            let origin = self.origins.get(Path::new(span["file_name"].as_str()?))?;
            let line = usize::try_from(span["line_start"].as_u64()?).ok()?;
            Some(format!("{}:{}", origin.page, origin.line + line - 1))
        });
        format!("{}: {rendered}", place.unwrap_or_else(|| "elsewhere".to_owned()))
    }
}

impl Package {
    fn manifest(&self, name: &str) -> String {
        let mut text =
            format!("[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        if self.files.contains_key(Path::new("src/lib.rs")) && !self.krate.is_empty() {
            writeln!(text, "\n[lib]\nname = {:?}", self.krate).expect("a string grows");
        }
        text.push_str("\n[dependencies]\n");
        for (krate, manifest) in KNOWN {
            if let Some((name, version)) = self.pinned.iter().find(|(name, _)| name == krate) {
                writeln!(text, "{name} = \"={version}\"").expect("a string grows");
            } else if self.names(krate) {
                writeln!(text, "{manifest}").expect("a string grows");
            }
        }
        for (krate, package) in &self.siblings {
            if *krate != self.krate && self.names(krate) {
                writeln!(text, "{krate} = {{ path = \"../{package}\", package = {package:?} }}")
                    .expect("a string grows");
            }
        }
        text
    }

    /// Whether some file names a crate at the start of a path.
    fn names(&self, krate: &str) -> bool {
        let path = format!("{krate}::");
        self.files.values().any(|code| {
            code.match_indices(&path).any(|(at, _)| {
                !code[..at]
                    .ends_with(|before: char| before.is_alphanumeric() || "_:.".contains(before))
            })
        })
    }
}

fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    let folder = path.parent().expect("a file stands in a folder");
    fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
