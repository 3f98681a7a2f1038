//! `rustc-json`, read by the crate that reads cargo's messages, and `--with`, on cargo itself.

use std::fs;
use std::path::Path;

use crate::support::program::{FILES, chanlint, package, run, write};
use crate::support::run::command;
use cargo_metadata::diagnostic::DiagnosticSpan;
use cargo_metadata::{CompilerMessage, Message};

/// What cargo's own readers make of the output.
fn messages(text: &str) -> Vec<Message> {
    Message::parse_stream(text.as_bytes()).map(Result::unwrap).collect()
}

fn is_end(message: &Message, success: bool) -> bool {
    matches!(message, Message::BuildFinished(end) if end.success == success)
}

fn compiler_messages(messages: &[Message]) -> Vec<&CompilerMessage> {
    let found = messages.iter().filter_map(|message| match message {
        Message::CompilerMessage(message) => Some(message),
        _ => None,
    });
    found.collect()
}

#[test]
fn cargos_reader_takes_rustc_json() {
    let dir = package("rustc-json", FILES);
    let run = chanlint(&dir, &["--message-format=json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(run.stdout, chanlint(&dir, &["--output-format", "rustc-json"]).stdout);
    let messages = messages(&run.stdout);
    assert!(is_end(messages.last().unwrap(), false));
    let found = compiler_messages(&messages);
    assert_eq!(found.len(), messages.len() - 1);
    for message in &found {
        let id = &message.package_id.repr;
        assert!(id.ends_with("/outputs/rustc-json#orders@0.1.0"), "{id}");
        assert_eq!(message.target.name, "orders");
        assert_eq!(message.target.src_path, dir.join("src/lib.rs"));
        assert_eq!(message.target.edition, cargo_metadata::Edition::E2024);
        message.message.spans.iter().for_each(|span| is_where_it_says(&dir, span));
    }
    let rendered: Vec<_> =
        found.iter().filter_map(|message| message.message.rendered.as_deref()).collect();
    assert_eq!(rendered.concat(), chanlint(&dir, &["-q"]).stdout);
}

/// Bytes, columns and the quoted line agree with the file.
#[track_caller]
fn is_where_it_says(dir: &Path, span: &DiagnosticSpan) {
    let file = fs::read_to_string(dir.join(&span.file_name)).unwrap();
    let [line] = &span.text[..] else { panic!("a place is one line long: {span:?}") };
    let in_file = file.lines().nth(span.line_start - 1).unwrap();
    assert_eq!(line.text, in_file.trim_start_matches('\u{feff}'));
    assert_eq!((line.highlight_start, line.highlight_end), (span.column_start, span.column_end));
    let from_start = line.text.chars().skip(span.column_start - 1);
    let by_columns: String = from_start.take(span.column_end - span.column_start).collect();
    assert_eq!(file[span.byte_start as usize..span.byte_end as usize], by_columns);
}

#[test]
fn another_check_is_forwarded_and_counts() {
    let dir = package("with", FILES);
    // What it depends on is empty here, so that the compiler has something to say.
    for name in ["amqprs", "tokio"] {
        let manifest = format!("[package]\nname = \"{name}\"\nversion = \"2.1.0\"\n");
        write(&dir, &format!("{name}/Cargo.toml"), &manifest);
        write(&dir, &format!("{name}/src/lib.rs"), "");
    }
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap();
    let manifest = manifest.replace("\"2.1\"", "{ path = \"amqprs\" }");
    let manifest = manifest.replace("\"1\"", "{ path = \"tokio\" }");
    // Cargo would take the package for a part of the workspace whose target folder this is.
    write(&dir, "Cargo.toml", &format!("{manifest}\n[workspace]\n"));
    let with = |arguments: &[&str]| {
        let mut command = command(&dir);
        run(command
            .arg("--message-format=json")
            .args(arguments)
            .env("CARGO_TARGET_DIR", dir.join("target")))
    };
    let check = "cargo check --offline --message-format=json";
    let both = with(&["--with", check]);
    let messages = messages(&both.stdout);
    let codes: Vec<&str> = compiler_messages(&messages)
        .iter()
        .filter_map(|message| Some(message.message.code.as_ref()?.code.as_str()))
        .collect();
    assert!(codes[0].starts_with("chanlint::"), "{codes:?}");
    assert!(codes.contains(&"E0432"), "{codes:?}");
    let ends = messages.iter().filter(|message| matches!(message, Message::BuildFinished(_)));
    assert_eq!((both.code, ends.count()), (1, 1));
    assert!(is_end(messages.last().unwrap(), false));

    assert_eq!(with(&["-A", "all"]).code, 0);
    assert_eq!(with(&["-A", "all", "--with", check]).code, 1);
    let wrong = with(&["--with", "no-such-program --flag"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.stderr.starts_with("error: `no-such-program --flag` could not be started: "),
        "{}",
        wrong.stderr
    );
}

#[test]
fn another_check_needs_a_format_that_can_hold_it() {
    let run = chanlint(&package("with-human", FILES), &["--with", "cargo check"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("add `--message-format=json`"), "{}", run.stderr);
}
