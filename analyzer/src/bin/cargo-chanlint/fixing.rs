//! `--fix` and `--diff`: what becomes of the fixes that the library applied to texts in memory.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use chanlint::Request;
use chanlint::findings::Report;
use chanlint::fixes::{self, Fixed, Wanted};
use chanlint::report::shown_path;
use chanlint::sources::Sources;
use chanlint::territory::Territory;

use crate::args::{Check, FixArgs};
use crate::vcs::Permission;
use crate::{FAILED, FOUND, output, write};

/// Writes the fixed files. What is left is reported.
pub(crate) fn fix(
    check: &Check,
    request: &Request,
    permission: &mut Permission<'_>,
) -> anyhow::Result<(Report, Sources)> {
    if !request.discovery.texts.is_empty() {
        bail!("what comes through the standard input cannot be fixed: `--diff` shows the fixes");
    }
    let mut fixed = fixes::fix(request, wanted(&check.fixes), &left_alone)?;
    // Before git is asked, for which it would be a change that nobody committed.
    write::sweep(sources(&fixed), &fixed.report.territory);
    permission.ask(fixed.changes.iter().map(|change| &*change.path))?;
    for (done, change) in fixed.changes.iter().enumerate() {
        let written =
            write::rewrite(&change.path, &fixed.report.territory, &change.before, &change.after);
        written.with_context(|| {
            output::fixed(check, &fixed.changes[..done], &fixed.report);
            format!("{} was not fixed", shown_path(&change.path, &fixed.report.root))
        })?;
    }
    output::fixed(check, &fixed.changes, &fixed.report);
    fixed.report.summary.fixed = fixed.changes.iter().map(|change| change.fixes).sum();
    fixed.report.fixed_files = Some(fixed.changes.len());
    Ok((fixed.report, fixed.sources))
}

/// Prints what would change and writes nothing.
pub(crate) fn diff(check: &Check, request: &Request) -> anyhow::Result<ExitCode> {
    let fixed = fixes::fix(request, wanted(&check.fixes), &left_alone)?;
    output::diff(check, &fixed)?;
    Ok(if !fixed.report.problems.is_empty() {
        ExitCode::from(FAILED)
    } else if !fixed.changes.is_empty() && !check.exit_zero {
        ExitCode::from(FOUND)
    } else {
        ExitCode::SUCCESS
    })
}

/// A text from the standard input need not be a file; what an editor has not written, it may write.
fn left_alone(path: &Path, territory: &Territory) -> Option<String> {
    let refusal = path.exists().then(|| write::refusal(path, territory)).flatten();
    refusal.map(|refusal| refusal.to_string())
}

fn sources(fixed: &Fixed) -> impl Iterator<Item = &Path> {
    fixed.report.scope.files.iter().map(|&file| fixed.sources.path(file))
}

fn wanted(flags: &FixArgs) -> Wanted {
    if flags.unsafe_fixes { Wanted::All } else { Wanted::Safe }
}
