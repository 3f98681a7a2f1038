//! Embeds the tables and stubs of `clients/` and `runtimes/`, so that a new file is all that a new library needs.
//!
//! Stubs in Rust are lowered here, by the front end that lowers everybody's code: a run of the program would spend most of its
//! time on them otherwise.

#![expect(
    dead_code,
    unreachable_pub,
    unused_imports,
    clippy::trivially_copy_pass_by_ref,
    reason = "the program needs more of its front end"
)]

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, thread};

#[path = "src"]
mod source {
    pub(crate) mod facts;
    pub(crate) mod ids;
    pub(crate) mod lower {
        pub(crate) mod comments;
        pub(crate) mod front;
        pub(crate) mod rust;
    }
}

use source::{facts, ids, lower};

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
    let write = |name: &str, bytes: &[u8]| {
        let path = Path::new(&out_dir).join(name);
        fs::write(&path, bytes).expect("OUT_DIR can be written");
        path
    };
    let tables =
        with_ending(&files, "toml").map(|file| (name_of_table(file), text_of(file), String::new()));
    write("tables.rs", list(tables).as_bytes());
    let of_go = with_ending(&files, "go");
    let of_go = of_go.map(|file| {
        (import_path(file), format!("Form::Text({})", text_of(file)), ", &[]".to_owned())
    });
    write("stubs_of_go.rs", list(of_go).as_bytes());
    let stubs: Vec<_> = with_ending(&files, "rs").map(|file| (name_of_stub(file), file)).collect();
    let of_rust = stubs.iter().map(|(name, file)| {
        let facts = write(&format!("{name}.facts"), &facts_of(file));
        let facts = facts.to_string_lossy();
        // What a stub names has to be read as well.
        let named = format!(", &{:?}", named_in(file, &stubs));
        (name.clone(), format!("Form::Facts(include_bytes!({facts:?}))"), named)
    });
    write("stubs.rs", list(of_rust).as_bytes());
}

/// The text of a file, embedded.
fn text_of(file: &Path) -> String {
    format!("include_str!({:?})", file.to_string_lossy())
}

/// What a stub in Rust declares.
fn facts_of(stub: &Path) -> Vec<u8> {
    let text = fs::read_to_string(stub).expect("a stub can be read");
    let lowered = || lower::rust::lower_in(&text, &lower::rust::Surroundings::default());
    let lowered = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(lower::rust::STACK);
        let thread = thread.spawn_scoped(scope, lowered).expect("the system has a thread to give");
        thread.join().expect("lowering is total")
    });
    let facts = lowered.unwrap_or_else(|error| panic!("{}: {}", stub.display(), error.message));
    postcard::to_allocvec(&facts).expect("facts are plain data")
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

/// A list of files: the name of each, what is embedded of it, and what else is said of it.
fn list(files: impl Iterator<Item = (String, String, String)>) -> String {
    let mut list = String::from("[");
    for (name, embedded, more) in files {
        writeln!(list, "({name:?}, {embedded}{more}),").expect("writing to a string");
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
