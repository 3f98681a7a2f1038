//! The patterns of `workspace.members`: `crates/*`, `libs/**`, `a?c`, `[ab]`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::discover::passed_over::is_passed_over;
use crate::problem::Problem;
use crate::territory::normalize;

/// Whether a pattern is more than a plain path.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// What a pattern leads to.
#[derive(Default)]
pub(super) struct Directories {
    /// The directories, sorted.
    pub(super) dirs: BTreeSet<PathBuf>,
    /// Those on the way that could not be looked into.
    pub(super) unread: Vec<Problem>,
    /// Whether each part of the pattern is closed.
    pub(super) is_understood: bool,
}

/// The directories below `dir` that a pattern stands for. Hidden ones and `target` are left out.
pub(super) fn directories(dir: &Path, pattern: &str) -> Directories {
    let mut parts: Vec<&str> =
        pattern.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    parts.dedup_by(|later, earlier| *later == "**" && *earlier == "**");
    let dirs = BTreeSet::from([dir.to_owned()]);
    let mut found = Directories { dirs, unread: Vec::new(), is_understood: true };
    parts.into_iter().for_each(|part| found.step(part));
    found
}

impl Directories {
    /// Goes on to where a part of the pattern leads.
    fn step(&mut self, part: &str) {
        let from = std::mem::take(&mut self.dirs);
        if part == "**" {
            self.dirs = self.with_all_below(from);
        } else if !is_pattern(part) {
            self.dirs = from.iter().map(|dir| normalize(&dir.join(part))).collect();
        } else if let Some(matcher) = matcher(part) {
            let fits =
                |child: &PathBuf| child.file_name().is_some_and(|name| matcher.is_match(name));
            let children = from.iter().flat_map(|dir| self.children(dir));
            self.dirs = children.filter(fits).collect();
        } else {
            self.is_understood = false;
        }
    }

    fn with_all_below(&mut self, mut found: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
        let mut open: Vec<PathBuf> = found.iter().cloned().collect();
        while let Some(dir) = open.pop() {
            let new = self.children(&dir).into_iter().filter(|child| found.insert(child.clone()));
            open.extend(new);
        }
        found
    }

    fn children(&mut self, dir: &Path) -> Vec<PathBuf> {
        let entries = match std::fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(error) => {
                // What a plain part of a pattern names may not be there.
                if dir.is_dir() {
                    self.unread.push(Problem::new(dir, format!("this was not analysed: {error}")));
                }
                return Vec::new();
            }
        };
        // `file_type` does not follow links, so that a loop of links ends here.
        let dirs = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|it| it.is_dir()));
        dirs.map(|entry| entry.path()).filter(|path| !is_passed_over(path)).collect()
    }
}

/// What fits one component of a path; `None` for a pattern that is not closed. Braces stand for themselves here.
fn matcher(part: &str) -> Option<GlobMatcher> {
    let part = part.replace('{', "[{]").replace('}', "[}]");
    Some(GlobBuilder::new(&part).literal_separator(true).build().ok()?.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::matcher;

    #[test]
    fn patterns_fit_whole_names() {
        let often = "*a".repeat(20) + "b";
        for (pattern, text, fits) in [
            ("*", "anything", true),
            ("lib-*", "lib-a", true),
            ("lib-*", "a-lib-a", false),
            ("*-rs", "lapin-rs", true),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false),
            ("a[", "a[", false),
            ("{a,b}*", "{a,b}c", true),
            ("{a,b}*", "a", false),
            // Trying each way to fit the stars would take years.
            (&often, &"a".repeat(60), false),
            (&often, &("a".repeat(60) + "b"), true),
        ] {
            let found = matcher(pattern).is_some_and(|matcher| matcher.is_match(text));
            assert_eq!(found, fits, "{pattern} {text}");
        }
    }
}
