//! A way out leads out: each help that a rule gives for the bad blocks of its page is applied to one of them by hand, and then no
//! rule has anything to say any more. The page itself shows most of that; `helps.toml` says where, and has the rest.

mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod analysed;
    pub(crate) mod fixture;
    pub(crate) mod page;
}

use std::collections::BTreeMap;
use std::process::ExitCode;

use chanlint::findings::Level;
use chanlint::report::Look;
use chanlint::report::human::{self, Detail};
use chanlint::rules::{RULES, Rule};
use libtest_mimic::{Arguments, Failed, Trial};
use serde::Deserialize;
use support::fixture::Fixture;
use support::page;

/// How a page goes on behind a bad block with what its help makes of it.
const INSTEAD: &str = "Use instead";

#[derive(Deserialize)]
struct File {
    help: Vec<Applied>,
}

/// What a help makes of a bad block.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Applied {
    rules: Vec<String>,
    says: String,
    page: Option<String>,
    code: Option<String>,
}

fn main() -> ExitCode {
    let file: File = toml::from_str(include_str!("helps.toml")).expect("the file can be read");
    let mut trials = Vec::new();
    for applied in &file.help {
        let rule = RULES.iter().find(|rule| applied.rules.iter().any(|name| name == rule.name));
        let docs = rule.unwrap_or_else(|| panic!("{:?} are no rules", applied.rules)).docs;
        let code = code(applied, docs);
        let name = format!("{}: {}", applied.rules.join(", "), applied.says);
        trials.push(Trial::test(name, move || leads_out(&code)));
    }
    for rule in RULES {
        let of = file.help.iter().filter(|help| help.rules.iter().any(|name| name == rule.name));
        let applied: Vec<String> = of.map(|help| help.says.clone()).collect();
        let name = format!("{}: each help is applied", rule.name);
        trials.push(Trial::test(name, move || is_whole(rule, &applied)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The code that a help leads to.
fn code(applied: &Applied, docs: &str) -> String {
    match (&applied.code, &applied.page) {
        (Some(code), None) => code.trim_start().to_owned(),
        (None, Some(sentence)) => {
            let block = shown(docs).into_iter().find(|(before, _)| before == sentence);
            block.unwrap_or_else(|| panic!("no block of the page stands behind: {sentence}")).1
        }
        _ => panic!("`{}` has either `code` or `page`", applied.says),
    }
}

/// The blocks of a page, each with the last sentence before it.
fn shown(docs: &str) -> Vec<(String, String)> {
    let (blocks, prose) = page::parse(docs, "rust go");
    let before = |line: usize| {
        let above = prose.iter().rev().find(|(at, text)| *at < line && !text.is_empty());
        above.map_or("", |(_, text)| text).to_owned()
    };
    blocks.into_iter().map(|block| (before(block.line), block.code)).collect()
}

/// Nothing is said about the code, by whichever rule that is on by itself.
fn leads_out(code: &str) -> Result<(), Failed> {
    let mut analysed = Fixture::parse(code).analyze();
    if let [problem, ..] = &analysed.report.problems[..] {
        return Err(problem.message.clone().into());
    }
    analysed.report.findings.retain(|finding| finding.level > Level::Allow);
    if analysed.report.findings.is_empty() {
        return Ok(());
    }
    let shown = human::findings(&analysed.report, &analysed.sources, Look::PLAIN, Detail::Brief);
    Err(shown.to_string().into())
}

/// Each help that a rule gives on its page is applied, and nothing else is.
fn is_whole(rule: &Rule, applied: &[String]) -> Result<(), Failed> {
    let mut offered: BTreeMap<String, bool> = BTreeMap::new();
    let blocks = shown(rule.docs);
    for (at, (_, code)) in blocks.iter().enumerate().filter(|(_, (_, code))| code.contains("//~")) {
        let next = blocks.get(at + 1);
        let is_shown = next.is_some_and(|(before, _)| before.starts_with(INSTEAD));
        let findings = Fixture::parse(code).analyze().report.findings;
        for finding in findings.iter().filter(|finding| finding.rule == rule.name) {
            for (index, help) in finding.help.iter().enumerate() {
                *offered.entry(without_names(help)).or_default() |= index == 0 && is_shown;
            }
        }
    }
    let missing: Vec<&String> = offered
        .iter()
        .filter(|(help, is_shown)| !**is_shown && !applied.contains(help))
        .map(|(help, _)| help)
        .collect();
    let gone: Vec<&String> = applied.iter().filter(|help| !offered.contains_key(*help)).collect();
    if missing.is_empty() && gone.is_empty() {
        return Ok(());
    }
    Err(format!("helps.toml\nmissing: {missing:#?}\noffered no more: {gone:#?}").into())
}

/// A help without what stands in backticks, which differs from program to program.
fn without_names(help: &str) -> String {
    let parts: Vec<&str> = help.split('`').step_by(2).collect();
    parts.join("``")
}
