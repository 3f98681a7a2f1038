//! Changes to code that change nothing about what it does: the same has to be found afterwards.
//!
//! Done to generated programs, to the blocks of the rules' pages and to the workspaces of `testdata/`.

mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod analysed;
    pub(crate) mod fixture;
    pub(crate) mod generated;
    pub(crate) mod page;
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod twins;
}
mod transforms {
    pub(crate) mod functions;
    pub(crate) mod go;
    pub(crate) mod locals;
    pub(crate) mod newtype;
    pub(crate) mod paths;
    pub(crate) mod syntax;
    pub(crate) mod text;
    pub(crate) mod uses;

    use generator::text::{Kind, Token};

    /// Tokens as text, with the space that stood between them.
    pub(crate) fn write(all: &[Token]) -> String {
        let mut out = String::new();
        for token in all {
            if token.space {
                out.push(' ');
            }
            out.push_str(&token.text);
            if token.kind == Kind::LineComment {
                out.push('\n');
            }
        }
        out
    }

    /// Index of the delimiter that closes the one at `open`.
    pub(crate) fn close(all: &[Token], open: usize) -> Option<usize> {
        let mut depth = 0;
        for (at, token) in all.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }
}

use std::fmt::Write as _;
use std::path::Path;

use chanlint::discover::{Request, discover};
use chanlint::findings::{Finding, Level};
use chanlint::knowledge::Tables;
use chanlint::language::Language;
use chanlint::load::{Loaded, load};
use chanlint::lowering::lower_all;
use chanlint::rules::RULES;
use chanlint::sources::Sources;
use chanlint::workspace::Workspace;
use generator::layout::{Style, lay_out};
use generator::project::Project;
use support::fixture::Fixture;
use support::generated::{analyze, on_deep_stack};
use support::twins;
use transforms::{functions, go, locals, newtype, paths, syntax, text, uses};

/// So many generated programs are changed, each in every way.
const PROGRAMS: u64 = 30;

/// A change to the text of a file, or none where it does not apply.
type Change = fn(&str) -> Option<String>;

const CHANGES: &[(&str, Change)] = &[
    ("reflowed narrowly", |text| {
        Some(reflowed(text, Style { width: 40, chain: 10, inline: 0, ..Style::PLAIN }))
    }),
    ("reflowed widely", |text| {
        Some(reflowed(
            text,
            Style { indent: "\t", width: 400, chain: 400, inline: 400, airy: false },
        ))
    }),
    ("locals renamed", locals::renamed),
    ("imports flattened", uses::flat),
    ("imports nested", uses::nested),
    ("imports aliased", uses::aliased),
    ("bodies extracted", functions::extracted),
    ("`?` written out", syntax::tries_as_matches),
    ("loops written out", syntax::loops_with_breaks),
    ("statements split", syntax::statements_split),
    ("functions that give futures", syntax::functions_giving_futures),
    ("items reversed", syntax::items_reversed),
    ("methods called by path", syntax::methods_by_path),
    ("parameters bound again", syntax::parameters_bound_again),
    ("paths in full", paths::qualified),
    ("types through aliases", paths::through_aliases),
    ("imports through a prelude", paths::through_prelude),
    ("imports by globs", paths::by_globs),
    ("line ends of Windows", text::with_carriage_returns),
    ("comments everywhere", |text| Some(text::with_comments(text))),
];

const CHANGES_OF_GO: &[(&str, Change)] = &[
    ("the client renamed", go::client_renamed),
    ("declarations reversed", go::declarations_reversed),
    ("line ends of Windows", text::with_carriage_returns),
    ("comments everywhere", go::with_comments),
];

fn reflowed(text: &str, style: Style) -> String {
    lay_out(text, style).0
}

/// What is compared: rules with the operations that their messages name.
type Signature = Vec<(String, String)>;

fn rules(signature: &Signature) -> Vec<&str> {
    signature.iter().map(|(rule, _)| rule.as_str()).collect()
}

fn of_fixture(text: &str) -> Result<Signature, String> {
    let analysed = Fixture::parse(text).analyze();
    if let [problem, ..] = &analysed.report.problems[..] {
        return Err(problem.message.clone());
    }
    Ok(signature(&analysed.report.findings))
}

/// What a message names in backticks, by the names from before the change.
fn named(message: &str) -> String {
    let names = message.split('`').skip(1).step_by(2).map(|name| name.replace([' ', '(', ')'], ""));
    names.collect::<Vec<_>>().join(" ").replace("_too", "").replace("_inner", "")
}

/// A fixture's files with their headers, each changed.
fn changed(text: &str, change: Change) -> Option<String> {
    if !text.contains("//- ") {
        return change(text);
    }
    let mut any = false;
    let mut out = String::new();
    for file in text.split("//- ").skip(1) {
        let (header, code) = file.split_once('\n')?;
        let new = change(code);
        any |= new.is_some();
        let _ = writeln!(out, "//- {header}\n{}", new.as_deref().unwrap_or(code));
    }
    any.then_some(out)
}

/// The code of a library moved to another place: a module in the file, a file, a crate.
fn moved(text: &str) -> Vec<(&'static str, String)> {
    if text.contains("//- ")
        || ["fn main", "crate::", "super::", "mod "].iter().any(|word| text.contains(word))
    {
        return Vec::new();
    }
    vec![
        ("moved to a module", format!("pub mod moved {{ {text} }}\npub use moved::*;\n")),
        (
            "moved to a file",
            format!(
                "//- /src/lib.rs crate:page\npub mod moved;\npub use moved::*;\n//- /src/moved.rs\n{text}"
            ),
        ),
        (
            "moved to a crate",
            format!(
                "//- /inner/src/lib.rs crate:inner\n{text}//- /src/lib.rs crate:page\npub use inner::*;\n"
            ),
        ),
    ]
}

/// What still makes a difference that it should not: the rule's page, the line of its block, the change.
const KNOWN: [(&str, usize, &str); 7] = [
    // Types of options that no table names are not found behind a glob.
    ("ack_in_auto_ack_mode", 212, "imports by globs"),
    ("direct_reply_to_misused", 22, "imports by globs"),
    ("direct_reply_to_misused", 89, "imports by globs"),
    // Two ways on which the delivery stays unsettled are told apart by their lines.
    ("delivery_left_unsettled", 167, "reflowed narrowly"),
    // What a future does that a function gives is done where it is awaited, and so is no longer the work of a caller.
    ("ack_before_work", 614, "functions that give futures"),
    // What a queue gives back is looked for where its future is awaited at once.
    ("delivery_left_unsettled", 600, "statements split"),
    // That a signal is waited for is known where its future is awaited at once.
    ("consumer_ends_silently", 422, "statements split"),
];

#[test]
fn blocks_of_pages() {
    let mut differences = String::new();
    for rule in RULES {
        for block in support::page::parse(rule.docs, "rust").0 {
            // A suppression is of its line, and changes move lines and drop comments.
            if rule.name.contains("suppression") || block.code.contains("chanlint:") {
                continue;
            }
            let Ok(before) = of_fixture(&block.code) else { continue };
            let mut others = moved(&block.code);
            let all = CHANGES.iter().chain(&[("wrapped in a newtype", newtype::wrapped as Change)]);
            others.extend(
                all.filter_map(|&(name, change)| Some((name, changed(&block.code, change)?))),
            );
            for (name, text) in others {
                let after = of_fixture(&text);
                // Where a future's code belongs to is told in other words.
                let is_same = |after: &Signature| match name {
                    "functions that give futures" => rules(after) == rules(&before),
                    _ => *after == before,
                };
                let is_known = KNOWN.contains(&(rule.name, block.line, name));
                if after.as_ref().is_ok_and(is_same) == is_known {
                    let _ = writeln!(
                        differences,
                        "{}:{}, {name}: {before:?} became {after:?}\n{text}",
                        rule.name, block.line
                    );
                }
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

/// What differs when a program in Go is written otherwise.
fn differences_in_go(what: &str, text: &str) -> String {
    let before = of_fixture(text).expect("it can be read");
    let mut differences = String::new();
    let mut others: Vec<(&str, String)> = CHANGES_OF_GO
        .iter()
        .filter_map(|&(name, change)| Some((name, changed(text, change)?)))
        .collect();
    let apart = go::a_file_for_each_declaration(text);
    others.extend(apart.map(|text| ("a file for each declaration", text)));
    for (name, text) in others {
        let after = of_fixture(&text);
        if after.as_ref() != Ok(&before) {
            let _ = writeln!(differences, "{what}, {name}: {before:?} became {after:?}");
        }
    }
    differences
}

#[test]
fn blocks_of_go_on_pages() {
    let mut differences = String::new();
    for rule in RULES {
        for block in support::page::parse(rule.docs, "go").0 {
            let is_silenced = block.code.contains("chanlint");
            if !is_silenced {
                let what = format!("{} {}", rule.name, block.line);
                differences += &differences_in_go(&what, &block.code);
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn twins_in_go() {
    let of = |seed| {
        let text = twins::fixture(&generator::go::twin(seed));
        differences_in_go(&format!("twin {seed}"), &text)
    };
    let differences: String = (0..PROGRAMS).map(of).collect();
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn workspaces_of_testdata() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in the workspace");
    let entries = std::fs::read_dir(root.join("testdata")).expect("testdata can be listed");
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("it can be listed").path()).collect();
    folders.sort();
    let tables = Tables::builtin();
    let mut differences = String::new();
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        let workspace = discover(&Request::new(&folder), &tables.client_packages());
        let loaded = load(&workspace);
        let before = of_workspace(&workspace, &loaded, &tables);
        for &(name, change) in CHANGES {
            let after = of_workspace(&workspace, &with_changed_sources(&loaded, change), &tables);
            if after != before {
                let _ = writeln!(
                    differences,
                    "{}, {name}: {before:?} became {after:?}",
                    folder.display()
                );
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

fn with_changed_sources(loaded: &Loaded, change: Change) -> Loaded {
    let mut sources = Sources::default();
    for (_, source) in loaded.sources.iter() {
        let language = source.language.unwrap_or_default();
        // The changes are those of Rust's syntax.
        let changed = (language == Language::Rust).then(|| change(&source.text)).flatten();
        let text = changed.unwrap_or_else(|| source.text.to_string());
        sources.add_code(source.path.clone(), text, language);
    }
    Loaded {
        sources,
        files: loaded.files.clone(),
        problems: loaded.problems.clone(),
        ..Loaded::default()
    }
}

/// Files that cannot be parsed are left out, before and after.
fn of_workspace(workspace: &Workspace, loaded: &Loaded, tables: &Tables) -> Signature {
    let files: Vec<_> = loaded.files.iter().map(|&(_, file)| file).collect();
    let lowered = lower_all(&loaded.sources, &files, Some(1));
    let facts = lowered.into_iter().filter_map(|(file, facts)| Some((file, facts.ok()?))).collect();
    let report = on_deep_stack(|| chanlint::analyze(workspace, loaded, &facts, tables, Some(1)));
    signature(&report.findings)
}

/// Findings that are reported by default.
fn signature(findings: &[Finding]) -> Signature {
    let reported = findings.iter().filter(|finding| finding.level > Level::Allow);
    let mut signature: Signature =
        reported.map(|one| (one.rule.to_owned(), named(&one.message))).collect();
    signature.sort();
    signature
}

#[test]
fn generated_programs() {
    let differences = on_deep_stack(|| {
        let tables = Tables::builtin();
        (0..PROGRAMS).map(|seed| compare_program(seed, &tables)).collect::<String>()
    });
    assert!(differences.is_empty(), "{differences}");
}

/// The program of a seed and all that can be made of it; what differs.
fn compare_program(seed: u64, tables: &Tables) -> String {
    let (project, in_one_file, others) = generator::variants(seed);
    let of = |project: &Project| of_program(project, tables);
    let mut differences = String::new();
    let mut compare = |name: &str, before: &Result<Signature, String>, other: &Project| {
        let after = of(other);
        if after != *before {
            let _ = writeln!(differences, "seed {seed}, {name}: {before:?} became {after:?}");
            for file in &other.files {
                let _ = writeln!(differences, "//- {}\n{}", file.path, file.text);
            }
        }
    };
    let before = of(&project);
    for &(name, change) in CHANGES {
        compare(name, &before, &with_changed_files(&project, change));
    }
    for (name, other) in &others {
        compare(name, &before, other);
    }
    let wrapped = with_changed_files(&in_one_file, newtype::wrapped);
    compare("wrapped in a newtype", &of(&in_one_file), &wrapped);
    differences
}

fn with_changed_files(project: &Project, change: Change) -> Project {
    let mut project = project.clone();
    for file in &mut project.files {
        file.text = change(&file.text).unwrap_or_else(|| file.text.clone());
    }
    project
}

fn of_program(project: &Project, tables: &Tables) -> Result<Signature, String> {
    let found = analyze(project, tables)?;
    let mut signature: Signature =
        found.into_iter().map(|one| (one.rule, named(&one.message))).collect();
    signature.sort();
    Ok(signature)
}
