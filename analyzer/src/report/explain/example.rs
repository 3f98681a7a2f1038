//! Code that is reported and code to write instead, as a page shows them: the marks that make a page its own test are no part of it.

use super::super::prose::{Block, CodeKind, CodeLine};

/// Begins a mark.
const MARK: &str = "//~";

/// Begins the line that names a file.
const FILE: &str = "//- ";

/// A pair of a page: what is reported, and what is not.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    /// What is said before it.
    pub(super) intro: Option<String>,
    /// The code that is reported.
    pub(super) bad: Vec<CodeLine>,
    /// What is said about the other.
    pub(super) instead: Option<String>,
    /// The code to write instead.
    pub(super) good: Vec<CodeLine>,
    /// The code with what it imports, which tells whose it is.
    whole: String,
}

impl Pair {
    /// Whether it is about a client, which code spells with underscores.
    pub(super) fn names(&self, client: &str) -> bool {
        let paths = format!("{}::", client.replace('-', "_"));
        self.whole.contains(&paths) || self.whole.contains(&format!("/{client}\""))
    }

    /// How well it serves a reader of a few lines; the smaller the better. Rust's comes before Go's for who asks for no client.
    pub(super) fn weight(&self) -> (bool, bool, bool, usize) {
        let is_go = self.bad.iter().any(|line| line.text.starts_with("package "));
        let is_remedy = self.instead.as_ref().is_some_and(|text| text.starts_with("Use instead"));
        let has_files = self.bad.iter().any(|line| line.kind == CodeKind::Aside);
        (is_go, !is_remedy, has_files, self.bad.len() + self.good.len())
    }
}

/// The code without marks; lines that are reported are known by their kind.
pub(super) fn unmarked(lines: &[CodeLine]) -> Vec<CodeLine> {
    let mut out: Vec<CodeLine> = Vec::new();
    for line in lines {
        if let Some(file) = line.text.strip_prefix(FILE) {
            let path = file.split(' ').next().unwrap_or_default().trim_start_matches('/');
            out.push(CodeLine { text: format!("// {path}"), kind: CodeKind::Aside });
            continue;
        }
        match line.text.split_once(MARK) {
            None => out.push(line.clone()),
            Some((code, mark)) => {
                let above = mark.chars().take_while(|&c| c == '^').count();
                let is_alone = code.trim().is_empty();
                if !is_alone {
                    out.push(CodeLine { text: code.trim_end().to_owned(), kind: CodeKind::Plain });
                }
                let marked = out.len().checked_sub(above.max(1));
                if let Some(line) = marked.and_then(|at| out.get_mut(at)) {
                    line.kind = CodeKind::Reported;
                }
            }
        }
    }
    out
}

/// The pairs of a page's examples: what is reported, and right behind it what is not.
pub(super) fn pairs(examples: &[Block]) -> Vec<Pair> {
    let code = |block: &Block| match block {
        Block::Code(lines) => Some(lines.clone()),
        _ => None,
    };
    let is_marked = |lines: &[CodeLine]| lines.iter().any(|line| line.text.contains(MARK));
    let blocks: Vec<(usize, Vec<CodeLine>)> =
        examples.iter().enumerate().filter_map(|(at, block)| Some((at, code(block)?))).collect();
    let in_pair = |pair: &[(usize, Vec<CodeLine>)]| {
        let [(bad_at, bad), (good_at, good)] = pair else { return None };
        (is_marked(bad) && !is_marked(good)).then(|| Pair {
            intro: said_before(examples, *bad_at),
            bad: bare(&unmarked(bad)),
            instead: said_before(examples, *good_at),
            good: bare(&unmarked(good)),
            whole: bad.iter().map(|line| line.text.as_str()).collect(),
        })
    };
    blocks.windows(2).filter_map(in_pair).collect()
}

/// The paragraph right before a block, if it is about the code.
fn said_before(blocks: &[Block], at: usize) -> Option<String> {
    match blocks.get(at.checked_sub(1)?)? {
        Block::Paragraph(text) if !text.contains(MARK) => Some(text.clone()),
        _ => None,
    }
}

/// Without imports and empty lines: what a reader of a few lines can do without.
fn bare(lines: &[CodeLine]) -> Vec<CodeLine> {
    let is_kept = |line: &&CodeLine| !line.text.is_empty() && !line.text.starts_with("use ");
    lines.iter().filter(is_kept).cloned().collect()
}

/// At most so many lines around those that matter, from the margin on; others are left out, and a line says so.
pub(super) fn excerpt(
    lines: &[CodeLine],
    matters: impl Fn(&CodeLine) -> bool,
    most: usize,
) -> Vec<CodeLine> {
    if lines.len() <= most {
        return lines.to_vec();
    }
    // Both ends may need a line that says that something is left out.
    let room = most.saturating_sub(2).max(1);
    let first = lines.iter().position(&matters).unwrap_or(0);
    let last = lines.iter().rposition(&matters).unwrap_or(first).min(first + room - 1);
    let spare = room - (last + 1 - first);
    let start = first.saturating_sub(spare.div_ceil(2)).min(lines.len().saturating_sub(room));
    let end = (start + room).min(lines.len());
    let left_out = |line: &CodeLine| CodeLine {
        text: " ".repeat(indent(line)) + "…",
        kind: CodeKind::Aside,
    };
    let before = (start > 0).then(|| left_out(&lines[start]));
    let after = (end < lines.len()).then(|| left_out(&lines[end - 1]));
    outdented(before.into_iter().chain(lines[start..end].iter().cloned()).chain(after).collect())
}

fn indent(line: &CodeLine) -> usize {
    line.text.len() - line.text.trim_start().len()
}

/// Without the white space that all lines begin with.
fn outdented(mut lines: Vec<CodeLine>) -> Vec<CodeLine> {
    let common = lines.iter().map(indent).min().unwrap_or(0);
    for line in &mut lines {
        line.text.drain(..common);
    }
    lines
}
