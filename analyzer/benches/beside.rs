//! What a run takes beside what programmers in Go run every day, over one repository and in one go.
//!
//! `cargo bench --bench beside -- FOLDER`: `go vet`, `staticcheck` and `golangci-lint` have to be on the path, and the modules
//! that the repository requires have to be there. Each tool runs once to fill its caches and the system's, then twice: with the
//! caches that it keeps, and as for the first time. chanlint keeps none, and runs on one thread.
//! `CHANLINT_BENCH_BINARY` measures another build of the program.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod measure;

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use measure::{Limits, Took};
use wait4::Wait4 as _;

const LIMITS: Limits = Limits { seconds: 600, mebibytes: 8192 };

/// A tool as it is called in a repository.
struct Tool {
    name: &'static str,
    call: &'static [&'static str],
    /// The variable that names the folder of its cache; none where it has none.
    cache: &'static [&'static str],
}

const TOOLS: &[Tool] = &[
    Tool { name: "go vet", call: &["go", "vet", "./..."], cache: &["GOCACHE"] },
    Tool {
        name: "staticcheck",
        call: &["staticcheck", "./..."],
        cache: &["GOCACHE", "STATICCHECK_CACHE"],
    },
    Tool {
        name: "golangci-lint",
        call: &["golangci-lint", "run", "./..."],
        cache: &["GOCACHE", "GOLANGCI_LINT_CACHE"],
    },
];

fn main() -> ExitCode {
    let arguments = measure::arguments();
    let [folder] = &arguments[..] else {
        println!("usage: cargo bench --bench beside -- FOLDER");
        return ExitCode::FAILURE;
    };
    let folder = Path::new(folder);
    let run = || {
        let begun = Instant::now();
        (measure::run(folder, LIMITS), begun.elapsed())
    };
    run();
    let own = run();
    print("chanlint", own, own);
    let mut all_ended = own.0.ended;
    for tool in TOOLS {
        measured(folder, tool.call, &[]);
        let again = measured(folder, tool.call, &[]);
        let first = measured(folder, tool.call, tool.cache);
        print(tool.name, own, again);
        print(&format!("{}, first run", tool.name), own, first);
        all_ended &= again.0.ended && first.0.ended;
    }
    if all_ended { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What a call takes, and how long it is waited for; the variables that are named are given an empty folder each.
fn measured(folder: &Path, call: &[&str], anew: &[&str]) -> (Took, Duration) {
    let mut command = Command::new(call[0]);
    command.args(&call[1..]).current_dir(folder);
    for variable in anew {
        command.env(variable, measure::fresh(&format!("beside-{variable}")));
    }
    let begun = Instant::now();
    let streams = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let used = streams.spawn().and_then(|mut child| child.wait4());
    let used = used.unwrap_or_else(|error| panic!("`{}` has to be there: {error}", call[0]));
    let waited = begun.elapsed();
    // Findings are an end as any other; what cannot be loaded has a code of its own.
    let ended = used.status.code().is_some_and(|code| code < 2);
    (Took { ended, ..measure::took(&used) }, waited)
}

fn print(name: &str, own: (Took, Duration), (took, waited): (Took, Duration)) {
    let (seconds, memory) = (took.seconds, took.mebibytes);
    let ratio = seconds / own.0.seconds;
    let (waited, longer) = (waited.as_secs_f64(), waited.as_secs_f64() / own.1.as_secs_f64());
    let mark = if took.ended { "" } else { "did not end" };
    println!(
        "{name:26} {seconds:8.2} s of processors, {ratio:6.1} times  {waited:8.2} s, {longer:6.1} times  {memory:5.0} MiB  {mark}"
    );
}
