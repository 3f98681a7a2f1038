//! The program in a directory of its own, as its users run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chanlint::config::Choice;
use chanlint::discover;
use chanlint::findings::{Edit, Fix, Report};
use chanlint::levels::Levels;
use chanlint::problem::{Note, Problem};
use chanlint::sources::Sources;

use super::run::{Run, command, finished};

const MANIFEST: &str = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
    [dependencies]\namqprs = \"2.1\"\ntokio = \"1\"\n";

/// A package with two errors and a warning, in a library with a module.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("Cargo.toml", MANIFEST),
    (
        "src/lib.rs",
        "\u{feff}//! Größe & <Maß> \"zählen\".\n\npub mod bus;\n\nuse amqprs::connection::Connection;\n
pub async fn run(connection: &Connection) {
    let bus = bus::Bus { channel: connection.open_channel(None).await.unwrap() };
    for queue in [\"ä%,:\", \"b\"] {
        let bus = bus.clone();
        /* é */ tokio::spawn(async move {
            bus.declare(queue).await;
        });
    }
}
",
    ),
    (
        "src/bus.rs",
        "use amqprs::channel::{BasicAckArguments, BasicConsumeArguments, Channel, QueueDeclareArguments};

#[derive(Clone)]
pub struct Bus {
    pub channel: Channel,
}

impl Bus {
    pub async fn declare(&self, queue: &str) {
        self.channel.queue_declare(QueueDeclareArguments::new(queue)).await.unwrap();
    }
}

pub async fn poll(channel: &Channel) {
    let arguments = BasicConsumeArguments::new(\"orders\", \"\").auto_ack(true).finish();
    let (_tag, mut deliveries) = channel.basic_consume_rx(arguments).await.unwrap();
    while let Some(delivery) = deliveries.recv().await {
        let tag = delivery.deliver.unwrap().delivery_tag();
        channel.basic_ack(BasicAckArguments::new(tag, false)).await.unwrap();
    }
}
",
    ),
];

/// An empty directory of its own for a test, with some files.
pub(crate) fn package(test: &str, files: &[(&str, &str)]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outputs").join(test);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    files.iter().for_each(|(file, text)| write(&dir, file, text));
    dir
}

/// Writes a file, and the folders that it stands in.
pub(crate) fn write(dir: &Path, file: &str, text: &str) {
    let path = dir.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    finished(command.output().unwrap())
}

/// Runs the program in a directory.
pub(crate) fn chanlint(dir: &Path, arguments: &[&str]) -> Run {
    run(command(dir).args(arguments))
}

/// What the library finds in a directory, with a fix, a note and every kind of problem, as some findings have.
pub(crate) fn full_report(dir: &Path) -> (Report, Sources) {
    let discovery = discover::Request::new(dir);
    let (config, levels) = (Choice::Isolated, Levels::default());
    let request = chanlint::Request { discovery, config, levels, jobs: Some(1) };
    let (mut report, sources) = chanlint::run(&request).unwrap_or_else(|_| panic!("no mistakes"));
    let finding = &mut report.findings[0];
    let edits = [&finding.related[0], &finding.primary]
        .map(|place| Edit { at: place.at, text: "ö\n\"<x>\"".to_owned() });
    finding.fix = Some(Fix { title: "open another".to_owned(), safe: true, edits: edits.into() });
    report.problems = vec![
        Problem { line: Some(3), ..Problem::new(dir.join("a b.rs"), "not analysed: <odd>, 100%") },
        Problem::new("/elsewhere/Cargo.toml", "not analysed"),
    ];
    report.notes = vec![Note::new(dir.join("Cargo.toml"), "a path dependency is not there")];
    (report, sources)
}
