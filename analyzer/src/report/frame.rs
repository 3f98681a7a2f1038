//! Code with places underlined in it, as it stands in its files: what does not fit into a line goes on below, in its column.

mod code;

use std::ops::Range;
use std::path::Path;

use super::look::{Look, Style};
use super::text::Text;
use super::{Lines, shown_path};
use crate::sources::{FileId, Location, Source, Sources};
use code::Code;

/// A label that has less than this beside its place goes below it.
const ROOM: usize = 24;

/// A place that is underlined. It ends in the line in which it begins.
#[derive(Debug)]
pub(super) struct Mark {
    /// Where.
    pub(super) at: Location,
    /// What is there.
    pub(super) label: String,
    /// The sign that underlines it.
    pub(super) sign: char,
    /// Its colour.
    pub(super) style: Style,
}

/// Draws code.
#[derive(Clone, Copy)]
pub(super) struct Frames<'a> {
    /// The files.
    pub(super) sources: &'a Sources,
    /// What paths are shown relative to.
    pub(super) root: &'a Path,
    /// How it looks.
    pub(super) look: Look,
}

impl Frames<'_> {
    /// The code around marks, file by file in the order in which the marks name them. The first mark of a file is its title's place.
    pub(super) fn draw(&self, marks: &[Mark], out: &mut Lines) {
        let mut files: Vec<FileId> = Vec::new();
        for mark in marks {
            if !files.contains(&mark.at.file) {
                files.push(mark.at.file);
            }
        }
        let line = |mark: &Mark| self.sources.get(mark.at.file).line_index(mark.at.span.start) + 1;
        let gutter = marks.iter().map(line).max().unwrap_or(1).to_string().len();
        for file in files {
            let of_file: Vec<&Mark> = marks.iter().filter(|mark| mark.at.file == file).collect();
            Page { source: self.sources.get(file), look: self.look, gutter }
                .draw(&of_file, self.root, out);
        }
    }
}

/// One file's part of it.
struct Page<'a> {
    source: &'a Source,
    look: Look,
    /// How many columns the largest line number has.
    gutter: usize,
}

impl Page<'_> {
    fn draw(&self, marks: &[&Mark], root: &Path, out: &mut Lines) {
        let Some(first) = marks.first() else { return };
        self.title(first, root, out);
        let mut sorted = marks.to_vec();
        sorted.sort_by_key(|mark| mark.at.span);
        let mut shown: Option<usize> = None;
        for of_line in sorted.chunk_by(|a, b| self.line(a) == self.line(b)) {
            let line = self.line(of_line[0]);
            match shown.map(|shown| line - shown) {
                // One line takes no more than the sign for what is left out.
                Some(2) => self.code(line - 1, &[], out),
                Some(3..) => self.left_out(out),
                _ => {}
            }
            self.code(line, of_line, out);
            shown = Some(line);
        }
    }

    fn title(&self, first: &Mark, root: &Path, out: &mut Lines) {
        let start = self.source.line_column(first.at.span.start);
        let path = shown_path(&self.source.path, root);
        let place = format!("{path}:{}:{}", start.line, start.column);
        let title =
            Text::new().spaces(self.gutter + 2).and(Style::Dim, "┌─ ").and(Style::Place, &place);
        out.text(&title, self.look.palette);
    }

    /// Index of the line that a mark begins in.
    fn line(&self, mark: &Mark) -> usize {
        self.source.line_index(mark.at.span.start)
    }

    /// A line with what is marked in it.
    fn code(&self, line: usize, marks: &[&Mark], out: &mut Lines) {
        let code = Code::new(self.source, line);
        let room = self.look.width().saturating_sub(self.gutter + 4);
        let rows = code.rows(room);
        for (at, row) in rows.iter().enumerate() {
            let number = if at == 0 { (line + 1).to_string() } else { String::new() };
            self.row(&number, Text::of(Style::Plain, &code.text(row)), out);
            for mark in marks {
                let Some((columns, is_end)) = code.marked(mark, row, at + 1 == rows.len()) else {
                    continue;
                };
                let label = if is_end { mark.label.as_str() } else { "" };
                self.mark(mark, columns, label, room, out);
            }
        }
    }

    /// The line under a marked part of a row: beside it, or below, what is there.
    fn mark(&self, mark: &Mark, columns: Range<usize>, label: &str, room: usize, out: &mut Lines) {
        let signs = mark.sign.to_string().repeat(columns.len());
        let under = Text::new().spaces(columns.start).and(mark.style, &signs);
        let label = Text::of(mark.style, label);
        let beside = room.saturating_sub(columns.end + 1);
        let (indent, space) = if label.width() <= beside || beside >= ROOM {
            (columns.end + 1, beside)
        } else {
            let indent = columns.start.min(room.saturating_sub(label.width().min(2 * ROOM)));
            (indent, room - indent)
        };
        let mut lines = label.wrapped(space, space).into_iter();
        if indent == columns.end + 1 {
            let first = lines.next().unwrap_or_default();
            let gap = usize::from(!first.is_empty());
            self.row("", under.spaces(gap).followed_by(first), out);
        } else {
            self.row("", under, out);
        }
        for line in lines {
            self.row("", Text::new().spaces(indent).followed_by(line), out);
        }
    }

    /// A row: a number, the line of the frame, and what stands behind it.
    fn row(&self, number: &str, rest: Text, out: &mut Lines) {
        let row = Text::new().spaces(self.gutter + 1 - number.len()).and(Style::Plain, number);
        let row = row.and(Style::Dim, " │");
        let row = if rest.is_empty() { row } else { row.spaces(1).followed_by(rest) };
        out.text(&row, self.look.palette);
    }

    /// A row that stands for lines between.
    fn left_out(&self, out: &mut Lines) {
        let row = Text::new().spaces(self.gutter + 2).and(Style::Dim, "·");
        out.text(&row, self.look.palette);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Palette, test_finding};

    /// A file of the text, with the first occurrences of words marked.
    fn drawn(text: &str, marks: &[(&str, &str)], columns: usize) -> String {
        let (_, sources) = test_finding("/w/src/a.rs", text, text);
        let mark = |&(words, label): &(&str, &str)| Mark {
            at: test_finding("", text, words).0.findings[0].primary.at,
            label: label.to_owned(),
            sign: '^',
            style: Style::Error,
        };
        let look = Look::new(Palette::Plain, columns);
        let mut out = Lines::new();
        let marks: Vec<Mark> = marks.iter().map(mark).collect();
        Frames { sources: &sources, root: Path::new("/w"), look }.draw(&marks, &mut out);
        out.into()
    }

    #[test]
    fn lines_between_are_left_out_unless_there_is_only_one() {
        let text = "one\ntwo\nthree\nfour\nfive\nsix\n";
        let shown = drawn(text, &[("six", "last"), ("one", "first"), ("three", "")], 60);
        insta::assert_snapshot!(shown, @r"
          ┌─ src/a.rs:6:1
        1 │ one
          │ ^^^ first
        2 │ two
        3 │ three
          │ ^^^^^
          ·
        6 │ six
          │ ^^^ last
        ");
    }

    #[test]
    fn tabs_and_wide_characters_keep_signs_below_their_code() {
        let shown = drawn("\tlet 漢 = a.b();\n", &[("a.b()", "here"), ("漢", "wide")], 60);
        insta::assert_snapshot!(shown, @r"
          ┌─ src/a.rs:1:10
        1 │     let 漢 = a.b();
          │         ^^ wide
          │              ^^^^^ here
        ");
    }

    #[test]
    fn what_a_terminal_would_obey_is_seen_and_places_stay_right() {
        let shown = drawn("\u{feff}/* \u{1b}[2J */ a.b();\r\n", &[("a.b()", "\u{1b}here")], 60);
        insta::assert_snapshot!(shown, @r"
          ┌─ src/a.rs:1:12
        1 │ /* \u{1b}[2J */ a.b();
          │                 ^^^^^ \u{1b}here
        ");
    }

    #[test]
    fn long_lines_go_on_below_with_what_is_marked_in_them() {
        let code =
            "    let one = first_function(argument, other_argument).second_function(argument);\n";
        let marks = [("first_function(argument, other_argument).second_function", "called here")];
        insta::assert_snapshot!(drawn(code, &marks, 50), @r"
          ┌─ src/a.rs:1:15
        1 │     let one = first_function(argument,
          │               ^^^^^^^^^^^^^^^^^^^^^^^^^
          │         other_argument).second_function(
          │         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          │         called here
          │         argument);
        ");
        let word = "a".repeat(60);
        insta::assert_snapshot!(drawn(&word, &[(word.as_str(), "")], 40), @r"
          ┌─ src/a.rs:1:1
        1 │ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
          │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          │     aaaaaaaaaaaaaaaaaaaaaaaaa
          │     ^^^^^^^^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn a_label_without_room_stands_below_its_place() {
        let code = "        let one = first_function(argument);\n";
        let label = "a label that is much too long for the rest of the line, and goes on";
        insta::assert_snapshot!(drawn(code, &[("first_function", label)], 52), @r"
          ┌─ src/a.rs:1:19
        1 │         let one = first_function(argument);
          │                   ^^^^^^^^^^^^^^
          │ a label that is much too long for the rest of
          │ the line, and goes on
        ");
    }

    #[test]
    fn the_end_of_a_file_can_be_marked() {
        let (_, sources) = test_finding("/w/src/a.rs", "ab", "ab");
        let (file, _) = sources.iter().next().expect("there is one");
        let at = Location { file, span: crate::facts::Span { start: 2, end: 2 } };
        let mark = Mark { at, label: "more".to_owned(), sign: '^', style: Style::Error };
        let mut out = Lines::new();
        Frames { sources: &sources, root: Path::new("/w"), look: Look::PLAIN }
            .draw(&[mark], &mut out);
        assert_eq!(out.as_str(), "   ┌─ src/a.rs:1:3\n 1 │ ab\n   │   ^ more\n");
    }
}
