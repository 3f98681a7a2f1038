//! Patterns of paths, as `.gitignore` and ruff have them: relative to the directory that the configuration is for.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use super::origin::Origin;
use crate::sources::shown_path;

/// A pattern of paths with where it was written.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it was written.
    pub text: String,
    /// Where.
    pub at: Origin,
    base: PathBuf,
    matcher: GlobMatcher,
}

impl Pattern {
    /// Reads a pattern relative to `base`. The error says what is wrong with it.
    pub(crate) fn new(text: &str, base: &Path, at: Origin) -> Result<Self, String> {
        let plain = text.strip_prefix("./").unwrap_or(text).trim_end_matches('/');
        if plain.is_empty() {
            return Err("an empty pattern fits nothing".to_owned());
        }
        if plain.split('/').any(|part| part == "..") {
            return Err("a pattern cannot lead out of its directory".to_owned());
        }
        // A lone name fits at any depth.
        let anchored = match plain.strip_prefix('/') {
            Some(rest) => rest.to_owned(),
            None if plain.contains('/') => plain.to_owned(),
            None => format!("**/{plain}"),
        };
        let glob = GlobBuilder::new(&anchored).literal_separator(true).build();
        let matcher = glob.map_err(|error| error.kind().to_string())?.compile_matcher();
        Ok(Self { text: text.to_owned(), at, base: base.to_owned(), matcher })
    }

    /// Whether a path, or a directory above it, fits.
    pub fn matches(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.base) else { return false };
        let parts = below.ancestors().filter(|part| !part.as_os_str().is_empty());
        parts.map(|part| shown_path(part, Path::new(""))).any(|part| self.matcher.is_match(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> Result<Pattern, String> {
        Pattern::new(text, Path::new("/w"), Origin::Default)
    }

    #[test]
    fn a_pattern_fits_paths_and_all_below_a_directory() {
        for (text, fits, fits_not) in [
            ("src/gen", "/w/src/gen/a/b.rs", "/w/a/src/gen/b.rs"),
            ("src/gen/", "/w/src/gen/a.rs", "/w/src/gen2/a.rs"),
            ("src/*.rs", "/w/src/a.rs", "/w/src/a/b.rs"),
            ("**/tests/**", "/w/crates/a/tests/b.rs", "/w/tests.rs"),
            ("*_pb.rs", "/w/src/deep/orders_pb.rs", "/w/src/pb.rs"),
            ("/build.rs", "/w/build.rs", "/w/a/build.rs"),
            ("./src/{a,b}.rs", "/w/src/b.rs", "/w/src/c.rs"),
            ("legacy", "/w/crates/legacy/src/lib.rs", "/w/crates/legacy2/src/lib.rs"),
            ("**", "/w/a.rs", "/other/a.rs"),
        ] {
            let pattern = pattern(text).expect("a right pattern");
            assert!(pattern.matches(Path::new(fits)), "{text} fits {fits}");
            assert!(!pattern.matches(Path::new(fits_not)), "{text} does not fit {fits_not}");
        }
    }

    #[test]
    fn the_name_of_a_directory_around_the_workspace_does_not_matter() {
        let pattern = Pattern::new("build", Path::new("/build/w"), Origin::Default);
        let pattern = pattern.expect("a right pattern");
        assert!(!pattern.matches(Path::new("/build/w/src/lib.rs")));
        assert!(pattern.matches(Path::new("/build/w/build/lib.rs")));
    }

    #[test]
    fn patterns_that_can_fit_nothing_are_refused() {
        for text in ["", "./", "../other/**", "src/[a", "src/{a"] {
            assert!(pattern(text).is_err(), "{text}");
        }
    }
}
