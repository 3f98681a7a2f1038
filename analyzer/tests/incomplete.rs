//! What was not followed to its end is told, in every format, and can fail a run.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support {
    pub(crate) mod project;
    pub(crate) mod run;
}

use support::project::{Project, USES};

/// A library whose only function is too long to follow to its end.
fn endless(name: &str) -> Project {
    let steps = "    step(step(1));\n".repeat(12_000);
    let source = format!(
        "{USES}pub async fn long(channel: &Channel) {{\n{steps}    \
         channel.queue_declare(QueueDeclareArguments::new(\"q\")).await;\n}}\n\
         fn step(x: u32) -> u32 {{ x + 1 }}\n"
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
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{format}");
    }
    project.run(&["-q", "--output-file", "json:report.json"]);
    assert!(project.read("report.json").contains(told));
    assert_eq!(project.found(&[]), []);
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
