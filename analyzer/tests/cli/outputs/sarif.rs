//! SARIF against the schema of OASIS, and read by a crate that reads it.

use std::fs;

use chanlint::report::sarif;
use serde_json::Value;
use serde_sarif::sarif::{Location, Result, ResultLevel, Sarif};

use crate::support::program::{FILES, chanlint, full_report, package, write};
use crate::support::shelf::{against, file_of};

const START_LINE: &str = "/runs/0/results/0/locations/0/physicalLocation/region/startLine";

fn schema() -> Value {
    let mut schema: Value =
        serde_json::from_str(&file_of("serde-sarif", "src/schema.json")).unwrap();
    // Its expression for languages is a broken one; we do not write that key.
    for owner in ["run", "toolComponent"] {
        let language = format!("/definitions/{owner}/properties/language");
        let language = schema.pointer_mut(&language).unwrap().as_object_mut().unwrap();
        language.remove("pattern").unwrap();
    }
    schema
}

fn read(text: &str) -> Sarif {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_schema_of_oasis_takes_it() {
    let dir = package("sarif", FILES);
    let run = chanlint(&dir, &["--output-format", "sarif"]);
    let schema = schema();
    assert_eq!(against(&schema, &serde_json::from_str(&run.stdout).unwrap()), None);
    let (report, sources) = full_report(&dir);
    let mut full: Value = serde_json::from_str(&sarif::render(&report, &sources)).unwrap();
    assert_eq!(against(&schema, &full), None);
    *full.pointer_mut(START_LINE).unwrap() = 0.into();
    assert_ne!(against(&schema, &full), None);
}

#[test]
fn a_reader_finds_rules_story_and_places() {
    let dir = package("sarif-read", FILES);
    let run = chanlint(&dir, &["--output-format", "sarif"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let log = read(&run.stdout);
    let scan = &log.runs[0];
    let rules = scan.tool.driver.rules.as_ref().unwrap();
    // Those that something was found by, and no other.
    let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["shared_channel_rpc", "ack_in_auto_ack_mode"]);
    let markdown = rules.iter().filter_map(|rule| rule.help.as_ref()?.markdown.as_deref());
    assert!(markdown.clone().all(|page| page.starts_with("# ") && !page.contains("](shared_")));
    assert_eq!(markdown.count(), 2);
    let nothing = read(&chanlint(&dir, &["--output-format", "sarif", "-A", "all"]).stdout);
    assert_eq!(nothing.runs[0].tool.driver.rules.as_ref().map(Vec::len), Some(0));

    let results = scan.results.as_ref().unwrap();
    let shared = results.iter().find(|result| rule(result) == "shared_channel_rpc").unwrap();
    let at = usize::try_from(shared.rule_index.unwrap()).unwrap();
    assert_eq!(rules[at].id, "shared_channel_rpc");
    assert!(matches!(shared.level, Some(ResultLevel::Error)));
    let primary = &shared.locations.as_ref().unwrap()[0];
    assert_eq!(place(primary), ("src/lib.rs", (11, 17), (11, 42)));
    let flow = &shared.code_flows.as_ref().unwrap()[0].thread_flows[0].locations;
    let steps: Vec<&Location> = flow.iter().map(|step| step.location.as_ref().unwrap()).collect();
    assert_eq!(place(steps[0]), ("src/lib.rs", (8, 35), (8, 64)));
    assert_eq!(place(steps.last().unwrap()), place(primary));
    assert_eq!(steps.len(), shared.related_locations.as_ref().unwrap().len() + 1);
}

fn rule(result: &Result) -> &str {
    result.rule_id.as_deref().unwrap()
}

fn place(location: &Location) -> (&str, (i64, i64), (i64, i64)) {
    let physical = location.physical_location.as_ref().unwrap();
    let artifact = physical.artifact_location.as_ref().unwrap();
    assert_eq!(artifact.uri_base_id.as_deref(), Some("%SRCROOT%"));
    let region = physical.region.as_ref().unwrap();
    let start = (region.start_line.unwrap(), region.start_column.unwrap());
    (
        artifact.uri.as_deref().unwrap(),
        start,
        (region.end_line.unwrap(), region.end_column.unwrap()),
    )
}

#[test]
fn fingerprints_stay_when_lines_and_folders_move() {
    let dir = package("sarif-moved", FILES);
    let prints = |dir| {
        let log = read(&chanlint(dir, &["--output-format", "sarif"]).stdout);
        let results = log.runs[0].results.clone().unwrap();
        let print =
            |result: &Result| result.partial_fingerprints.clone().unwrap()["chanlint/v1"].clone();
        results.iter().map(print).collect::<Vec<_>>()
    };
    let before = prints(&dir);
    let text = fs::read_to_string(dir.join("src/bus.rs")).unwrap();
    write(&dir, "src/bus.rs", &format!("\n// new\n\n{text}"));
    assert_eq!(prints(&dir), before);
    assert_eq!(before.len(), 2);
}

#[test]
fn problems_are_notifications_and_fixes_have_their_changes() {
    let (report, sources) = full_report(&package("sarif-full", FILES));
    let log = read(&sarif::render(&report, &sources));
    let invocation = &log.runs[0].invocations.as_ref().unwrap()[0];
    assert!(!invocation.execution_successful);
    let told = invocation.tool_execution_notifications.as_ref().unwrap();
    let place = |at: usize| {
        let location = &told[at].locations.as_ref().unwrap()[0];
        location.physical_location.as_ref().unwrap().artifact_location.clone().unwrap().uri.unwrap()
    };
    assert_eq!([place(0), place(1)], ["a%20b.rs", "file:///elsewhere/Cargo.toml"]);
    assert_eq!(place(2), "Cargo.toml");
    let level = |at: usize| told[at].level.as_ref().unwrap();
    assert_eq!([level(1), level(2)], ["error", "note"]);
    let fix = &log.runs[0].results.as_ref().unwrap()[0].fixes.as_ref().unwrap()[0];
    let replaced = fix.artifact_changes.iter().flat_map(|change| &change.replacements);
    let texts = replaced.map(|one| one.inserted_content.as_ref().unwrap().text.clone().unwrap());
    assert_eq!(texts.collect::<Vec<_>>(), ["ö\n\"<x>\"", "ö\n\"<x>\""]);
}
