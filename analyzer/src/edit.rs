//! Edits of a text: pure functions of a text and replacements in it.
//!
//! Knows nothing of findings, files and Rust. Offsets are bytes of the text as it stands on disk.

use std::ops::Range;

/// A replacement in a text; an empty range inserts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    /// What is replaced: where it starts in bytes.
    pub start: u32,
    /// Where it ends, exclusive.
    pub end: u32,
    /// The new text, with `\n` for line endings: they become those of the text.
    pub text: String,
}

/// Why a text cannot be edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two replacements want the same bytes.
    #[error("two edits overlap")]
    Overlap,
    /// A range is no part of the text.
    #[error("an edit lies outside of the text")]
    Outside,
}

impl Replacement {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether two replacements want the same bytes, or insert at the same place, so that their order would matter.
    pub fn conflicts(&self, other: &Self) -> bool {
        let touches = self.start < other.end && other.start < self.end;
        touches || self.start == other.start || self.is_insert_in(other) || other.is_insert_in(self)
    }

    fn is_insert_in(&self, other: &Self) -> bool {
        self.start == self.end && other.start < self.start && self.start < other.end
    }
}

/// The text with all replacements made. Equal ones count once.
///
/// # Errors
///
/// When two overlap, or one does not lie on the text's characters.
pub fn apply(text: &str, replacements: &[Replacement]) -> Result<String, EditError> {
    let mut sorted: Vec<&Replacement> = replacements.iter().collect();
    sorted.sort();
    sorted.dedup();
    if sorted.windows(2).any(|pair| pair[0].conflicts(pair[1])) {
        return Err(EditError::Overlap);
    }
    let ending = line_ending(text);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for one in sorted {
        let range = one.range();
        text.get(range.clone()).ok_or(EditError::Outside)?;
        out.push_str(text.get(done..range.start).ok_or(EditError::Outside)?);
        out.push_str(&one.text.replace('\n', ending));
        done = range.end;
    }
    out.push_str(&text[done..]);
    Ok(out)
}

/// The line ending that most lines of a text have.
pub fn line_ending(text: &str) -> &'static str {
    let crlf = text.matches("\r\n").count();
    let all = text.matches('\n').count();
    if crlf * 2 > all { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(text: &str, old: &str, new: &str) -> Replacement {
        let start = text.find(old).expect("it is there");
        let at = |offset: usize| u32::try_from(offset).expect("a short text");
        Replacement { start: at(start), end: at(start + old.len()), text: new.to_owned() }
    }

    #[test]
    fn several_edits_are_made_in_any_order_and_equal_ones_once() {
        let text = "a(true);\nö(true, b);\n";
        let edits = [replace(text, "b", "c"), replace(text, "true", "false")];
        let twice = [edits[0].clone(), edits[1].clone(), edits[0].clone()];
        assert_eq!(apply(text, &twice).as_deref(), Ok("a(false);\nö(true, c);\n"));
        assert_eq!(apply(text, &[]).as_deref(), Ok(text));
    }

    #[test]
    fn what_overlaps_is_refused() {
        let text = "f(g(x))";
        let overlapping = [replace(text, "g(x)", "y"), replace(text, "x", "z")];
        assert_eq!(apply(text, &overlapping), Err(EditError::Overlap));
        let one_place = [replace(text, "", "a"), replace(text, "", "b")];
        assert_eq!(apply(text, &one_place), Err(EditError::Overlap));
        let side_by_side = [replace(text, "f", "h"), replace(text, "(g", "[g")];
        assert_eq!(apply(text, &side_by_side).as_deref(), Ok("h[g(x))"));
    }

    #[test]
    fn what_cuts_a_character_is_refused() {
        let cut = Replacement { start: 1, end: 2, text: String::new() };
        assert_eq!(apply("é", &[cut]), Err(EditError::Outside));
        let beyond = Replacement { start: 0, end: 9, text: String::new() };
        assert_eq!(apply("é", &[beyond]), Err(EditError::Outside));
    }

    #[test]
    fn inserted_lines_end_as_the_others_do() {
        let text = "\u{feff}one\r\n\ttwo\r\n";
        let insert = replace(text, "two", "new\n\ttwo");
        let expected = "\u{feff}one\r\n\tnew\r\n\ttwo\r\n";
        assert_eq!(apply(text, &[insert]).as_deref(), Ok(expected));
    }
}
