//! What fixes would change, as a unified diff. The only module that knows how lines are compared.

use std::path::Path;

use similar::TextDiff;

use crate::fixes::Change;
use crate::report::shown_path;

/// The changes as `patch -p0` reads them, with three lines of context.
pub fn unified(changes: &[Change], root: &Path) -> String {
    let one = |change: &Change| {
        let path = shown_path(&change.path, root);
        let diff = TextDiff::from_lines(&*change.before, &*change.after);
        diff.unified_diff().context_radius(3).header(&path, &path).to_string()
    };
    changes.iter().map(one).collect()
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
        assert_eq!(unified(&[change], Path::new("/w")), expected);
    }
}
