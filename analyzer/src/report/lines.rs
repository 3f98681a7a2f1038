//! Text for people, on a terminal or in a log: nothing that it says of a repository can give either of them an order.
//!
//! Every format for people is made of [`Lines`], and the program prints nothing else for them: what was read is escaped here,
//! whatever it stands in. Formats with a syntax of their own escape by that.

use std::borrow::Cow;
use std::fmt;

use super::look::{Look, Palette};
use super::text::Text;

/// Lines of text, each with its ending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines(String);

impl Lines {
    /// No line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one line: what would break it, or change how it is shown, is escaped.
    pub fn line(&mut self, line: fmt::Arguments<'_>) {
        let line = line.to_string();
        let line = visible(&line);
        match after_colons(&line) {
            Some((before, rest)) => self.0 += &[before, r"\u{3a}:", rest].concat(),
            None => self.0 += &line,
        }
        self.0.push('\n');
    }

    /// Adds a text as one line.
    pub(super) fn text(&mut self, text: &Text, palette: Palette) {
        let letters = text.letters();
        if after_colons(&letters).is_some() {
            // Without its colours, as a text that begins like this is none of ours.
            return self.line(format_args!("{letters}"));
        }
        self.0 += &text.painted(palette);
        self.0.push('\n');
    }

    /// Adds a text as as many lines as it takes, those behind the first with so many spaces before them.
    pub(super) fn wrapped(&mut self, text: &Text, look: Look, indent: usize) {
        let rest = look.width().saturating_sub(indent);
        for (at, line) in text.wrapped(look.width(), rest).into_iter().enumerate() {
            let indent = if at == 0 { 0 } else { indent };
            self.text(&Text::new().spaces(indent).followed_by(line), look.palette);
        }
    }

    /// As [`Self::line`], for text whose line endings are meant.
    pub fn each_line(&mut self, text: &str) {
        text.lines().for_each(|line| self.line(format_args!("{line}")));
    }

    /// Adds what has only visible text in it, and perhaps colours of our own.
    pub(super) fn drawn(&mut self, text: &str) {
        self.0 += text;
    }

    /// Adds other lines.
    pub fn append(&mut self, other: &Self) {
        self.0 += &other.0;
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Lines> for String {
    fn from(lines: Lines) -> Self {
        lines.0
    }
}

/// What stands before and behind the colons with which a line begins, white space aside: it would be a command of a workflow.
fn after_colons(line: &str) -> Option<(&str, &str)> {
    let start = line.len() - line.trim_start().len();
    Some((&line[..start], line[start..].strip_prefix("::")?))
}

/// What such a line has to say to be one.
pub(super) const COMMANDS: &[&str] = &[
    "add-mask",
    "add-matcher",
    "add-path",
    "debug",
    "echo",
    "endgroup",
    "error",
    "group",
    "notice",
    "remove-matcher",
    "save-state",
    "set-env",
    "set-output",
    "stop-commands",
    "warning",
];

/// What a word begins with that the runners of GitHub take for a command anywhere in a line.
const OLD_COMMAND: &str = "##[";

/// A text in one line, with everything visible that a terminal or a log would obey: control characters, marks that change the
/// direction of text, line breaks of any kind.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) && !text.contains(OLD_COMMAND) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match escape(c, &text[..at]) {
            Some(escaped) => out += &escaped,
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// What stands for a character that is obeyed, given the text before it.
pub(super) fn escape(c: char, before: &str) -> Option<String> {
    if is_obeyed(c) {
        return Some(c.escape_default().to_string());
    }
    let ends_command = c == '[' && before.ends_with(&OLD_COMMAND[..2]);
    ends_command.then(|| c.escape_unicode().to_string())
}

fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::look::Style;

    fn line(text: &str) -> String {
        let mut lines = Lines::new();
        lines.line(format_args!("{text}"));
        lines.into()
    }

    #[test]
    fn what_is_obeyed_is_seen() {
        for (text, shown) in [
            ("src/größe.rs: `a\\b`", "src/größe.rs: `a\\b`"),
            ("a\r\n\tb\u{b}", r"a\r\n\tb\u{b}"),
            ("\u{1b}[2J\u{7f}\u{9b}2J\u{0}", r"\u{1b}[2J\u{7f}\u{9b}2J\u{0}"),
            ("\u{202e}cba\u{2069}\u{200f}\u{61c}", r"\u{202e}cba\u{2069}\u{200f}\u{61c}"),
            ("a\u{2028}b\u{2029}c\u{85}d", r"a\u{2028}b\u{2029}c\u{85}d"),
            ("x ##[add-mask]y #[cfg]", r"x ##\u{5b}add-mask]y #[cfg]"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn a_line_is_one_line_and_no_command() {
        assert_eq!(line("a\n::error::b"), "a\\n::error::b\n");
        assert_eq!(line("::error::b"), "\\u{3a}:error::b\n");
        assert_eq!(line("\u{a0} ::add-mask::b"), "\u{a0} \\u{3a}:add-mask::b\n");
        assert_eq!(line(": a::b"), ": a::b\n");
    }

    #[test]
    fn no_line_of_a_text_is_a_command_either() {
        let mut lines = Lines::new();
        let text = Text::of(Style::Plain, "a ").and(Style::Error, "::error::b");
        lines.wrapped(&text, Look::new(Palette::Ansi, 0), 2);
        lines.text(&Text::of(Style::Error, " ::error::b"), Palette::Ansi);
        let long = Text::of(Style::Plain, &"a".repeat(40)).and(Style::Error, " ::error::b");
        lines.wrapped(&long, Look::new(Palette::Ansi, 0), 2);
        let shown = "a \u{1b}[1m\u{1b}[31m::error::b\u{1b}[0m\n \\u{3a}:error::b\n";
        let broken = "a".repeat(40) + "\n  \\u{3a}:error::b\n";
        assert_eq!(lines.as_str(), [shown, &broken].concat());
    }
}
