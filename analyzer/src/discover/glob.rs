//! The patterns of `workspace.members`: `crates/*`, `libs/**`, `a?c`, `[ab]`.

use std::path::{Path, PathBuf};

/// Whether a pattern is more than a plain path.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// The directories below `dir` that a pattern stands for, sorted. Hidden ones and `target` are left out.
pub(super) fn directories(dir: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut found = vec![dir.to_owned()];
    for part in pattern.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".") {
        found = found.iter().flat_map(|dir| step(dir, part)).collect();
        found.sort();
        found.dedup();
    }
    found
}

fn step(dir: &Path, part: &str) -> Vec<PathBuf> {
    if part == "**" {
        let below = children(dir).into_iter().flat_map(|child| step(&child, part));
        return std::iter::once(dir.to_owned()).chain(below).collect();
    }
    if !is_pattern(part) {
        return vec![super::manifest::normalize(&dir.join(part))];
    }
    let fits = |child: &PathBuf| {
        let name = child.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| matches(part.as_bytes(), name.as_bytes()))
    };
    children(dir).into_iter().filter(fits).collect()
}

fn children(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    // `file_type` does not follow links, so that a loop of links ends here.
    let dirs = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    dirs.map(|entry| entry.path()).filter(|path| !super::is_passed_over(path)).collect()
}

/// Whether one path component fits a pattern.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let Some((&first, rest)) = pattern.split_first() else { return text.is_empty() };
    match first {
        b'*' => (0..=text.len()).any(|taken| matches(rest, &text[taken..])),
        b'?' => !text.is_empty() && matches(rest, &text[1..]),
        b'[' => match (rest.iter().position(|&byte| byte == b']'), text.split_first()) {
            (Some(end), Some((byte, text))) => {
                in_set(&rest[..end], *byte) && matches(&rest[end + 1..], text)
            }
            _ => false,
        },
        _ => text.first() == Some(&first) && matches(rest, &text[1..]),
    }
}

fn in_set(set: &[u8], byte: u8) -> bool {
    let (negated, set) = match set.split_first() {
        Some((b'!' | b'^', set)) => (true, set),
        _ => (false, set),
    };
    let range = |at: usize| {
        set.get(at + 1) == Some(&b'-')
            && set.get(at + 2).is_some_and(|&end| set[at] <= byte && byte <= end)
    };
    (0..set.len()).any(|at| set[at] == byte || range(at)) != negated
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn patterns_fit_whole_names() {
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
        ] {
            assert_eq!(matches(pattern.as_bytes(), text.as_bytes()), fits, "{pattern} {text}");
        }
    }
}
