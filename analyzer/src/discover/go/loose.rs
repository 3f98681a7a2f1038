//! What packages are imported by where no `go.mod` says it: programs from before there were modules, and folders with several.
//!
//! What stands before a folder in an import nobody knows. It is what most imports of the packages below one folder agree on.

use std::collections::BTreeMap;

use super::packages::{Package, is_client};

/// Folders that hold what a workspace of Go consists of: packages are imported by what follows.
const WORKSPACE: &str = "src";

/// An import that may be of a package here.
struct Fit<'p> {
    import: &'p str,
    importer: usize,
    imported: usize,
    /// The folder that holds the program of both.
    root: &'p str,
    /// What stands before the folders below it.
    prefix: &'p str,
}

/// Names packages, that bear the names of their folders so far, as those beside them import them.
pub(super) fn name_by_imports(packages: &mut [Package], clients: &[&str]) {
    let paths = paths(packages, clients);
    for (package, path) in packages.iter_mut().zip(paths) {
        package.path = path;
    }
}

fn paths(packages: &[Package], clients: &[&str]) -> Vec<String> {
    let fits = fits(packages, clients);
    let mut votes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for fit in &fits {
        *votes.entry((fit.root, fit.prefix)).or_default() += 1;
    }
    let count = |fit: &Fit<'_>| votes[&(fit.root, fit.prefix)];
    let mut named: Vec<Option<String>> = vec![None; packages.len()];
    for (at, package) in packages.iter().enumerate() {
        for import in &package.imports {
            let own = fits.iter().filter(|fit| fit.importer == at && fit.import == import);
            // The nearest program counts where as many agree.
            let best = own.max_by_key(|fit| (count(fit), fit.root.len()));
            if let Some(fit) = best {
                named[fit.imported].get_or_insert_with(|| import.clone());
            }
        }
    }
    let likeliest = votes.iter().filter(|((root, _), _)| root.is_empty());
    let likeliest = likeliest.max_by_key(|((_, prefix), count)| (**count, prefix.len()));
    let prefix = likeliest.map_or("", |((_, prefix), _)| prefix);
    let path = |(package, named): (&Package, Option<String>)| {
        named.unwrap_or_else(|| joined(prefix, &package.path))
    };
    packages.iter().zip(named).map(path).collect()
}

/// Every way in which an import can be of one of the packages.
fn fits<'p>(packages: &'p [Package], clients: &[&str]) -> Vec<Fit<'p>> {
    let mut by_last: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, package) in packages.iter().enumerate().filter(|(_, it)| it.name != "main") {
        by_last.entry(last(&package.path)).or_default().push(at);
    }
    let mut fits = Vec::new();
    for (importer, package) in packages.iter().enumerate() {
        for import in package.imports.iter().filter(|import| !is_client(import, clients)) {
            for &imported in by_last.get(last(import)).into_iter().flatten() {
                let folder = packages[imported].path.as_str();
                if is_relative(import) {
                    if relative(&package.path, import) == folder {
                        fits.push(Fit { import, importer, imported, root: folder, prefix: "" });
                    }
                    continue;
                }
                let roots = around(&package.path);
                let fit = |root| {
                    let prefix = prefix(import, below(folder, root)?)?;
                    // The standard library's packages are called by one word, too: only a workspace says that it is none of them.
                    let is_told = import.contains('/') || last(root) == WORKSPACE;
                    is_told.then_some(Fit { import, importer, imported, root, prefix })
                };
                fits.extend(roots.filter_map(fit));
            }
        }
    }
    fits
}

/// A folder and those around it.
fn around(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |at| parent(at))
}

fn parent(folder: &str) -> Option<&str> {
    match folder.rsplit_once('/') {
        Some((parent, _)) => Some(parent),
        None => (!folder.is_empty()).then_some(""),
    }
}

/// What a folder is called from one around it on.
fn below<'p>(folder: &'p str, root: &str) -> Option<&'p str> {
    let rest = match root {
        "" => Some(folder),
        root => folder.strip_prefix(root)?.strip_prefix('/'),
    };
    rest.filter(|rest| !rest.is_empty())
}

/// What stands before a folder in an import of it.
fn prefix<'p>(import: &'p str, folder: &str) -> Option<&'p str> {
    match import.strip_suffix(folder)? {
        "" => Some(""),
        rest => rest.strip_suffix('/'),
    }
}

fn is_relative(import: &str) -> bool {
    import.starts_with("./") || import.starts_with("../")
}

/// Where a relative import leads from a folder.
fn relative(from: &str, import: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in import.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn joined(prefix: &str, folder: &str) -> String {
    match (prefix, folder) {
        ("", only) | (only, "") => only.to_owned(),
        (prefix, folder) => format!("{prefix}/{folder}"),
    }
}
