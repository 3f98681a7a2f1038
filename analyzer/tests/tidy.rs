//! What the sources hold among themselves: who may name what, that nothing is forgotten in a registry, that generated text is fresh.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod tidy {
    mod circles;
    pub(crate) mod stages;
}

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chanlint::knowledge::Knowledge;
use chanlint::language::Language;
use chanlint::rules::RULES;
use tidy::stages::stage;
use walkdir::{DirEntry, WalkDir};

/// A longer file hides something that has a name.
const MOST_LINES: usize = 400;

/// The names of Rust and of its libraries that the evaluator still knows, each to become a row of a table or an answer of `types`.
const NAMES_IN_FLOW: &str = "\
    Args Arguments Cell Channel Cli Config Err Future Lock Map None Ok Option Options Opts Pool Properties Result \
    Self Settings Some State Uri Url Weak abort absolute_counter acquire alloc:: bail black_box blocking_send boxed \
    callback capture_error catchers clear clone close concat connect core:: counter create crit dbg debug \
    decrement_gauge dedicated_channel default deref drain eprint eprintln err error error_span event expect flush fold \
    format gauge get_or_init get_or_insert get_or_insert_with handler histogram increment_counter \
    increment_gauge info init insert into is_err is_err_and is_ok is_ok_and join log main map_err map_or map_or_else \
    ok or_else panic pin print println push ready replace routes scan send send_async send_blocking set shutdown \
    slog_error std:: std::option::Option::None std::result::Result::Err take task thread tick to_string todo \
    tokio::time:: trace try_ try_fold try_send unbounded_send unimplemented unlock unreachable unwrap \
    unwrap_or unwrap_or_default unwrap_or_else warn write_all";

/// The same of the model, with the words of its messages that look like names.
const NAMES_IN_MODEL: &str = "\
    await callback channel confirms future meanwhile program transactions";

/// Where the README's table of rules stands.
const TABLE_BETWEEN: [&str; 2] = ["<!-- rules -->\n", "<!-- /rules -->"];

/// A file, as a path from the workspace with slashes, and its text.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The lines that are no comments, each with its number. What a string holds counts as code.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn is_below(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The text files below a folder of the workspace, but for those that git does not know either.
fn files(folder: &str) -> Vec<File> {
    let is_kept = |entry: &DirEntry| {
        let name = entry.file_name();
        name != "target" && (entry.depth() == 0 || !name.as_encoded_bytes().starts_with(b"."))
    };
    let walk = WalkDir::new(root().join(folder)).sort_by_file_name().into_iter();
    let entries = walk.filter_entry(is_kept).map(Result::unwrap);
    let paths = entries.filter(|entry| entry.file_type().is_file()).map(DirEntry::into_path);
    let file = |path: PathBuf| {
        let text = fs::read_to_string(&path).ok()?;
        let path = path.strip_prefix(root()).unwrap().to_str()?.replace('\\', "/");
        Some(File { path, text })
    };
    paths.filter_map(file).collect()
}

fn sources(folder: &str) -> Vec<File> {
    let is_rust = |file: &File| Path::new(&file.path).extension() == Some(OsStr::new("rs"));
    files(folder).into_iter().filter(is_rust).collect()
}

/// Whether a line names something as a whole word.
fn names(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(is_part) && !line[at + word.len()..].starts_with(is_part)
    })
}

/// Fails with every place at which a line of code is not as it should be.
#[track_caller]
fn forbid(files: &[File], why: &str, is_wrong: impl Fn(&str) -> bool) {
    let mut found = String::new();
    for file in files {
        for (number, line) in file.code().filter(|(_, line)| is_wrong(line)) {
            writeln!(found, "{}:{number}: {}", file.path, line.trim()).unwrap();
        }
    }
    assert!(found.is_empty(), "{why}\n{found}");
}

#[test]
fn every_rule_has_its_code_its_page_and_its_place_in_the_registry() {
    let files = files("analyzer/src/rules");
    let folders = |name: &str| -> BTreeSet<String> {
        let folder = |file: &File| {
            let (rest, own) = file.path.rsplit_once('/')?;
            (own == name).then(|| rest.rsplit('/').next()).flatten().map(str::to_owned)
        };
        files.iter().filter_map(folder).filter(|folder| folder != "rules").collect()
    };
    let code = folders("mod.rs");
    let pages = folders("page.md");
    let registry: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(registry.len(), RULES.len(), "a rule stands in the registry once");
    assert_eq!(code, registry, "rules/*/mod.rs against RULES");
    assert_eq!(pages, registry, "rules/*/page.md against RULES");
}

#[test]
fn no_rule_names_another() {
    for rule in RULES {
        let own = sources(&format!("analyzer/src/rules/{}", rule.name));
        let others = RULES.iter().map(|rule| rule.name).filter(|name| *name != rule.name);
        let others: Vec<&str> = others.collect();
        forbid(&own, "what several rules need has a file beside their folders", |line| {
            let is_path = line.contains("use ") || line.contains("::");
            is_path && others.iter().any(|other| names(line, other))
        });
    }
}

#[test]
fn only_the_front_end_for_rust_names_the_parser() {
    let others: Vec<File> = sources("analyzer/src")
        .into_iter()
        .filter(|file| !file.is_below(&["analyzer/src/lower/rust.rs", "analyzer/src/lower/rust/"]))
        .collect();
    let parser = ["syn", "proc_macro2", "quote"];
    forbid(&others, "only `lower/rust` knows the parser", |line| {
        parser
            .iter()
            .any(|name| names(line, &format!("{name}::")) || names(line, &format!("use {name}")))
    });
}

#[test]
fn only_one_module_names_the_parser_of_go() {
    let is_tree = |file: &File| file.is_below(&["analyzer/src/lower/go/tree.rs"]);
    let others = sources("analyzer/src").into_iter().filter(|file| !is_tree(file));
    let others: Vec<File> = others.collect();
    forbid(&others, "only `lower/go/tree` knows the parser", |line| {
        names(line, "tree_sitter") || names(line, "tree_sitter_go")
    });
}

/// A test and nothing else: it renews a file of the repository.
const WRITTEN_BY_A_TEST: &str = "analyzer/src/config/file/schema.rs";

#[test]
fn only_the_ends_of_the_pipeline_touch_files() {
    let io = [
        "analyzer/src/discover",
        "analyzer/src/config/read.rs",
        "analyzer/src/load",
        "analyzer/src/territory.rs",
        "analyzer/src/bin/",
        WRITTEN_BY_A_TEST,
    ];
    let others: Vec<File> =
        sources("analyzer/src").into_iter().filter(|file| !file.is_below(&io)).collect();
    let touches = ["std::fs", "fs::read", "fs::write", "File::open", "std::env", "std::process"];
    forbid(
        &others,
        "only discovery, loading, reading of configuration and the program look at the machine",
        |line| touches.iter().any(|what| line.contains(what)),
    );
}

#[test]
fn git_is_started_in_one_place() {
    let git = "analyzer/src/bin/cargo-chanlint/vcs/git.rs";
    // The others are the check and the pager that the user names, and the program by its second name.
    let others = ["cargo-chanlint/other.rs", "cargo-chanlint/pager.rs", "chanlint.rs"]
        .map(|name| format!("analyzer/src/bin/{name}"));
    let starters = [git, &others[0], &others[1], &others[2]];
    let starts: Vec<String> = sources("analyzer/src")
        .into_iter()
        .filter(|file| file.code().any(|(_, line)| names(line, "Command::new")))
        .map(|file| file.path)
        .collect();
    assert_eq!(starts.len(), starters.len(), "{starts:?}");
    assert!(starters.iter().all(|path| starts.iter().any(|found| found == path)), "{starts:?}");
    let others: Vec<File> =
        sources("analyzer/src").into_iter().filter(|file| file.path != git).collect();
    forbid(
        &others,
        "git is asked through `vcs`, which keeps it from running what it finds",
        |line| line.contains("\"git\""),
    );
}

#[test]
fn files_are_written_in_one_place() {
    let writers =
        ["write.rs", "write/"].map(|name| format!("analyzer/src/bin/cargo-chanlint/{name}"));
    let writers = [&*writers[0], &*writers[1], WRITTEN_BY_A_TEST];
    // What stands in a string is code to read, and tests make the files that they look at.
    let is_other = |file: &File| !file.is_below(&writers);
    let others = sources("analyzer/src").into_iter().filter(is_other).map(without_tests);
    let others: Vec<File> = others.collect();
    let writes = [
        "fs::write",
        "fs::create_dir",
        "fs::rename",
        "fs::copy",
        "fs::remove",
        "fs::set_permissions",
        "fs::hard_link",
        "File::create",
        "OpenOptions",
        "tempfile",
    ];
    forbid(&others, "files are written by `write`, which knows where that is right", |line| {
        writes.iter().any(|what| line.contains(what))
    });
}

/// A file without the tests at its end.
fn without_tests(file: File) -> File {
    let code = file.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
    File { text: code, ..file }
}

#[test]
fn only_the_output_writes_to_the_streams() {
    // The line of a long run holds only words of ours, and another check's lines are handed on as they are.
    let writers = ["output.rs", "progress.rs", "other.rs"]
        .map(|name| format!("analyzer/src/bin/cargo-chanlint/{name}"));
    let others: Vec<File> =
        sources("analyzer/src").into_iter().filter(|file| !writers.contains(&file.path)).collect();
    // `print!` and its like are denied everywhere.
    let why = "what was read reaches a stream through `output`, which escapes it";
    forbid(&others, why, |line| line.contains("io::stdout") || line.contains("io::stderr"));
}

#[test]
fn rules_and_the_model_name_no_client() {
    let knowledge = Knowledge::of(Language::Rust);
    let packages = knowledge.clients.iter().flat_map(|client| &client.packages);
    let clients: BTreeSet<String> =
        packages.flat_map(|name| [name.clone(), name.replace('-', "_")]).collect();
    assert!(clients.len() > 3, "{clients:?}");
    let blind: Vec<File> = sources("analyzer/src")
        .into_iter()
        .filter(|file| file.is_below(&["analyzer/src/rules/", "analyzer/src/model"]))
        .collect();
    assert!(blind.len() > 5, "the folders are where they were");
    forbid(&blind, "what is known about a client stands in its table", |line| {
        clients.iter().any(|client| names(line, client))
    });
}

/// The strings of a line of code that are a name, or a path of names.
fn name_literals(line: &str) -> impl Iterator<Item = &str> {
    let is_name = |text: &&str| {
        let starts = text.starts_with(|c: char| c.is_alphabetic());
        starts && text.split("::").all(|part| part.chars().all(|c| c.is_alphanumeric() || c == '_'))
    };
    line.split('"').skip(1).step_by(2).filter(is_name)
}

#[test]
fn what_is_common_to_languages_learns_no_names() {
    let strays = |name: &str, known: &str| {
        let is_code = |file: &File| !file.path.ends_with("/tests.rs");
        let files = sources("analyzer/src").into_iter().filter(is_code);
        let files: Vec<File> =
            files.filter(|file| stage(file) == Some(name)).map(without_tests).collect();
        let lines = files.iter().flat_map(|file| file.code().map(|(_, line)| line));
        let found: BTreeSet<&str> = lines.flat_map(name_literals).collect();
        let known: BTreeSet<&str> = known.split_whitespace().collect();
        let new: Vec<&str> = found.difference(&known).copied().collect();
        let idle: Vec<&str> = known.difference(&found).copied().collect();
        assert_eq!(new, Vec::<&str>::new(), "`{name}` learns names: they belong into a table");
        assert_eq!(idle, Vec::<&str>::new(), "an excuse that nobody needs any more goes");
    };
    strays("flow", NAMES_IN_FLOW);
    strays("model", NAMES_IN_MODEL);
}

#[test]
fn no_source_file_is_longer_than_a_reader_can_keep_in_mind() {
    let all: Vec<File> = ["analyzer/src", "macros/src"].into_iter().flat_map(sources).collect();
    let lines = |file: &File| file.text.lines().count();
    let too_long: Vec<String> = all
        .iter()
        .filter(|file| lines(file) > MOST_LINES)
        .map(|file| format!("{} ({} lines)", file.path, lines(file)))
        .collect();
    assert_eq!(too_long, Vec::<String>::new(), "over {MOST_LINES} lines");
}

#[test]
fn every_module_says_what_it_is_for() {
    let all = ["analyzer/src", "analyzer/tests", "macros/src"].into_iter().flat_map(sources);
    let says = |text: &str| text.starts_with("//! ") || text.starts_with("#![doc");
    let silent: Vec<String> = all.filter(|file| !says(&file.text)).map(|file| file.path).collect();
    assert_eq!(silent, Vec::<String>::new(), "these begin without `//!`");
}

#[test]
fn a_quick_run_leaves_out_what_is_there() {
    let script = fs::read_to_string(root().join(".ci/test")).unwrap();
    let (_, names) = script.split_once("slow_tests=(").unwrap();
    let (names, _) = names.split_once(')').unwrap();
    let missing: Vec<&str> = names
        .split_whitespace()
        .filter(|name| !root().join("analyzer/tests").join(format!("{name}.rs")).is_file())
        .collect();
    assert!(!names.is_empty() && missing.is_empty(), "{names}: {missing:?}");
}

#[test]
fn nobodys_home_is_in_the_sources() {
    let homes = [["/ho", "me/"].concat(), ["/Us", "ers/"].concat(), ["/ro", "ot/"].concat()];
    let mut found = String::new();
    for file in ["analyzer", "macros", "testdata"].into_iter().flat_map(files) {
        for (at, line) in file.text.lines().enumerate() {
            if homes.iter().any(|home| line.contains(home.as_str())) {
                writeln!(found, "{}:{}: {line}", file.path, at + 1).unwrap();
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn the_readme_lists_the_rules() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let [open, close] = TABLE_BETWEEN;
    let (before, rest) = readme.split_once(open).unwrap();
    let (old, after) = rest.split_once(close).unwrap();
    let fresh = table();
    if std::env::var_os("UPDATE").is_some() && old != fresh {
        fs::write(&path, [before, open, &fresh, close, after].concat()).unwrap();
    } else {
        assert_eq!(old, fresh, "UPDATE=1 cargo test -p cargo-chanlint --test tidy");
    }
}

fn table() -> String {
    let mut text = String::from("| rule | group | level | what it finds |\n|---|---|---|---|\n");
    for rule in RULES {
        let begins = format!("## What it does\n\nFinds {}.\n", rule.finds());
        assert!(rule.docs.contains(&begins), "{}: it finds …, but: {begins}", rule.name);
        let (name, group) = (rule.name, rule.group);
        let (level, finds) = (group.default_level().name(), rule.finds());
        let page = format!("analyzer/src/rules/{name}/page.md");
        writeln!(text, "| [`{name}`]({page}) | {} | {level} | {finds} |", group.name()).unwrap();
    }
    text
}
