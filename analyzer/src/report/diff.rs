//! What fixes would change, as a unified diff. The only module that knows how lines are compared.

use std::path::Path;

use similar::TextDiff;

use crate::fixes::Change;
use crate::report::quoted::quoted;
use crate::report::{Lines, shown_path, visible};

/// The changes as `patch -p0` reads them, with three lines of context. Where a terminal would obey the code, it is shown what
/// stands there, and `patch` refuses it.
pub fn unified(changes: &[Change], root: &Path) -> Lines {
    let mut lines = Lines::new();
    for change in changes {
        let path = shown_path(&change.path, root);
        let path = visible(&path);
        let (before, after) = (quoted(&change.before), quoted(&change.after));
        let diff = TextDiff::from_lines(&*before, &*after);
        let diff = diff.unified_diff().context_radius(3).header(&path, &path).to_string();
        lines.drawn(&diff);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_endings() {
        let change = Change {
            path: "/w/src/a.rs".into(),
            before: "one\r\ntwo".into(),
            after: "one\r\n2".into(),
            fixes: 1,
        };
        let expected = "--- src/a.rs\n+++ src/a.rs\n@@ -1,2 +1,2 @@\n one\r\n-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n";
        assert_eq!(unified(&[change], Path::new("/w")).as_str(), expected);
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let change = Change {
            path: "/w/src/a\n+++ b.rs".into(),
            before: "// \u{1b}[2J\none\n".into(),
            after: "// \u{1b}[2J\n\t2\n".into(),
            fixes: 1,
        };
        let expected = "--- src/a\\n+++ b.rs\n+++ src/a\\n+++ b.rs\n@@ -1,2 +1,2 @@\n // \\u{1b}[2J\n-one\n+\t2\n";
        assert_eq!(unified(&[change], Path::new("/w")).as_str(), expected);
    }
}
