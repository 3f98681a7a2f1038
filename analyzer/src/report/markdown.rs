//! Text in a cell of a table in GitHub's Markdown: it says what it says, and is no link, no tag and no other cell.

use crate::report::visible;

/// A message, whose names stand in backticks.
pub(super) fn text(text: &str) -> String {
    let text = visible(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        // The last of an even number was opened and never closed.
        match (at % 2 == 1, at + 1 < parts.len()) {
            (true, true) => out += &code(part),
            (true, false) => out += &["&#96;", &plain(part)].concat(),
            (false, _) => out += &plain(part),
        }
    }
    out
}

/// A name or path as code.
pub(super) fn code(text: &str) -> String {
    let text = visible(text);
    if text.is_empty() || text.contains(['`', '|', '\\', '<', '&']) {
        // What ends code in backticks cannot be escaped inside of it.
        let is_word = |c: char| !c.is_ascii_punctuation() || matches!(c, '/' | '-');
        return format!("<code>{}</code>", entities(&text, |c| !is_word(c)));
    }
    format!("`{text}`")
}

fn plain(text: &str) -> String {
    let text = entities(text, |c| r"&<>|\[]*_~#@!".contains(c));
    // These become links all by themselves.
    text.replace("://", "&#58;//").replace("www.", "www&#46;")
}

fn entities(text: &str, is_special: impl Fn(char) -> bool) -> String {
    let entity = |c: char| {
        if is_special(c) { format!("&#{};", u32::from(c)) } else { c.to_string() }
    };
    text.chars().map(entity).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_code_and_stay_in_it() {
        assert_eq!(code("src/lib.rs:11"), "`src/lib.rs:11`");
        let hostile = r"a`<img src=1>[x](http:\evil)|b";
        let shown = "<code>a&#96;&#60;img src&#61;1&#62;&#91;x&#93;&#40;http&#58;&#92;evil&#41;&#124;b</code>";
        assert_eq!(code(hostile), shown);
        assert_eq!(code("a\nb"), "<code>a&#92;nb</code>");
    }

    #[test]
    fn messages_keep_their_names_and_lose_their_signs() {
        assert_eq!(text("two tasks call `f` on `g`"), "two tasks call `f` on `g`");
        assert_eq!(text("`Vec<T>` is <b>"), "<code>Vec&#60;T&#62;</code> is &#60;b&#62;");
        assert_eq!(text("open ` | **x**"), "open &#96; &#124; &#42;&#42;x&#42;&#42;");
        assert_eq!(
            text("see https://evil www.evil @all"),
            "see https&#58;//evil www&#46;evil &#64;all"
        );
    }
}
