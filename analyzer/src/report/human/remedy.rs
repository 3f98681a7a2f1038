//! The ways out of a finding, and what a fix would change.

use std::ops::Range;

use super::{INDENT, Painter};
use crate::edit::{self, Replacement};
use crate::findings::{Edit, Finding, Fix};
use crate::report::Lines;
use crate::report::look::Style;
use crate::report::quoted::quoted;
use crate::report::text::Text;
use crate::sources::{FileId, Source};

/// A fix that changes more lines than this is shown by `--diff` only.
const MOST_LINES: usize = 10;

/// Lines that a fix replaces, and what it puts there.
struct Hunk {
    old: Vec<String>,
    new: Vec<String>,
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
            hunks.extend(hunks_of(self.frames.sources.get(file), edits));
        }
        let lines: usize = hunks.iter().map(|hunk| hunk.old.len() + hunk.new.len()).sum();
        if lines > MOST_LINES {
            return;
        }
        for hunk in hunks {
            let all = || hunk.old.iter().chain(&hunk.new);
            let lead = |line: &String| line.len() - line.trim_start().len();
            let lead = all().filter(|line| !line.trim().is_empty()).map(lead).min().unwrap_or(0);
            let old = hunk.old.iter().map(|line| ("- ", Style::Removed, line));
            for (sign, style, line) in
                old.chain(hunk.new.iter().map(|line| ("+ ", Style::Added, line)))
            {
                let code = line.get(lead..).unwrap_or_default().replace('\t', "    ");
                let hang = 4 * INDENT + code.len() - code.trim_start().len();
                let line = Text::new().spaces(2 * INDENT).and(style, sign).and(style, &code);
                out.wrapped(&line, self.frames.look, hang);
            }
        }
    }
}

/// The files of edits, in their order.
fn files(edits: &[Edit]) -> Vec<FileId> {
    let mut files: Vec<FileId> = edits.iter().map(|edit| edit.at.file).collect();
    files.dedup();
    files.sort();
    files.dedup();
    files
}

/// What the edits of one file do to its lines.
fn hunks_of(source: &Source, mut edits: Vec<&Edit>) -> Vec<Hunk> {
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
            Some((known, of_hunk)) if touched.start < known.end => {
                known.end = known.end.max(touched.end);
                of_hunk.push(edit);
            }
            _ => hunks.push((touched, vec![edit])),
        }
    }
    hunks.into_iter().filter_map(|(lines, edits)| hunk(source, lines, &edits)).collect()
}

fn hunk(source: &Source, lines: Range<usize>, edits: &[&Edit]) -> Option<Hunk> {
    let (start, end) = (source.line_start(lines.start), source.line_start(lines.end));
    let old = source.text.get(start..end)?;
    let shift = u32::try_from(start).ok()?;
    let replacement = |edit: &&Edit| Replacement {
        start: edit.at.span.start - shift,
        end: edit.at.span.end - shift,
        text: edit.text.clone(),
    };
    let new = edit::apply(old, &edits.iter().map(replacement).collect::<Vec<_>>()).ok()?;
    let split = |text: &str| quoted(text).lines().map(str::to_owned).collect::<Vec<_>>();
    let (mut old, mut new) = (split(old), split(&new));
    while old.first().is_some_and(|line| Some(line) == new.first()) {
        old.remove(0);
        new.remove(0);
    }
    while old.last().is_some_and(|line| Some(line) == new.last()) {
        old.pop();
        new.pop();
    }
    Some(Hunk { old, new })
}
