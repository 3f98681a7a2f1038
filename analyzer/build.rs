//! Embeds the tables of `clients/` and `runtimes/`, so that a new file is all that a new library needs.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() {
    let manifest_dir = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let out_dir = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let mut list = String::from("[");
    for folder in ["clients", "runtimes"] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files: Vec<_> = fs::read_dir(Path::new(&manifest_dir).join(folder))
            .expect("the folder of tables is part of the package")
            .map(|entry| entry.expect("the folder of tables can be listed").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
            .collect();
        files.sort();
        for file in files {
            let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
            let (name, path) = (format!("{folder}/{name}"), file.to_string_lossy());
            writeln!(list, "({name:?}, include_str!({path:?})),").expect("writing to a string");
        }
    }
    list.push(']');
    fs::write(Path::new(&out_dir).join("tables.rs"), list).expect("OUT_DIR can be written");
}
