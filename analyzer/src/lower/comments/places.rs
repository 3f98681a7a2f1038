//! What a comment is on: the statement, field, item, match arm or expression that its reader takes it to speak of.
//!
//! Knows where nodes and tokens stand, and not what they are.

use super::{Token, TokenKind, words};
use crate::facts::{MarkedComment, Span};
use crate::lower::Lowerer;
use crate::lower::span::to_u32;

/// Something that a comment can be on.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) struct Node {
    /// Where its first attribute starts.
    pub(in crate::lower) start: u32,
    /// Where it starts behind its attributes.
    pub(in crate::lower) head: u32,
    /// One past its last byte.
    pub(in crate::lower) end: u32,
}

impl Node {
    fn len(&self) -> u32 {
        self.end - self.start
    }
}

impl Lowerer<'_> {
    /// Where a line of comments can be put so that it is on what holds a range: the start of the smallest such node that is
    /// the first on its line.
    pub(in crate::lower) fn place_above(&self, text: &str, range: Span) -> Option<u32> {
        let is_first = |node: &&Node| {
            let before = &text[..node.start as usize];
            let line = before.rfind('\n').map_or(before, |newline| &before[newline + 1..]);
            line.trim_start_matches('\u{feff}').chars().all(char::is_whitespace)
        };
        let holds = |node: &&Node| node.start <= range.start && range.end <= node.end;
        let nodes = self.nodes.iter().filter(holds).filter(is_first);
        nodes.min_by_key(|node| node.len()).map(|node| node.start)
    }
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
        let words = words(self.text, span)?;
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
        Some(MarkedComment { span, words, target, line })
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

#[cfg(test)]
mod tests {
    use crate::facts::Span;
    use crate::lower::testing::{facts, slice};
    use crate::lower::{places_above, to_u32};

    /// What the only comment of a function body is on, and the line that it is about.
    #[track_caller]
    fn check(body: &str, target: Option<&str>, line: Option<&str>) {
        let text = format!("fn f() {{\n{body}\n}}\n");
        let found = facts(&text).comments;
        let [comment] = &found[..] else { panic!("one comment: {found:?}") };
        let part = |span: Option<Span>| span.map(|span| slice(&text, span));
        assert_eq!((part(comment.target), part(comment.line)), (target, line), "{body}");
    }

    #[test]
    fn a_comment_above_is_on_all_that_starts_below() {
        let above = |below: &str, target: &str| {
            check(&format!("a;\n// chanlint: x\n{below}"), Some(target), None);
        };
        above(
            "let a = b\n    .c(\n        d,\n    );\ne;",
            "let a = b\n    .c(\n        d,\n    );",
        );
        above("// more\n\n/* and more */ a.b();", "a.b()");
        above("a += b.c() + d;", "a += b.c() + d");
        above("#[cfg(x)]\n#[y]\nlet a = b;", "#[cfg(x)]\n#[y]\nlet a = b;");
        above("/// doc\nfn g() {}", "fn g() {}");
        above("if a { b } else { c }", "if a { b } else { c }");
        above("info!(a, b);", "info!(a, b)");
        above("a.b()", "a.b()");
    }

    #[test]
    fn a_comment_above_may_stand_inside_of_things() {
        check(
            "match a {\n    b => c,\n    // chanlint: x\n    D { e } if f => g(),\n}",
            Some("D { e } if f => g()"),
            None,
        );
        check("let a = B {\n    c,\n    // chanlint: x\n    d: e.f(),\n};", Some("d: e.f()"), None);
        check("a(\n    b,\n    // chanlint: x\n    c.d(),\n);", Some("c.d()"), None);
        check("join!(\n    b,\n    // chanlint: x\n    c.d(),\n);", Some("c.d()"), None);
        check(
            "select! {\n    a = b => c,\n    // chanlint: x\n    d = e.f() => g(),\n}",
            Some("d = e.f() => g()"),
            None,
        );
        check(
            "#[a]\n// chanlint: x\n#[b]\nfn g() {}",
            Some("#[a]\n// chanlint: x\n#[b]\nfn g() {}"),
            None,
        );
        check(
            "a\n    .b()\n    // chanlint: x\n    .c()\n    .d();",
            Some("a\n    .b()\n    // chanlint: x\n    .c()"),
            None,
        );
        check("a;\n// chanlint: x", None, None);
    }

    #[test]
    fn a_comment_below_a_brace_is_on_the_line_of_the_brace_too() {
        check(
            "spawn(async move {\n    // chanlint: x\n    a.b();\n});",
            Some("a.b()"),
            Some("spawn(async move {"),
        );
        check("match a {\n    // chanlint: x\n    b => c,\n}", Some("b => c"), Some("match a {"));
    }

    #[test]
    fn a_comment_behind_code_is_on_its_line_and_on_what_ends_there() {
        let behind = |text: &str, target: Option<&str>| {
            let line = text.lines().find(|line| line.contains("chanlint: x"));
            check(text, target, line);
        };
        behind("a.b(); // chanlint: x", Some("a.b()"));
        behind("let a = b\n    .c(); // chanlint: x\nd;", Some("let a = b\n    .c();"));
        behind("a.b() // chanlint: x", Some("a.b()"));
        behind("spawn(async {\n    a;\n}); // chanlint: x\nb;", Some("spawn(async {\n    a;\n})"));
        behind("spawn(async { // chanlint: x\n    a;\n});", None);
        behind("a\n    .b() // chanlint: x\n    .c();", Some("a\n    .b()"));
        behind("let a = // chanlint: x\n    b;", None);
        behind(
            "match a {\n    b => {\n        c\n    } // chanlint: x\n    d => e,\n}",
            Some("b => {\n        c\n    }"),
        );
        behind(
            "a(\n    b,\n    c\n        .d(), // chanlint: x\n    e,\n);",
            Some("c\n        .d()"),
        );
        behind("#[a] // chanlint: x\nfn g() {}", Some("#[a] // chanlint: x\nfn g() {}"));
        behind("a(/* chanlint: x */ b);", None);
        behind("struct A {\n    b: C, // chanlint: x\n    d: E,\n}", Some("b: C"));
    }

    #[test]
    fn lines_of_comments_find_a_place_above_what_holds_a_range() {
        let text = "fn f() {\n    a(|| b\n        .c());\n    d(\n        e,\n    ); g();\n}";
        let place = |words: &str| {
            let start = text.find(words).unwrap();
            let range = Span { start: to_u32(start), end: to_u32(start + words.len()) };
            places_above(text, &[range])[0].map(|at| &text[at as usize..][..1])
        };
        assert_eq!(place("c()"), Some("a"));
        assert_eq!(place("e"), Some("e"));
        assert_eq!(place("g()"), Some("f"));
        assert_eq!(place("fn f"), Some("f"));
    }
}
