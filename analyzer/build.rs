//! Embeds the tables and stubs of `clients/` and `runtimes/`, so that a new file is all that a new library needs.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let manifest_dir = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out_dir = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut files = Vec::new();
    for folder in ["clients", "runtimes"] {
        println!("cargo::rerun-if-changed={folder}");
        files.extend(files_of(&Path::new(&manifest_dir).join(folder)));
    }
    let name_of_table = |file: &Path| {
        let mut names = file.iter().rev().map(OsStr::to_string_lossy);
        let name = names.next().expect("a file has a name");
        format!("{}/{name}", names.next().expect("a table stands in a folder"))
    };
    // A stub is called as code calls the crate.
    let name_of_stub =
        |file: &Path| file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let write = |name: &str, list: String| {
        fs::write(Path::new(&out_dir).join(name), list).expect("OUT_DIR can be written");
    };
    let tables: Vec<_> =
        with_ending(&files, "toml").map(|file| (name_of_table(file), file)).collect();
    write("tables.rs", list(&tables, &|_| String::new()));
    let stubs: Vec<_> = with_ending(&files, "rs").map(|file| (name_of_stub(file), file)).collect();
    let stubs_of_go: Vec<_> =
        with_ending(&files, "go").map(|file| (import_path(file), file)).collect();
    write("stubs_of_go.rs", list(&stubs_of_go, &|_| ", &[]".to_owned()));
    // What a stub names has to be read as well.
    write("stubs.rs", list(&stubs, &|file| format!(", &{:?}", named_in(file, &stubs))));
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of tables is part of the package");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder of tables can be listed").path()).collect();
    files.sort();
    files
}

fn with_ending<'f>(files: &'f [PathBuf], ending: &'f str) -> impl Iterator<Item = &'f PathBuf> {
    files.iter().filter(move |file| file.extension() == Some(OsStr::new(ending)))
}

/// The path that a stub in Go is imported by, as the comment behind its package clause says.
fn import_path(stub: &Path) -> String {
    let text = fs::read_to_string(stub).expect("a stub can be read");
    let path = text.lines().find_map(|line| line.split_once("// import \"")?.1.split_once('"'));
    path.unwrap_or_else(|| panic!("{} says no import path", stub.display())).0.to_owned()
}

/// A list of files: the name of each, its text, and what else is said of it.
fn list(files: &[(String, &PathBuf)], more: &dyn Fn(&Path) -> String) -> String {
    let mut list = String::from("[");
    for (name, path) in files {
        let (text, more) = (path.to_string_lossy(), more(path));
        writeln!(list, "({name:?}, include_str!({text:?}){more}),").expect("writing to a string");
    }
    list.push(']');
    list
}

/// The other crates that a stub names at the start of a path, or as a whole.
fn named_in<'s>(stub: &Path, stubs: &'s [(String, &PathBuf)]) -> Vec<&'s str> {
    let text = fs::read_to_string(stub).expect("a stub can be read");
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let is_named = |name: &str| {
        let path = format!("{name}::");
        text.match_indices(&path).any(|(at, _)| begins(at))
            || text.contains(&format!("use {name};"))
            || text.contains(&format!("use ::{name};"))
    };
    let others = stubs.iter().filter(|(_, path)| **path != stub);
    others.map(|(name, _)| name.as_str()).filter(|name| is_named(name)).collect()
}
