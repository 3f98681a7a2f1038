//! Circles of files: where one names another that leads back to it, neither can be read alone.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{ItemMod, Path, UseTree};

use super::stages::stage;
use crate::{File, sources};

/// Modules of the library whose files stand in an order. A file may name what its folder's own file declares, as rules do.
const ORDERED: [&str; 7] =
    ["config", "discover", "knowledge", "lower", "model", "rules", "suppress"];

/// A module by its path from the library's root.
type Module = Vec<String>;

#[test]
fn no_file_leads_back_to_itself() {
    for of in ORDERED {
        let files: Vec<File> = sources("analyzer/src")
            .into_iter()
            .filter(|file| stage(file) == Some(of) && !file.path.ends_with("/tests.rs"))
            .collect();
        assert!(files.len() > 3, "`{of}` is where it was");
        assert_eq!(circles(&files), BTreeSet::new(), "files of `{of}` name each other");
    }
}

#[test]
fn a_circle_is_told_by_its_files() {
    let file = |name: &str, text: &str| File {
        path: format!("analyzer/src/room/{name}.rs"),
        text: text.to_owned(),
    };
    let files = [
        file("first", "use super::second::{self, Second};"),
        file("second", "fn f() { crate::room::third::g(); }"),
        file("third", "mod inner { use crate::room::{first, other}; }"),
        file("other", "use super::first; #[cfg(test)] mod tests { use super::super::before; }"),
        file("before", "use super::other;"),
    ];
    let told: Vec<String> = circles(&files).into_iter().map(|module| module.join("/")).collect();
    assert_eq!(told, ["room/before", "room/first", "room/other", "room/second", "room/third"]);
    let told = circles(&files[3..]);
    assert_eq!(told, BTreeSet::new(), "{told:?}");
}

/// The files that lie on circles or lead to one.
fn circles(files: &[File]) -> BTreeSet<Module> {
    let modules: BTreeSet<Module> = files.iter().map(module).collect();
    let mut names: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
    for file in files {
        let own = module(file);
        let syntax = syn::parse_file(&file.text).expect("our own sources can be read");
        let mut found = Names { at: own.clone(), modules: &modules, found: BTreeSet::new() };
        found.visit_file(&syntax);
        found.found.retain(|other| !own.starts_with(other));
        names.insert(own, found.found);
    }
    // Files that name none of the others are read first, and so on: what cannot be read in any order is left.
    loop {
        let left: BTreeSet<Module> = names.keys().cloned().collect();
        names.retain(|_, others| !others.is_disjoint(&left));
        if names.len() == left.len() {
            return left;
        }
    }
}

fn module(file: &File) -> Module {
    let path = file.path.strip_prefix("analyzer/src/").expect("it is the library's");
    let path = path.strip_suffix(".rs").expect("it is Rust");
    path.strip_suffix("/mod").unwrap_or(path).split('/').map(str::to_owned).collect()
}

/// Collects the modules that code names.
struct Names<'m> {
    /// The module that the code is in.
    at: Module,
    modules: &'m BTreeSet<Module>,
    found: BTreeSet<Module>,
}

impl Names<'_> {
    /// Notes the innermost of the modules on a path.
    fn note(&mut self, path: &[String]) {
        let outwards = path.iter().take_while(|word| *word == "super").count();
        let (mut module, rest) = match path.first().map(String::as_str) {
            Some("crate") => (Vec::new(), &path[1..]),
            Some("self") => (self.at.clone(), &path[1..]),
            _ => {
                (self.at[..self.at.len() - outwards.min(self.at.len())].to_vec(), &path[outwards..])
            }
        };
        let mut innermost = None;
        for word in rest {
            module.push(word.clone());
            if self.modules.contains(&module) {
                innermost = Some(module.clone());
            }
        }
        self.found.extend(innermost);
    }

    fn note_tree(&mut self, before: &[String], tree: &UseTree) {
        let with = |word: &syn::Ident| [before, &[word.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.note_tree(&with(&path.ident), &path.tree),
            UseTree::Name(name) => self.note(&with(&name.ident)),
            UseTree::Rename(name) => self.note(&with(&name.ident)),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.note_tree(before, tree));
            }
            UseTree::Glob(_) => self.note(before),
        }
    }
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_use_tree(&mut self, tree: &'ast UseTree) {
        self.note_tree(&[], tree);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let words: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.note(&words);
        visit::visit_path(self, path);
    }

    /// A module inside the file. Tests may name whatever they need.
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.attrs.iter().any(|attr| attr.path().is_ident("cfg")) {
            return;
        }
        self.at.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.at.pop();
    }
}
