//! Runs the program as its users do, and says what that took.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wait4::{ResUse, Wait4 as _};

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    /// Processor time.
    pub(crate) seconds: f64,
    /// The most memory at any time.
    pub(crate) mebibytes: f64,
    /// Whether it came to its end: with findings, with problems or without.
    pub(crate) ended: bool,
}

/// What a run may take before the system ends it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) seconds: u32,
    pub(crate) mebibytes: u32,
}

/// Runs the program on one thread over the package in a directory, with everything in it and no settings of its own.
pub(crate) fn run(directory: &Path, limits: Limits) -> Took {
    let script = format!(
        "ulimit -t {} && ulimit -v {} && exec \"$0\" \"$@\"",
        limits.seconds,
        u64::from(limits.mebibytes) * 1024
    );
    let mut command = Command::new("sh");
    command.arg("-c").arg(script).arg(binary()).arg(directory);
    command.args(["-j", "1", "--all-targets", "--isolated", "--no-baseline", "-q"]);
    let streams = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let used = streams.spawn().and_then(|mut child| child.wait4()).expect("the program runs");
    took(&used)
}

/// What a process and those that it started took.
pub(crate) fn took(used: &ResUse) -> Took {
    let time = used.rusage.utime + used.rusage.stime;
    // A panic that is not caught has a code of its own, as has who is killed.
    let ended = used.status.code().is_some_and(|code| code < 100);
    Took { seconds: time.as_secs_f64(), mebibytes: memory(used.rusage.maxrss), ended }
}

/// The program of this build, or another one to compare it with.
fn binary() -> PathBuf {
    let other = std::env::var_os("CHANLINT_BENCH_BINARY").map(PathBuf::from);
    other.unwrap_or_else(|| env!("CARGO_BIN_EXE_cargo-chanlint").into())
}

/// What is measured in bytes, in mebibytes.
fn memory(bytes: u64) -> f64 {
    let kibibytes = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
    f64::from(kibibytes) / 1024.0
}

/// The arguments that are none of cargo's.
pub(crate) fn arguments() -> Vec<String> {
    std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect()
}

/// An empty directory of its own for a benchmark.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).expect("the target folder can be written");
    directory
}
