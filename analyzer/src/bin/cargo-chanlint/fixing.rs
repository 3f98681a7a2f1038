//! `--fix` and `--diff`: what becomes of the fixes that the library applied to texts in memory.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use chanlint::Request;
use chanlint::findings::Report;
use chanlint::fixes::{self, Change, Wanted};
use chanlint::sources::Sources;

use crate::args::{Check, FixArgs};
use crate::{FAILED, FOUND, output, vcs};

/// Writes the fixed files. What is left is reported.
pub(crate) fn fix(check: &Check, request: &Request) -> anyhow::Result<(Report, Sources)> {
    if !request.discovery.texts.is_empty() {
        bail!("what comes through the standard input cannot be fixed: `--diff` shows the fixes");
    }
    let fixed = fixes::fix(request, wanted(&check.fixes))?;
    vcs::check(&fixed.changes, &check.fixes)?;
    for change in &fixed.changes {
        write(change)?;
    }
    output::fixed(check, &fixed)?;
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

/// Puts a file's new text in its place at once: whoever reads it sees the old one or the new one.
fn write(change: &Change) -> anyhow::Result<()> {
    let shown = change.path.display();
    // Behind a link stands the file that is meant.
    let path = fs::canonicalize(&change.path).with_context(|| format!("{shown} was not fixed"))?;
    replace(&path, change).with_context(|| format!("{shown} was not fixed"))
}

fn replace(path: &Path, change: &Change) -> anyhow::Result<()> {
    if fs::read(path)? != change.before.as_bytes() {
        bail!("it was changed while it was analysed: run the command again");
    }
    let directory = path.parent().context("it has no directory")?;
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(change.after.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(path)?.permissions())?;
    file.persist(path)?;
    Ok(())
}
