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
    let write = |name: &str, list| fs::write(Path::new(&out_dir).join(name), list);
    write("tables.rs", embedded(&files, "toml", &name_of_table)).expect("OUT_DIR can be written");
    write("stubs.rs", embedded(&files, "rs", &name_of_stub)).expect("OUT_DIR can be written");
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of tables is part of the package");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder of tables can be listed").path()).collect();
    files.sort();
    files
}

/// A list of the files with an ending: the name of each, and its text.
fn embedded(files: &[PathBuf], ending: &str, name: &dyn Fn(&Path) -> String) -> String {
    let mut list = String::from("[");
    for file in files.iter().filter(|file| file.extension() == Some(OsStr::new(ending))) {
        let (name, path) = (name(file), file.to_string_lossy());
        writeln!(list, "({name:?}, include_str!({path:?})),").expect("writing to a string");
    }
    list.push(']');
    list
}
