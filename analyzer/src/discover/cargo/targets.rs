//! The roots of a package's module trees: those that the manifest names and those that cargo finds by convention.

use std::path::{Path, PathBuf};

use crate::facts::Name;
use toml::{Table, Value};

use crate::territory::normalize;
use crate::workspace::{Target, TargetKind};

/// How cargo finds the targets of one kind.
struct Convention {
    kind: TargetKind,
    section: &'static str,
    /// The key that turns the search off.
    auto: &'static str,
    folder: &'static str,
}

const CONVENTIONS: [Convention; 4] = [
    Convention { kind: TargetKind::Bin, section: "bin", auto: "autobins", folder: "src/bin" },
    Convention { kind: TargetKind::Test, section: "test", auto: "autotests", folder: "tests" },
    Convention {
        kind: TargetKind::Example,
        section: "example",
        auto: "autoexamples",
        folder: "examples",
    },
    Convention {
        kind: TargetKind::Bench,
        section: "bench",
        auto: "autobenches",
        folder: "benches",
    },
];

/// The targets of the package in `dir`, sorted by kind and root file. An empty `manifest` leaves the conventions.
/// The second value holds a sentence for each target whose file is missing.
pub(super) fn targets(
    dir: &Path,
    package: &str,
    manifest: &Table,
) -> (Vec<Target>, Vec<(TargetKind, String)>) {
    let mut found = Vec::new();
    let mut missing = Vec::new();
    match library(dir, package, manifest) {
        Ok(library) => found.extend(library),
        Err(sentence) => missing.push((TargetKind::Lib, sentence)),
    }
    for convention in &CONVENTIONS {
        let named = manifest
            .get(convention.section)
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        for target in named.iter().filter_map(Value::as_table) {
            match named_target(dir, package, convention, target) {
                Ok(target) => found.push(target),
                Err(sentence) => missing.push((convention.kind, sentence)),
            }
        }
        if searches(manifest, convention, !named.is_empty()) {
            found.extend(found_targets(dir, package, convention));
        }
    }
    // A named target comes before the found one with the same file, so that its name stays.
    found.sort_by(|a, b| (a.kind, &a.root).cmp(&(b.kind, &b.root)));
    found.dedup_by(|later, earlier| later.kind == earlier.kind && later.root == earlier.root);
    (found, missing)
}

fn library(dir: &Path, package: &str, manifest: &Table) -> Result<Option<Target>, String> {
    let section = manifest.get("lib").and_then(Value::as_table);
    let field = |key: &str| section?.get(key)?.as_str();
    let name = field("name").unwrap_or(package);
    if let Some(path) = field("path") {
        let root = dir.join(path);
        return if root.is_file() {
            Ok(Some(target(TargetKind::Lib, name, &root)))
        } else {
            Err(no_file(name, path))
        };
    }
    let auto = package_flag(manifest, "autolib").unwrap_or(true) || section.is_some();
    let root = dir.join("src/lib.rs");
    Ok((auto && root.is_file()).then(|| target(TargetKind::Lib, name, &root)))
}

fn named_target(
    dir: &Path,
    package: &str,
    convention: &Convention,
    section: &Table,
) -> Result<Target, String> {
    let field = |key: &str| section.get(key).and_then(Value::as_str);
    let name = field("name").unwrap_or(package);
    let root = match field("path") {
        Some(path) => Some(dir.join(path)).filter(|root| root.is_file()),
        None => default_roots(name, package, convention)
            .into_iter()
            .map(|path| dir.join(path))
            .find(|p| p.is_file()),
    };
    let root = root.ok_or_else(|| no_file(name, field("path").unwrap_or(convention.folder)))?;
    Ok(target(convention.kind, name, &root))
}

/// Where cargo looks for a target without a path, in its order.
fn default_roots(name: &str, package: &str, convention: &Convention) -> Vec<PathBuf> {
    let folder = Path::new(convention.folder);
    let mut roots = vec![folder.join(format!("{name}.rs")), folder.join(name).join("main.rs")];
    if convention.kind == TargetKind::Bin {
        let main = PathBuf::from("src/main.rs");
        if name == package {
            roots.insert(0, main);
        } else {
            // Edition 2015 also took it for any program.
            roots.push(main);
        }
    }
    roots
}

fn searches(manifest: &Table, convention: &Convention, has_named: bool) -> bool {
    // Edition 2015 stopped the search as soon as one target was named.
    let edition = manifest.get("package").and_then(|package| package.get("edition"));
    let edition_2015 = !manifest.is_empty() && edition.is_none();
    package_flag(manifest, convention.auto).unwrap_or(!(edition_2015 && has_named))
}

fn found_targets(dir: &Path, package: &str, convention: &Convention) -> Vec<Target> {
    let mut found = Vec::new();
    let main = dir.join("src/main.rs");
    if convention.kind == TargetKind::Bin && main.is_file() {
        found.push(target(TargetKind::Bin, package, &main));
    }
    let entries = std::fs::read_dir(dir.join(convention.folder)).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let root = if path.is_dir() { path.join("main.rs") } else { path.clone() };
        if root.extension().is_some_and(|extension| extension == "rs") && root.is_file() {
            found.push(target(convention.kind, name, &root));
        }
    }
    found
}

fn package_flag(manifest: &Table, key: &str) -> Option<bool> {
    manifest.get("package")?.get(key)?.as_bool()
}

fn target(kind: TargetKind, name: &str, root: &Path) -> Target {
    Target {
        kind,
        name: Name::from(&name.replace('-', "_")),
        root: normalize(root),
        files: Vec::new(),
    }
}

fn no_file(name: &str, path: &str) -> String {
    format!("the target `{name}` has no file at `{path}`")
}
