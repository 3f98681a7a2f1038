//! Directories that no walk enters.

use std::path::Path;

/// Whether a directory holds nothing that a person wrote: hidden ones, `node_modules`, cargo's `target`.
pub(crate) fn is_passed_over(dir: &Path) -> bool {
    let Some(name) = dir.file_name().and_then(|name| name.to_str()) else { return false };
    // A module may be called `target`, too.
    let is_build =
        || dir.with_file_name("Cargo.toml").is_file() || dir.join("CACHEDIR.TAG").is_file();
    name.starts_with('.') || name == "node_modules" || (name == "target" && is_build())
}
