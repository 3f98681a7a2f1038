//! Sources without a manifest that could be read: a lone file, or a folder whose module roots the conventions give.

use std::path::{Path, PathBuf};

use toml::Table;

use super::targets;
use crate::discover::node::{Node, Standing};
use crate::language::Language;
use crate::workspace::{Target, TargetKind};

/// A package without a readable manifest: the conventions say which files are its roots.
pub(super) fn loose(path: &Path) -> Node {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or("unnamed");
    Node {
        language: Language::Rust,
        name: name.to_owned(),
        version: None,
        edition: None,
        manifest: None,
        dir: path.to_owned(),
        targets: loose_targets(path),
        missing: Vec::new(),
        needs: Vec::new(),
        standing: Standing::Member,
    }
}

/// The roots of a file or directory without a manifest: the conventional ones, else every Rust file right there.
pub(super) fn loose_targets(path: &Path) -> Vec<Target> {
    if path.is_file() {
        return vec![loose_target(path.to_owned())];
    }
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("unnamed");
    let (found, _) = targets::targets(path, name, &Table::new());
    if !found.is_empty() {
        return found;
    }
    for root in ["main.rs", "lib.rs"].map(|root| path.join(root)) {
        if root.is_file() {
            return vec![loose_target(root)];
        }
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_source = |path: &PathBuf| {
        path.extension().is_some_and(|extension| extension == "rs") && path.is_file()
    };
    let mut found: Vec<Target> = entries.filter(is_source).map(loose_target).collect();
    found.sort_by(|a, b| a.root.cmp(&b.root));
    found
}

fn loose_target(root: PathBuf) -> Target {
    let name =
        root.file_stem().and_then(|name| name.to_str()).unwrap_or("unnamed").replace('-', "_");
    Target { kind: TargetKind::Bin, name: name.as_str().into(), root, files: Vec::new() }
}
