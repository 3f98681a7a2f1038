//! Discovery: what is read from manifests and folders, and what of it matters.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod cargo;
mod go;
mod reach;
mod selected;

use std::fs;
use std::path::{Path, PathBuf};

/// Lays out files, given as `path` lines after `//- ` with their content below, in a directory of the test's own.
fn lay_out(test: &str, files: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("discover").join(test);
    if dir.exists() {
        fs::remove_dir_all(&dir).unwrap();
    }
    for file in files.split("//- ").skip(1) {
        let (path, content) = file.split_once('\n').unwrap();
        let path = dir.join(path.trim());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    dir
}
