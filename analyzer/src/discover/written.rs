//! Reads files that people write, or a tool for them: sources, manifests, lock files, configurations. None of that is large.

use std::io::ErrorKind;
use std::path::Path;

use crate::problem::Problem;

/// The largest source that is read, in bytes: larger ones are generated, and would take seconds each.
pub(crate) const LARGEST_SOURCE: u64 = 8 << 20;

/// The largest of the others: no lock file of a workspace with thousands of packages comes near.
const LARGEST: u64 = 16 << 20;

/// The bytes of a file that is no source. The error says why they cannot be had.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    read_up_to(path, LARGEST)
}

/// The bytes of a file that has not more than so many. The error says why they cannot be had.
pub(crate) fn read_up_to(path: &Path, largest: u64) -> Result<Vec<u8>, String> {
    let about = std::fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound if path.is_symlink() => {
            "it is a link to a file that is not there".to_owned()
        }
        _ => error.to_string(),
    })?;
    if !about.is_file() {
        // A pipe would be waited for, and a device has no end.
        return Err("it is not a regular file".to_owned());
    }
    if about.len() > largest {
        return Err(format!("it is larger than {} MiB", largest >> 20));
    }
    std::fs::read(path).map_err(|error| error.to_string())
}

/// The text of a source. The problem says why it was not analysed.
pub(crate) fn source(path: &Path) -> Result<String, Problem> {
    let not_analysed =
        |reason: &str| Problem::new(path, format!("this file was not analysed: {reason}"));
    let bytes = read_up_to(path, LARGEST_SOURCE).map_err(|reason| not_analysed(&reason))?;
    String::from_utf8(bytes).map_err(|error| {
        not_analysed(&format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))
    })
}

/// The text of a file that is no source.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(read(path)?).map_err(|_| "it is not UTF-8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_or_no_file_is_not_read() {
        let dir = tempfile::tempdir().expect("a place for files");
        let path = dir.path().join("Cargo.toml");
        let file = std::fs::File::create(&path).expect("a file is made");
        file.set_len(LARGEST).expect("it has no blocks");
        assert_eq!(text(&path).map(|text| text.len() as u64), Ok(LARGEST));
        file.set_len(LARGEST + 1).expect("it has no blocks");
        assert_eq!(text(&path), Err("it is larger than 16 MiB".to_owned()));
        assert_eq!(text(dir.path()), Err("it is not a regular file".to_owned()));
    }
}
