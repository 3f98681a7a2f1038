//! The patterns of `workspace.members`: `crates/*`, `libs/**`, `a?c`, `[ab]`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};

use crate::discover::passed_over::is_passed_over;
use crate::territory::normalize;

/// Whether a pattern is more than a plain path.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// The directories below `dir` that a pattern stands for, sorted. Hidden ones and `target` are left out.
pub(super) fn directories(dir: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut parts: Vec<&str> =
        pattern.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    parts.dedup_by(|later, earlier| *later == "**" && *earlier == "**");
    let first = BTreeSet::from([dir.to_owned()]);
    parts.into_iter().fold(first, step).into_iter().collect()
}

/// The directories that a part of a pattern leads to.
fn step(from: BTreeSet<PathBuf>, part: &str) -> BTreeSet<PathBuf> {
    if part == "**" {
        return with_all_below(from);
    }
    if !is_pattern(part) {
        return from.iter().map(|dir| normalize(&dir.join(part))).collect();
    }
    let Some(matcher) = matcher(part) else { return BTreeSet::new() };
    let fits = |child: &PathBuf| child.file_name().is_some_and(|name| matcher.is_match(name));
    from.iter().flat_map(|dir| children(dir)).filter(fits).collect()
}

fn with_all_below(mut found: BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let mut open: Vec<PathBuf> = found.iter().cloned().collect();
    while let Some(dir) = open.pop() {
        let new = children(&dir).into_iter().filter(|child| found.insert(child.clone()));
        open.extend(new);
    }
    found
}

fn children(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    // `file_type` does not follow links, so that a loop of links ends here.
    let dirs = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    dirs.map(|entry| entry.path()).filter(|path| !is_passed_over(path)).collect()
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
