//! Files that wait for their place, and what is left of them when a run is killed.
//!
//! Each is locked as long as somebody writes it: one that can be locked belongs to nobody any more.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".chanlint-";
const SUFFIX: &str = ".tmp";

/// Another run may take a new file for an old one before it is locked, but not again and again.
const TRIES: usize = 8;

/// A file beside the place that it is to take.
pub(super) struct Temporary(NamedTempFile);

impl Temporary {
    /// An empty file in a folder, with the mode of any new file.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let mut builder = Builder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // The system takes away what the user never gives.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        Self::locked(builder, folder)
    }

    /// An empty file that nobody else can read before it takes after another one.
    pub(super) fn private(folder: &Path) -> io::Result<Self> {
        Self::locked(Builder::new(), folder)
    }

    fn locked(mut builder: Builder<'_, 'static>, folder: &Path) -> io::Result<Self> {
        builder.prefix(PREFIX).suffix(SUFFIX);
        for _ in 0..TRIES {
            let file = builder.tempfile_in(folder)?;
            // Systems without locks have nothing to sweep either.
            let is_lost = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
            if !is_lost && file.path().exists() {
                return Ok(Self(file));
            }
        }
        Err(io::Error::other("another run removes its new files"))
    }

    /// Writes its text, down to the disk.
    pub(super) fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = self.0.as_file_mut();
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Gives it the mode and the owner of the file whose place it takes.
    pub(super) fn take_after(&self, other: &Metadata) -> io::Result<()> {
        // First the owner: a change of that takes bits of the mode away.
        own(self.0.as_file(), other);
        self.0.as_file().set_permissions(other.permissions())
    }

    /// Takes its place, from another file where there is one.
    pub(super) fn persist(self, path: &Path) -> io::Result<()> {
        self.0.persist(path).map(drop).map_err(|failed| failed.error)
    }

    /// Takes a place that is free.
    pub(super) fn persist_new(self, path: &Path) -> io::Result<()> {
        self.0.persist_noclobber(path).map(drop).map_err(|failed| failed.error)
    }
}

/// Removes the files of runs that were killed. Whatever cannot be removed stays: it is in nobody's way.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| {
            name.strip_prefix(PREFIX).is_some_and(|rest| rest.strip_suffix(SUFFIX).is_some())
        });
        // A link is not followed.
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let path = entry.path();
            if let Ok(file) = File::open(&path)
                && file.try_lock().is_ok()
            {
                let _ = fs::remove_file(path);
            }
        }
    }
}

/// Only the superuser can give a file away, and a group needs a member: otherwise it is the writer's.
#[cfg(unix)]
fn own(file: &File, like: &Metadata) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let is_same = |about: Metadata| (about.uid(), about.gid()) == (like.uid(), like.gid());
    if !file.metadata().is_ok_and(is_same) {
        let _ = fchown(file, Some(like.uid()), Some(like.gid()));
    }
}

#[cfg(not(unix))]
fn own(_file: &File, _like: &Metadata) {}
