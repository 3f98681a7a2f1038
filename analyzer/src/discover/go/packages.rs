//! Which packages of modules reach a client, and what those are built on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::clause::{clause, is_ignored};
use super::layout::files_in;
use super::modules::Module;
use super::required::Required;
use crate::discover::node::NodeId;
use crate::discover::written::LARGEST_SOURCE;

/// A package before it is known whether it matters.
#[derive(Debug)]
pub(super) struct Package {
    /// The module that it belongs to.
    pub(super) module: NodeId,
    /// The path that it is imported by.
    pub(super) path: String,
    /// The name that it gives itself.
    pub(super) name: String,
    pub(super) files: Vec<PathBuf>,
    pub(super) imports: BTreeSet<String>,
    /// Whether it is of a module that others require: such packages are read only when they reach a client themselves.
    is_required: bool,
    /// Those of its files of which nothing is known.
    pub(super) unread: Vec<PathBuf>,
}

/// What a module consists of.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Its packages.
    pub(super) packages: Vec<Package>,
    /// Files that say that they are part of none, with what they import.
    pub(super) ignored: Vec<(PathBuf, BTreeSet<String>)>,
}

impl Package {
    /// Whether both are one package.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.module, &self.path, &self.name) == (other.module, &other.path, &other.name)
    }
}

/// Whether an import is of a client.
pub(super) fn is_client(path: &str, clients: &[&str]) -> bool {
    clients.contains(&path)
}

/// The packages of a module: the files of a folder that give themselves one name.
pub(super) fn packages_of(module: NodeId, data: &Module) -> Content {
    let mut content = Content::default();
    for (dir, files) in &data.layout.files {
        let path = import_path(data, dir);
        let found = in_folder(module, &path, files);
        content.packages.extend(found.packages);
        content.ignored.extend(found.ignored);
    }
    content
}

fn in_folder(module: NodeId, path: &str, files: &[PathBuf]) -> Content {
    let package = |name: &str| Package {
        module,
        path: path.to_owned(),
        name: name.to_owned(),
        files: Vec::new(),
        imports: BTreeSet::new(),
        is_required: false,
        unread: Vec::new(),
    };
    let mut found: BTreeMap<String, Package> = BTreeMap::new();
    let (mut nameless, mut ignored) = (package(""), Vec::new());
    for file in files {
        let Read { text, is_whole } = read(file);
        let Some(head) = clause(&text) else {
            nameless.unread.extend((!is_whole).then(|| file.clone()));
            continue;
        };
        if is_ignored(&text) {
            let imports = head.imports.into_iter().map(str::to_owned);
            ignored.push((file.clone(), imports.collect()));
            continue;
        }
        let package = match head.package {
            "" => &mut nameless,
            name => found.entry(name.to_owned()).or_insert_with(|| package(name)),
        };
        package.files.push(file.clone());
        package.imports.extend(head.imports.into_iter().map(str::to_owned));
    }
    // What does not say what it is part of may be part of any of them. What is wrong with it is told when it is read.
    nameless.files.extend(nameless.unread.iter().cloned());
    if found.is_empty() && !nameless.files.is_empty() {
        return Content { packages: vec![nameless], ignored };
    }
    for package in found.values_mut() {
        package.files.extend(nameless.files.iter().cloned());
        package.imports.extend(nameless.imports.iter().cloned());
        package.unread.extend(nameless.unread.iter().cloned());
    }
    Content { packages: found.into_values().collect(), ignored }
}

/// What was read of a file.
struct Read {
    text: String,
    /// Whether that is all, and text.
    is_whole: bool,
}

/// Reads as much of a file as is ever analysed. A pipe or a device has no end.
fn read(file: &Path) -> Read {
    // To open a pipe waits for who writes to it.
    let open = || file.is_file().then(|| File::open(file).ok()).flatten();
    let mut bytes = Vec::new();
    let read = open().map(|file| file.take(LARGEST_SOURCE).read_to_end(&mut bytes));
    let is_all = matches!(read, Some(Ok(size)) if (size as u64) < LARGEST_SOURCE);
    let is_whole = is_all && std::str::from_utf8(&bytes).is_ok();
    // Words of one byte for each sign are found in text of two, too.
    bytes.retain(|byte| *byte != 0);
    Read { text: String::from_utf8_lossy(&bytes).into_owned(), is_whole }
}

fn import_path(module: &Module, dir: &Path) -> String {
    let below = dir.strip_prefix(&module.dir).unwrap_or(Path::new(""));
    let below = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    match (module.path.as_str(), below.as_str()) {
        (path, "") => path.to_owned(),
        ("", below) => below.to_owned(),
        (path, below) => format!("{path}/{below}"),
    }
}

/// The packages that those of a module import from modules that it requires, one for the sake of the other.
pub(super) fn required_by(
    (of, required): (NodeId, &Required),
    modules: &[Module],
    own: &[Package],
    clients: &[&str],
) -> Vec<Package> {
    let known: BTreeSet<&str> = own.iter().map(|package| package.path.as_str()).collect();
    let is_known = |import: &str| known.contains(import) || is_client(import, clients);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let imported = own.iter().filter(|package| package.module == of);
    let mut open: Vec<String> = imported.flat_map(|package| package.imports.clone()).collect();
    let mut found: Vec<Package> = Vec::new();
    while let Some(import) = open.pop() {
        // The standard library's paths have no dot.
        if !import.contains('.') || is_known(&import) || !seen.insert(import.clone()) {
            continue;
        }
        let Some((module, dir)) = required.find(modules, &import) else { continue };
        for package in in_folder(module, &import, &files_in(&dir)).packages {
            open.extend(package.imports.iter().cloned());
            found.push(Package { is_required: true, ..package });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The packages that reach a client, directly or through others, and what those are built on.
pub(super) fn mattering(packages: &[Package], clients: &[&str]) -> Vec<bool> {
    // Programs beside each other may have packages of one path.
    let mut at: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, package) in packages.iter().enumerate() {
        at.entry(package.path.as_str()).or_default().push(position);
    }
    let inside = |package: &Package| -> Vec<usize> {
        package.imports.iter().filter_map(|path| at.get(path.as_str())).flatten().copied().collect()
    };
    let direct = |package: &Package| package.imports.iter().any(|path| is_client(path, clients));
    let reaches = crate::discover::reach::spread(
        packages.iter().map(direct).collect(),
        |package, reached| inside(&packages[package]).iter().any(|&to| reached[to]),
    );
    let mut matters = reaches.clone();
    let mut open: Vec<usize> = (0..packages.len()).filter(|&at| reaches[at]).collect();
    while let Some(package) = open.pop() {
        for to in inside(&packages[package]) {
            if !packages[to].is_required && !std::mem::replace(&mut matters[to], true) {
                open.push(to);
            }
        }
    }
    matters
}
