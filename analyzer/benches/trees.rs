//! What published crates take: the slowest, the largest, and those that take more than they may.
//!
//! `cargo bench --bench trees -- FOLDER [NAME …]`, where the folder holds crates as `cargo vendor` lays them out, or stands in
//! `CHANLINT_BENCH_DIR`; names are the beginnings of those to look at. A crate's sources are copied, as it is given a client
//! to depend on. `CHANLINT_BENCH_BINARY` measures another build of the program.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod measure;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::{Limits, Took};
use walkdir::WalkDir;

/// How many of the slowest and of the largest are listed.
const LISTED: usize = 15;

/// What the system lets a run take: more than it may.
const LIMITS: Limits = Limits { seconds: 60, mebibytes: 4096 };

fn main() -> ExitCode {
    let mut arguments = measure::arguments().into_iter();
    let folder = arguments.next().or_else(|| std::env::var("CHANLINT_BENCH_DIR").ok());
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("no folder: give one as argument or in CHANLINT_BENCH_DIR");
        return ExitCode::SUCCESS;
    };
    let wanted: Vec<String> = arguments.collect();
    let crates: Vec<Crate> =
        folders(&folder, &wanted).iter().map(|folder| measured(folder)).collect();
    print(&crates);
    if crates.iter().all(Crate::is_within) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A crate, and what it took.
struct Crate {
    name: String,
    lines: usize,
    took: Took,
}

impl Crate {
    /// What it may take. Some generated crates are a hundred times as large as others.
    fn bound(&self) -> Limits {
        if self.lines > 1_500_000 {
            Limits { seconds: 40, mebibytes: 3072 }
        } else {
            Limits { seconds: 10, mebibytes: 1024 }
        }
    }

    fn is_within(&self) -> bool {
        let Limits { seconds, mebibytes } = self.bound();
        self.took.ended
            && self.took.seconds <= f64::from(seconds)
            && self.took.mebibytes <= f64::from(mebibytes)
    }
}

fn folders(folder: &Path, wanted: &[String]) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let is_wanted = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        wanted.is_empty() || wanted.iter().any(|begin| name.starts_with(begin.as_str()))
    };
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let mut found: Vec<PathBuf> =
        paths.filter(|path| path.join("Cargo.toml").is_file() && is_wanted(path)).collect();
    found.sort();
    found
}

fn measured(folder: &Path) -> Crate {
    let copy = measure::fresh("trees");
    let lines = copy_sources(folder, &copy);
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest is text");
    fs::write(copy.join("Cargo.toml"), with_client(&manifest)).expect("the copy can be written");
    let took = measure::run(&copy, LIMITS);
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let _ = fs::remove_dir_all(&copy);
    Crate { name, lines, took }
}

/// Copies the Rust files below a folder. Returns how many lines they have.
fn copy_sources(from: &Path, to: &Path) -> usize {
    let mut lines = 0;
    for entry in WalkDir::new(from).into_iter().filter_map(Result::ok) {
        let path = entry.path();
        if !entry.file_type().is_file() || path.extension() != Some(OsStr::new("rs")) {
            continue;
        }
        let copy = to.join(path.strip_prefix(from).expect("it lies below"));
        fs::create_dir_all(copy.parent().expect("a file has a folder")).expect("a folder is made");
        let text = fs::read(path).expect("a vendored file can be read");
        lines += memchr::memchr_iter(b'\n', &text).count();
        fs::write(copy, text).expect("a file is written");
    }
    lines
}

/// A manifest whose package depends on a client, without which nothing of it would be read.
fn with_client(manifest: &str) -> String {
    if manifest.contains("dependencies.lapin]") {
        return manifest.to_owned();
    }
    format!("{}\n\n[dependencies.lapin]\nversion = \"4\"\n", manifest.trim_end())
}

fn print(crates: &[Crate]) {
    let mut sorted: Vec<&Crate> = crates.iter().collect();
    sorted.sort_by(|a, b| b.took.seconds.total_cmp(&a.took.seconds));
    table("slowest", &sorted[..sorted.len().min(LISTED)]);
    sorted.sort_by(|a, b| b.took.mebibytes.total_cmp(&a.took.mebibytes));
    table("largest", &sorted[..sorted.len().min(LISTED)]);
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    sorted.retain(|one| !one.is_within());
    table("over the bound", &sorted);
    let lines: usize = crates.iter().map(|one| one.lines).sum();
    let seconds: f64 = crates.iter().map(|one| one.took.seconds).sum();
    println!(
        "{} crates, {lines} lines, {seconds:.0} s in all: {} over the bound",
        crates.len(),
        sorted.len()
    );
}

fn table(title: &str, crates: &[&Crate]) {
    println!("{title}:");
    println!("  {:40} {:>9} {:>8} {:>8}  bound", "crate", "lines", "s", "MiB");
    for one in crates {
        let Limits { seconds, mebibytes } = one.bound();
        let verdict = match (one.is_within(), one.took.ended) {
            (true, _) => "",
            (false, true) => ": over",
            (false, false) => ": did not end",
        };
        println!(
            "  {:40} {:>9} {:>8.2} {:>8.0}  {seconds} s, {mebibytes} MiB{verdict}",
            one.name, one.lines, one.took.seconds, one.took.mebibytes
        );
    }
}
