//! What limits a report: baselines, changed files, text from an editor.

use std::fs;
use std::process::Command;

use crate::support::project::{Project, USES};

/// A function with one finding.
fn finding(name: &str) -> String {
    format!(
        "pub async fn {name}(channel: &Channel) {{\n    tokio::join!(\n        \
         channel.queue_declare(QueueDeclareArguments::new(\"a\")),\n        \
         channel.queue_declare(QueueDeclareArguments::new(\"b\")),\n    );\n}}\n"
    )
}

fn file(names: &[&str]) -> String {
    names.iter().fold(USES.to_owned(), |text, name| text + &finding(name))
}

fn rules(project: &Project, arguments: &[&str]) -> usize {
    project.found(arguments).len()
}

#[test]
fn what_the_baseline_has_does_not_fail_and_what_is_new_does() {
    let project = Project::new("new", &file(&["f", "g"]));
    let run = project.run(&["baseline", "write"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "chanlint: chanlint-baseline.json holds 2 findings\n")
    );
    let run = project.run(&[]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains(": no findings, 2 in the baseline ("), "{run:?}");
    assert_eq!(project.json(&[])["summary"]["baselined"], 2);
    assert_eq!(project.run(&["--no-baseline"]).code, 1);
    // Moved lines change nothing.
    project.write("src/lib.rs", &file(&["new", "g", "f"]));
    assert_eq!(project.found(&[]), [("shared_channel_rpc".to_owned(), 3)]);
    assert_eq!(project.run(&[]).code, 1);
    project.run(&["baseline", "write"]);
    assert_eq!(project.run(&[]).code, 0);
}

#[test]
fn what_is_gone_is_told_and_pruned() {
    let project = Project::new("gone", &file(&["f", "g", "h"]));
    project.run(&["baseline", "write"]);
    let old = project.read("chanlint-baseline.json");
    project.write("src/lib.rs", &file(&["new", "g"]));
    let run = project.run(&[]);
    assert!(
        run.stdout.contains(
            "chanlint: chanlint-baseline.json has 2 stale entries: `cargo chanlint baseline prune` removes them\nchanlint: 1 package"
        ),
        "{run:?}"
    );
    let run = project.run(&["baseline", "prune"]);
    assert_eq!(
        run.stdout,
        "chanlint: removed 2 findings from chanlint-baseline.json, which holds 1 finding now\n"
    );
    let new = project.read("chanlint-baseline.json");
    assert!(new.lines().all(|line| old.contains(line)), "lines only go away: {new}");
    assert_eq!(project.found(&[]), [("shared_channel_rpc".to_owned(), 3)], "`new` is still new");
    assert_eq!(project.run(&["baseline", "prune"]).code, 0);
    assert_eq!(project.read("chanlint-baseline.json"), new);
}

#[test]
fn entries_that_the_run_does_not_look_at_are_not_stale() {
    let project = Project::new("out-of-sight", &format!("mod other;\n{}", file(&["f"])));
    project.write("src/other.rs", &file(&["g"]));
    project.run(&["baseline", "write"]);
    let whole = project.read("chanlint-baseline.json");
    for arguments in [&["-A", "all"][..], &["src/other.rs"]] {
        assert!(!project.run(arguments).stdout.contains("stale"), "{arguments:?}");
        project.run(&[&["baseline", "prune"], arguments].concat());
        assert_eq!(project.read("chanlint-baseline.json"), whole, "{arguments:?}");
    }
    project.write("src/lib.rs", &file(&["f"]));
    fs::remove_file(project.dir.join("src/other.rs")).unwrap();
    assert!(project.run(&[]).stdout.contains("has 1 stale entry"));
}

/// A library with a module in a folder of its own for each name; each `mod.rs` has the findings of some functions.
fn folders(name: &str, modules: &[(&str, &[&str])]) -> Project {
    let project = Project::new(name, "");
    let mut library = String::new();
    for (module, functions) in modules {
        library += &format!("pub mod {module};\n");
        project.write(&format!("src/{module}/mod.rs"), &file(functions));
    }
    project.write("src/lib.rs", &library);
    project
}

/// The files of a run's findings.
fn places(project: &Project, arguments: &[&str]) -> Vec<String> {
    let report = project.json(arguments);
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|it| it["primary"]["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_new_finding_does_not_take_the_entry_of_an_equal_one_elsewhere() {
    let project = folders("own-path", &[("a", &[]), ("b", &["f"]), ("c", &["f"])]);
    project.run(&["baseline", "write"]);
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "first"]);
    assert_eq!(places(&project, &[]), [""; 0]);
    project.write("src/a/mod.rs", &file(&["f"]));
    assert_eq!(places(&project, &[]), ["src/a/mod.rs"]);
    assert_eq!(places(&project, &["--changed-since", "HEAD"]), ["src/a/mod.rs"]);
    // What was fixed in one file is not known in another.
    project.write("src/b/mod.rs", USES);
    assert_eq!(places(&project, &[]), ["src/a/mod.rs"]);
    assert!(project.run(&[]).stdout.contains("has 1 stale entry"));
    project.run(&["baseline", "prune"]);
    assert_eq!(places(&project, &[]), ["src/a/mod.rs"]);
    assert_eq!(project.json(&[])["summary"]["baselined"], 1);
}

#[test]
fn a_file_that_was_moved_is_known() {
    let project = folders("moved", &[("a", &["f", "g"]), ("b", &["f"])]);
    project.run(&["baseline", "write"]);
    fs::create_dir(project.dir.join("src/c")).unwrap();
    fs::rename(project.dir.join("src/a/mod.rs"), project.dir.join("src/c/mod.rs")).unwrap();
    project.write("src/lib.rs", "pub mod b;\npub mod c;\n");
    assert_eq!(places(&project, &[]), [""; 0]);
    assert!(!project.run(&[]).stdout.contains("stale"));
    project.write("src/a/mod.rs", USES);
    assert_eq!(places(&project, &[]), ["src/c/mod.rs", "src/c/mod.rs"], "the old one is there");
}

/// As version 0.1 wrote it for the project.
const OF_0_1: &str = r#"{
  "schema": 1,
  "findings": [
    {"path":"src/a/mod.rs","rule":"shared_channel_rpc","message":"calls of `queue_declare` run at the same time in several futures of one task on one channel","fingerprint":"f6bf36c129036bf0"},
    {"path":"src/b/mod.rs","rule":"shared_channel_rpc","message":"calls of `queue_declare` run at the same time in several futures of one task on one channel","fingerprint":"53af8bdc49d14a53"}
  ]
}
"#;

#[test]
fn baselines_of_older_versions_still_match() {
    let project = folders("older", &[("a", &["f"]), ("b", &["f"])]);
    project.write("chanlint-baseline.json", OF_0_1);
    assert_eq!(places(&project, &[]), [""; 0]);
    assert_eq!(project.json(&[])["summary"]["baselined"], 2);
}

#[test]
fn a_baseline_may_lie_elsewhere() {
    let project = Project::new("elsewhere", &file(&["f"]));
    project.run(&["baseline", "write", "--baseline", "known.json"]);
    assert!(!project.dir.join("chanlint-baseline.json").exists());
    assert_eq!(project.run(&[]).code, 1);
    assert_eq!(project.run(&["--baseline", "known.json"]).code, 0);
}

#[test]
fn a_baseline_that_cannot_be_read_gives_2() {
    let project = Project::new("broken", &file(&["f"]));
    project.write("chanlint-baseline.json", "{\n<<<<<<< HEAD\n");
    let run = project.run(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("chanlint-baseline.json` cannot be read: "), "{run:?}");
    assert!(run.stderr.contains("line 2"), "{run:?}");
    assert!(run.stderr.contains("`cargo chanlint baseline write`"), "{run:?}");
    assert_eq!(project.run(&["--no-baseline"]).code, 1);
    let run = project.run(&["--baseline", "nowhere.json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nowhere.json` cannot be read: "), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_called_like_the_baseline_is_not_waited_for() {
    let project = Project::new("pipe", USES);
    let pipe = project.dir.join("chanlint-baseline.json");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let run = project.run(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.ends_with("cannot be read: it is not a regular file\n"), "{run:?}");
}

#[test]
fn a_baseline_is_not_written_when_something_could_not_be_read() {
    let project = Project::new("problems", &format!("mod broken;\n{}", file(&["f"])));
    project.write("src/broken.rs", "fn f( {");
    let run = project.run(&["baseline", "write"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: src/broken.rs:1: "), "{run:?}");
    assert!(!project.dir.join("chanlint-baseline.json").exists());
}

#[test]
fn flags_that_mean_nothing_are_refused() {
    let project = Project::new("refused", USES);
    for arguments in [
        &["baseline", "write", "--changed-since", "HEAD"][..],
        &["baseline", "prune", "--output-file", "json:a.json"],
        &["map", "--add-allow", "a"],
        &["map", "--baseline", "a.json"],
        &["show-config", "--with", "true"],
        &["show-config", "--output-format", "json"],
    ] {
        let run = project.run(arguments);
        assert_eq!(run.code, 2, "{run:?}");
        let flag = arguments[arguments.len() - 2];
        let said = format!("error: unexpected argument '{flag}' found\n");
        assert!(run.stderr.starts_with(&said), "{run:?}");
    }
}

#[test]
fn text_from_the_standard_input_stands_in_for_its_file() {
    let project = Project::new("stdin", &format!("mod other;\nmod new;\n{}", file(&["f"])));
    project.write("src/other.rs", "");
    let unsaved = file(&["g"]);
    for path in ["src/other.rs", "./src/../src/other.rs", "src/new.rs"] {
        let run = project.run_with(&unsaved, &["-", "--stdin-filename", path]);
        assert_eq!(run.code, 1, "{run:?}");
        let name = path.trim_start_matches("./src/../");
        assert!(run.stdout.contains(&format!("{name}:3:5")), "{run:?}");
        assert!(!run.stdout.contains("src/lib.rs"), "{run:?}");
    }
    let saved = file(&["h", "i"]);
    project.write("src/other.rs", &saved);
    assert_eq!(project.run_with("", &["-", "--stdin-filename", "src/other.rs"]).code, 0);
    assert_eq!(project.read("src/other.rs"), saved);
}

#[test]
fn a_finding_may_lead_from_the_standard_input_into_other_files() {
    let declare = "pub async fn declare(channel: &amqprs::channel::Channel) {\n    \
        channel.queue_declare(amqprs::channel::QueueDeclareArguments::new(\"a\")).await;\n}\n";
    let project = Project::new("stdin-across", &format!("mod user;\n{declare}"));
    project.write("src/user.rs", "");
    let unsaved = "pub async fn f(channel: amqprs::channel::Channel) {\n    \
        tokio::join!(crate::declare(&channel), crate::declare(&channel));\n}\n";
    let run = project.run_with(unsaved, &["-", "--stdin-filename", "src/user.rs"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("src/user.rs:2:5"), "{run:?}");
    assert!(run.stdout.contains("`declare` leads to `queue_declare`"), "{run:?}");
}

#[test]
fn the_standard_input_needs_a_name() {
    let project = Project::new("stdin-name", USES);
    for (arguments, said) in [
        (&["-"][..], "`-` needs `--stdin-filename`"),
        (&["--stdin-filename", "src/lib.rs"], "`--stdin-filename` needs `-` as the only path"),
        (&["-", "src", "--stdin-filename", "src/lib.rs"], "`-` cannot stand beside other paths"),
    ] {
        let run = project.run(arguments);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(said), "{run:?}");
    }
}

/// Runs git in a project, as nobody in particular.
fn git(project: &Project, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(&project.dir)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

#[test]
fn only_findings_that_touch_changed_files_are_reported() {
    let library = format!("mod a;\nmod b;\nmod ü;\n{}", file(&["f"]));
    let project = Project::new("changed", &library);
    for name in ["a", "b", "ü"] {
        project.write(&format!("src/{name}.rs"), USES);
    }
    git(&project, &["init", "--quiet", "--initial-branch", "trunk"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "first"]);
    git(&project, &["checkout", "--quiet", "-b", "side"]);
    project.write("src/a.rs", &file(&["a"]));
    git(&project, &["commit", "--quiet", "--all", "--message", "on the side"]);
    git(&project, &["checkout", "--quiet", "trunk"]);
    project.write("src/b.rs", &file(&["b"]));
    git(&project, &["commit", "--quiet", "--all", "--message", "on the trunk"]);
    git(&project, &["checkout", "--quiet", "side"]);
    let found = |arguments: &[&str]| {
        let report = project.json(arguments);
        let findings = report["findings"].as_array().unwrap().iter();
        let paths = findings.map(|it| it["primary"]["path"].as_str().unwrap().to_owned());
        paths.collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), ["src/a.rs", "src/lib.rs"]);
    assert_eq!(found(&["--changed-since", "trunk"]), ["src/a.rs"], "since the branches parted");
    assert_eq!(found(&["--changed-since", "HEAD"]), [""; 0]);
    let closing = project.run(&["--changed-since", "HEAD"]).stdout;
    assert!(closing.contains(": no findings, 2 outside of the change ("), "{closing}");
    assert_eq!(project.json(&["--changed-since", "HEAD"])["summary"]["outside"], 2);
    // Neither committed nor known.
    project.write("src/ü.rs", &file(&["c"]));
    project.write("src/new.rs", &file(&["d"]));
    project.write("src/lib.rs", &library.replace("mod a;", "mod a;\nmod new;"));
    git(&project, &["add", "src/ü.rs"]);
    assert_eq!(found(&["--changed-since", "HEAD"]), ["src/lib.rs", "src/new.rs", "src/ü.rs"]);
}

#[test]
fn a_finding_touches_a_file_through_its_story() {
    let project = Project::new("changed-story", "mod bus;\nmod user;\n");
    let declare = |queue: &str| {
        format!(
            "pub async fn declare(channel: &amqprs::channel::Channel) {{\n    \
             channel.queue_declare(amqprs::channel::QueueDeclareArguments::new({queue:?})).await;\n}}\n"
        )
    };
    project.write("src/bus.rs", &declare("a"));
    project.write(
        "src/user.rs",
        "use crate::bus::declare;\npub async fn f(channel: amqprs::channel::Channel) {\n    \
         tokio::join!(declare(&channel), declare(&channel));\n}\n",
    );
    git(&project, &["init", "--quiet"]);
    git(&project, &["add", "."]);
    git(&project, &["commit", "--quiet", "--message", "first"]);
    assert_eq!(rules(&project, &["--changed-since", "HEAD"]), 0);
    project.write("src/bus.rs", &declare("b"));
    assert_eq!(
        project.json(&["--changed-since", "HEAD"])["findings"][0]["primary"]["path"],
        "src/user.rs"
    );
}

#[test]
fn without_git_or_the_revision_nothing_is_claimed() {
    let project = Project::new("no-revision", &file(&["f"]));
    git(&project, &["init", "--quiet"]);
    let run = project.run(&["--changed-since", "nowhere"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: git knows no revision `nowhere` here"), "{run:?}");
    let run = project.run(&["--changed-since", "--output=x"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(!project.dir.join("x").exists(), "a revision is no option of git");
}
