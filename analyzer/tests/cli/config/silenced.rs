//! What a configuration silences is counted where the report ends.

use serde_json::Value;

use super::{Project, one_line};

/// The last line of a run, without the time that it took.
fn closing(project: &Project, arguments: &[&str]) -> String {
    let run = project.run(arguments);
    let last = run.stdout.rfind("chanlint: ").unwrap();
    one_line(&run.stdout[last..]).rsplit_once(" (").unwrap_or_default().0.to_owned()
}

#[test]
fn the_closing_line_says_what_a_configuration_silences() {
    let seen = |files: &str| format!("chanlint: 2 packages, {files}");
    for (text, said) in [
        (
            "[levels]\nall = \"allow\"\n",
            "2 files, 2 channels: no findings, 2 allowed by chanlint.toml",
        ),
        ("exclude = [\"b\"]\n", "1 file, 1 channel: 1 error, 1 file excluded"),
        ("exclude = [\"**\"]\n", "0 files, 0 channels: no findings, 2 files excluded"),
        (
            "exclude = [\"b\"]\n[[override]]\npaths = [\"a/**\"]\nlevels = { all = \"allow\" }\n",
            "1 file, 1 channel: no findings, 1 allowed by chanlint.toml, 1 file excluded",
        ),
        // It is not reported anyhow.
        ("[levels]\npedantic = \"allow\"\n", "2 files, 2 channels: 2 errors"),
    ] {
        let project = Project::new("silence", &["a", "b"]);
        project.write("chanlint.toml", text);
        assert_eq!(closing(&project, &[]), seen(said), "{text}");
    }
}

#[test]
fn each_place_that_silences_is_named_and_the_command_line_is_not() {
    let project = Project::new("silence-metadata", &["a", "b"]);
    project.append("Cargo.toml", "[workspace.metadata.chanlint.levels]\nall = \"allow\"\n");
    project.append("b/Cargo.toml", "[package.metadata.chanlint.levels]\nall = \"allow\"\n");
    let said = "no findings, 1 allowed by Cargo.toml, 1 allowed by b/Cargo.toml";
    assert!(closing(&project, &[]).ends_with(said), "{}", closing(&project, &[]));
    let github = project.run(&["--output-format", "github"]).stdout;
    assert!(github.contains(said), "{github}");
    let json = project.run(&["--output-format", "json"]).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["summary"]["allowed"], 2);
    assert!(closing(&project, &["-A", "all"]).ends_with(": no findings"));
    assert!(closing(&project, &["-W", "all"]).ends_with(": 2 warnings"));
}

#[test]
fn packages_that_are_left_out_are_no_packages_without_a_client() {
    let project = Project::new("silence-exclude", &["a", "b", "none"]);
    project.write("none/Cargo.toml", "[package]\nname = \"none\"\nversion = \"0.1.0\"\n");
    let without = |names: &[&str]| {
        let names = names.iter().flat_map(|name| ["--exclude", name]);
        closing(&project, &["--workspace"].into_iter().chain(names).collect::<Vec<_>>())
    };
    assert_eq!(
        without(&["a", "b"]),
        "chanlint: every package that depends on an AMQP client was left out by `--exclude`"
    );
    let said = "chanlint: 1 package, 1 file, 1 channel: 1 error, 1 package left out";
    assert_eq!(without(&["a"]), said);
}
