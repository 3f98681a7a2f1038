//! How time and memory grow with the size of programs: each generator at 1, 2, 4 and 8 times its size.
//!
//! `cargo bench --bench scale -- [NAME …]`. Growth is per doubling, 2 where it is linear; more than [`MOST`] is marked.
//! `CHANLINT_BENCH_BINARY` measures another build of the program.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod measure;
mod programs;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use measure::{Limits, Took};
use programs::{PROGRAMS, Program};

/// How much more twice the size may take.
const MOST: f64 = 2.3;

/// How often each size is measured; the fastest run counts.
const ROUNDS: usize = 5;

const LIMITS: Limits = Limits { seconds: 60, mebibytes: 4096 };

const MANIFEST: &str = "[package]\nname = \"scale\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n\
    [dependencies]\namqprs = \"2\"\ntokio = \"1\"\n";

fn main() -> ExitCode {
    let wanted = measure::arguments();
    let is_wanted =
        |program: &&Program| wanted.is_empty() || wanted.iter().any(|name| name == program.name);
    let directory = measure::fresh("scale");
    let empty = measured(&directory, "fn main() {}\n");
    println!(
        "{:14} {:>7}  {:42} {:42}",
        "", "size", "s, growth per doubling", "MiB, growth per doubling"
    );
    let mut over = 0;
    for program in PROGRAMS.iter().filter(is_wanted) {
        let row = Row::measure(program, &directory, empty);
        row.print();
        over += usize::from(!row.is_within());
    }
    println!("{over} over {MOST} per doubling");
    if over == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a program took at each of its sizes, as far as the runs came to an end.
struct Row {
    program: &'static Program,
    runs: Vec<Took>,
    /// What a run takes that has nothing to do.
    empty: Took,
}

impl Row {
    fn measure(program: &'static Program, directory: &Path, empty: Took) -> Self {
        let mut runs = Vec::new();
        for factor in [1, 2, 4, 8] {
            let text = (program.text)(program.size * factor);
            let took = measured(directory, &(text + "fn main() {}\n"));
            if !took.ended {
                break;
            }
            runs.push(took);
        }
        Self { program, runs, empty }
    }

    fn seconds(&self) -> Vec<f64> {
        self.runs.iter().map(|took| (took.seconds - self.empty.seconds).max(0.0)).collect()
    }

    fn mebibytes(&self) -> Vec<f64> {
        self.runs.iter().map(|took| (took.mebibytes - self.empty.mebibytes).max(0.0)).collect()
    }

    fn is_within(&self) -> bool {
        let grown = [growth(&self.seconds()), growth(&self.mebibytes())];
        self.runs.len() == 4 && grown.iter().all(|growth| *growth <= MOST)
    }

    fn print(&self) {
        let mark = if self.is_within() { "" } else { "over" };
        println!(
            "{:14} {:>7}  {:42} {:42} {mark}",
            self.program.name,
            self.program.size,
            figures(&self.seconds(), 2),
            figures(&self.mebibytes(), 0)
        );
    }
}

/// The least of several runs.
fn measured(directory: &Path, text: &str) -> Took {
    fs::create_dir_all(directory.join("src")).expect("a folder is made");
    fs::write(directory.join("Cargo.toml"), MANIFEST).expect("a manifest is written");
    fs::write(directory.join("src/main.rs"), text).expect("a program is written");
    let mut best = measure::run(directory, LIMITS);
    for _ in 1..ROUNDS {
        // What takes seconds is not a matter of chance.
        if best.seconds > 5.0 || !best.ended {
            break;
        }
        let next = measure::run(directory, LIMITS);
        best.seconds = best.seconds.min(next.seconds);
        best.mebibytes = best.mebibytes.min(next.mebibytes);
    }
    best
}

/// Growth from the first to the last of some doublings, or in the last one, whichever is more.
fn growth(figures: &[f64]) -> f64 {
    let [first, .., before, last] = figures else { return f64::INFINITY };
    let doublings = f64::from(u32::try_from(figures.len() - 1).unwrap_or(1));
    let whole = (last / first.max(f64::MIN_POSITIVE)).powf(1.0 / doublings);
    whole.max(last / before.max(f64::MIN_POSITIVE))
}

fn figures(all: &[f64], digits: usize) -> String {
    let shown: Vec<String> = all.iter().map(|figure| format!("{figure:.digits$}")).collect();
    match all.len() {
        4 => format!("{}  {:.2}", shown.join("  "), growth(all)),
        _ => format!("{}  did not end", shown.join("  ")),
    }
}
