//! A line of code as a terminal shows it: what each character takes, where it is cut, and which columns a place is at.

use std::ops::Range;

use super::Mark;
use crate::facts::to_u32;
use crate::report::lines::escape;
use crate::report::text::width;
use crate::sources::{BOM, Source};

/// How many columns a tab is wide at most.
const TAB: usize = 4;

/// A line of code, character by character as it is shown.
pub(super) struct Code {
    cells: Vec<Cell>,
    /// Where it ends, as an offset in its file.
    end: u32,
}

/// A character: where it stands, what is shown for it and where that begins in the line.
struct Cell {
    at: u32,
    shown: String,
    column: usize,
    width: usize,
}

/// A part of a line that fits into the frame.
pub(super) struct Row {
    cells: Range<usize>,
    indent: usize,
}

impl Code {
    /// A 0-based line of a file.
    pub(super) fn new(source: &Source, line: usize) -> Self {
        let start = source.line_start(line);
        let text = source.line_text(line);
        let mut cells = Vec::with_capacity(text.len());
        let mut column = 0;
        for (at, c) in text.char_indices() {
            let shown = match c {
                BOM => String::new(),
                '\t' => " ".repeat(TAB - column % TAB),
                c => escape(c, &text[..at]).unwrap_or_else(|| c.to_string()),
            };
            let width = width(&shown);
            cells.push(Cell { at: to_u32(start + at), shown, column, width });
            column += width;
        }
        Self { cells, end: to_u32(start + text.len()) }
    }

    /// The line in parts of at most `room` columns, cut where words or arguments end.
    pub(super) fn rows(&self, room: usize) -> Vec<Row> {
        let is_space = |cell: &&Cell| cell.shown.trim().is_empty();
        let lead = self.cells.iter().take_while(is_space).map(|cell| cell.width).sum::<usize>();
        let mut rows: Vec<Row> = Vec::new();
        let mut start = 0;
        loop {
            let indent = if rows.is_empty() { 0 } else { (lead + TAB).min(room / 3) };
            let end = self.row_end(start, room.saturating_sub(indent).max(1));
            rows.push(Row { cells: start..end, indent });
            if end >= self.cells.len() {
                return rows;
            }
            start = end;
        }
    }

    fn row_end(&self, start: usize, room: usize) -> usize {
        let Some(first) = self.cells.get(start) else { return start };
        let fits = |cell: &Cell| cell.column + cell.width - first.column <= room;
        let most = start + self.cells[start..].iter().take_while(|cell| fits(cell)).count();
        if most == self.cells.len() {
            return most;
        }
        let may_end = |cell: &Cell| matches!(cell.shown.as_str(), " " | "(" | "," | ";" | "{");
        let end = self.cells[start..most].iter().rposition(may_end).map(|at| start + at + 1);
        let is_text =
            |end: &usize| !self.cells[start..*end].iter().all(|it| it.shown.trim().is_empty());
        end.filter(is_text).unwrap_or(most.max(start + 1))
    }

    /// A part of the line as it is shown.
    pub(super) fn text(&self, row: &Row) -> String {
        let cells: String = self.cells[row.cells.clone()].iter().map(|cell| &*cell.shown).collect();
        " ".repeat(row.indent) + cells.trim_end()
    }

    /// Which columns of a row a mark takes, and whether the mark ends there.
    pub(super) fn marked(
        &self,
        mark: &Mark,
        row: &Row,
        is_last: bool,
    ) -> Option<(Range<usize>, bool)> {
        let cells = &self.cells[row.cells.clone()];
        let (start, end) = (mark.at.span.start, mark.at.span.end.max(mark.at.span.start + 1));
        let origin = cells.first().map_or(0, |cell| cell.column);
        let column = |cell: &Cell| row.indent + cell.column - origin;
        let mut marked = cells.iter().filter(|cell| (start..end).contains(&cell.at));
        let after = self.cells.get(row.cells.end).map_or(self.end, |cell| cell.at);
        let is_end = end <= after || is_last;
        if let Some(first) = marked.next() {
            let last = marked.next_back().unwrap_or(first);
            return Some((column(first)..column(last) + last.width.max(1), is_end));
        }
        // Nothing stands there, such as at the end of a file.
        let past = cells.last().map_or(row.indent, |cell| column(cell) + cell.width);
        (is_last && start >= self.end).then_some((past..past + 1, true))
    }
}
