//! How often each rule was found: what to look at first in code that was never checked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::findings::{Level, Report};
use crate::report::{Lines, severity};

/// A line for each rule and level, the most frequent first; `[*]` marks what a safe fix exists for, at least in part.
pub fn text(report: &Report) -> Lines {
    let counts = counts(report);
    let count_width = counts.iter().map(|row| row.count.to_string().len()).max().unwrap_or(0);
    let rule_width = counts.iter().map(|row| row.rule.len()).max().unwrap_or(0);
    let mut lines = Lines::new();
    for Row { rule, level, count, fixable } in &counts {
        let fix = if *fixable > 0 { "  [*]" } else { "" };
        let level = severity(*level);
        lines.line(format_args!("{count:count_width$}  {rule:rule_width$}  {level}{fix}"));
    }
    let fixable: usize = counts.iter().map(|row| row.fixable).sum();
    if fixable > 0 {
        lines.line(format_args!("[*] {fixable} fixable with `--fix`"));
    }
    lines
}

/// The same as a JSON array.
pub fn json(report: &Report) -> String {
    let row = |row: Row| {
        json!({
            "rule": row.rule, "level": row.level, "count": row.count, "fixable": row.fixable,
        })
    };
    format!("{:#}\n", Value::from(counts(report).into_iter().map(row).collect::<Vec<_>>()))
}

struct Row {
    rule: &'static str,
    level: Level,
    count: usize,
    /// How many of them have a safe fix.
    fixable: usize,
}

fn counts(report: &Report) -> Vec<Row> {
    let mut counts: BTreeMap<(&str, Level), (usize, usize)> = BTreeMap::new();
    for finding in &report.findings {
        let (count, fixable) = counts.entry((finding.rule, finding.level)).or_default();
        *count += 1;
        *fixable += usize::from(finding.fix.as_ref().is_some_and(|fix| fix.safe));
    }
    let row = |((rule, level), (count, fixable))| Row { rule, level, count, fixable };
    let mut rows: Vec<Row> = counts.into_iter().map(row).collect();
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
        report.findings.push(crate::findings::Finding { fix: Some(fix), ..warned });
        report.findings.push(of("shared_channel_rpc", Level::Warn));
        insta::assert_snapshot!(text(&report).as_str(), @r"
        10  shared_channel      warning  [*]
         1  shared_channel_rpc  error
         1  shared_channel_rpc  warning
        [*] 1 fixable with `--fix`
        ");
        let read: Value = serde_json::from_str(&json(&report)).expect("it is JSON");
        assert_eq!(
            read[0],
            json!({ "rule": "shared_channel", "level": "warn", "count": 10, "fixable": 1 })
        );
        assert_eq!(text(&Report::default()), Lines::new());
    }
}
