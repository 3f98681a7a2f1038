//! Source files that are not as they should be: broken, linked in circles or out of the workspace, missing, or no files at all.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::runs::{MANIFEST, SEPARATE, SHARED, chanlint, fresh, json, package, write};

#[test]
fn bad_files_are_named_and_the_rest_is_analysed() {
    let dir = package("bad-files", &format!("mod latin;\nmod broken;\n{SHARED}"));
    write(&dir, "src/latin.rs", b"// caf\xe9\n");
    write(&dir, "src/broken.rs", "fn f() {\n    let = ;\n}\n");
    let run = chanlint(&dir, &[]);
    assert_eq!(run.code, 2);
    let stderr: Vec<_> = run.stderr.lines().collect();
    assert!(
        stderr[0].starts_with("error: src/broken.rs:2: this file was not analysed: "),
        "{}",
        run.stderr
    );
    assert_eq!(
        stderr[1..],
        ["error: src/latin.rs: this file was not analysed: byte 6 is not UTF-8"]
    );
    assert!(run.stdout.starts_with("error: calls of `queue_declare` run"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_costs_one_problem() {
    let dir = package("link-loop", SEPARATE);
    std::os::unix::fs::symlink(dir.join("src"), dir.join("src/again")).unwrap();
    let (code, report) = json(&dir, &[]);
    assert_eq!((code, report["problems"].as_array().unwrap().len()), (2, 1));
    assert_eq!(report["problems"][0]["path"], "src/again");
}

/// Each folder holds two links to the next: 2^30 paths, and as many modules.
#[cfg(unix)]
#[test]
fn a_fan_of_links_is_walked_once() {
    let dir = package("link-fan", "mod d0;");
    for at in 0..30 {
        let folder = format!("src/d{at}");
        write(&dir, &format!("{folder}/mod.rs"), "pub mod a;\npub mod b;\n");
        for link in ["a", "b"] {
            let target = format!("../d{}", at + 1);
            std::os::unix::fs::symlink(target, dir.join(&folder).join(link)).unwrap();
        }
    }
    write(&dir, "src/d30/mod.rs", SHARED);
    let (code, report) = json(&dir, &[]);
    assert_eq!(
        (code, &report["problems"], &report["summary"]["files"]),
        (1, &Value::Array(Vec::new()), &Value::from(32))
    );
    let [finding] = &report["findings"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!(finding["primary"]["path"], "src/d30/mod.rs");
}

#[cfg(unix)]
#[test]
fn a_folder_is_reported_by_the_link_that_was_given() {
    let dir = package("link-given", "mod one;\nmod other;");
    write(&dir, "src/one/mod.rs", SHARED);
    std::os::unix::fs::symlink("one", dir.join("src/other")).unwrap();
    for (given, path) in [
        (&[][..], "src/one/mod.rs"),
        (&["src/one"], "src/one/mod.rs"),
        (&["src/other"], "src/other/mod.rs"),
        (&["src/other/mod.rs"], "src/other/mod.rs"),
    ] {
        let (code, report) = json(&dir, given);
        let paths: Vec<&Value> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| &it["primary"]["path"])
            .collect();
        assert_eq!((code, paths), (1, vec![&Value::from(path)]), "{given:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace_is_named_and_not_followed() {
    let outside = fresh("link-outside");
    write(&outside, "mod.rs", SHARED);
    let outside = outside.canonicalize().unwrap();
    let dir = package("link-out", &format!("mod there;\n{SHARED}"));
    std::os::unix::fs::symlink(&outside, dir.join("src/there")).unwrap();
    let said = format!(
        "note: src/there: this link was not followed: it leads out of the workspace, to `{}`\n",
        outside.display()
    );
    let run = chanlint(&dir, &["-q"]);
    assert_eq!((run.code, run.stderr), (1, said));
    assert!(
        run.stdout.starts_with("error: calls of `queue_declare` run at the same time"),
        "{}",
        run.stdout
    );
    // What the manifest names is no link.
    write(&dir, "Cargo.toml", format!("{MANIFEST}[lib]\npath = \"../link-outside/mod.rs\"\n"));
    assert_eq!(chanlint(&dir, &[]).code, 1);

    fs::remove_dir_all(dir.join("src")).unwrap();
    write(&outside, "lib.rs", SHARED);
    std::os::unix::fs::symlink(&outside, dir.join("src")).unwrap();
    write(&dir, "Cargo.toml", MANIFEST);
    let (code, report) = json(&dir, &[]);
    assert_eq!((code, report["findings"].as_array().unwrap().len()), (2, 0));
    assert_eq!(report["problems"][0]["path"], "src");
}

#[test]
fn a_file_that_is_many_modules_is_read_a_few_times() {
    let root = "#[path = \"d0.rs\"]\nmod a;";
    let dir = package("path-fan", root);
    for at in 0..30 {
        let next = at + 1;
        let text =
            format!("#[path = \"d{next}.rs\"] pub mod a;\n#[path = \"d{next}.rs\"] pub mod b;\n");
        write(&dir, &format!("src/d{at}.rs"), text);
    }
    write(&dir, "src/d30.rs", SHARED);
    let (code, report) = json(&dir, &[]);
    assert_eq!((code, report["findings"].as_array().unwrap().len()), (1, 1));
    let told = report["incomplete"].as_array().unwrap();
    assert!(told.iter().all(|one| one["limit"] == "modules"), "{told:?}");
    let message = told[0]["message"].as_str().unwrap();
    assert!(message.contains("is already 8 other modules of this crate"), "{message}");
}

#[test]
fn members_with_many_stars_are_found() {
    let dir = fresh("stars");
    let manifest =
        format!("[workspace]\nmembers = [\"{}b\", \"{}x\"]\n", "*a".repeat(20), "**/".repeat(40));
    write(&dir, "Cargo.toml", manifest);
    for member in ["a".repeat(40), "a".repeat(40) + "b", "deep/er/x".to_owned()] {
        let name = member.replace('/', "-");
        write(&dir, &format!("{member}/Cargo.toml"), MANIFEST.replace("orders", &name));
        write(&dir, &format!("{member}/src/lib.rs"), SHARED);
    }
    let (code, report) = json(&dir, &[]);
    assert_eq!((code, &report["summary"]["packages"]), (1, &Value::from(2)));
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_named_and_not_waited_for() {
    let dir = package("special", SHARED);
    let pipes = ["src/pipe.rs", "Cargo.lock"];
    for pipe in pipes {
        assert!(Command::new("mkfifo").arg(dir.join(pipe)).status().unwrap().success());
    }
    std::os::unix::fs::symlink("nowhere.rs", dir.join("src/dead.rs")).unwrap();
    let (code, report) = json(&dir, &[]);
    let said: Vec<&str> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["message"].as_str().unwrap())
        .collect();
    assert_eq!(
        said,
        [
            "this lock file was not used and versions come from the manifests: it is not a regular file",
            "this was not analysed: it is a link to a file that is not there",
            "this file was not analysed: it is not a regular file",
        ]
    );
    assert_eq!((code, report["findings"].as_array().unwrap().len()), (2, 1));
}

/// Such a link is there as long as somebody edits `lib.rs`.
#[cfg(unix)]
#[test]
fn the_lock_of_an_editor_is_not_a_source_file() {
    let dir = package("emacs", SEPARATE);
    std::os::unix::fs::symlink("user@host.1:2", dir.join("src/.#lib.rs")).unwrap();
    let run = chanlint(&dir, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn a_module_without_a_file_is_passed_over_and_listed() {
    let dir = package("no-file", "#[path = \"../shared/bus.rs\"]\nmod bus;\nmod here {}\n");
    let run = chanlint(&dir, &["-v"]);
    let said = "skipped: src/lib.rs:2:1: no file was read for the module `bus`\n";
    assert!(run.stdout.contains(said), "{}", run.stdout);
    assert_eq!(run.stdout.matches("skipped: ").count(), 1, "{}", run.stdout);
}

/// What is not read for its head either is part of the package all the same: nothing of it is left out in silence.
#[cfg(unix)]
#[test]
fn files_of_go_that_are_no_text_are_named_and_the_rest_is_analysed() {
    let dir = fresh("go-no-text");
    let require = "require github.com/rabbitmq/amqp091-go v1.10.0";
    write(&dir, "go.mod", format!("module shop\n{require}\n"));
    write(
        &dir,
        "main.go",
        "package main\n\nimport amqp \"github.com/rabbitmq/amqp091-go\"\n\nfunc run(conn *amqp.Connection) {\n\
         \tch, _ := conn.Channel()\n\tfor i := 0; i < 3; i++ {\n\
         \t\tgo ch.QueueDeclare(\"q\", true, false, false, false, nil)\n\t}\n}\n",
    );
    write(&dir, "latin.go", b"package main\n// caf\xe9\n");
    write(&dir, "wide.go", b"\xff\xfep\0a\0c\0k\0a\0g\0e\0");
    std::os::unix::fs::symlink("/dev/zero", dir.join("zero.go")).unwrap();
    let made = Command::new("mkfifo").arg(dir.join("pipe.go")).status().unwrap();
    assert!(made.success());
    let (code, report) = json(&dir, &[]);
    let problems = report["problems"].as_array().unwrap().iter();
    let problems: Vec<String> =
        problems.map(|one| format!("{}: {}", one["path"], one["message"])).collect();
    let told = |file: &str, why: &str| format!("\"{file}\": \"this file was not analysed: {why}\"");
    assert_eq!(
        problems,
        [
            told("latin.go", "byte 19 is not UTF-8"),
            told("pipe.go", "it is not a regular file"),
            told("wide.go", "byte 0 is not UTF-8"),
            told("zero.go", "it is not a regular file"),
        ]
    );
    assert_eq!((code, report["findings"].as_array().unwrap().len()), (2, 1));
}

#[test]
fn what_a_manifest_cannot_mean_is_told_and_the_rest_is_analysed() {
    for (name, lines, told) in [
        ("odd-line", "odd = 3\n", "`odd` in `dependencies` is neither a version nor a table"),
        ("odd-list", "[workspace]\nmembers = \"a\"\n", "`workspace.members` is no list of paths"),
        (
            "odd-pattern",
            "[workspace]\nmembers = [\"a[\"]\n",
            "the pattern `a[` in `members` is not understood",
        ),
    ] {
        let dir = package(name, SHARED);
        // An own workspace takes the place of the one that stands there.
        let manifest = MANIFEST.replace("[workspace]\n", "");
        write(&dir, "Cargo.toml", format!("{manifest}{lines}"));
        let (code, report) = json(&dir, &[]);
        assert_eq!((code, report["findings"].as_array().unwrap().len()), (2, 1), "{name}");
        let problems = report["problems"].as_array().unwrap();
        assert!(problems.iter().any(|problem| problem["message"] == told), "{problems:?}");
    }
}

#[test]
fn a_package_without_a_target_is_told() {
    let dir = package("no-target", SHARED);
    fs::rename(dir.join("src/main.rs"), dir.join("src/other.rs"))
        .or_else(|_| fs::rename(dir.join("src/lib.rs"), dir.join("src/other.rs")))
        .unwrap();
    let (code, report) = json(&dir, &[]);
    assert_eq!((code, report["problems"].as_array().unwrap().len()), (2, 1));
    let message = report["problems"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("nothing of this package was analysed: "), "{message}");
}
