//! `explain` and `rules`: what they say of each rule, for which client, and on how many lines.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::run::{Run, command, finished};
use chanlint::findings::Group;
use chanlint::report::explain::{self, Client, LINES, Topic};
use chanlint::report::{Look, Palette};
use chanlint::rules::RULES;
use serde_json::Value;

const MANIFEST: &str = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

fn chanlint(dir: &Path, arguments: &[&str]) -> Run {
    finished(command(dir).args(arguments).output().unwrap())
}

/// A package that depends on what a line of its manifest says.
fn package(test: &str, dependency: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explain").join(test);
    fs::create_dir_all(dir.join("src")).unwrap();
    let manifest = format!("{MANIFEST}[dependencies]\n{dependency}\n");
    fs::write(dir.join("Cargo.toml"), manifest).unwrap();
    fs::write(dir.join("src/lib.rs"), "").unwrap();
    dir
}

fn clients() -> Vec<Vec<Client>> {
    let client = |name: &str, version: &str| (name.to_owned(), Some(version.parse().unwrap()));
    let [lapin, amqprs] = [client("lapin", "4.12.3"), client("amqprs", "2.1.5")];
    vec![vec![], vec![lapin.clone()], vec![amqprs.clone()], vec![lapin, amqprs]]
}

#[test]
fn the_short_form_fits_a_screen_and_has_all_its_parts() {
    for rule in RULES {
        for clients in clients() {
            for width in [80, 100, 140] {
                let look = Look::new(Palette::Plain, width);
                let text = String::from(explain::rule(rule, &clients, look));
                let (count, place) = (text.lines().count(), (rule.name, width, &clients));
                assert!(count <= LINES, "{place:?}: {count} lines\n{text}");
                assert!(text.starts_with(&format!("{}\n\n{}", rule.name, rule.group.name())));
                let more = format!("`cargo chanlint explain --full {}`\n", rule.name);
                for part in [" by default, since 0.1.0", "Finds ", "\n ->", "\nLimits\n", &more] {
                    assert!(words(&text).contains(&words(part)), "{place:?}: {part}\n{text}");
                }
                assert!(!text.contains("//~") && !text.contains("//-"), "{place:?}\n{text}");
            }
        }
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn code_of_the_short_form_begins_at_its_margin() {
    let is_code = |line: &&str| line.starts_with("    ") || line.starts_with(" ->");
    for rule in RULES {
        let text = String::from(explain::rule(rule, &[], Look::PLAIN));
        let lines: Vec<&str> = text.lines().collect();
        for code in lines.split(|line| !is_code(line)).filter(|code| !code.is_empty()) {
            assert!(code.iter().any(|line| !line[4..].starts_with(' ')), "{code:#?}");
        }
    }
}

#[test]
fn what_follows_is_said_for_the_client_of_the_workspace() {
    let said = |dependency: &str, rule: &str| {
        let dir = package(&dependency.replace(['"', ' '], ""), dependency);
        let run = chanlint(&dir, &["explain", rule]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        words(&run.stdout)
    };
    let rpc = "shared_channel_rpc";
    let amqprs = said("amqprs = \"2.1.5\"", rpc);
    let slot = "With amqprs 2.1.5: one caller gets an error, another the wrong reply";
    assert!(amqprs.contains(slot) && !amqprs.contains("With lapin 4."), "{amqprs}");
    let new = said("lapin = \"4.2\"", rpc);
    assert!(new.contains("With lapin 4.2.0: the first error of one task"), "{new}");
    let old = said("lapin = \"1.8\"", rpc);
    assert!(old.contains("With lapin 1.8.0: a reply that arrives out of order"), "{old}");
    let pool = said("deadpool-lapin = \"0.12\"", rpc);
    assert!(pool.contains("With lapin: the first error of one task"), "{pool}");
    let none = said("serde = \"1\"", rpc);
    assert!(!none.contains("With amqprs 2") && !none.contains("With lapin 4.2"), "{none}");
}

#[test]
fn the_page_has_every_part_and_no_marks() {
    let dir = package("page", "lapin = \"4\"");
    let run = chanlint(&dir, &["explain", "--full", RULES[0].name]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, explain::page(RULES[0], Look::PLAIN).as_str());
    for rule in RULES {
        let page = String::from(explain::page(rule, Look::PLAIN));
        for heading in
            ["What it does", "Why is this bad?", "Examples", "Known limits", "References"]
        {
            assert!(page.contains(&format!("\n{heading}\n")), "{}: {heading}", rule.name);
        }
        let marks = ["//~", "//- ", "```"];
        assert!(!marks.iter().any(|mark| page.contains(mark)), "{page}");
        let reported = page.lines().filter(|line| line.starts_with(" ->")).count();
        let marked =
            rule.docs.lines().filter(|line| line.contains("//~") && !line.contains("`//~"));
        assert_eq!(reported, marked.count(), "{}", rule.name);
    }
}

#[test]
fn names_may_be_spelled_as_elsewhere_and_wrong_ones_are_told() {
    let dir = package("names", "lapin = \"4\"");
    let plain = chanlint(&dir, &["explain", "shared_channel"]);
    for name in ["chanlint::shared_channel", "shared-channel"] {
        assert_eq!(chanlint(&dir, &["explain", name]).stdout, plain.stdout);
    }
    for (arguments, said) in [
        (
            &["explain", "supress"][..],
            "there is no rule, group or topic `supress`: did you mean `suppress`?",
        ),
        (&["explain", "--full", "perf"], "`--full` prints the page of a rule, and `perf` is none"),
    ] {
        let run = chanlint(&dir, arguments);
        assert_eq!(run.code, 2);
        assert!(run.stderr.starts_with(&format!("error: {said}")), "{}", run.stderr);
    }
}

#[test]
fn a_group_lists_its_rules() {
    let dir = package("groups", "lapin = \"4\"");
    for group in Group::ALL {
        let run = chanlint(&dir, &["explain", group.name()]);
        let level = format!("{} by default.", group.default_level().name());
        assert!(words(&run.stdout).contains(&level), "{}", run.stdout);
        for rule in RULES {
            let is_listed = run.stdout.contains(&format!("\n- `{}`: ", rule.name));
            assert_eq!(is_listed, rule.group == group, "{}", run.stdout);
        }
    }
}

#[test]
fn the_configuration_that_is_explained_is_one() {
    let dir = package("config", "lapin = \"4\"");
    let page = chanlint(&dir, &["explain", "config"]).stdout;
    let toml = Topic::Config.page().split("```").nth(1).unwrap().strip_prefix("toml\n").unwrap();
    assert!(page.contains("    shared_channel = \"deny\"\n"), "{page}");
    fs::write(dir.join("chanlint.toml"), toml).unwrap();
    let shown = chanlint(&dir, &["show-config"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    assert!(shown.stdout.contains("acme_jobs::spawn_named"), "{}", shown.stdout);
}

/// What is copied from there works.
#[test]
fn code_of_the_topics_is_whole_on_a_narrow_terminal() {
    for topic in [Topic::Config, Topic::Suppress] {
        let text = String::from(explain::topic(topic, Look::new(Palette::Plain, 80)));
        let code = topic.page().split("```").nth(1).unwrap();
        for line in code.lines().skip(1).filter(|line| !line.is_empty()) {
            assert!(text.contains(&format!("\n    {line}\n")), "{line}\n{text}");
        }
    }
}

/// Nothing is there to be silenced, but each can be read and says why.
#[test]
fn the_suppressions_that_are_explained_are_some() {
    let dir = package("suppress", "lapin = \"4\"");
    let code = Topic::Suppress.page().split("```").nth(1).unwrap().strip_prefix("rust\n").unwrap();
    let comments = code.lines().filter_map(|line| Some(&line[line.find("// chanlint:")?..]));
    let comments: Vec<&str> = comments.collect();
    assert_eq!(comments.len(), 2);
    let start = Topic::Suppress.page().find("#[cfg_attr").unwrap();
    let attribute = Topic::Suppress.page()[start..].split('`').next().unwrap();
    for said in comments.into_iter().chain([attribute]) {
        let code = format!("use lapin::Channel;\n{said}\npub fn f(_: &Channel) {{}}\n");
        fs::write(dir.join("src/lib.rs"), code).unwrap();
        let json: Value =
            serde_json::from_str(&chanlint(&dir, &["--output-format", "json"]).stdout).unwrap();
        let found = json["findings"].as_array().unwrap();
        let rules: Vec<&str> = found.iter().map(|one| one["rule"].as_str().unwrap()).collect();
        assert_eq!(rules, ["unused_suppression"], "{said}");
    }
}

#[test]
fn rules_are_listed_for_people_and_programs() {
    let dir = package("rules", "lapin = \"4\"");
    let list = chanlint(&dir, &["rules"]);
    assert_eq!((list.code, list.stderr.as_str()), (0, ""));
    let json = chanlint(&dir, &["rules", "--output-format", "json"]);
    let json: Vec<Value> = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json.len(), RULES.len());
    let previews = RULES.iter().filter(|rule| rule.is_in_preview()).count();
    assert!(0 < previews && previews < RULES.len(), "{previews} of {}", RULES.len());
    for (rule, one) in RULES.iter().zip(&json) {
        assert!(
            list.stdout.contains(&format!("\n  {}  since 0.1.0", rule.name)),
            "{}",
            list.stdout
        );
        assert!(words(&list.stdout).contains(&words(rule.finds())), "{}", rule.name);
        let text = |key: &str| one[key].as_str().unwrap();
        assert_eq!([text("name"), text("group")], [rule.name, rule.group.name()]);
        assert_eq!([text("level"), text("since")], [rule.group.default_level().name(), rule.since]);
        assert_eq!(text("summary"), rule.finds());
        assert_eq!(one["preview"], rule.is_in_preview(), "{}", rule.name);
        let head = format!("\n  {}  since 0.1.0, in preview", rule.name);
        assert_eq!(list.stdout.contains(&head), rule.is_in_preview(), "{}", rule.name);
        assert!(text("url").ends_with(&format!("/{}/page.md", rule.name)));
    }
    let of = |name: &str| json.iter().find(|rule| rule["name"] == name).unwrap()["fix"].clone();
    assert_eq!(of("confirm_select_nowait_hang"), "safe");
    assert_eq!(of("unconditional_requeue"), "unsafe");
    assert_eq!(of("ack_before_work"), Value::Null);
}
