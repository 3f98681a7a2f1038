//! The program as its users run it: exit codes, both ways to call it, and workspaces that are broken in one place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;

use crate::support::run::{Run, command, finished};

pub(crate) const MANIFEST: &str = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
    [dependencies]\namqprs = \"2.1\"\ntokio = \"1\"\n";

/// Two tasks declare queues on one channel: the second reply ends the connection.
pub(crate) const SHARED: &str = r#"
use amqprs::channel::QueueDeclareArguments;
use amqprs::connection::{Connection, OpenConnectionArguments};

pub async fn run() -> Connection {
    let arguments = OpenConnectionArguments::new("localhost", 5672, "guest", "guest");
    let connection = Connection::open(&arguments).await.unwrap();
    let shared = connection.open_channel(None).await.unwrap();
    let first = shared.clone();
    tokio::spawn(async move {
        first.queue_declare(QueueDeclareArguments::new("a")).await.unwrap();
    });
    let second = shared.clone();
    tokio::spawn(async move {
        second.queue_declare(QueueDeclareArguments::new("b")).await.unwrap();
    });
    connection
}
"#;

/// Each task has its own channel.
pub(crate) const SEPARATE: &str = r"
use amqprs::connection::Connection;

pub async fn run(connection: Connection) {
    tokio::spawn(async move {
        let own = connection.open_channel(None).await.unwrap();
        own.close().await.unwrap();
    });
}
";

/// An empty directory of its own for a test.
pub(crate) fn fresh(test: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    fs::create_dir_all(&dir).unwrap();
    dir
}

pub(crate) fn write(dir: &Path, file: &str, content: impl AsRef<[u8]>) {
    let path = dir.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// A package with one library file.
pub(crate) fn package(test: &str, source: &str) -> PathBuf {
    let dir = fresh(test);
    write(&dir, "Cargo.toml", MANIFEST);
    write(&dir, "src/lib.rs", source);
    dir
}

pub(crate) fn chanlint(dir: &Path, arguments: &[&str]) -> Run {
    finished(command(dir).args(arguments).output().unwrap())
}

pub(crate) fn json(dir: &Path, arguments: &[&str]) -> (i32, Value) {
    let run = chanlint(dir, &[&["--output-format", "json"], arguments].concat());
    assert_eq!(run.stderr, "", "programs read both streams");
    (run.code, serde_json::from_str(&run.stdout).unwrap())
}

#[test]
fn findings_at_deny_give_1_and_the_levels_decide() {
    let dir = package("levels", SHARED);
    assert_eq!(chanlint(&dir, &[]).code, 1);
    assert_eq!(chanlint(&dir, &["--exit-zero"]).code, 0);
    assert_eq!(chanlint(&dir, &["-W", "all"]).code, 0);
    assert_eq!(chanlint(&dir, &["-W", "all", "--deny-warnings"]).code, 1);
    assert_eq!(chanlint(&dir, &["-A", "all"]).code, 0);
    assert_eq!(chanlint(&dir, &["-A", "all", "-D", "correctness"]).code, 1);
    assert_eq!(chanlint(&package("clean", SEPARATE), &[]).code, 0);
}

#[test]
fn it_can_be_called_by_cargo_and_directly() {
    let dir = package("both-forms", SHARED);
    let direct = chanlint(&dir, &["-q", "src/lib.rs"]);
    let by_cargo = chanlint(&dir, &["chanlint", "-q", "src/lib.rs"]);
    assert!(direct.stdout.contains("src/lib.rs"), "{}", direct.stdout);
    assert_eq!((direct.code, direct.stdout), (by_cargo.code, by_cargo.stdout));
}

#[test]
fn human_output_ends_with_what_was_seen() {
    let run = chanlint(&package("closing-line", SHARED), &[]);
    let last = run.stdout.lines().last().unwrap();
    assert!(last.starts_with("chanlint: 1 package, 1 file, 1 channel: 1 error ("), "{last}");
}

#[test]
fn a_workspace_without_a_client_says_so() {
    let dir = fresh("no-client");
    write(&dir, "Cargo.toml", MANIFEST.replace("amqprs = \"2.1\"\n", ""));
    write(&dir, "src/lib.rs", "fn f( {");
    let run = chanlint(&dir, &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("chanlint: no package here depends on an AMQP client ("),
        "{}",
        run.stdout
    );
}

#[test]
fn to_leave_out_every_package_is_no_success() {
    let dir = package("all-excluded", SHARED);
    let run = chanlint(&dir, &["--workspace", "--exclude", "orders"]);
    let said = "error: .: every package was left out by `--exclude`\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, said));
    assert!(run.stdout.starts_with("chanlint: nothing was analysed ("), "{}", run.stdout);
    write(&dir, "Cargo.toml", format!("{MANIFEST}[workspace]\nmembers = [\"other\"]\n"));
    write(&dir, "other/Cargo.toml", MANIFEST.replace("orders", "other"));
    write(&dir, "other/src/lib.rs", SEPARATE);
    assert_eq!(chanlint(&dir, &["--workspace", "--exclude", "orders"]).code, 0);
    assert_eq!(chanlint(&dir, &["-p", "other", "--exclude", "other"]).code, 2);
}

#[test]
fn wrong_arguments_and_paths_give_2() {
    let dir = package("wrong", SEPARATE);
    write(&dir, "notes.txt", "");
    for (arguments, said) in [
        (&["nowhere"][..], "nowhere: there is no such file or directory"),
        (
            &["notes.txt"],
            "notes.txt: this is neither a directory nor a `Cargo.toml` nor a `.rs` file",
        ),
        (
            &["-p", "order"],
            "error: .: there is no package `order` in the workspace: did you mean `orders`?",
        ),
        (&["-D", "correctnes"], "unknown rule or group `correctnes`: did you mean `correctness`?"),
        (
            &["explain", "shared_chanel"],
            "there is no rule, group or topic `shared_chanel`: did you mean `shared_channel`?",
        ),
        (&["--jobs", "0"], "number would be zero"),
    ] {
        let run = chanlint(&dir, arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn help_states_the_exit_codes_and_what_a_command_takes() {
    let dir = fresh("help");
    assert!(chanlint(&dir, &["--help"]).stdout.contains("Exit codes:"));
    let map = chanlint(&dir, &["map", "--help"]).stdout;
    for flag in ["--all-targets", "--config", "--stdin-filename", "--output-format", "--jobs"] {
        assert!(map.contains(flag), "{flag}: {map}");
    }
    for flag in
        ["--fix", "--baseline", "--changed-since", "--deny-warnings", "--statistics", "sarif"]
    {
        assert!(!map.contains(flag), "{flag}: {map}");
    }
}

#[test]
fn json_has_the_keys_of_the_contract() {
    let (code, report) = json(&package("json", SHARED), &[]);
    let keys =
        |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(code, 1);
    assert_eq!(keys(&report), "findings gaps incomplete notes problems schema summary tool");
    assert_eq!(
        keys(&report["summary"]),
        "allowed baselined channels excluded files findings fixed left_out outside packages suppressed"
    );
    let finding = &report["findings"][0];
    assert_eq!(
        keys(finding),
        "client client_version confidence fingerprint fix group help level message notes outcome package places primary related rule story url"
    );
    assert_eq!(
        keys(&finding["primary"]),
        "byte_end byte_start column end_column end_line label line path"
    );
    assert_eq!(finding["primary"]["path"], "src/lib.rs");
    assert_eq!(finding["package"], "orders");
}

#[test]
fn a_broken_member_costs_one_problem() {
    let dir = fresh("broken-member");
    write(&dir, "Cargo.toml", "[workspace]\nmembers = [\"good\", \"bad\", \"gone\"]\n");
    write(&dir, "good/Cargo.toml", MANIFEST);
    write(&dir, "good/src/lib.rs", SHARED);
    write(&dir, "bad/Cargo.toml", "[package]\nname = \n");
    write(&dir, "bad/src/lib.rs", SHARED);
    let (code, report) = json(&dir, &[]);
    let problems: Vec<_> = report["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| problem["path"].clone())
        .collect();
    assert_eq!(
        (code, problems),
        (2, vec![Value::from("Cargo.toml"), Value::from("bad/Cargo.toml")])
    );
    assert_eq!(report["problems"][1]["line"], 2);
    let found: Vec<_> =
        report["findings"].as_array().unwrap().iter().map(|f| &f["primary"]["path"]).collect();
    assert!(found.contains(&&Value::from("good/src/lib.rs")), "{found:?}");
    assert!(
        found.contains(&&Value::from("bad/src/lib.rs")),
        "its sources are read by convention: {found:?}"
    );
}

/// Two members of a workspace need a package that was not fetched, and a third is not there either.
fn partly_fetched(dir: &Path) {
    let members = "[\"a\", \"b\", \"../../beside\"]";
    write(dir, "Cargo.toml", format!("[workspace]\nmembers = {members}\n"));
    for name in ["a", "b"] {
        let manifest = MANIFEST.replace("orders", name);
        write(dir, &format!("{name}/Cargo.toml"), manifest + "far = { path = \"../../../far\" }\n");
        write(dir, &format!("{name}/src/lib.rs"), SHARED);
    }
}

#[test]
fn packages_outside_of_the_repository_that_are_not_there_are_notes() {
    let dir = tempfile::tempdir().unwrap();
    let workspace = dir.path().join("repository/rust");
    fs::create_dir_all(dir.path().join("repository/.git")).unwrap();
    partly_fetched(&workspace);
    let (code, report) = json(&workspace, &[]);
    assert_eq!((code, &report["problems"]), (1, &Value::Array(Vec::new())));
    let notes = report["notes"].as_array().unwrap();
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(notes[0]["path"], "Cargo.toml");
    let said = "the workspace member `../../beside` has no manifest and was not analysed";
    assert_eq!(notes[0]["message"], said);
    assert_eq!(notes[1]["path"], "a/Cargo.toml");
    assert!(notes[1]["message"].as_str().unwrap().starts_with("the path dependency `far` was not"));
    assert_eq!(chanlint(&workspace, &["-W", "all"]).code, 0);
    for format in ["human", "short", "json", "rustc-json", "sarif", "github", "gitlab", "junit"] {
        let run = chanlint(&workspace, &["-q", "--output-format", format]);
        let told = [run.stdout, run.stderr].concat();
        assert!(told.contains("the path dependency `far` was not analysed"), "{format}: {told}");
    }
    assert_eq!(chanlint(&workspace, &["baseline", "write"]).code, 0);
}

#[test]
fn packages_inside_of_the_repository_that_are_not_there_are_problems() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join(".git")).unwrap();
    partly_fetched(&dir.path().join("deep/rust"));
    let (code, report) = json(&dir.path().join("deep/rust"), &[]);
    assert_eq!((code, &report["notes"]), (2, &Value::Array(Vec::new())));
    assert_eq!(report["problems"].as_array().unwrap().len(), 3);
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
}

#[test]
fn a_toolchain_that_is_not_installed_does_not_matter() {
    let dir = package("toolchain", SHARED);
    write(&dir, "rust-toolchain.toml", "[toolchain]\nchannel = \"1.0.0-not-installed\"\n");
    let run = command(&dir).env("PATH", "").output().unwrap();
    assert_eq!((run.status.code(), String::from_utf8(run.stderr).unwrap().as_str()), (Some(1), ""));
}

#[test]
fn a_package_without_a_name_is_named_also_at_the_root_of_a_workspace() {
    // Cargo's target folder lies in a workspace itself.
    let dir = tempfile::tempdir().unwrap();
    let manifest = MANIFEST.replace("name = \"orders\"", "") + "[workspace]\n";
    write(dir.path(), "Cargo.toml", manifest);
    write(dir.path(), "src/lib.rs", SHARED);
    let run = chanlint(dir.path(), &["-q"]);
    let said = "error: Cargo.toml: the package of this manifest has no name\n";
    assert_eq!((run.code, run.stderr.as_str()), (2, said));
    assert!(run.stdout.starts_with("error: calls of `queue_declare` run"), "{}", run.stdout);
}

#[test]
fn a_file_without_a_manifest_is_analysed() {
    let dir = fresh("loose");
    write(&dir, "loose.rs", SHARED);
    let (code, report) = json(&dir, &["loose.rs"]);
    assert_eq!((code, &report["findings"][0]["primary"]["path"]), (1, &Value::from("loose.rs")));
}

#[test]
fn a_path_inside_a_package_limits_what_is_reported() {
    let dir = package("inside", &format!("mod other;\n{SHARED}"));
    write(&dir, "src/other.rs", SHARED);
    let (_, report) = json(&dir, &["src/other.rs"]);
    let findings = report["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    assert!(
        findings.iter().all(|finding| finding["primary"]["path"] == "src/other.rs"),
        "{findings:?}"
    );
}

#[test]
fn a_broken_pipe_is_quiet() {
    let dir = package("pipe", SHARED);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let child = command(&dir).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()),
        (Some(0), "")
    );
}

#[test]
fn colours_follow_the_flag_and_the_environment() {
    let dir = package("colours", SHARED);
    let is_coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output =
            command(&dir).args(arguments).envs(variables.iter().copied()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(!is_coloured(&[], &[]), "the output is no terminal");
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CARGO_TERM_COLOR", "always")]));
    assert!(!is_coloured(&["--color", "never"], &[("CARGO_TERM_COLOR", "always")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    let wrong = command(&dir).args(["--color", "always", "nowhere"]).output().unwrap();
    let wrong = String::from_utf8(wrong.stderr).unwrap();
    assert!(wrong.starts_with("\u{1b}[1;91merror\u{1b}[0m: nowhere: "), "{wrong:?}");
}
