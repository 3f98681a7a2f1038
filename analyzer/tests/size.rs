//! Size does not matter: what stands beside a program, in its files, its bodies or its workspace, changes no finding of it.

mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod analysed;
    pub(crate) mod fixture;
    pub(crate) mod generated;
    pub(crate) mod page;
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod twins;
    pub(crate) mod unrelated;
    pub(crate) mod unrelated_go;
}

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
use generator::client::Client;
use generator::project::{File, Package, Project};
use support::fixture::Fixture;
use support::generated::{Found, analyze, analyze_together, on_deep_stack};
use support::twins;
use support::unrelated::{ADDITIONS, everything, with_more_bindings};
use support::unrelated_go::{self, OF_A_PACKAGE, OF_THE_SAME, with_more_variables};

/// One in so many of the ways is taken for a block of a page.
const PART: usize = 8;

/// So many generated programs get code that has nothing to do with them.
const GROWN: u64 = 16;

/// So many generated programs stand in one workspace.
const TOGETHER: u64 = 80;

/// What is compared of a finding: its rule, its message, and the first line of its place.
type Told = (String, String, String);

fn told<'a>(findings: impl IntoIterator<Item = &'a Finding>, sources: &Sources) -> Vec<Told> {
    let reported = findings.into_iter().filter(|finding| finding.level > Level::Allow);
    let told = |finding: &Finding| {
        let (source, span) = (sources.get(finding.primary.at.file), finding.primary.at.span);
        let code = &source.text[span.start as usize..span.end as usize];
        let line = code.lines().next().unwrap_or_default();
        (finding.rule.to_owned(), finding.message.clone(), line.to_owned())
    };
    let mut told: Vec<Told> = reported.map(told).collect();
    told.sort();
    told
}

fn of_fixture(text: &str) -> Option<Vec<Told>> {
    let analysed = Fixture::parse(text).analyze();
    let is_whole = analysed.report.problems.is_empty();
    is_whole.then(|| told(&analysed.report.findings, &analysed.sources))
}

/// Code with items in a module of their own behind it.
fn with(text: &str, items: &str) -> String {
    format!("{text}\npub mod unrelated {{ {items} }}\n")
}

/// A fixture with another package that uses the client, too.
fn with_package(text: &str, items: &str) -> String {
    let header = if text.contains("//- ") { "" } else { "//- /src/lib.rs crate:page\n" };
    let depends = "crate:beside deps:lapin,tokio";
    format!("{header}{text}\n//- /beside/src/lib.rs {depends}\n{items}\n")
}

/// Every way in which a fixture grows.
fn grown(text: &str) -> Vec<(&'static str, String)> {
    let beside = ADDITIONS.iter().map(|(name, items)| (*name, with(text, &items(text))));
    let mut all: Vec<_> = beside.collect();
    all.push(("a package", with_package(text, &everything(text))));
    all.push(("more bindings", with_more_bindings(text)));
    all
}

/// Every way in which a fixture in Go grows.
fn grown_in_go(text: &str) -> Vec<(&'static str, String)> {
    let beside = OF_A_PACKAGE.iter();
    let beside =
        beside.map(|(name, items)| (*name, unrelated_go::with_package(text, &items(text))));
    let within =
        OF_THE_SAME.iter().map(|(name, items)| (*name, format!("{text}\n{}\n", items(text))));
    let mut all: Vec<_> = beside.chain(within).collect();
    all.push(("more variables", with_more_variables(text)));
    all
}

/// What differs when a program in Go grows, in one of so many ways for each.
fn differences_in_go(text: &str, number: usize, part: usize) -> Vec<&'static str> {
    let before = of_fixture(text).expect("it can be read");
    let grown = grown_in_go(text).into_iter().enumerate();
    let its_turn = grown.filter(|(at, _)| (number + at).is_multiple_of(part));
    let differs = |(_, (name, text)): (usize, (&'static str, String))| {
        (of_fixture(&text).as_ref() != Some(&before)).then_some(name)
    };
    its_turn.filter_map(differs).collect()
}

#[test]
fn blocks_of_go_on_pages() {
    let mut differences = Vec::new();
    let blocks = RULES.iter().flat_map(|rule| {
        let blocks = support::page::parse(rule.docs, "go").0.into_iter();
        blocks.map(|block| (rule.name, block))
    });
    for (number, (rule, block)) in blocks.enumerate() {
        let of_block = differences_in_go(&block.code, number, 3);
        differences.extend(of_block.into_iter().map(|name| (rule, block.line, name)));
    }
    assert_eq!(differences, []);
}

#[test]
fn twins_in_go() {
    let of = |seed| {
        let text = twins::fixture(&generator::go::twin(seed));
        differences_in_go(&text, 0, 1).into_iter().map(move |name| (seed, name))
    };
    let differences: Vec<_> = (0..GROWN).flat_map(of).collect();
    assert_eq!(differences, []);
}

/// Each block grows in some of the ways, so that all of them come up again and again.
#[test]
fn blocks_of_pages() {
    let mut differences = Vec::new();
    let blocks = RULES.iter().flat_map(|rule| {
        let blocks = support::page::parse(rule.docs, "rust").0.into_iter();
        blocks.map(|block| (rule.name, block))
    });
    for (number, (rule, block)) in blocks.enumerate() {
        let Some(before) = of_fixture(&block.code) else { continue };
        for (at, (name, text)) in grown(&block.code).into_iter().enumerate() {
            let is_its_turn = (number + at) % PART == 0;
            if is_its_turn && of_fixture(&text).as_ref() != Some(&before) {
                differences.push((rule, block.line, name));
            }
        }
    }
    assert_eq!(differences, []);
}

#[test]
fn workspaces_of_testdata() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("it lies in the workspace");
    let entries = std::fs::read_dir(root.join("testdata")).expect("testdata can be listed");
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("it can be listed").path()).collect();
    folders.sort();
    let tables = Tables::builtin();
    let mut differences = Vec::new();
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        let workspace = discover(&Request::new(&folder), &tables.client_packages());
        let loaded = load(&workspace);
        let before = of_workspace(&workspace, &loaded, &tables);
        let mut compare = |name, change: &dyn Fn(&str) -> String| {
            if of_workspace(&workspace, &with_changed_sources(&loaded, change), &tables) != before {
                differences.push((folder.clone(), name));
            }
        };
        for (name, items) in ADDITIONS {
            compare(*name, &|text| with(text, &items(text)));
        }
        compare("more bindings", &with_more_bindings);
    }
    assert_eq!(differences, []);
}

fn with_changed_sources(loaded: &Loaded, change: &dyn Fn(&str) -> String) -> Loaded {
    let mut sources = Sources::default();
    for (_, source) in loaded.sources.iter() {
        let language = source.language.unwrap_or_default();
        let is_code = source.language == Some(Language::Rust);
        let text = if is_code { change(&source.text) } else { source.text.to_string() };
        sources.add_code(source.path.clone(), text, language);
    }
    let (files, problems) = (loaded.files.clone(), loaded.problems.clone());
    Loaded { sources, files, problems, ..Loaded::default() }
}

/// Files that cannot be parsed are left out, before and after.
fn of_workspace(workspace: &Workspace, loaded: &Loaded, tables: &Tables) -> Vec<Told> {
    let files: Vec<_> = loaded.files.iter().map(|&(_, file)| file).collect();
    let lowered = lower_all(&loaded.sources, &files, Some(1));
    let facts = lowered.into_iter().filter_map(|(file, facts)| Some((file, facts.ok()?))).collect();
    let report = on_deep_stack(|| chanlint::analyze(workspace, loaded, &facts, tables, Some(1)));
    told(&report.findings, &loaded.sources)
}

#[test]
fn generated_programs() {
    let tables = Tables::builtin();
    let differences = on_deep_stack(|| {
        let mut differences = Vec::new();
        for seed in 0..GROWN {
            let before = generator::program(seed).project;
            let expected = said(analyze(&before, &tables).expect("it can be read"));
            let all: String = before.files.iter().map(|file| file.text.as_str()).collect();
            let mut compare = |name, other: &Project| {
                if analyze(other, &tables).map(said) != Ok(expected.clone()) {
                    differences.push((seed, name));
                }
            };
            for (name, items) in ADDITIONS {
                let items = items(&all);
                compare(*name, &with_changed_files(&before, |text| with(text, &items)));
            }
            compare("more bindings", &with_changed_files(&before, with_more_bindings));
        }
        differences
    });
    assert_eq!(differences, []);
}

fn with_changed_files(project: &Project, change: impl Fn(&str) -> String) -> Project {
    let mut project = project.clone();
    for file in &mut project.files {
        file.text = change(&file.text);
    }
    project
}

/// Rules and messages.
fn said(found: Vec<Found>) -> Vec<(String, String)> {
    let mut said: Vec<_> = found.into_iter().map(|one| (one.rule, one.message)).collect();
    said.sort();
    said
}

#[test]
fn generated_programs_in_one_workspace() {
    let tables = Tables::builtin();
    let projects: Vec<Project> =
        (0..TOGETHER).map(|seed| generator::program(seed).project).collect();
    let differences = on_deep_stack(|| {
        let together = analyze_together(&projects, &tables).expect("they can be read");
        let alone = |project: &Project| analyze(project, &tables).expect("it can be read");
        let compared = (0..TOGETHER).zip(projects.iter().map(alone)).zip(together);
        let different = compared.filter(|((_, alone), together)| alone != together);
        different.map(|((seed, _), _)| seed).collect::<Vec<_>>()
    });
    assert_eq!(differences, [0; 0]);
}

/// A library in a package of its own.
fn library(client: Client, text: String) -> Project {
    let package = Package { name: "beside".to_owned(), is_lib: true, uses: None };
    let file = File { path: "src/lib.rs".to_owned(), text, marks: Vec::new() };
    Project { client, packages: vec![package], files: vec![file] }
}

#[test]
fn generated_programs_beside_a_library() {
    let tables = Tables::builtin();
    let differences = on_deep_stack(|| {
        let differs = |&seed: &u64| {
            let project = generator::program(seed).project;
            let all: String = project.files.iter().map(|file| file.text.as_str()).collect();
            let beside = library(project.client, everything(&all));
            let alone = analyze(&project, &tables).expect("it can be read");
            let both = analyze_together(&[project, beside], &tables).expect("they can be read");
            both != [alone, Vec::new()]
        };
        (0..GROWN).filter(differs).collect::<Vec<_>>()
    });
    assert_eq!(differences, [0; 0]);
}
