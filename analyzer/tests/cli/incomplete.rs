//! What a report says of what was not followed to its end, or not understood.

use crate::support::project::Project;

/// A library whose only function is too long to follow to its end.
fn endless(name: &str) -> Project {
    let steps = "    step(|| 1);\n".repeat(12_000);
    let source = format!(
        "fn step(f: impl Fn() -> u32) -> u32 {{ f() + 1 }}\npub async fn long(channel: &amqprs::channel::Channel) {{\n{steps}    \
         channel.queue_declare(amqprs::channel::QueueDeclareArguments::new(\"q\")).await;\n}}\n"
    );
    Project::new(name, &source)
}

#[test]
fn what_is_not_followed_to_its_end_is_told_in_every_format() {
    let project = endless("endless");
    let told = "this entry point is too large to follow to its end";
    for format in [
        "short",
        "agent",
        "json",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "rustc-json",
        "rdjson",
        "checkstyle",
    ] {
        let run = project.run(&["--output-format", format]);
        assert!(run.stdout.contains(told), "{format}: {run:?}");
        assert_eq!(run.code, 0, "{format}");
    }
    let run = project.run(&[]);
    let closing = "no findings, 1 entry point was not followed to its end (-v names it) (";
    let words = run.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(closing), "{run:?}");
    let run = project.run(&["-v"]);
    let line = format!("not followed to its end: src/lib.rs:2:14: {told}\n");
    assert!(run.stdout.contains(&line), "{run:?}");
    assert_eq!(project.json(&[])["incomplete"][0]["limit"], "between-operations");
}

#[test]
fn what_is_not_followed_to_its_end_fails_a_run_that_asks_for_it() {
    let project = endless("denied");
    assert_eq!(project.run(&["--deny-incomplete"]).code, 2);
    project.write("src/lib.rs", "pub fn short(_: &amqprs::channel::Channel) {}\n");
    assert_eq!(project.run(&["--deny-incomplete"]).code, 0);
}

/// Opens a channel and uses it; is given one by nobody; is given to a framework; belongs to a framework's trait.
const GAPS: &str = "
use amqprs::{channel::Channel, connection::Connection};
pub struct Sink(Channel);
impl framework::Handler for Sink {
    async fn handle(&self) {
        self.0.confirm_select(Default::default()).await.unwrap();
    }
}
async fn route(channel: Channel) {
    channel.flow(false).await.unwrap();
}
async fn stray(channel: &Channel) {
    channel.flow(true).await.unwrap();
}
async fn used(channel: &Channel) {
    channel.flow(true).await.unwrap();
}
#[tokio::main]
async fn main() {
    let connection = Connection::open(&framework::arguments()).await.unwrap();
    let channel = connection.open_channel(None).await.unwrap();
    used(&channel).await;
    framework::router().route(\"/\", route);
}
";

#[test]
fn what_is_not_understood_is_counted_and_listed() {
    let project = endless("gaps");
    project.write("src/lib.rs", "");
    project.write("src/main.rs", GAPS);
    let gaps = &project.json(&[])["gaps"];
    let of = |kind: &str| -> Vec<(&str, u64)> {
        let gaps = gaps.as_array().unwrap().iter().filter(|gap| gap["kind"] == kind);
        gaps.map(|gap| (gap["name"].as_str().unwrap(), gap["line"].as_u64().unwrap())).collect()
    };
    assert_eq!(of("unseen-opening"), [("confirm_select", 6), ("flow", 10), ("flow", 13)]);
    assert_eq!(of("unknown-caller"), [("Sink::handle", 5), ("route", 9)]);
    assert_eq!(of("uncalled"), [("stray", 12)]);
    let said = "not understood: 3 operations on channels whose opening was not seen, \
        1 function that uses a channel and that nothing calls, \
        2 functions that use a channel, for code that no table knows\n";
    assert!(project.run(&["-v"]).stdout.contains(said));
    assert!(!project.run(&[]).stdout.contains("not understood"));
}
