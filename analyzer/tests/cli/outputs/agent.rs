//! The lines for programs that write code, and when they are chosen.

use std::path::Path;

use crate::support::program::{FILES, chanlint, package, run};
use crate::support::run::{Run, command};

fn with(dir: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Run {
    run(command(dir).args(arguments).envs(variables.iter().copied()))
}

#[test]
fn a_line_has_all_that_is_needed_to_act() {
    let dir = package("agent", FILES);
    let run = chanlint(&dir, &["--output-format", "agent"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!((run.code, lines.len()), (1, 4), "{}", run.stdout);
    let start = "src/lib.rs:11:17: error[shared_channel_rpc]: calls of `queue_declare` run at the same time in many tasks on one channel; what happens: one caller gets an error";
    assert!(lines[1].starts_with(start), "{}", lines[1]);
    assert!(lines[1].contains("; way out: keep the channel in one task"), "{}", lines[1]);
    assert!(lines[1].ends_with("; see src/lib.rs:8, src/bus.rs:10"), "{}", lines[1]);
    assert!(lines[0].contains("; `cargo chanlint --fix --unsafe-fixes` can "), "{}", lines[0]);
    assert_eq!(lines[2], "chanlint: `--fix --unsafe-fixes` repairs 1 finding");
    assert!(lines[3].starts_with("chanlint: 1 package, 2 files, 2 channels: 2 errors ("));
}

#[test]
fn it_is_chosen_where_such_a_program_runs_and_the_closing_line_says_so() {
    let dir = package("agent-chosen", FILES);
    let chosen = with(&dir, &[("CLAUDECODE", "1")], &[]);
    let asked = chanlint(&dir, &["-q", "--output-format", "agent"]).stdout;
    assert!(chosen.stdout.starts_with(&asked), "{}", chosen.stdout);
    let said = chosen.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let reason = "; one line each as CLAUDECODE is set: `--output-format human` tells more";
    assert!(said.ends_with(reason), "{said}");
    let quiet = with(&dir, &[("AI_AGENT", "some-agent")], &["-q"]);
    assert_eq!(quiet.stdout, asked);
    let human = chanlint(&dir, &["-q"]).stdout;
    for (variables, arguments) in [
        (&[("CLAUDECODE", "")][..], &["-q"][..]),
        (&[("CLAUDECODE", "0")], &["-q"]),
        (&[("CLAUDECODE", "1")], &["-q", "--output-format", "human"]),
        (&[("CLAUDECODE", "1")], &["-q", "--message-format", "human"]),
    ] {
        assert_eq!(with(&dir, variables, arguments).stdout, human, "{variables:?} {arguments:?}");
    }
    let json = with(&dir, &[("CLAUDECODE", "1")], &["--output-format", "json"]);
    assert!(json.stdout.starts_with('{'), "{}", json.stdout);
}
