//! Words of a stranger in paths, code and settings: a terminal and a log show them and obey none.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::repository::{MANIFEST, SOURCE, chanlint, git};
use crate::support::run::{Run, command, finished};

/// What a terminal, a reader or a runner of workflows would obey.
const WORDS: &str =
    "\u{1b}]0;t\u{7}\u{9b}2J\u{202e}\u{2028}a\r\n::add-mask::b\n\t##[add-mask]c\u{7f}";

/// What is shown in its place.
const SHOWN: &str =
    r"\u{1b}]0;t\u{7}\u{9b}2J\u{202e}\u{2028}a\r\n::add-mask::b\n\t##\u{5b}add-mask]c\u{7f}";

/// A package whose only module has [`WORDS`] in its name, and has a finding and a file beside it that cannot be read.
fn package() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: PathBuf, text: &str| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(dir.path().join("Cargo.toml"), MANIFEST);
    let module = format!("#[path = {:?}]\nmod m;\nmod missing;\n", format!("{WORDS}/mod.rs"));
    write(dir.path().join("src/lib.rs"), &module);
    // A place is one line, and tabs are drawn as they are meant.
    let words = WORDS.replace(['\r', '\n', '\t'], "");
    let code = SOURCE.replace("channel.confirm", &format!("/* {words} */ channel.confirm"));
    write(dir.path().join("src").join(WORDS).join("mod.rs"), &code);
    write(dir.path().join("src").join(format!("{WORDS}.rs")), "fn f( {");
    dir
}

fn run(dir: &Path, arguments: &[&str]) -> Run {
    let mut command = command(dir);
    command.args(arguments).env("GITHUB_STEP_SUMMARY", dir.join("summary.md"));
    finished(command.output().unwrap())
}

/// Fails with what a terminal or a log would obey.
#[track_caller]
fn assert_tame(text: &str, why: &[&str]) {
    let is_obeyed = |c: char| c.is_control() || "\u{202e}\u{2028}".contains(c);
    let wild = text.chars().find(|&c| c != '\n' && is_obeyed(c));
    assert_eq!(wild, None, "{why:?}: {text:?}");
    let lines = || text.lines().map(str::trim_start);
    assert!(!lines().any(|line| line.starts_with("::add-mask")), "{why:?}: {text}");
    assert!(!text.contains("##[add-mask]"), "{why:?}: {text}");
}

/// The names of the formats, as the program lists them.
fn formats() -> Vec<String> {
    let run = chanlint(Path::new("."), &["--output-file", "none:x"]);
    let list = run.stderr.split_once("(known are ").unwrap().1.split_once(')').unwrap().0;
    list.split(", ").map(str::to_owned).collect()
}

/// Whether a text, or each of its lines, is JSON.
fn is_json(text: &str) -> bool {
    let is_value = |text: &str| serde_json::from_str::<Value>(text).is_ok();
    is_value(text) || text.lines().all(is_value)
}

#[test]
fn no_format_passes_them_on() {
    let dir = package();
    let all = formats();
    assert!(all.len() >= 8 && all.iter().any(|name| name == "human"), "{all:?}");
    for format in &all {
        let arguments = ["--output-format", format.as_str(), "-v"];
        let run = run(dir.path(), &arguments);
        assert_eq!(run.code, 2, "{run:?}");
        assert_tame(&run.stderr, &arguments);
        if is_json(&run.stdout) {
            // Programs read it, and need the names of files as they are.
            assert!(!run.stdout.contains(|c: char| c < ' ' && c != '\n'), "{format}");
            continue;
        }
        assert_tame(&run.stdout, &arguments);
        assert!(run.stdout.contains(SHOWN) || format == "github", "{format}: {}", run.stdout);
    }
    let summary = fs::read_to_string(dir.path().join("summary.md")).unwrap();
    assert_tame(&summary, &["summary"]);
}

#[test]
fn the_code_is_underlined_where_it_stands() {
    let dir = package();
    let mut command = command(dir.path());
    let run = finished(command.env("COLUMNS", "300").output().unwrap());
    let lines: Vec<&str> = run.stdout.lines().collect();
    let at = lines.iter().position(|line| line.contains("^^^ `nowait` is on here")).unwrap();
    let (code, marks) = (lines[at - 1], lines[at]);
    let words = SHOWN.replace(r"\r\n", "").replace(r"\n\t", "");
    assert!(code.contains(&format!("    /* {words} */ channel.confirm_select(")), "{code}");
    assert_eq!(code.find("confirm_select"), marks.find('^'), "{code}\n{marks}");
    let column = 1 + "    /*  */ channel.".len() + WORDS.chars().count() - "\r\n\n\t".len();
    let place = format!("┌─ src/{SHOWN}/mod.rs:5:{column}\n");
    assert!(run.stdout.contains(&place), "{place}{}", run.stdout);
}

#[test]
fn no_command_passes_them_on() {
    let dir = package();
    for arguments in [
        &["--output-format", "short", "--statistics"][..],
        &["map"],
        &["--diff"],
        &["--diff", "--unsafe-fixes"],
        &["-v", "--color", "never"],
        &["baseline", "write"],
        &["--fix", "--allow-no-vcs"],
        &["-p", WORDS],
        &["--changed-since", WORDS],
        &[WORDS],
    ] {
        let run = run(dir.path(), arguments);
        assert_tame(&run.stdout, arguments);
        assert_tame(&run.stderr, arguments);
    }
}

#[test]
fn no_manifest_and_no_configuration_passes_them_on() {
    let dir = package();
    let quoted = format!("{WORDS:?}").replace("\\u{", "\\u00").replace('}', "");
    for (file, text) in [
        ("Cargo.toml", format!("[package]\nname = {quoted}\n[dependencies]\nlapin = \"4\"\n")),
        ("Cargo.toml", format!("[workspace]\nmembers = [{quoted}]\n")),
        ("chanlint.toml", "[levels]\nx = \"\u{1b}[2J\"\n".to_owned()),
        ("chanlint.toml", format!("[levels]\n{quoted} = \"deny\"\n")),
        ("chanlint.toml", format!("exclude = [{quoted}]\n")),
        ("chanlint-baseline.json", format!("{{\"schema\": 1, {quoted}: 1}}")),
    ] {
        let before = fs::read_to_string(dir.path().join(file)).ok();
        fs::write(dir.path().join(file), &text).unwrap();
        for arguments in [&[][..], &["show-config"]] {
            let run = run(dir.path(), arguments);
            assert_tame(&run.stdout, arguments);
            assert_tame(&run.stderr, arguments);
        }
        match before {
            Some(before) => fs::write(dir.path().join(file), before).unwrap(),
            None => fs::remove_file(dir.path().join(file)).unwrap(),
        }
    }
}

#[test]
fn what_git_lists_is_shown_too() {
    let dir = package();
    git(dir.path(), &["init", "--quiet"]);
    let run = run(dir.path(), &["--fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert_tame(&run.stderr, &["--fix"]);
    let folder = format!("  * src/{SHOWN}.rs (dirty)\n");
    git(dir.path(), &["add", "src/lib.rs"]);
    let run = self::run(dir.path(), &["--fix"]);
    assert_tame(&run.stderr, &["--fix"]);
    assert!(run.stderr.contains(&folder), "{}", run.stderr);
}
