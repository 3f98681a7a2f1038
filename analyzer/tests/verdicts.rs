//! What was said of public repositories, finding by finding, and how often it was right. Prints the precision of each rule:
//! `cargo test -p cargo-chanlint --test verdicts -- --nocapture`.

use std::collections::{BTreeMap, BTreeSet};

use chanlint::findings::Group;
use chanlint::rules::RULES;
use serde::Deserialize;

/// From so many findings on, a rule that is often wrong does not stay on by itself.
const ENOUGH: usize = 10;

/// How many of a hundred have to be right.
const WANTED: usize = 90;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    repository: Vec<Repository>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repository {
    name: String,
    commit: String,
    findings: Vec<Judged>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    rule: String,
    place: String,
    verdict: Verdict,
    why: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    True,
    False,
    Debatable,
}

/// How often a rule was right.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    debatable: usize,
}

impl Tally {
    fn judged(&self) -> usize {
        self.right + self.wrong
    }

    /// Of a hundred that are right or wrong.
    fn precision(&self) -> usize {
        (100 * self.right).checked_div(self.judged()).unwrap_or(100)
    }
}

fn verdicts() -> Verdicts {
    toml::from_str(include_str!("../field/verdicts.toml")).expect("the file can be read")
}

fn tallies() -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for judged in verdicts().repository.into_iter().flat_map(|repository| repository.findings) {
        let tally = tallies.entry(judged.rule).or_default();
        match judged.verdict {
            Verdict::True => tally.right += 1,
            Verdict::False => tally.wrong += 1,
            Verdict::Debatable => tally.debatable += 1,
        }
    }
    tallies
}

#[test]
fn a_rule_that_is_on_by_itself_is_right_nine_times_of_ten() {
    for (name, tally) in tallies() {
        println!(
            "{name}: {} of {} right ({} %), {} debatable",
            tally.right,
            tally.judged(),
            tally.precision(),
            tally.debatable
        );
        let rule = RULES.iter().find(|rule| rule.name == name);
        let rule = rule.unwrap_or_else(|| panic!("there is no rule `{name}`"));
        let is_on = rule.group != Group::Pedantic;
        assert!(
            !is_on || tally.judged() < ENOUGH || tally.precision() >= WANTED,
            "`{name}` gets better, or is pedantic"
        );
    }
}

#[test]
fn each_finding_is_judged_once_and_what_is_not_right_says_why() {
    for repository in verdicts().repository {
        let Repository { name, commit, findings } = repository;
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        assert!(commit.len() == 40 && commit.chars().all(is_digit), "{name}: `{commit}`");
        let mut known = BTreeSet::new();
        for Judged { rule, place, verdict, why } in findings {
            let line = place.rsplit_once(':').and_then(|(_, line)| line.parse::<u32>().ok());
            assert!(line.is_some(), "{name}: `{place}` is no `path:line`");
            assert_eq!(why.is_none(), verdict == Verdict::True, "{name}: {rule} at {place}");
            assert!(known.insert((rule, place.clone())), "{name}: {place} stands there twice");
        }
    }
}
