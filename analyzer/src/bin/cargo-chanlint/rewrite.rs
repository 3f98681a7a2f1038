//! Writes a source file anew, for `--fix` and `--add-allow`.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};

/// Puts a file's new text in its place at once: whoever reads it sees the old one or the new one. Refuses when `before` is
/// not what stands there any more.
pub(crate) fn rewrite(path: &Path, before: &str, after: &str) -> anyhow::Result<()> {
    // Behind a link stands the file that is meant.
    let path = fs::canonicalize(path)?;
    if fs::read(&path)? != before.as_bytes() {
        bail!("it was changed while it was analysed: run the command again");
    }
    let directory = path.parent().context("it has no directory")?;
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    file.write_all(after.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.persist(path)?;
    Ok(())
}
