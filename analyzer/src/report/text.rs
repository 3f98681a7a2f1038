//! Text with styles, and how it becomes lines: words go to the next line whole, and wide characters count as what they take.
//!
//! What is put in is made visible here; nothing of it can give a terminal an order.

use unicode_width::UnicodeWidthStr as _;

use super::lines::visible;
use super::look::{Palette, Style};

/// Joins two words: it is printed as a space, and no line ends there.
pub(super) const JOINED: char = '\u{a0}';

/// How many columns a visible text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// A text of parts, each in a style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Text {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    style: Style,
    text: String,
    link: Option<String>,
}

impl Text {
    /// No text.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A text of one part.
    pub(super) fn of(style: Style, text: &str) -> Self {
        Self::new().and(style, text)
    }

    /// With another part.
    pub(super) fn and(mut self, style: Style, text: &str) -> Self {
        self.add(Part { style, text: visible(text).into_owned(), link: None });
        self
    }

    /// With another part that leads to an address, which is ours.
    pub(super) fn linked(mut self, style: Style, text: &str, address: String) -> Self {
        self.add(Part { style, text: visible(text).into_owned(), link: Some(address) });
        self
    }

    /// With another text behind it.
    pub(super) fn followed_by(mut self, other: Self) -> Self {
        other.parts.into_iter().for_each(|part| self.add(part));
        self
    }

    fn add(&mut self, part: Part) {
        match self.parts.last_mut() {
            Some(last) if last.style == part.style && last.link == part.link => {
                last.text += &part.text;
            }
            _ => self.parts.push(part),
        }
    }

    /// With so many spaces.
    pub(super) fn spaces(self, count: usize) -> Self {
        self.and(Style::Plain, &" ".repeat(count))
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.iter().all(|part| part.text.is_empty())
    }

    /// How many columns it takes in one line.
    pub(super) fn width(&self) -> usize {
        self.parts.iter().map(|part| width(&part.text)).sum()
    }

    /// How many columns its longest word takes.
    pub(super) fn longest_word(&self) -> usize {
        self.words().iter().map(|word| word.text.width()).max().unwrap_or(0)
    }

    /// The lines of a text: the first has `first` columns, the others have `rest`. A word that is longer than a line has one of its own.
    pub(super) fn wrapped(&self, first: usize, rest: usize) -> Vec<Self> {
        let mut lines = vec![Self::new()];
        let mut used = 0;
        let mut gap = Self::new();
        for Word { text, before } in self.words() {
            gap = gap.followed_by(before);
            let room = if lines.len() == 1 { first } else { rest };
            let needed = gap.width() + text.width();
            let line = lines.last_mut().expect("there is one");
            if used > 0 && used + needed > room {
                used = text.width();
                lines.push(text);
            } else {
                used += needed;
                *line = std::mem::take(line).followed_by(gap).followed_by(text);
            }
            gap = Self::new();
        }
        lines
    }

    /// What stands between spaces, with the spaces before it.
    fn words(&self) -> Vec<Word> {
        let mut words = vec![Word::default()];
        for part in &self.parts {
            for piece in pieces(&part.text) {
                let piece_part = Part { text: piece.to_owned(), ..part.clone() };
                let last = words.last_mut().expect("there is one");
                match (piece.starts_with(' '), last.text.parts.is_empty()) {
                    (false, _) => last.text.parts.push(piece_part),
                    (true, true) => last.before.parts.push(piece_part),
                    (true, false) => words
                        .push(Word { before: Self { parts: vec![piece_part] }, ..Word::default() }),
                }
            }
        }
        words.retain(|word| !word.text.is_empty());
        words
    }

    /// The line as a terminal gets it, without its end.
    pub(super) fn painted(&self, palette: Palette) -> String {
        self.parts.iter().map(|part| part.painted(palette)).collect()
    }

    /// The letters.
    pub(super) fn letters(&self) -> String {
        self.painted(Palette::Plain)
    }
}

impl Part {
    fn painted(&self, palette: Palette) -> String {
        let text = self.style.paint(&self.text.replace(JOINED, " "), palette);
        match &self.link {
            Some(address) if palette == Palette::Linked => {
                format!("\u{1b}]8;;{address}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\")
            }
            _ => text,
        }
    }
}

#[derive(Default)]
struct Word {
    before: Text,
    text: Text,
}

/// Runs of spaces and runs of other characters, in their order.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_space = rest.starts_with(' ');
        let end = rest.find(|c| (c == ' ') != is_space).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, first: usize, rest: usize) -> Vec<String> {
        Text::of(Style::Plain, text).wrapped(first, rest).iter().map(Text::letters).collect()
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(wrapped("one two three", 7, 5), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 6, 5), ["one", "two", "three"]);
        assert_eq!(wrapped("a longer-than-that b", 8, 8), ["a", "longer-than-that", "b"]);
        assert_eq!(wrapped("  led by spaces", 9, 9), ["  led by", "spaces"]);
        assert_eq!(wrapped("two  spaces", 11, 9), ["two  spaces"]);
        assert_eq!(wrapped("", 5, 5), [""]);
    }

    #[test]
    fn wide_characters_take_two_columns_and_marks_none() {
        assert_eq!(wrapped("漢字 漢字 漢字", 9, 9), ["漢字 漢字", "漢字"]);
        assert_eq!(wrapped("漢字 漢字", 8, 8), ["漢字", "漢字"]);
        assert_eq!(
            wrapped("e\u{301}e\u{301} e\u{301}e\u{301}", 5, 5),
            ["e\u{301}e\u{301} e\u{301}e\u{301}"]
        );
    }

    #[test]
    fn words_may_be_joined_and_styles_end_with_their_words() {
        assert_eq!(wrapped("a ->\u{a0}b", 3, 4), ["a", "-> b"]);
        let text = Text::of(Style::Plain, "all ").and(Style::Error, "of it").and(Style::Plain, "!");
        let lines: Vec<String> =
            text.wrapped(6, 6).iter().map(|line| line.painted(Palette::Ansi)).collect();
        assert_eq!(
            lines,
            ["all \u{1b}[1m\u{1b}[31mof\u{1b}[0m", "\u{1b}[1m\u{1b}[31mit\u{1b}[0m!"]
        );
    }

    #[test]
    fn what_a_terminal_would_obey_is_seen_and_only_our_links_lead_anywhere() {
        let text = Text::of(Style::Plain, "\u{1b}]8;;x\u{1b}\\").linked(
            Style::Plain,
            "r",
            "https://r".to_owned(),
        );
        assert_eq!(text.painted(Palette::Ansi), r"\u{1b}]8;;x\u{1b}\r");
        let linked =
            r"\u{1b}]8;;x\u{1b}\".to_owned() + "\u{1b}]8;;https://r\u{1b}\\r\u{1b}]8;;\u{1b}\\";
        assert_eq!(text.painted(Palette::Linked), linked);
    }
}
