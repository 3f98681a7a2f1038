//! `--output-file`, `short`, `--statistics`, and that no format hides a problem.

use std::fs;

use serde_json::Value;

use crate::support::program::{FILES, chanlint, package, write};

const FORMATS: [&str; 12] = [
    "human",
    "full",
    "short",
    "agent",
    "json",
    "rustc-json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "checkstyle",
];

#[test]
fn short_is_one_line_for_each_finding() {
    let run = chanlint(&package("short", FILES), &["--message-format", "short"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!((run.code, lines.len()), (1, 2));
    assert_eq!(
        lines[1],
        "src/lib.rs:11:17: error[chanlint::shared_channel_rpc]: calls of `queue_declare` run at the same time in many tasks on one channel"
    );
}

#[test]
fn no_format_hides_a_problem_or_the_findings_in_the_rest() {
    let dir = package("problems", FILES);
    write(&dir, "src/broken.rs", "fn f( {");
    for format in FORMATS {
        let run = chanlint(&dir, &["--output-format", format]);
        assert_eq!(run.code, 2, "{format}");
        let all = [run.stdout.as_str(), &run.stderr].concat();
        assert!(all.contains("broken.rs"), "{format}: {all}");
        assert!(all.contains("this file was not analysed: "), "{format}: {all}");
        assert!(run.stdout.contains("shared_channel_rpc"), "{format}: {all}");
        let file = format!("{format}:out/{format}");
        assert_eq!(chanlint(&dir, &["-q", "--output-file", &file]).code, 2);
        let file = fs::read_to_string(dir.join("out").join(format)).unwrap();
        assert!(file.contains("this file was not analysed: "), "{format}: {file}");
        assert!(file.contains("shared_channel_rpc"), "{format}: {file}");
    }
}

#[test]
fn files_hold_what_the_standard_output_would() {
    let dir = package("files", FILES);
    let files: Vec<String> = FORMATS
        .iter()
        .flat_map(|format| ["--output-file".to_owned(), format!("{format}:{format}.out")])
        .collect();
    let arguments: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = chanlint(&dir, &[&["-q"], &arguments[..]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let file = |format: &str| fs::read_to_string(dir.join(format).with_extension("out")).unwrap();
    for format in FORMATS {
        let printed = chanlint(&dir, &["-q", "--output-format", format]).stdout;
        // How it went is the last line of what people read, in a file without the time.
        let is_closed = ["human", "full", "agent"].contains(&format);
        let last = "chanlint: 1 package, 2 files, 2 channels: 2 errors\n";
        let printed = if is_closed { printed + last } else { printed };
        assert_eq!(without_token(&file(format)), without_token(&printed), "{format}");
    }
    assert_eq!(run.stdout, file("human").rsplit_once("chanlint: ").unwrap().0);
}

/// The word in GitHub's log is another one each time.
fn without_token(text: &str) -> String {
    let token = text.split_once("::stop-commands::").and_then(|(_, rest)| rest.lines().next());
    token.map_or_else(|| text.to_owned(), |token| text.replace(token, "TOKEN"))
}

#[test]
fn a_file_that_cannot_be_had_is_an_error_that_names_it() {
    let dir = package("wrong-files", FILES);
    for (file, said) in [
        ("sarf:x", "there is no format `sarf`: did you mean `sarif`?"),
        ("sarif", "a format and a path belong here, as in `sarif:report.sarif`"),
        ("sarif:", "a format and a path belong here, as in `sarif:report.sarif`"),
        ("sarif:src", "error: src: the report cannot be written: "),
    ] {
        let run = chanlint(&dir, &["--output-file", file]);
        assert_eq!(run.code, 2, "{file}");
        assert!(run.stderr.contains(said), "{file}: {}", run.stderr);
    }
    let unwritten = chanlint(&dir, &["--output-file", "sarif:src"]);
    assert!(unwritten.stdout.contains("shared_channel_rpc"), "the findings are told all the same");
}

#[test]
fn the_map_refuses_what_it_does_not_have() {
    let dir = package("map", FILES);
    for arguments in
        [&["--output-format", "sarif"][..], &["--output-file", "json:x"], &["--statistics"]]
    {
        let run = chanlint(&dir, &[&["map"], arguments].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains(arguments[0]), "{}", run.stderr);
    }
}

#[test]
fn statistics_count_instead_of_telling() {
    let dir = package("statistics", FILES);
    let run = chanlint(&dir, &["--statistics", "-q"]);
    assert_eq!(run.code, 1);
    let counts = "1  ack_in_auto_ack_mode  error    1 by --fix --unsafe-fixes\n1  shared_channel_rpc    error\n";
    assert_eq!(run.stdout, counts);
    let json = chanlint(&dir, &["--statistics", "--output-format", "json"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&json[1]["rule"], &json[1]["count"]), (&"shared_channel_rpc".into(), &1.into()));
    let run = chanlint(&dir, &["--statistics", "--output-format", "sarif"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}
