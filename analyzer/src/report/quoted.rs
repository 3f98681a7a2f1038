//! Code as it is quoted in whole lines: what a terminal or a log would obey is escaped, line endings and tabs stay.

use std::borrow::Cow;

use crate::report::lines::escape;

/// A text as it is quoted.
pub(super) fn quoted(text: &str) -> Cow<'_, str> {
    let mut shown = String::new();
    let mut done = 0;
    for (at, c) in text.char_indices() {
        let Some(escaped) = escape(c, &text[..at]) else { continue };
        if matches!(c, '\n' | '\t') || text[at..].starts_with("\r\n") {
            continue;
        }
        shown += &text[done..at];
        done = at + c.len_utf8();
        shown += &escaped;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    shown += &text[done..];
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_of_lines_and_tabs_are_obeyed() {
        let file = "a\u{1b}b\r\n\t\u{202e}c\rd\nend";
        assert_eq!(quoted(file), "a\\u{1b}b\r\n\t\\u{202e}c\\rd\nend");
        assert!(matches!(quoted("plain\n"), Cow::Borrowed(_)));
    }
}
