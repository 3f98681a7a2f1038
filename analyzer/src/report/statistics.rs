//! How often each rule was found: what to look at first in code that was never checked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::findings::{Level, Report};
use crate::report::{Lines, severity};

/// A line for each rule and level, the most frequent first, with how many of them can be fixed, safely or not.
pub fn text(report: &Report) -> Lines {
    let counts = counts(report);
    let count_width = counts.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
    let rule_width = counts.iter().map(|row| row.rule.len()).max().unwrap_or(0);
    let mut lines = Lines::new();
    for row in &counts {
        let fixes = row.fixes();
        let gap = if fixes.is_empty() { 0 } else { "warning".len() };
        let (count, rule, level) = (row.count, row.rule, severity(row.level));
        lines.line(format_args!("{count:count_width$}  {rule:rule_width$}  {level:gap$}{fixes}"));
    }
    lines
}

/// The same as a JSON array.
pub fn json(report: &Report) -> String {
    let row = |row: Row| {
        json!({
            "rule": row.rule, "level": row.level, "count": row.count, "fixable": row.safe,
            "unsafe_fixable": row.unsafe_ones,
        })
    };
    format!("{:#}\n", Value::from(counts(report).into_iter().map(row).collect::<Vec<_>>()))
}

struct Row {
    rule: &'static str,
    level: Level,
    count: usize,
    /// How many of them have a safe fix.
    safe: usize,
    /// How many have one that a person should look at.
    unsafe_ones: usize,
}

impl Row {
    fn fixes(&self) -> String {
        match (self.safe, self.unsafe_ones) {
            (0, 0) => String::new(),
            (safe, 0) => format!("  {safe} by --fix"),
            (0, others) => format!("  {others} by --fix --unsafe-fixes"),
            (safe, others) => format!("  {safe} by --fix, {others} by --fix --unsafe-fixes"),
        }
    }
}

fn counts(report: &Report) -> Vec<Row> {
    let mut counts: BTreeMap<(&str, Level), Row> = BTreeMap::new();
    for finding in &report.findings {
        let (rule, level) = (finding.rule, finding.level);
        let new = Row { rule, level, count: 0, safe: 0, unsafe_ones: 0 };
        let row = counts.entry((rule, level)).or_insert(new);
        row.count += 1;
        row.safe += usize::from(finding.fix.as_ref().is_some_and(|fix| fix.safe));
        row.unsafe_ones += usize::from(finding.fix.as_ref().is_some_and(|fix| !fix.safe));
    }
    let mut rows: Vec<Row> = counts.into_values().collect();
    rows.sort_by_key(|row| (Reverse(row.count), row.rule, Reverse(row.level)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Fix;
    use crate::report::test_finding;

    #[test]
    fn the_most_frequent_comes_first_and_levels_are_told_apart() {
        let (mut report, _) = test_finding("/w/a.rs", "x", "x");
        let one = report.findings[0].clone();
        let fix = Fix { title: "open another".to_owned(), safe: true, edits: Vec::new() };
        let of = |rule, level| crate::findings::Finding { rule, level, ..one.clone() };
        let warned = of("shared_channel", Level::Warn);
        report.findings.extend((0..9).map(|_| warned.clone()));
        let unsafe_one = Fix { safe: false, ..fix.clone() };
        let fixed = |fix| crate::findings::Finding { fix: Some(fix), ..warned.clone() };
        report.findings.extend([fixed(fix), fixed(unsafe_one.clone()), fixed(unsafe_one.clone())]);
        report.findings[0].fix = Some(unsafe_one);
        report.findings.push(of("shared_channel_rpc", Level::Warn));
        insta::assert_snapshot!(text(&report).as_str(), @r"
        12  shared_channel      warning  1 by --fix, 2 by --fix --unsafe-fixes
         1  shared_channel_rpc  error    1 by --fix --unsafe-fixes
         1  shared_channel_rpc  warning
        ");
        let read: Value = serde_json::from_str(&json(&report)).expect("it is JSON");
        assert_eq!(
            read[0],
            json!({
                "rule": "shared_channel", "level": "warn", "count": 12, "fixable": 1, "unsafe_fixable": 2,
            })
        );
        assert_eq!(text(&Report::default()), Lines::new());
    }
}
