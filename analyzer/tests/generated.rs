//! Programs that are built from pieces, with the truth known from how they were built: every shared channel has to be
//! found, and nothing else.
//!
//! `CHANLINT_SEED` and `CHANLINT_PROGRAMS` choose other programs; failing ones are written to the target folder, and all
//! of them below `CHANLINT_WRITE_ALL`, where a compiler can look at them.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod analysed;
    pub(crate) mod fixture;
    pub(crate) mod generated;
    pub(crate) mod twins;
}

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use chanlint::knowledge::Tables;
use generator::Program;
use generator::go::{Twin, twin};
use generator::project::File;
use support::generated::{Found, analyze, on_deep_stack};
use support::twins;

/// Programs whose shared channel is not found, by their seeds. Each is a fault of the engine.
const KNOWN: &[u64] = &[
    // A closure in a field, which gives a future that is boxed by a method, is called in a handler of serenity.
    1_000_290,
];

/// The same in Go.
const KNOWN_IN_GO: &[u64] = &[];

/// How far from a marked line a place of a finding may be.
const SLACK: usize = 4;

/// A program, in whatever language.
#[derive(Clone)]
struct Case {
    /// What its folder begins with.
    client: String,
    seed: u64,
    files: Vec<File>,
    shared: bool,
    dims: Vec<(&'static str, String)>,
}

impl From<Program> for Case {
    fn from(Program { seed, project, shared, dims }: Program) -> Self {
        Self { client: format!("{:?}", project.client), seed, files: project.files, shared, dims }
    }
}

impl From<Twin> for Case {
    fn from(Twin { seed, client, files, shared, dims }: Twin) -> Self {
        Self { client: format!("{client:?}"), seed, files, shared, dims }
    }
}

/// A program with what went wrong.
struct Failed {
    program: Case,
    failure: Failure,
    found: Result<Vec<Found>, String>,
}

/// What is wrong with the analysis of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Failure {
    /// A shared channel was not found.
    Missed,
    /// Something was found that is not shared.
    False,
    /// The one channel was reported more than once.
    Repeated,
    /// A file could not be read.
    Broken,
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn shared_channels_are_found_and_nothing_else() {
    let tables = Tables::builtin();
    let made = |seed| {
        let program = generator::program(seed);
        let found = analyze(&program.project, &tables);
        (program.into(), found)
    };
    println!("{}", held("rust", &made, KNOWN));
}

#[test]
fn shared_channels_of_go_are_found_and_nothing_else() {
    let made = |seed| {
        let twin = twin(seed);
        let found = twins::analyze(&twin);
        (twin.into(), found)
    };
    println!("{}", held("go", &made, KNOWN_IN_GO));
}

type Made<'a> = dyn Fn(u64) -> (Case, Result<Vec<Found>, String>) + Sync + 'a;

/// The truth of each program is found, but for those that are known to be missed. Gives a summary for people.
fn held(language: &str, made: &Made<'_>, known: &[u64]) -> String {
    let (seed, count) = (setting("CHANLINT_SEED", 1), setting("CHANLINT_PROGRAMS", 500));
    let (programs, failed) = on_deep_stack(|| run(made, seed, count));
    write_out(language, &failed);
    if let Some(folder) = std::env::var_os("CHANLINT_WRITE_ALL") {
        for program in &programs {
            write_program(Path::new(&folder), program);
        }
    }
    let of = |failure| failed.iter().filter(|one| one.failure == failure).count();
    let summary = summary(&programs, &failed);
    assert_eq!(of(Failure::Broken), 0, "every program can be read\n{summary}");
    assert_eq!(of(Failure::False), 0, "nothing is reported that is not shared\n{summary}");
    let missed = failed.iter().filter(|one| one.failure == Failure::Missed);
    let missed: Vec<u64> = missed.map(|one| one.program.seed).collect();
    let is_run = |known: &&u64| programs.iter().any(|program| program.seed == **known);
    let known: Vec<u64> = known.iter().filter(is_run).copied().collect();
    let what = "only what is known is missed, and what is known is still missed";
    assert_eq!(missed, known, "{what}\n{summary}");
    summary
}

fn run(made: &Made<'_>, seed: u64, count: u64) -> (Vec<Case>, Vec<Failed>) {
    let mut failed = Vec::new();
    let mut programs = Vec::new();
    for index in 0..count {
        let (program, found) = made(seed.wrapping_mul(1_000_003).wrapping_add(index));
        if let Some(failure) = judge(&program, &found) {
            failed.push(Failed { program: program.clone(), failure, found });
        }
        programs.push(program);
    }
    (programs, failed)
}

/// Compares findings with the truth.
fn judge(program: &Case, found: &Result<Vec<Found>, String>) -> Option<Failure> {
    let Ok(found) = found else { return Some(Failure::Broken) };
    let hits = |found: &Found| found.places.iter().any(|place| is_marked(&program.files, place));
    let right = found.iter().filter(|found| hits(found)).count();
    match (program.shared, right) {
        (false, _) => (!found.is_empty()).then_some(Failure::False),
        (true, 0) => Some(Failure::Missed),
        (true, _) if right < found.len() => Some(Failure::False),
        (true, 1) => None,
        (true, _) => Some(Failure::Repeated),
    }
}

fn is_marked(files: &[File], (path, line): &(String, usize)) -> bool {
    let near = |mark: &usize| mark.abs_diff(*line) <= SLACK;
    files.iter().any(|file| file.path == *path && file.marks.iter().any(near))
}

/// How many programs of each choice fail, where any does.
fn summary(programs: &[Case], failed: &[Failed]) -> String {
    let mut out = String::new();
    for failure in [Failure::Broken, Failure::Missed, Failure::False, Failure::Repeated] {
        let of: Vec<&Failed> = failed.iter().filter(|one| one.failure == failure).collect();
        let _ = writeln!(out, "{failure:?}: {} of {}", of.len(), programs.len());
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let dims = of
            .iter()
            .flat_map(|one| &one.program.dims)
            .filter(|(dimension, _)| *dimension != "decoy");
        for (dimension, value) in dims {
            *counts.entry((dimension, value)).or_default() += 1;
        }
        for ((dimension, value), count) in counts {
            let all = programs
                .iter()
                .filter(|program| program.dims.iter().any(|(d, v)| *d == dimension && v == value));
            let _ = writeln!(out, "  {dimension:12} {value:40} {count:4} of {}", all.count());
        }
        for one in of.iter().take(40) {
            let dims: Vec<String> =
                one.program.dims.iter().map(|(d, v)| format!("{d}={v}")).collect();
            let _ = writeln!(out, "  {}: {}", one.program.seed, dims.join(" "));
        }
    }
    out
}

/// Writes the failing programs, one file each, for a person to read.
fn write_out(language: &str, failed: &[Failed]) {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated").join(language);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    for one in failed {
        let path = dir.join(format!("{:?}-{}.txt", one.failure, one.program.seed));
        std::fs::write(path, shown(one)).unwrap();
    }
}

/// Writes the files of a program as they would stand in a workspace.
fn write_program(folder: &Path, program: &Case) {
    let dir = folder.join(format!("{}-{}", program.client, program.seed));
    for file in &program.files {
        let path = dir.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &file.text).unwrap();
    }
}

fn shown(one: &Failed) -> String {
    let expected = if one.program.shared { "a finding on a marked line" } else { "no finding" };
    let mut out = format!("// expected: {expected}; got: {}\n", got(&one.found));
    for (dimension, value) in &one.program.dims {
        let _ = writeln!(out, "// {dimension} = {value}");
    }
    for file in &one.program.files {
        let _ = writeln!(out, "//- {} (marked lines: {:?})\n{}", file.path, file.marks, file.text);
    }
    out
}

fn got(found: &Result<Vec<Found>, String>) -> String {
    match found {
        Err(problem) => problem.clone(),
        Ok(found) if found.is_empty() => "nothing".to_owned(),
        Ok(found) => {
            let shown = found
                .iter()
                .map(|one| format!("{} ({}) at {:?}", one.rule, one.message, one.places));
            shown.collect::<Vec<_>>().join("; ")
        }
    }
}
