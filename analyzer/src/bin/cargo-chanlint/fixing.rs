//! `--fix` and `--diff`: what becomes of the fixes that the library applied to texts in memory.

use std::process::ExitCode;

use anyhow::{Context as _, bail};
use chanlint::Request;
use chanlint::findings::Report;
use chanlint::fixes::{self, Wanted};
use chanlint::sources::Sources;

use crate::args::{Check, FixArgs};
use crate::rewrite::rewrite;
use crate::vcs::Permission;
use crate::{FAILED, FOUND, output};

/// Writes the fixed files. What is left is reported.
pub(crate) fn fix(
    check: &Check,
    request: &Request,
    permission: &mut Permission<'_>,
) -> anyhow::Result<(Report, Sources)> {
    if !request.discovery.texts.is_empty() {
        bail!("what comes through the standard input cannot be fixed: `--diff` shows the fixes");
    }
    let fixed = fixes::fix(request, wanted(&check.fixes))?;
    permission.ask(fixed.changes.iter().map(|change| &*change.path))?;
    for change in &fixed.changes {
        rewrite(&change.path, &change.before, &change.after)
            .with_context(|| format!("{} was not fixed", change.path.display()))?;
    }
    output::fixed(check, &fixed);
    Ok((fixed.report, fixed.sources))
}

/// Prints what would change and writes nothing.
pub(crate) fn diff(check: &Check, request: &Request) -> anyhow::Result<ExitCode> {
    let fixed = fixes::fix(request, wanted(&check.fixes))?;
    output::diff(check, &fixed)?;
    Ok(if !fixed.report.problems.is_empty() {
        ExitCode::from(FAILED)
    } else if !fixed.changes.is_empty() && !check.exit_zero {
        ExitCode::from(FOUND)
    } else {
        ExitCode::SUCCESS
    })
}

fn wanted(flags: &FixArgs) -> Wanted {
    if flags.unsafe_fixes { Wanted::All } else { Wanted::Safe }
}
