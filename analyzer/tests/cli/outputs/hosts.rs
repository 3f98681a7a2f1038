//! What GitHub and GitLab read.

use std::collections::BTreeSet;
use std::fs;

use chanlint::report::{github, gitlab};
use serde_json::Value;

use crate::support::program::{FILES, chanlint, full_report, package, run, write};
use crate::support::run::command;

/// A workflow command.
struct WorkflowCommand {
    name: String,
    properties: Vec<(String, String)>,
    data: String,
}

/// Takes a line apart as GitHub's runner does it.
fn workflow_command(line: &str) -> Option<WorkflowCommand> {
    let (head, data) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let property = |text: &str| {
        let (key, value) = text.split_once('=').unwrap();
        (key.to_owned(), unescape(&value.replace("%3A", ":").replace("%2C", ",")))
    };
    let properties = properties.split(',').filter(|text| !text.is_empty()).map(property).collect();
    Some(WorkflowCommand { name: name.to_owned(), properties, data: unescape(data) })
}

fn unescape(text: &str) -> String {
    text.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
}

#[test]
fn github_gets_annotations_and_the_whole_report() {
    let dir = package("github, with: signs", FILES);
    write(&dir, "src/lib.rs", &FILES[1].1.replace("\"b\"", "\"\n::error::no command\n##[error]\""));
    let run = chanlint(&dir, &["--output-format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let (commands, rest): (Vec<&str>, Vec<&str>) =
        run.stdout.lines().partition(|line| line.starts_with("::error "));
    let WorkflowCommand { name, properties, data } = workflow_command(commands[1]).unwrap();
    let get = |key: &str| properties.iter().find(|(known, _)| known == key).unwrap().1.as_str();
    assert_eq!(name, "error");
    assert_eq!(get("title"), "chanlint (shared_channel_rpc)");
    assert_eq!(get("file"), dir.join("src/lib.rs").to_str().unwrap());
    assert_eq!(["line", "col", "endLine", "endColumn"].map(get), ["13", "17", "13", "42"]);
    assert!(data.starts_with("calls of `queue_declare`"), "{data}");
    assert!(data.contains("\nhelp: "), "{data}");

    let stop = workflow_command(rest[0]).unwrap();
    let token = stop.data;
    assert_eq!(stop.name, "stop-commands");
    assert_eq!(*rest.last().unwrap(), format!("::{token}::"));
    assert_ne!(stop_token(&chanlint(&dir, &["--output-format", "github"]).stdout), token);
    let people = chanlint(&dir, &["-q"]).stdout;
    assert!(run.stdout.contains(&people), "{}", run.stdout);
    assert!(!people.contains(&token));
}

/// The word that ends what holds no commands.
fn stop_token(log: &str) -> String {
    let stop = log.lines().filter_map(workflow_command).find(|it| it.name == "stop-commands");
    stop.unwrap().data
}

#[test]
fn github_summary_is_appended_where_the_runner_asks_for_it() {
    let dir = package("github-summary", FILES);
    write(&dir, "summary.md", "before\n");
    write(&dir, "src/broken|.rs", "fn f( {");
    let mut command = command(&dir);
    command.args(["--output-format", "github"]).env("GITHUB_STEP_SUMMARY", "summary.md");
    let out = run(&mut command);
    assert_eq!(out.code, 2);
    assert!(out.stdout.contains("::error title=chanlint,file="), "{}", out.stdout);
    let summary = fs::read_to_string(dir.join("summary.md")).unwrap();
    let lines: Vec<&str> = summary.lines().collect();
    assert_eq!(
        lines[..2],
        ["before", "### chanlint: 1 package, 2 files, 2 channels: 2 errors, 1 problem"]
    );
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut table = lines[3..].iter().take_while(|line| !line.is_empty());
    assert!(table.all(|line| cells(line) == 5), "{summary}");
    let place = "| <code>src/broken&#124;&#46;rs&#58;1</code> |";
    assert!(lines[5].contains(place), "{summary}");
    assert!(lines[7].contains("| `src/lib.rs:11` |"), "{summary}");
    let (_, picture) = summary.split_once("\n\n```mermaid\nflowchart LR\n").unwrap();
    let (picture, rest) = picture.split_once("```\n").unwrap();
    assert!(picture.contains("x2 ==> c2") && rest.is_empty(), "{summary}");
}

#[test]
fn github_summary_stays_small() {
    let (mut report, sources) = full_report(&package("github-many", FILES));
    let one = report.findings[0].clone();
    report.findings = vec![one; 900];
    let summary = github::summary(&report, &sources);
    assert!(summary.contains("\n402 more stand in the log.\n"), "{summary}");
    assert_eq!(summary.lines().filter(|line| line.starts_with("| error |")).count(), 500);
}

#[test]
fn gitlab_gets_what_its_documentation_asks_for() {
    let (report, sources) = full_report(&package("gitlab", FILES));
    let issues: Vec<Value> = serde_json::from_str(&gitlab::render(&report, &sources)).unwrap();
    let severities: Vec<&str> =
        issues.iter().map(|issue| issue["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["blocker", "blocker", "critical", "critical"]);
    let mut prints = BTreeSet::new();
    for issue in &issues {
        let text = |key: &str| issue[key].as_str().unwrap().to_owned();
        assert!(!text("description").is_empty());
        assert!(text("check_name").starts_with("chanlint::"));
        assert!(prints.insert(text("fingerprint")), "each is one of a kind");
        let lines = &issue["location"]["lines"];
        assert!(lines["begin"].as_u64().unwrap() >= 1);
        assert!(issue["location"]["path"].is_string());
    }
    assert_eq!(issues[3]["location"]["path"], "src/lib.rs");
    assert_eq!(issues[3]["location"]["lines"]["begin"], 11);
}
