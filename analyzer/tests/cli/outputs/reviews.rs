//! What reviewing tools read: reviewdog's own format, and that of Checkstyle, which it reads as well.
//!
//! Not every machine has a reviewdog. `REVIEWDOG` names one, else the path is searched; without one this is all left to what
//! the documents say by themselves.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chanlint::report::{checkstyle, rdjson};
use serde_json::Value;
use uppsala::{Document, parse};

use crate::support::program::{FILES, chanlint, full_report, package};

fn reviewdog() -> Option<PathBuf> {
    let program = std::env::var_os("REVIEWDOG").unwrap_or_else(|| "reviewdog".into());
    let version = Command::new(&program).arg("-version").output().ok()?;
    version.status.success().then(|| program.into())
}

/// What reviewdog understood of a report, in its own words.
fn understood(dir: &Path, format: &str, report: &str) -> Option<Vec<Value>> {
    let arguments = ["-reporter=rdjson", "-filter-mode=nofilter", "-diff=true"];
    let mut command = Command::new(reviewdog()?);
    command.arg(format!("-f={format}")).args(arguments).current_dir(dir);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(report.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{report}");
    let read: Value = serde_json::from_slice(&output.stdout).unwrap();
    Some(read["diagnostics"].as_array().unwrap().clone())
}

/// Where a diagnostic is, how much it counts and what it is about.
fn seen(diagnostic: &Value) -> (String, u64, u64, String, String) {
    let text = |pointer: &str| {
        diagnostic.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let number = |pointer: &str| diagnostic.pointer(pointer).and_then(Value::as_u64).unwrap_or(0);
    (
        text("/location/path"),
        number("/location/range/start/line"),
        number("/location/range/start/column"),
        text("/severity"),
        text("/code/value"),
    )
}

fn expected(rules: [&str; 2], columns: [u64; 2]) -> [(String, u64, u64, String, String); 2] {
    let one = |path: &str, line, column, rule: &str| {
        (path.to_owned(), line, column, "ERROR".to_owned(), rule.to_owned())
    };
    [one("src/bus.rs", 19, columns[0], rules[0]), one("src/lib.rs", 11, columns[1], rules[1])]
}

#[test]
fn reviewdog_reads_its_own_format() {
    let dir = package("rdjson", FILES);
    let run = chanlint(&dir, &["--output-format", "rdjson"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let ours: Value = serde_json::from_str(&run.stdout).unwrap();
    let ours = ours["diagnostics"].as_array().unwrap();
    // Columns are bytes: a comment before the task holds a letter of two.
    let expected = expected(["ack_in_auto_ack_mode", "shared_channel_rpc"], [17, 18]);
    assert_eq!(ours.iter().map(seen).collect::<Vec<_>>(), expected);
    assert_eq!(ours[0]["suggestions"].as_array().unwrap().len(), 1);
    assert!(ours[1]["related_locations"].as_array().unwrap().len() > 1);
    if let Some(read) = understood(&dir, "rdjson", &run.stdout) {
        assert_eq!(read.iter().map(seen).collect::<Vec<_>>(), expected);
        assert_eq!(read[0]["suggestions"], ours[0]["suggestions"]);
    }
    let (report, sources) = full_report(&dir);
    let full = rdjson::render(&report, &sources);
    let ours: Value = serde_json::from_str(&full).unwrap();
    let places: Vec<_> = ours["diagnostics"].as_array().unwrap().iter().map(seen).collect();
    assert_eq!(places.len(), 5);
    assert_eq!(places[0], ("a b.rs".into(), 3, 0, "ERROR".into(), String::new()));
    assert_eq!(places[2], ("Cargo.toml".into(), 0, 0, "INFO".into(), String::new()));
    // A fix in several places is no suggestion: each would be offered by itself.
    assert_eq!(ours["diagnostics"][3]["suggestions"], Value::Null);
    if let Some(read) = understood(&dir, "rdjson", &full) {
        assert_eq!(read.iter().map(seen).collect::<Vec<_>>(), places);
    }
}

#[test]
fn checkstyle_is_xml_that_reviewdog_reads() {
    let dir = package("checkstyle", FILES);
    let run = chanlint(&dir, &["--output-format", "checkstyle"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(counts(&run.stdout), (2, 2));
    let rules = ["chanlint.ack_in_auto_ack_mode", "chanlint.shared_channel_rpc"];
    if let Some(read) = understood(&dir, "checkstyle", &run.stdout) {
        assert_eq!(read.iter().map(seen).collect::<Vec<_>>(), expected(rules, [17, 17]));
        let message = read[1]["message"].as_str().unwrap();
        let told = "; one caller gets an error, another the wrong reply, and the connection is lost; keep the channel";
        assert!(message.contains(told), "{message}");
    }
    let (report, sources) = full_report(&dir);
    let full = checkstyle::render(&report, &sources);
    assert_eq!(counts(&full), (5, 5));
    assert!(full.contains("message=\"not analysed: &lt;odd&gt;, 100%\""), "{full}");
    if let Some(read) = understood(&dir, "checkstyle", &full) {
        assert_eq!(read.len(), 5);
        assert_eq!(seen(&read[2]).3, "INFO");
    }
    let clean = chanlint(&dir, &["--output-format", "checkstyle", "-A", "all"]);
    assert_eq!((clean.code, counts(&clean.stdout)), (0, (0, 0)));
}

/// How many files and errors a report has.
fn counts(text: &str) -> (usize, usize) {
    let document: Document<'_> = parse(text).unwrap();
    let root = document.document_element().unwrap();
    assert_eq!(document.element(root).unwrap().name.local_name, "checkstyle");
    let (mut files, mut errors) = (0, 0);
    for file in document.children(root).into_iter().filter(|&node| document.element(node).is_some())
    {
        assert_eq!(document.element(file).unwrap().name.local_name, "file");
        files += 1;
        errors += document
            .children(file)
            .iter()
            .filter(|&&node| document.element(node).is_some())
            .count();
    }
    (files, errors)
}
