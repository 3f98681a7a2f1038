//! A block of a page with every fix applied that its findings offer.

use std::collections::BTreeSet;
use std::path::Path;

use chanlint::fixes::{self, Change, Wanted};
use chanlint::report::{Palette, diff};

use super::fixture::Fixture;

/// More rounds than this and the fixes of a block undo each other.
const MOST_ROUNDS: usize = 4;

/// What fixes make of a block.
pub(crate) struct Repaired {
    /// The block, with the headers of its files.
    pub(crate) code: String,
    /// What differs, for each round.
    pub(crate) diffs: Vec<String>,
    /// Lines, rules and titles of the fixes, in the order of the findings.
    pub(crate) titles: Vec<String>,
}

/// Applies fixes until none is left.
pub(crate) fn repaired(code: &str, wanted: Wanted) -> Repaired {
    let mut repaired = Repaired { code: code.to_owned(), diffs: Vec::new(), titles: Vec::new() };
    for _ in 0..MOST_ROUNDS {
        let analysed = Fixture::parse(&repaired.code).analyze();
        assert_eq!(analysed.report.problems, [], "{}", repaired.code);
        let findings = &analysed.report.findings;
        let round = fixes::round(findings, &analysed.sources, wanted, &BTreeSet::new());
        assert_eq!(round.refused, [], "{}", repaired.code);
        if round.changes.is_empty() {
            return repaired;
        }
        let title = |finding: &chanlint::findings::Finding| {
            let fix = finding.fix.as_ref()?;
            let safe = if fix.safe { "safe" } else { "unsafe" };
            let line = analysed.line(finding.primary.at) + 1;
            Some(format!("line {line}: {}: {} ({safe})", finding.rule, fix.title))
        };
        repaired.titles.extend(findings.iter().filter_map(title));
        repaired.diffs.push(diff::unified(&round.changes, Path::new("/"), Palette::Plain).into());
        repaired.code = with(&repaired.code, &round.changes);
    }
    panic!("fixes follow fixes:\n{}\n{}", repaired.titles.join("\n"), repaired.diffs.join("\n"));
}

/// The block with the texts of its files replaced.
fn with(code: &str, changes: &[Change]) -> String {
    if !code.starts_with("//- ") {
        return changes[0].after.to_string();
    }
    let file = |file: &str| {
        let (header, text) = file.split_once('\n').expect("a header ends its line");
        let path = header.split_whitespace().next().expect("a header names a file");
        let change = changes.iter().find(|change| change.path == Path::new(path));
        let text = change.map_or_else(|| text.to_owned(), |change| change.after.to_string());
        format!("//- {header}\n{text}")
    };
    code.split("//- ").skip(1).map(file).collect()
}
