//! The only place that writes files: each takes its place at once, so that whoever reads it sees the old text or the new one.
//!
//! Nothing is written through a link out of the workspace, into a file that is read-only, or where another name of the file would
//! keep the old text. What a run that was killed left behind is removed by the next.

mod refusal;
mod temporary;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{self, Path, PathBuf};

use anyhow::{Context as _, bail};
use chanlint::territory::{Standing, Territory};

pub(crate) use refusal::Refusal;
use temporary::Temporary;

/// Why a source file is left as it is, if it is.
pub(crate) fn refusal(path: &Path, territory: &Territory) -> Option<Refusal> {
    source(path, territory).err()
}

/// Gives a source file a new text. Refuses when `before` is not what stands there any more.
pub(crate) fn rewrite(
    path: &Path,
    territory: &Territory,
    before: &str,
    after: &str,
) -> anyhow::Result<()> {
    let real = source(path, territory)?;
    if fs::read(&real)? != before.as_bytes() {
        bail!("it was changed while it was analysed: run the command again");
    }
    replace(&real, after.as_bytes())
}

/// Writes a file that somebody named, with the folders that it stands in.
pub(crate) fn put(path: &Path, territory: &Territory, bytes: &[u8]) -> anyhow::Result<()> {
    let path = path::absolute(path)?;
    let about = fs::metadata(&path);
    let is_special = about.as_ref().is_ok_and(|about| !about.is_file());
    if is_special && !territory.names(&path) {
        // The standard output has a name that leads to no path.
        return write_into(&path, bytes);
    }
    let target = territory.target(&path)?;
    if target.standing == Standing::LeadsOut {
        return Err(Refusal::LeadsOut.into());
    }
    match about {
        Ok(_) if is_special => write_into(&target.real, bytes),
        Ok(about) => {
            refusal::of_file(&target.real, &about)?;
            replace(&target.real, bytes)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => put_new(&target.real, bytes),
        Err(error) => Err(error.into()),
    }
}

/// For a pipe or a device, whose place nobody can take.
fn write_into(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    Ok(OpenOptions::new().write(true).open(path)?.write_all(bytes)?)
}

fn put_new(real: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = folder(real)?;
    fs::create_dir_all(folder)?;
    temporary::sweep(folder);
    let mut file = Temporary::new(folder)?;
    file.fill(bytes)?;
    Ok(file.persist(real)?)
}

/// Writes a file that is not there yet.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = folder(path)?;
    temporary::sweep(folder);
    let mut file = Temporary::new(folder)?;
    file.fill(bytes)?;
    Ok(file.persist_new(path)?)
}

/// Appends to a file.
pub(crate) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}

/// Removes what was left behind in the folders of source files when they were written.
pub(crate) fn sweep<'p>(sources: impl IntoIterator<Item = &'p Path>, territory: &Territory) {
    let folders: BTreeSet<&Path> = sources.into_iter().filter_map(Path::parent).collect();
    for folder in folders {
        if let Ok(target) = territory.target(folder)
            && target.standing == Standing::Inside
        {
            temporary::sweep(&target.real);
        }
    }
}

/// Where a source file really stands.
fn source(path: &Path, territory: &Territory) -> Result<PathBuf, Refusal> {
    let target = territory.target(path)?;
    match target.standing {
        Standing::Inside => {}
        Standing::LeadsOut => return Err(Refusal::LeadsOut),
        Standing::Outside => return Err(Refusal::Outside),
    }
    refusal::of_file(&target.real, &fs::metadata(&target.real)?)?;
    Ok(target.real)
}

/// Puts another file in the place of one; its mode and owner stay.
fn replace(real: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = folder(real)?;
    temporary::sweep(folder);
    let mut file = Temporary::private(folder)?;
    file.fill(bytes)?;
    file.take_after(&fs::metadata(real)?)?;
    Ok(file.persist(real)?)
}

fn folder(path: &Path) -> anyhow::Result<&Path> {
    path.parent().context("it has no folder")
}
