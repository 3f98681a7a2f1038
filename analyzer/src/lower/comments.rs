//! Comments that speak to the linter: what they say, and what each is on: the statement, field, item, match arm or expression
//! that its reader takes it to speak of.
//!
//! Knows where nodes, tokens and comments stand, and not what they are; a front end says that of its language.

use crate::facts::{MarkedComment, Span, to_u32};

/// What a comment that speaks to the linter begins with.
const PREFIX: &str = "chanlint:";

/// Something that a comment can be on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    /// Where its first attribute starts.
    pub(super) start: u32,
    /// Where it starts behind its attributes.
    pub(super) head: u32,
    /// One past its last byte.
    pub(super) end: u32,
}

impl Node {
    fn len(&self) -> u32 {
        self.end - self.start
    }
}

/// A token of the text, groups taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`, `[`, `{`
    Open,
    /// `)`, `]`, `}`
    Close,
    /// `,`, `;`
    Separator,
    Other,
}

/// Whether a text may hold a comment that speaks to the linter.
pub(super) fn may_speak(text: &str) -> bool {
    text.contains(PREFIX)
}

/// Where a line of comments can be put so that it is on what holds a range: the start of the smallest such node that is
/// the first on its line.
pub(super) fn place_above(nodes: &[Node], text: &str, range: Span) -> Option<u32> {
    let is_first = |node: &&Node| {
        let before = &text[..node.start as usize];
        let line = before.rfind('\n').map_or(before, |newline| &before[newline + 1..]);
        line.trim_start_matches('\u{feff}').chars().all(char::is_whitespace)
    };
    let holds = |node: &&Node| node.start <= range.start && range.end <= node.end;
    let nodes = nodes.iter().filter(holds).filter(is_first);
    nodes.min_by_key(|node| node.len()).map(|node| node.start)
}

/// What the places of comments are found from.
pub(super) struct Places<'a> {
    pub(super) text: &'a str,
    pub(super) nodes: &'a [Node],
    pub(super) tokens: &'a [Token],
}

impl Places<'_> {
    /// A comment before the token with an index, when it speaks to the linter.
    pub(super) fn comment(&self, span: Span, next: usize) -> Option<MarkedComment> {
        Some(self.comment_of(span, words(self.text, span)?, next))
    }

    /// A comment before the token with an index, with what it says.
    pub(super) fn comment_of(&self, span: Span, words: Span, next: usize) -> MarkedComment {
        let before = next.checked_sub(1).map(|at| self.tokens[at]);
        let is_behind_code = before.is_some_and(|token| {
            !self.text[token.span.end as usize..span.start as usize].contains('\n')
        });
        let (target, line) = if is_behind_code {
            (self.target_behind(span, next), Some(self.line(span.start)))
        } else {
            // What was written behind an opening brace is moved below it by rustfmt.
            let opened = before.filter(|token| token.kind == TokenKind::Open);
            (self.target_above(span, next), opened.map(|token| self.line(token.span.start)))
        };
        MarkedComment { span, words, target, line }
    }

    /// What a comment on a line of its own is on: what starts below, else what it stands inside.
    fn target_above(&self, comment: Span, next: usize) -> Option<Span> {
        let after = self.tokens.get(next).filter(|token| token.kind != TokenKind::Close)?;
        self.started(after.span.start).or_else(|| {
            let around = |node: &&Node| node.start <= comment.start && comment.end <= node.end;
            self.nodes.iter().filter(around).min_by_key(|node| node.len()).map(span)
        })
    }

    /// What a comment behind code is on, besides its line: what ends there, as it may have been broken into lines.
    fn target_behind(&self, comment: Span, next: usize) -> Option<Span> {
        let after = self.tokens.get(next);
        if let Some(after) = after {
            let at = after.span.start;
            let is_among_attributes =
                |node: &&Node| node.start < comment.start && comment.end <= node.head;
            let mut around = self.nodes.iter().filter(is_among_attributes);
            if around.any(|node| node.start <= at && at <= node.head) {
                return self.started(at);
            }
        }
        let before = &self.tokens[..next];
        let is_separated = before.last()?.kind == TokenKind::Separator;
        let mut ends = before.iter().rev().take(if is_separated { 2 } else { 1 });
        ends.find_map(|token| self.ended(token.span.end))
    }

    /// The largest node that starts at an offset, or whose attributes the offset is among.
    fn started(&self, at: u32) -> Option<Span> {
        let starts = |node: &&Node| node.start <= at && at <= node.head;
        self.nodes.iter().filter(starts).max_by_key(|node| node.len()).map(span)
    }

    /// The largest node that ends at an offset.
    fn ended(&self, at: u32) -> Option<Span> {
        self.nodes.iter().filter(|node| node.end == at).max_by_key(|node| node.len()).map(span)
    }

    /// The line around an offset, without its end.
    fn line(&self, at: u32) -> Span {
        let (before, after) = self.text.split_at(at as usize);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let end = after.find('\n').map_or(self.text.len(), |newline| before.len() + newline);
        Span { start: to_u32(start), end: to_u32(end) }
    }
}

fn span(node: &Node) -> Span {
    Span { start: node.start, end: node.end }
}

/// What stands behind `chanlint:` in a comment that begins with it. Documentation begins with a third `/`, `*` or `!`.
pub(super) fn words(text: &str, comment: Span) -> Option<Span> {
    let whole = &text[comment.start as usize..comment.end as usize];
    let inner = whole.strip_prefix("//").or_else(|| {
        let inner = whole.strip_prefix("/*")?;
        Some(inner.strip_suffix("*/").unwrap_or(inner))
    })?;
    let words = inner.trim_start().strip_prefix(PREFIX).filter(|words| !words.starts_with(':'))?;
    // Both comment openers have two bytes.
    let start = comment.start + 2 + to_u32(inner.len() - words.trim_start().len());
    Some(Span { start, end: start + to_u32(words.trim().len()) })
}
