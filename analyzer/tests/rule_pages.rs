//! Every page of a rule is its test: each fenced block of Rust or Go is analysed, `//~ rule` marks the lines that must be reported,
//! and a block without marks must be silent for every rule.

mod support {
    pub(crate) mod analysed;
    pub(crate) mod fixture;
    pub(crate) mod marks;
    pub(crate) mod page;
}

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use chanlint::findings::Level;
use chanlint::knowledge::{Client, Knowledge, Tables};
use chanlint::language::Language;
use chanlint::report::Look;
use chanlint::report::human::{self, Detail};
use chanlint::rules::{RULES, Rule};
use libtest_mimic::{Arguments, Failed, Trial};
use support::fixture::Fixture;
use support::marks;
use support::page::{self, Block};

/// What blocks are analysed.
const LANGUAGES: &str = "rust go";

const MARKED_BLOCKS: usize = 3;
const SILENT_BLOCKS: usize = 4;

const HEADINGS: [&str; 5] =
    ["What it does", "Why is this bad?", "Examples", "Known limits", "References"];

fn main() -> ExitCode {
    let mut trials = Vec::new();
    for rule in RULES {
        trials.push(Trial::test(format!("{}.md", rule.name), || is_complete(rule)));
        for block in page::parse(rule.docs, LANGUAGES).0 {
            let name = format!("{}.md:{}", rule.name, block.line);
            trials.push(Trial::test(name, move || check(rule, &block)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Analyses a block and compares what is found with its marks.
fn check(rule: &Rule, block: &Block) -> Result<(), Failed> {
    let file = format!("{}.md", rule.name);
    let wanted = marks::marks(&file, block.line, &block.code);
    let mut analysed = Fixture::parse(&block.code).analyze();
    // A page asks for its own rule, also where the rule is off by default.
    let own = analysed.report.findings.iter_mut().filter(|finding| finding.rule == rule.name);
    own.for_each(|finding| finding.level = finding.level.max(Level::Warn));
    if let [problem, ..] = &analysed.report.problems[..] {
        return Err(format!("{}: {}", problem.path.display(), problem.message).into());
    }
    let place = |at| (file.clone(), block.line + analysed.line(at));
    let found = marks::found(&analysed.report, place);
    marks::compare(wanted, found).map_err(|differences| {
        let report =
            human::findings(&analysed.report, &analysed.sources, Look::PLAIN, Detail::Brief);
        format!("{differences}\n{report}").into()
    })
}

/// What a reader may expect of a page.
fn is_complete(rule: &Rule) -> Result<(), Failed> {
    let (blocks, prose) = page::parse(rule.docs, LANGUAGES);
    let headings: Vec<&str> =
        prose.iter().filter_map(|(_, line)| line.strip_prefix("## ")).collect();
    let title = prose.first().map(|(_, line)| *line);
    demand(title == Some(&format!("# {}", rule.name)), "the page is titled by its rule")?;
    demand(headings == HEADINGS, &format!("it has the headings {HEADINGS:?}, not {headings:?}"))?;
    let preview = format!(
        "In preview since {}: its name, its level and its findings may change with the next release.",
        rule.since
    );
    let is_marked = prose.iter().any(|(_, line)| *line == preview);
    demand(is_marked == rule.is_in_preview(), "it says of a preview what that means")?;
    let marks = |block: &Block| marks::marks("", block.line, &block.code);
    let (silent, marked): (Vec<_>, Vec<_>) =
        blocks.iter().partition(|block| marks(block).is_empty());
    demand(marked.len() >= MARKED_BLOCKS, "at least three blocks are marked")?;
    demand(silent.len() >= SILENT_BLOCKS, "at least four blocks are silent")?;
    let is_own = |block: &&Block| marks(block).iter().any(|mark| mark.rule == rule.name);
    demand(marked.iter().all(is_own), "every marked block is about the rule")?;
    let several = |block: &&Block, words: &str| block.code.matches(words).count() > 1;
    let spans_functions = |block: &&Block| several(block, "fn ") || several(block, "func ");
    demand(marked.iter().any(spans_functions), "one spans functions")?;
    demand(marked.iter().any(|block| several(block, "//- ")), "one spans files")?;
    for client in &clients(rule) {
        let is_named = |blocks: &[&Block]| blocks.iter().any(|block| shows(block, client));
        demand(
            is_named(&marked) && is_named(&silent),
            &format!("it shows {client}, bad and good"),
        )?;
    }
    sentences(rule, &prose)
}

/// Whether a block is about a client.
fn shows(block: &Block, client: &str) -> bool {
    let paths = format!("{}::", client.replace('-', "_"));
    block.code.contains(&paths) || block.code.contains(&format!("/{client}\""))
}

/// The clients whose tables say that something follows. A rule that no table speaks of is about every client of Rust with hazards.
fn clients(rule: &Rule) -> BTreeSet<String> {
    let tables = Tables::builtin();
    let speaks = |client: &Client, name: Option<&str>| {
        let hazards = client.hazards.iter().filter(|hazard| hazard.level > Level::Allow);
        let mut rules = hazards
            .map(|hazard| &hazard.rule.name)
            .chain(client.failures.iter().map(|failure| &failure.rule.name));
        rules.any(|rule| name.is_none_or(|name| rule == name))
    };
    let named: BTreeSet<String> = tables
        .clients()
        .filter(|client| speaks(client, Some(rule.name)))
        .map(|client| client.name.clone())
        .collect();
    if !named.is_empty() {
        return named;
    }
    let rust = Knowledge::of(Language::Rust);
    let all = rust.clients.iter().filter(|client| speaks(client, None));
    all.map(|client| client.name.clone()).collect()
}

/// One sentence a line: then a diff shows which claim has changed.
fn sentences(rule: &Rule, prose: &[(usize, &str)]) -> Result<(), Failed> {
    let starts_second = |line: &str| {
        line.match_indices(['.', '?', '!']).any(|(at, _)| {
            line[at + 1..].starts_with(' ') && line[at + 2..].starts_with(char::is_uppercase)
        })
    };
    for (number, line) in prose {
        let place = Path::new("analyzer/src/rules").join(rule.name).join("page.md");
        let complaint = format!("{}:{number}: one sentence a line", place.display());
        demand(!starts_second(line), &complaint)?;
    }
    Ok(())
}

fn demand(holds: bool, what: &str) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(what.into()) }
}
