//! Which flags mean nothing for which command: all have the flags of the check, and what would do nothing is refused.

use anyhow::bail;

use crate::args::Check;
use crate::formats::OutputFormat;

/// Refuses what means nothing for `baseline`, which writes findings down instead of reporting them.
pub(crate) fn for_baseline(check: &Check) -> anyhow::Result<()> {
    refuse("baseline", &[(check.stdin_filename.is_some(), "--stdin-filename")], check)
}

/// Refuses what means nothing for `map`, which reports no findings.
pub(crate) fn for_map(check: &Check) -> anyhow::Result<()> {
    refuse("map", &[(check.baseline.is_some(), "--baseline")], check)
}

/// Refuses what means nothing for `show-config`, which reads no sources and prints TOML.
pub(crate) fn for_show_config(check: &Check) -> anyhow::Result<()> {
    let also = [
        (check.baseline.is_some(), "--baseline"),
        (check.formats.format() != OutputFormat::Human, "--output-format"),
    ];
    refuse("show-config", &also, check)
}

/// Refuses flags that are given: those named, and those about a report, which none of these commands prints.
fn refuse(command: &str, also: &[(bool, &str)], check: &Check) -> anyhow::Result<()> {
    let of_report = [
        (check.changed_since.is_some(), "--changed-since"),
        (check.no_baseline, "--no-baseline"),
        (check.add_allow.is_some(), "--add-allow"),
        (check.fixes.fix, "--fix"),
        (check.fixes.diff, "--diff"),
        (check.fixes.unsafe_fixes, "--unsafe-fixes"),
        (!check.formats.files.is_empty(), "--output-file"),
        (check.formats.statistics, "--statistics"),
        (check.formats.with.is_some(), "--with"),
    ];
    match of_report.iter().chain(also).find(|(is_given, _)| *is_given) {
        Some((_, flag)) => bail!("`{flag}` means nothing for `{command}`: leave it out"),
        None => Ok(()),
    }
}
