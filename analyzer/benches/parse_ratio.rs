//! How long the analysis takes, as a multiple of parsing the same files and doing nothing with them.
//!
//! `cargo bench --bench parse_ratio -- [FOLDER]`, or the folder in `CHANLINT_BENCH_DIR`. One thread, several rounds of
//! each, the two in turn so that a slow moment of the machine hits both; medians are printed.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use chanlint::discover::{Request, discover};
use chanlint::facts::Facts;
use chanlint::flow;
use chanlint::knowledge::Tables;
use chanlint::load::{Loaded, load};
use chanlint::lowering::lower_all_but_tests;
use chanlint::sources::FileId;
use chanlint::workspace::Workspace;
use rustc_hash::FxHashMap;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 9;

fn main() -> ExitCode {
    let Some(folder) = folder() else {
        println!("no folder: give one as argument or in CHANLINT_BENCH_DIR");
        return ExitCode::SUCCESS;
    };
    let tables = Tables::builtin();
    let workspace = discover(&Request::new(&folder), &tables.client_packages());
    let loaded = load(&workspace);
    if loaded.files.is_empty() {
        println!("{}: nothing to analyse", folder.display());
        return ExitCode::FAILURE;
    }
    let work = Work { tables, workspace, loaded };
    let rounds: Vec<Round> = (0..ROUNDS).map(|_| on_deep_stack(|| work.round())).collect();
    print(&folder, &work, &rounds);
    ExitCode::SUCCESS
}

fn folder() -> Option<PathBuf> {
    let argument = std::env::args_os().skip(1).find(|arg| !arg.to_string_lossy().starts_with('-'));
    argument.or_else(|| std::env::var_os("CHANLINT_BENCH_DIR")).map(PathBuf::from)
}

/// What is measured.
struct Work {
    tables: Tables,
    workspace: Workspace,
    loaded: Loaded,
}

/// The times of one round.
struct Round {
    parse: Duration,
    lower: Duration,
    analyze: Duration,
}

impl Work {
    fn files(&self) -> Vec<FileId> {
        let mut files: Vec<FileId> = self.loaded.files.iter().map(|&(_, file)| file).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    fn round(&self) -> Round {
        let (parse, ()) = timed(|| self.parse());
        let (lower, facts) = timed(|| self.lower());
        let (analyze, ()) = timed(|| {
            black_box(chanlint::analyze(
                &self.workspace,
                &self.loaded,
                &facts,
                &self.tables,
                Some(1),
            ));
        });
        Round { parse, lower, analyze }
    }

    /// Parses every file, drops the tree and forgets its spans, as lowering has to.
    fn parse(&self) {
        for file in self.files() {
            drop(black_box(syn::parse_file(&self.loaded.sources.get(file).text)));
            proc_macro2::extra::invalidate_current_thread_spans();
        }
    }

    fn lower(&self) -> FxHashMap<FileId, Facts> {
        let lowered = lower_all_but_tests(&self.loaded.sources, &self.files(), Some(1));
        lowered.into_iter().filter_map(|(file, facts)| Some((file, facts.ok()?))).collect()
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = work();
    (start.elapsed(), value)
}

/// Runs on a stack that holds both the deepest syntax tree and the deepest evaluation.
fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(flow::STACK).spawn_scoped(scope, work);
        let thread = thread.expect("the system has a thread to give");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> Duration) -> f64 {
    let mut all: Vec<Duration> = rounds.iter().map(of).collect();
    all.sort_unstable();
    all[all.len() / 2].as_secs_f64()
}

fn print(folder: &std::path::Path, work: &Work, rounds: &[Round]) {
    let files = work.files();
    let bytes: usize = files.iter().map(|&file| work.loaded.sources.get(file).text.len()).sum();
    let lines: usize = files.iter().map(|&file| work.loaded.sources.get(file).line_count()).sum();
    let megabytes = f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1e6;
    let (parse, lower, analyze) = (
        median(rounds, |round| round.parse),
        median(rounds, |round| round.lower),
        median(rounds, |round| round.analyze),
    );
    let whole = median(rounds, |round| round.lower + round.analyze);
    println!("{}: {} files, {lines} lines, {megabytes:.2} MB", folder.display(), files.len());
    println!("  parse only      {:8.1} ms  {:6.1} MB/s", parse * 1e3, megabytes / parse);
    println!("  lower           {:8.1} ms  {:6.1} MB/s", lower * 1e3, megabytes / lower);
    println!("  resolve..rules  {:8.1} ms", analyze * 1e3);
    println!("  whole           {:8.1} ms  {:6.1} MB/s", whole * 1e3, megabytes / whole);
    println!("  whole / parse   {:8.2}", whole / parse);
}
