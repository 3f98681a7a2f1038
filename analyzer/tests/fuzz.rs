//! Programs changed at random, and what holds for each: the analysis comes to its end, its places lie in the files, its outputs
//! can be read, and the number of threads changes nothing.
//!
//! `CHANLINT_FUZZ_SECONDS` goes on for so long, `CHANLINT_SEED` chooses other programs. The programs of a batch are in the
//! target folder while they are analysed, so that they can be looked at when the whole process ends, and stay there when
//! something is wrong with them.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod page;
    pub(crate) mod shelf;
}
mod fuzzing {
    pub(crate) mod mutate;
    pub(crate) mod outputs;
    pub(crate) mod spans;
    pub(crate) mod tongue;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use chanlint::config::Choice;
use chanlint::discover;
use chanlint::findings::{Group, Level, Report};
use chanlint::levels::Levels;
use chanlint::report::json;
use chanlint::rules::RULES;
use chanlint::sources::Sources;
use fuzzing::tongue::{self, Tongue};
use fuzzing::{mutate, outputs, spans};
use generator::rng::Rng;
use walkdir::WalkDir;

/// How many batches there are when nobody asks for more.
const BATCHES: u64 = 24;

/// How many files are in a batch, besides the one that holds them together.
const FILES: usize = 8;

/// A batch that takes longer hangs, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(300);

/// Outputs are read in one batch of so many, as their schemas take longer than the analysis.
const OUTPUTS_EVERY: u64 = 6;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The programs of a language that are changed, and where they are put.
struct Field {
    tongue: Tongue,
    seeds: Vec<String>,
    /// Writes files down as a package that uses the client.
    place: fn(&[String]) -> Place,
}

#[test]
fn changed_programs_are_analysed_to_their_end() {
    let field = Field { tongue: tongue::RUST, seeds: seeds(), place: Place::rust };
    println!("{}", field.worked());
}

#[test]
fn changed_programs_of_go_are_analysed_to_their_end() {
    let field = Field { tongue: tongue::GO, seeds: seeds_of_go(), place: Place::go };
    println!("{}", field.worked());
}

impl Field {
    /// Changes programs for as long as is asked for. Gives a summary for people.
    fn worked(&self) -> String {
        let Self { tongue, seeds, place } = self;
        let seed = setting("CHANLINT_SEED").unwrap_or(1);
        let end = setting("CHANLINT_FUZZ_SECONDS")
            .map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let (mut batch, mut findings, mut problems) = (0, 0, 0);
        while end.map_or(batch < BATCHES, |end| Instant::now() < end) {
            let mut rng = Rng::new(seed.wrapping_mul(1_000_003).wrapping_add(batch));
            let change =
                |_| mutate::mutated(&seeds[rng.below(seeds.len())], seeds, *tongue, &mut rng);
            let texts: Vec<String> = (0..FILES).map(change).collect();
            let place = place(&texts);
            let look = if batch % OUTPUTS_EVERY == 0 { seen_and_printed } else { seen };
            let seen = watched(&place, look);
            let (dir, wrong) = (place.dir.display(), seen.wrong);
            assert!(wrong.is_empty(), "batch {batch} of seed {seed}, {dir}: {wrong:#?}");
            batch += 1;
            findings += seen.findings;
            problems += seen.problems;
        }
        assert!(findings * 2 > batch, "what is changed remains a program");
        format!("{batch} batches of {FILES} files, {findings} findings, {problems} problems")
    }
}

/// What came out of a batch.
struct Seen {
    wrong: Vec<String>,
    findings: u64,
    problems: u64,
}

impl Seen {
    fn nothing_but(wrong: &str) -> Self {
        Self { wrong: vec![wrong.to_owned()], findings: 0, problems: 0 }
    }
}

/// The blocks of the rules' pages, and generated programs, each in one file.
fn seeds() -> Vec<String> {
    let blocks = RULES.iter().flat_map(|rule| support::page::parse(rule.docs, "rust").0);
    let mut seeds: Vec<String> = blocks.map(|block| block.code).collect();
    let programs = (0..100).map(|seed| generator::variants(seed).1);
    seeds.extend(programs.flat_map(|project| project.files).map(|file| file.text));
    seeds
}

/// The blocks of Go of the rules' pages, fixtures, and twins, file by file.
fn seeds_of_go() -> Vec<String> {
    let blocks = RULES.iter().flat_map(|rule| support::page::parse(rule.docs, "go").0);
    let mut seeds: Vec<String> = blocks.map(|block| block.code).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("testdata");
    for folder in ["go-handlers", "go-offered", "go-programs", "go-right", "outage-go"] {
        let files = WalkDir::new(root.join(folder)).sort_by_file_name();
        let files = files.into_iter().map(|entry| entry.unwrap().into_path());
        let code = files.filter(|path| path.extension().is_some_and(|end| end == "go"));
        seeds.extend(code.map(|path| fs::read_to_string(path).unwrap()));
    }
    let twins = (0..100).map(generator::go::twin);
    seeds.extend(twins.flat_map(|twin| twin.files).map(|file| file.text));
    seeds
}

/// A package in a folder of its own.
struct Place {
    dir: PathBuf,
}

const MANIFEST: &str = "[package]\nname = \"fuzz\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n\
    [dependencies]\nlapin = \"4\"\namqprs = \"2\"\ntokio = \"1\"\nfutures = \"0.3\"\n";

const MODULE: &str =
    "module example.com/page\n\ngo 1.25\n\nrequire github.com/rabbitmq/amqp091-go v1.10.0\n";

impl Place {
    fn rust(texts: &[String]) -> Self {
        let place = Self::emptied("fuzz");
        place.write("Cargo.toml", MANIFEST);
        let mut root = String::new();
        for (at, text) in texts.iter().enumerate() {
            root += &format!("pub mod m{at};\n");
            place.write(&format!("src/m{at}.rs"), text);
        }
        place.write("src/lib.rs", &root);
        place
    }

    /// A folder for each file: its names are those of no other.
    fn go(texts: &[String]) -> Self {
        let place = Self::emptied("fuzz-go");
        place.write("go.mod", MODULE);
        for (at, text) in texts.iter().enumerate() {
            place.write(&format!("m{at}/main.go"), text);
        }
        place
    }

    fn emptied(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Self { dir }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Analyses it with every rule.
    fn run(&self, jobs: usize) -> (Report, Sources) {
        let rules: Vec<(&str, Group)> = RULES.iter().map(|rule| (rule.name, rule.group)).collect();
        let request = chanlint::Request {
            discovery: discover::Request::new(&self.dir),
            config: Choice::Isolated,
            levels: Levels::new([(Level::Warn, "all")], &rules).unwrap(),
            jobs: Some(jobs),
        };
        chanlint::run(&request).unwrap_or_else(|_| panic!("there is no configuration"))
    }
}

/// Analyses a package, and looks at what comes out.
fn seen(place: &Place) -> Seen {
    let (report, sources) = place.run(1);
    look(place, &report, &sources)
}

/// As [`seen`], and reads every output.
fn seen_and_printed(place: &Place) -> Seen {
    let (report, sources) = place.run(1);
    let mut seen = look(place, &report, &sources);
    seen.wrong.extend(outputs::wrong(&report, &sources));
    seen
}

fn look(place: &Place, report: &Report, sources: &Sources) -> Seen {
    let (again, again_sources) = place.run(8);
    let mut wrong = spans::wrong_in_report(report, sources);
    wrong.extend(spans::wrong_in_facts(sources));
    if json::render(report, sources) != json::render(&again, &again_sources) {
        wrong.push("the number of threads makes a difference".to_owned());
    }
    let errors = report.problems.iter().filter(|it| it.message.contains("internal error"));
    wrong.extend(errors.map(|problem| format!("{problem:?}")));
    let (findings, problems) = (report.findings.len() as u64, report.problems.len() as u64);
    Seen { wrong, findings, problems }
}

/// Does some work, as long as it comes to an end.
fn watched(place: &Place, work: fn(&Place) -> Seen) -> Seen {
    let (sender, receiver) = channel();
    let own = Place { dir: place.dir.clone() };
    let thread = std::thread::Builder::new().stack_size(chanlint::flow::STACK);
    thread.spawn(move || drop(sender.send(work(&own)))).unwrap();
    match receiver.recv_timeout(PATIENCE) {
        Ok(seen) => seen,
        Err(RecvTimeoutError::Timeout) => Seen::nothing_but("it does not come to an end"),
        Err(RecvTimeoutError::Disconnected) => Seen::nothing_but("it panicked"),
    }
}
