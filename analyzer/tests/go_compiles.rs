//! Every block of Go on a rule's page, every fixture in Go that needs nothing but the client, and every twin of the generator is a
//! program that `go vet` takes, so that no page teaches an API that does not exist; and its calls mean what Go says that they mean.
//!
//! The blocks become packages of a module for each version of a client that they name, and what `go vet` says is told with the line of
//! the page. `CHANLINT_MODULES` names a folder of other modules whose calls are compared, too.

mod support {
    pub(crate) mod analysed;
    pub(crate) mod callees;
    pub(crate) mod fixture;
    pub(crate) mod go_cases;
    pub(crate) mod go_modules;
    pub(crate) mod page;
    pub(crate) mod repair;
}

use std::path::{Path, PathBuf};

use chanlint::fixes::Wanted;
use chanlint::rules::RULES;
use support::callees::Comparison;
use support::go_cases;
use support::go_modules::{complaint, go, of_blocks, of_fixtures, of_pages, of_twins};
use support::page;
use support::repair::repaired;

/// How many of the generator's twins are compiled.
const TWINS: u64 = 80;

/// What `go vet` says about modules; nothing when it takes them.
fn vet(modules: &[PathBuf]) -> String {
    let said = modules.iter().filter_map(|dir| complaint(go(dir).args(["vet", "./..."])));
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_block_is_taken_by_go_vet() {
    assert_eq!(vet(&of_pages("vet")), "");
}

/// What fixes make of programs is a program, too.
#[test]
fn every_fixed_block_is_taken_by_go_vet() {
    let pages = RULES.iter().flat_map(|rule| {
        let blocks = page::parse(rule.docs, "go").0.into_iter();
        blocks.map(|block| (format!("{}_{}", rule.name, block.line), block.code))
    });
    let fixed = pages.filter_map(|(name, code)| {
        let repaired = repaired(&code, Wanted::All);
        (!repaired.titles.is_empty()).then_some((name, repaired.code))
    });
    let fixed: Vec<(String, String)> = fixed.collect();
    assert!(fixed.len() >= 8, "{} blocks", fixed.len());
    let cases = go_cases::all().into_iter().enumerate();
    let cases = cases.flat_map(|(at, case)| {
        [(format!("case_{at}"), case.after), (format!("case_{at}_before"), case.before)]
    });
    assert_eq!(vet(&of_blocks("fixed", fixed.into_iter().chain(cases))), "");
}

#[test]
fn every_fixture_is_taken_by_go_vet() {
    assert_eq!(vet(&of_fixtures("vet")), "");
}

#[test]
fn every_twin_is_taken_by_go_vet() {
    assert_eq!(vet(&of_twins("vet", TWINS)), "");
}

#[test]
fn calls_mean_what_go_says() {
    let mut compared = Comparison::new();
    let modules = [of_pages("callees"), of_fixtures("callees"), of_twins("callees", TWINS)];
    for dir in modules.iter().flatten() {
        compared.add(dir);
    }
    assert_eq!(compared.left_out, "", "Go compiles all of them");
    println!("{}", compared.summary());
    assert_eq!(compared.contradictions, [""; 0]);
    assert!(compared.agrees > 1_500, "{} calls", compared.agrees);
    assert!(compared.gaps.len() * 100 <= compared.agrees, "{:#?}", compared.gaps);
}

#[test]
#[ignore = "other people's modules change, and not all of them compile: for those in the folder `CHANLINT_MODULES`"]
fn calls_of_other_modules_mean_what_go_says() {
    let folder = std::env::var_os("CHANLINT_MODULES").expect("a folder of modules");
    let mut compared = Comparison::new();
    for entry in Path::new(&folder).read_dir().expect("a folder") {
        compared.add(&entry.expect("a module").path());
    }
    println!("{}\n{:#?}\n{}", compared.summary(), compared.gaps, compared.left_out);
    assert_eq!(compared.contradictions, [""; 0]);
}
