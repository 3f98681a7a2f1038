//! Why a file is left as it is.

use std::fs::{Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Why a file is left as it is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    /// A link leads out of the workspace.
    #[error("a link leads to it out of the workspace")]
    LeadsOut,
    /// It is named where the workspace is not.
    #[error("it lies outside of the workspace")]
    Outside,
    /// Its owner does not want it to be written.
    #[error("it is read-only")]
    ReadOnly,
    /// Another file in its place would cut the link.
    #[error("it has another name, a hard link, which would keep the old text")]
    HardLink,
    /// The system says so.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// Fails when a file is to be left as it is.
pub(super) fn of_file(path: &Path, about: &Metadata) -> Result<(), Refusal> {
    // Who may do everything may also write into such a file.
    if about.permissions().readonly() {
        return Err(Refusal::ReadOnly);
    }
    if has_other_names(about) {
        return Err(Refusal::HardLink);
    }
    OpenOptions::new().write(true).open(path)?;
    Ok(())
}

#[cfg(unix)]
fn has_other_names(about: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    about.nlink() > 1
}

/// The standard library does not say.
#[cfg(not(unix))]
fn has_other_names(_about: &Metadata) -> bool {
    false
}
