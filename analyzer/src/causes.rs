//! One cause, one finding: what one change removes is told once, with every place at which it shows.

use rustc_hash::FxHashMap;

use crate::findings::{Again, Cause, Finding, Level, Place, Step};

/// Makes one finding of those of a rule that have a cause in common: the first, which stands for the others.
pub(crate) fn unite(findings: &mut Vec<Finding>) {
    let mut known: FxHashMap<(&'static str, Level, Cause), usize> = FxHashMap::default();
    let mut united: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        let keys = finding.causes.iter().map(|cause| (finding.rule, finding.level, cause.clone()));
        let keys: Vec<_> = keys.collect();
        let first = keys.iter().find_map(|key| known.get(key).copied()).unwrap_or(united.len());
        for key in keys {
            known.entry(key).or_insert(first);
        }
        match united.get_mut(first) {
            Some(first) => stand_for(first, finding),
            None => united.push(finding),
        }
    }
    *findings = united;
}

/// Has a finding stand for another one, too. Who meets in another package or program is no part of its story.
fn stand_for(first: &mut Finding, other: Finding) {
    let Place { at, .. } = other.primary;
    if (&first.package, &first.program) == (&other.package, &other.program) {
        let begins = |step: &Step| match step {
            Step::Opened { at, .. } => *at,
            Step::Context(context) => context.at,
        };
        for step in other.story {
            let is_told = first.story.iter().any(|known| begins(known) == begins(&step));
            if matches!(step, Step::Context(_)) && !is_told {
                first.story.push(step);
            }
        }
    }
    if !first.related.iter().any(|place| place.at == at) {
        first.related.push(other.primary);
    }
    let Finding { package, program, symbol, .. } = other;
    first.again.push(Again { at, package, program, symbol });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Span;
    use crate::findings::{Confidence, Context, Group, Role};
    use crate::sources::{FileId, Location};

    /// The place of a letter.
    fn at(letter: char) -> Location {
        let start = u32::from(letter);
        Location { file: FileId(0), span: Span { start, end: start + 1 } }
    }

    fn task(letter: char) -> Step {
        Step::Context(Context {
            kind: "task".to_owned(),
            at: at(letter),
            many: false,
            calls: Vec::new(),
            operation: "publish".to_owned(),
            operation_at: at(letter),
            also: Vec::new(),
        })
    }

    /// A finding at the place of a letter, in a package, with one task there.
    fn finding(letter: char, package: &str, causes: &[&str]) -> Finding {
        let cause = |name: &&str| Cause::Held("shop".to_owned(), (*name).to_owned());
        Finding {
            rule: "shared_channel_rpc",
            group: Group::Correctness,
            level: Level::Deny,
            confidence: Confidence::Certain,
            message: "two tasks".to_owned(),
            package: package.to_owned(),
            program: None,
            client: "amqprs".to_owned(),
            client_version: None,
            primary: Place { at: at(letter), label: "here".to_owned(), role: Role::Used },
            related: Vec::new(),
            story: vec![Step::Opened { at: at('o'), how: "open()".to_owned() }, task(letter)],
            outcome: None,
            help: Vec::new(),
            fix: None,
            symbol: letter.to_string(),
            causes: causes.iter().map(cause).collect(),
            again: Vec::new(),
        }
    }

    fn united(mut findings: Vec<Finding>) -> Vec<Finding> {
        unite(&mut findings);
        findings
    }

    #[test]
    fn findings_of_one_cause_become_the_first_with_the_places_of_all() {
        let all = [('a', "shop"), ('b', "shop"), ('c', "desk")];
        let all = all.map(|(letter, package)| finding(letter, package, &["Bus.channel"]));
        let found = united(all.to_vec());
        let [one] = &found[..] else { panic!("{} findings", found.len()) };
        assert_eq!((one.places(), one.primary.at), (3, at('a')));
        let symbols: Vec<&str> = one.again.iter().map(|again| again.symbol.as_str()).collect();
        assert_eq!(symbols, ["b", "c"]);
        assert_eq!(one.story.len(), 3, "who meets in another package is left out");
        let each: Vec<_> = one.at_each_place().map(|one| (one.primary.at, one.package)).collect();
        let is = |letter, package: &str| (at(letter), package.to_owned());
        assert_eq!(each, [is('a', "shop"), is('b', "shop"), is('c', "desk")]);
    }

    #[test]
    fn programs_of_one_package_meet_in_no_story() {
        let of = |letter, program: &str| {
            let program = Some(program.to_owned());
            Finding { program, ..finding(letter, "shop", &["Bus.channel"]) }
        };
        let found = united(vec![of('a', "orders"), of('b', "mails"), of('c', "orders")]);
        let [one] = &found[..] else { panic!("{} findings", found.len()) };
        assert_eq!((one.places(), one.story.len()), (3, 3), "who meets in `mails` is left out");
    }

    #[test]
    fn a_cause_leads_from_one_finding_to_the_next() {
        let all = [('a', &["x"][..]), ('b', &["y", "x"]), ('c', &["y"])];
        let all = all.map(|(letter, causes)| finding(letter, "shop", causes));
        assert_eq!(united(all.to_vec()).len(), 1);
    }

    #[test]
    fn another_rule_another_level_or_no_cause_is_another_finding() {
        let of = |causes: &[&str]| finding('a', "shop", causes);
        let other = Finding { rule: "shared_channel", group: Group::Suspicious, ..of(&["x"]) };
        let warned = Finding { level: Level::Warn, ..of(&["x"]) };
        assert_eq!(united(vec![of(&["x"]), other, warned, of(&[]), of(&[])]).len(), 5);
    }
}
