//! The ways out of a finding, and what a fix would change.

use std::ops::Range;

use super::{INDENT, Painter};
use crate::edit::{self, Replacement};
use crate::findings::{Edit, Finding, Fix};
use crate::report::diff::changed_lines;
use crate::report::look::Style;
use crate::report::text::Text;
use crate::report::{Lines, shown_path};
use crate::sources::{FileId, Source};

/// A fix that changes more lines than this is shown by `--diff` only.
const MOST_LINES: usize = 10;

/// Lines that a fix takes away and adds in one place.
struct Hunk {
    /// Where it stands.
    place: String,
    lines: Vec<(Style, String)>,
}

impl Painter<'_> {
    /// What to do, best first, and what can be done by itself.
    pub(super) fn ways_out(&self, finding: &Finding, out: &mut Lines) {
        for (at, help) in finding.help.iter().enumerate() {
            if at == 0 {
                self.paragraph("way out", Style::Help, Text::of(Style::Plain, help), out);
            } else {
                let other = Text::new().spaces(2 * INDENT).and(Style::Plain, help);
                out.wrapped(&other, self.frames.look, 3 * INDENT);
            }
        }
        if let Some(fix) = &finding.fix {
            let flags = if fix.safe { "--fix" } else { "--fix --unsafe-fixes" };
            let text = Text::of(Style::Name, flags).and(Style::Plain, &format!(": {}", fix.title));
            self.paragraph("fix", Style::Help, text, out);
            self.small_diff(fix, out);
        }
    }

    /// The lines that a fix changes, when there are few of them.
    fn small_diff(&self, fix: &Fix, out: &mut Lines) {
        let mut hunks = Vec::new();
        for file in files(&fix.edits) {
            let edits = fix.edits.iter().filter(|edit| edit.at.file == file).collect();
            hunks.extend(self.hunks(self.frames.sources.get(file), edits));
        }
        let lines: usize = hunks.iter().map(|hunk| hunk.lines.len()).sum();
        if lines > MOST_LINES {
            return;
        }
        let is_alone = hunks.len() == 1;
        for hunk in hunks {
            if !is_alone {
                let place = Text::new().spaces(2 * INDENT).and(Style::Place, &hunk.place);
                out.text(&place, self.frames.look.palette);
            }
            self.hunk(&hunk, out);
        }
    }

    fn hunk(&self, hunk: &Hunk, out: &mut Lines) {
        let lead = |line: &str| line.len() - line.trim_start().len();
        let lines = hunk.lines.iter().filter(|(_, line)| !line.is_empty());
        let least = lines.map(|(_, line)| lead(line)).min().unwrap_or(0);
        for (style, line) in &hunk.lines {
            let sign = if *style == Style::Added { "+ " } else { "- " };
            let code = line.get(least..).unwrap_or_default().replace('\t', "    ");
            let hang = 4 * INDENT + lead(&code);
            let line = Text::new().spaces(2 * INDENT).and(*style, sign).and(*style, &code);
            out.wrapped(&line, self.frames.look, hang);
        }
    }

    /// What the edits of one file do to its lines.
    fn hunks(&self, source: &Source, edits: Vec<&Edit>) -> Vec<Hunk> {
        let path = shown_path(&source.path, self.frames.root);
        let hunks = touched(source, edits).into_iter();
        hunks.filter_map(|(lines, edits)| hunk(source, &path, lines, &edits)).collect()
    }
}

/// The files of edits, in the order in which they were read.
fn files(edits: &[Edit]) -> Vec<FileId> {
    let mut files: Vec<FileId> = edits.iter().map(|edit| edit.at.file).collect();
    files.sort();
    files.dedup();
    files
}

/// Lines that edits touch, each with its edits.
fn touched<'e>(source: &Source, mut edits: Vec<&'e Edit>) -> Vec<(Range<usize>, Vec<&'e Edit>)> {
    edits.sort_by_key(|edit| edit.at.span);
    let lines = |edit: &Edit| {
        let (first, last) =
            (source.line_index(edit.at.span.start), source.line_index(edit.at.span.end));
        first..last + 1
    };
    let mut hunks: Vec<(Range<usize>, Vec<&Edit>)> = Vec::new();
    for edit in edits {
        let touched = lines(edit);
        match hunks.last_mut() {
            Some((known, of_hunk)) if touched.start <= known.end => {
                known.end = known.end.max(touched.end);
                of_hunk.push(edit);
            }
            _ => hunks.push((touched, vec![edit])),
        }
    }
    hunks
}

fn hunk(source: &Source, path: &str, lines: Range<usize>, edits: &[&Edit]) -> Option<Hunk> {
    let (start, end) = (source.line_start(lines.start), source.line_start(lines.end));
    let old = source.text.get(start..end)?;
    let shift = u32::try_from(start).ok()?;
    let replacement = |edit: &&Edit| Replacement {
        start: edit.at.span.start - shift,
        end: edit.at.span.end - shift,
        text: edit.text.clone(),
    };
    let new = edit::apply(old, &edits.iter().map(replacement).collect::<Vec<_>>()).ok()?;
    let place = format!("{path}:{}", lines.start + 1);
    Some(Hunk { place, lines: changed_lines(old, &new) })
}
