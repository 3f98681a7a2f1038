//! Configuration as its users meet it: where it is found, what counts over what, and what is said of a wrong one.

mod mistyped;
mod silenced;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chanlint::config::{self, Choice};
use chanlint::discover::Home;
use chanlint::report::Look;
use chanlint::report::mistakes::render;
use serde_json::Value;

use crate::support::run::{Run, command, finished};

/// Two tasks declare queues on one channel: `shared_channel_rpc`, at level deny.
const SHARED: &str = r#"
use amqprs::channel::{Channel, QueueDeclareArguments};

pub async fn run(connection: amqprs::connection::Connection) {
    let shared = connection.open_channel(None).await.unwrap();
    for queue in ["a", "b"] {
        let channel = shared.clone();
        tokio::spawn(async move {
            channel.queue_declare(QueueDeclareArguments::new(queue)).await.unwrap();
        });
    }
}
"#;

/// A workspace in a directory of its own.
struct Project {
    dir: PathBuf,
}

impl Project {
    /// Packages with one library file each that has a finding.
    fn new(test: &str, packages: &[&str]) -> Self {
        Self::new_in(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("config"), test, packages)
    }

    /// As [`Self::new`], below another directory.
    fn new_in(parent: &Path, test: &str, packages: &[&str]) -> Self {
        let dir = parent.join(test);
        if dir.exists() {
            fs::remove_dir_all(&dir).unwrap();
        }
        let project = Self { dir };
        let members = packages.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>();
        project.write("Cargo.toml", &format!("[workspace]\nmembers = [{}]\n", members.join(", ")));
        for name in packages {
            project.write(&format!("{name}/Cargo.toml"), &manifest(name));
            project.write(&format!("{name}/src/lib.rs"), SHARED);
        }
        project
    }

    fn write(&self, file: &str, text: &str) -> &Self {
        let path = self.dir.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn append(&self, file: &str, text: &str) -> &Self {
        let old = fs::read_to_string(self.dir.join(file)).unwrap();
        self.write(file, &[&old, text].concat())
    }

    fn run_in(&self, below: &str, arguments: &[&str]) -> Run {
        finished(command(&self.dir.join(below)).args(arguments).output().unwrap())
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments)
    }

    /// Each finding as `path level`, where it is `shared_channel_rpc`.
    fn found_in(&self, below: &str, arguments: &[&str]) -> Vec<String> {
        let run = self.run_in(below, &[&["--output-format", "json"], arguments].concat());
        assert_eq!(run.stderr, "");
        let report: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(report["problems"], Value::Array(Vec::new()));
        let findings = report["findings"].as_array().unwrap().iter();
        let shared = findings.filter(|finding| finding["rule"] == "shared_channel_rpc");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        shared.map(|f| format!("{} {}", text(&f["primary"]["path"]), text(&f["level"]))).collect()
    }

    fn found(&self, arguments: &[&str]) -> Vec<String> {
        self.found_in("", arguments)
    }

    /// What is said of a `chanlint.toml`.
    fn said_of(&self, text: &str) -> String {
        let run = self.write("chanlint.toml", text).run(&[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{text}");
        run.stderr
    }
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\
        [dependencies]\namqprs = \"2.1\"\ntokio = \"1\"\n"
    )
}

#[test]
fn it_is_found_at_the_workspaces_root_also_from_a_member() {
    for name in ["chanlint.toml", ".chanlint.toml", ".config/chanlint.toml"] {
        let project = Project::new("places", &["a"]);
        project.write(name, "[levels]\ncorrectness = \"warn\"\n");
        assert_eq!(project.found(&[]), ["a/src/lib.rs warn"], "{name}");
        assert_eq!(project.found_in("a", &[]), ["src/lib.rs warn"], "{name}");
        assert_eq!(project.found_in("a", &["src/lib.rs"]), ["src/lib.rs warn"], "{name}");
    }
    let project = Project::new("places", &["a"]);
    project.append("Cargo.toml", "[workspace.metadata.chanlint.levels]\nall = \"warn\"\n");
    assert_eq!(project.found(&[]), ["a/src/lib.rs warn"]);
}

#[test]
fn each_workspace_below_a_path_has_its_own() {
    // Cargo's target folder lies in a workspace itself.
    let elsewhere = tempfile::tempdir().unwrap();
    let project = Project::new_in(elsewhere.path(), "several", &["one/a", "two/a"]);
    fs::remove_file(project.dir.join("Cargo.toml")).unwrap();
    for (workspace, level) in [("one", "allow"), ("two", "warn")] {
        project.write(&format!("{workspace}/Cargo.toml"), "[workspace]\nmembers = [\"a\"]\n");
        project.write(&format!("{workspace}/a/Cargo.toml"), &manifest("a"));
        let levels = format!("[levels]\nall = \"{level}\"\n");
        project.write(&format!("{workspace}/chanlint.toml"), &levels);
    }
    assert_eq!(project.found(&["."]), ["two/a/src/lib.rs warn"]);
    let run = project.run(&["show-config"]);
    assert!(run.stderr.contains("several workspaces here: one, two"), "{}", run.stderr);
}

#[test]
fn a_package_counts_over_the_workspace_and_the_command_line_over_both() {
    let project = Project::new("precedence", &["a", "b"]);
    project.write("chanlint.toml", "[levels]\nall = \"allow\"\ncorrectness = \"warn\"\n");
    let metadata = "[package.metadata.chanlint.levels]\nshared_channel_rpc = \"deny\"\n";
    project.append("b/Cargo.toml", metadata);
    assert_eq!(project.found(&[]), ["a/src/lib.rs warn", "b/src/lib.rs deny"]);
    assert_eq!(project.found_in("b", &[]), ["src/lib.rs deny"]);
    assert_eq!(project.found(&["-W", "all"]), ["a/src/lib.rs warn", "b/src/lib.rs warn"]);
    assert_eq!(project.found(&["-A", "shared_channel_rpc"]), Vec::<String>::new());
    assert_eq!(project.found(&["--isolated"]), ["a/src/lib.rs deny", "b/src/lib.rs deny"]);
}

#[test]
fn a_chosen_file_stands_for_all_others() {
    let project = Project::new("chosen", &["a"]);
    project.write("chanlint.toml", "[levels]\nall = \"allow\"\n");
    project.append("a/Cargo.toml", "[package.metadata.chanlint.levels]\nall = \"allow\"\n");
    project.write("ci/strict.toml", "[[override]]\npaths = [\"a/src\"]\nlevels.all = \"warn\"\n");
    assert_eq!(project.found(&["--config", "ci/strict.toml"]), ["a/src/lib.rs warn"]);
    assert_eq!(project.found_in("a", &["--config", "../ci/strict.toml"]), ["src/lib.rs warn"]);
    let missing = project.run(&["--config", "none.toml"]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.starts_with("error: none.toml: cannot be read: "), "{}", missing.stderr);
}

#[test]
fn levels_by_path_are_relative_to_the_workspace_or_the_package() {
    let project = Project::new("overrides", &["a", "b", "c"]);
    let over = "[[override]]\npaths = [\"a/**\", \"c/src/lib.rs\"]\nlevels.all = \"warn\"\n";
    project.write("chanlint.toml", over);
    let own = "[[package.metadata.chanlint.override]]\npaths = [\"src/*.rs\"]\nlevels.correctness = \"allow\"\n";
    project.append("c/Cargo.toml", own);
    assert_eq!(project.found(&[]), ["a/src/lib.rs warn", "b/src/lib.rs deny"]);
    assert_eq!(project.found_in("a", &[]), ["src/lib.rs warn"]);
}

#[test]
fn excluded_files_are_as_if_they_were_not_there() {
    let project = Project::new("exclude", &["a", "b", "c"]);
    project.write("chanlint.toml", "exclude = [\"a\", \"*_pb.rs\"]\n");
    project.append("c/Cargo.toml", "[package.metadata.chanlint]\nexclude = [\"src/lib.rs\"]\n");
    project.append("b/src/lib.rs", "mod orders_pb;\n");
    project.write("b/src/orders_pb.rs", "this is not Rust (");
    assert_eq!(project.found(&[]), ["b/src/lib.rs deny"]);
    assert_eq!(project.found(&["a/src/lib.rs"]), Vec::<String>::new(), "named or not");
}

#[test]
fn targets_are_read_where_the_settings_or_the_command_line_say_so() {
    let project = Project::new("targets", &["a", "b"]);
    for file in ["a/tests/t.rs", "b/tests/t.rs", "a/examples/e.rs"] {
        project.write(file, SHARED);
    }
    let unit_test = format!("#[cfg(test)]\nmod tests {{\n{SHARED}\n}}\n");
    project.write("a/src/lib.rs", &unit_test).write("b/src/lib.rs", &unit_test);
    project.append("a/Cargo.toml", "[package.metadata.chanlint.targets]\ntests = true\n");
    assert_eq!(project.found(&[]), ["a/src/lib.rs deny", "a/tests/t.rs deny"]);
    project.write("chanlint.toml", "[targets]\ntests = false\nexamples = true\n");
    let a = ["a/examples/e.rs deny", "a/src/lib.rs deny", "a/tests/t.rs deny"];
    assert_eq!(project.found(&[]), a);
    assert_eq!(
        project.found(&["--tests"]),
        [&a[..], &["b/src/lib.rs deny", "b/tests/t.rs deny"]].concat()
    );
    assert_eq!(project.found(&["--isolated"]), Vec::<String>::new());
}

#[test]
fn own_tables_make_findings_appear_and_vanish() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let project = Project { dir: dir.join("testdata/own-libraries") };
    let found = ["client/src/lib.rs deny", "spawner/src/lib.rs deny"];
    assert_eq!(project.found(&[]), found);
    assert_eq!(project.found(&["--isolated"]), ["guard/src/lib.rs deny"]);
    let run = project.run(&["-q", "client"]);
    let said = "what happens: acme-amqp keeps one reply slot for each channel (acme-amqp 3, no Cargo.lock)\n";
    assert!(run.stdout.contains(said), "{}", run.stdout);
}

#[test]
fn what_is_wrong_is_shown_in_its_file() {
    let project = Project::new("mistakes", &["a"]);
    let mut said = String::new();
    for text in [
        "levls = 1\n",
        "# ours\n[levels]\nshared_chanel = \"deny\"\nnonsense = \"warn\"\n",
        "[levels]\ncorrectness = \"wran\"\n",
        "[levels]\ncorrectness = \"error\"\n",
        "exclude = \"src\"\n",
        "exclude = [\"src/[a\", \"../b\"]\n",
        "targets = true\n",
        "[targets]\ntest = true\n",
        "[[override]]\nlevels.all = \"warn\"\n",
        "[[call]]\neffect = \"spwan\"\npaths = [\"jobs::run\"]\n",
        "[call]\neffect = \"spawn\"\n",
        "[[client]]\nname = \"x\"\npackages = [\"x\"]\n[[client.hazard]]\nbetween = [\"rpc\", \"publsh\"]\nrule = \"shared_channel\"\nlevel = \"warn\"\nwhy = \"w\"\n",
        "[[client]]\nname = \"x\"\npackages = [\"x\"]\n[[client.hazard]]\nbetween = [\"rpc\", \"rpc\"]\nrule = \"shared\"\nlevel = \"warn\"\nwhy = \"w\"\n",
        "[levels\n",
    ] {
        writeln!(said, "{}", project.said_of(text)).unwrap();
    }
    insta::assert_snapshot!(said);
}

#[test]
fn mistakes_in_a_manifest_are_shown_there() {
    let project = Project::new("manifest-mistakes", &["a", "b"]);
    project.append("a/Cargo.toml", "[package.metadata.chanlint.levels]\npref = \"deny\"\n");
    project.append("b/Cargo.toml", "[package.metadata.chanlint]\nexcludes = []\n");
    let run = project.run(&[]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn two_configurations_of_one_workspace_are_named() {
    let project = Project::new("two", &["a"]);
    project.write("chanlint.toml", "").write(".config/chanlint.toml", "");
    let said = one_line(&project.run(&[]).stderr);
    let both = "the workspace has two configurations: `chanlint.toml` and `.config/chanlint.toml`";
    assert!(said.contains(both), "{said}");
    fs::remove_file(project.dir.join(".config/chanlint.toml")).unwrap();
    project.append("Cargo.toml", "[workspace.metadata.chanlint]\n");
    let run = project.run(&[]);
    let both =
        "the workspace has two configurations: `chanlint.toml` and `[workspace.metadata.chanlint]`";
    assert!(run.code == 2 && one_line(&run.stderr).contains(both), "{}", run.stderr);
    assert_eq!(project.run(&["--isolated"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_configuration_that_is_not_there_is_named() {
    let project = Project::new("dead-link", &["a"]);
    std::os::unix::fs::symlink("moved.toml", project.dir.join("chanlint.toml")).unwrap();
    let run = project.run(&[]);
    let said = "error: chanlint.toml: this configuration is not a file, nor a link to one\n";
    assert!(run.code == 2 && run.stderr.starts_with(said), "{}", run.stderr);
}

#[test]
fn a_file_that_nobody_would_read_is_named() {
    let project = Project::new("stray", &["a"]);
    let run = project.write("a/chanlint.toml", "").run(&[]);
    assert_eq!(run.code, 2);
    let said = "error: a/chanlint.toml: a package has no configuration file of its own\n";
    assert!(run.stderr.starts_with(said), "{}", run.stderr);
}

#[test]
fn init_writes_what_counts_anyway_and_never_over_another() {
    let project = Project::new("init", &["a"]);
    let before = project.found(&[]);
    let run = project.run_in("a", &["init"]);
    let path = project.dir.join("chanlint.toml");
    assert_eq!((run.code, run.stdout), (0, format!("wrote {}\n", path.display())));
    // Editors check the file by the schema of the version that wrote it.
    let text = fs::read_to_string(&path).unwrap();
    let tag = concat!("chanlint/v", env!("CARGO_PKG_VERSION"), "/");
    let (start, file) = text.lines().next().unwrap().split_once(tag).unwrap();
    assert_eq!(start, "#:schema https://raw.githubusercontent.com/chanlint/");
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join(file).is_file());
    assert_eq!(project.found(&[]), before);
    let again = project.run(&["init"]);
    let said = "error: the workspace has a configuration: chanlint.toml\n";
    assert_eq!((again.code, again.stderr.as_str()), (2, said));
    fs::remove_file(path).unwrap();
    project.append("Cargo.toml", "[workspace.metadata.chanlint]\n");
    assert_eq!(project.run(&["init"]).code, 2);
}

#[test]
fn show_config_says_where_each_value_came_from_and_reads_as_the_same_again() {
    let project = Project::new("show", &["a", "b"]);
    project.write(
        "chanlint.toml",
        "exclude = [\"gen\"]\n[levels]\nperf = \"allow\"\nshared_channel = \"deny\"\n\
        [[override]]\npaths = [\"b/**\"]\nlevels.all = \"warn\"\n\
        [[call]]\neffect = \"spawn\"\npaths = [\"jobs::run\"]\n",
    );
    let own = "[package.metadata.chanlint]\nexclude = [\"src/x.rs\"]\nlevels.perf = \"deny\"\n";
    project.append("b/Cargo.toml", own);
    let whole = project.run(&["show-config", "--tests", "-D", "pedantic"]);
    let package = project.run(&["show-config", "-p", "b"]);
    assert_eq!((whole.code, package.code, whole.stderr.as_str()), (0, 0, ""));
    insta::assert_snapshot!([whole.stdout, package.stdout.clone()].join("=====\n"));
    assert_eq!(
        project.run_in("b", &["show-config"]).stdout.lines().count(),
        package.stdout.lines().count()
    );
    let found = project.found(&[]);
    let shown = project.run(&["show-config"]).stdout;
    project.write("chanlint.toml", &shown);
    assert_eq!(project.found(&[]), found);
}

#[test]
fn the_readmes_example_is_right() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("README.md");
    let readme = fs::read_to_string(readme).unwrap();
    let (_, section) = readme.split_once("\n## Configuration\n").unwrap();
    let example = section.split("```").nth(1).unwrap().strip_prefix("toml\n").unwrap();
    let project = Project::new("readme", &["a"]);
    project.write("chanlint.toml", example);
    let shown = project.run(&["show-config"]);
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""));
    assert!(
        shown.stdout.contains("shared_channel = \"deny\"  # chanlint.toml:10\n"),
        "{}",
        shown.stdout
    );
}

#[test]
fn the_run_names_the_files_that_it_used() {
    let project = Project::new("verbose", &["a"]);
    assert!(project.run(&["-v"]).stdout.contains("\nconfiguration: none\n"));
    project.write("chanlint.toml", "");
    project.append("a/Cargo.toml", "[package.metadata.chanlint]\n");
    let run = project.run(&["-v"]);
    assert!(
        run.stdout.contains("\nconfiguration: a/Cargo.toml, chanlint.toml\n"),
        "{}",
        run.stdout
    );
}

/// A text whose lines end where they have to.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_file_that_ends_anywhere_is_read_or_gives_mistakes_that_can_be_drawn() {
    let text = "exclude = [\"ä\"]\r\n[levels]\r\nall = \"warn\" # ü\r\n[[override]]\r\n\
        paths = [\"**\"]\r\nlevels = { perf = \"deny\" }\r\n[[client]]\r\nname = \"é\"\r\npackages = []";
    let project = Project::new("ends-anywhere", &[]);
    let file = project.dir.join("chanlint.toml");
    let home = Home { dir: project.dir.clone(), root: None, members: Vec::new() };
    let read = |text: &str| {
        project.write("chanlint.toml", text);
        config::read(&Choice::File(file.clone()), std::slice::from_ref(&home))
    };
    let mut wrong = 0;
    for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
        if let Err(mistakes) = read(&text[..end]) {
            wrong += 1;
            let drawn = render(&mistakes, &project.dir, Look::PLAIN);
            assert!(drawn.as_str().contains("chanlint.toml:"), "{drawn}");
        }
    }
    assert!(wrong > 100, "most of them are wrong: {wrong}");
    assert!(read(text).is_ok());
}
