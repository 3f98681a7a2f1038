//! A project in a folder of its own, and the program run in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use super::run::{Run, command, finished};

const MANIFEST: &str = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
    [dependencies]\namqprs = \"2.1\"\ntokio = \"1\"\n";

/// What the functions of a file need. Ends with a line break.
pub(crate) const USES: &str = "use amqprs::channel::{Channel, QueueDeclareArguments};\n";

/// A project.
pub(crate) struct Project {
    pub(crate) dir: PathBuf,
}

impl Project {
    /// A package with one library file. Tests name their projects apart.
    pub(crate) fn new(name: &str, source: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects").join(name);
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        let project = Self { dir };
        project.write("Cargo.toml", MANIFEST);
        project.write("src/lib.rs", source);
        project
    }

    pub(crate) fn write(&self, file: &str, content: &str) {
        let path = self.dir.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.dir.join(file)).unwrap()
    }

    /// Runs the program.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with("", arguments)
    }

    /// Runs the program with a text on its standard input.
    pub(crate) fn run_with(&self, input: &str, arguments: &[&str]) -> Run {
        let mut command = command(&self.dir);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Whoever does not read it closes it.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        finished(child.wait_with_output().unwrap())
    }

    /// The JSON report of a run.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let run = self.run(&[&["--output-format", "json"], arguments].concat());
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
    }

    /// Each finding's rule and 1-based line.
    pub(crate) fn found(&self, arguments: &[&str]) -> Vec<(String, u64)> {
        let report = self.json(arguments);
        let findings = report["findings"].as_array().unwrap().iter();
        let line = |finding: &Value| finding["primary"]["line"].as_u64().unwrap();
        findings.map(|it| (it["rule"].as_str().unwrap().to_owned(), line(it))).collect()
    }
}
